"""What words and buttons set rolling, and what they stop: another shot, a revision, the word to roll, a cut."""

from dataclasses import replace

from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.hearing import member_of, person_of, references_of, takes_in
from graphs.resting import DONE, FlowState, Step
from graphs.review.thread import current_act, shots_of
from graphs.revising import revise, seed_for, whole, words_of, write_prompt
from graphs.showing import show_shot, show_take
from graphs.slate import MOST_TAKES, slate_entries
from graphs.vocabulary.acts import Act
from graphs.vocabulary.digests import iso_week
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot, Take


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
    await open_takes(crew, act, shot, entries)


async def rewrite(crew: Crew, act: Act, reading: Reading, shot: Shot, row: str) -> None:
    """Nothing has rolled yet: the slate itself changes, and its previs is drawn anew."""
    production = await crew.archive.production(shot.production)
    stated = reading.shots[0] if reading.shots else reading.message
    asked = revise(shot.request, stated).request
    [entry] = slate_entries(
        reading.model_copy(update={"shots": (asked,), "texts": (f"{shot.text}. {act.text}",)}), act.text, production
    )
    await crew.archive.rewrite_slate(shot.id, replace(entry, slate=entry.slate or shot.slate), row)
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
    await open_takes(crew, act, shot, [entry])


async def open_takes(crew: Crew, act: Act, shot: Shot, entries: list[TakeEntry]) -> None:
    """Open the takes that an act asks for, and wake them."""
    for take in await crew.archive.open_takes(shot.id, act.key, entries, act.person, act.ref, crew.clock()):
        await crew.wake(f"take:{take.id}")


async def digest_so_far(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody asked for the digest before its time."""
    crew = runtime.context
    act = await current_act(state, crew)
    production = await crew.archive.production((await member_of(crew, act)).production)
    week = iso_week(crew.clock(), production.timezone)
    work = await crew.archive.open_digest(production.id, week, act.key, act.person, act.thread, crew.clock())
    await crew.wake(work)
    return DONE


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
