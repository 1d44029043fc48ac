"""Opening takes for an act: once for it, each woken."""

from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.keeping import kept
from graphs.vocabulary.acts import Act
from graphs.vocabulary.shots import Shot


async def open_takes(
    crew: Crew, act: Act, shot: Shot, entries: list[TakeEntry], suffix: str = "", key: str | None = None
) -> None:
    """Open the takes that an act asks for, and wake them. `suffix` tells two openings of one act apart.

    A `key` of their own opens them once whoever asks. A revision is opened with the strongest way in which its camera
    keeps the picture.
    """
    entries = [await kept(crew, entry) for entry in entries]
    for take in await crew.archive.open_takes(
        shot.id, key or act.key + suffix, entries, act.person, act.ref, crew.clock()
    ):  # fmt: skip
        await crew.wake(f"take:{take.id}")
