"""What a thread holds, in few words, for a language model that reads a message of it: its shots, their newest takes.

Nothing of who said what; and of what was asked for off the record no words. How much of it is sent is bounded once
more where it is sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from graphs.crew import Crew
from graphs.crew.reading import ReadingContext, ShotTold, TakeTold
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take

MOST_SHOTS = 8  # of a thread, the newest
MOST_TAKES = 12  # of all its shots, the newest
STATES = {"screened": "landed", "failed": "failed", "cancelled": "cancelled", "deleted": "deleted"}


async def recalled(
    crew: Crew, context: ReadingContext, shots: Sequence[Shot], takes: Sequence[Take], last: Shot | Take | None
) -> ReadingContext:
    """The context with what the thread holds. `takes` are oldest first; `last` is whose request is the last."""
    newest = [take for take in takes if take.kind == "take"][-MOST_TAKES:]
    kept = shots[-MOST_SHOTS:]
    verdicts = await crew.archive.verdicts_on([take.id for take in newest])
    quiet = await asked_quietly(crew, kept, newest)
    numbers = {take.id: take.number for take in takes if take.kind == "take"}
    told = []
    for shot in kept:
        own = [
            TakeTold(
                number=take.number,
                state=STATES.get(take.state, "rolling"),
                source=numbers.get(take.parent or ""),
                changes=() if take.id in quiet else take.changes,
                verdict=verdicts.get(take.id),
            )
            for take in newest
            if take.shot == shot.id
        ]
        title = "" if shot.id in quiet else shot.text
        told.append(ShotTold(shot.name, shot.state, shot.slate, title, tuple(own)))
    unsaid = isinstance(last, Take) and (last.id in quiet or last.shot in quiet)
    return replace(context, shots=tuple(told), last_is_quiet=unsaid or (last is not None and last.id in quiet))


async def asked_quietly(crew: Crew, shots: Sequence[Shot], takes: Sequence[Take]) -> set[str]:
    """The ids of those that were asked for while their asker, or everybody there, was off the record.

    A take holds its source's words, and a shot's takes hold the shot's.
    """
    threads = {shot.id: shot.thread for shot in shots}
    known: dict[tuple[Ref, str], bool] = {}

    async def quiet(ref: Ref | None, thread: Ref, person: str, at: datetime) -> bool:
        if ref is None:
            return False
        if (ref, person) not in known:
            known[ref, person] = await crew.archive.is_off_record(ref, thread, person, at)
        return known[ref, person]

    found = {s.id for s in shots if await quiet(s.asked_in, s.thread, s.asked_by, s.created_at)}
    for take in takes:
        asked = take.shot in threads and await quiet(take.asked_in, threads[take.shot], take.asked_by, take.created_at)
        if asked or take.shot in found or take.parent in found:
            found.add(take.id)
    return found
