"""What somebody wrote in a shot's thread: a note, a revision, another shot, a word to roll, a question, or talk."""

from typing import Literal

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.archive import TakeEntry
from graphs.hearing import edit_of, keep, member_of, person_of, read, reading_context, references_of, takes_in
from graphs.resting import DONE, FlowState, Step, subject
from graphs.review.records import bench, from_note
from graphs.revising import fill_in, revise, seed_for, whole, words_of, write_prompt
from graphs.showing import show_shot, show_take
from graphs.slate import MOST_TAKES, slate_entries
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot, Take

Way = Literal["receipt", "note_it", "revise_it", "another_shot", "give_the_word", "cut", "answer", "leave"]


async def current_act(state: FlowState, crew: Crew) -> Act:
    """The act that this work is about."""
    act = await crew.archive.act(int(subject(state)))
    assert act is not None, "an act that is reviewed is kept"
    return act


async def read_words(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Read a message in a thread, and decide what it is to us."""
    crew = runtime.context
    act = await current_act(state, crew)
    member = await member_of(crew, act)
    if member.looks_only:
        return {"carry": {"way": "answer" if act.addressed else "leave", "answer": words.LOOKS_ONLY, "quiet": True}}
    reading, row = await read(crew, act)
    shots = await shots_of(crew, act)
    way, answer = which_way(act, reading, member, shots, await takes_in(crew, shots))
    return {"carry": {"way": way, "answer": answer, "reading": reading.model_dump(mode="json"), "row": row}}


def which_way(
    act: Act, reading: Reading, member: Member, shots: list[Shot], takes: list[Take]
) -> tuple[Way, str | None]:
    """What a message sets off. Talk among the crew that is neither for the bot nor about a take is left alone."""
    ours = act.addressed or act.direct
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
            return ("answer", words.EMPTY) if ours and not act.text.strip() else ("leave", None)


def missing_take(reading: Reading, takes: list[Take]) -> int | None:
    """A take number that the words name and nobody rolled."""
    there = {t.number for t in takes if t.kind == "take"}
    return next((ref for ref in reading.message.ref_take if isinstance(ref, int) and ref not in there), None)


def chosen_way(state: FlowState) -> Way:
    """Where `read_words` decided to go; what is acted on gets its receipt first."""
    way: Way = state["carry"]["way"]
    return "receipt" if way in ("revise_it", "another_shot", "give_the_word") else way


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
    reading = await crew.interpreter.read_note(act.text, await reading_context(crew, act))
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


async def another_shot(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A further shot asked for in a thread that has one."""
    crew = runtime.context
    act = await current_act(state, crew)
    production = await crew.archive.production((await member_of(crew, act)).production)
    reading = Reading.model_validate(state["carry"]["reading"])
    images, _ = await references_of(crew, act)
    shots = await crew.archive.write_slates(
        act.key, None, act.ref, act.thread, production.id, act.person, state["carry"]["row"],
        slate_entries(reading, act.text, production), images, crew.clock(),
    )  # fmt: skip
    for shot in shots:
        await crew.wake(f"shot:{shot.id}")
    return DONE


async def revise_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A revision: of the take it names or the newest; of the slate itself while nothing has rolled."""
    crew = runtime.context
    act = await current_act(state, crew)
    reading = Reading.model_validate(state["carry"]["reading"])
    shots = await shots_of(crew, act)
    takes = [t for t in await takes_in(crew, shots) if t.kind == "take" and t.state not in ("failed", "cancelled")]
    if takes:
        await open_revision(crew, act, reading, source_take(reading, takes), shots)
    else:
        await rewrite(crew, act, reading, shots[-1], state["carry"]["row"])
    return DONE


def source_take(reading: Reading, takes: list[Take]) -> Take:
    """The take that a revision starts from: the one it names, the one before the newest, else the newest seen."""
    ref = next(iter(reading.message.ref_take), None)
    if isinstance(ref, int):
        return next((t for t in reversed(takes) if t.number == ref), takes[-1])
    standing = [t for t in takes if t.state == "screened"] or takes
    return standing[-1]


async def open_revision(crew: Crew, act: Act, reading: Reading, source: Take, shots: list[Shot]) -> None:
    """Open the take (or, from somebody without the say, the previs) that a revision asks for."""
    shot = next(s for s in shots if s.id == source.shot)
    member = await member_of(crew, act)
    rolls = act.addressed or act.direct or member.may_roll or act.person == shot.asked_by
    stated = reading.shots[0] if reading.shots else reading.message
    revision = revise(source.request, stated)
    prompt = write_prompt(revision.request, f"{words_of(source.prompt)}. {act.text}")
    same_picture = bool(revision.changes)
    entries = [
        TakeEntry(
            kind="take" if rolls else "previs",
            request=revision.request,
            prompt=prompt,
            seed=source.seed if same_picture and i == 0 else seed_for(shot.id, act.key, str(i)),
            camera=crew.camera if rolls else crew.previs,
            parent=source.id,
            changes=revision.changes,
            already=revision.already,
        )
        for i in range(min(stated.n_takes or 1, MOST_TAKES) if rolls else 1)
    ]
    for take in await crew.archive.open_takes(shot.id, act.key, entries, act.person, act.ref, crew.clock()):
        await crew.wake(f"take:{take.id}")


async def rewrite(crew: Crew, act: Act, reading: Reading, shot: Shot, row: str) -> None:
    """Nothing has rolled yet: the slate itself changes, and its previs is drawn anew."""
    production = await crew.archive.production(shot.production)
    stated = reading.shots[0] if reading.shots else reading.message
    asked = revise(shot.request, stated).request
    [entry] = slate_entries(
        reading.model_copy(update={"shots": (asked,), "texts": (f"{shot.text}. {act.text}",)}), act.text, production
    )
    entry = type(entry)(entry.text, asked, fill_in(asked, production.defaults), entry.slate or shot.slate, entry.unread)
    await crew.archive.rewrite_slate(shot.id, entry, row)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")


async def give_the_word(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody with the say said to roll."""
    crew = runtime.context
    act = await current_act(state, crew)
    await word_for((await shots_of(crew, act))[-1], act, crew)
    return DONE


async def word_for(shot: Shot, act: Act, crew: Crew) -> None:
    """Roll a shot: its first takes where it waited for the word, else once more as it stands."""
    if shot.state in ("slated", "waiting"):
        await crew.archive.give_word(shot.id, act.person)
        await crew.wake(f"shot:{shot.id}")
        return
    if any(t.kind == "take" and not t.ended for t in await crew.archive.takes_of(shot.id)):
        return  # it rolls already
    request = whole(shot.request, shot.filled)
    seed = seed_for(shot.id, act.key)
    entry = TakeEntry("take", request, write_prompt(request, shot.text), seed, crew.camera)
    for take in await crew.archive.open_takes(shot.id, act.key, [entry], act.person, act.ref, crew.clock()):
        await crew.wake(f"take:{take.id}")


async def cut(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """ "Cut" as the whole message, by somebody with the say, while something rolls."""
    crew = runtime.context
    act = await current_act(state, crew)
    await cancel_all(crew, await takes_in(crew, await shots_of(crew, act)), act)
    return DONE


async def cancel_all(crew: Crew, takes: list[Take], act: Act) -> None:
    """Cancel what has not landed; each camera is told, and the cards say by whom."""
    for take in takes:
        if not take.ended:
            await cancel(crew, take, act)


async def cancel(crew: Crew, take: Take, act: Act) -> None:
    """Cancel one take. It waits for no running step of that take: the row ends first, then the camera is told."""
    person = await person_of(crew, act)
    ended, attempt = await crew.archive.cancel_take(take.id, person.id)
    if attempt and attempt.operation:
        await crew.cameras[attempt.camera].cancel(attempt.operation)
    await show_shot(crew, ended.shot)
    if ended.parent or ended.clip_ref:
        await show_take(crew, ended.id)


async def shots_of(crew: Crew, act: Act) -> list[Shot]:
    """The shots of an act's thread that are being worked on."""
    shots = await crew.archive.shots_in(act.thread)
    return [s for s in shots if s.state not in ("heard", "dropped", "not_a_shot")]
