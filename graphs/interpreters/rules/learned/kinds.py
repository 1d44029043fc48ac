"""Marks of a whole message, for what kind of message it is."""

from collections.abc import Iterator
from dataclasses import fields

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.evidence import Evidence
from graphs.interpreters.rules.language import steering
from graphs.interpreters.rules.learned.marks import about, at_most, free_words, hit_marks, word_marks
from graphs.interpreters.rules.slip import Slip

_COUNTED = tuple(f.name for f in fields(Evidence))


def kind_marks(slip: Slip, seen: Evidence, context: ReadingContext) -> Iterator[str]:
    """What speaks for a kind: the words outside quotation marks, the terms, what the rules counted, the thread."""
    words = free_words(slip)
    yield from word_marks(words)
    for word, taken in zip(slip.words, slip.taken, strict=True):
        if taken and word.kind == "word":
            yield f"q {word.norm}"
    tongue = slip.language
    for tree, name in ((tongue.kinds, "kind"), (tongue.shots, "shot"), (tongue.notes, "note")):
        yield from hit_marks(slip.find(tree), name)
    yield from (about("steers", h.field) for h in slip.find(steering().phrases))
    for name in _COUNTED:
        if value := getattr(seen, name):
            yield at_most(name, int(value)) if name != "length" else at_most("length", int(value) // 5, 8)
    yield about("landed", context.takes_in_thread > 0)
    yield about("addressed", context.addressed)
    yield about("tongue", tongue.code)
