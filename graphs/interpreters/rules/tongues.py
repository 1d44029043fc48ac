"""A message in more than one language: stretches that the message's own language does not know, read in theirs.

`plano medio de Clara, mit langer Linse, la nuit`: only the terms of a shot; the rest stays as it is.
"""

from collections.abc import Iterator

from graphs.interpreters.rules.language import language, likelier
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.sounds import stretches
from graphs.interpreters.rules.terms import Hit

_SHORTEST = 2  # words of a stretch that may be told to be in another language


def foreign_terms(slip: Slip) -> list[Hit]:
    """The terms of a shot in stretches of free words that are clearly in another language than the message."""
    found: list[Hit] = []
    for first, last, code in foreign(slip):
        hits = language(code).shots.find(slip.words[first:last])
        found += (hit._replace(first=first + hit.first, last=first + hit.last) for hit in hits)
    return found


def foreign(slip: Slip) -> Iterator[tuple[int, int, str]]:
    """The stretches of free words that are clearly in another language, and in which: it is to be loaded for them."""
    for first, last in stretches(slip):
        if last - first < _SHORTEST or not slip.free(first, last):
            continue
        if code := likelier(slip.words[first:last], slip.language.code):
            yield first, last, code
