"""What somebody wrote in a shot's thread: a note, a revision, another shot, a word to roll, a question, or talk."""

from datetime import timedelta

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.hearing import edit_of, keep, member_of, note_of, person_of, takes_in
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step, after
from graphs.review import silent
from graphs.review.binding import bound, tell_where
from graphs.review.choosing import asked_which, names_only_a_take
from graphs.review.emoji_alone import as_meant_here
from graphs.review.giving import for_the_cast, way_of_files
from graphs.review.records import from_note
from graphs.review.rolling import tell_still_rolling
from graphs.review.thread import current_act, dropped_of, shots_meant, shots_of
from graphs.review.ways import Way, which_way
from graphs.review.why import answered_in_words
from graphs.showing import show_shot, show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.notes import NoteReading
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot, Take
from graphs.wishes import open_wishes

LANDS_WITHIN = timedelta(seconds=20)
LOOK_AGAIN_S = 0.5
ACTED_ON = ("revise_it", "another_shot", "give_the_word", "master_it", "drop_it", "take_up", "digest_so_far")


async def read_words(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Read a message in a thread, and decide what it is to us."""
    crew = runtime.context
    act = await current_act(state, crew)
    if (await person_of(crew, act)).bot:
        return {"carry": {"way": "leave"}}
    await show_stopped(crew, act)
    if await a_clip_is_landing(crew, act):
        return {"carry": {"way": "come_back"}}
    member = await member_of(crew, act)
    if member.looks_only:
        return {"carry": {"way": "answer" if act.addressed else "leave", "answer": words.LOOKS_ONLY, "quiet": True}}
    if for_the_cast(act):
        return {"carry": {"way": "cast_it"}}
    heard = await silent.read_on_record(crew, act)
    if heard is None:
        return {"carry": {"way": "leave", "off_record": True}}
    reading, row = heard
    shots = await shots_meant(crew, act, reading.points)
    takes = await takes_in(crew, shots)
    wished = reading.agrees and any(w.asked_by != act.person for s in shots for w in open_wishes(s, of(s, takes)))
    dropped = [] if shots else await dropped_of(crew, act, reading.points)
    way, answer = which_way(act, reading, member, shots, takes, wished=wished, dropped=dropped)
    if way == "revise_it" and reading.answers and names_only_a_take(reading) and not await asked_which(crew, act):
        way = "note_it"  # "take 2 ok" answers nothing that was asked: it speaks of the take
    if way == "note_it" and await silent.is_silenced(crew, act):  # it reads as a request, and asks for nothing
        return {"carry": {"way": "leave", "off_record": True}}
    has_say = member.may_roll or any(shot.asked_by == act.person for shot in shots)
    if way in ("answer", "leave", "note_it") and way_of_files(act, shots, has_say=has_say):
        way = "take_in"
    return {"carry": {"way": way, "answer": answer, "reading": reading.model_dump(mode="json"), "row": row}}


async def show_stopped(crew: Crew, act: Act) -> None:
    """Words stopped the countdowns of their thread when they were heard; the cards say so at once."""
    for shot in await crew.archive.shots_in(act.thread):
        if shot.stopped_by == act.person and shot.rolls_at and shot.rolls_at > act.at:
            await show_shot(crew, shot.id)


async def a_clip_is_landing(crew: Crew, act: Act) -> bool:
    """Whether a clip of the thread is on its way: people may see it, and speak of it, before we know its message."""
    takes = await takes_in(crew, await shots_of(crew, act))
    return any(t.state == "collected" for t in takes) and crew.clock() - act.at < LANDS_WITHIN


async def come_back(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Look again when the clip has landed."""
    return after(LOOK_AGAIN_S)


def of(shot: Shot, takes: list[Take]) -> list[Take]:
    """The takes of one shot."""
    return [t for t in takes if t.shot == shot.id]


def chosen_way(state: FlowState) -> Way:
    """Where `read_words` decided to go; what is acted on gets its receipt first."""
    way: Way = state["carry"]["way"]
    return "receipt" if way in ACTED_ON else way


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
        await quietly(crew, act, said, under="answer")
    else:
        await crew.room.say(f"answer:{act.key}", act.thread, said)
    return DONE


async def leave(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Talk that is not for the bot: nothing is done. Of what is off the record nothing stays but a count."""
    if state["carry"].get("off_record"):
        await silent.forget(state, runtime.context)
    return DONE


async def note_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Record what a note says about a take, item by item."""
    crew = runtime.context
    act = await current_act(state, crew)
    heard = Reading.model_validate(state["carry"]["reading"])
    reading = await as_meant_here(crew, act, judgements(await note_of(crew, act, heard)))
    if not reading.items:
        return {"carry": {"logged": 0}}
    await keep(crew, act, state["carry"]["reading"] | {"note": reading.model_dump(mode="json")})
    takes = await takes_in(crew, await shots_of(crew, act))
    note = await bound(crew, act, reading, takes)
    at, reading = note.at, note.reading
    records = await from_note(crew, at, reading, takes)
    await crew.archive.record_note(act.ref, edit_of(act), records, act.person, crew.clock())
    await tell_where(crew, act, note, kept=bool(records))
    await answered_in_words(crew, act, at.take)
    if reading.unread:
        await crew.room.whisper(f"unread:{act.key}", act.thread, act.person, words.not_read(reading.unread))
    circled = any(r["verdict"] == "circle" for r in records)
    others = [one for one in dict.fromkeys(r["take_id"] for r in records) if at.take and one != at.take.id]
    take = at.take.id if at.take else None
    return {"carry": {"logged": len(records), "take": take, "others": others, "circled": circled}}


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
    """The take's card counts the note; what rolls beside a circle is said."""
    crew = runtime.context
    carry = state["carry"]
    if not carry.get("take"):
        return DONE
    for one in (*carry.get("others", ()), carry["take"]):
        await show_take(crew, one)
    act = await current_act(state, crew)
    take = await crew.archive.take(carry["take"])
    if carry["circled"]:
        await tell_still_rolling(crew, act, take)
    return DONE
