"""`/dailies` and its words. What changes roles and settings is in settings.py, what is about money in money.py.

Answers are seen by who asked alone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.cards import answers
from bot.cards.blocks import Block, section
from bot.cards.help import help_blocks
from bot.listeners import cast, money
from bot.listeners.edge import Edge, member_of
from bot.listeners.emoji import emoji_list, set_emoji
from bot.listeners.home import ENDED, as_it_stands
from bot.listeners.settings import change_setting, set_role
from graphs.errors import DailiesError
from graphs.vocabulary.digests import iso_week
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot

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
AboutMoney = Callable[[Edge, Production, str, tuple[str, ...]], Awaitable[Answer]]


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
    """The latest shots, dropped ones with the reason."""
    found = [s for s in await edge.archive.shots_of(asked.production.id, LOOKED_AT) if is_told(s)]
    shown = [await as_it_stands(edge, shot) for shot in found[: answers.MOST]]
    return answers.shots_answer(shown, more=len(found) > answers.MOST)


def is_told(shot: Shot) -> bool:
    """Whether a shot is one of those that were asked for; not where its message was taken back."""
    return shot.state not in ENDED or (shot.state == "dropped" and shot.dropped_why not in (None, "withdrawn"))


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


async def emoji(edge: Edge, asked: Asked) -> Answer:
    """What emoji mean here, or a sense given to one."""
    if not asked.words:
        return await emoji_list(edge, asked.production, asked.person)
    return await set_emoji(edge, asked.production, asked.person, asked.words)


async def record(edge: Edge, asked: Asked) -> Answer:
    """Off the record for the rest of the day, or on it again; without a word how it stands."""
    production, now = asked.production, edge.clock()
    member = await member_of(edge, production, asked.person)
    if member.looks_only:
        return answers.LOOKS_ONLY
    place = Ref(production.team, production.channel, "")
    match [word.lower() for word in asked.words]:
        case ["off"]:
            whose = None if member.may_roll else asked.person
            until = production.day_ends(now)
            await edge.archive.go_off_record(place.team, place.channel, None, whose, now, until, asked.person)
            return answers.off_the_record(production, everybody=member.may_roll)
        case ["on"]:
            for whose in (None, asked.person):
                await edge.archive.go_off_record(place.team, place.channel, None, whose, now, now, asked.person)
        case [_, *_]:
            return answers.WHICH_RECORD
    off = await edge.archive.is_off_record(place, place, asked.person, now)
    if off and not asked.words:
        return answers.OFF_NOW
    return answers.STILL_OFF if off else answers.ON_THE_RECORD


def about_money(answer: AboutMoney) -> Callable[[Edge, Asked], Awaitable[Answer]]:
    """A command of money.py or cast.py as the others are called."""

    async def answered_so(edge: Edge, asked: Asked) -> Answer:
        return await answer(edge, asked.production, asked.person, asked.words)

    return answered_so


ANSWERS: dict[str, Callable[[Edge, Asked], Awaitable[Answer]]] = {
    "shots": shots,
    "status": status,
    "digest": digest,
    "emoji": emoji,
    "record": record,
    "roles": roles,
    "settings": settings,
    "cast": about_money(cast.cast),
    "activate": about_money(money.activate),
    "limit": about_money(money.limit),
    "approval": about_money(money.approval),
    "spend": about_money(money.spent),
    "stop": about_money(money.stop),
    "go": about_money(money.go),
    "resume": about_money(money.go),
}
