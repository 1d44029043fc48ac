"""How requests combine: what is filled in, and what a revision changes. Pure; prompts are written in prompting/."""

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any

from graphs.vocabulary.production import FILLED_IN
from graphs.vocabulary.requests import MOST_TAKES, Doubt, ShotRequest
from graphs.vocabulary.spoken import CARRIED, spoken

ADDED_TO = ("audio", "style", "negatives", "subject_keywords")


# The aspects whose change the fields of a request hold; of the others the words alone tell.
HELD_BY = {
    "framing": ("shot_size", "camera_angle", "aspect_ratio"),
    "camera_movement": ("camera_movement",),
    "lens_focus": ("lens", "focal_length_mm", "t_stop"),
    "lighting": ("time_of_day", "lighting"),
    "pacing": ("duration_s",),
    "dialogue": ("dialogue",),
    "sound": ("audio", "negatives"),
    "style_mood": ("style",),
    "colour": ("style",),
    "production_design": ("subject_keywords", "negatives"),
    "prompt_adherence": ("subject_keywords", "negatives"),
}
# Words that want something else than once more the same, whatever that is: "again" alone asks for another try.
OTHERWISE = re.compile(
    r"\b(?:but|except|only|with|without|aber|nur|mit|ohne|mais|avec|sans|pero|con|sin)\b|けど|だけど|でも", re.I
)
NOT_SAID = "not said"  # any more: a field that somebody emptied
SAID = 120  # characters of words that no field holds
ELLIPSIS = "\u2026"


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


def takes_wanted(request: ShotRequest) -> int:
    """How many takes the word opens for a request."""
    return min(request.n_takes or 1, MOST_TAKES)


def meant_instead(asked: ShotRequest, doubt: Doubt) -> ShotRequest:
    """A request whose doubtful words meant the other thing."""
    without = {doubt.field: tuple(v for v in getattr(asked, doubt.field) if v != doubt.value)}
    cleared = asked.model_copy(update=without)
    return cleared.model_copy(update={doubt.instead_field: (*getattr(cleared, doubt.instead_field), doubt.instead)})


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
            already.append(_said(field, stated))
            continue
        update[field] = value
        was = "" if field in ADDED_TO or not held else f"{_said(field, held)} -> "
        changes.append(f"{was}{_said(field, stated)}")
    return Revision(before.model_copy(update=update | {"n_takes": words.n_takes or 1}), tuple(changes), tuple(already))


def differences(before: ShotRequest, after: ShotRequest) -> tuple[str, ...]:
    """What stands otherwise in `after`, as a card tells it: "medium -> wide", "rain", "lose neon", "85 mm -> not
    said"."""
    told: list[str] = []
    for field in CARRIED:
        was, now = getattr(before, field), getattr(after, field)
        if was == now or not (was or now):
            continue
        if field == "dialogue" and not now:
            told.append("nobody speaks")
        elif field not in ADDED_TO:
            is_now = _said(field, now) if now else NOT_SAID
            told.append(f"{_said(field, was)} -> {is_now}" if was else is_now)
        else:
            told += _came_and_went(field, was, now)
    return tuple(told)


def _came_and_went(field: str, was: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    came = tuple(value for value in now if value not in was)
    went = tuple(value for value in was if value not in now)
    gone = "allow" if field == "negatives" else "lose"
    return [_said(field, came)] * bool(came) + [f"{gone} {spoken(field, went)}"] * bool(went)


def _said(field: str, value: Any) -> str:
    """A field's value as a change is told: what is ruled out with its "no"."""
    return ", ".join(f"no {thing}" for thing in value) if field == "negatives" else spoken(field, value)


def longer(revision: Revision, seconds: float) -> Revision:
    """A revision of a clip that goes on by so many seconds."""
    if not seconds or not revision.request.duration_s:
        return revision
    whole_s = revision.request.duration_s + seconds
    return replace(revision, request=revision.request.model_copy(update={"duration_s": whole_s}))


def told_changes(revision: Revision, stated: ShotRequest, text: str) -> tuple[str, ...]:
    """What a card says was changed: the fields and, where they do not hold all that was asked, the words themselves."""
    covered = {aspect for aspect, fields in HELD_BY.items() if any(getattr(stated, field) for field in fields)}
    said = " ".join(text.split())
    nothing_read = not stated.changes and not any(getattr(stated, field) for field in CARRIED)
    if not said or (set(stated.changes) <= covered and not (nothing_read and OTHERWISE.search(said))):
        return revision.changes
    return (*revision.changes, f"\u201c{said if len(said) <= SAID else said[: SAID - 1] + ELLIPSIS}\u201d")


def _joined(held: tuple[str, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    return held + tuple(value for value in stated if value not in held)


def seed_for(*parts: str) -> int:
    """A seed, the same for the same parts: a repeated step opens the same take. 31 bits, as video models take."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:4], "big") & 0x7FFFFFFF
