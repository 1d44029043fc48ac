"""Films made of boxes only: no picture in them, but a length and a size, as the backlot reads them."""

import struct


def box(name: bytes, body: bytes) -> bytes:
    """One box of ISO/IEC 14496-12."""
    return struct.pack(">I4s", len(body) + 8, name) + body


def film(seconds: float, width: int, height: int, *, long: bool = False) -> bytes:
    """An mp4 with an `mvhd` (of 64 bits if `long`) and a `tkhd`, after 1,000 bytes of media."""
    scale, length = 24_000, round(seconds * 24_000)
    if long:
        mvhd = b"\x01\0\0\0" + struct.pack(">QQIQ", 0, 0, scale, length) + bytes(80)
    else:
        mvhd = bytes(4) + struct.pack(">IIII", 0, 0, scale, length) + bytes(80)
    tkhd = bytes(76) + struct.pack(">II", width << 16, height << 16)
    moov = box(b"mvhd", mvhd) + box(b"trak", box(b"tkhd", tkhd))
    return box(b"ftyp", b"isom0000") + box(b"mdat", bytes(1000)) + box(b"moov", moov)
