"""What the burn-in says: a shot in film words. Words only; where and how they are set is in `burnin.py`."""

from graphs.cameras.animatic.plan import FPS, Plan

SIZES = {
    "extreme_wide": "EWS",
    "wide": "WS",
    "full": "FS",
    "medium_wide": "MWS",
    "medium": "MS",
    "medium_close_up": "MCU",
    "close_up": "CU",
    "extreme_close_up": "ECU",
    "insert": "INSERT",
    "two_shot": "2-SHOT",
    "over_the_shoulder": "OTS",
    "pov": "POV",
    "establishing": "EST",
}
MOVES = {
    "static": "STATIC",
    "pan": "PAN",
    "pan_left": "PAN L",
    "pan_right": "PAN R",
    "whip_pan": "WHIP PAN",
    "tilt_up": "TILT UP",
    "tilt_down": "TILT DOWN",
    "dolly_in": "PUSH IN",
    "dolly_out": "PULL OUT",
    "truck": "TRUCK",
    "truck_left": "TRUCK L",
    "truck_right": "TRUCK R",
    "pedestal_up": "PED UP",
    "pedestal_down": "PED DOWN",
    "crane_up": "CRANE UP",
    "crane_down": "CRANE DOWN",
    "zoom_in": "ZOOM IN",
    "zoom_out": "ZOOM OUT",
    "dolly_zoom": "DOLLY ZOOM",
    "tracking": "TRACKING",
    "orbit": "ORBIT",
    "handheld": "HANDHELD",
    "steadicam": "STEADICAM",
    "roll": "ROLL",
    "fpv": "FPV",
}


def slate_line(plan: Plan) -> str:
    return f"{plan.slate}  {plan.label.upper()}"


def mark(plan: Plan) -> str:
    """What kind of picture this is, so that nobody takes it for the real thing."""
    return "PREVIS" if "previs" in plan.label.lower() else "ANIMATIC"


def lens_line(plan: Plan) -> str:
    return f"{SIZES[plan.size]}  {plan.focal_mm:g}mm"


def move_line(plan: Plan) -> str:
    return " + ".join(MOVES[move] for move in plan.moves)


def place_line(plan: Plan) -> str:
    """The neutral stage says that it stands for a place there is no set for."""
    return "STAGE" if plan.place == "stage" else ""


def timecode(frame: int) -> str:
    """Non-drop SMPTE timecode at 24 fps; clips start at one hour."""
    seconds, frames = divmod(frame, FPS)
    minutes, seconds = divmod(seconds, 60)
    return f"01:{minutes:02d}:{seconds:02d}:{frames:02d}"


def subtitle(plan: Plan, frame: int) -> str | None:
    """The line spoken at a frame: lines share the clip, less a breath at either end."""
    if not plan.lines:
        return None
    lead = min(12, plan.frames // 10)
    length = plan.frames - 2 * lead
    if not lead <= frame < lead + length:
        return None
    words = [max(2, len(line.split())) for _, line in plan.lines]
    passed = (frame - lead) / length * sum(words)
    for (speaker, line), share in zip(plan.lines, words, strict=True):
        if passed < share:
            return f"{speaker.upper()}: {line}" if speaker else line
        passed -= share
    return None
