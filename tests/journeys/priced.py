"""A camera that costs $0.49 a take, for the journeys: real clips, and renders that land when a test lets them.

Its operations are lines in `operations.jsonl` of its folder, so that they outlive the process and can be counted.
While a file `hold` lies in the folder its renders go on; a number in that file is how many of them land all the same.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np

from graphs.cameras.film import FPS, Negative
from graphs.crew.camera import Clip, Estimate, Finish, Keeps, RollOrder, StillRolling
from graphs.errors import CameraFault, UnknownOperation
from graphs.vocabulary.requests import ShotRequest

CENTS, SECONDS = 49, 40.0
USUAL_S = 8.0
WIDTH, HEIGHT = 192, 108
LOOK_AGAIN_S = 0.1
MODEL_SERVED = "priced-1.0"
WIPED_S = 2.0  # when the traffic in its clips has wiped the frame


class PricedCamera:
    """Renders in `folder`: a bar that moves over a grey field, as long as was asked for."""

    name = "priced"
    model = "priced-1"
    paid = True
    places = 2

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawing = asyncio.Lock()

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(CENTS, SECONDS)

    def refusal(self, request: ShotRequest) -> str | None:
        return None

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return None

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return None

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        return None

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        return {}

    async def roll(self, order: RollOrder) -> str:
        operation = f"op-{order.attempt}"
        if await self.find(order.attempt) is None:
            self._write(
                "submitted",
                operation,
                label=order.label,
                slate=order.slate,
                seed=order.seed,
                prompt=order.prompt,
                request=order.request.model_dump(mode="json"),
            )
        return operation

    async def find(self, attempt: str) -> str | None:
        operation = f"op-{attempt}"
        return operation if operation in submitted(self._folder) else None

    async def collect(self, operation: str) -> StillRolling | Clip:
        order = submitted(self._folder)
        if operation not in order:
            raise UnknownOperation
        if operation in self._in_step("cancelled"):
            raise CameraFault(f"{operation} was cancelled", words="The roll was stopped. Nothing was charged.")
        if operation not in self._in_step("landed"):
            if operation in held(self._folder):
                return StillRolling(0.5, LOOK_AGAIN_S)
            self._write("landed", operation)
        seconds = order[operation]["request"]["duration_s"] or USUAL_S
        async with self._drawing:
            clip = await asyncio.to_thread(drawn, self._folder / f"{operation}.mp4", seconds)
        return Clip(clip, MODEL_SERVED, {"bar": "white"}, CENTS)

    async def cancel(self, operation: str) -> bool:
        if operation in self._in_step("landed") | self._in_step("cancelled"):
            return False
        self._write("cancelled", operation)
        return True

    async def aclose(self) -> None:
        return None

    def _in_step(self, step: str) -> set[str]:
        return {line["operation"] for line in logged(self._folder) if line["step"] == step}

    def _write(self, step: str, operation: str, **about: Any) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "operations.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"step": step, "operation": operation, **about}) + "\n")


def logged(folder: Path) -> list[dict[str, Any]]:
    """All steps of all operations, in the order they were taken."""
    log = folder / "operations.jsonl"
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def submitted(folder: Path) -> dict[str, dict[str, Any]]:
    """What was submitted and so paid for, by operation: label, slate, seed, prompt and request."""
    return {line["operation"]: line for line in logged(folder) if line["step"] == "submitted"}


def hold(folder: Path, landing: int = 0) -> None:
    """Let only the first `landing` renders land, whenever they are submitted."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / "hold.new"
    waiting.write_text(str(landing), encoding="utf-8")
    waiting.replace(folder / "hold")


def held(folder: Path) -> set[str]:
    """The operations that may not land yet."""
    waiting = folder / "hold"
    return set(list(submitted(folder))[int(waiting.read_text(encoding="utf-8")) :]) if waiting.exists() else set()


def release(folder: Path) -> None:
    """Let all renders land."""
    (folder / "hold").unlink(missing_ok=True)


def drawn(path: Path, seconds: float) -> Path:
    """The clip at `path`, drawn if it is not there: a white bar that crosses the picture once from left to right; at
    `WIPED_S` the field behind it is another from one frame to the next."""
    if path.exists():
        return path
    part, frames = path.with_suffix(".part.mp4"), max(round(seconds * FPS), 1)
    negative = Negative(part, WIDTH, HEIGHT)
    for frame in range(frames):
        picture = np.full((HEIGHT * 3 // 2, WIDTH), 128, dtype=np.uint8)
        picture[:HEIGHT] = 60 if frame < WIPED_S * FPS else 150
        left = frame * (WIDTH - 16) // frames
        picture[:HEIGHT, left : left + 16] = 230
        negative.expose(picture)
    negative.close()
    return part.replace(path)
