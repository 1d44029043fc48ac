"""A render of which nobody can tell whether it cost: its price counts as spent, and the words say so."""

import json
from dataclasses import replace
from pathlib import Path

from bot.cards.take import take_card
from graphs.cameras.absent import Cameras
from graphs.crew.camera import RollOrder, StillRolling
from graphs.errors import UnknownOperation
from graphs.vocabulary.refs import Ref
from tests.flows.along import REQUEST, Fitted, newest_take, rolled
from tests.flows.stage import DIRECTOR, Set, a_paid_set


async def booked(the_set: Set) -> list[int]:
    """What the production was charged."""
    [production] = await the_set.archive.productions()
    return [line.cents for line in await the_set.archive.ledger(production.id) if line.kind == "settled"]


async def card(the_set: Set, thread: Ref) -> str:
    view = await the_set.archive.take_view((await newest_take(the_set, thread)).id)
    return json.dumps(take_card(view).blocks)


async def test_a_render_that_its_camera_lost_counts_at_its_estimate(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip)
    camera.fault = UnknownOperation()
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        thread = await rolled(the_set, REQUEST)
        take = await newest_take(the_set, thread)
        assert (take.state, take.cost_cents, await booked(the_set)) == ("failed", 56, [56])
        assert take.trouble == "The camera lost the render. $0.56 counts as spent."
        assert "It cost" not in await card(the_set, thread)


async def test_a_render_on_a_camera_that_is_not_set_up_any_more_counts_at_its_estimate(
    tmp_path: Path, clip: Path
) -> None:
    class Leaves(Fitted):
        """A camera that takes the render, and is gone with the next start."""

        async def roll(self, order: RollOrder) -> str:
            operation = await super().roll(order)
            cameras.pop(self.name)
            return operation

    async with a_paid_set(tmp_path, clip, Leaves(clip)) as the_set:
        cameras = Cameras(the_set.crew.cameras)
        await the_set.floor.stop()
        await the_set.floor.start(replace(the_set.crew, cameras=cameras))
        take = await newest_take(the_set, await rolled(the_set, REQUEST))
        assert (take.state, await booked(the_set)) == ("failed", [56])
        assert take.trouble and take.trouble.endswith("can't be fetched. $0.56 counts as spent.")


async def test_a_cancelled_render_of_a_camera_that_is_gone_counts_as_spent(tmp_path: Path, clip: Path) -> None:
    class Slow(Fitted):
        """A camera that is looked at again in an hour."""

        looked = False

        async def collect(self, operation: str) -> StillRolling:
            self.looked = True
            return StillRolling(None, 3_600.0)

    camera = Slow(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        cameras = Cameras(the_set.crew.cameras)
        await the_set.floor.stop()
        await the_set.floor.start(replace(the_set.crew, cameras=cameras))
        thread = await the_set.says(DIRECTOR, REQUEST)
        await the_set.until(lambda: the_set.chat.uploads, "the previs")
        await the_set.says(DIRECTOR, "roll it", thread)

        async def rests() -> bool:
            return camera.looked and not await the_set.archive.open_work(the_set.crew.clock())

        await the_set.until(rests, "a look at the render, and the rest until the next")
        cameras.pop(camera.name)
        take = await newest_take(the_set, thread)
        await the_set.presses(DIRECTOR, "cancel", f"take:{take.id}", thread)

        async def cancelled() -> bool:
            return (await the_set.archive.take(take.id)).state == "cancelled"

        await the_set.until(cancelled, "the cancelled take")
        await the_set.crew.wake(f"take:{take.id}")  # not in an hour
        await the_set.settled()
        assert (await newest_take(the_set, thread)).state == "cancelled" and await booked(the_set) == [56]
