"""The crew: the protocols through which flows ask the world, and the bundle that nodes get as LangGraph's context."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from graphs.crew.archive import Archive
from graphs.crew.camera import Camera
from graphs.crew.reading import Interpreter
from graphs.crew.room import ScreeningRoom


class Vault(Protocol):
    """Keeps files by the SHA-256 of their bytes; what is in it is never overwritten."""

    async def keep(self, path: Path) -> str:
        """Store a file and return its SHA-256 (hex). The same bytes are stored once."""
        ...

    async def local(self, sha256: str, suffix: str) -> Path:
        """A local path to read the file from. Raises NotFound."""
        ...


@dataclass(frozen=True, slots=True)
class Print:
    """A clip developed: local files."""

    poster: Path
    filmstrip: Path


Clock = Callable[[], datetime]  # the time now, aware, UTC
Measure = Callable[[Path], Awaitable[float]]  # a clip's length in seconds; CameraFault where it is no film
Develop = Callable[[Path, Path, str | None], Awaitable[Print]]  # clip, folder, format to mark -> poster and filmstrip
Still = Callable[[Path, float, Path], Awaitable[Path]]  # clip, seconds, where to -> that frame, whole; CameraFault
Liveliest = Callable[[Path], Awaitable[float]]  # where a clip changes most, in seconds; CameraFault if no film
Wake = Callable[[str], Awaitable[None]]  # a work's id: have it advanced soon


@dataclass(frozen=True, slots=True)
class Crew:
    """All that a node may touch."""

    archive: Archive
    vault: Vault
    room: ScreeningRoom
    interpreter: Interpreter
    cameras: Mapping[str, Camera]
    camera: str  # the name of the one that rolls takes
    previs: str  # the name of the one that draws previs
    measure: Measure
    develop: Develop
    liveliest: Liveliest
    still: Still
    clock: Clock
    wake: Wake
    folder: Path  # for files on their way
    admins: frozenset[str] = frozenset()  # ids of people who decide about money beside the workspace's own admins
    share_patience_s: float = 30.0
