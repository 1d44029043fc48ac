"""What a message wants to go along: files that came with it, the cast that it names, frames and clips that it asks for.

Reading the words is the interpreter's; files are gathered by gathering.py; what becomes of all of it is material.py's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs import words
from graphs.crew import Crew
from graphs.gathering import Gathered, gather
from graphs.material import going_with
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import SHAPES, Material, Piece, cast_key, is_named, moment_of, names_in, told
from graphs.vocabulary.refs import FileRef
from graphs.vocabulary.requests import Reading, ShotRequest, Wanted
from graphs.vocabulary.shots import Shot, Take


@dataclass(frozen=True, slots=True)
class Wanting:
    """What is to go along: `asked` by words and files, `cast` by names in the words; a sentence for each that cannot.

    `trouble` is why what the words ask for is not there at all.
    """

    asked: tuple[Piece, ...] = ()
    cast: tuple[Piece, ...] = ()
    given: tuple[Material, ...] = ()
    strays: tuple[str, ...] = ()
    trouble: str | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*self.asked, *self.cast)

    def of_words(self, text: str | None) -> tuple[Piece, ...]:
        """What goes along with one shot: of the cast only whom its own words name, where there are several shots."""
        if text is None:
            return self.pieces
        return (*self.asked, *(piece for piece in self.cast if is_named(text, piece.name)))

    @property
    def images(self) -> tuple[FileRef, ...]:
        return Gathered(self.given).images


COMPOSED = "the previs's frame"  # as a card calls it
NOTHING_WANTED = Wanting()


async def wanting(
    crew: Crew, act: Act, reading: Reading, production: str, shots: Sequence[Shot] = (), takes: Sequence[Take] = ()
) -> Wanting:
    """All that a message wants along. `shots` and `takes` are those that its words may mean without a slate."""
    gathered = await gather(crew, act, production)
    given = list(gathered.pieces)
    asked: list[Piece] = []
    for wanted in reading.material:
        piece = by_file(wanted, given) if wanted.this else await by_take(crew, wanted, production, shots, takes)
        if isinstance(piece, str):
            return Wanting(given=gathered.materials, strays=gathered.strays, trouble=piece)
        asked.append(piece)
    names = {cast_key(piece.name) for piece in asked if piece.name}
    found = [c for c in names_in(act.text, await crew.archive.cast_of(production)) if cast_key(c.name) not in names]
    cast = tuple(Piece("reference", c.name, c.name, material=c.material) for c in found)
    return Wanting(
        asked=tuple(replace(piece, said_in=act.ref.key) for piece in (*asked, *given)),
        cast=tuple(replace(piece, said_in=act.ref.key) for piece in cast),
        given=gathered.materials,
        strays=gathered.strays,
    )


def by_file(wanted: Wanted, given: list[Piece]) -> Piece | str:
    """A file that came with the message, in the part that the words give it; it is taken out of `given`."""
    if not given:
        return words.NO_PICTURE_GIVEN
    piece = given.pop(0)
    return replace(piece, plays=wanted.plays, name=wanted.name)


async def by_take(
    crew: Crew, wanted: Wanted, production: str, shots: Sequence[Shot], takes: Sequence[Take]
) -> Piece | str:
    """The piece of a take's clip that words ask for, or why there is none."""
    here = {shot.id for shot in shots}
    if wanted.slate:
        shot = await crew.archive.shot_called(production, wanted.slate)
        if shot is None:
            return words.no_such_shot(wanted.slate)
        takes = await crew.archive.takes_of(shot.id)
    elif not takes:
        return words.which_shot(wanted.take)
    own = [take for take in takes if take.kind == "take"]
    take = next((t for t in reversed(own) if t.number == wanted.take), None) if wanted.take else newest(own)
    if take is None:
        return words.no_such_take(wanted.take or 1, list(own))
    label = take.label if take.shot in here else f"{(await crew.archive.shot(take.shot)).name} {take.label}"
    if take.ended and take.clip is None:
        return words.gone_picture(label, take.state)
    piece = Piece(wanted.plays, label, wanted.name, take=take.id, seconds=wanted.seconds)
    return placed(piece, wanted, take)


