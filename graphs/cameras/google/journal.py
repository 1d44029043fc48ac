"""The journal of submits: one small file for each attempt, so that none is sent twice and none is forgotten.

`begin` writes before the request goes out, `accepted` after the answer. Between the two nobody can tell. Files are
shared by replicas in the data folder; an attempt's file is made once, whoever is first.
"""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from graphs.errors import CannotTell, UnknownOperation


class Journal:
    """Attempts in `folder`, as JSON. Everything here blocks for no longer than a small file takes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, attempt: str, about: dict[str, Any]) -> None:
        """Write that a submit goes out. Raises CannotTell where one went out before and no answer was written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._path(attempt).open("x", encoding="utf-8") as file:
                json.dump(about, file)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            raise CannotTell(f"a submit of {attempt} went out before") from None

    def not_taken(self, attempt: str, *, busy: bool) -> int:
        """The submit was turned down, so the attempt may be sent again; how often it was told to come back."""
        self._path(attempt).unlink(missing_ok=True)
        if not busy:
            return 0
        turned = self.turned_away(attempt) + 1
        _write(self._folder / f"{attempt}.busy", {"times": turned})
        return turned

    def turned_away(self, attempt: str) -> int:
        """How often the camera was too busy for an attempt."""
        return int((_read(self._folder / f"{attempt}.busy") or {}).get("times", 0))

    def accepted(self, attempt: str, operation: str) -> None:
        """The answer: the operation's name. From now on it is found by either."""
        _write(self._path(attempt), {**(_read(self._path(attempt)) or {}), "operation": operation})
        _write(self._named(operation), {"attempt": attempt})
        (self._folder / f"{attempt}.busy").unlink(missing_ok=True)

    def find(self, attempt: str) -> str | None:
        """The operation of an attempt; None where it never went out. Raises CannotTell where no answer was written."""
        about = _read(self._path(attempt))
        if about is None:
            return None
        if "operation" not in about:
            raise CannotTell(f"a submit of {attempt} went out, and no answer was written")
        return str(about["operation"])

    def about(self, operation: str) -> dict[str, Any]:
        """What was written of an operation. Raises UnknownOperation."""
        entry = _read(self._named(operation))
        about = _read(self._path(str(entry["attempt"]))) if entry else None
        if about is None:
            raise UnknownOperation(f"no operation {operation}")
        return about

    def note(self, operation: str, **more: Any) -> None:
        """Write more about an operation."""
        about = self.about(operation)
        entry = _read(self._named(operation)) or {}
        _write(self._path(str(entry["attempt"])), {**about, **more})

    def clip(self, operation: str) -> Path:
        """Where an operation's clip is kept."""
        return self._named(operation).with_suffix(".mp4")

    def _path(self, attempt: str) -> Path:
        if not attempt or not all(c.isalnum() or c in "-_" for c in attempt):
            raise UnknownOperation(f"no attempt is called {attempt!r}")
        return self._folder / f"{attempt}.attempt"

    def _named(self, operation: str) -> Path:
        """An operation's own file: providers' names hold slashes, so it is named by their hash."""
        return self._folder / f"op-{sha256(operation.encode()).hexdigest()[:32]}.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {}  # a power cut between making the file and writing it: an answer is not in it
    return loaded


def _write(path: Path, value: dict[str, Any]) -> None:
    """Write whole or not at all: a reader never sees half a file."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    draft.write_text(json.dumps(value), encoding="utf-8")
    draft.replace(path)
