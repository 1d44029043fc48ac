"""A take's prompt in crew words: a line of film words, then the requester's own. It is kept with the take.

What a model is told is written from it by `dialects.py` when the take rolls.
"""

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.spoken import CARRIED, spoken

FIRST_LINE = CARRIED[:11]  # size to length, in the order a camera crew says them


def write_prompt(request: ShotRequest, words: str) -> str:
    """The prompt: first a line of film words in the order a camera crew says them, then the requester's own words."""
    told = [spoken(f, getattr(request, f)) for f in FIRST_LINE if getattr(request, f)]
    lines = [", ".join(told)]
    if request.dialogue:
        lines.append(spoken("dialogue", request.dialogue))
    if request.negatives:
        lines.append("without " + ", ".join(request.negatives))
    return " / ".join(lines) + "\n" + words


def words_of(prompt: str) -> str:
    """The requester's own words in a prompt that `write_prompt` wrote."""
    return prompt.partition("\n")[2]
