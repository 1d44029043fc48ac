"""Precision, recall and F1 of readings against labels, for each field of a request and of the items of a note.

Closed values must be equal. Words of a requester (subjects, negatives, audio, style, dialogue) match where most of
their tokens are the same, each label at most once. Nothing here reads; that is the interpreter's part.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

FREE = ("audio", "style", "negatives", "subject_keywords", "dialogue")
PRONOUNS = ("she", "he", "they", "elle", "il", "ella", "él", "sie", "er", "彼", "彼女")
ALIKE = 70.0  # of 100: how much of two phrases' tokens must be the same


@dataclass(slots=True)
class Count:
    """Values that were read rightly, read wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0

    @property
    def labels(self) -> int:
        return self.right + self.missed


@dataclass(slots=True)
class Score:
    """Counts by field, and the examples that were not read exactly as labelled."""

    fields: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[tuple[str, str, Any, Any]] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the fields that have labels."""
        scores = [c.f1 for c in self.fields.values() if c.labels]
        return sum(scores) / len(scores) if scores else 0.0


def score_requests(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> Score:
    """Pairs of (example, what was read), both in the shape that `dailies interpret` prints."""
    total = Score()
    for example, read in pairs:
        expect = example["expect"]
        for name in sorted(set(expect) | set(read)):
            tally(total.fields[name], _values(expect.get(name)), _values(read.get(name)), loose=name in FREE)
        _remember(total, example, expect, read)
    return total


def score_notes(pairs: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> Score:
    """Pairs of (example, items read): the aspects, what was said with each aspect, and the moments."""
    total = Score()
    for example, read in pairs:
        expect = example["expect"]
        for name in ("aspect", "sentiment", "intent", "timecodes", "severity", "preference"):
            tally(total.fields[name], _of_items(expect, name), _of_items(read, name), loose=False)
        _remember(total, example, expect, read)
    return total


def tally(count: Count, expected: list[Any], read: list[Any], *, loose: bool) -> None:
    """Match what was read with what was expected, each at most once."""
    left = list(expected)
    for value in read:
        match = next((e for e in left if (alike(e, value) if loose else e == value)), None)
        if match is None:
            count.wrong += 1
        else:
            left.remove(match)
            count.right += 1
    count.missed += len(left)


def alike(one: Any, other: Any) -> bool:
    """Whether two phrases say the same; of a line of dialogue the words count, and the speaker where both have one."""
    if isinstance(one, dict):
        who, whom = _named(one["speaker"]), _named(other["speaker"])
        if one["speaker"] and not who:
            return fuzz.ratio(one["line"].lower(), other["line"].lower()) >= ALIKE  # the label leaves open who it is
        same = not who or not whom or fuzz.token_set_ratio(who.lower(), whom.lower()) >= ALIKE
        return same and bool(who) == bool(whom) and fuzz.ratio(one["line"].lower(), other["line"].lower()) >= ALIKE
    return fuzz.token_sort_ratio(str(one).lower(), str(other).lower()) >= ALIKE or _within(str(one), str(other))


def _named(speaker: str | None) -> str | None:
    """A speaker, unless a pronoun stands for somebody whom the words name elsewhere or not at all."""
    return None if speaker is None or speaker.lower() in PRONOUNS else speaker


def _within(one: str, other: str) -> bool:
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    return bool(short) and set(short) <= set(long) and len(long) <= len(short) + 2


def _values(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _of_items(items: list[dict[str, Any]], name: str) -> list[Any]:
    if name == "aspect":
        return [i["aspect"] for i in items]
    if name == "timecodes":
        return [_rounded(t) for i in items for t in i.get("timecodes", [])]
    return [(i["aspect"], _frozen(i[name])) for i in items if i.get(name)]


def _rounded(moment: Any) -> Any:
    return tuple(round(m, 1) for m in moment) if isinstance(moment, list) else round(float(moment), 1)


def _frozen(value: Any) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def _remember(total: Score, example: dict[str, Any], expect: Any, read: Any) -> None:
    if expect != read:
        total.misses.append((example["id"], example["text"], expect, read))
