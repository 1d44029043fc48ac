"""Images and clips as they go along with a request: their bytes and what kind they are, told from the bytes."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from graphs.errors import CameraFault

KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))
MOST_BYTES = 14 * 2**20  # a request holds 20 MB, and base64 adds a third


@dataclass(frozen=True, slots=True)
class Along:
    """One file that goes along."""

    data: bytes
    mime: str


async def image(path: Path) -> Along:
    """An image. Raises CameraFault where it is none."""
    data = await asyncio.to_thread(path.read_bytes)
    kind = next((mime for head, mime in KINDS if data.startswith(head)), None)
    if kind is None:
        raise CameraFault(
            f"{path.name} is no image", words=f"{path.name} is no image that goes along; PNG, JPEG or WebP does."
        )
    return Along(data, kind)


async def clip(path: Path) -> Along:
    """A clip. Raises CameraFault where it is too large for a request."""
    data = await asyncio.to_thread(path.read_bytes)
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 2**20:.0f} MB"
        raise CameraFault(
            f"{path.name} has {size}", words=f"The clip is too large to go along ({size}); its frames can."
        )
    return Along(data, film_kind(data))


def film_kind(head: bytes) -> str:
    """What kind of film its first bytes say: a phone's is QuickTime's."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    return "video/quicktime" if head[8:10] == b"qt" or head[4:8] != b"ftyp" else "video/mp4"


def kind_of(path: Path) -> str:
    """What kind of film a file is."""
    with path.open("rb") as file:
        return film_kind(file.read(16))
