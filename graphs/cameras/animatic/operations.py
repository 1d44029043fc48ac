"""An operation of the animatic camera as files: what was ordered, how far it is, how it ended, and the log of all.

One folder for each attempt. The order is there from the first moment (the folder is moved into place whole), the clip
appears by rename, and whoever renders holds `worker.lock`. Nothing here draws or starts a process.
"""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from filelock import FileLock, Timeout

from graphs.crew.camera import RollOrder
from graphs.vocabulary.requests import ShotRequest

Step = Literal["rolled", "worker started", "done", "cancelled", "failed"]
LOG = "operations.jsonl"
DRAWN_FROM = ("attempt", "production", "slate", "label", "text", "prompt", "seed")  # beside request and references


@dataclass(frozen=True, slots=True)
class Stock:
    """How to draw: frame width in pixels, and a fixed inner scale (None: found by measuring)."""

    width: int = 1280
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One attempt's folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def clip(self) -> Path:
        return self.folder / "clip.mp4"

    @property
    def worker_log(self) -> Path:
        return self.folder / "worker.log"

    @property
    def exists(self) -> bool:
        return (self.folder / "spec.json").exists()

    @property
    def cancelled(self) -> bool:
        return (self.folder / "cancelled").exists()

    def lock(self) -> FileLock:
        """Held by the worker that renders; it frees itself when its process dies."""
        return FileLock(self.folder / "worker.lock", timeout=0)

    def at_work(self) -> bool:
        """Whether some worker holds the operation now."""
        try:
            with self.lock():
                return False
        except Timeout:
            return True

    def order(self) -> tuple[RollOrder, Stock]:
        spec = json.loads((self.folder / "spec.json").read_text(encoding="utf-8"))
        order = spec["order"]
        order["request"] = ShotRequest.model_validate(order["request"])
        order["references"] = tuple(Path(path) for path in order["references"])
        return RollOrder(**order), Stock(**spec["stock"])

    def used(self) -> dict[str, Any]:
        """What the finished clip was made with."""
        used: dict[str, Any] = _read(self.folder / "used.json")
        return used

    def write_used(self, used: dict[str, Any]) -> None:
        _write(self.folder / "used.json", used)

    def report(self, part: int, done: int, total: int) -> None:
        """Say that `done` of the `total` frames of one part of the clip are exposed."""
        _write(self.folder / f"progress-{part}.json", {"done": done, "total": total})

    def start_over(self) -> None:
        """Forget how far an earlier worker came, and the unfinished film it left."""
        for path in (*self.folder.glob("progress-*.json"), *self.folder.glob(".*.mp4")):
            path.unlink(missing_ok=True)

    def progress(self) -> tuple[int, int]:
        """Frames done and frames in all; (0, 0) before the first report."""
        parts = [_read(path) for path in sorted(self.folder.glob("progress-*.json"))]
        return sum(part.get("done", 0) for part in parts), sum(part.get("total", 0) for part in parts)

    def silent_for(self) -> float:
        """Seconds since anything in the folder last changed."""
        moments = []
        for path in self.folder.iterdir():
            with suppress(FileNotFoundError):
                moments.append(path.stat().st_mtime)
        return time.time() - max(moments, default=time.time())

    def crashes(self) -> int:
        return int(_read(self.folder / "crashes.json").get("crashes", 0))

    def count_crash(self) -> int:
        """A worker died while its camera lived: count it; how many there have been."""
        crashes = self.crashes() + 1
        _write(self.folder / "crashes.json", {"crashes": crashes})
        return crashes

    def failure(self) -> dict[str, str] | None:
        """Why it failed for good: `message` for the log, `words` for people."""
        return _read(self.folder / "failed.json") or None

    def fail(self, message: str, words: str) -> None:
        _write(self.folder / "failed.json", {"message": message, "words": words})

    def cancel(self) -> None:
        (self.folder / "cancelled").touch()

    def log(self, step: Step) -> None:
        """Add one line to the log of all operations. A line is one write, so writers need no lock."""
        line = json.dumps({"step": step, "attempt": self.name, "at": datetime.now(UTC).isoformat(), "pid": os.getpid()})
        with (self.folder.parent / LOG).open("ab", buffering=0) as log:
            log.write(f"{line}\n".encode())


def open_operation(folder: Path, order: RollOrder, stock: Stock) -> Operation:
    """The attempt's operation: made on the first call, found by every later one. It is logged as rolled once."""
    folder.mkdir(parents=True, exist_ok=True)
    operation = Operation(folder / order.attempt)
    with FileLock(folder / "rolls.lock"):
        if not operation.exists:
            order_fields = {name: getattr(order, name) for name in DRAWN_FROM} | {
                "request": order.request.model_dump(mode="json"),
                "references": [str(path) for path in order.references],
            }
            draft = folder / f".{order.attempt}.{uuid4().hex}"
            draft.mkdir()
            _write(draft / "spec.json", {"order": order_fields, "stock": asdict(stock)})
            draft.rename(operation.folder)
        if not _rolled(folder, order.attempt):
            operation.log("rolled")
    return operation


def _rolled(folder: Path, attempt: str) -> bool:
    log = folder / LOG
    if not log.exists():
        return False
    with log.open(encoding="utf-8") as lines:
        return any(attempt in line and '"step": "rolled"' in line for line in lines)


def _read(path: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return loaded


def _write(path: Path, value: dict[str, Any]) -> None:
    """Write whole or not at all: a reader never sees half a file."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    draft.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
