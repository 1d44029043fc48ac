"""What every part of a review starts from: the act itself, and the shots of its thread."""

import re
from collections.abc import Sequence

from graphs.crew import Crew
from graphs.resting import FlowState, subject
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import EVERY, LAST, Reading
from graphs.vocabulary.shots import Shot, Take


async def current_act(state: FlowState, crew: Crew) -> Act:
    """The act that this work is about."""
    act = await crew.archive.act(int(subject(state)))
    assert act is not None, "an act that is reviewed is kept"
    return act


async def shots_of(crew: Crew, act: Act) -> list[Shot]:
    """The shots of an act's thread that are being worked on."""
    shots = await crew.archive.shots_in(act.thread)
    return [s for s in shots if s.state not in ("heard", "dropped", "not_a_shot")]


async def dropped_of(crew: Crew, act: Act, points: Sequence[int] = ()) -> list[Shot]:
    """The dropped shots of an act's thread that its words name, or all: their takes can still be spoken of."""
    shots = await crew.archive.shots_in(act.thread)
    return [s for s in pointed_at(shots, act.text, points) if s.state == "dropped"]


async def shots_meant(crew: Crew, act: Act, points: Sequence[int] = ()) -> list[Shot]:
    """Of the shots of an act's thread those that its words name; all where they name none.

    Named by slate ("14C wider"), or by their place in the thread (`points` of the reading: "the second one wider").
    """
    shots = await crew.archive.shots_in(act.thread)
    return [s for s in pointed_at(shots, act.text, points) if s.state != "dropped"]


def pointed_at(shots: list[Shot], text: str, points: Sequence[int]) -> list[Shot]:
    """Of a thread's shots those that words name by slate, or by their place; all where they name none.

    A place that the thread does not have names nothing: nobody's money rolls what they did not mean.
    """
    there = [s for s in shots if s.state not in ("heard", "not_a_shot")]
    if named := [s for s in there if names(text, s)]:
        return named
    if not points or EVERY in points:
        return there
    places = {len(there) if place == LAST else place for place in points}
    return [s for place, s in enumerate(there, start=1) if place in places]


def ordered(act: Act, reading: Reading, shots: list[Shot]) -> list[Shot]:
    """Of the shots that words may mean those that an order is for: words that name none mean the last card."""
    named = reading.points or any(names(act.text, shot) for shot in shots)
    return shots if named else shots[-1:]


def has_say(member: Member, shot: Shot) -> bool:
    """May roll, cancel and drop here: director, AD, producer, and whoever asked for the shot."""
    return member.may_roll or member.person == shot.asked_by


def called(take: Take, shots: Sequence[Shot]) -> str:
    """A take as people tell it from others: by its slate, too, where takes of several shots are meant."""
    if len({shot.id for shot in shots}) < 2:
        return take.label
    return f"{next(shot.name for shot in shots if shot.id == take.shot)} {take.label}"


def names(text: str, shot: Shot) -> bool:
    """Whether words name a shot: by its slate, or by its number ("shot 3") where it has none."""
    label = re.escape(shot.slate) if shot.slate and not shot.slate.isdigit() else rf"shot\s+{shot.slate or shot.number}"
    return re.search(rf"(?<![\w.:]){label}(?!\w)", text, re.IGNORECASE) is not None
