"""Marks of a revision, for which crafts it alters."""

from collections.abc import Iterator
from typing import Any

from graphs.interpreters.rules.learned.marks import about, hit_marks, word_marks
from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.requests import CLOSED_LISTS

FACTS = (
    *CLOSED_LISTS,
    "aspect_ratio",
    "focal_length_mm",
    "t_stop",
    "duration_s",
    "dialogue",
    "audio",
    "style",
    "negatives",
)


def change_marks(slip: Slip, stated: dict[str, Any]) -> Iterator[str]:
    """What speaks for a craft: the words, the terms of notes in them, the fields that they state."""
    yield from word_marks(slip.words)
    yield from hit_marks(slip.find_all(slip.language.notes), "note")
    yield from hit_marks(slip.find_all(slip.language.kinds), "kind")
    yield from hit_marks(slip.find_all(slip.language.shots), "shot")
    yield from (about("stated", name) for name in FACTS if stated.get(name))
    yield about("tongue", slip.language.code)
