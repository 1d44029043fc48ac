"""Off the record: a message, a thread, a day that leave nothing but a count, and a message taken out of the log."""

import re

from graphs.crew import Crew
from graphs.crew.reading import at_hand
from graphs.crew.room import Mark
from graphs.hearing import keep, member_of, production_of, reading_of
from graphs.quiet import quietly
from graphs.resting import FlowState, subject
from graphs.review.thread import shots_of
from graphs.review.why import follow_deletion
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import OffRecord, Reading

# The whole message; more words beside it are somebody else's business ("put that on the record").
ON_RECORD = re.compile(
    r"(?:(?:ok(?:ay)?|so|and|now|right|alors|bueno|also|gut)[ ,]+)*"
    r"(?:(?:we are|we're|were|i am|i'm|im|let's go|lets go|back|going)\s+)*"
    r"(?:on (?:the )?record|fin du off|de vuelta on the record|fin del off(?: the record)?|wieder on the record"
    r"|ende off the record|オンレコ(?:で|に戻します)?|オフレコ(?:終わり|終了|解除))"
    r"(?:\s+(?:again|now|from here))?[.。]?",
    re.IGNORECASE,
)
HEARD: Mark = "off_record"
NOTHING_KEPT = "Nothing is kept of that message."
MAY_NOT = "A message is taken out of the log by its author, the director or the producer."
ASKED_IN_IT = "That message asked for {name}; delete it, and the shot is withdrawn."


async def read_on_record(crew: Crew, act: Act) -> tuple[Reading, str] | None:
    """Read a message and keep how it was read. None where it is off the record: then nothing of it is kept."""
    silenced = await is_silenced(crew, act)
    reading = await reading_of(crew, act)
    if reading.off_record:
        await hush(crew, act, reading.off_record)
        return None
    if silenced and ON_RECORD.fullmatch(act.text.strip()):
        silenced = not await speak_again(crew, act)
    if silenced and not for_the_bot(act, reading):
        return None
    return reading, await keep(crew, act, reading.model_dump(mode="json"))


async def is_silenced(crew: Crew, act: Act) -> bool:
    """Whether its author, or everybody there, was off the record when they acted."""
    return await crew.archive.is_off_record(act.ref, act.thread, act.person, act.at)


def for_the_bot(act: Act, reading: Reading) -> bool:
    """Whether words ask for something to be done: what is asked for is done, off the record or not."""
    if reading.order is not None or reading.agrees or reading.kind in ("new_shot", "revision"):
        return True
    return reading.kind != "feedback" and (act.addressed or act.direct)


async def edited_off_record(crew: Crew, act: Act) -> bool:
    """Whether a message's new words are off the record; nothing stays of them then, and of the old ones neither where
    the new ones say so."""
    reading = await reading_of(crew, act, at_hand(crew.interpreter))  # the phrase is the rules' to know
    if reading.off_record:
        await hush(crew, act, reading.off_record)
        await take_out(crew, act, act.person)
        return True
    if await is_silenced(crew, act):
        await forget_act(crew, act)
        return True
    return False


async def hush(crew: Crew, act: Act, scope: OffRecord) -> None:
    """Somebody wants nothing logged: of everybody where they have the say, else of themselves. Shown by a mark."""
    if scope != "message":
        member = await member_of(crew, act)
        production = await production_of(crew, act)
        asked_here = scope == "thread" and any(s.asked_by == act.person for s in await shots_of(crew, act))
        await crew.archive.go_off_record(
            act.ref.team,
            act.ref.channel,
            act.thread if scope == "thread" else None,
            None if member.may_roll or asked_here else act.person,
            act.at,
            None if scope == "thread" else production.day_ends(act.at),
            act.person,
        )
    if act.addressed or act.direct:
        await crew.room.unmark(act.ref, "read")  # one mark says it
    await crew.room.mark(act.ref, HEARD)


async def speak_again(crew: Crew, act: Act) -> bool:
    """End what the author had put off the record, here and for the day; whether their words are logged again."""
    for thread in (act.thread, None):
        for person in (act.person, None):
            await crew.archive.go_off_record(
                act.ref.team, act.ref.channel, thread, person, act.at, act.at, act.person
            )  # without length: it ends what runs
    if await crew.archive.is_off_record(act.ref, act.thread, act.person, act.at):
        return False
    await crew.room.mark(act.ref, "read")
    return True


async def forget(state: FlowState, crew: Crew) -> None:
    """Of an act that was off the record keep its key, and count it. A second time does nothing."""
    act = await crew.archive.act(int(subject(state)))
    if act:
        await forget_act(crew, act)


async def forget_act(crew: Crew, act: Act) -> None:
    """Of an act keep its key, and count it."""
    await crew.archive.count_off_record((await production_of(crew, act)).id, act.key)


async def dont_log(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A message is taken out of the log: what it had recorded is retracted. `act.subject` is the message's ref."""
    ref = Ref.of(act.subject)
    said = await crew.archive.said(ref)
    if said is None:
        await quietly(crew, act, NOTHING_KEPT)
        return
    if said.person != act.person and member.role not in ("director", "producer"):
        await quietly(crew, act, MAY_NOT)
        return
    asked = [s for s in await crew.archive.shots_in(said.thread) if s.asked_in == ref]
    if asked:
        await quietly(crew, act, ASKED_IN_IT.format(name=asked[0].name))
        return
    await take_out(crew, said, act.person)


async def take_out(crew: Crew, said: Act, by: str) -> None:
    """Retract what a message had recorded, take its receipt away, and forget all versions of it."""
    production = await production_of(crew, said)
    takes = {r["take_id"] for r in await crew.archive.feedback_from(said.ref) if r.get("take_id")}
    await crew.archive.retract_message(said.ref, by, crew.clock())
    await follow_deletion(crew, said.ref, by)
    await crew.room.unmark(said.ref, "logged")
    for take in sorted(takes):
        await show_take(crew, take)
    version: Act | None = said
    while version:
        await crew.archive.count_off_record(production.id, version.key)
        version = await crew.archive.said(said.ref)
