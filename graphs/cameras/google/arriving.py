"""A finished clip on its way here: to a name of its own, looked at, and only then in its place.

A clip that is short, cut off or no film is fetched again; one that is gone at Google's is told as gone. Bytes are kept
as they came. Redirects are not followed: they would carry the key to another host.
"""

import asyncio
import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from graphs.cameras import film
from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.line import Line
from graphs.cameras.google.troubles import trouble_of
from graphs.errors import CameraFault

if TYPE_CHECKING:
    from google.genai import Client

FILE = re.compile(r"\bfiles/([\w-]+)")
GONE = "The clip has expired at Google's before it was fetched, so it has to be rolled again."
ELSEWHERE = (
    "The clip was sent on to another host, which Dailies does not follow with its key; "
    "an admin must look at the address in between."
)
NOT_READABLE = "The clip is in the bucket, and Dailies may not read it there; an admin must look at the login's rights."
BROKEN = "The clip is rendered, but it could not be fetched whole."


@dataclass(frozen=True, slots=True)
class Arrived:
    """A clip in its place, and its measured length in seconds."""

    path: Path
    duration_s: float


class NotYet(Exception):
    """The clip is not whole here yet; look again. `after_s` is when, where Google says so."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s


async def arrive(line: Line, bucket: Bucket, where: str | bytes, to: Path) -> Arrived:
    """Bring a clip to `to`: from its bytes (base64 or raw), a file of Google's, or a bucket.

    Raises NotYet where another look may bring it, CameraFault where none will.
    """
    part = to.with_name(f".{to.name}.{uuid4().hex}.part")
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        size = await _fetch(line, bucket, where, part)
        return await asyncio.to_thread(_put_in_place, part, size, to)
    finally:
        part.unlink(missing_ok=True)


async def _fetch(line: Line, bucket: Bucket, where: str | bytes, part: Path) -> int | None:
    """Write the clip to `part`; its size in bytes where Google tells it."""
    if isinstance(where, bytes):
        await asyncio.to_thread(part.write_bytes, where)
        return len(where)
    try:
        if where.startswith("gs://"):
            return await bucket.fetch(await line.token(), where, part)
        return await _from_files(await line.open(), where, part)
    except (NotYet, CameraFault):
        raise
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        if trouble.status is not None and 300 <= trouble.status < 400:
            raise CameraFault(f"download: {trouble.status}", words=ELSEWHERE) from error
        if trouble.kind in ("missing", "access", "refused") and trouble.status is not None:
            kept = where.startswith("gs://") and trouble.kind == "access"  # of a file of theirs, 403 means gone as well
            said = NOT_READABLE if kept else GONE
            raise CameraFault(f"download: {trouble.status} {trouble.message}", words=said) from error
        raise NotYet(f"download: {trouble.kind} {trouble.status}", trouble.after_s) from error


async def _from_files(client: "Client", uri: str, part: Path) -> int | None:
    found = FILE.search(uri)
    if found is None:
        raise CameraFault("the clip has an address that is no file of Google's", words=BROKEN)
    name = f"files/{found[1]}"
    about = await client.aio.files.get(name=name)
    state = str(getattr(about.state, "value", about.state) or "ACTIVE")
    if state == "FAILED":
        raise CameraFault(f"{name} failed", words=BROKEN)
    if state == "PROCESSING":
        raise NotYet(f"{name} is {state}")
    await client.aio.files.download(file=name, destination=part)
    return about.size_bytes


def _put_in_place(part: Path, size: int | None, to: Path) -> Arrived:
    got = part.stat().st_size
    if size is not None and got != size:
        raise NotYet(f"{got} bytes of {size} came")
    with part.open("rb") as file:
        head = file.read(12)
    if head[4:8] != b"ftyp":
        raise NotYet("what came is no mp4")
    try:
        length = film.probe(part).duration_s
    except CameraFault as fault:
        raise NotYet(str(fault)) from fault
    part.replace(to)
    return Arrived(to, length)


def decoded(data: str) -> bytes:
    """Bytes from base64. Raises NotYet where it is none."""
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise NotYet("the clip's base64 is broken") from None
