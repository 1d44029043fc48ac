"""`/dailies activate`, `limit`, `approval`, `spend`, `stop`, `go`: what may be spent, who decides, what stops it."""

import re

from bot.cards import answers, spend
from bot.cards.blocks import Block
from bot.listeners.edge import Edge, member_of, runs_money
from bot.listeners.settings import may_set_money, named_person
from graphs.vocabulary.money import NIGHTS, Budget, cents_in
from graphs.vocabulary.production import Production

EVERYWHERE = ("everywhere", "everything", "workspace", "all")
OFF = ("off", "none", "no")
CHANNEL = re.compile(r"<#(\w+)(?:\|[^>]*)?>")
HOUR = re.compile(r"([01]?\d|2[0-3]):00")
BOUNDS = {"month": "month_cents", "shot": "shot_cents", "person": "person_day_cents"}
Change = dict[str, int | str | None]


async def activate(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`activate [limit $N]`."""
    if not await runs_money(edge, by):
        return spend.MAY_NOT_ACTIVATE
    month = None
    if words:
        month = cents_in(words[-1])
        if month is None or [word.lower() for word in words[:-1]] not in ([], ["limit"]):
            return spend.WHICH_ACTIVATION
    budget, works = await edge.archive.activate(production.id, by, month, edge.clock())
    await wake_all(edge, works)
    return spend.changed_answer(f"Paid rolls are on here. {spend.limits_answer(budget)}", len(works))


async def limit(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`limit [month|shot|person] $N|off`; alone, how it stands."""
    if not words:
        return spend.limits_answer(await edge.archive.budget(production.id))
    bound = words[0].lower() if len(words) > 1 else "month"
    amount = words[-1].lower()
    cents = None if amount in OFF else cents_in(amount)
    if bound not in BOUNDS or len(words) > 2 or (amount in OFF and bound == "month"):
        return spend.WHICH_LIMIT
    if cents is None and amount not in OFF:
        return spend.WHICH_AMOUNT
    if bound == "month" and not await runs_money(edge, by):
        return spend.MAY_NOT_LIMIT
    if not await may_set_money(edge, production, by):
        return spend.MAY_NOT_SET_MONEY
    budget, works = await edge.archive.change_budget(production.id, {BOUNDS[bound]: cents})
    await wake_all(edge, works)
    return spend.changed_answer(spend.limits_answer(budget), len(works))


async def approval(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`approval [above $N|off] [ad $N] [standin @x|off] [ask thread|#x] [night wait|ask|ad 22:00 07:00]`."""
    if not words:
        return await _approval(edge, await edge.archive.budget(production.id))
    if not await may_set_money(edge, production, by):
        return spend.MAY_NOT_SET_MONEY
    change = await _change(edge, words[0].lower(), words[1:])
    if isinstance(change, str):
        return change
    budget, works = await edge.archive.change_budget(production.id, change)
    await wake_all(edge, works)
    return spend.changed_answer(await _approval(edge, budget), len(works))


async def _approval(edge: Edge, budget: Budget) -> str:
    members = await edge.archive.members(budget.production)
    return spend.approval_answer(budget, [m.person for m in members if m.role == "producer"])


async def _change(edge: Edge, name: str, words: tuple[str, ...]) -> Change | str:
    """What a setting's words change; a sentence where they change nothing."""
    match name, [word.lower() for word in words]:
        case "above", [amount] if amount in OFF:
            return {"ask_above_cents": None}
        case (("above" | "ad"), [amount]):
            cents = cents_in(amount)
            field = "ask_above_cents" if name == "above" else "ad_cents"
            return spend.WHICH_AMOUNT if cents is None else {field: cents}
        case "standin", [word]:
            who = None if word in OFF else await named_person(edge, words[0])
            return spend.WHICH_PERSON if who is None and word not in OFF else {"stand_in": who}
        case "ask", ["thread"]:
            return {"ask_in": None}
        case "ask", [_]:
            return await _channel(edge, words[0])
        case "night", [night, *hours] if night in NIGHTS and len(hours) in (0, 2):
            found = [HOUR.fullmatch(hour) for hour in hours]
            times = [int(each[1]) for each in found if each]
            if len(times) < len(hours):
                return spend.WHICH_APPROVAL
            return {"night": night} | (dict(zip(("night_from", "night_to"), times, strict=True)) if times else {})
    return spend.WHICH_APPROVAL


async def _channel(edge: Edge, word: str) -> Change | str:
    """A channel that a word names, by Slack's mention or by its name; one that I am in, so that I can ask there."""
    named = CHANNEL.fullmatch(word)
    async for page in await edge.client.users_conversations(types="public_channel,private_channel", limit=200):
        for channel in page["channels"]:
            if named[1] == channel["id"] if named else word.removeprefix("#").lower() == channel.get("name"):
                return {"ask_in": str(channel["id"])}
    return spend.WHICH_CHANNEL


async def spent(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str | tuple[Block, ...]:
    """`spend`: this month's money."""
    if (await member_of(edge, production, by)).looks_only:
        return answers.LOOKS_ONLY
    return spend.spend_answer(await edge.archive.spend(production.id, edge.clock()))


async def stop(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`stop [everywhere]`: nothing more is paid for."""
    if not await runs_money(edge, by):
        return spend.MAY_NOT_STOP
    everywhere = _everywhere(words)
    if everywhere is None:
        return spend.WHICH_STOP
    rolls, works = await edge.archive.halt(production.team, None if everywhere else production.id, by, edge.clock())
    await wake_all(edge, works)
    return spend.stopped_answer(rolls, everywhere=everywhere)


async def go(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`go [everywhere]`: paid rolls go on."""
    if not await runs_money(edge, by):
        return spend.MAY_NOT_STOP
    everywhere = _everywhere(words)
    if everywhere is None:
        return spend.WHICH_STOP
    where = None if everywhere else production.id
    lifted, works = await edge.archive.lift_halt(production.team, where, by, edge.clock())
    await wake_all(edge, works)
    still = (await edge.archive.spend(production.id, edge.clock())).halt
    if not lifted and still:
        return spend.STILL_STOPPED if still.production is None else spend.STOPPED_HERE
    if not lifted:
        return spend.NOTHING_STOPPED
    return spend.going_answer(everywhere=everywhere, still=still, woken=len(works))


def _everywhere(words: tuple[str, ...]) -> bool | None:
    """Whether the whole workspace is meant; None for words that say neither."""
    if not words:
        return False
    return True if len(words) == 1 and words[0].lower() in EVERYWHERE else None


async def wake_all(edge: Edge, works: list[str]) -> None:
    """Have works advanced that are due now."""
    for work in works:
        await edge.wake(work, None)
