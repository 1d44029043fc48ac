"""The size and length of a film, read from its boxes without decoding it.

ISO/IEC 14496-12: a box is a 32-bit length and four letters; `mvhd` holds timescale and duration, `tkhd` ends in width
and height as 16.16 fixed point.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

HEADER = 8
MOST_MOOV = 16 * 1024 * 1024


def film_facts(path: Path) -> dict[str, Any]:
    """`duration_ms`, `width` and `height` (pixels) of an mp4, as far as it tells them; else an empty dict."""
    with path.open("rb") as file:
        moov = _moov(file)
    found: dict[str, Any] = {}
    for name, box in _boxes(moov):
        if name == b"mvhd":
            found |= _length(box)
        if name == b"trak":
            found |= next((_size(inner) for kind, inner in _boxes(box) if kind == b"tkhd"), {})
    return found


def _moov(file: BinaryIO) -> bytes:
    while len(header := file.read(HEADER)) == HEADER:
        size, name = struct.unpack(">I4s", header)
        skip = size - HEADER
        if size == 1:
            skip = int.from_bytes(file.read(8)) - HEADER - 8
        if skip < 0:
            break
        if name == b"moov":
            return file.read(min(skip, MOST_MOOV))
        file.seek(skip, 1)
    return b""


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + HEADER <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if size < HEADER:
            return
        yield name, data[at + HEADER : at + size]
        at += size


def _length(box: bytes) -> dict[str, Any]:
    form, at = (">IQ", 20) if box[:1] == b"\x01" else (">II", 12)
    if len(box) < at + struct.calcsize(form):
        return {}
    scale, duration = struct.unpack_from(form, box, at)
    return {"duration_ms": round(duration * 1000 / scale)} if scale else {}


def _size(box: bytes) -> dict[str, Any]:
    if len(box) < HEADER:
        return {}
    width, height = (value >> 16 for value in struct.unpack(">II", box[-8:]))
    return {"width": width, "height": height} if width and height else {}
