"""Messages of nothing but emoji: they say what a reaction with them would say."""

import re
from unicodedata import category

from graphs.crew import Crew
from graphs.hearing import sense_of
from graphs.vocabulary.acts import Act
from graphs.vocabulary.notes import NoteReading

NAMED = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?")
SIGN, BESIDE = "So", ("Sk", "Mn", "Cf", "Zs")  # skin tones, variants and joiners stand beside a sign


def emoji_alone(text: str) -> list[str]:
    """The emoji of a text that holds nothing else; none where it does."""
    rest = "".join(NAMED.sub(" ", text).split())
    if any(category(sign) not in (SIGN, *BESIDE) for sign in rest):
        return []
    return [*NAMED.findall(text), *(sign for sign in rest if category(sign) == SIGN)]


async def as_meant_here(crew: Crew, act: Act, reading: NoteReading) -> NoteReading:
    """A note's reading; of emoji alone that all go both ways (a skull, a laugh) nothing is kept, as of a reaction."""
    for emoji in emoji_alone(act.text):
        if (await sense_of(crew, act, emoji)).valence:
            return reading
    return reading.model_copy(update={"items": ()}) if emoji_alone(act.text) else reading
