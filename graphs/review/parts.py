"""Which part of a take a circle means, in seconds. Times are taken as said; an event is looked for in the picture.

"From the wipe on" proposes the moment at which the picture changes most; a person sets it right (circling.py).
"""

from typing import Any

from graphs.crew import Crew
from graphs.errors import DailiesError
from graphs.vocabulary.notes import Part
from graphs.vocabulary.shots import Take


async def timecodes_of(crew: Crew, take: Take, part: Part) -> list[dict[str, Any]]:
    """The part in seconds, within the take, as a record holds it; nothing where it begins past the take's end.

    `raw` holds the words where a time was proposed from the picture, and is empty where times were given.
    """
    start, end, told = part.in_s, part.out_s, []
    if start is None and part.from_words:
        start = await greatest_change(crew, take)
        told.append(f"from {part.from_words} on")
    if end is None and part.to_words:
        end = await greatest_change(crew, take)
        told.append(f"up to {part.to_words}")
    start, length = start or 0.0, take.duration_s
    if length is not None and start >= length:
        return []
    if end is not None and (end <= start or (length is not None and end >= length)):
        end = None
    return [{"in_s": start, "out_s": end, "raw": ", ".join(told), "fps_assumed": None}]


async def greatest_change(crew: Crew, take: Take) -> float:
    """Where the picture changes most, in seconds; the start where that cannot be seen."""
    if take.clip is None:
        return 0.0
    try:
        return round(await crew.liveliest(await crew.vault.local(take.clip, ".mp4")), 2)
    except DailiesError:
        return 0.0
