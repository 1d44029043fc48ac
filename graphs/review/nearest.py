"""The tap beside a refusal: "Veo takes 4, 6 or 8 seconds; 7 becomes 8?" The slate takes the nearest, as by its form.

It rolls on only where the one who taps has the say and had asked for that roll. Which the nearest is, the camera says.
"""

from dataclasses import replace

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.material import nearest_longer
from graphs.prompting import words_of, write_prompt
from graphs.quiet import quietly
from graphs.review.opening import open_takes
from graphs.revising import Revision, fill_in, longer, revise, whole
from graphs.showing import may_take_nearest, show_shot, show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import told
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import CARRIED


async def press_nearest(crew: Crew, act: Act, member: Member, id: str) -> None:
    """On a slate that waits it changes the slate; on a take that was refused it rolls the nearest, too."""
    take = await crew.archive.take(id) if act.subject.startswith("take:") else None
    shot = await crew.archive.shot(take.shot if take else id)
    if not (member.may_roll or member.person == shot.asked_by):
        await quietly(crew, act, words.may_not_roll(shot))
    elif take:
        await for_take(crew, act, shot, take)
    elif nearest := crew.cameras[crew.camera].nearest(whole(shot.request, shot.filled)):
        await set_slate(crew, shot, nearest)


async def for_take(crew: Crew, act: Act, shot: Shot, take: Take) -> None:
    """The take that was refused stays as it is; another one with the nearest takes its place, once."""
    if by := await nearest_longer(crew, take):
        await go_on_by(crew, act, shot, take, by)
        return
    nearest = crew.cameras[crew.camera].nearest(take.request)
    if nearest is None or not may_take_nearest(take):
        return
    if take.parent is None:
        await set_slate(crew, shot, nearest)
    if act.person != take.asked_by:
        await quietly(crew, act, words.not_asked_by_you(take, on_slate=take.parent is None))
        return
    changes, already = await told_instead(crew, take, nearest)
    entry = TakeEntry(
        "take", nearest, write_prompt(nearest, words_of(take.prompt)), take.seed, crew.camera, take.parent, changes,
        already, take.notes, material=take.material, unread=take.unread, fallback=take.fallback,
    )  # fmt: skip
    await open_takes(crew, act, shot, [entry], key=f"nearest:{take.id}")
    await show_take(crew, take.id)


async def told_instead(crew: Crew, take: Take, nearest: ShotRequest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a card says that the nearest changes of the take's source, and what stood so before: in the place of what
    was refused, so that no length is told twice."""
    if take.parent is None:
        return (), take.already
    source = await crew.archive.take(take.parent)
    other = [f for f in CARRIED if getattr(nearest, f) != getattr(take.request, f)]
    asked, instead = (
        revise(source.request, ShotRequest(**{f: getattr(request, f) for f in other}))
        for request in (take.request, nearest)
    )
    kept = tuple(change for change in take.changes if change not in asked.changes)
    return (*kept, *instead.changes), (*take.already, *instead.already)


async def go_on_by(crew: Crew, act: Act, shot: Shot, take: Take, by: float) -> None:
    """A take that was to make a clip longer does so by what the camera can, in another take."""
    if act.person != take.asked_by:
        await quietly(crew, act, words.not_asked_by_you(take, on_slate=False))
        return
    instead = {piece: replace(piece, seconds=by) for piece in take.material if piece.plays == "extend"}
    told_anew = {told(piece): told(new) for piece, new in instead.items()}
    more = sum(by - (piece.seconds or 0.0) for piece in instead)
    request = longer(Revision(take.request, (), ()), more).request
    entry = TakeEntry(
        "take", request, write_prompt(request, words_of(take.prompt)), take.seed, crew.camera, take.parent,
        tuple(told_anew.get(change, change) for change in take.changes), take.already, take.notes,
        material=tuple(instead.get(piece, piece) for piece in take.material), unread=take.unread,
        fallback=take.fallback,
    )  # fmt: skip
    await open_takes(crew, act, shot, [entry], key=f"nearest:{take.id}")
    await show_take(crew, take.id)


async def set_slate(crew: Crew, shot: Shot, nearest: ShotRequest) -> None:
    """Put the nearest into the slate; a previs that was drawn otherwise is drawn anew."""
    before = whole(shot.request, shot.filled)
    changed = {f: getattr(nearest, f) for f in CARRIED if getattr(nearest, f) != getattr(before, f)}
    production = await crew.archive.production(shot.production)
    asked = shot.request.model_copy(update=changed)
    entry = SlateEntry(
        shot.text, asked, fill_in(asked, production.defaults), shot.slate, shot.unread, fallback=shot.fallback,
        material=shot.material,
    )  # fmt: skip
    await crew.archive.rewrite_slate(shot.id, entry, shot.reading)
    await show_shot(crew, shot.id)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")
