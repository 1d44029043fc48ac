"""The Camera protocol: what makes a clip. A render is an operation with a name; it outlives the process that asked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from graphs.vocabulary.requests import ShotRequest


@dataclass(frozen=True, slots=True)
class RollOrder:
    """All that a camera needs for one attempt. `attempt` is its id: the same attempt never makes two operations.

    `slate` and `label` are for the burn-in ("14C", "TAKE 1" or "PREVIS P1"); `request` is whole (asked and filled in);
    `text` are the requester's own words.
    """

    attempt: str
    production: str
    slate: str
    label: str
    request: ShotRequest
    text: str
    prompt: str
    seed: int
    references: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a roll will cost, in US cents, and take, in seconds."""

    cents: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StillRolling:
    """The render runs. `progress` goes from 0 to 1 where the camera knows it; look again in `again_in_s` seconds."""

    progress: float | None
    again_in_s: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A finished clip as a local mp4, with the model that really made it and what it used."""

    path: Path
    model: str
    parameters: dict[str, Any] = field(default_factory=dict)
    cost_cents: int = 0


class Camera(Protocol):
    """Makes clips. All methods may be repeated; `roll` with the same attempt id starts one operation only."""

    name: str
    model: str
    paid: bool
    places: int  # renders that may be in flight at once

    def estimate(self, request: ShotRequest) -> Estimate:
        """Cost and time of one take of `request`."""
        ...

    def refusal(self, request: ShotRequest) -> str | None:
        """A sentence on what it cannot do and the nearest thing that it can; None where it can roll the request."""
        ...

    async def roll(self, order: RollOrder) -> str:
        """Start the render; its operation's name. Raises CameraFault; CannotTell after an ambiguous submit."""
        ...

    async def find(self, attempt: str) -> str | None:
        """The operation that an earlier `roll` of this attempt started, if it did. Raises CannotTell."""
        ...

    async def collect(self, operation: str) -> StillRolling | Clip:
        """How the render stands. Raises CameraFault where it failed, UnknownOperation where there is none."""
        ...

    async def cancel(self, operation: str) -> bool:
        """Stop the render; False where it had ended already or cannot be stopped."""
        ...

    async def aclose(self) -> None:
        """Let go of what is held. Running renders go on."""
        ...
