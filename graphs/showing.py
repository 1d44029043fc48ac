"""Bringing cards up to date: read how a thing stands, show it, and look again, so that the last word is true."""

from collections.abc import Sequence
from dataclasses import replace

from graphs.countdown import left_s
from graphs.crew import Crew
from graphs.crew.camera import Camera
from graphs.crew.room import Refused, ShotView, TakeView
from graphs.mastering import offer
from graphs.material import Going, billed, going_next, nearest_longer, own_refusal
from graphs.pricing import price_with_notes
from graphs.revising import takes_wanted, whole
from graphs.rights import along_lines
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import CARRIED, spoken
from graphs.wishes import open_wishes


async def shot_view(crew: Crew, shot_id: str, place: int | None = None) -> ShotView:
    """A shot as its card shows it now."""
    shot, takes, production = await crew.archive.card_of(shot_id)
    camera = crew.cameras[crew.camera]
    along = await going_next(crew, shot)
    request = whole(shot.request, shot.filled)
    return ShotView(
        shot=shot,
        production=production,
        takes=tuple(t for t in takes if t.kind == "take"),
        previs=tuple(t for t in takes if t.kind == "previs"),
        estimate=camera.estimate(billed(request, along)),
        wanted=takes_wanted(request),
        camera=camera.name,
        place=place,
        wishes=open_wishes(shot, takes),
        along=along_lines(along),
        refused=refused_by(camera, shot, along),
        rolls_in_s=left_s(shot, crew.clock()),
        record=await crew.archive.held_so_far(production.team, camera.name, camera.model, shot.request),
    )


def refused_by(camera: Camera, shot: Shot, along: Sequence[Going]) -> Refused | None:
    """What the camera says of a slate that it would refuse, before anybody gives the word."""
    request = whole(shot.request, shot.filled)
    said = own_refusal(camera, request, along) if shot.state in ("slated", "waiting") else None
    return Refused(said, spoken_changes(request, camera.nearest(request))) if said else None


async def show_shot(crew: Crew, shot_id: str, place: int | None = None) -> None:
    """Show the slate card as the shot stands. Two flows may show at once: whoever showed old news shows again."""
    shown = None
    while (view := await shot_view(crew, shot_id, place)) != shown:
        await crew.room.show_shot(view)
        shown = view


async def take_view(crew: Crew, take_id: str) -> TakeView:
    """A take as its card shows it now."""
    view = await crew.archive.take_view(take_id)
    return replace(
        view,
        master=await offer(crew, view),
        nearest=await nearest_to(crew, view.take),
        with_notes=await price_with_notes(crew, view.take) if view.wanted else None,
    )


async def nearest_to(crew: Crew, take: Take) -> tuple[str, ...]:
    """What a take that the camera refused could be instead, while no other is that."""
    if take.state != "failed" or take.kind != "take":
        return ()
    later = [t for t in await crew.archive.takes_of(take.shot) if t.kind == "take" and t.number > take.number]
    if by := await nearest_longer(crew, take):
        made = any(piece.plays == "extend" and piece.seconds == by for t in later for piece in t.material)
        return () if made else (f"{by:g} s longer",)
    if not may_take_nearest(take):
        return ()
    nearest = crew.cameras[crew.camera].nearest(take.request)
    return spoken_changes(take.request, nearest) if all(t.request != nearest for t in later) else ()


def may_take_nearest(take: Take) -> bool:
    """Whether it is a take that fell through, of its request alone: a master or an extension has a length to keep."""
    extends = any(piece.plays == "extend" for piece in take.material)
    return take.state == "failed" and take.kind == "take" and not take.master and not extends


def spoken_changes(before: ShotRequest, after: ShotRequest | None) -> tuple[str, ...]:
    """What another request has instead, in film words."""
    changed = [f for f in CARRIED if after and getattr(after, f) != getattr(before, f)]
    return tuple(spoken(f, getattr(after, f)) for f in changed)


async def show_take(crew: Crew, take_id: str) -> None:
    """Show a take's card as the take stands."""
    shown = None
    while (view := await take_view(crew, take_id)) != shown:
        await crew.room.show_take(view)
        shown = view
