"""Marks of words that may be a line of dialogue, and of somebody who may say it."""

from collections.abc import Iterator
from functools import lru_cache

from graphs.interpreters.rules.language import language
from graphs.interpreters.rules.learned.marks import about, at_most, pieces
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.stretches import Stretch, Voice

_BEFORE, _AFTER, _NEAR = 4, 3, 8  # words that are looked at one by one; words in which certain ones are looked for
_CLASSES = (
    "says", "tells", "told", "written", "lettering", "mention", "off", "labels", "determiners", "pronouns", "someone",
    "prepositions", "conjunctions", "adverbs", "verb_forms", "not_people", "clause_starts", "genitive", "things",
)  # fmt: skip
_ENDS = (".", "!", "?", "\n", ";", "\u3002")


def line_marks(slip: Slip, stretch: Stretch) -> Iterator[str]:
    """What speaks for it being said: how it is set off, what stands around it, and how it reads."""
    first, last, how = stretch.first, stretch.last, stretch.how
    yield about("how", how)
    yield about("by rule", f"{how} {stretch.by_rule}")
    for step in range(1, _BEFORE + 1):
        yield from _beside(slip, stretch.led - step, f"{how} before", f"before{step}")
    yield f"{how} before {slip.norm_at(stretch.led - 2)} {slip.norm_at(stretch.led - 1)}"
    for step in range(_AFTER):
        yield from _beside(slip, last + step, f"{how} after", f"after{step}")
    for i in range(stretch.led, first):
        yield f"{how} led {slip.norm_at(i)}"
    near = range(max(0, stretch.led - _NEAR), stretch.led)
    for name in {name for i in near if not slip.taken[i] for name in classes(slip, i)}:
        yield f"near {name}"
    yield from _beside(slip, first, f"{how} opens", "opens")
    yield from _read_aloud(slip, stretch)
    yield about("tongue", slip.language.code)


def _beside(slip: Slip, at: int, how: str, where: str) -> Iterator[str]:
    if not 0 <= at < len(slip.words):
        yield f"{where} end"
        return
    yield f"{where} {slip.norm_at(at)}"
    for name in classes(slip, at):
        yield f"{where} as {name}"
        yield f"{how} as {name}"


def _read_aloud(slip: Slip, stretch: Stretch) -> Iterator[str]:
    """How the words read: their number, their letters, their last mark, and terms of the craft among them."""
    said = stretch.said
    yield at_most("words", stretch.last - stretch.first, 9)
    yield about("ends in", said[-1:] if said[-1:] in ".!?,-" else "word")
    yield about("letters", "large" if said.isupper() else "capital" if said[:1].isupper() else "small")
    yield about("all large", slip.passage.text.isupper())
    yield about("commas", said.count(",") > 0)
    inside = range(stretch.first, stretch.last)
    yield at_most("clause words", sum("clause_starts" in classes(slip, i) for i in inside))
    terms = [h for h in slip.find_all(slip.language.shots) if stretch.first <= h.first < stretch.last]
    yield at_most(f"{stretch.how} terms", sum(h.field != "nothing" for h in terms))
    yield at_most("numbers", sum(slip.words[i].kind == "number" for i in inside))


def voice_marks(slip: Slip, stretch: Stretch, voice: Voice, place: int, spoke: list[str]) -> Iterator[str]:
    """What speaks for somebody saying a line; `place`: the how manieth from the line; `spoke`: who spoke before."""
    first, last, how = voice.first, voice.last, stretch.how
    behind = first >= stretch.last
    gap = first - stretch.last if behind else stretch.led - last
    side = "behind" if behind else "ahead"
    between = range(stretch.last, first) if behind else range(last, stretch.led)
    yield about(f"{how} {side} place", place)
    yield at_most(f"{side} gap", gap, 12)
    yield about(f"{how} right {side}", gap == 0)
    head = slip.norm_at(last - 1)
    yield f"head {head}"
    yield from (f"c {piece}" for piece in pieces(head))
    for step in (1, 2):
        yield from _beside(slip, first - step, side, f"before{step}")
        yield from _beside(slip, last + step - 1, side, f"after{step}")
    yield about(f"{side} letters", voice.letters)
    yield at_most("words", last - first, 5)
    passed = {name for i in between for name in classes(slip, i)}
    yield from (f"{side} past {name}" for name in passed)
    for name in ("says", "tells"):
        yield about(f"{side} {name} in {how}", name in passed)
    ends = sum(slip.norm_at(i) in _ENDS for i in between)
    yield at_most(f"{side} sentences", ends, 4)
    yield at_most(f"{how} commas", sum(slip.norm_at(i) == "," for i in between), 4)
    yield about("by rule", f"{voice.by_rule} {stretch.rule_names}")
    yield about("opens", first == 0 or slip.norm_at(first - 1) in _ENDS)
    stood_for = "pronoun" if "someone" in passed else "name"
    yield about(f"{stood_for} {side} letters", voice.letters)
    yield about(f"{stood_for} {side} place", place)
    yield about(f"{stood_for} {side} sentences", min(ends, 3))
    yield from (f"{stood_for} {side} led by {name}" for name in classes(slip, first - 1))
    yield about(f"{stood_for} {side} first word", first == 0)
    yield at_most(f"{stood_for} named", sum(w.norm == head for w in slip.words))
    yield about("spoke", "last" if spoke[-1:] == [voice.said] else "before" if voice.said in spoke else "not")
    yield about("tongue", slip.language.code)
    yield about("tongue", f"{slip.language.code} {side} {min(gap, 3)} {slip.norm_at(last)}")


def classes(slip: Slip, at: int) -> tuple[str, ...]:
    """The lists of the language that a word stands in."""
    return _classes(slip.language.code, slip.norm_at(at))


@lru_cache(maxsize=16_384)
def _classes(code: str, norm: str) -> tuple[str, ...]:
    lists = language(code).lists
    return tuple(name for name in _CLASSES if norm in lists[name])
