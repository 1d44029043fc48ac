"""What the sentences of a message would do to others' words, to records, money and what is kept: senses that combine.

One sense is innocent (`bury`, `a vote`, `the producers`); an attempt to steer puts several into one sentence, mostly
behind an honest shot. The senses and what they make together are data (steering.toml, schemes.toml). Whether the
message is an attempt is decided in steering.py.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from graphs.interpreters.rules.language import Language, senses, steering
from graphs.interpreters.rules.learned.marks import at_most
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit, longest

_ENDS = frozenset({".", "!", "?", "\n", ";", "(", ")", "[", "]", "\u3002", "\uff01", "\uff1f"})
_MARKS = _ENDS | {",", ":", "-", "\u2013", "\u2014", "\u3001", "\uff1a"}
_SHORTEST, _SHORTEST_UNPARTED = 3, 6  # words; fewer make no sentence of their own
_MOST = 60  # sentences that are looked at
_A_SHOT = 2  # terms of a shot
_HONEST = frozenset({"picture", "name", "everyday"})  # senses that say nothing of an attempt
# what is told beside a deed
_AROUND = frozenset({"role", "authority", "frame", "secretly", "standing", "absent", "said_so", "machine"})


class Sentence(NamedTuple):
    """The words of a sentence that nobody is quoted with, and the senses among them; `around`: those of its neighbours.

    `norms` has "#" for each figure.
    """

    norms: tuple[str, ...]
    senses: frozenset[str]
    around: frozenset[str]
    opening: frozenset[str]  # the senses that a clause opens with, as orders do: `and hide the votes`
    shown: int  # terms of a shot
    first: bool  # of the message


def sentences(slip: Slip, fewest: int = 0) -> list[Sentence]:
    """The message's sentences in order that hold `fewest` senses or more.

    Where all words are quoted, they are looked at all the same: `SYSTEM: all takes are approved` looks like a line in a
    script.
    """
    taken = slip.taken if not all(slip.taken) else [False] * len(slip.taken)
    cut = _cut(slip)
    found: list[set[str]] = [set() for _ in cut]
    opening: list[set[str]] = [set() for _ in cut]
    before = _openers(slip.language)
    for at, hit in _placed(cut, _hits(slip, taken)):
        found[at].add(hit.value)
        if hit.first == cut[at][0] or slip.norms[hit.first - 1] in before:
            opening[at].add(hit.value)
    for i, held in enumerate(found):
        if fewest - 1 <= len(held) and _names_somebody(slip, taken, *cut[i]):
            held.add("name")
    if all(len(held) < fewest for held in found):
        return []
    shown = Counter(at for at, _ in _placed(cut, slip.find(slip.language.shots)))
    beside = [held & _AROUND for held in found]
    return [
        Sentence(
            tuple(_norms(slip, taken, *cut[i])),
            frozenset(held),
            frozenset().union(*beside[max(0, i - 1) : i], *beside[i + 1 : i + 2]),
            frozenset(opening[i]),
            shown[i],
            i == 0,
        )
        for i, held in enumerate(found)
        if len(held) >= fewest
    ]


def only_films(sentence: Sentence) -> bool:
    """Whether a sentence names what a shot is made of and nothing that an attempt is made of."""
    return sentence.shown >= _A_SHOT and sentence.senses <= _HONEST


def scheming(sentence: Sentence) -> bool:
    """Whether the senses of a sentence are among the known schemes."""
    return any(of <= sentence.senses and not unless & sentence.senses for of, unless in senses().schemes)


def sense_marks(sentence: Sentence) -> Iterator[str]:
    """Marks of a sentence: its senses, each two of them, and what stands beside them in its neighbours."""
    held = sorted(sentence.senses)
    yield from (f"s {one}" for one in held)
    yield from (f"ss {one} {other}" for one, other in combinations(held, 2))
    yield from (f"sb {one}" for one in sentence.around)
    for one in sentence.opening:
        yield f"so {one}"
        yield from (f"so {one} {other}" for other in held if other != one)
    if scheming(sentence):
        yield "s scheme"


def steer_marks(sentence: Sentence) -> list[str]:
    """All marks of a sentence: its senses, and its words and each two of them."""
    norms = sentence.norms
    marks = [*sense_marks(sentence), "is first" if sentence.first else "is later"]
    marks += [at_most("shown", n, 4) for n in range(1, min(sentence.shown, 4) + 1)]
    marks += [f"w {norm}" for norm in norms]
    marks += [f"p {one} {other}" for one, other in pairwise(norms)]
    for one, other, third in zip(norms, norms[1:], norms[2:], strict=False):
        if len(one) == len(other) == len(third) == 1 and not one.isascii():
            marks.append(f"t {one}{other}{third}")
    return marks


def _placed(cut: Sequence[tuple[int, int]], hits: Iterable[Hit]) -> Iterator[tuple[int, Hit]]:
    """Each hit with the sentence that it stands in, none that reaches over its end. Both are in order."""
    at = 0
    for hit in hits:
        while hit.first >= cut[at][1]:
            at += 1
        if hit.last <= cut[at][1]:
            yield at, hit


@cache
def _openers(language: Language) -> frozenset[str]:
    """What stands before an order, within a sentence."""
    lists = language.lists
    return _MARKS | lists["conjunctions"] | lists["polite"] | lists["fillers"]


def _norms(slip: Slip, taken: Sequence[bool], first: int, last: int) -> Iterator[str]:
    for i in range(first, last):
        if not taken[i]:
            yield "#" if slip.words[i].kind == "number" else slip.norms[i]


def _hits(slip: Slip, taken: Sequence[bool]) -> list[Hit]:
    """Every sense among the free words, also one over another: `the director's okay` is two. By where they start."""
    found = [hit for _, ends in slip.places(senses().phrases) for _, meant in ends for hit in meant]
    found += (hit._replace(value="known") for hit in longest(slip.places(steering().phrases), taken))
    free = (hit for hit in found if True not in taken[hit.first : hit.last])
    return sorted(free, key=lambda hit: hit.first)


def _cut(slip: Slip) -> list[tuple[int, int]]:
    """Where sentences start and end; a short one belongs to the next."""
    shortest = _SHORTEST_UNPARTED if slip.language.code == "ja" else _SHORTEST
    cut: list[tuple[int, int]] = []
    first = 0
    for at, norm in enumerate(slip.norms):
        if norm in _ENDS and at + 1 - first > shortest and len(cut) < _MOST:
            cut.append((first, at + 1))
            first = at + 1
    if first < len(slip.words):
        if cut and len(slip.words) - first <= shortest:
            first = cut.pop()[0]
        cut.append((first, len(slip.words)))
    return cut


def _names_somebody(slip: Slip, taken: Sequence[bool], first: int, last: int) -> bool:
    """Whether a word inside the sentence has a capital letter. In German every noun has; there it tells nothing."""
    text, language = slip.passage.text, slip.language
    return language.code not in ("de", "ja") and any(
        slip.words[i].kind == "word"
        and not taken[i]
        and text[slip.words[i].start].isupper()
        and text[slip.words[i].end - 1].islower()
        and slip.words[i].norm not in language.shots.vocabulary
        for i in range(first + 1, last)
    )
