"""Marks of a stretch of words between marks: whether all of it is a sound, a look, or neither."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphs.interpreters.rules.learned.marks import about, at_most, spelt
from graphs.interpreters.rules.learned.things import classed
from graphs.interpreters.rules.slip import Slip

Span = tuple[int, int]

_STATES = ("free", "known", "mixed")


def cue_marks(
    slip: Slip, taken: Sequence[bool], sentences: Sequence[Sequence[Span]], at: tuple[int, int]
) -> Iterator[str]:
    """What speaks for the stretch `sentences[at[0]][at[1]]`: its words, its sentence, and what stands beside it.

    `taken` are the words that mean something else than a sound or a look. Whether the lists know the stretch itself is
    no mark: where they do, no weight is asked.
    """
    sentence = sentences[at[0]]
    first, last = sentence[at[1]]
    code, norms = slip.language.code, slip.norms[first:last]
    for norm in norms:
        yield from spelt(norm)
    yield from (f"p {one} {other}" for one, other in pairwise(norms))
    yield f"head {norms[-1]}"
    yield f"opens {norms[0]}"
    yield from classed(code, "head is", norms[-1])
    yield from classed(code, "opens as", norms[0])
    yield from {mark for norm in norms[1:-1] for mark in classed(code, "holds", norm)}
    yield at_most("words", len(norms), 8)
    yield about("tongue", code)
    yield from _placed(slip, taken, sentences, at)
    yield from _beside(slip, taken, sentence, at[1])


def _placed(
    slip: Slip, taken: Sequence[bool], sentences: Sequence[Sequence[Span]], at: tuple[int, int]
) -> Iterator[str]:
    """Where it stands: in which sentence, from the start and from the end, and what stands right before and behind."""
    sentence = sentences[at[0]]
    first, last = sentence[at[1]]
    yield at_most("sentences behind", len(sentences) - 1 - at[0], 3)
    yield at_most("sentences before", at[0], 3)
    yield at_most("stretches behind", len(sentence) - 1 - at[1], 3)
    yield at_most("stretches before", at[1], 3)
    yield at_most("stretches", len(sentence), 5)
    yield f"before {slip.norm_at(first - 1)}"
    yield f"behind {slip.norm_at(last)}"
    start, end = sentence[0][0], sentence[-1][1]
    known = sum(taken[start:end])
    yield at_most("known", known, 4)
    yield about("all free", known == 0)
    yield about("sentence opens", slip.norm_at(start))
    if at[0]:
        earlier = sentences[at[0] - 1]
        yield about("sentence before", _state(taken, (earlier[0][0], earlier[-1][1])))


def _beside(slip: Slip, taken: Sequence[bool], sentence: Sequence[Span], at: int) -> Iterator[str]:
    """What its neighbours are, and which words for sounds and looks stand in them."""
    cues = [h for h in slip.find_all(slip.language.sounds) if h.field in ("audio", "look")]
    for step, name in ((-1, "before"), (1, "behind")):
        place = at + step
        if not 0 <= place < len(sentence):
            yield f"{name} none"
            continue
        yield f"{name} {_state(taken, sentence[place])}"
        yield from {f"{name} {h.field}" for h in cues if sentence[place][0] <= h.first < sentence[place][1]}
    start, end = sentence[0][0], sentence[-1][1]
    first, last = sentence[at]
    others = (h for h in cues if start <= h.first < end and not first <= h.first < last)
    yield from {f"in sentence {h.field}" for h in others}


def _state(taken: Sequence[bool], span: Span) -> str:
    within = taken[span[0] : span[1]]
    return _STATES[0] if True not in within else _STATES[1] if False not in within else _STATES[2]
