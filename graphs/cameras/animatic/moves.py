"""Camera moves: a framing changed over time. Each move is a small function of how far it has come, 0 to 1, eased.

Several moves on one shot add up in the order they were asked for. Moves hold at both ends, as an operator does.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from graphs.cameras.animatic.framing import Gate, Rig
from graphs.cameras.animatic.plan import FPS, Plan

FOLLOWING = frozenset({"tracking", "steadicam"})
HOLD_S = 0.5
WHIP_S = 0.34


@dataclass(frozen=True, slots=True)
class Moment:
    """What a move may look at: `eased` and `seconds` of the way, its strength, and sizes at the subject in metres."""

    eased: float
    seconds: float
    length_s: float
    pace: float
    side: float
    across: float
    down: float
    wide_m: float
    high_m: float
    eyes: float
    noise: tuple[float, ...]

    @property
    def centred(self) -> float:
        return self.eased - 0.5


def rig_at(rig: Rig, plan: Plan, gate: Gate, frame: float, eyes: float, travelled: tuple[float, float, float]) -> Rig:
    """The rig of one frame (fractions for motion blur). `travelled` is how far the walking subject has come."""
    across, down = gate.fields(rig.focal_mm)
    length = plan.frames / FPS
    seconds = frame / FPS
    rng = plan.rng("move")
    moment = Moment(
        eased=eased(seconds, length),
        seconds=seconds,
        length_s=length,
        pace=plan.pace,
        side=1.0 if rng.random() < 0.5 else -1.0,
        across=across,
        down=down,
        wide_m=rig.distance * gate.width / rig.focal_mm,
        high_m=rig.distance * gate.height / rig.focal_mm,
        eyes=eyes,
        noise=tuple(rng.uniform(0, math.tau) for _ in range(12)),
    )
    if FOLLOWING & set(plan.moves):
        rig = replace(rig, carried=travelled)
    for move in plan.moves:
        rig = MOVES[move](rig, moment)
    return rig


def eased(seconds: float, length: float) -> float:
    """0 to 1 with a hold at both ends and no jerk between (Perlin's quintic)."""
    hold = min(HOLD_S, 0.12 * length)
    part = min(1.0, max(0.0, (seconds - hold) / max(length - 1 / FPS - 2 * hold, 1e-6)))
    return part * part * part * (part * (part * 6 - 15) + 10)


def speed_of_turn(rig: Rig, later: Rig) -> float:
    """Degrees that the view turns between two rigs: what blurs a frame."""
    return abs(later.yaw - rig.yaw) + abs(later.pitch - rig.pitch)


def _static(rig: Rig, now: Moment) -> Rig:
    return rig


def _pan(direction: float) -> Callable[[Rig, Moment], Rig]:
    def move(rig: Rig, now: Moment) -> Rig:
        sweep = min(0.72, 0.6 * now.pace) * now.across * (direction or now.side)
        return replace(rig, yaw=rig.yaw + sweep * now.centred)

    return move


def _whip_pan(rig: Rig, now: Moment) -> Rig:
    """From a look aside to the subject in a third of a second."""
    start = now.length_s * 0.36
    part = min(1.0, max(0.0, (now.seconds - start) / WHIP_S))
    part = part * part * (3 - 2 * part)
    return replace(rig, yaw=rig.yaw + now.side * max(50.0, 1.1 * now.across) * (part - 1))


def _tilt(direction: float) -> Callable[[Rig, Moment], Rig]:
    def move(rig: Rig, now: Moment) -> Rig:
        sweep = min(0.75, 0.62 * now.pace) * now.down * direction
        return replace(rig, pitch=rig.pitch + sweep * now.centred)

    return move


def _dolly(direction: float) -> Callable[[Rig, Moment], Rig]:
    """Towards or away along the axis, ending (or starting) tighter and a little nearer to the eyes."""

    def move(rig: Rig, now: Moment) -> Rig:
        way = now.eased if direction > 0 else 1 - now.eased
        factor = 1.2 - min(0.75, 0.55 * now.pace) * way
        x, y, z = rig.target
        rise = (now.eyes - y) * 0.45 * way if y < now.eyes else 0.0
        return replace(rig, distance=rig.distance * factor, target=(x, y + rise, z), right=rig.right * factor)

    return move


def _truck(direction: float) -> Callable[[Rig, Moment], Rig]:
    def move(rig: Rig, now: Moment) -> Rig:
        way = 0.62 * min(1.2, now.pace) * now.wide_m * (direction or now.side)
        return replace(rig, right=rig.right + way * now.centred)

    return move


def _pedestal(direction: float) -> Callable[[Rig, Moment], Rig]:
    def move(rig: Rig, now: Moment) -> Rig:
        return _lifted(rig, now, 0.55 * now.pace * now.high_m * direction)

    return move


def _lifted(rig: Rig, now: Moment, way: float) -> Rig:
    """Straight up or down, the whole way above the ground: a low camera starts at its height instead of below it."""
    base = rig.target[1] + math.sin(math.radians(rig.elevation)) * rig.distance
    start = -way / 2
    lowest = base + min(start, start + way)
    start += max(0.0, 0.15 - lowest)
    return replace(rig, up=rig.up + (start + way * now.eased) / math.cos(math.radians(min(60.0, abs(rig.elevation)))))


def _crane(direction: float) -> Callable[[Rig, Moment], Rig]:
    """An arm that swings up and back while it keeps most of its eye on the subject."""

    def move(rig: Rig, now: Moment) -> Rig:
        way = now.eased if direction > 0 else 1 - now.eased
        rise = (0.75 * now.high_m + 0.9) * now.pace * way
        back = 0.30 * rig.distance * way
        tip = math.degrees(math.atan2(rise * 0.72, rig.distance + back))
        return replace(rig, up=rig.up + rise, forward=rig.forward - back, pitch=rig.pitch - tip)

    return move


def _zoom(direction: float) -> Callable[[Rig, Moment], Rig]:
    def move(rig: Rig, now: Moment) -> Rig:
        way = now.eased if direction > 0 else 1 - now.eased
        factor = 0.82 * (1 + 0.85 * min(1.3, now.pace)) ** way
        return replace(rig, focal_mm=rig.focal_mm * factor)

    return move


def _dolly_zoom(rig: Rig, now: Moment) -> Rig:
    """In with the dolly and out with the lens: the subject stays, the world behind it runs away."""
    factor = 1.55 - 0.95 * now.eased
    return replace(rig, distance=rig.distance * factor, focal_mm=rig.focal_mm * factor, right=rig.right)


def _tracking(rig: Rig, now: Moment) -> Rig:
    return replace(rig, azimuth=rig.azimuth + now.side * 6 * now.centred)


def _steadicam(rig: Rig, now: Moment) -> Rig:
    a, b, c, *_ = now.noise
    sway = 0.02 * rig.distance
    return replace(
        rig,
        azimuth=rig.azimuth + now.side * 16 * now.centred,
        right=rig.right + sway * math.sin(now.seconds * 1.3 + a),
        up=rig.up + 0.6 * sway * math.sin(now.seconds * 2.1 + b),
        roll=rig.roll + 0.35 * math.sin(now.seconds * 0.9 + c),
    )


def _orbit(rig: Rig, now: Moment) -> Rig:
    return replace(rig, azimuth=rig.azimuth + now.side * min(80.0, 58 * now.pace) * now.centred)


def _handheld(rig: Rig, now: Moment) -> Rig:
    """An operator who breathes and steps: three unrelated waves on every axis."""

    def wave(first: int) -> float:
        t, n = now.seconds, now.noise
        return (
            0.55 * math.sin(t * 2.3 + n[first % 12])
            + 0.30 * math.sin(t * 5.1 + n[(first + 1) % 12])
            + 0.16 * math.sin(t * 9.7 + n[(first + 2) % 12])
        )

    shake = 0.030 * now.pace
    step = 0.016 * min(rig.distance, 4.0)
    return replace(
        rig,
        yaw=rig.yaw + shake * now.across * wave(0),
        pitch=rig.pitch + shake * now.down * wave(3),
        roll=rig.roll + 0.9 * wave(6),
        right=rig.right + step * wave(8),
        up=rig.up + step * wave(10),
    )


def _roll(rig: Rig, now: Moment) -> Rig:
    return replace(rig, roll=rig.roll + now.side * 40 * now.pace * now.centred)


def _fpv(rig: Rig, now: Moment) -> Rig:
    """A drone that swoops in from behind and above, banks, and comes to rest on the framing."""
    left = 1 - now.eased
    reach = 2.4 * rig.distance + 5.0
    bank = math.sin(math.pi * now.eased)
    return replace(
        rig,
        distance=rig.distance + reach * left,
        elevation=rig.elevation + 15 * left,
        azimuth=rig.azimuth + now.side * 34 * left * left,
        roll=rig.roll + now.side * 17 * bank,
        yaw=rig.yaw + now.side * 5 * bank,
    )


MOVES: dict[str, Callable[[Rig, Moment], Rig]] = {
    "static": _static,
    "pan": _pan(0),
    "pan_left": _pan(-1),
    "pan_right": _pan(1),
    "whip_pan": _whip_pan,
    "tilt_up": _tilt(1),
    "tilt_down": _tilt(-1),
    "dolly_in": _dolly(1),
    "dolly_out": _dolly(-1),
    "truck": _truck(0),
    "truck_left": _truck(-1),
    "truck_right": _truck(1),
    "pedestal_up": _pedestal(1),
    "pedestal_down": _pedestal(-1),
    "crane_up": _crane(1),
    "crane_down": _crane(-1),
    "zoom_in": _zoom(1),
    "zoom_out": _zoom(-1),
    "dolly_zoom": _dolly_zoom,
    "tracking": _tracking,
    "orbit": _orbit,
    "handheld": _handheld,
    "steadicam": _steadicam,
    "roll": _roll,
    "fpv": _fpv,
}
