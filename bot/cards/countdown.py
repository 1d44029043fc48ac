"""A shot that waits for the word, in words: whether it rolls by itself, who stopped that, what money had against it."""

from bot.cards.blocks import safe
from bot.cards.held import held_line
from graphs.vocabulary.shots import Shot


def waiting_line(shot: Shot, rolls_in_s: int | None) -> str:
    """ "rolls by itself in 20 s; a reply or *Cancel* stops it", or what a shot waits for instead."""
    if shot.counting:
        when = f"in {rolls_in_s} s" if rolls_in_s else "soon"
        return f"rolls by itself {when}; a reply or *Cancel* stops it"
    if shot.rolls_at and shot.stopped_by:
        return f"waits for the word; <@{safe(shot.stopped_by, 40)}> stopped the countdown"
    if shot.kept_by:
        return f"does not roll by itself, {held_line(shot.kept_by)}"
    return "waits for the word"
