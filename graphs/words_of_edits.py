"""What the bot says to somebody whose message was edited, where the new words change nothing: what holds now.

What a changed message does set off is told by its cards.
"""

from collections.abc import Sequence

from graphs.vocabulary.shots import Shot
from graphs.words import listed

CHANGES_NO_SHOT = "An edited message changes no shot any more; write what is to be otherwise, or *Edit* the card."


def asks_for_nothing(shots: Sequence[Shot], *, landed: bool) -> str:
    """A request was edited into words that ask for no shot. `landed`: there are takes, which a deletion leaves."""
    one = len(shots) == 1
    remedy = "" if landed else f"; delete the message to withdraw {'it' if one else 'them'}"
    return f"{_stand(shots)}, since the new words ask for no shot{remedy}."


def asks_for_what_words_cannot(shots: Sequence[Shot]) -> str:
    """A request was edited into an attempt to steer the bot."""
    return f"{_stand(shots)}: words in a thread can't do the rest."


def went_off_record(shots: Sequence[Shot]) -> str:
    """A request was edited into words that are off the record."""
    return f"{_stand(shots)}, and nothing is kept of the new words."


def _stand(shots: Sequence[Shot]) -> str:
    verb, asked = ("stands", "it was") if len(shots) == 1 else ("stand", "they were")
    return f"{listed([shot.name for shot in shots])} {verb} as {asked} asked for"
