"""How a revision keeps the picture of the take that it starts from: asked of the camera, told on the card."""

from dataclasses import replace

from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.showing import show_take
from graphs.vocabulary.material import SHAPES
from graphs.vocabulary.shots import Kept, Take


async def kept(crew: Crew, entry: TakeEntry) -> TakeEntry:
    """An entry with the strongest way that its camera has; a first take and "again" have none to tell."""
    if entry.kind != "take" or entry.parent is None or not (entry.changes or entry.already):
        return entry
    source = await crew.archive.take(entry.parent)
    if has_pictures_of_its_own(entry, source):
        return entry
    return replace(entry, keeps=crew.cameras[entry.camera].keeps(source.request, entry.request, source.duration_s))


def has_pictures_of_its_own(entry: TakeEntry, source: Take) -> bool:
    """Whether words named what a revision is made from: it then keeps the picture by that, and says so itself."""
    fresh = [piece for piece in entry.material if piece not in source.material]
    return any(piece.take or piece.plays in SHAPES or piece.label != piece.name for piece in fresh)


async def keep_now(crew: Crew, take: Take, source: Take | None) -> None:
    """A source that landed may be longer than was thought, or not there: the card says how it is kept in the end."""
    if take.keeps is None or take.master or take.ended:
        return
    way: Kept | None = "new"
    if source and source.clip:
        way = crew.cameras[take.camera].keeps(source.request, take.request, source.duration_s)
    if way != take.keeps:
        await crew.archive.keep_picture(take.id, way)
        await show_take(crew, take.id)
