"""Reading a message with what its thread knows: who speaks, which takes are there, what the last one was to be.

What is off the record is read on this machine.
"""

from collections import Counter
from typing import Any

from graphs.crew import Crew
from graphs.crew.reading import Backed, Interpreter, ReadingContext, at_hand, extractor_of, next_reader
from graphs.recalling import recalled
from graphs.vocabulary.acts import Act
from graphs.vocabulary.notes import EmojiSense, NoteReading
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


async def reading_context(crew: Crew, act: Act, reader: Interpreter) -> ReadingContext:
    """What the thread of `act` knows before it is read by `reader`."""
    shots = [s for s in await crew.archive.shots_in(act.thread) if s.state not in ("heard", "not_a_shot")]
    takes = await takes_in(crew, shots)
    landed = [t for t in takes if t.kind == "take" and t.clip_ref]  # a deleted one was seen as well
    member = await member_of(crew, act)
    last = landed[-1] if landed else (shots[-1] if shots else None)
    context = ReadingContext(
        takes_in_thread=len(landed),
        open_takes=sum(not t.ended for t in takes if t.kind == "take"),
        shots_in_thread=len(shots),
        dropped_shots=sum(s.state == "dropped" for s in shots),
        last_request=last.request if last else None,
        addressed=act.addressed or act.direct,
        speaker_role=member.role,
        speaker_craft=member.craft,
        slates=tuple(s.slate for s in shots if s.slate),
        take_length_s=landed[-1].duration_s if landed else None,
        most_takes=max(Counter(t.shot for t in takes if t.kind == "take").values(), default=0),
        emoji=await senses_in(crew, act),
    )
    return await recalled(crew, context, shots, takes, last) if isinstance(reader, Backed) else context


async def senses_in(crew: Crew, act: Act) -> tuple[EmojiSense, ...]:
    """What emoji mean in the channel of `act`, where it is not what the lexicon says."""
    return tuple(sense for sense, _ in await crew.archive.emoji_senses(act.ref.team, act.ref.channel))


async def sense_of(crew: Crew, act: Act, emoji: str) -> EmojiSense:
    """What an emoji means where `act` was done: the channel's own sense, else the workspace's, else the lexicon's."""
    by_lexicon = crew.interpreter.read_emoji(emoji)
    return await crew.archive.emoji_sense(act.ref.team, act.ref.channel, by_lexicon.name) or by_lexicon


async def read(crew: Crew, act: Act) -> tuple[Reading, str]:
    """Read a message and keep how it was read: the reading, and the id of its row."""
    reading = await reading_of(crew, act)
    row = await keep(crew, act, reading.model_dump(mode="json"))
    return reading, row


async def reader_for(crew: Crew, act: Act) -> Interpreter:
    """Who reads what somebody wrote: what is off the record goes to no language model."""
    if not isinstance(crew.interpreter, Backed):
        return crew.interpreter
    silenced = await crew.archive.is_off_record(act.ref, act.thread, act.person, act.at)
    return at_hand(crew.interpreter) if silenced else crew.interpreter


async def reading_of(crew: Crew, act: Act, reader: Interpreter | None = None) -> Reading:
    """How a message reads; nothing is kept. `reader` is who reads it in the place of whoever does."""
    reader = reader or await reader_for(crew, act)
    reading = await reader.read_message(act.text, await reading_context(crew, act, reader))
    return reading.model_copy(update={"read_by": reading.read_by or reader.extractor.name})


async def note_of(crew: Crew, act: Act, reading: Reading | None = None) -> NoteReading:
    """How a message reads as a note; nothing is kept.

    `reading` is how the message itself was read a moment ago: a model that was not there then is not waited for again.
    """
    why = reading.fallback if reading else None
    usual = await reader_for(crew, act)
    reader = next_reader(usual, why)
    note = await reader.read_note(act.text, await reading_context(crew, act, reader))
    left = why if reader is not usual else note.fallback
    return note.model_copy(update={"read_by": note.read_by or reader.extractor.name, "fallback": left})


async def keep(crew: Crew, act: Act, result: dict[str, Any]) -> str:
    """Keep how a version of a message was read, and by whom; the row's id. A note's reading is the newer one."""
    by = extractor_of(crew.interpreter, result.get("note", result).get("read_by"))
    return await crew.archive.keep_reading(act.ref, edit_of(act), by, result, crew.clock())


def edit_of(act: Act) -> str:
    """Which version of its message an act is: empty for the first."""
    return str(act.fields.get("edit_ts", ""))
