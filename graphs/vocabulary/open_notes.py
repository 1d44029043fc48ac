"""Notes that ask for a change and are still open: which, which pull different ways, and whose word was the last. Pure.

Records are projected (feedback.py). What is then rolled is the flows' matter.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.shots import Take

Record = dict[str, Any]
Axis = tuple[str, str]

ASKING = ("change_request", "defect")
SAID_BY = ("text", "modal", "button")  # an emoji says that something is wrong, not what
AS_IT_IS = "as it is"
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Side:
    """One way that notes pull: "slower", or to leave it "as it is"."""

    name: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The open notes on one aspect: conflicts (two sides or three each), and those that nobody contradicts."""

    aspect: str
    conflicts: tuple[tuple[Side, ...], ...]
    rest: tuple[Record, ...]


def asks_for_change(record: Record) -> bool:
    """Whether a record is a standing note that asks for a change of the picture."""
    judged = record.get("subject", "take") in ("take", "previs") and record["aspect"] != "none"
    return judged and record["source"] in SAID_BY and record["intent"] in ASKING and stands(record)


def praises(record: Record) -> bool:
    """Whether a record is a standing note that likes an aspect as it is."""
    judged = record.get("subject", "take") in ("take", "previs") and record["aspect"] not in ("none", "overall")
    return judged and record["source"] in SAID_BY and record["sentiment"] == "pos" and stands(record)


def words_of(record: Record) -> str:
    """What a note says: its own words, else what its author tapped."""
    return str(record.get("quote") or "").strip() or f"{record['aspect'].replace('_', ' ')} at fault"


def wish_of(record: Record) -> str:
    """What a note wants done: the change that it asks for, where its words say one."""
    return str(record.get("requested_change") or "").strip() or words_of(record)


def still_open(lineage: Sequence[tuple[Take, Sequence[Record]]]) -> list[Record]:
    """The notes of a take and of its earlier relatives (the take first) that no take of them addressed, oldest first.

    What somebody says again of a later take is one note: the later.
    """
    addressed = {n.record for take, _ in lineage for n in take.notes if n.outcome == "addressed"}
    found: dict[tuple[str, str, str], Record] = {}
    for _, records in lineage:
        for record in records:
            if asks_for_change(record) and record["record_id"] not in addressed:
                found.setdefault((record["rater_id"], record["aspect"], words_of(record).casefold()), record)
    return sorted(found.values(), key=lambda record: str(record["created_at"]))


def grouped(asking: Sequence[Record], liking: Sequence[Record]) -> list[Group]:
    """Open notes by aspect, in the order in which each was first named. `liking` are praises on the same takes.

    Who asked for a change of an aspect has not praised it as it is.
    """
    groups = []
    for aspect in dict.fromkeys(record["aspect"] for record in asking):
        own = [r for r in asking if r["aspect"] == aspect]
        raters = {r["rater_id"] for r in own}
        liked = [r for r in liking if r["aspect"] == aspect and r["rater_id"] not in raters]
        groups.append(_group(aspect, own, liked))
    return groups


def _group(aspect: str, own: list[Record], liked: list[Record]) -> Group:
    keep = (Side(AS_IT_IS, tuple(liked)),) if liked else ()
    conflicts: list[tuple[Side, ...]] = []
    rest = list(own)
    for axis in _axes():
        sides = [Side(way, tuple(r for r in rest if direction(r, axis) == way)) for way in axis]
        if all(side.records for side in sides):
            conflicts.append((*sides, *keep))
            rest = [r for r in rest if direction(r, axis) is None]
    if keep and not conflicts:
        return Group(aspect, ((Side(CHANGED, tuple(rest)), *keep),), ())
    return Group(aspect, tuple(conflicts), tuple(rest))


def said_last(records: Iterable[Record]) -> Record | None:
    """What the director said last, else the AD; None where neither spoke."""
    of_record = sorted(records, key=lambda record: str(record["created_at"]))
    for role in ("director", "ad"):
        own = [record for record in of_record if record["permission_role"] == role]
        if own:
            return own[-1]
    return None


def ticked(sides: Sequence[Side]) -> int | None:
    """Which side of a conflict the last word was for; None where neither director nor AD spoke."""
    last = said_last(record for side in sides for record in side.records)
    return next((i for i, side in enumerate(sides) if last in side.records), None) if last else None


def direction(record: Record, axis: Axis) -> str | None:
    """Which way of an axis a note pulls, by its words; "too fast" pulls to slower. None where it names neither."""
    text = wish_of(record).casefold()
    first, second = axis
    if _says(text, first) != _says(text, second):
        named, other = axis if _says(text, first) else (second, first)
        return other if _says_too(text, named) else named
    return None


def wants_less(record: Record) -> bool:
    """Whether a note asks for less of something, or none: what it names is then not what it wants."""
    less = "|".join(_whole(word) for word in _directions()["less"])
    return re.search(less, wish_of(record).casefold()) is not None


@cache
def _directions() -> dict[str, Any]:
    text = files("graphs.vocabulary").joinpath("data/directions.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _axes() -> tuple[Axis, ...]:
    return tuple((one, other) for one, other in (tuple(axis) for axis in _directions()["axes"]))


@cache
def _words(way: str) -> str:
    """A pattern for all words of one way."""
    words = next(axis[way] for axis in _directions()["axes"] if way in axis)
    return "|".join(_whole(word) for word in sorted(words, key=len, reverse=True))


def _whole(word: str) -> str:
    """A word by itself; in a script without spaces anywhere."""
    return rf"\b{re.escape(word)}\b" if word < "\u3000" else re.escape(word)


def _says(text: str, way: str) -> bool:
    return re.search(_words(way), text) is not None


def _says_too(text: str, way: str) -> bool:
    too = "|".join(re.escape(word) for word in _directions()["too"])
    before, after = rf"\b(?:{too})\b[\s\w]{{0,12}}?(?:{_words(way)})", rf"(?:{_words(way)})\w{{0,2}}(?:{too})"
    return re.search(before, text) is not None or re.search(after, text) is not None
