"""What every part of a review starts from: the act itself, and the shots of its thread."""

from graphs.crew import Crew
from graphs.resting import FlowState, subject
from graphs.vocabulary.acts import Act
from graphs.vocabulary.shots import Shot


async def current_act(state: FlowState, crew: Crew) -> Act:
    """The act that this work is about."""
    act = await crew.archive.act(int(subject(state)))
    assert act is not None, "an act that is reviewed is kept"
    return act


async def shots_of(crew: Crew, act: Act) -> list[Shot]:
    """The shots of an act's thread that are being worked on."""
    shots = await crew.archive.shots_in(act.thread)
    return [s for s in shots if s.state not in ("heard", "dropped", "not_a_shot")]
