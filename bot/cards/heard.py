"""How words were read, in a card's small print: what of them was not, and why no language model read them."""

from bot.cards.blocks import safe
from graphs.vocabulary.requests import read_without
from graphs.vocabulary.shots import Shot, Take

UNREAD = 900


def heard(asked: Shot | Take, longest: int = UNREAD) -> list[str]:
    """A line for each thing to be said of the words that a shot or a take was asked with; mostly none."""
    lines = [f"not read: {safe(', '.join(asked.unread), longest)}"] if asked.unread else []
    return [*lines, read_without(asked.fallback)] if asked.fallback else lines
