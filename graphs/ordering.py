"""What a camera is told for an attempt, and what is kept of its clip. The flow that does both is in roll.py."""

from dataclasses import replace
from pathlib import Path

from graphs.crew import Crew
from graphs.crew.camera import Clip, RollOrder, Source
from graphs.crew.entries import Collected
from graphs.crew.room import clip_key
from graphs.mastering import written_before
from graphs.material import files_of, going, source_from
from graphs.prompting import gone_lines, replaced, without_lines, words_of
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, Take


async def order(crew: Crew, take: Take, attempt: str) -> RollOrder:
    """What the camera is told for an attempt of that id."""
    source = await source_of(crew, take)
    before = await versions_before(crew, take)
    shot = await crew.archive.shot(take.shot)
    production = await crew.archive.production(shot.production)
    told = RollOrder(
        attempt=attempt,
        production=production.name,
        slate=shot.name.upper(),
        label=f"TAKE {take.number}" if take.kind == "take" else f"PREVIS P{take.number}",
        request=take.request,
        text=words_of(take.prompt) if source else without_lines(take.words, gone_lines(take.request, before)),
        prompt=take.prompt,
        seed=take.seed,
        mode=take.keeps if take.keeps and source else "new",
        source=source,
        first_frame=await first_frame(crew, take, source),
        insisted=take.failures > 0,
        written=await written_before(crew, take),
        replaced=replaced(take.request, before),
    )
    return replace(told, **await files_of(crew, await going(crew, take, shot)))


async def versions_before(crew: Crew, take: Take) -> list[ShotRequest]:
    """What was asked for in the words that a take's own go on from, oldest first."""
    takes = await crew.archive.takes_of(take.shot)
    return [t.request for t in takes if t.created_at < take.created_at and take.words.startswith(t.words)]


async def source_of(crew: Crew, take: Take) -> Source | None:
    """The take that a revision starts from, with its clip and, where it is known, its render's name."""
    if not take.parent or not take.keeps:
        return None
    source = await crew.archive.take(take.parent)
    return await source_from(crew, source, source.clip) if source.clip else None


async def first_frame(crew: Crew, take: Take, source: Source | None) -> Path | None:
    """The frame of the source that goes along where its frames keep the picture."""
    if take.keeps != "frames" or source is None:
        return None
    to = crew.folder / "frames" / f"{take.id}.png"
    return to if to.exists() else await crew.still(source.clip, 0.0, to)


async def keep(crew: Crew, attempt: Attempt, clip: Clip) -> Collected:
    """Measure a clip, which shows that it is one, and put it into the vault."""
    began = attempt.submitted_at or attempt.intended_at
    return Collected(
        duration_s=await crew.measure(clip.path),
        clip=await crew.vault.keep(clip.path),
        rolled_in_s=(crew.clock() - began).total_seconds(),
        cost_cents=clip.cost_cents,
        model=clip.model,
        parameters=clip.parameters,
    )


async def newest_upload(crew: Crew, take: Take) -> tuple[int, float]:
    """The number of the latest upload of a take's clip (0 where none was begun), and its age in seconds."""
    number, begun_at = 0, crew.clock()
    while posting := await crew.archive.posting(clip_key(take.id, number)):
        number, begun_at = number + 1, posting.intended_at
    return max(number - 1, 0), (crew.clock() - begun_at).total_seconds() if number else 0.0
