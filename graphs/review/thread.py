"""What every part of a review starts from: the act itself, and the shots of its thread."""

import re

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


async def dropped_of(crew: Crew, act: Act) -> list[Shot]:
    """The dropped shots of an act's thread: their takes can still be spoken of."""
    return [s for s in await crew.archive.shots_in(act.thread) if s.state == "dropped"]


async def shots_meant(crew: Crew, act: Act) -> list[Shot]:
    """Of the shots of an act's thread those that its words name by slate ("14C wider"); all where they name none."""
    shots = await shots_of(crew, act)
    return [s for s in shots if names(act.text, s)] or shots


def names(text: str, shot: Shot) -> bool:
    """Whether words name a shot: by its slate, or by its number ("shot 3") where it has none."""
    label = re.escape(shot.slate) if shot.slate and not shot.slate.isdigit() else rf"shot\s+{shot.slate or shot.number}"
    return re.search(rf"(?<![\w.:]){label}(?!\w)", text, re.IGNORECASE) is not None
