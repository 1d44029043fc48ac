"""`/dailies` and its words. What changes roles and settings is in settings.py; answers are seen by who asked alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.cards import answers
from bot.cards.blocks import Block, section
from bot.cards.help import help_blocks
from bot.listeners.edge import Edge, member_of
from bot.listeners.home import ENDED, as_it_stands
from bot.listeners.settings import change_setting, set_role
from graphs.errors import DailiesError
from graphs.vocabulary.digests import iso_week
from graphs.vocabulary.production import Production

COMMAND = "/dailies"
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """One command: who typed what in which production. `key` is Slack's own identity of it."""

    production: Production
    person: str
    words: tuple[str, ...]
    key: str


Answer = str | tuple[Block, ...]


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.command(COMMAND)
    async def dailies(ack: AsyncAck, body: dict[str, Any]) -> None:
        try:
            answer = await answered(edge, body)
        except DailiesError as error:
            answer = error.said
        blocks = (section(answer),) if isinstance(answer, str) else answer
        text = answer if isinstance(answer, str) else "Dailies"
        await ack(text=text, blocks=list(blocks), response_type="ephemeral")


async def answered(edge: Edge, body: dict[str, Any]) -> Answer:
    """What a command is answered with."""
    name, *words = (body.get("text") or "help").split() or ["help"]
    if name.lower() == "help":
        return help_blocks()
    answer = ANSWERS.get(name.lower())
    if answer is None:
        return answers.unknown(name)
    production = await edge.archive.production_in(edge.us.team, body["channel_id"])
    if production is None or production.closed_at:
        return answers.NO_PRODUCTION
    return await answer(edge, Asked(production, body["user_id"], tuple(words), body["trigger_id"]))


async def shots(edge: Edge, asked: Asked) -> Answer:
    """The latest shots."""
    found = [s for s in await edge.archive.shots_of(asked.production.id, LOOKED_AT) if s.state not in ENDED]
    shown = [await as_it_stands(edge, shot) for shot in found[: answers.MOST]]
    return answers.shots_answer(shown, more=len(found) > answers.MOST)


async def status(edge: Edge, asked: Asked) -> Answer:
    """What rolls or waits, and how the production is set."""
    found = [s for s in await edge.archive.shots_of(asked.production.id, LOOKED_AT) if s.state not in ENDED]
    moving = []
    for shot in found:
        takes = await edge.archive.takes_of(shot.id)
        if shot.state in ("slated", "waiting") or any(not take.ended for take in takes):
            moving.append(shot)
    shown = [await as_it_stands(edge, shot) for shot in moving[: answers.MOST]]
    return answers.status_answer(asked.production, shown)


async def digest(edge: Edge, asked: Asked) -> Answer:
    """The week so far, into the channel."""
    if (await member_of(edge, asked.production, asked.person)).looks_only:
        return answers.LOOKS_ONLY
    now = edge.clock()
    week = iso_week(now, asked.production.timezone)
    work = await edge.archive.open_digest(asked.production.id, week, f"asked:{asked.key}", asked.person, None, now)
    await edge.wake(work, None)
    return answers.DIGEST_COMES


async def roles(edge: Edge, asked: Asked) -> Answer:
    """Who holds which role, or a role given."""
    if not asked.words:
        return answers.roles_answer(asked.production, await edge.archive.members(asked.production.id))
    return await set_role(edge, asked.production, asked.person, asked.words)


async def settings(edge: Edge, asked: Asked) -> Answer:
    """How the production is set, or a setting changed."""
    if not asked.words:
        return answers.settings_line(asked.production)
    return await change_setting(edge, asked.production, asked.person, asked.words)


ANSWERS: dict[str, Callable[[Edge, Asked], Awaitable[Answer]]] = {
    "shots": shots,
    "status": status,
    "digest": digest,
    "roles": roles,
    "settings": settings,
}
