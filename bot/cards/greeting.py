"""The first greeting in a channel: what to type, what a reaction does, what is kept and who sees it."""

from bot.cards.blocks import Card, clip, safe, section
from graphs.vocabulary.production import Production

ASK = (
    "*Type* a shot to me: `@Dailies low angle on the courier, slow push in, rain, 8 seconds`. Its clip comes into the"
    " thread; nothing costs money until an admin types `/dailies activate`."
)
REACT = (
    "*React* to a clip, or reply to it: an emoji counts as liking or a fault, :o: from the director circles the take,"
    " words become notes. What you take back counts no more."
)


def greeting_card(production: Production) -> Card:
    """Three lines."""
    kept = (
        f"*Kept* are requests, and notes and reactions on what I show, for the crew of {safe(production.name, 80)} and"
        " its weekly digest. Other talk is not kept. `/dailies help` tells the rest."
    )
    return Card(clip(f"Dailies is here. {ASK.replace('*', '')}", 300), (section(ASK), section(REACT), section(kept)))
