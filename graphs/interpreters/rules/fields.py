"""One shot's words read into the fields of a request. Which kind of message they stand in is decided in kinds.py."""

from dataclasses import dataclass, field
from typing import Any

from graphs.interpreters.rules.looks import looks
from graphs.interpreters.rules.measures import Measures, measure
from graphs.interpreters.rules.negations import negatives
from graphs.interpreters.rules.revisions import asking
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.sorts import sort_things
from graphs.interpreters.rules.sounds import audio
from graphs.interpreters.rules.speech import Spoken, heard
from graphs.interpreters.rules.terms import Hit
from graphs.interpreters.rules.tongues import foreign_terms
from graphs.vocabulary.requests import CLOSED_LISTS

_REPLACED, _REPLACED_JA, _UNDONE = 4, 8, 12  # words, characters of Japanese; words between a value and its correction
_ONE_OF = ("aspect_ratio", "resolution")
# a general value says nothing beside a particular one found in the same shot
_WEAKER = {
    "day": ("morning", "midday", "afternoon", "golden_hour", "sunset", "dawn", "dusk", "blue_hour"),
    "high_angle": ("overhead",),
    "low_angle": ("worms_eye", "ground_level"),
    "afternoon": ("golden_hour", "sunset"),
}


@dataclass(slots=True)
class Draft:
    """The fields of a request on their way; `values` are keyword arguments of ShotRequest."""

    values: dict[str, Any] = field(default_factory=dict)
    odd: tuple[str, ...] = ()
    cued: frozenset[int] = frozenset()  # the words of sounds and looks that the lists know
    lessened: tuple[str, ...] = ()  # fields of which a revision wants less: `less neon`


def read_fields(slip: Slip, said: list[Spoken], *, revises: bool = False) -> Draft:
    """Everything that the slip's words state about a shot; of a revision the words that ask for it name nothing."""
    draft = read_facts(slip, said, revises=revises)
    named = sort_things(slip, draft.cued, revises=revises)
    for name, more in (("audio", named.heard), ("style", named.look), ("subject_keywords", named.seen)):
        if value := tuple(dict.fromkeys([*draft.values.get(name, ()), *more])):
            draft.values[name] = value
    return draft


def read_facts(slip: Slip, said: list[Spoken], *, revises: bool = False) -> Draft:
    """What the words state in terms of their own: all but the things they name. Claims what it read."""
    _set_aside(slip)
    figures = measure(slip)
    stated: dict[str, list[str]] = {}
    ruled_out = negatives(slip)
    _unmoved(slip, stated)
    before = list(slip.taken)
    sounds = audio(slip)
    seen = looks(slip)
    cued = {i for i, (was, taken) in enumerate(zip(before, slip.taken, strict=True)) if taken and not was}
    lessened = _lessened(slip) if revises else ()
    cued |= _terms(slip, stated, seen)
    values: dict[str, Any] = {
        name: tuple(_settled(name, found)) for name, found in stated.items() if name in CLOSED_LISTS
    }
    last = -1 if any(h.field == "correction" for h in slip.find_all(slip.language.kinds)) else 0
    values |= {name: stated[name][last] for name in _ONE_OF if stated.get(name)}
    values |= _figures(figures)
    start, end = (slip.words[0].start, slip.words[-1].end) if slip.words else (0, 0)
    values["dialogue"] = heard(said, start, end)
    values["negatives"] = tuple(dict.fromkeys(ruled_out))
    values["audio"] = tuple(dict.fromkeys(cue for a, b in sounds if (cue := slip.said(a, b))))
    values["style"] = tuple(dict.fromkeys(seen))
    for first, last in asking(slip) if revises else ():
        slip.claim(first, last)
    return Draft(
        {name: value for name, value in values.items() if value not in (None, (), [])},
        figures.odd, frozenset(cued), lessened,
    )  # fmt: skip


