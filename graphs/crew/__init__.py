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
    """A clip developed: local files and its measures. Sizes are pixels, times seconds."""

    poster: Path
    filmstrip: Path
    duration_s: float
    width: int
    height: int
    fps: float
    sound: bool


Clock = Callable[[], datetime]  # the time now, aware, UTC
Develop = Callable[
    [Path, Path], Awaitable[Print]
]  # clip, folder -> poster, filmstrip and measures; CameraFault if no film
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
    develop: Develop
    clock: Clock
    wake: Wake
    folder: Path  # for files on their way
    share_patience_s: float = 30.0
