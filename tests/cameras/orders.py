"""Orders and waiting, as all camera tests need them."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

from graphs.cameras import contract
from graphs.cameras.contract import until_clip
from graphs.crew.camera import Camera, RollOrder, StillRolling

__all__ = ["order", "steps", "until_clip", "until_drawing", "worker_pid"]


def order(attempt: str = "attempt-1", text: str = "", **more: Any) -> RollOrder:
    """One attempt at a shot of one second unless told otherwise."""
    more.setdefault("duration_s", 1)
    return contract.order(attempt, text, **more)


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
