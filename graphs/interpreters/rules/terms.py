"""Terms and where they stand in a message: a tree of phrases, matched leftmost and longest.

A term of the data files is a phrase: `close up`, with options `(extreme) close up`, choices `[push|dolly] in`, or a
table with context rules. What the values mean is not known here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from graphs.interpreters.rules.words import Word, words_of

_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|([^()\[\]]+)")
_GLUED = re.compile(r"[^ ][(\[]|[)\]][^ ]")  # a part that has no blank between it and the next
_END = ""  # the key under which a tree node keeps its entries; no token is empty


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means, and the company it needs.

    `after`, `before`: one of these words must stand next to it; `unless_after`, `unless_before`: none may.
    `near`: one of these must stand within six words.
    """

    field: str
    value: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    unless_after: frozenset[str] = frozenset()
    unless_before: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    free: bool = True  # needs no company

    def fits(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether the neighbours of words[first:last] let it mean this."""
        left = words[first - 1].norm if first else "^"
        right = words[last].norm if last < len(words) else "$"
        if left in self.unless_after or right in self.unless_before:
            return False
        if self.after and left not in self.after:
            return False
        if self.near and not any(w.norm in self.near for w in words[max(0, first - 6) : last + 6]):
            return False
        return not self.before or right in self.before


class Hit(NamedTuple):
    """A phrase that was found: words[first:last] mean `value` in `field`."""

    field: str
    value: str
    first: int
    last: int


Place = tuple[int, list[tuple[int, list[Hit]]]]  # where phrases start; the ends they may have, and what each means


@dataclass(slots=True)
class Tree:
    """Phrases by their words. `add` while loading, `find` afterwards."""

    root: dict[str, Any] = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)

    def put(self, tokens: Sequence[str], entry: Entry, *, instead: bool = False) -> None:
        """Let a phrase mean what the entry says, `instead` of what it meant so far."""
        if not tokens:
            return
        node = self.root
        for token in tokens:
            below = node.get(token)
            if below is None:
                below = node[token] = {}
                self.vocabulary.add(token)
            node = below
        told = node.get(_END)
        node[_END] = [entry] if instead or told is None else [*(e for e in told if e != entry), entry]

    def find(self, words: Sequence[Word], taken: Sequence[bool] = ()) -> list[Hit]:
        """All phrases in the words, leftmost and longest, none over another or over a word that is `taken`."""
        return longest(self.places(words), taken)

    def places(self, words: Sequence[Word]) -> list[Place]:
        """Every phrase that fits, whatever it lies over: where it starts, and each way that it may end."""
        root = self.root
        norms = [word.norm for word in words]
        starts = [at for at, norm in enumerate(norms) if norm in root]
        return [(at, ends) for at in starts if (ends := self._ends(words, norms, at))]

    def _ends(self, words: Sequence[Word], norms: Sequence[str], at: int) -> list[tuple[int, list[Hit]]]:
        node = self.root
        found = []
        for last in range(at, len(norms)):
            node = node.get(norms[last])  # type: ignore[assignment]
            if node is None:
                break
            if _END in node:
                after = last + 1
                fitting = [Hit(e.field, e.value, at, after) for e in node[_END] if e.free or e.fits(words, at, after)]
                if fitting:
                    found.append((after, fitting))
        return found


def longest(places: Iterable[Place], taken: Sequence[bool] = ()) -> list[Hit]:
    """Of all phrases that fit the leftmost and longest, none over another or over a word that is `taken`."""
    hits: list[Hit] = []
    after = 0
    for at, ends in places:
        if at < after:
            continue
        for last, meant in reversed(ends):
            if not (taken and True in taken[at:last]):
                hits += meant
                after = last
                break
    return hits


@cache
def spelt(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Every way to say a term: `(slow) [push|dolly] in` gives four. Remembered while the languages are read."""
    choices: list[list[str]] = []
    for optional, chosen, plain in _PART.findall(phrase):
        if optional:
            choices.append(["", *optional.split("|")])
        elif chosen:
            choices.append(chosen.split("|"))
        else:
            choices.append([plain])
    if len(choices) > 1 and not _GLUED.search(phrase):
        ways: list[tuple[str, ...]] = [()]
        for choice in choices:  # a part is told into words once, not once for each way that it is in
            ways = [way + words for way in ways for words in map(_words, choice)]
        return tuple(ways)
    return tuple(words_of("".join(way)) for way in product(*choices))


_words = cache(words_of)


def entry(field: str, value: str, rule: dict[str, list[str]]) -> Entry:
    """An entry from a table of the data files."""
    return Entry(field, value, **{name: frozenset(words) for name, words in rule.items()}, free=not rule)
