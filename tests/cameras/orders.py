"""Orders and waiting, as all camera tests need them."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

from graphs.crew.camera import Camera, Clip, RollOrder, StillRolling
from graphs.vocabulary.requests import ShotRequest


def order(
    attempt: str = "attempt-1", text: str = "", *, seed: int = 1, label: str = "TAKE 1", **asked: Any
) -> RollOrder:
    """One attempt at a shot of one second unless `asked` says otherwise."""
    asked.setdefault("duration_s", 1)
    return RollOrder(attempt, "Night Bus", "14C", label, ShotRequest(**asked), text, text, seed)


async def until_clip(camera: Camera, operation: str, patience_s: float = 90.0) -> Clip:
    """Collect until the clip is there; progress must never go back."""
    last, deadline = 0.0, time.monotonic() + patience_s
    while time.monotonic() < deadline:
        standing = await camera.collect(operation)
        if isinstance(standing, Clip):
            return standing
        assert (standing.progress or 0.0) >= last or standing.progress == 0.0
        last = standing.progress or 0.0
        await asyncio.sleep(min(0.1, standing.again_in_s))
    raise AssertionError(f"no clip of {operation} in {patience_s} s")


async def until_drawing(camera: Camera, operation: str, patience_s: float = 60.0) -> None:
    """Collect until the render shows progress."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        standing = await camera.collect(operation)
        assert isinstance(standing, StillRolling), "the clip came before it could be seen being drawn"
        if standing.progress:
            return
        await asyncio.sleep(0.03)
    raise AssertionError(f"{operation} shows no progress")


def steps(folder: Path, attempt: str) -> list[str]:
    """The steps of an attempt in the log of operations."""
    lines = [json.loads(line) for line in (folder / "operations.jsonl").read_text().splitlines()]
    return [line["step"] for line in lines if line["attempt"] == attempt]


def worker_pid(folder: Path, attempt: str) -> int:
    """The process that last started on an attempt."""
    lines = [json.loads(line) for line in (folder / "operations.jsonl").read_text().splitlines()]
    return [int(line["pid"]) for line in lines if line["attempt"] == attempt and line["step"] == "worker started"][-1]
