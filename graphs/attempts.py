"""Attempts at rolling a take, as its flow looks at them: which one is open, and what a fault makes of it."""

from graphs.crew import Crew
from graphs.errors import CameraFault
from graphs.vocabulary.shots import Attempt, Take
from graphs.vocabulary.spoken import counted

MOST_ATTEMPTS = 3


async def open_attempt(crew: Crew, take: Take) -> Attempt | None:
    """The attempt of a take that has neither succeeded nor failed."""
    attempts = await crew.archive.attempts_of(take.id)
    return next((a for a in reversed(attempts) if a.state in ("intended", "submitted")), None)


async def open_operation(crew: Crew, take: Take) -> str | None:
    """The camera's name for the render that runs for a take."""
    attempt = await open_attempt(crew, take)
    return attempt.operation if attempt else None


async def failed(crew: Crew, take: Take, attempt: Attempt, fault: CameraFault) -> bool:
    """An attempt failed, at what it cost all the same (its estimate where nobody can tell); whether it gets another."""
    tried = len(await crew.archive.attempts_of(take.id))
    again = fault.again and tried < min(fault.at_most, MOST_ATTEMPTS)
    said, cents = fault.said, fault.cost_cents
    if cents is None:
        said, cents = counted(said, attempt.estimate_cents), attempt.estimate_cents
    await crew.archive.attempt_failed(attempt.id, said, take_ends=not again, cost_cents=cents)
    return again
