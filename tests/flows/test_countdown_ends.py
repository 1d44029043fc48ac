"""What ends a countdown that nobody replied to, and what begins it anew."""

import pytest

from tests.flows.stage import DIRECTOR, PricedCamera, Set
from tests.flows.test_countdown import SECONDS, counting, passes, takes


@pytest.fixture
async def counts(paid_stage: Set) -> str:
    """The production of the set, where shots roll by themselves."""
    [found] = await paid_stage.archive.productions()
    await paid_stage.archive.change_production(found.id, autoroll_s=SECONDS)
    return found.id


async def test_a_request_that_was_deleted_does_not_roll_by_itself(
    paid_stage: Set, counts: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    await paid_stage.does("deleted", "", thread, thread)
    assert (await paid_stage.archive.shot(shot)).stopped_by == DIRECTOR, "before anything was done about it"

    async def dropped() -> bool:
        return (await paid_stage.archive.shot(shot)).dropped_why == "withdrawn"

    await paid_stage.until(dropped, "the shot that was withdrawn, though its previs had landed")
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.settled()
    assert await takes(paid_stage, thread) == [] and priced.rolled == []
    assert await paid_stage.archive.ledger(counts) == []
