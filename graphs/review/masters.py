"""*Master* on a circled take, and "master take 2": the take once more at the production's finish, linked to its draft.

How it is made and what it costs is in graphs/mastering.py. Pressed twice it is one.
"""

from datetime import timedelta

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.hearing import member_of, takes_in
from graphs.mastering import FELL_THROUGH, finishing, masters_of
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step
from graphs.review.opening import open_takes
from graphs.review.thread import current_act, has_say, shots_meant
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.shots import Shot, Take

AT_ONCE = timedelta(seconds=2)  # a second press within that is the first one pressed twice


async def press_master(crew: Crew, act: Act, member: Member, id: str) -> None:
    """The button of a circled take's card."""
    take = await crew.archive.take(id)
    shot = await crew.archive.shot(take.shot)
    why_not: str | None = words.may_not_roll(shot)
    if has_say(member, shot):
        why_not = await master(crew, act, shot, take)
    if why_not:
        await quietly(crew, act, why_not)


async def master_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody with the say asked for a master: of the take that the words name, else of the one that is circled."""
    crew = runtime.context
    act = await current_act(state, crew)
    named: list[int | str] = state["carry"]["reading"]["message"]["ref_take"]
    takes = await takes_in(crew, await shots_meant(crew, act))
    take = await take_meant(crew, takes, next((n for n in named if isinstance(n, int)), None))
    why_not: str | None = words.WHICH_MASTER
    if take:
        shot = await crew.archive.shot(take.shot)
        may = has_say(await member_of(crew, act), shot)
        why_not = await master(crew, act, shot, take) if may else words.may_not_roll(shot)
    if why_not:
        await crew.room.say(f"answer:{act.key}", act.thread, why_not)
    return DONE


async def take_meant(crew: Crew, takes: list[Take], number: int | None) -> Take | None:
    """The newest take of that number, or (None) the newest that is circled."""
    for take in reversed([t for t in takes if t.kind == "take"]):
        if take.number == number:
            return take
        may_be = number is None and not take.master and take.state != "deleted"
        if may_be and (await crew.archive.take_view(take.id)).verdict == "circle":
            return take
    return None


async def extended_from(crew: Crew, take: Take) -> Take | None:
    """The take that another one goes on after; None where it goes on after none."""
    source = next((piece.take for piece in take.material if piece.plays == "extend" and piece.take), None)
    return await crew.archive.take(source) if source else None


async def master(crew: Crew, act: Act, shot: Shot, take: Take) -> str | None:
    """Open the master of a take; a sentence where there is none to open."""
    if take.master:
        return words.is_a_master(take)
    if take.state == "deleted":
        return words.clip_gone(take)
    if take.clip is None or take.state != "screened":
        return words.no_picture_yet(take)
    if (await crew.archive.take_view(take.id)).verdict != "circle":
        return words.circle_first(take)
    production = await crew.archive.production(shot.production)
    found = finishing(crew, production, take)
    if found is None:
        return crew.cameras[production.master_camera or take.camera].refusal(take.request) or words.as_fine_already(
            take
        )
    if refused := crew.cameras[found.camera].refusal(found.finish.request):
        before = await extended_from(crew, take)
        return words.no_master_so_long(take, before) if before else refused
    made = masters_of(take, await crew.archive.takes_of(shot.id))
    for there in made:
        if there.state not in FELL_THROUGH and (there.camera, there.request) == (found.camera, found.finish.request):
            return None if abs(act.at - there.created_at) < AT_ONCE else words.has_a_master(take, there)
    entry = TakeEntry(
        "take", found.finish.request, take.prompt, take.seed, found.camera, take.id, keeps=found.finish.keeps,
        material=take.material, master=True,
    )  # fmt: skip
    fallen = sum(t.state in FELL_THROUGH for t in made)  # two presses at one moment open under one key
    await open_takes(crew, act, shot, [entry], key=f"master:{take.id}:{found.camera}:{found.size}:{fallen}")
    await show_take(crew, take.id)
    return None
