"""A work that rests for long and is woken early is looked at as soon as its next wait says."""

import time
from pathlib import Path

import pytest

from graphs.crew.camera import Clip, RollOrder, StillRolling
from graphs.errors import Busy
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, PricedCamera, Set, a_paid_set

REQUEST = "12 - wide of the pier at dawn, static, 6 seconds"
LONG_S = 600.0
POLL_S = 0.2


class Waiting(PricedCamera):
    """A paid camera that has no place for ten minutes, and then looks at a render every fifth of a second."""

    has_place = False
    looked = 0

    async def roll(self, order: RollOrder) -> str:
        if not self.has_place:
            raise Busy(after_s=LONG_S)
        return await super().roll(order)

    async def collect(self, operation: str) -> StillRolling | Clip:
        self.looked += 1
        found = await super().collect(operation)
        return StillRolling(None, POLL_S) if isinstance(found, StillRolling) else found


async def rests_for_long(the_set: Set) -> Take:
    """A take that the camera turned away for ten minutes."""
    thread = await the_set.says(DIRECTOR, REQUEST)
    await the_set.until(lambda: the_set.chat.uploads, "the previs")
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)

    async def turned_away() -> Take | None:
        due = await the_set.archive.open_work(the_set.crew.clock())
        takes = [take for take in await the_set.takes(thread) if take.kind == "take"]
        tried = takes and await the_set.archive.attempts_of(takes[0].id)
        return takes[0] if tried and f"take:{takes[0].id}" not in due else None

    found: Take = await the_set.until(turned_away, "a take that waits for the camera")
    return found


@pytest.mark.parametrize("lost", [False, True], ids=["woken", "its wake-up lost"])
async def test_a_take_that_is_due_before_its_long_wait_ends_is_collected_when_its_camera_says(
    tmp_path: Path, clip: Path, lost: bool
) -> None:
    camera = Waiting(clip, looks=3)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        take = await rests_for_long(the_set)
        camera.has_place = True
        await the_set.archive.reopen(f"take:{take.id}")
        await (the_set.floor.reconcile() if lost else the_set.floor.wake(f"take:{take.id}"))

        async def screened() -> bool:
            return (await the_set.archive.take(take.id)).state == "screened"

        await the_set.until(screened, "the clip")


async def test_however_often_a_render_is_woken_it_is_polled_as_often_as_its_camera_says(
    tmp_path: Path, clip: Path
) -> None:
    camera = Waiting(clip, looks=10_000)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        take = await rests_for_long(the_set)
        camera.has_place = True
        for _ in range(8):
            await the_set.floor.wake(f"take:{take.id}")
        await the_set.until(lambda: camera.looked >= 12, "each wake-up, and some looks")
        began, before = time.monotonic(), camera.looked
        await the_set.until(lambda: camera.looked >= before + 5, "looks at the render")
        assert camera.looked - before <= (time.monotonic() - began) / POLL_S + 1
