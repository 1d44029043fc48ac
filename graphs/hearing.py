"""Reading a message with what its thread knows: who speaks, which takes are there, what the last one was to be."""

from collections import Counter
from typing import Any

from graphs.crew import Crew
from graphs.crew.reading import ReadingContext, extractor_of
from graphs.vocabulary.acts import Act
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.production import Member, Person, Production
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot, Take


async def person_of(crew: Crew, act: Act) -> Person:
    """Who acted, as kept; asked of the chat (and kept) the first time."""
    known = await crew.archive.person(act.ref.team, act.person)
    if known:
        return known
    person = await crew.room.person(act.ref.team, act.person)
    await crew.archive.keep_person(person)
    return person


async def production_of(crew: Crew, act: Act) -> Production:
    """The channel's production; opened by whoever speaks first where nobody invited the bot (a direct message)."""
    production = await crew.archive.production_in(act.ref.team, act.ref.channel)
    if production and not production.closed_at:
        return production
    person = await person_of(crew, act)
    name = await crew.room.channel_name(act.ref.team, act.ref.channel)
    return await crew.archive.open_production(
        act.ref.team, act.ref.channel, name, person.id, person.timezone, crew.clock()
    )


async def member_of(crew: Crew, act: Act) -> Member:
    """What whoever acted may do in the channel's production."""
    known = await crew.archive.member_in(act.ref.team, act.ref.channel, act.person)
    if known:
        return known
    production = await production_of(crew, act)
    return await crew.archive.member(production.id, await person_of(crew, act))


async def takes_in(crew: Crew, shots: list[Shot]) -> list[Take]:
    """All takes and previs of some shots, oldest first."""
    takes = [take for shot in shots for take in await crew.archive.takes_of(shot.id)]
    return sorted(takes, key=lambda take: take.created_at)


async def reading_context(crew: Crew, act: Act) -> ReadingContext:
    """What the thread of `act` knows before it is read."""
    shots = [s for s in await crew.archive.shots_in(act.thread) if s.state not in ("heard", "not_a_shot")]
    takes = await takes_in(crew, shots)
    landed = [t for t in takes if t.kind == "take" and t.clip_ref]  # a deleted one was seen as well
    member = await member_of(crew, act)
    request = landed[-1].request if landed else (shots[-1].request if shots else None)
    return ReadingContext(
        takes_in_thread=len(landed),
        open_takes=sum(not t.ended for t in takes if t.kind == "take"),
        shots_in_thread=len(shots),
        dropped_shots=sum(s.state == "dropped" for s in shots),
        last_request=request,
        addressed=act.addressed or act.direct,
        speaker_role=member.role,
        slates=tuple(s.slate for s in shots if s.slate),
        take_length_s=landed[-1].duration_s if landed else None,
        most_takes=max(Counter(t.shot for t in takes if t.kind == "take").values(), default=0),
        emoji=await senses_in(crew, act),
    )


async def senses_in(crew: Crew, act: Act) -> tuple[EmojiSense, ...]:
    """What emoji mean in the channel of `act`, where it is not what the lexicon says."""
    return tuple(sense for sense, _ in await crew.archive.emoji_senses(act.ref.team, act.ref.channel))


async def read(crew: Crew, act: Act) -> tuple[Reading, str]:
    """Read a message and keep how it was read: the reading, and the id of its row."""
    reading = await crew.interpreter.read_message(act.text, await reading_context(crew, act))
    row = await keep(crew, act, reading.model_dump(mode="json"))
    return reading, row


async def keep(crew: Crew, act: Act, result: dict[str, Any]) -> str:
    """Keep how a version of a message was read, and by whom; the row's id. A note's reading is the newer one."""
    by = extractor_of(crew.interpreter, result.get("note", result).get("read_by"))
    return await crew.archive.keep_reading(act.ref, edit_of(act), by, result, crew.clock())


def edit_of(act: Act) -> str:
    """Which version of its message an act is: empty for the first."""
    return str(act.fields.get("edit_ts", ""))
