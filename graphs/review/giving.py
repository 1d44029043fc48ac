"""What people give: files dropped into a thread, somebody for the cast; and a roll without what is not cleared."""

from langgraph.runtime import Runtime

from graphs import words
from graphs.casting import adds_to_cast, cast_in_words
from graphs.crew import Crew
from graphs.material import going
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step
from graphs.review.thread import current_act, shots_meant
from graphs.rights import not_free, tell_given
from graphs.showing import show_shot
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import Piece
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Reading, ShotRequest
from graphs.vocabulary.shots import Shot
from graphs.wanting import over, wanting

FEW = 6  # words beside a file; with more they are about something else


def way_of_files(act: Act, shots: list[Shot], *, has_say: bool) -> bool:
    """Whether a message gives files to a shot and says little beside them, to the bot or by somebody with the say."""
    return act.gives_pictures and bool(shots) and (has_say or act.addressed) and len(act.text.split()) <= FEW


def for_the_cast(act: Act) -> bool:
    """Whether a message to the bot puts somebody into the cast."""
    return (act.addressed or act.direct) and adds_to_cast(act.text)


async def cast_it(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody is put into the cast by words."""
    await cast_in_words(runtime.context, await current_act(state, runtime.context))
    return DONE


async def take_in(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Files dropped into a shot's thread go along with its takes from now on; its card names them."""
    crew = runtime.context
    act = await current_act(state, crew)
    points = Reading.model_validate(state["carry"]["reading"]).points
    shot = (await shots_meant(crew, act, points))[-1]
    wants = await wanting(crew, act, Reading(message=ShotRequest(kind="chatter")), shot.production)
    if wants.asked:
        await crew.archive.set_pieces(shot.id, over(shot.material, wants.asked))
        await crew.room.mark(act.ref, "read")
        await show_shot(crew, shot.id)
    await tell_given(crew, act, shot, wants)
    return DONE


async def press_roll_without(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A take that waits for rights rolls without what is not cleared."""
    take = await crew.archive.take(id)
    shot = await crew.archive.shot(take.shot)
    if not (member.may_roll or member.person == shot.asked_by):
        await quietly(crew, act, words.may_not_roll(shot))
        return
    unclear = not_free(await going(crew, take, shot))
    out = [Piece("left_out", material.file.name, material=material.id) for material in unclear]
    await crew.archive.add_pieces(take.id, out)
    await crew.wake(f"take:{take.id}")
