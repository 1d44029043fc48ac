"""Sounds and looks in words that no list knows: a stretch between marks that as a whole is one, by weights.

`Geese, water lapping.`, `Toux, parquet qui grince`, `Miyazaki warmth`: what gives them away is the words and where they
stand. What the lists know is found before, in sounds.py and looks.py.
"""

from collections.abc import Iterator, Sequence

from graphs.interpreters.rules.learned.cues import Span, cue_marks
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.sounds import past_small, sentences_of, stretches

_LONGEST, _LONGEST_JA = 7, 16  # words of a stretch; Japanese has one for each character
_ENOUGH = {"heard": 0.62, "look": 0.65}
_MOST = 60  # stretches that are looked at


def cues(slip: Slip, cued: frozenset[int], *, revises: bool = False) -> list[tuple[str, Span]]:
    """The stretches of free words that are a sound ("heard") or a look ("look"), in order. Claims them.

    `cued` are the words of those that the lists know. Of a revision (`revises`) a lone word is what it brings in.
    """
    found = []
    places, sentences = candidates(slip, shortest=2 if revises else 1)
    known = uncued(slip, cued)
    marks = (cue_marks(slip, known, sentences, at) for at in places)
    for (one, other), shares in zip(places, weights("cue").shares_of_each(marks), strict=True):
        sort = next((s for s, least in _ENOUGH.items() if shares[s] >= least), None)
        if sort:
            found.append((sort, sentences[one][other]))
    for _, span in found:
        slip.claim(*span)
    return found


def candidates(slip: Slip, shortest: int = 1) -> tuple[list[tuple[int, int]], Sequence[Sequence[Span]]]:
    """Which stretches of at least `shortest` words could be one: (sentence, stretch) of each, and all sentences."""
    sentences = [[_trimmed(slip, *row) for row in rows] for rows in sentences_of(slip, stretches(slip))]
    places = [
        (i, k) for i, rows in enumerate(sentences) for k, row in enumerate(rows) if _may_be_one(slip, *row, shortest)
    ]
    return places[:_MOST], sentences


def uncued(slip: Slip, cued: frozenset[int]) -> list[bool]:
    """Which words mean something else than a sound or a look."""
    return [taken and i not in cued for i, taken in enumerate(slip.taken)]


def _trimmed(slip: Slip, first: int, last: int) -> Span:
    """Without small words before it and polite ones behind it; whole where nothing else would be left."""
    polite = slip.language.lists["polite"]
    start, end = past_small(slip, first, last), last
    while end > start and slip.norm_at(end - 1) in polite:
        end -= 1
    return (start, end) if start < end else (first, last)


def _may_be_one(slip: Slip, first: int, last: int, shortest: int) -> bool:
    longest = _LONGEST_JA if slip.language.code == "ja" else _LONGEST
    if not shortest <= last - first <= longest or not slip.free(first, last):
        return False
    return any(word.kind == "word" for word in slip.words[first:last])


def said_of(slip: Slip, found: Sequence[tuple[str, Span]], sort: str) -> Iterator[str]:
    """The words of those of a sort."""
    return (slip.said(*span) for kind, span in found if kind == sort)
