"""A countdown after the previs: a shot rolls by itself where it is set so, unless somebody replies or money says no."""

from datetime import timedelta

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import ADMIN, DIRECTOR, DP, PricedCamera, Set

SECONDS = 30


@pytest.fixture
async def production(paid_stage: Set) -> str:
    [found] = await paid_stage.archive.productions()
    await paid_stage.archive.change_production(found.id, autoroll_s=SECONDS)
    return found.id


async def counting(stage: Set) -> tuple[Ref, str]:
    """A shot whose previs plays, with its countdown on the card."""
    thread = await stage.says(DIRECTOR, "medium of the courier, 8 seconds")
    shot = await stage.until(lambda: stage.shot(thread), "the shot")

    async def begun() -> bool:
        return stage.chat.shots[shot.id].rolls_in_s is not None if shot.id in stage.chat.shots else False

    await stage.until(begun, "the countdown")
    return thread, shot.id


async def passes(stage: Set, shot: str, seconds: float) -> None:
    """Time passes, and the shot's own wake-up comes."""
    stage.time[0] += timedelta(seconds=seconds)
    await stage.crew.wake(f"shot:{shot}")


async def takes(stage: Set, thread: Ref) -> list[Take]:
    return [t for t in await stage.takes(thread) if t.kind == "take"]


async def test_it_is_counted_on_the_card_and_then_rolls_and_is_paid_for(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    assert paid_stage.chat.shots[shot].rolls_in_s == SECONDS
    assert f"shot:{shot}" in await paid_stage.archive.open_work(paid_stage.crew.clock() + timedelta(seconds=11)), (
        "the next look is stored work"
    )
    await passes(paid_stage, shot, 10)
    await paid_stage.until(lambda: (paid_stage.chat.shots[shot].rolls_in_s or 99) <= 20, "the countdown going on")
    assert priced.rolled == []
    await passes(paid_stage, shot, 21)
    await paid_stage.settled()
    [take] = await takes(paid_stage, thread)
    assert (take.state, take.asked_by) == ("screened", DIRECTOR)
    assert [line.kind for line in await paid_stage.archive.ledger(production)] == ["reserved", "settled"]


async def test_any_reply_stops_it_and_so_does_cancel(paid_stage: Set, production: str, priced: PricedCamera) -> None:
    thread, shot = await counting(paid_stage)
    await paid_stage.says(DP, "lunch is at noon", thread)
    assert (await paid_stage.archive.shot(shot)).stopped_by == DP, "before anything was read"
    await paid_stage.until(lambda: paid_stage.chat.shots[shot].rolls_in_s is None, "the card without a countdown")
    other, pressed = await counting(paid_stage)
    await paid_stage.presses(DP, "cancel", f"shot:{pressed}", other)
    await paid_stage.until(lambda: paid_stage.chat.shots[pressed].shot.stopped_by == DP, "the cancel")
    for each in (shot, pressed):
        await passes(paid_stage, each, SECONDS + 1)
    await paid_stage.settled()
    assert await takes(paid_stage, thread) == await takes(paid_stage, other) == []
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.settled()
    assert len(priced.rolled) == 1, "the word rolls it all the same"


async def test_where_a_limit_or_a_stop_says_no_it_does_not_roll_and_says_why(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    await paid_stage.archive.halt("T1", production, ADMIN, paid_stage.crew.clock())
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.settled()
    kept = paid_stage.chat.shots[shot].shot
    assert kept.state == "waiting" and kept.kept_by is not None and kept.kept_by.why == "halted"
    await paid_stage.archive.change_budget(production, {"month_cents": 10})
    _, works = await paid_stage.archive.lift_halt("T1", production, ADMIN, paid_stage.crew.clock())
    for work in works:
        await paid_stage.crew.wake(work)
    second = await paid_stage.says(DIRECTOR, "wide of the pier, 8 seconds")
    await paid_stage.settled()
    over = await paid_stage.shot(second)
    assert over.rolls_at is None and over.kept_by is not None and over.kept_by.why == "limit"
    assert await takes(paid_stage, thread) == await takes(paid_stage, second) == [] and priced.rolled == []


async def test_a_bot_that_was_away_counts_anew_since_it_heard_nothing(
    paid_stage: Set, production: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    before = (await paid_stage.archive.shot(shot)).rolls_at
    await passes(paid_stage, shot, 3_600)

    async def anew() -> bool:
        return (await paid_stage.archive.shot(shot)).rolls_at != before

    await paid_stage.until(anew, "another countdown")
    assert await takes(paid_stage, thread) == [] and paid_stage.chat.shots[shot].shot.counting
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.settled()
    assert len(priced.rolled) == 1
