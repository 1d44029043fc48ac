"""A take's prompt in crew words: a line of film words, then the requester's own. It is kept with the take.

What a model is told is written from it by `dialects.py` when the take rolls.
"""

import re
from collections.abc import Iterable, Mapping

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.spoken import CARRIED, spoken

WORD = re.compile(r"[^\W_]+")
FEW = 2  # words between those that name one thing: "coat of red wool"
LONG = 12  # words of a thing that is only looked for as it stands
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
    text = " ".join(words.casefold().split())
    said = WORD.findall(text)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(said):
        places.setdefault(word, []).append(at)
    return [thing for thing in things if not _named(thing.casefold(), text, said, places)]


def _named(thing: str, text: str, said: list[str], places: Mapping[str, list[int]]) -> bool:
    """Whether the words of a thing stand in the text in their order, few others between them."""
    first, *rest = WORD.findall(thing) or [""]
    if not first or (not thing.isascii() and thing in text):  # some scripts part no words
        return True
    if len(rest) > LONG:
        return thing in text
    return any(_goes_on(rest, said, at) for at in places.get(first, ()))


def _goes_on(rest: list[str], said: list[str], at: int) -> bool:
    for word in rest:
        near = said[at + 1 : at + 2 + FEW]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True


def words_of(prompt: str) -> str:
    """The requester's own words in a prompt that `write_prompt` wrote."""
    return prompt.partition("\n")[2]
