"""A countdown after the previs: where a production has set it so, a shot rolls by itself unless somebody replies.

It is on the card all the time. What stops it is stored with the reply itself; a wake-up that is lost is made again.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from graphs.crew import Crew
from graphs.material import Going, billed, going_next, own_refusal, refusal_of
from graphs.revising import takes_wanted, whole
from graphs.rights import not_free
from graphs.vocabulary.shots import Shot, Take
from graphs.wishes import is_wish

STEP_S = 5
A_MOMENT_S = 0.05


async def count_down(crew: Crew, shot: Shot) -> None:
    """Begin the countdown of a shot whose previs has landed; at its end, give the word in the name of who asked.

    What may not begin does not go on either, be it for a stop or a limit: the shot then waits for the word.
    """
    if shot.state != "waiting" or shot.word_by:
        return
    production = await crew.archive.production(shot.production)
    along = await going_next(crew, shot)
    if not production.autoroll_s or not await may_run(crew, shot, along):
        if shot.counting:
            await crew.archive.stop_countdown(shot.id, "")
        return
    now = crew.clock()
    request = whole(shot.request, shot.filled)
    cents = crew.cameras[crew.camera].estimate(billed(request, along)).cents * takes_wanted(request)
    if shot.counting:
        shot = await crew.archive.roll_by_itself(shot.id, cents, now)
    if not shot.rolls_at:
        rolls_at = now + timedelta(seconds=production.autoroll_s)
        await crew.archive.begin_countdown(shot.id, rolls_at, cents, now)


async def may_run(crew: Crew, shot: Shot, along: Sequence[Going]) -> bool:
    """Whether everybody could see what would roll: no doubt is open, the camera takes it and all that it wants along,
    all that goes along may be sent, its previs plays."""
    request = whole(shot.request, shot.filled)
    camera = crew.cameras[crew.camera]
    if shot.stopped_by is not None or shot.doubt or refusal_of(along) or own_refusal(camera, request, along):
        return False
    if not_free(along):
        return False
    own = [t for t in await crew.archive.takes_of(shot.id) if t.kind == "previs" and not is_wish(t)]
    return bool(own) and own[-1].state == "screened" and own[-1].request == request


async def previs_landed(crew: Crew, take: Take) -> None:
    """A previs plays: its shot is looked at, where shots roll by themselves."""
    if take.kind != "previs" or take.state != "screened":
        return
    shot = await crew.archive.shot(take.shot)
    if shot.state == "waiting" and (await crew.archive.production(shot.production)).autoroll_s:
        await crew.archive.reopen(f"shot:{shot.id}")
        await crew.wake(f"shot:{shot.id}")


def left_s(shot: Shot, now: datetime) -> int | None:
    """The seconds that are left, as a card says them: in steps, never none; None where nothing is counted."""
    if not shot.counting or shot.rolls_at is None:
        return None
    return max(math.ceil((shot.rolls_at - now).total_seconds() / STEP_S), 1) * STEP_S


def next_tick_s(shot: Shot, now: datetime) -> float | None:
    """When the card is to be changed next: every half minute, every ten seconds, at last every five."""
    if not shot.counting or shot.rolls_at is None:
        return None
    left = max((shot.rolls_at - now).total_seconds(), 0.0)
    every = 30 if left > 60 else 10 if left > 10 else STEP_S
    return min(left % every or every, left) + A_MOMENT_S
