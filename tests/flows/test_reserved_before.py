"""A take that was reserved and not sent in time: what goes along, and what it costs, is looked at again."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from graphs.cameras.fitting import cents
from graphs.crew.camera import Estimate, RollOrder
from graphs.errors import Busy
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from tests.flows.along import FACE, REQUEST, Fitted, asks, newest_take
from tests.flows.stage import ADMIN, DIRECTOR, Set, a_paid_set


class Repriced(Fitted):
    """A paid camera whose price changes, and which may turn the first submit away."""

    times = 1
    turns_away: Callable[[], Awaitable[None]] | None = None

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(self.times * cents(self.facts, request.duration_s or 8, "720p"), 40.0)

    async def roll(self, order: RollOrder) -> str:
        if self.turns_away:
            meanwhile, self.turns_away = self.turns_away, None
            await meanwhile()
            raise Busy(after_s=0.05)
        return await super().roll(order)


async def stopped_as_it_rolls(the_set: Set, camera: Fitted, *given: str) -> Ref:
    """A take that was reserved when paid rolls were stopped; its thread."""
    [production] = await the_set.archive.productions()
    for words in given:
        await asks(the_set, DIRECTOR, words, FACE)
        await the_set.settled()
    thread = await asks(the_set, DIRECTOR, REQUEST)
    await the_set.settled()

    async def halt() -> None:
        camera.before_submit = None
        await the_set.archive.halt("T1", production.id, ADMIN, the_set.crew.clock())

    camera.before_submit = halt
    await the_set.says(DIRECTOR, "roll it", thread)
    await the_set.settled()
    return thread


async def resumes(the_set: Set) -> None:
    """Paid rolls go on."""
    [production] = await the_set.archive.productions()
    _, works = await the_set.archive.lift_halt("T1", production.id, ADMIN, the_set.crew.clock())
    await wakes(the_set, works)


async def wakes(the_set: Set, works: list[str]) -> None:
    for work in works:
        await the_set.crew.wake(work)
    await the_set.settled()


async def test_a_face_that_is_not_cleared_any_more_is_not_sent_after_a_stop(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        [production] = await the_set.archive.productions()
        thread = await stopped_as_it_rolls(the_set, camera, "cast add the waitress (cleared)")
        [face] = [one.material for one in await the_set.archive.cast_of(production.id)]
        now = the_set.crew.clock()
        await wakes(the_set, await the_set.archive.state_rights([face], "not_cleared", DIRECTOR, now))
        await resumes(the_set)
        take = await newest_take(the_set, thread)
        assert camera.rolled == [] and take.held and take.held.why == "rights"
        assert (await the_set.archive.spend(production.id, now)).reserved_cents == 0
        await wakes(the_set, await the_set.archive.state_rights([face], "cleared", DIRECTOR, now))
        assert (await newest_take(the_set, thread)).state == "screened" and len(camera.rolled[0].references) == 1


async def test_a_price_that_rose_while_paid_rolls_were_stopped_is_held_to_the_limit(tmp_path: Path, clip: Path) -> None:
    camera = Repriced(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        [production] = await the_set.archive.productions()
        thread = await stopped_as_it_rolls(the_set, camera)
        camera.times = 5
        await the_set.archive.change_budget(production.id, {"month_cents": 100})
        await resumes(the_set)
        take = await newest_take(the_set, thread)
        assert camera.rolled == [] and take.held and (take.held.why, take.held.cents) == ("limit", 280)
        await wakes(the_set, (await the_set.archive.change_budget(production.id, {"month_cents": 1_000}))[1])
        rolled = (await the_set.archive.attempts_of(take.id))[-1]
        assert (rolled.state, rolled.estimate_cents) == ("done", 280)


async def test_a_price_that_rose_while_the_camera_was_busy_is_reserved_anew(tmp_path: Path, clip: Path) -> None:
    camera = Repriced(clip)

    async def dearer() -> None:
        camera.times = 2

    camera.turns_away = dearer
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await asks(the_set, DIRECTOR, REQUEST)
        await the_set.settled()
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        tried = await the_set.archive.attempts_of((await newest_take(the_set, thread)).id)
        assert [(one.state, one.estimate_cents) for one in tried] == [("failed", 56), ("done", 112)]
        assert [order.attempt for order in camera.rolled] == [tried[-1].id]
