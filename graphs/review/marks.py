"""Reactions: what an emoji on a take, a note or a card says, put or taken away."""

from datetime import timedelta

from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.hearing import member_of, person_of
from graphs.resting import DONE, FlowState, Step, after
from graphs.review.records import bench, from_reaction
from graphs.review.thread import current_act
from graphs.showing import show_take

RECENT = timedelta(minutes=5)
LOOK_AGAIN_S = 5.0


async def weigh(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Weigh a reaction. One on a message that is not known (yet) is kept for some minutes, then forgotten."""
    crew = runtime.context
    act = await current_act(state, crew)
    shown = await what_it_is_on(state, crew)
    if shown is None:
        if crew.clock() - act.at < RECENT:
            return after(LOOK_AGAIN_S)
        await crew.archive.forget_act(int(state["work"].partition(":")[2]))
        return DONE
    if (await person_of(crew, act)).bot or (await member_of(crew, act)).looks_only:
        return DONE
    sense = crew.interpreter.read_emoji(act.emoji)
    at = await bench(crew, act, shown)
    record = await from_reaction(crew, at, sense) if act.kind == "reacted" else None
    order = str(act.fields["order"])
    changed = await crew.archive.weigh_reaction(act.ref, act.person, sense.name, order, record, crew.clock())
    return {"carry": {"take": shown.take if changed else None}, "rest": {"done": True}}


async def what_it_is_on(state: FlowState, crew: Crew) -> Shown | None:
    """What the reaction's message shows, or that it is somebody's note."""
    act = await current_act(state, crew)
    shown = await crew.archive.shown(act.ref)
    if shown:
        return shown
    note = await crew.archive.said(act.ref)
    if note is None:
        return None
    records = await crew.archive.feedback_from(act.ref)
    take = next((r["take_id"] for r in records if r.get("take_id")), None)
    shots = await crew.archive.shots_in(note.thread)
    return Shown(subject="note", id=act.ref.key, shot=shots[-1].id if shots else None, take=take, ref=act.ref)


async def update_card(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The card of a take whose standing changed."""
    take = state.get("carry", {}).get("take")
    if take and "after_s" not in state["rest"]:
        await show_take(runtime.context, take)
    return {}
