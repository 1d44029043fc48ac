"""A take's prompt in crew words: a line of film words, then the requester's own. It is kept with the take.

What a model is told is written from it by `dialects.py` when the take rolls.
"""

import re
from collections.abc import Iterable

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.spoken import CARRIED, spoken

WORD = re.compile(r"[^\W_]+")
FIRST_LINE = CARRIED[:11]  # size to length, in the order a camera crew says them


def write_prompt(request: ShotRequest, words: str) -> str:
    """The prompt: first a line of film words in the order a camera crew says them, then the requester's own words."""
    told = [spoken(f, getattr(request, f)) for f in FIRST_LINE if getattr(request, f)]
    lines = [", ".join(told)]
    if request.dialogue:
        lines.append(spoken("dialogue", request.dialogue))
    if request.negatives:
        lines.append("without " + ", ".join(request.negatives))
    for field, name in (("subject_keywords", "in it"), ("style", "look"), ("audio", "sound")):
        if more := unsaid(getattr(request, field), words):
            lines.append(f"{name}: {', '.join(more)}")
    return " / ".join(lines) + "\n" + words


def unsaid(things: Iterable[str], words: str) -> list[str]:
    """Of things those that the words do not name: somebody put them into the shot's form."""
    said = " ".join(words.casefold().split())
    spoken_of = set(WORD.findall(said))
    return [t for t in things if t.casefold() not in said and not set(WORD.findall(t.casefold())) <= spoken_of]


def words_of(prompt: str) -> str:
    """The requester's own words in a prompt that `write_prompt` wrote."""
    return prompt.partition("\n")[2]
