"""On which take a note is: the one that it names, else the newest that could be seen; what is said where it names one
that is not there, and the tap that moves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs import words
from graphs.crew import Crew
from graphs.crew.room import Choice
from graphs.hearing import member_of
from graphs.quiet import quietly
from graphs.review.judged import GONE, MAY_NOT, may_judge, on_take
from graphs.review.records import Bench, bench
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.notes import NoteItem, NoteReading
from graphs.vocabulary.questions import Possible, Question
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take

MOST_OFFERED = 4
PAST_S = 0.5  # beyond the take's end that people round up to


@dataclass(frozen=True, slots=True)
class Bound:
    """A note at the take that it is on. `told` says why that is not the one it names, `past` which moments that take
    does not have; `strayed`: nobody knows yet whether it is that take's."""

    at: Bench
    reading: NoteReading
    told: str | None = None
    past: tuple[str, ...] = ()
    strayed: bool = False


async def bound(crew: Crew, act: Act, reading: NoteReading, takes: list[Take], stays: str | None = None) -> Bound:
    """Bind a note. A verdict is never moved to another take than the one that it names.

    `stays` is the take that an edited note was on: it is still, unless the new words name another.
    """
    named = next((item.ref_take for item in reading.items if item.ref_take is not None), None)
    reading, missing = of_takes_there(reading, takes)
    at = await bench(crew, act, None, named, reading.points, stays=stays)
    if named is None or at.take:
        return within(Bound(at, reading, words.no_such_take(missing, takes) if missing else None))
    told = why_not_there(named, takes)
    at = replace(await bench(crew, act, None, None, reading.points, stays=stays), unsure=True)
    rest = tuple(item for item in reading.items if item.verdict is None)
    return within(Bound(at, reading.model_copy(update={"items": rest}), told, strayed=True))


def why_not_there(named: int | str, takes: list[Take]) -> str:
    """Why a note cannot be on the take that it names."""
    if not isinstance(named, int):
        return words.NO_TAKE_BEFORE
    there = [t for t in takes if t.kind == "take" and t.number == named]
    if not there:
        return words.no_such_take(named, takes)
    if there[-1].state in ("cancelled", "failed"):
        return words.gone_picture(there[-1].label, there[-1].state)
    return words.not_seen_yet(there[-1])


def of_takes_there(reading: NoteReading, takes: list[Take]) -> tuple[NoteReading, int | None]:
    """A note's reading without preferences for takes that nobody rolled, and the first such number that it names."""
    there = {t.number for t in takes if t.kind == "take"}
    compared = [item.preference for item in reading.items if item.preference]
    named = [number for each in compared for number in (each.preferred_take, each.over_take)]
    missing = next((number for number in named if isinstance(number, int) and number not in there), None)

    def is_there(item: NoteItem) -> bool:
        preferred = item.preference.preferred_take if item.preference else None
        return not isinstance(preferred, int) or preferred in there

    return reading.model_copy(update={"items": tuple(filter(is_there, reading.items))}), missing


def within(note: Bound) -> Bound:
    """A note without moments that its take does not have, and those moments as they were written."""
    take, reading = note.at.take, note.reading
    if take is None or take.duration_s is None:
        return note
    end = take.duration_s + PAST_S
    past = [t.raw or f"{t.in_s:g} s" for item in reading.items for t in item.timecodes if t.in_s > end]
    items = tuple(
        item.model_copy(update={"timecodes": tuple(t for t in item.timecodes if t.in_s <= end)})
        for item in reading.items
    )
    return replace(note, reading=reading.model_copy(update={"items": items}), past=tuple(dict.fromkeys(past)))


async def tell_where(crew: Crew, act: Act, note: Bound, *, kept: bool) -> None:
    """What of a note could not be taken as it was written, in one message; what was kept can be moved by a tap."""
    take = note.at.take
    said = [note.told] if note.told else []
    strayed = kept and note.strayed and take is not None
    if take and strayed:
        said.append(words.note_is_on(take, for_now=True))
    if take and kept and note.past:
        said.append(words.past_the_end(list(note.past), take))
    others = [t for t in note.at.seen if t.kind == "take" and take and t.shot == take.shot and t.id != take.id]
    if take and strayed and others:
        await offer_to_move(crew, act, note.at, take, others, " ".join(said))
    elif said:
        await crew.room.say(f"answer:{act.key}", act.thread, " ".join(said))


async def offer_to_move(crew: Crew, act: Act, at: Bench, take: Take, others: Sequence[Take], said: str) -> None:
    """Say where a note is, with the newest of the other takes to tap."""
    possible = [Possible(f"Move to {other.label}", other.id) for other in others[-MOST_OFFERED:]]
    question = await crew.archive.ask(
        f"on_which_take:{act.key}", "on_which_take", at.production.id, act.thread, take.shot, take.id, None,
        act.ref.key, possible, crew.clock(),
    )  # fmt: skip
    choices = tuple(Choice(p.label, "reply", f"question:{question.id} {p.value}") for p in question.possible)
    await crew.room.say(f"question:{question.id}", act.thread, said, choices)


async def answer_on_which_take(crew: Crew, act: Act, question: Question, value: str) -> None:
    """Somebody who may say how a note was meant said which take it is about: all that stands of it goes there."""
    member = await member_of(crew, act)
    records = [r for r in await crew.archive.feedback_from(Ref.of(question.about)) if stands(r)]
    records = [r for r in records if r["source"] == "text"]
    why_not = GONE if question.closed or not records else None
    if records and not all(may_judge(member, r) for r in records):
        why_not = MAY_NOT
    elif not why_not and await crew.archive.answer_question(question.id, value, act.person, crew.clock()) is None:
        why_not = words.ANSWERED_ALREADY
    if why_not:
        await quietly(crew, act, why_not)
        return
    for record in records:
        body, record_id = await on_take(crew, record, value), record["record_id"]
        if body:
            await crew.archive.judge(record_id, "corrected", body, act.person, f"{act.key}:{record_id}", crew.clock())
    take = await crew.archive.take(value)
    for touched in dict.fromkeys([question.take or take.id, take.id]):
        await show_take(crew, touched)
    await crew.room.resay(f"question:{question.id}", question.thread, words.note_is_on(take))


async def close_where(crew: Crew, ref: Ref, said: str) -> None:
    """A note was edited or deleted: on which take its old words were is asked no more."""
    for question in await crew.archive.close_questions(ref.key):
        await crew.room.resay(f"question:{question.id}", question.thread, said)