def newest(takes: Sequence[Take]) -> Take | None:
    """The take that words without a number mean: the newest that was seen, else the newest that rolls."""
    seen = [take for take in takes if take.state == "screened"]
    return next(iter(reversed(seen or [t for t in takes if not t.ended])), None)


def placed(piece: Piece, wanted: Wanted, take: Take) -> Piece | str:
    """A piece at its moment; why not, where the take has none such. A part says which frame where the words do not."""
    if piece.plays == "extend":
        return piece
    if isinstance(wanted.at, float):
        there = replace(piece, at_s=wanted.at)
        if take.duration_s is not None and wanted.at > take.duration_s:
            return words.beyond(piece.label, take.duration_s, moment_of(there))
        return there
    last = wanted.at == "last" or (wanted.at is None and piece.plays == "first_frame")  # "start from take 2": go on
    return replace(piece, end=last)


async def with_lengths(crew: Crew, request: ShotRequest, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces where an extension says how long it is: as asked for, else as the camera usually makes it."""
    made = []
    for piece in pieces:
        if piece.plays == "extend" and piece.seconds is None:
            [one] = await going_with(crew, crew.camera, request, [piece])
            piece = replace(piece, seconds=one.fate.seconds)
        made.append(piece)
    return tuple(made)


def around(source: Take, asked: Sequence[Piece]) -> tuple[Piece, ...]:
    """What a revision with pictures of its own takes along of the take that it revises, so that it looks like it.

    Its first frame: to start on where only the end was named, else as a reference. Nothing where a clip or a frame to
    start on is named.
    """
    plays = {piece.plays for piece in asked}
    if not asked or plays & {"first_frame", "source", "extend"}:
        return ()
    return (Piece("first_frame" if "last_frame" in plays else "reference", source.label, take=source.id, at_s=0.0),)


def carried(source: Take) -> tuple[Piece, ...]:
    """What goes along with a revision as it did with its source: who and what is to be seen, never frames or clips."""
    return tuple(piece for piece in source.material if piece.plays not in (*SHAPES, "left_out"))


@dataclass(frozen=True, slots=True)
class Along:
    """What a revision takes along: all of it, and what of it is new, as the card says it."""

    material: tuple[Piece, ...]
    changes: tuple[str, ...]
    longer_s: float = 0.0


async def along_with(crew: Crew, wants: Wanting, source: Take, shot: Shot) -> Along:
    """What a revision of `source` takes along for a message that wants `wants`."""
    asked = await with_lengths(crew, source.request, wants.asked)
    known = {*shot.material, *source.material}
    material = dict.fromkeys([*around(source, asked), *asked, *carried(source), *(set(wants.cast) - known)])
    longer = sum(piece.seconds or 0.0 for piece in asked if piece.plays == "extend")
    return Along(tuple(material), tuple(told(piece) for piece in asked), longer)


def own_words(act: Act, reading: Reading) -> str:
    """The words of a message without those that only ask for frames and clips."""
    return " ".join(reading.texts) if reading.material else act.text


def over(held: Sequence[Piece], wanted: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces with others put over them: of what a take can have one of, the newer stands; what both ask for is the
    newer's."""
    newer = {piece.plays for piece in wanted if piece.plays in SHAPES}
    pieces = [*(piece for piece in held if piece.plays not in newer), *wanted]
    return tuple({piece: piece for piece in pieces}.values())


def with_composition(shot: Shot, fields: dict[str, Any]) -> tuple[Piece, ...]:
    """What goes along with a shot after its form was handed in: the previs's frame as the form says, the rest as is."""
    rest = tuple(piece for piece in shot.material if piece.plays != "composition")
    if "composition" not in fields:
        return shot.material
    return (*rest, Piece("composition", COMPOSED)) if fields["composition"] else rest
