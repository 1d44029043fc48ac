"""`/dailies cast` and its words: who is in the library, with what rights, and who is taken out of it.

An image cannot come with a command: adding somebody is said in the channel (graphs/casting.py).
"""

from bot.cards import answers
from bot.cards.blocks import Block, quiet, section
from bot.cards.cast import CAST_EMPTY, HOW_TO_ADD, MAY_NOT_CAST, WHICH_CAST, add_by_mention, cast_line
from bot.listeners.edge import Edge, member_of
from graphs.vocabulary.material import LONGEST_NAME, RIGHTS, Material, Rights, cast_key
from graphs.vocabulary.production import Production

MOST = 40
Answer = str | tuple[Block, ...]


async def cast(edge: Edge, production: Production, person: str, words: tuple[str, ...]) -> Answer:
    """The library, or a change of it."""
    member = await member_of(edge, production, person)
    name = " ".join(words[1:])[:LONGEST_NAME]
    match [word.lower() for word in words]:
        case []:
            return await listed(edge, production)
        case _ if member.looks_only:
            return answers.LOOKS_ONLY
        case ["add", *_]:
            return add_by_mention(name)
        case ["remove", _, *_]:
            gone = await edge.archive.cast_remove(production.id, name, person, edge.clock())
            return f"{cast_line(name)} is out of the cast." if gone else f"There is no {cast_line(name)} in the cast."
        case ["cleared" | "synthetic" | "uncleared" as said, _, *_]:
            if not member.may_roll:
                return MAY_NOT_CAST
            return await state(edge, production, person, name, "not_cleared" if said == "uncleared" else said)
    return WHICH_CAST


async def listed(edge: Edge, production: Production) -> Answer:
    """Everybody in the library, with the rights of the image and who stated them."""
    found = await edge.archive.cast_of(production.id)
    materials = {one.id: one for one in await edge.archive.material([each.material for each in found])}
    lines = [cast_line(each.name, materials.get(each.material)) for each in found[:MOST]]
    shown = [section("\n".join(lines[at : at + 20])) for at in range(0, len(lines), 20)] or [section(CAST_EMPTY)]
    return (*shown, quiet(HOW_TO_ADD))


async def state(edge: Edge, production: Production, person: str, name: str, rights: Rights) -> str:
    """Say what the rights of somebody in the cast are, or of a file that was dropped; takes that waited go on."""
    found = await material_called(edge, production, name)
    if found is None:
        return f"There is neither a {cast_line(name)} in the cast nor a file of that name."
    for work in await edge.archive.state_rights([found.id], rights, person, edge.clock()):
        await edge.wake(work, None)
    return f"{cast_line(name)}: {RIGHTS[rights]} from now on."


async def material_called(edge: Edge, production: Production, name: str) -> Material | None:
    """The image of somebody in the cast, else the newest file of that name."""
    for each in await edge.archive.cast_of(production.id):
        if cast_key(each.name) == cast_key(name):
            return next(iter(await edge.archive.material([each.material])), None)
    return await edge.archive.material_called(production.id, name)
