"""Cameras by name, with a stand-in for those that are not set up here any more: old threads outlive a setting."""

from typing import Any

from graphs.crew.camera import Camera, Clip, Estimate, Finish, Keeps, RollOrder, StillRolling
from graphs.errors import CameraFault
from graphs.vocabulary.requests import ShotRequest

GONE = "The camera {name} is not set up here any more. A new take rolls on the one that is."


class AbsentCamera:
    """A camera that rolled once and is not there: it refuses, and says which it was."""

    paid = False
    places = 1

    def __init__(self, name: str) -> None:
        self.name = name
        self.model = name
        self._words = GONE.format(name=name)

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(0, 0.0)

    def refusal(self, request: ShotRequest) -> str | None:
        return self._words

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return None

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return None

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        return None

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        return {}

    async def roll(self, order: RollOrder) -> str:
        raise CameraFault(f"no camera {self.name}", words=self._words)

    async def find(self, attempt: str) -> str | None:
        return None

    async def collect(self, operation: str) -> StillRolling | Clip:
        raise CameraFault(
            f"no camera {self.name}", words=f"{self._words} What it rolled can't be fetched.", cost_cents=None
        )

    async def cancel(self, operation: str) -> bool:
        return False

    async def aclose(self) -> None:
        return None


class Cameras(dict[str, Camera]):
    """The open cameras; any other name is an absent one."""

    def __missing__(self, name: str) -> Camera:
        return AbsentCamera(name)
