"""The cast library by words: "cast add waitress" with an image, and what is answered. Commands are the bot's."""

import re

from graphs import words
from graphs.crew import Crew
from graphs.gathering import gather
from graphs.hearing import production_of
from graphs.rights import ask_rights, state
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import LONGEST_NAME, Material, Rights

CAST_ADD = re.compile(
    r"\s*(?:please\s+)?cast\s+add\s+(?P<name>[^\n]+?)(?:[\s,(]+(?P<rights>not\s+cleared|cleared|synthetic)\)?)?[.!]?\s*",
    re.I,
)


def adds_to_cast(text: str) -> bool:
    """Whether words put somebody into the cast."""
    return CAST_ADD.fullmatch(text) is not None


async def cast_in_words(crew: Crew, act: Act) -> None:
    """`cast add waitress`, said with an image: one sentence says what came of it, and asks for what is missing."""
    found = CAST_ADD.fullmatch(act.text)
    assert found is not None, "only words that add somebody come here"
    said = (found["rights"] or "").lower().split()
    rights: Rights | None = "_".join(said) or None  # type: ignore[assignment]  # the pattern knows no others
    production = await production_of(crew, act)
    gathered = await gather(crew, act, production.id)
    image = next((one for one in gathered.materials if one.kind == "image"), None)
    name = found["name"].strip("\"'“”‘’ ")
    if image is None or not 0 < len(name) <= LONGEST_NAME:
        said_ = gathered.strays[0] if gathered.strays else words.cast_needs_image(name[:LONGEST_NAME])
        await crew.room.say(f"answer:{act.key}", act.thread, said_)
        return
    await put_into_cast(crew, act, image, name, rights)


async def put_into_cast(crew: Crew, act: Act, image: Material, name: str, rights: Rights | None) -> None:
    """Words that name `name` take that image along from now on; its rights are asked about where nobody said them."""
    await crew.archive.cast_add(image.production, name, image.id, act.person, crew.clock())
    if rights and image.rights != rights:
        await state(crew, [image], rights, act.person)
    [image] = await crew.archive.material([image.id])
    if image.rights is None:
        await ask_rights(crew, [image], name, image.production, act.thread, None, words.in_the_cast(name))
    else:
        await crew.room.say(f"answer:{act.key}", act.thread, words.in_the_cast(name))
