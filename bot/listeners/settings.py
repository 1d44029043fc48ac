"""Roles and settings changed by `/dailies`, each with one sentence as its answer."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cards import answers
from bot.cards.answers import DAYS, place, settings_line
from bot.listeners.edge import Edge, member_of, runs_money
from bot.listeners.finish import master_change, seconds_in, which_master
from graphs.vocabulary.production import CRAFTS, ROLES, Craft, Production, Role

PERSON = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
HOUR = re.compile(r"(\d{1,2}):00")


async def may_set(edge: Edge, production: Production, person: str) -> bool:
    """Director, producer, and whoever invited the bot."""
    if person == production.opened_by:
        return True
    return (await member_of(edge, production, person)).role in ("director", "producer")


async def may_set_money(edge: Edge, production: Production, person: str) -> bool:
    """The producer, and those who run money everywhere."""
    return (await member_of(edge, production, person)).role == "producer" or await runs_money(edge, person)


async def may_make_producer(edge: Edge, production: Production, by: str) -> bool:
    """With paid rolls on, those who run its money only: who asks for a roll would else approve it."""
    return not (await edge.archive.budget(production.id)).active or await may_set_money(edge, production, by)


async def set_role(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`@person role [craft x]`: give somebody a place."""
    makes_producer = [word.lower() for word in words[1:2]] == ["producer"]
    if not (await may_set(edge, production, by) or (makes_producer and await runs_money(edge, by))):
        return answers.MAY_NOT_SET
    who = await named_person(edge, words[0])
    if who is None:
        return answers.WHICH_PERSON
    role, craft, trouble = _place(words[1:])
    if role is None:
        return trouble
    if role == "producer" and not await may_make_producer(edge, production, by):
        return answers.MAY_NOT_MAKE_PRODUCER
    person = await edge.room.person(edge.us.team, who)
    if person.bot:
        return answers.NOT_A_BOT
    await edge.archive.keep_person(person)
    member = await edge.archive.set_member(production.id, who, role, craft, by, edge.clock())
    return f"{place(member)} from now on."


async def named_person(edge: Edge, word: str) -> str | None:
    """The person that a word names: Slack's mention, or a handle where the client did not make one."""
    if found := PERSON.fullmatch(word):
        return found[1]
    handle = word.removeprefix("@").casefold()
    if handle == word.casefold():
        return None
    async for page in await edge.client.users_list(limit=200):
        for user in page["members"]:
            profile = user.get("profile") or {}
            names = (user.get("name"), profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
            if not user.get("deleted") and handle in {str(name).casefold() for name in names if name}:
                return str(user["id"])
    return None


def _place(words: tuple[str, ...]) -> tuple[Role | None, Craft | None, str]:
    """Role and craft as typed; what is wrong where the role is None."""
    roles: dict[str, Role] = {role: role for role in ROLES}
    crafts: dict[str, Craft] = {craft: craft for craft in CRAFTS}
    role = roles.get(words[0].lower()) if words else None
    if role is None:
        return None, None, answers.WHICH_ROLE
    if len(words) == 1:
        return role, None, ""
    craft = crafts.get("_".join(words[2:]).lower()) if words[1].lower() == "craft" else None
    return (role, craft, "") if craft else (None, None, answers.WHICH_CRAFT)


async def change_setting(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`word on|off`, `digest monday 09:00`, `timezone Europe/Paris`, `master 4k`, `autoroll 30`."""
    if words[0].lower() == "autoroll":
        return await set_autoroll(edge, production, by, words[1:])
    if not await may_set(edge, production, by):
        return answers.MAY_NOT_SET
    if words[0].lower() == "master":
        finish = master_change(edge, words[1:])
        if finish is None:
            return which_master(edge)
        return settings_line(await edge.archive.change_production(production.id, **finish))
    change, trouble = _change(words[0].lower(), words[1:])
    if trouble:
        return trouble
    return settings_line(await edge.archive.change_production(production.id, **change))


async def set_autoroll(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`autoroll 30|off`: it spends, so it is set as money is."""
    seconds = seconds_in(words)
    if seconds is None:
        return answers.WHICH_AUTOROLL
    if not await may_set_money(edge, production, by):
        return answers.MAY_NOT_SET_AUTOROLL
    return settings_line(await edge.archive.change_production(production.id, autoroll_s=seconds))


def _change(name: str, words: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """What a setting's words change; what is wrong where they change nothing."""
    match name, [word.lower() for word in words]:
        case "word", ["on" | "off" as switch]:
            return {"waits_for_word": switch == "on"}, ""
        case "word", _:
            return {}, answers.WHICH_WORD
        case "digest", [day, time] if day in DAYS and _hour(time) is not None:
            return {"digest_day": DAYS.index(day) + 1, "digest_hour": _hour(time)}, ""
        case "digest", _:
            return {}, answers.WHICH_DIGEST
        case "timezone", [_] if _is_zone(words[0]):
            return {"timezone": words[0]}, ""
        case "timezone", _:
            return {}, answers.WHICH_ZONE
    return {}, answers.WHICH_SETTING


def _hour(time: str) -> int | None:
    found = HOUR.fullmatch(time)
    return int(found[1]) if found and int(found[1]) < 24 else None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
