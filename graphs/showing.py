"""Bringing cards up to date: read how a thing stands, show it, and look again, so that the last word is true."""

from dataclasses import replace

from graphs.crew import Crew
from graphs.crew.room import ShotView, TakeView
from graphs.mastering import offer
from graphs.revising import whole
from graphs.wishes import open_wishes


async def shot_view(crew: Crew, shot_id: str, place: int | None = None) -> ShotView:
    """A shot as its card shows it now."""
    shot = await crew.archive.shot(shot_id)
    takes = await crew.archive.takes_of(shot_id)
    camera = crew.cameras[crew.camera]
    return ShotView(
        shot=shot,
        production=await crew.archive.production(shot.production),
        takes=tuple(t for t in takes if t.kind == "take"),
        previs=tuple(t for t in takes if t.kind == "previs"),
        estimate=camera.estimate(whole(shot.request, shot.filled)),
        camera=camera.name,
        place=place,
        wishes=open_wishes(shot, takes),
    )


async def show_shot(crew: Crew, shot_id: str, place: int | None = None) -> None:
    """Show the slate card as the shot stands. Two flows may show at once: whoever showed old news shows again."""
    shown = None
    while (view := await shot_view(crew, shot_id, place)) != shown:
        await crew.room.show_shot(view)
        shown = view


async def take_view(crew: Crew, take_id: str) -> TakeView:
    """A take as its card shows it now."""
    view = await crew.archive.take_view(take_id)
    return replace(view, master=await offer(crew, view))


async def show_take(crew: Crew, take_id: str) -> None:
    """Show a take's card as the take stands."""
    shown = None
    while (view := await take_view(crew, take_id)) != shown:
        await crew.room.show_take(view)
        shown = view
