"""The recipe of a take: what was asked, the prompt, the model, the seed and the parameters, exactly as they were."""

from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.hearing import takes_in
from graphs.resting import DONE, FlowState, Step
from graphs.review.thread import current_act, shots_meant
from graphs.vocabulary.shots import Take
from graphs.vocabulary.spoken import recipe_lines


async def recipe(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody asked for a take's recipe."""
    crew = runtime.context
    act = await current_act(state, crew)
    number = state["carry"]["reading"]["recipe"]
    takes = await takes_in(crew, await shots_meant(crew, act))
    take = next(t for t in reversed(takes) if t.kind == "take" and t.number == number)
    await crew.room.say(f"answer:{act.key}", act.thread, await recipe_of(crew, take))
    return DONE


async def recipe_of(crew: Crew, take: Take) -> str:
    """The recipe as one message."""
    shot = await crew.archive.shot(take.shot)
    attempts = await crew.archive.attempts_of(take.id)
    return "\n".join([f"{shot.name} {take.label}", *recipe_lines(take, attempts[-1] if attempts else None)])
