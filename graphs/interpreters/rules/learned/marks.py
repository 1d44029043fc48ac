"""The marks of a text that weights are learned for: its words, their letters, and the terms that the data knows.

A mark is a short string; a text either has it or has it not. What they weigh is in weights.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit
from graphs.interpreters.rules.words import Word

_LETTERS = range(3, 6)  # letters of a piece of a word
_LONGEST = 24  # letters of a word that are looked at


def word_marks(words: Sequence[Word]) -> list[str]:
    """Each word, each pair and, where a word is a character, each three of them; pieces of words by their letters."""
    norms = ["#" if w.kind == "number" else w.norm for w in words]
    marks: list[str] = []
    for norm in norms:
        marks += spelt(norm)
    marks += [f"p {one} {other}" for one, other in pairwise(norms)]
    for one, other, third in zip(norms, norms[1:], norms[2:], strict=False):
        if len(one) == len(other) == len(third) == 1 and not one.isascii():
            marks.append(f"t {one}{other}{third}")
    return marks


@lru_cache(maxsize=16_384)
def pieces(norm: str) -> tuple[str, ...]:
    """The pieces of three to five letters of a word, with its ends marked."""
    if len(norm) < 3 or not norm[0].isalpha():
        return ()
    told = f"<{norm[:_LONGEST]}>"
    return tuple(dict.fromkeys(told[i : i + n] for n in _LETTERS for i in range(len(told) - n + 1)))


@lru_cache(maxsize=16_384)
def spelt(norm: str) -> tuple[str, ...]:
    """The marks of one word: itself and its pieces."""
    return (f"w {norm}", *(f"c {piece}" for piece in pieces(norm)))


def hit_marks(hits: Iterable[Hit], kind: str) -> Iterator[str]:
    """Which fields and values the data's terms among the words stand for."""
    for hit in hits:
        yield f"{kind} {hit.field}"
        yield f"{kind} {hit.field} {hit.value}"


def about(name: str, value: object) -> str:
    """A mark that a fact about the text is."""
    return f"is {name} {value}"


def at_most(name: str, value: int, most: int = 3) -> str:
    """A mark for a count, the large ones taken together."""
    return about(name, min(value, most))


def free_words(slip: Slip) -> list[Word]:
    """The words that are not taken."""
    return [w for w, taken in zip(slip.words, slip.taken, strict=True) if not taken]
