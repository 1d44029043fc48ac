"""Marks of a thing that may be named in a request: whether it is to be seen, heard, how it looks, or only talk."""

from collections.abc import Iterator
from functools import lru_cache

from graphs.interpreters.rules.language import language
from graphs.interpreters.rules.learned.marks import about, at_most, pieces
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.subjects import Thing

_ROUND = 3  # words before and after
_CLASSES = (
    "determiners", "pronouns", "prepositions", "conjunctions", "fillers", "adverbs", "verb_forms", "adjectives",
    "things", "teller", "talk", "says", "genitive", "labels",
)  # fmt: skip
_CUES = ("audio", "look")  # of the words for what is heard and for how it looks


def thing_marks(slip: Slip, thing: Thing, *, revises: bool) -> Iterator[str]:
    """What speaks for a thing: its words, what stands around them, and the sentence they stand in."""
    first, last = thing.first, thing.last
    norms = [slip.norm_at(i) for i in range(first, last)]
    head = norms[-1]
    yield f"head {head}"
    yield f"opens {norms[0]}"
    yield at_most("words", len(norms), 5)
    for norm in norms:
        yield f"w {norm}"
        yield from (f"c {piece}" for piece in pieces(norm))
    for kind in _classes(slip, last - 1):
        yield f"head is {kind}"
    for kind in _classes(slip, first):
        yield f"opens as {kind}"
    for step in range(1, _ROUND + 1):
        yield from _beside(slip, first - step, f"before{step}")
        yield from _beside(slip, last + step - 1, f"after{step}")
    yield f"{slip.norm_at(first - 1)} > {head}"
    yield f"{slip.norm_at(first - 2)} {slip.norm_at(first - 1)} >"
    yield f"< {slip.norm_at(last)} {slip.norm_at(last + 1)}"
    yield from _written(slip, first, last)
    yield from _sentence(slip, first, last)
    yield about("aside", thing.aside)
    yield about("lettering", thing.lettering)
    yield about("revises", revises)
    yield about("brought in", not revises or thing.brought)
    yield about("tongue", slip.language.code)
    yield about("revises in", f"{revises} {slip.language.code}")


def _classes(slip: Slip, at: int) -> tuple[str, ...]:
    return _classes_of(slip.language.code, slip.norm_at(at))


@lru_cache(maxsize=16_384)
def _classes_of(code: str, norm: str) -> tuple[str, ...]:
    lists = language(code).lists
    return tuple(name for name in _CLASSES if norm in lists[name])


def _beside(slip: Slip, at: int, where: str) -> Iterator[str]:
    if not 0 <= at < len(slip.words):
        yield f"{where} end"
        return
    yield f"{where} {slip.norm_at(at)}"
    yield f"{where} is {'known' if slip.taken[at] else slip.words[at].kind}"
    yield from (f"{where} as {name}" for name in _classes(slip, at))


def _written(slip: Slip, first: int, last: int) -> Iterator[str]:
    said = slip.passage.text[slip.words[first].start : slip.words[last - 1].end]
    yield about("letters", "large" if said.isupper() else "capital" if said[:1].isupper() else "small")
    yield about("all large", slip.passage.text.isupper())


def _sentence(slip: Slip, first: int, last: int) -> Iterator[str]:
    """The sentence's place, how much of it is known, and who speaks in it."""
    start = first
    while start > 0 and slip.norm_at(start - 1) not in (".", "!", "?", "\n", "。"):
        start -= 1
    end = last
    while end < len(slip.words) and slip.norm_at(end) not in (".", "!", "?", "\n", "。"):
        end += 1
    yield at_most("place", 4 * first // max(1, len(slip.words)), 4)
    yield at_most("into sentence", first - start, 4)
    yield about("sentence opens", slip.norm_at(start))
    yield at_most("known", sum(slip.taken[start:end]), 4)
    yield about("ends in", slip.norm_at(end))
    lists = slip.language.lists
    for name in ("teller", "talk"):
        if any(slip.norm_at(i) in lists[name] for i in range(start, end)):
            yield about("sentence has", name)
    yield about("known in all", min(4, sum(slip.taken) // 2))
    yield from _cued(slip, start, first, last, end)


def _cued(slip: Slip, start: int, first: int, last: int, end: int) -> Iterator[str]:
    """Which words for sounds and looks stand before and behind it in its sentence, and whether a list joins them."""
    cues = [h for h in slip.find_all(slip.language.sounds) if h.field in _CUES and start <= h.first < end]
    before = next((h for h in reversed(cues) if h.last <= first), None)
    behind = next((h for h in cues if h.first >= last), None)
    if before:
        between = [slip.norm_at(i) for i in range(before.last, first)]
        yield f"cue before {before.field} {before.value}"
        yield f"cue before {before.field} {'listed' if ',' in between else 'next' if len(between) < 3 else 'far'}"
    if behind:
        yield f"cue behind {behind.field} {behind.value}"
    yield about("cue before", before.field if before else "none")
    yield about("cue behind", behind.field if behind else "none")
