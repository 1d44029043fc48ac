"""How requests combine: what is filled in, what a revision changes, and the prompt that is written from it. Pure."""

import hashlib
from dataclasses import dataclass
from typing import Any

from graphs.vocabulary.production import FILLED_IN
from graphs.vocabulary.requests import ShotRequest

# What a revision takes over from its words; the rest of a request belongs to one message only.
CARRIED = (
    "shot_size",
    "camera_angle",
    "camera_movement",
    "lens",
    "focal_length_mm",
    "t_stop",
    "time_of_day",
    "lighting",
    "aspect_ratio",
    "resolution",
    "duration_s",
    "dialogue",
    "audio",
    "style",
    "negatives",
    "subject_keywords",
)
ADDED_TO = ("audio", "style", "negatives", "subject_keywords")


@dataclass(frozen=True, slots=True)
class Revision:
    """A request changed: `changes` as "medium -> wide", `already` what was asked for and stood so before."""

    request: ShotRequest
    changes: tuple[str, ...]
    already: tuple[str, ...]


def fill_in(asked: ShotRequest, defaults: ShotRequest) -> ShotRequest:
    """Only what `defaults` adds to `asked`. A move or a focal length asked for is never contradicted."""
    return ShotRequest(**{f: getattr(defaults, f) for f in FILLED_IN if not getattr(asked, f) and getattr(defaults, f)})


def whole(asked: ShotRequest, filled: ShotRequest) -> ShotRequest:
    """What is rolled: all that was asked and, where nothing was, what was filled in."""
    additions = {f: getattr(filled, f) for f in FILLED_IN if not getattr(asked, f)}
    return asked.model_copy(update=additions | {"kind": "new_shot", "ref_take": (), "changes": ()})


def revise(before: ShotRequest, words: ShotRequest) -> Revision:
    """`before` with what `words` state put over it."""
    update: dict[str, Any] = {}
    changes: list[str] = []
    already: list[str] = []
    for field in CARRIED:
        stated = getattr(words, field)
        if not stated:
            continue
        held = getattr(before, field)
        value = _joined(held, stated) if field in ADDED_TO else stated
        if value == held:
            already.append(spoken(field, stated))
            continue
        update[field] = value
        was = "" if field in ADDED_TO or not held else f"{spoken(field, held)} -> "
        changes.append(f"{was}{spoken(field, stated)}")
    if "duration_s" not in update and not changes and words.changes:
        changes = [aspect.replace("_", " ") for aspect in words.changes]
    return Revision(before.model_copy(update=update | {"n_takes": words.n_takes or 1}), tuple(changes), tuple(already))


def _joined(held: tuple[str, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    return held + tuple(value for value in stated if value not in held)


def spoken(field: str, value: Any) -> str:
    """A field's value in film words: "medium wide", "7 s", "40 mm", "T2.8"."""
    match field:
        case "duration_s":
            return f"{value:g} s"
        case "focal_length_mm":
            return f"{value:g} mm"
        case "t_stop":
            return f"T{value:g}"
        case "dialogue":
            return "; ".join(f"{line.speaker or 'somebody'}: {line.line}" for line in value)
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(v).replace("_", " ") for v in values)


def write_prompt(request: ShotRequest, words: str) -> str:
    """The prompt: first a line of film words in the order a camera crew says them, then the requester's own words."""
    told = [spoken(f, getattr(request, f)) for f in CARRIED[:11] if getattr(request, f)]
    lines = [", ".join(told)]
    if request.dialogue:
        lines.append(spoken("dialogue", request.dialogue))
    if request.negatives:
        lines.append("without " + ", ".join(request.negatives))
    return " / ".join(lines) + "\n" + words


def words_of(prompt: str) -> str:
    """The requester's own words in a prompt that `write_prompt` wrote."""
    return prompt.partition("\n")[2]


def seed_for(*parts: str) -> int:
    """A seed, the same for the same parts: a repeated step opens the same take. 31 bits, as video models take."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:4], "big") & 0x7FFFFFFF
