"""Dropping a shot and picking it up again: by tap, or in words that ask first why."""

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.room import Choice
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step
from graphs.review.rolling import cancel_all
from graphs.review.thread import current_act, has_say, ordered, shots_meant
from graphs.showing import show_shot
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import DropReason, Shot
from graphs.vocabulary.spoken import WHY_DROPPED

DROPS: dict[str, DropReason] = {
    "drop_works_as_is": "works_as_is",
    "drop_cut_from_script": "cut_from_script",
    "drop_shot_for_real": "shot_for_real",
    "drop_model_cannot": "model_cannot",
}


async def drop_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """ "Kill the second one", from those with the say: it is dropped with the reason that they tap."""
    crew = runtime.context
    act = await current_act(state, crew)
    reading = Reading.model_validate(state["carry"]["reading"])
    for shot in ordered(act, reading, await shots_meant(crew, act, reading.points)):
        choices = tuple(Choice(WHY_DROPPED[why].capitalize(), name, f"shot:{shot.id}") for name, why in DROPS.items())
        key = asked_why(shot)
        if await crew.archive.posting(f"say:{key}"):
            key = f"{key}:{act.key}"  # it was dropped, picked up, and is dropped once more
        await crew.room.say(key, act.thread, words.why_dropped(shot), choices)
    return DONE


def asked_why(shot: Shot) -> str:
    """The key of the sentence that asks why a shot is dropped."""
    return f"drop:{shot.id}"


async def drop(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Nothing more is rolled of a shot: what rolls is cancelled, and the card says why."""
    shot = await crew.archive.shot(id)
    if not has_say(member, shot):
        await quietly(crew, act, words.may_not_drop(shot))
        return
    await crew.archive.drop_shot(id, DROPS[act.action], act.person)  # first: no take opens from here on
    await cancel_all(crew, await crew.archive.takes_of(id), act)
    await crew.room.resay(asked_why(shot), shot.thread, words.is_dropped(shot))
    await show_shot(crew, id)


async def pick_up(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A dropped shot is worked on again; what was cancelled stays so until somebody asks for it."""
    shot = await crew.archive.shot(id)
    if not has_say(member, shot):
        await quietly(crew, act, words.may_not_drop(shot))
        return
    if (await crew.archive.pick_up(id)).state == "waiting":
        await crew.wake(f"shot:{id}")
    await show_shot(crew, id)
