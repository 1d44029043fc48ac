"""Approval and refusal of a take that costs more than rolls unasked. Who may, and who is asked, is in paying.py."""

from graphs import words
from graphs.crew import Crew
from graphs.hearing import person_of
from graphs.paying import approval_key, may_approve
from graphs.quiet import quietly
from graphs.vocabulary.acts import Act
from graphs.vocabulary.money import Approval, Decision
from graphs.vocabulary.production import Member
from graphs.vocabulary.shots import Shot, Take

DECISIONS: dict[str, Decision] = {"approve": "approved", "refuse": "refused"}


async def press_approval(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Somebody decided: `id` is the take's, a space, and the price in cents that stood on the button."""
    named, _, price = id.partition(" ")
    take = await crew.archive.take(named)
    shot = await crew.archive.shot(take.shot)
    production = await crew.archive.production(shot.production)
    cents = int(price)
    if not await may_approve(crew, production, member, cents):
        await quietly(crew, act, words.may_not_approve(shot))
        return
    decided = await crew.archive.decide(take.id, cents, DECISIONS[act.action], act.person, crew.clock())
    if decided is None:
        await quietly(crew, act, words.decided_otherwise(take))
        return
    await tell_decision(crew, act, shot, take, decided)
    await crew.wake(f"take:{take.id}")


async def tell_decision(crew: Crew, act: Act, shot: Shot, take: Take, decided: Approval) -> None:
    """The sentence that asked says what was decided; who came second is told so."""
    name = decided.by
    known = await crew.archive.person(act.ref.team, decided.by)
    if decided.by == act.person:
        name = (await person_of(crew, act)).name
    elif known:
        name = known.name
    said = words.was_decided(shot, take, decided, name)
    for key in (approval_key(take.id, decided.cents), f"{approval_key(take.id, decided.cents)}:here"):
        await crew.room.resay(key, shot.thread, said)
    if decided.by != act.person or decided.decision != DECISIONS[act.action]:
        await quietly(crew, act, said)
