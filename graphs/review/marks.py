"""Reactions: what an emoji on a take, a note or a card says, put or taken away."""

from datetime import timedelta

from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.hearing import member_of, person_of, production_of, sense_of
from graphs.resting import DONE, FlowState, Step, after, subject
from graphs.review.records import bench, from_reaction
from graphs.review.why import follow_emoji
from graphs.showing import show_take
from graphs.vocabulary.acts import Act

RECENT = timedelta(minutes=5)
LOOK_AGAIN_S = 5.0


async def weigh(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Weigh a reaction. One on a message that is not known (yet) is kept for some minutes, then forgotten."""
    crew = runtime.context
    act = await crew.archive.act(int(subject(state)))
    if act is None:
        return DONE  # forgotten, and then the process ended
    shown = await what_it_is_on(act, crew)
    if shown is None:
        if crew.clock() - act.at < RECENT:
            return after(LOOK_AGAIN_S)
        await crew.archive.forget_act(int(subject(state)))
        return DONE
    if (await person_of(crew, act)).bot or (await member_of(crew, act)).looks_only:
        return DONE
    if act.kind == "reacted" and await put_off_record(act, shown, crew):
        await crew.archive.count_off_record((await production_of(crew, act)).id, act.key)
        return DONE
    sense = await sense_of(crew, act, act.emoji)
    at = await bench(crew, act, shown)
    record = await from_reaction(crew, at, sense) if act.kind == "reacted" else None
    order = str(act.fields["order"])
    changed = await crew.archive.weigh_reaction(act.ref, act.person, sense.name, order, record, crew.clock())
    await follow_emoji(crew, act, shown)
    return {"carry": {"take": shown.take if changed else None}, "rest": {"done": True}}


async def put_off_record(act: Act, shown: Shown, crew: Crew) -> bool:
    """Whether a reaction was put while its author, or its thread, was off the record."""
    thread = (await crew.archive.shot(shown.shot)).thread if shown.shot else act.thread
    return await crew.archive.is_off_record(act.ref, thread, act.person, act.at)


async def what_it_is_on(act: Act, crew: Crew) -> Shown | None:
    """What the reaction's message shows, or that it is somebody's note."""
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
