"""A request's fields as a crew says them, and the recipe of a take: all that it was rolled from. Pure."""

from collections.abc import Mapping
from typing import Any

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, DropReason, Take

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
WHY_DROPPED: Mapping[DropReason, str] = {
    "works_as_is": "it works as it is",
    "cut_from_script": "cut from the script",
    "shot_for_real": "we shoot it for real",
    "model_cannot": "the model can't do it",
    "withdrawn": "withdrawn with its message",
}

COUNTS = "counts as spent."  # of a price that nobody can tell


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


def told(request: ShotRequest) -> list[str]:
    """Every field that is set, with its name: "shot size: wide"."""
    set_fields = [field for field in CARRIED if getattr(request, field)]
    return [f"{field.replace('_', ' ')}: {spoken(field, getattr(request, field))}" for field in set_fields]


def recipe_lines(take: Take, attempt: Attempt | None) -> list[str]:
    """All that a take was rolled from, a line each: every field of the request, prompt, model, seed, parameters."""
    written = attempt.parameters.get("prompt") if attempt else None
    lines = ["request: " + "; ".join(told(take.request)), f"prompt: {written or take.prompt}"]
    if attempt is None:
        return [*lines, f"camera: {take.camera}", f"seed: {take.seed}"]
    served = attempt.model_served or "not known yet"
    model = served if served == attempt.model_asked else f"{served} (asked: {attempt.model_asked})"
    parameters = (
        "; ".join(f"{name}: {value}" for name, value in sorted(attempt.parameters.items()) if name != "prompt")
        or "none"
    )
    made = [f"camera: {attempt.camera}", f"model: {model}", f"seed: {attempt.seed}", f"parameters: {parameters}"]
    return lines + made


def money(cents: int) -> str:
    """A price: "free", "$0.56"."""
    return f"${cents / 100:,.2f}" if cents else "free"


def may_have_cost(words: str, cents: int) -> str:
    """A sentence about a render that may never have been made, with what is counted for it."""
    return f"{words} It may have cost {money(cents)}; that {COUNTS}" if cents else words


def counted(words: str, cents: int | None) -> str:
    """A sentence about a render whose cost nobody can tell, with what is counted for it."""
    return f"{words} {money(cents)} {COUNTS}" if cents else words