def _set_aside(slip: Slip) -> None:
    """Claim what something else is to replace: `35 instead of the 50`, `statt Nacht bitte Blaue Stunde`."""
    backwards = slip.language.code == "ja"
    named = {i for h in slip.find(slip.language.shots) if h.field != "nothing" for i in range(h.first, h.last)}
    for hit in slip.find(slip.language.kinds):
        if hit.field != "instead":
            continue
        first, last = hit.first, hit.last
        if backwards:
            while (
                first > 0
                and hit.first - first < _REPLACED_JA
                and slip.free(first - 1, first)
                and not slip.stops(first - 1)
            ):
                first -= 1
        else:
            while last - hit.last < _REPLACED and not slip.stops(last) and slip.free(last, last + 1):
                if last > hit.last and last not in named and _turns(slip, last):
                    break
                last += 1
        slip.claim(first, last)


def _turns(slip: Slip, at: int) -> bool:
    """Whether the words go on to something else: `statt Nacht bitte ...`, `instead of a pan and lose the hat`."""
    lists = slip.language.lists
    return any(slip.norm_at(at) in lists[n] for n in ("and", "contrast", "fillers", "pronouns", "polite"))


def _lessened(slip: Slip) -> tuple[str, ...]:
    """The fields of terms that a revision only wants less of: `less neon` states no neon. Claims the words."""
    lists = slip.language.lists
    behind = slip.language.code == "ja"
    found = []
    for hit in slip.find(slip.language.shots):
        before = hit.first - 1 - (slip.norm_at(hit.first - 1) in lists["genitive"])
        if slip.norm_at(hit.last if behind else before) in lists["lessening"]:
            found.append(hit.field)
            slip.claim(hit.first, hit.last)
    return tuple(name for name in dict.fromkeys(found) if name != "nothing")


def _terms(slip: Slip, stated: dict[str, list[str]], seen: list[str]) -> set[int]:
    """The terms of the closed lists; a value that is taken back gives way: `wide, no wait, medium`.

    Returns the words of looks.
    """
    words: set[int] = set()
    undone = [h for h in slip.find_all(slip.language.kinds) if h.field == "takes_back"]
    last_of: dict[str, Hit] = {}
    for hit in [*slip.find(slip.language.shots), *foreign_terms(slip)]:
        if hit.field == "style":
            seen.append(slip.said(hit.first, hit.last))
            words |= set(range(hit.first, hit.last))
        elif hit.field != "nothing":
            before, values = last_of.get(hit.field), stated.setdefault(hit.field, [])
            if before and before.value in values and _taken_back(before, hit, undone):
                values.remove(before.value)
            if hit.value not in values:
                values.append(hit.value)
            last_of[hit.field] = hit
        if hit.field != "nothing":
            slip.claim(hit.first, hit.last)
    return words


def _taken_back(before: Hit, hit: Hit, undone: list[Hit]) -> bool:
    between = any(before.last <= u.first and u.last <= hit.first for u in undone)
    return between and hit.first - before.last <= _UNDONE and hit.value != before.value


def _unmoved(slip: Slip, stated: dict[str, list[str]]) -> None:
    """`no camera move` rules movement out and states a static camera; the words are claimed by the negation."""
    for hit in slip.find_all(slip.language.shots):
        if (
            hit.value == "static"
            and not slip.free(hit.first, hit.last)
            and slip.norm_at(hit.first) in slip.language.lists["negators"]
        ):
            stated.setdefault("camera_movement", ["static"])


def _settled(name: str, found: list[str]) -> list[str]:
    """Without general values that a particular one makes idle, in the order of the words."""
    kept = [v for v in found if not any(other in found for other in _WEAKER.get(v, ()))]
    if name == "camera_movement":
        turned = any(v in kept for v in ("pan_left", "pan_right", "whip_pan"))
        kept = [v for v in kept if not (v == "pan" and turned)]
        kept = [v for v in kept if not (v == "truck" and ("truck_left" in kept or "truck_right" in kept))]
        if "dolly_zoom" in kept:
            kept = [v for v in kept if v not in ("zoom_in", "zoom_out", "dolly_in", "dolly_out")]
    return kept


def _figures(figures: Measures) -> dict[str, Any]:
    names = ("duration_s", "focal_length_mm", "t_stop", "aspect_ratio", "n_takes", "n_shots")
    return {name: value for name in names if (value := getattr(figures, name)) is not None}
