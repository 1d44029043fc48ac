"""Money around a roll: who may decide about it, when they are asked, and what a stopped render costs.

The rules of limits are the archive's; what is said is in words.py and on the cards.
"""

from graphs import words
from graphs.crew import Crew
from graphs.crew.room import Choice
from graphs.errors import CannotTell, ScreeningFault
from graphs.vocabulary.money import Budget, Held
from graphs.vocabulary.production import Member, Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Attempt, Shot, Take
from graphs.vocabulary.spoken import money


async def stop_render(crew: Crew, attempt: Attempt) -> None:
    """Tell the camera to stop a cancelled attempt; what it cannot stop is paid for all the same.

    Where nobody knows whether the camera took it, its estimate counts as spent.
    """
    camera = crew.cameras[attempt.camera]
    try:
        operation = attempt.operation or await camera.find(attempt.id)
        stopped = operation is None or await camera.cancel(operation)
    except CannotTell:
        stopped = False
    await crew.archive.render_stopped(attempt.id, 0 if stopped else attempt.estimate_cents)


async def settle_cancelled(crew: Crew, take: Take) -> None:
    """A take was cancelled before its camera's answer was stored: no step of it runs any more, so the camera is asked.

    An operation that was known when it was cancelled is stopped by whoever cancelled it.
    """
    if take.state == "cancelled":
        for attempt in await crew.archive.unsettled(take.id):
            if attempt.operation is None:
                await stop_render(crew, attempt)


async def runs_money(crew: Crew, team: str, person: str) -> bool:
    """Whether somebody decides about money everywhere: the workspace's admins, and whom the settings name."""
    return person in crew.admins or (await crew.room.person(team, person)).admin


async def may_approve(crew: Crew, production: Production, member: Member, cents: int) -> bool:
    """Whether somebody may decide about a take that costs `cents`."""
    budget = await crew.archive.budget(production.id)
    if member.role == "producer" or member.person == budget.stand_in:
        return True
    if member.role == "ad" and (cents <= budget.ad_cents or ad_decides(crew, budget, production)):
        return True
    return await runs_money(crew, production.team, member.person)


def ad_decides(crew: Crew, budget: Budget, production: Production) -> bool:
    """Whether it is night, and the AD's to decide."""
    return budget.night == "ad" and budget.is_night(crew.clock(), production.timezone)


async def asked_people(crew: Crew, production: Production, budget: Budget, cents: int) -> tuple[str, ...]:
    """Who is called to decide: the AD at night where it is theirs, else the producers and (what the AD may decide
    alone) the AD; where there is no producer, who stands in."""
    members = await crew.archive.members(production.id)
    ads = tuple(m.person for m in members if m.role == "ad")
    if ads and ad_decides(crew, budget, production):
        return ads
    producers = tuple(m.person for m in members if m.role == "producer")
    in_charge = producers or ((budget.stand_in,) if budget.stand_in else ())
    return (*in_charge, *(ads if cents <= budget.ad_cents else ()))


def approval_key(take: str, cents: int) -> str:
    """The key of the sentence that asks for a take at a price."""
    return f"approval:{take}:{cents}"


async def ask_for_approval(crew: Crew, take: Take, shot: Shot, held: Held) -> float | None:
    """Ask once for a price, where the production wants it; at night, where that waits, the seconds until morning."""
    production = await crew.archive.production(shot.production)
    budget = await crew.archive.budget(shot.production)
    now = crew.clock()
    if budget.night == "wait" and budget.is_night(now, production.timezone):
        return (budget.morning_after(now, production.timezone) - now).total_seconds()
    where = Ref(production.team, budget.ask_in, "") if budget.ask_in else shot.thread
    people = await asked_people(crew, production, budget, held.cents)
    key = approval_key(take.id, held.cents)
    known = await crew.archive.person(production.team, take.asked_by)
    spend = await crew.archive.spend(production.id, now)
    link = "" if where == shot.thread else await crew.room.permalink(take.asked_in or shot.thread)
    said = words.asks_approval(shot, take, held, known.name if known else "Somebody", spend, link)
    try:
        await crew.room.say(key, where, said, choices_of(take, held), people)
    except ScreeningFault:
        if where == shot.thread:
            raise
        await crew.room.say(f"{key}:here", shot.thread, said, choices_of(take, held), people)  # that channel is gone
    return None


def choices_of(take: Take, held: Held) -> tuple[Choice, ...]:
    """Yes and no, with the price that they are about."""
    subject = f"take:{take.id} {held.cents}"
    return Choice(f"Approve {money(held.cents)}", "approve", subject), Choice("Refuse", "refuse", subject)
