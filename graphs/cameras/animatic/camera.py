"""AnimaticCamera: the Camera that draws a previs here and now, for nothing. It starts workers, watches and stops them.

It draws nothing itself and imports neither numpy nor OpenGL. What an operation is on disk is in `operations.py`.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graphs.cameras.animatic.operations import Operation, Stock, open_operation
from graphs.crew.camera import Clip, Estimate, Fate, Finish, Keeps, Offered, RollOrder, StillRolling
from graphs.errors import CameraFault, UnknownOperation
from graphs.vocabulary.requests import ShotRequest

MODEL = "animatic-1"
FPS = 24
SHORTEST_S, LONGEST_S, USUAL_S = 1.0, 60.0, 8.0
CRASHES_BORNE = 3
START_S = 1.5  # what a worker needs before its first frame
USUAL_S_PER_FRAME = 0.05
# The first start of a machine compiles shaders under load; a frame never takes this long.
SILENCE_S = 60.0
CRASHED = "The camera stopped three times in the middle of the shot. Nothing was charged; trying again may help."
CANCELLED = "The roll was stopped. Nothing was charged."


class AnimaticCamera:
    """Draws clips with worker processes, at most `places` at a time; operations live in `folder`.

    A worker ends when this process does. Its operation stays: the next `collect` starts a worker inside it again.
    """

    name = "animatic"
    model = MODEL
    paid = False

    def __init__(self, folder: Path, *, places: int = 2, stock: Stock | None = None) -> None:
        self.places = places
        self._folder = folder
        self._stock = stock or Stock()
        self._workers: dict[str, subprocess.Popen[bytes]] = {}
        self._starting = asyncio.Lock()

    def estimate(self, request: ShotRequest) -> Estimate:
        """Free; the time from what a frame took here lately."""
        frames = (request.duration_s or USUAL_S) * FPS
        return Estimate(cents=0, seconds=round(START_S + frames * self._seconds_per_frame(), 1))

    def refusal(self, request: ShotRequest) -> str | None:
        seconds = request.duration_s
        if seconds is not None and seconds > LONGEST_S:
            return f"The animatic runs 60 s at most, and {seconds:g} s are asked for. 60 s works, or two shots."
        if seconds is not None and seconds < SHORTEST_S:
            return f"The animatic runs 1 s at least, and {seconds:g} s are asked for. 1 s works."
        if request.aspect_ratio is not None and not 0.4 <= _ratio(request.aspect_ratio) <= 4:
            return f"The animatic can't frame {request.aspect_ratio}. 2.39:1 is the widest, 9:16 the tallest in use."
        return None

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        """The nearest length, and the widest or tallest format in use."""
        changes: dict[str, Any] = {}
        if request.duration_s is not None and not SHORTEST_S <= request.duration_s <= LONGEST_S:
            changes["duration_s"] = min(max(request.duration_s, SHORTEST_S), LONGEST_S)
        if request.aspect_ratio is not None and not 0.4 <= _ratio(request.aspect_ratio) <= 4:
            changes["aspect_ratio"] = "9:16" if _ratio(request.aspect_ratio) < 0.4 else "2.39:1"
        return request.model_copy(update=changes) if changes else None

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        """Nothing to tell: what is drawn follows from the request and the seed alone."""
        return None

    def along(self, request: ShotRequest, offered: Sequence[Offered]) -> list[Fate]:
        """It draws from the words; pictures and clips stay where they are."""
        return [Fate(None, "the animatic draws from the words") for _ in offered]

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        """It draws in one size."""
        return None

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        """It reads the request itself."""
        return {}

    async def roll(self, order: RollOrder) -> str:
        """Open the attempt's operation and start a worker where a place is free. Raises CameraFault if refused."""
        if refused := self.refusal(order.request):
            raise CameraFault(f"{order.attempt} refused", words=refused)
        operation = await asyncio.to_thread(open_operation, self._folder, order, self._stock)
        await self._keep_going(operation)
        return operation.name

    async def find(self, attempt: str) -> str | None:
        operation = Operation(self._folder / attempt)
        return operation.name if await asyncio.to_thread(lambda: operation.exists) else None

    async def collect(self, operation: str) -> StillRolling | Clip:
        running = Operation(self._folder / operation)
        if not await asyncio.to_thread(lambda: running.exists):
            raise UnknownOperation(f"no operation {operation}")
        await self._keep_going(running)
        return await asyncio.to_thread(self._standing, running)

    async def cancel(self, operation: str) -> bool:
        running = Operation(self._folder / operation)
        async with self._starting:
            if not running.exists or running.clip.exists() or running.cancelled or running.failure():
                return False
            running.cancel()
            self._stop(operation)
            running.log("cancelled")
        return True

    async def aclose(self) -> None:
        """Stop the workers; their operations go on at the next `collect`."""
        async with self._starting:
            for operation in list(self._workers):
                self._stop(operation)

    def _standing(self, operation: Operation) -> StillRolling | Clip:
        if operation.clip.exists():
            return Clip(path=operation.clip, model=MODEL, parameters=operation.used())
        if operation.cancelled:
            raise CameraFault(f"{operation.name} was cancelled", words=CANCELLED)
        if failure := operation.failure():
            raise CameraFault(failure["message"], words=failure["words"], again=True)
        done, total = operation.progress()
        left = (total - done) * self._seconds_per_frame() if total else START_S
        return StillRolling(progress=done / total if total else 0.0, again_in_s=min(2.0, max(0.05, left / 2)))

    async def _keep_going(self, operation: Operation) -> None:
        """See to it that a worker has the operation, unless it has ended or all places are taken."""
        async with self._starting:
            await asyncio.to_thread(self._supervise, operation)

    def _supervise(self, operation: Operation) -> None:
        worker = self._workers.get(operation.name)
        if operation.clip.exists() or operation.cancelled or operation.failure():
            if worker is not None and worker.poll() is not None:
                self._forget(operation.name)
            return
        if worker is not None and worker.poll() is None:
            if operation.silent_for() < SILENCE_S:
                return
            self._stop(operation.name)
        elif operation.at_work():
            return  # another process's worker has it
        if worker is not None:
            self._forget(operation.name)
            # The clip may have come, or the worker said why it gave up, between our look and its end.
            if operation.clip.exists() or operation.failure():
                return
            if operation.count_crash() >= CRASHES_BORNE:
                operation.fail(f"the worker died {CRASHES_BORNE} times; see {operation.worker_log}", CRASHED)
                operation.log("failed")
                return
        if self._rolling() < self.places:
            self._start(operation)

    def _rolling(self) -> int:
        return sum(worker.poll() is None for worker in self._workers.values())

    def _start(self, operation: Operation) -> None:
        """Start a worker. Its input is a pipe that nobody writes: when our process dies the pipe ends, then it."""
        operation.worker_log.touch()  # the silence of an old operation is not this worker's
        with operation.worker_log.open("ab") as log:
            self._workers[operation.name] = subprocess.Popen(
                [sys.executable, "-m", "graphs.cameras.animatic.worker", str(operation.folder.resolve())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _stop(self, operation: str) -> None:
        worker = self._workers.get(operation)
        if worker is not None and worker.poll() is None:
            # The worker leads a process group of its own, so its second renderer goes with it.
            os.killpg(worker.pid, signal.SIGKILL)
        self._forget(operation)

    def _forget(self, operation: str) -> None:
        worker = self._workers.pop(operation, None)
        if worker is not None:
            if worker.stdin is not None:
                worker.stdin.close()
            worker.wait()

    def _seconds_per_frame(self) -> float:
        try:
            rate = json.loads((self._folder / "rate.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return USUAL_S_PER_FRAME
        return float(rate["seconds_per_frame"])


async def doctor_line() -> tuple[bool, str]:
    """Whether this machine can draw, and in one line which OpenGL serves or how to get one."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "graphs.cameras.animatic.gl",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    said, _ = await process.communicate()
    return process.returncode == 0, said.decode().strip() or "OpenGL broke down while it was asked."


def _ratio(aspect_ratio: str) -> float:
    """Width over height. A ratio with a zero has none: 0.0, which no frame has."""
    width, height = (float(part) for part in aspect_ratio.split(":"))
    return width / height if height else 0.0
