"""What the sentences of a message would do to others' words, to records, money and what is kept: senses that combine.

One sense is innocent (`bury`, `a vote`, `the producers`); an attempt to steer puts several into one sentence, mostly
behind an honest shot. The senses and what they make together are data (steering.toml, schemes.toml). Whether the
message is an attempt is decided in steering.py.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from graphs.interpreters.rules.language import senses
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit

_ENDS = frozenset({".", "!", "?", "\n", ";", "(", ")", "[", "]", "\u3002", "\uff01", "\uff1f"})
_SHORTEST, _SHORTEST_UNPARTED = 3, 6  # words; fewer make no sentence of their own
_MOST = 60  # sentences that are looked at
_AROUND = ("role", "authority", "frame", "secretly", "standing", "absent", "said_so", "machine")  # told beside a deed


class Sentence(NamedTuple):
    """Words [first, last) and the senses among those that nobody is quoted with; `around`: those of its neighbours."""

    first: int
    last: int
    senses: frozenset[str]
    around: frozenset[str]


def sentences(slip: Slip) -> list[Sentence]:
    """The message's sentences in order."""
    cut = _cut(slip)
    starts = [first for first, _ in cut]
    found: list[set[str]] = [set() for _ in cut]
    at = 0
    for hit in _hits(slip):
        while at + 1 < len(starts) and starts[at + 1] <= hit.first:
            at += 1
        if hit.last <= cut[at][1]:
            found[at].add(hit.value)
    for held, (first, last) in zip(found, cut, strict=True):
        if _names_somebody(slip, first, last):
            held.add("name")
    beside = [held & set(_AROUND) for held in found]
    around = [frozenset().union(*beside[max(0, i - 1) : i], *beside[i + 1 : i + 2]) for i in range(len(cut))]
    return [Sentence(*cut[i], frozenset(found[i]), around[i]) for i in range(len(cut))]


def scheming(sentence: Sentence) -> bool:
    """Whether the senses of a sentence are among the known schemes."""
    return any(of <= sentence.senses and not unless & sentence.senses for of, unless in senses().schemes)


def sense_marks(sentence: Sentence) -> Iterator[str]:
    """Marks of a sentence: its senses, each two of them, and what stands beside them in its neighbours."""
    held = sorted(sentence.senses)
    yield from (f"s {one}" for one in held)
    yield from (f"ss {one} {other}" for one, other in combinations(held, 2))
    yield from (f"sb {one}" for one in sentence.around)
    if scheming(sentence):
        yield "s scheme"


def steer_marks(slip: Slip, sentence: Sentence) -> Iterator[str]:
    """All marks of a sentence: its senses, and its words and each two of them outside quotation marks."""
    yield from sense_marks(sentence)
    free = range(sentence.first, sentence.last)
    norms = ["#" if slip.words[i].kind == "number" else slip.norms[i] for i in free if not slip.taken[i]]
    yield from (f"w {norm}" for norm in norms)
    yield from (f"p {one} {other}" for one, other in pairwise(norms))
    if slip.language.code == "ja":
        yield from (f"t {one}{other}{third}" for one, other, third in zip(norms, norms[1:], norms[2:], strict=False))
    yield "is first" if sentence.first == 0 else "is later"


def _hits(slip: Slip) -> Iterator[Hit]:
    """Every sense among the free words, also one over another: `the director's okay` is two."""
    for _, ends in slip.places(senses().phrases):
        for _, meant in ends:
            yield from (hit for hit in meant if slip.free(hit.first, hit.last))


def _cut(slip: Slip) -> list[tuple[int, int]]:
    """Where sentences start and end; a short one belongs to the next."""
    shortest = _SHORTEST_UNPARTED if slip.language.code == "ja" else _SHORTEST
    cut, first = [], 0
    for at, norm in enumerate(slip.norms):
        if norm in _ENDS and at + 1 - first > shortest and len(cut) < _MOST:
            cut.append((first, at + 1))
            first = at + 1
    if first < len(slip.words):
        if cut and len(slip.words) - first <= shortest:
            first = cut.pop()[0]
        cut.append((first, len(slip.words)))
    return cut


def _names_somebody(slip: Slip, first: int, last: int) -> bool:
    """Whether a word inside the sentence has a capital letter. In German every noun has; there it tells nothing."""
    text, language = slip.passage.text, slip.language
    return language.code not in ("de", "ja") and any(
        slip.words[i].kind == "word"
        and not slip.taken[i]
        and text[slip.words[i].start].isupper()
        and text[slip.words[i].end - 1].islower()
        and slip.words[i].norm not in language.shots.vocabulary
        for i in range(first + 1, last)
    )
