"""What goes along with a roll: which pieces are wanted, what becomes of each on a camera, and the files made of them.

What people gave is registered by gathering.py; where words ask for frames and clips is wanting.py's; rights are
asked about by rights.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.composing import is_awaited, never_drawn, with_previs
from graphs.crew import Crew
from graphs.crew.camera import Camera, Fate, Offered, Part, Source, TakesMaterial
from graphs.errors import CameraFault, DailiesError
from graphs.gathering import register
from graphs.prompting import words_of
from graphs.prompting.dialects import COMPOSITION
from graphs.revising import whole
from graphs.vocabulary.material import SHAPES, Material, Piece, Plays
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take

AS_WANTED: dict[Plays, Part] = {
    "first_frame": "first_frame",
    "last_frame": "last_frame",
    "reference": "reference",
    "composition": "reference",
    "source": "edit",
    "extend": "extend",
}


@dataclass(frozen=True, slots=True)
class Going:
    """One piece with what it is made of and what becomes of it."""

    piece: Piece
    material: Material | None
    take: Take | None
    fate: Fate


async def wanted_with(crew: Crew, shot: Shot, take: Take | None = None) -> list[Piece]:
    """All that is wanted along with a take (or with the shot's next one), without what somebody left out.

    A take's own frames and clips stand in the place of the shot's; a revision has its source's picture in that place.
    """
    own = list(take.material) if take else []
    of_shot = [*shot.material, *await before_there_was_material(crew, shot)]
    if (take and take.keeps) or any(piece.plays in SHAPES for piece in own):
        of_shot = [piece for piece in of_shot if piece.plays not in SHAPES]
    out = {piece.material for piece in own if piece.plays == "left_out"}
    pieces = [p for p in (*own, *of_shot) if p.plays != "left_out" and (p.material is None or p.material not in out)]
    return list(dict.fromkeys([await with_previs(crew, shot, piece) for piece in pieces]))


async def before_there_was_material(crew: Crew, shot: Shot) -> list[Piece]:
    """Images of a shot that was asked for before they were registered: one that is gone by now is left out."""
    if not shot.references or any(piece.material for piece in shot.material):
        return []
    pieces = []
    for file in shot.references:
        try:
            one = await register(crew, file, shot.production, shot.asked_by, shot.asked_in)
        except DailiesError:
            continue
        pieces.append(Piece("reference", file.name, material=one.id))
    return pieces


async def going_with(crew: Crew, camera: str, request: ShotRequest, pieces: Sequence[Piece]) -> list[Going]:
    """What becomes of pieces on a camera. A piece whose material or take is gone is left out."""
    materials = {m.id: m for m in await crew.archive.material([p.material for p in pieces if p.material])}
    found: list[tuple[Piece, Material | None, Take | None]] = []
    for piece in pieces:
        material = materials.get(piece.material) if piece.material else None
        take = await crew.archive.take(piece.take) if piece.take else None
        if material or take:
            found.append((piece, material, take))
    without = [Going(*each, fate) for each in found if (fate := never_drawn(each[0], each[2]))]
    there = [each for each in found if never_drawn(each[0], each[2]) is None]
    offered = [offer(*each) for each in there]
    on = crew.cameras[camera]
    if isinstance(on, TakesMaterial):
        fates = on.along(request, offered)
    else:
        fates = [Fate(AS_WANTED[each.plays], seconds=each.seconds) for each in offered]
    return [*(Going(*each, fate) for each, fate in zip(there, fates, strict=True)), *without]


def offer(piece: Piece, material: Material | None, take: Take | None) -> Offered:
    """A piece as a camera is asked about it."""
    if material and piece.plays in ("source", "extend"):
        return Offered(piece.plays, material.duration_s, material.file.size, piece.seconds)
    if material and material.kind == "video" and piece.plays == "reference":
        return Offered(piece.plays, material.duration_s, material.file.size, video=True)
    return Offered(piece.plays, take.duration_s if take and piece.plays == "extend" else None, 0, piece.seconds)


async def going(crew: Crew, take: Take, shot: Shot | None = None) -> list[Going]:
    """What goes along with a take, and what does not: nothing with a previs, an edit of another take, or a master."""
    if take.kind == "previs" or take.keeps == "edit" or take.master:
        return []
    shot = shot or await crew.archive.shot(take.shot)
    pieces = await wanted_with(crew, shot, take)
    along = await going_with(crew, take.camera, take.request, pieces) if pieces else []
    if any(one.take and one.take.ended and one.take.clip is None for one in along) and take.failures:
        # it was told that a picture never came, and somebody had it tried again: it rolls without
        pieces = [one.piece for one in along if one.take is None or one.take.clip or not one.take.ended]
        along = await going_with(crew, take.camera, take.request, pieces)
    return along


async def going_next(crew: Crew, shot: Shot) -> list[Going]:
    """What goes along with a shot's next take, and what does not."""
    if not (shot.material or shot.references):
        return []
    pieces = await wanted_with(crew, shot)
    return await going_with(crew, crew.camera, whole(shot.request, shot.filled), pieces)


def waits_for_previs(along: Sequence[Going]) -> bool:
    """Whether a previs whose frame goes along is still being drawn."""
    return any(one.fate.goes and is_awaited(one.piece, one.take) for one in along)


def part_of(along: Sequence[Going], part: Part) -> list[Going]:
    """The pieces that go along in one part."""
    return [one for one in along if one.fate.goes == part]


def refusal_of(along: Sequence[Going]) -> str | None:
    """Why nothing can be rolled with what is wanted, and the nearest that can be."""
    return next((one.fate.why for one in along if one.fate.refused), None)


async def nearest_longer(crew: Crew, take: Take) -> float | None:
    """By how many seconds a take can go on that failed since it was to go on by others; None where there is no such."""
    if take.state != "failed" or take.kind != "take":
        return None
    refused = [one for one in await going(crew, take) if one.piece.plays == "extend" and one.fate.refused]
    return refused[0].fate.seconds if refused else None


def own_refusal(camera: Camera, request: ShotRequest, along: Sequence[Going]) -> str | None:
    """Why a camera rolls no such request. Where the length is a clip's that goes along, its own does not count."""
    return camera.refusal(request) if billed(request, along) == request else None


def billed(request: ShotRequest, along: Sequence[Going]) -> ShotRequest:
    """The request by which a roll is priced: an extension by its own length, a clip that is changed by the clip's."""
    for one in along:
        if one.fate.goes == "extend" and one.fate.seconds:
            return request.model_copy(update={"duration_s": one.fate.seconds})
        if one.fate.goes == "edit" and one.material and one.material.duration_s:
            return request.model_copy(update={"duration_s": one.material.duration_s})
    return request


async def sources_of(crew: Crew, take: Take) -> list[Take]:
    """The takes whose pictures a take wants, beside the one that it comes from. Previs and masters want none."""
    if take.kind == "previs" or take.master:
        return []
    pieces = await wanted_with(crew, await crew.archive.shot(take.shot), take)
    named = dict.fromkeys(piece.take for piece in pieces if piece.take and piece.plays != "composition")
    return [await crew.archive.take(each) for each in named if each]


async def files_of(crew: Crew, along: Sequence[Going]) -> dict[str, Any]:
    """The fields of a RollOrder that material fills: frames and images as files, the clip that is the source."""
    fields: dict[str, Any] = {}
    for part in ("first_frame", "last_frame"):
        if there := part_of(along, part):
            fields[part] = await picture(crew, there[0])
    if references := part_of(along, "reference"):
        fields["references"] = tuple([await picture(crew, one) for one in references])
        fields["called"] = tuple(called(one.piece) for one in references)
    if videos := part_of(along, "reference_video"):
        fields["videos"] = tuple([(await film_of(crew, one))[0] for one in videos])
        fields["videos_called"] = tuple(called(one.piece) for one in videos)
    for mode in ("extend", "edit"):
        if clips := part_of(along, mode):
            fields |= {"mode": mode, "source": await clip_of(crew, clips[0]), "extend_s": clips[0].fate.seconds}
    return fields


def called(piece: Piece) -> str:
    """Who or what a reference shows, as a prompt says it; empty where nobody said."""
    return COMPOSITION if piece.plays == "composition" else piece.name


async def picture(crew: Crew, one: Going) -> Path:
    """The image of a piece: as it was given, or the frame of a clip. Raises CameraFault where there is none."""
    if one.material and one.material.kind == "image":
        return await crew.vault.local(one.material.sha256, suffix_of(one.material))
    clip, length = await film_of(crew, one)
    at_s = (length or 0.0) if one.piece.end else (one.piece.at_s or 0.0)
    name = one.take.id if one.take else one.piece.material
    to = crew.folder / "frames" / f"{name}-{'end' if one.piece.end else f'{at_s:g}'}.png"
    return to if to.exists() else await crew.still(clip, at_s, to)


async def film_of(crew: Crew, one: Going) -> tuple[Path, float | None]:
    """The clip that a piece is of, and its length. Raises CameraFault where a take never had one."""
    if one.material:
        return await crew.vault.local(one.material.sha256, suffix_of(one.material)), one.material.duration_s
    assert one.take is not None, "a piece is of a material or of a take"
    if one.take.clip is None:
        label = one.piece.label
        raise CameraFault(f"{label} has no clip", words=f"There is no picture of {label}; a take can roll without it.")
    return await crew.vault.local(one.take.clip, ".mp4"), one.take.duration_s


async def clip_of(crew: Crew, one: Going) -> Source:
    """The clip that a render changes or goes on from."""
    if one.take and one.take.clip:
        return await source_from(crew, one.take, one.take.clip)
    clip, length = await film_of(crew, one)
    return Source(one.piece.label, clip, ShotRequest(), "", camera="", duration_s=length)


async def source_from(crew: Crew, take: Take, clip: str) -> Source:
    """A take's clip (its vault key) with what it was made from and, where it is known, its render's name."""
    done = [a for a in await crew.archive.attempts_of(take.id) if a.state == "done"]
    return Source(
        label=take.label,
        clip=await crew.vault.local(clip, ".mp4"),
        request=take.request,
        text=words_of(take.prompt),
        camera=take.camera,
        operation=done[-1].operation if done else None,
        duration_s=take.duration_s,
    )


def suffix_of(material: Material) -> str:
    """A file's suffix: of a film by its kind, of an image none."""
    if material.kind == "image":
        return ".image"
    return ".mov" if "quicktime" in material.file.mime else ".mp4"
