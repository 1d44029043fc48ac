"""What words and buttons set rolling, and what they stop: another shot, a revision, the word to roll, a cut."""

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.crew.room import Choice
from graphs.hearing import member_of, person_of, takes_in
from graphs.paying import stop_render
from graphs.prompting import write_prompt
from graphs.readying import reserved
from graphs.resting import DONE, FlowState, Step, subject
from graphs.review.choosing import (
    acted_on,
    answer_by_number,
    ask_which,
    could_be_meant,
    may_set_rolling,
    named_take,
    names_only_a_take,
    open_revision,
    takes_meant,
    waits_last,
)
from graphs.review.layers import rewrite
from graphs.review.opening import open_takes
from graphs.review.thread import current_act, has_say, ordered, shots_meant, shots_of
from graphs.review.wishing import make_wish
from graphs.revising import seed_for, whole
from graphs.rights import tell_given
from graphs.showing import show_shot, show_take
from graphs.slate import show_in_order, slate_entries
from graphs.vocabulary.acts import Act
from graphs.vocabulary.digests import iso_week
from graphs.vocabulary.requests import MOST_TAKES, Reading
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import money
from graphs.wanting import wanting


async def another_shot(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A further shot asked for in a thread that has one."""
    crew = runtime.context
    act = await current_act(state, crew)
    production = await crew.archive.production((await member_of(crew, act)).production)
    reading = Reading.model_validate(state["carry"]["reading"])
    there = await shots_of(crew, act)
    wants = await wanting(crew, act, reading, production.id, there, await takes_in(crew, there))
    shots = await crew.archive.write_slates(
        act.key, None, act.ref, act.thread, production.id, act.person, state["carry"]["row"],
        slate_entries(reading, act.text, production, wants), wants.images, crew.clock(),
    )  # fmt: skip
    await show_in_order(crew, shots)
    for shot in shots:
        await crew.wake(f"shot:{shot.id}")
    if shots:
        await tell_given(crew, act, shots[0], wants)
    return DONE


async def revise_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A revision: of the take it names or can only mean; of the slate itself while nothing has rolled."""
    crew = runtime.context
    act = await current_act(state, crew)
    reading = Reading.model_validate(state["carry"]["reading"])
    if await acted_on(crew, act, reading):
        return DONE
    shots, takes = await takes_meant(crew, act, reading.points)
    if not takes or (named_take(reading, takes) is None and waits_last(shots[-1], takes)):
        await revise_slate(crew, act, reading, shots[-1], state["carry"]["row"])
        return DONE
    if not reading.material and names_only_a_take(reading) and await answer_by_number(crew, act, reading, takes):
        return DONE
    named = named_take(reading, takes)
    meant = [named] if named else could_be_meant(takes)
    shot = next(s for s in shots if s.id == meant[0].shot)
    if len(meant) > 1:
        await ask_which(crew, act, int(subject(state)), reading, meant, shots)
    else:
        rolls = await may_set_rolling(crew, act, shot)
        await open_revision(crew, act, reading, meant[0], shot, rolls=rolls)
    return DONE


async def revise_slate(crew: Crew, act: Act, reading: Reading, shot: Shot, row: str) -> None:
    """Nothing has rolled yet: those with the say change the slate; what others would change is a wish on it."""
    if await may_set_rolling(crew, act, shot):
        await rewrite(crew, act, reading, shot, row)
        return
    await make_wish(crew, act, shot, reading)


async def give_the_word(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody with the say said to roll: the last card, or the shots that they name ("roll all three")."""
    crew = runtime.context
    act = await current_act(state, crew)
    reading = Reading.model_validate(state["carry"]["reading"])
    shots = await shots_meant(crew, act, reading.points)
    for shot in ordered(act, reading, shots):
        await word_for(shot, act, crew, reading.message.n_takes)
    return DONE


async def word_for(shot: Shot, act: Act, crew: Crew, takes: int | None = None) -> None:
    """Roll a shot: its first takes where it waited for the word, else once more as it stands; `takes`: how many."""
    if shot.state in ("slated", "waiting"):
        await crew.archive.give_word(shot.id, act.person, takes)
        await crew.wake(f"shot:{shot.id}")
        return
    under_way = [t for t in await crew.archive.takes_of(shot.id) if t.kind == "take" and not t.ended]
    for take in under_way:
        if take.held:  # by money: it is looked at again
            await crew.archive.retry_take(take.id)
            await crew.wake(f"take:{take.id}")
    if under_way:
        return  # it rolls already, or waits to
    request = whole(shot.request, shot.filled)
    prompt = write_prompt(request, shot.text)
    seeds = [seed_for(shot.id, act.key, str(i)) for i in range(min(takes or 1, MOST_TAKES))]
    entries = [TakeEntry("take", request, prompt, seed, crew.camera) for seed in seeds]
    await open_takes(crew, act, shot, entries)


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
    """ "Cut" as the whole message, while something rolls: what its author has the say over is cancelled."""
    crew = runtime.context
    act = await current_act(state, crew)
    member = await member_of(crew, act)
    own = [shot for shot in await shots_of(crew, act) if has_say(member, shot)]
    await cancel_all(crew, await takes_in(crew, own), act)
    return DONE


async def cancel_all(crew: Crew, takes: list[Take], act: Act) -> None:
    """Cancel what has not landed; each camera is told, and the cards say by whom.

    What waits for another take, or for its previs, goes first: it would go on without that one, and be paid for.
    """
    for take in sorted(takes, key=lambda take: (take.kind == "take", take.created_at), reverse=True):
        if not take.ended:
            await cancel(crew, take, act)


async def cancel(crew: Crew, take: Take, act: Act) -> None:
    """Cancel one take. It waits for no running step of that take: the row ends first, then the camera is told."""
    person = await person_of(crew, act)
    ended, attempt = await crew.archive.cancel_take(take.id, person.id)
    if attempt and attempt.operation:
        await stop_render(crew, attempt)
    await crew.wake(f"take:{take.id}")  # what else it holds is settled by its own flow
    await show_shot(crew, ended.shot)
    if ended.parent or ended.clip_ref:
        await show_take(crew, ended.id)


async def tell_still_rolling(crew: Crew, act: Act, circled: Take) -> None:
    """A take is circled while others cost money: said once for each, with the choice to stop it."""
    shot = await crew.archive.shot(circled.shot)
    for take in await crew.archive.takes_of(circled.shot):
        if take.ended or take.kind != "take" or not crew.cameras[take.camera].paid:
            continue
        price = money(await reserved(crew, take))
        choices = (Choice("Cancel", "cancel", f"take:{take.id}"), Choice("Let it finish", "let_be", f"take:{take.id}"))
        await crew.room.say(f"still:{take.id}", shot.thread, words.still_rolling(take, price), choices)
