"""What every flow shares: its state, and how a step ends. A wait is an ended run whose rest says for what."""

from datetime import timedelta
from typing import Any, TypedDict

from graphs.crew import Crew
from graphs.crew.entries import Rest


class FlowState(TypedDict, total=False):
    """A flow's state: the work's id, how often it had been made due when the run began, how it rests, and plain values
    that later nodes of the same run need."""

    work: str
    dues: int
    rest: dict[str, Any]
    carry: dict[str, Any]


Step = dict[str, Any]
DONE: Step = {"rest": {"done": True}}
FOR_A_PERSON: Step = {"rest": {}}


def after(seconds: float) -> Step:
    """Rest for that many seconds, then go on."""
    return {"rest": {"after_s": seconds}}


def as_rest(step: dict[str, Any], crew: Crew) -> Rest:
    """The archive's noun for a flow's `rest`."""
    seconds = step.get("after_s")
    until = None if seconds is None else crew.clock() + timedelta(seconds=seconds)
    return Rest(done=bool(step.get("done")), until=until)


def subject(state: FlowState) -> str:
    """The id behind a work's id: "take:5f" -> "5f"."""
    return state["work"].partition(":")[2]
