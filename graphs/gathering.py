"""What people drop into a thread: fetched, looked at, put into the vault, and registered as material of the production.

What is done with it when a take rolls is in material.py.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from graphs import words
from graphs.crew import Crew
from graphs.errors import DailiesError
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import Material, MaterialKind, Piece, Plays
from graphs.vocabulary.refs import FileRef, Ref

LONGEST_S = 120.0  # of a video that is kept
MOST_FILES = 20  # of one message


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came with a message: materials, and a sentence for each file that is none."""

    materials: tuple[Material, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def images(self) -> tuple[FileRef, ...]:
        return tuple(one.file for one in self.materials if one.kind == "image")

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """An image is a reference; a video is what the shot is made from. Of several videos the first one is."""
        pieces: list[Piece] = []
        for one in self.materials:
            made = any(piece.plays == "source" for piece in pieces)
            plays: Plays = "source" if one.kind == "video" and not made else "reference"
            pieces.append(Piece(plays, one.file.name, material=one.id))
        return tuple(pieces)


async def gather(crew: Crew, act: Act, production: str) -> Gathered:
    """The files of a message as material. One that is known already stays as it is."""
    found, strays = [], []
    for file in act.files[:MOST_FILES]:
        try:
            found.append(await register(crew, file, production, act.person, act.ref))
        except DailiesError as fault:
            strays.append(fault.said if isinstance(fault, TooLong) else words.NOT_MATERIAL.format(name=file.name))
    return Gathered(tuple(found), tuple(strays))


class TooLong(DailiesError):
    """A video is longer than what is kept."""


async def register(crew: Crew, file: FileRef, production: str, by: str, ref: Ref | None) -> Material:
    """One file as material: fetched, looked at and kept. Raises DailiesError where it is neither image nor video."""
    if known := await crew.archive.material_of(production, [file.id]):
        return known[0]
    kind: MaterialKind = "video" if file.mime.startswith("video/") else "image"
    folder = crew.folder / "material"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{file.id}-{uuid4().hex[:8]}"  # two works may fetch it at once
    try:
        length = await fetched(crew, file, kind, path)
        sha256 = await crew.vault.keep(path)
    finally:
        path.unlink(missing_ok=True)
    key = hashlib.sha256(f"{production}/{file.id}".encode()).hexdigest()[:16]
    return await crew.archive.keep_material(
        Material(key, production, kind, file, sha256, by, ref, crew.clock(), duration_s=length)
    )


async def fetched(crew: Crew, file: FileRef, kind: MaterialKind, to: Path) -> float | None:
    """Copy a file; a video's length in seconds. Raises DailiesError where it is not what it says, or too long."""
    if kind == "image":
        await crew.room.fetch(file, to)
        return None
    await crew.room.fetch_clip(file, to)
    length = await crew.measure(to)
    if length > LONGEST_S:
        raise TooLong(f"{file.id} has {length:g} s", words=words.too_long(file.name, length, LONGEST_S))
    return length
