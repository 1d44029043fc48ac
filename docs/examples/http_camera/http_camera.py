"""A camera on a model server of your own: PUT starts a render named as the attempt, once; GET looks, DELETE stops."""

import json
import os
from pathlib import Path
from typing import Any

import aiohttp

from graphs.crew.camera import Clip, Estimate, Finish, Keeps, RollOrder, StillRolling
from graphs.errors import CameraFault, UnknownOperation
from graphs.vocabulary.requests import ShotRequest


class HttpCamera:
    name, model, paid, places = "http", "checkpoint-1", False, 1

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._renders = folder, f"{address.rstrip('/')}/renders"

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(cents=0, seconds=10 * (request.duration_s or 5))

    def refusal(self, request: ShotRequest) -> str | None:
        seconds = request.duration_s or 5
        return f"This camera rolls 10 s at most; {seconds:g} becomes 10?" if seconds > 10 else None

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return request.model_copy(update={"duration_s": 10}) if self.refusal(request) else None

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return "new"

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        return None

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        return {"prompt": order.prompt, "seconds": order.request.duration_s or 5, "seed": order.seed}

    async def roll(self, order: RollOrder) -> str:
        if refused := self.refusal(order.request):
            raise CameraFault(words=refused)
        await self._ask("PUT", order.attempt, json=self.recipe(order))
        return order.attempt

    async def find(self, attempt: str) -> str | None:
        return attempt if await self._ask("GET", attempt) is not None else None

    async def collect(self, operation: str) -> StillRolling | Clip:
        render = json.loads(await self._ask("GET", operation) or "null")
        if render is None:
            raise UnknownOperation
        if render["state"] == "failed":
            raise CameraFault(render["why"], words="The camera could not make it. Nothing was charged.")
        if render["state"] == "running":
            return StillRolling(render.get("progress"), again_in_s=2.0)
        part = self._folder / f"{operation}.part"
        part.write_bytes(await self._ask("GET", f"{operation}/clip.mp4") or b"")
        return Clip(part.replace(self._folder / f"{operation}.mp4"), model=self.model)

    async def cancel(self, operation: str) -> bool:
        return await self._ask("DELETE", operation) is not None

    async def aclose(self) -> None:
        """Nothing is held open."""

    async def _ask(self, method: str, path: str, **told: Any) -> bytes | None:
        """What the server says; None where it has no such render (404) or can't stop it any more (409)."""
        async with aiohttp.ClientSession() as web, web.request(method, f"{self._renders}/{path}", **told) as answer:
            if answer.status in (404, 409):
                return None
            answer.raise_for_status()
            return await answer.read()


def open_camera(folder: Path) -> HttpCamera:
    """What the entry point names. `folder` is the camera's own, in the data folder."""
    return HttpCamera(folder, os.environ.get("HTTP_CAMERA_URL", "http://127.0.0.1:8000"))
