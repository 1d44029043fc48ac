"""A roll order read as a plan to draw: sizes, lens, moves, light, place, people. Words in, plain values out.

Pure: no numbers library, no drawing. Where the request is silent the usual choice of a film crew is taken.
"""

import random
import re
from dataclasses import dataclass

from graphs.cameras.animatic.operations import Stock
from graphs.crew.camera import RollOrder
from graphs.vocabulary.requests import ShotRequest

FPS = 24
# A usual focal length in mm for each size, as crews choose it on this gate.
USUAL_LENS = {
    "extreme_wide": 24.0,
    "establishing": 24.0,
    "wide": 28.0,
    "pov": 28.0,
    "full": 35.0,
    "two_shot": 40.0,
    "medium_wide": 40.0,
    "medium": 40.0,
    "over_the_shoulder": 50.0,
    "medium_close_up": 65.0,
    "close_up": 85.0,
    "extreme_close_up": 100.0,
    "insert": 85.0,
}
LENS_WORDS = {"fisheye": 12.0, "wide_angle": 24.0, "anamorphic": 40.0, "macro": 100.0, "telephoto": 135.0}
SETTINGS = {
    "street": r"street|city|alley|avenue|sidewalk|pavement|downtown|neon|crossing|bridge|market|rooftop|parking"
    r"|gas station|building|skyscraper|urban|town\b|square|subway|bus stop",
    "room": r"room|kitchen|office|bar\b|diner|caf[eé]|restaurant|apartment|flat\b|bedroom|bathroom|hallway|corridor"
    r"|interior|int\.|hotel|library|desk\b|sofa|couch|lobby|court|hospital|school|class|church|shop|store|cell\b"
    r"|basement|attic|house|home\b|warehouse|elevator|living room|dining",
    "beach": r"beach|sea\b|seaside|ocean|shore|coast|waves|surf\b|pier\b|harbou?r|lake|river|island|boat|ship\b",
    "forest": r"forest|woods?\b|trees?\b|jungle|grove|pines?\b|park\b|garden|orchard",
    "desert": r"desert|dunes?\b|sand\b|mesas?\b|canyon|wasteland|cactus|highway",
    "field": r"fields?\b|meadow|farm|hills?\b|prairie|grass|mountain|countryside|wheat|snowfield|plains?\b|valley",
}
# Things that hint at a place where nothing else names one.
HINTS = {
    "street": r"cars?\b|taxi|bus\b|traffic|road|couriers?|lamp ?post",
    "room": r"table|window|door|bed\b|lamp\b|chair",
}
WEATHER = {
    "rain": r"\brain|raining|storm|downpour|drizzle|wet\b",
    "snow": r"snow|blizzard|winter|frost",
    "fog": r"\bfog|\bmist|\bhaze|\bsmok",
}
POSES = {
    "run": r"\brun(?:s|ning)?\b|sprint|chas|flee",
    "walk": r"\bwalk|stroll|strid|march|wander|\bcross(?:es|ing)\b|approach|\benter(?:s|ing)?\b",
    "sit": r"\bsit|seated|\bsat\b|on a chair|at (?:a|the|his|her|their) (?:table|desk)|driv(?:es|ing)",
    "lean": r"\blean",
    "hold": r"\bhold|carr(?:y|ies)|phone|letter|cup|glass|gun|knife|photo|book|bag|umbrella|key",
    "point": r"\bpoint(?:s|ing)? (?:at|to)|gestur|wav(?:es|ing)\b|argu|shout",
}
TWO = r"\btwo (?:people|men|women|figures|friends|strangers|detectives|lovers|kids|actors)|couple|\bboth\b|each other"
QUIET = r"\b(?:no|without|mute|silent)\b.{0,12}\b(?:sound|audio|music|noise)|\bsilent\b|\bmute\b|\bmos\b"
SLOW, FAST = r"\bslow|gentle|gentl|subtle|slight|creep", r"\bfast|quick|rapid|sudden|snap|rush"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to draw. Frame sizes are pixels (`picture_*` is the part inside mattes), focal lengths millimetres."""

    seed: int
    width: int
    height: int
    picture_width: int
    picture_height: int
    frames: int
    size: str
    angles: tuple[str, ...]
    moves: tuple[str, ...]
    pace: float
    focal_mm: float
    time_of_day: str
    lighting: tuple[str, ...]
    place: str
    weather: tuple[str, ...]
    people: int
    pose: str
    shallow: bool
    racks: bool
    t_stop: float
    monochrome: bool
    silent: bool
    lines: tuple[tuple[str | None, str], ...]
    slate: str
    label: str
    production: str

    def rng(self, purpose: str) -> random.Random:
        """Chance of this seed for one purpose, the same on every machine."""
        return random.Random(f"{self.seed}/{purpose}")


def plan_shot(order: RollOrder, stock: Stock) -> Plan:
    """The plan of one order, for frames of `stock.width` pixels across (the long side)."""
    request = order.request
    words = _words(order)
    width, height, picture_width, picture_height = frame_sizes(request.aspect_ratio, stock.width)
    size = _size(request.shot_size, request.camera_angle)
    moves = request.camera_movement or ("static",)
    return Plan(
        seed=order.seed,
        width=width,
        height=height,
        picture_width=picture_width,
        picture_height=picture_height,
        frames=max(1, round((request.duration_s or 8.0) * FPS)),
        size=size,
        angles=request.camera_angle or ("eye_level",),
        moves=moves,
        pace=0.7 if re.search(SLOW, words) else 1.25 if re.search(FAST, words) else 1.0,
        focal_mm=_focal(request, size),
        time_of_day=(request.time_of_day or ("day",))[0],
        lighting=request.lighting,
        place=_place(words, request),
        weather=tuple(name for name, pattern in WEATHER.items() if re.search(pattern, words)),
        people=2 if _for_two(request.shot_size, words) else 1,
        pose=_pose(words, moves),
        shallow=_shallow(request, size),
        racks="rack_focus" in request.lens,
        t_stop=request.t_stop or 2.8,
        monochrome=bool(re.search(r"black.and.white|monochrome|\bb&w\b|\bnoir\b", words)),
        silent=any(re.search(QUIET, word.lower()) for word in (*request.negatives, *request.audio)),
        lines=tuple((line.speaker, line.line) for line in request.dialogue),
        slate=order.slate,
        label=order.label,
        production=order.production,
    )


def frame_sizes(aspect_ratio: str | None, long_side: int) -> tuple[int, int, int, int]:
    """Frame width and height and the picture's inside it, in even pixels.

    Wide formats and those down to the square sit in a 16:9 frame behind mattes; upright ones get an upright frame.
    """
    across, down = (float(part) for part in (aspect_ratio or "16:9").split(":"))
    ratio = across / down
    short_side = _even(long_side * 9 / 16, 8)
    if ratio >= 16 / 9:
        return long_side, short_side, long_side, min(short_side, _even(long_side / ratio, 4))
    if ratio >= 1:
        return long_side, short_side, _even(short_side * ratio, 8), short_side
    height = min(long_side, _even(short_side / ratio, 8))
    return short_side, height, short_side, height


def _even(pixels: float, step: int) -> int:
    return round(pixels / step) * step


def _words(order: RollOrder) -> str:
    """All words about the picture. What is spoken is left out: nobody stands in the place they talk about."""
    request = order.request
    text = " ".join((order.text, *request.subject_keywords, *request.style, *request.audio)).lower()
    for line in request.dialogue:
        text = text.replace(line.line.lower(), " ")
    return text


def _size(sizes: tuple[str, ...], angles: tuple[str, ...]) -> str:
    if not sizes:
        return "wide" if "aerial" in angles else "medium"
    # "over the shoulder, close-up" is an over-the-shoulder; a plain size beside a kind of shot gives way.
    for kind in ("over_the_shoulder", "two_shot", "pov", "insert", "establishing"):
        if kind in sizes:
            return kind
    return sizes[0]


def _focal(request: ShotRequest, size: str) -> float:
    if request.focal_length_mm:
        return min(600.0, max(8.0, request.focal_length_mm))
    for word, focal in LENS_WORDS.items():
        if word in request.lens:
            return focal
    if "worms_eye" in request.camera_angle or "ground_level" in request.camera_angle:
        return min(USUAL_LENS[size], 28.0)
    return USUAL_LENS[size]


def _place(words: str, request: ShotRequest) -> str:
    """The setting with most of its words in the text, else one hinted at; none at all, a neutral stage."""
    for patterns in (SETTINGS, HINTS):
        counts = {name: len(re.findall(rf"\b(?:{pattern})", words)) for name, pattern in patterns.items()}
        best = max(counts, key=lambda name: counts[name])
        if counts[best]:
            return best
    return "street" if "neon" in request.lighting else "stage"


def _for_two(sizes: tuple[str, ...], words: str) -> bool:
    return bool({"two_shot", "over_the_shoulder"} & set(sizes)) or bool(re.search(TWO, words))


def _pose(words: str, moves: tuple[str, ...]) -> str:
    for pose, pattern in POSES.items():
        if re.search(pattern, words):
            return pose
    return "walk" if {"tracking", "steadicam"} & set(moves) else "stand"


def _shallow(request: ShotRequest, size: str) -> bool:
    if "deep_focus" in request.lens:
        return False
    wanted = {"shallow_focus", "rack_focus", "telephoto", "macro"} & set(request.lens)
    return bool(wanted) or size in ("close_up", "extreme_close_up", "medium_close_up", "over_the_shoulder", "insert")
