"""The Camera protocol: what makes a clip. A render is an operation with a name; it outlives the process that asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from graphs.vocabulary.material import Plays
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Kept

# How a take keeps the picture of the one that it comes from: the clip itself is edited or made finer, frames of it go
# along, or nothing.
Keeps = Kept
Mode = Literal["edit", "frames", "new", "extend", "upscale"]
# The part in which a piece of material goes along with a render.
Part = Literal["first_frame", "last_frame", "reference", "reference_video", "edit", "extend"]


@dataclass(frozen=True, slots=True)
class Source:
    """The take that an order starts from: its clip as a local mp4, its request and words, and who made it.

    `operation` is the render's name on the camera of that name, where one is known; `text` the requester's words then.
    """

    label: str
    clip: Path
    request: ShotRequest
    text: str
    camera: str
    operation: str | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class RollOrder:
    """All that a camera needs for one attempt. `attempt` is its id: the same attempt never makes two operations.

    `slate` and `label` are for the burn-in ("14C", "TAKE 1" or "PREVIS P1"); `request` is whole (asked and filled in);
    `text` are the requester's own words. `mode` says how the picture of `source` is kept; frames and references are
    local image files, and `called` says of each reference who or what it shows ("" where nobody said); `videos` and
    `videos_called` are the same of clips that go along as references. `insisted`:
    somebody asked for the roll again after they were told of a failure. `written`: the prompt exactly as the draft of a
    master was made from it; None where the camera writes its own. `replaced` says what of `text` holds no more ("wide
    shot, in place of medium shot").
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
    called: tuple[str, ...] = ()
    videos: tuple[Path, ...] = ()
    videos_called: tuple[str, ...] = ()
    mode: Mode = "new"
    source: Source | None = None
    first_frame: Path | None = None
    last_frame: Path | None = None
    extend_s: float | None = None
    insisted: bool = False
    written: str | None = None
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a roll will cost, in US cents, and take, in seconds; `notes` say what will differ from what was asked.

    `size` is the resolution that it is rendered in, where the camera has several ("720p").
    """

    cents: int
    seconds: float
    notes: tuple[str, ...] = ()
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """How a camera makes a master: the draft's request at the finer size, and how it keeps the draft's picture."""

    request: ShotRequest
    keeps: Keeps


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


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that is wanted along with a render, before there is a file of it.

    Of a clip `length_s` is its length in seconds and `size` its bytes, where they are known; `seconds` is by how much
    an extension was asked for. `video`: it is a clip that shows somebody or something (a reference).
    """

    plays: Plays
    length_s: float | None = None
    size: int = 0
    seconds: float | None = None
    video: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of it: the part in which it goes along, or None; and why, where that is not what was wanted.

    `refused`: without it there is nothing to roll; `why` then names the nearest that can be. `seconds` is by how much
    a clip is made longer, or of a refused one could be.
    """

    goes: Part | None
    why: str = ""
    refused: bool = False
    seconds: float | None = None


@runtime_checkable
class TakesMaterial(Protocol):
    """A camera that says what it takes along. One that does not is handed whatever there is, as it was wanted."""

    def along(self, request: ShotRequest, offered: Sequence[Offered]) -> list[Fate]:
        """What becomes of each, in the same order."""
        ...


class Camera(Protocol):
    """Makes clips. All methods may be repeated; `roll` with the same attempt id starts one operation only."""

    name: str
    paid: bool
    places: int  # renders that may be in flight at once

    @property
    def model(self) -> str:
        """The model that the next attempt is made with."""
        ...

    def estimate(self, request: ShotRequest) -> Estimate:
        """Cost and time of one take of `request`."""
        ...

    def refusal(self, request: ShotRequest) -> str | None:
        """A sentence on what it cannot do and the nearest thing that it can; None where it can roll the request."""
        ...

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        """The nearest to a request that it refuses, which it can roll; None where it refuses nothing, or knows none."""
        ...

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        """The strongest way in which it keeps the picture of a take (its request before, its length) in a revision.

        None where there is nothing to tell: it draws what is asked, and the same seed gives the same picture.
        """
        ...

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        """How it makes the master of a take (its request, its length): in `size` or the nearest to it, else its best.

        None where it has one quality only.
        """
        ...

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        """What it will be told, as JSON and without files: the exact prompt and parameters, kept with the attempt.

        Raises CameraFault where the order cannot be rolled, with the nearest that can.
        """
        ...

    async def roll(self, order: RollOrder) -> str:
        """Start the render; its operation's name.

        Raises CameraFault; Busy where nothing was accepted and the same attempt may be rolled later; CannotTell after
        an ambiguous submit.
        """
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
