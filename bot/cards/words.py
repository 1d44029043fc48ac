"""Film words: closed-list values, lengths, money and places in line as a crew says them. No blocks here."""

from collections.abc import Iterable
from typing import Any

from graphs.vocabulary import spoken
from graphs.vocabulary.requests import ShotRequest

money = spoken.money

SPELT = {
    "medium_close_up": "medium close-up",
    "close_up": "close-up",
    "extreme_close_up": "extreme close-up",
    "pov": "POV",
    "fpv": "FPV",
    "worms_eye": "worm's-eye view",
    "eye_level": "eye level",
}
CAMERA_FIELDS = ("shot_size", "camera_angle", "camera_movement", "lens", "lighting", "time_of_day")
SENTIMENTS = {"pos": "liked", "neg": "at fault", "mixed": "liked and at fault", "neutral": "named"}


def film_word(value: str) -> str:
    """A closed-list value: "low_angle" -> "low angle"."""
    return SPELT.get(value, value.replace("_", " "))


def seconds(value: float) -> str:
    """A length: "8 s", "7.5 s"."""
    return f"{round(value, 1):g} s"


def about(value: float) -> str:
    """A wait: "about 40 s", "about 3 min"."""
    return f"about {round(value) or 1} s" if value < 90 else f"about {round(value / 60)} min"


def timecode(value: float) -> str:
    """A moment of a take: "0:03", "1:02.5"."""
    minutes, rest = divmod(round(value, 1), 60)
    return f"{int(minutes)}:{int(rest):02d}" + (f".{round(rest % 1 * 10)}" if rest % 1 else "")


def moments(timecodes: Iterable[dict[str, Any]]) -> str:
    """Moments and ranges of a note: "0:03, 0:04 to 0:06"."""
    return ", ".join(
        timecode(t["in_s"]) + (f" to {timecode(t['out_s'])}" if t.get("out_s") is not None else "") for t in timecodes
    )


def ordinal(number: int) -> str:
    """A place: "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(words: Iterable[str]) -> str:
    """Words as a person lists them: "a, b and c"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def aspect(id: str) -> str:
    """A craft aspect: "camera movement"."""
    return "the take as a whole" if id == "overall" else id.replace("_", " ")


def capital(text: str) -> str:
    """With a capital at the start, the rest as it was."""
    return text[:1].upper() + text[1:]


def camera_words(request: ShotRequest) -> list[str]:
    """What a request says to the camera crew, in the order they say it: size, angle, move, lens, light, format."""
    said = [film_word(value) for field in CAMERA_FIELDS for value in getattr(request, field)]
    if request.focal_length_mm:
        said.append(f"{request.focal_length_mm:g} mm")
    if request.t_stop:
        said.append(f"T{request.t_stop:g}")
    said += [value for value in (request.aspect_ratio, request.resolution) if value]
    if request.duration_s:
        said.append(seconds(request.duration_s))
    if (request.n_takes or 1) > 1:
        said.append(f"{request.n_takes} takes")
    return said


def subject_words(request: ShotRequest) -> list[str]:
    """Who and what is in the picture and how it sounds and looks, in the requester's own words."""
    return [
        *request.subject_keywords,
        *request.style,
        *(f"sound: {sound}" for sound in request.audio),
        *(f"no {thing}" for thing in request.negatives),
    ]


def dialogue(request: ShotRequest) -> list[str]:
    """The lines: `Courier: "You're late."`."""
    return [f'{line.speaker}: "{line.line}"' if line.speaker else f'"{line.line}"' for line in request.dialogue]
