"""The first greeting in a channel: what to type, what a reaction does, what is kept and who sees it."""

from bot.cards.blocks import Card, clip, safe, section
from graphs.vocabulary.production import Production


def greeting_card(production: Production, bot: str) -> Card:
    """Three lines. `bot` is the bot's user id."""
    lines = (
        f"Type `@Dailies low angle on the courier, slow push in, rain, 8 seconds` (that is <@{bot}>): the clip comes"
        " into the thread, free until a producer sets a limit.",
        "React or reply to a clip: an emoji counts as liking, :o: from the director circles it, words become notes."
        " Taking either back takes it back here too.",
        f"Kept: requests, and notes and reactions on what I show, for the crew of {safe(production.name, 80)} and its"
        " weekly digest; other talk is not. `/dailies help` has the rest.",
    )
    return Card(clip("Dailies is here. " + lines[0], 300), tuple(section(line) for line in lines))
