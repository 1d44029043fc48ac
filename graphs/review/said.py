"""What somebody wrote in a shot's thread: a note, a revision, another shot, a word to roll, a question, or talk."""

import re
from datetime import timedelta
from typing import Literal

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.hearing import edit_of, keep, member_of, person_of, read, reading_context, takes_in
from graphs.resting import DONE, FlowState, Step, after
from graphs.review.records import bench, from_note
from graphs.review.thread import current_act, shots_of
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.notes import NoteReading
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot, Take

LANDS_WITHIN = timedelta(seconds=20)
LOOK_AGAIN_S = 0.5
SENTENCE = 4  # words; "thanks", "good morning all" are talk
DIGEST_ASKED = re.compile(r"(?:(?:the|a|this week's|weekly)\s+)*digest(?:\s+so far)?(?:,?\s*please)?[.?!]*", re.I)
Way = Literal[
    "come_back",
    "digest_so_far",
    "receipt",
    "note_it",
    "revise_it",
    "another_shot",
    "give_the_word",
    "cut",
    "answer",
    "leave",
]


async def read_words(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Read a message in a thread, and decide what it is to us."""
    crew = runtime.context
    act = await current_act(state, crew)
    if (await person_of(crew, act)).bot:
        return {"carry": {"way": "leave"}}
    if await a_clip_is_landing(crew, act):
        return {"carry": {"way": "come_back"}}
    member = await member_of(crew, act)
    if member.looks_only:
        return {"carry": {"way": "answer" if act.addressed else "leave", "answer": words.LOOKS_ONLY, "quiet": True}}
    reading, row = await read(crew, act)
    shots = await shots_of(crew, act)
    way, answer = which_way(act, reading, member, shots, await takes_in(crew, shots))
    return {"carry": {"way": way, "answer": answer, "reading": reading.model_dump(mode="json"), "row": row}}


async def a_clip_is_landing(crew: Crew, act: Act) -> bool:
    """Whether a clip of the thread is on its way: people may see it, and speak of it, before we know its message."""
    takes = await takes_in(crew, await shots_of(crew, act))
    return any(t.state == "collected" for t in takes) and crew.clock() - act.at < LANDS_WITHIN


async def come_back(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Look again when the clip has landed."""
    return after(LOOK_AGAIN_S)


def which_way(
    act: Act, reading: Reading, member: Member, shots: list[Shot], takes: list[Take]
) -> tuple[Way, str | None]:
    """What a message sets off. Talk among the crew that is neither for the bot nor about a take is left alone."""
    ours = act.addressed or act.direct
    if ours and DIGEST_ASKED.fullmatch(act.text.strip()):
        return "digest_so_far", None
    has_say = member.may_roll or (bool(shots) and act.person == shots[-1].asked_by)
    if reading.order == "cut":
        return ("cut", None) if has_say else ("leave", None)
    if reading.order == "roll":
        if not shots:
            return "answer", words.NO_TAKE_TO_CHANGE
        return ("give_the_word", None) if has_say else ("answer", words.may_not_roll(shots[-1]))
    match reading.kind:
        case "new_shot" if ours or has_say:
            return "another_shot", None
        case "revision" if not shots:
            return ("answer", words.NO_TAKE_TO_CHANGE) if ours else ("leave", None)
        case "revision":
            missing = missing_take(reading, takes)
            return ("answer", words.no_such_take(missing, takes)) if missing else ("revise_it", None)
        case "feedback" if shots:
            return "note_it", None
        case "feedback" | "injection" | "question" if ours:
            answers = {"injection": words.NOT_FOR_WORDS, "question": words.QUESTION}
            return "answer", answers.get(reading.kind, words.NO_TAKE_TO_CHANGE)
        case _:
            return ("answer", words.EMPTY) if ours and no_shot_read(act, shots) else ("leave", None)


def no_shot_read(act: Act, shots: list[Shot]) -> bool:
    """Whether somebody may expect a shot where none was read: nothing typed, or a sentence outside any thread."""
    return not act.text.strip() or (not shots and len(act.text.split()) >= SENTENCE)


def missing_take(reading: Reading, takes: list[Take]) -> int | None:
    """A take number that the words name and nobody rolled."""
    there = {t.number for t in takes if t.kind == "take"}
    return next((ref for ref in reading.message.ref_take if isinstance(ref, int) and ref not in there), None)


def chosen_way(state: FlowState) -> Way:
    """Where `read_words` decided to go; what is acted on gets its receipt first."""
    way: Way = state["carry"]["way"]
    return "receipt" if way in ("revise_it", "another_shot", "give_the_word", "digest_so_far") else way


async def receipt(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The receipt on a message that is acted on: it was read."""
    act = await current_act(state, runtime.context)
    await runtime.context.room.mark(act.ref, "read")
    return {}


def after_receipt(state: FlowState) -> Way:
    """What the message sets off."""
    way: Way = state["carry"]["way"]
    return way


async def answer(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """One sentence: in the thread, or for its author alone."""
    crew = runtime.context
    act = await current_act(state, crew)
    said: str = state["carry"]["answer"]
    if state["carry"].get("quiet"):
        await crew.room.whisper(f"answer:{act.key}", act.thread, act.person, said)
    else:
        await crew.room.say(f"answer:{act.key}", act.thread, said)
    return DONE


async def leave(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Talk that is not for the bot: nothing is done."""
    return DONE


async def note_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Record what a note says about a take, item by item."""
    crew = runtime.context
    act = await current_act(state, crew)
    reading = judgements(await crew.interpreter.read_note(act.text, await reading_context(crew, act)))
    if not reading.items:
        return {"carry": {"logged": 0}}
    await keep(crew, act, state["carry"]["reading"] | {"note": reading.model_dump(mode="json")})
    shots = await shots_of(crew, act)
    takes = await takes_in(crew, shots)
    named = next((i.ref_take for i in reading.items if isinstance(i.ref_take, int)), None)
    at = await bench(crew, act, None, named)
    if named and at.take is None:
        await crew.room.say(f"answer:{act.key}", act.thread, words.no_such_take(named, takes))
        at = await bench(crew, act, None)
    records = await from_note(crew, at, reading, takes)
    await crew.archive.record_note(act.ref, edit_of(act), records, act.person, crew.clock())
    return {"carry": {"logged": len(records), "take": at.take.id if at.take else None}}


def judgements(reading: NoteReading) -> NoteReading:
    """A note's reading without what is not about a take: talk beside it is not logged."""
    return reading.model_copy(update={"items": tuple(i for i in reading.items if i.intent != "off_topic")})


async def log_mark(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The receipt on a note: it was logged."""
    if state["carry"]["logged"]:
        act = await current_act(state, runtime.context)
        await runtime.context.room.mark(act.ref, "logged")
    return {}


async def update_card(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The take's card counts the note."""
    take = state["carry"].get("take")
    if take:
        await show_take(runtime.context, take)
    return DONE
