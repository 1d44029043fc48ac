"""A slip: the words of one message or of one shot in it, and which of them are already spoken for.

The readers of single fields take a slip, claim the words they understood and leave the rest to the next reader.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphs.interpreters.rules.language import Language, language, tell
from graphs.interpreters.rules.mending import mend
from graphs.interpreters.rules.terms import Hit, Place, Tree, longest
from graphs.interpreters.rules.words import Passage, Word, passage


@dataclass(slots=True)
class Slip:
    """Words in order; `taken[i]` is true once words[i] has been understood as something."""

    passage: Passage
    language: Language
    words: tuple[Word, ...]
    taken: list[bool] = field(default_factory=list)
    norms: list[str] = field(init=False)
    between: list[tuple[int, int]] | None = None  # the stretches between marks, once they were looked for
    _all: dict[int, list[Hit]] = field(default_factory=dict)
    _places: dict[int, list[Place]] = field(default_factory=dict)  # of the trees that were asked for, by their ids

    def __post_init__(self) -> None:
        self.taken = self.taken or [False] * len(self.words)
        self.norms = [word.norm for word in self.words]

    def at(self, place: int) -> int:
        """The first word that starts at or after a place in the text."""
        return bisect_left(self.words, place, key=lambda w: w.start)

    def claim(self, first: int, last: int) -> None:
        """Words[first:last] are understood."""
        self.taken[first:last] = [True] * (last - first)

    def free(self, first: int, last: int) -> bool:
        """Whether none of words[first:last] is taken."""
        return True not in self.taken[first:last]

    def find(self, tree: Tree) -> list[Hit]:
        """The tree's phrases among the words that are still free."""
        return longest(self.places(tree), self.taken)

    def find_all(self, tree: Tree) -> list[Hit]:
        """The tree's phrases among all words, free or not."""
        hits = self._all.get(id(tree))
        if hits is None:
            hits = self._all[id(tree)] = longest(self.places(tree))
        return hits

    def places(self, tree: Tree) -> list[Place]:
        """Every phrase of the tree, whatever it lies over, free or not."""
        places = self._places.get(id(tree))
        if places is None:
            places = self._places[id(tree)] = tree.places(self.words)
        return places

    def said(self, first: int, last: int) -> str:
        """Words[first:last] as they were written, spaces made single."""
        if first >= last:
            return ""
        return " ".join(self.passage.text[self.words[first].start : self.words[last - 1].end].split())

    def norm_at(self, at: int) -> str:
        """The norm of the word at `at`, empty beyond the ends."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def stops(self, at: int) -> bool:
        """Whether a sentence or clause ends at `at`: a mark, an emoji, a line end, or the end of the slip."""
        if not 0 <= at < len(self.words):
            return True
        word = self.words[at]
        return word.kind in ("line", "emoji") or (word.kind == "mark" and word.norm not in ("&", "/", "'"))

    def states(self, first: int, last: int) -> bool:
        """Whether words[first:last], as far as they are free, state something of the picture."""
        hits = self.part(first, last).find(self.language.shots)
        return any(h.field not in ("nothing", "style") for h in hits)

    def part(self, first: int, last: int) -> "Slip":
        """A slip of words[first:last], with what was claimed among them."""
        return Slip(self.passage, self.language, self.words[first:last], self.taken[first:last])


def slip_of(text: str, tongue: Language | None = None) -> Slip:
    """A text as a slip that nothing is read from yet, in the language that it seems to be in unless one is given."""
    read = passage(text)
    tongue = tongue or language(tell(read.words))
    return Slip(read, tongue, spelt_right(read, tongue))


def spelt_right(read: Passage, language: Language) -> tuple[Word, ...]:
    """The passage's words with typos mended in their norms."""
    return tuple(w._replace(norm=mend(language.code, w.norm)) if w.kind == "word" else w for w in read.words)


def runs(slip: Slip) -> Iterator[tuple[int, int]]:
    """Stretches of free words between marks: [first, last)."""
    first = 0
    for at in range(len(slip.words) + 1):
        if at == len(slip.words) or slip.taken[at] or slip.stops(at):
            if at > first:
                yield first, at
            first = at + 1
