"""What ends a countdown that nobody replied to, and what begins it anew."""

from pathlib import Path

import pytest

from bot.cards.countdown import waiting_line
from tests.flows.along import FACE, REQUEST, Fitted, asks, edits, rolled, taps
from tests.flows.stage import ADMIN, DIRECTOR, PricedCamera, Set, a_paid_set
from tests.flows.test_countdown import SECONDS, counting, passes, takes


@pytest.fixture
async def counts(paid_stage: Set) -> str:
    """The production of the set, where shots roll by themselves."""
    return await set_counting(paid_stage)


async def set_counting(the_set: Set) -> str:
    """From now on shots roll by themselves; the production's id."""
    [found] = await the_set.archive.productions()
    await the_set.archive.change_production(found.id, autoroll_s=SECONDS)
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


async def counts_down(the_set: Set, shot: str) -> bool:
    """Whether a shot rolls by itself as its card stands."""
    return the_set.chat.shots[shot].rolls_in_s is not None


async def test_what_the_camera_takes_nothing_along_for_does_not_roll_by_itself(tmp_path: Path, clip: Path) -> None:
    camera = Fitted(clip, "veo-3.1-generate-001")
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        await rolled(the_set, "12B: medium of the courier at the door, 8 seconds")
        await set_counting(the_set)
        thread = await asks(the_set, DIRECTOR, "12C: end on the last frame of 12B take 1, low angle on the courier")
        await the_set.settled()
        view = the_set.chat.shots[(await the_set.shot(thread)).id]
        assert [line.goes for line in view.along] == [False] and view.shot.rolls_at is None
        assert await takes(the_set, thread) == []


async def test_a_face_that_is_no_longer_cleared_ends_the_countdown_and_the_card_waits(
    tmp_path: Path, clip: Path
) -> None:
    camera = Fitted(clip)
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        await set_counting(the_set)
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE)
        await the_set.until(lambda: the_set.chat.choices, "the question about rights")
        await taps(the_set, DIRECTOR, thread, "Cleared")
        shot = (await the_set.shot(thread)).id
        await the_set.until(lambda: counts_down(the_set, shot), "the countdown")
        [material] = [piece.material for piece in (await the_set.archive.shot(shot)).material if piece.material]
        await the_set.archive.state_rights([material], "not_cleared", DIRECTOR, the_set.crew.clock())
        await passes(the_set, shot, SECONDS + 1)
        await the_set.until(lambda: the_set.chat.shots[shot].shot.rolls_at is None, "the card without a countdown")
        await the_set.settled()
        assert the_set.chat.shots[shot].shot.state == "waiting"
        assert await takes(the_set, thread) == [] and camera.rolled == []


async def test_what_is_not_cleared_does_not_roll_by_itself_on_a_camera_that_costs_nothing_either(
    tmp_path: Path, clip: Path
) -> None:
    camera = Fitted(clip)
    camera.paid = False
    async with a_paid_set(tmp_path, clip, camera) as the_set:
        await the_set.archive.change_production(await set_counting(the_set), waits_for_word=True)
        thread = await asks(the_set, DIRECTOR, REQUEST, FACE)
        await the_set.settled()
        assert (await the_set.shot(thread)).rolls_at is None and the_set.chat.said != []
        await taps(the_set, DIRECTOR, thread, "Cleared")
        shot = (await the_set.shot(thread)).id
        await the_set.until(lambda: counts_down(the_set, shot), "the countdown")


@pytest.mark.parametrize("away_s", [5, SECONDS + 5])
async def test_a_shot_that_is_dropped_and_picked_up_is_counted_anew(
    paid_stage: Set, counts: str, priced: PricedCamera, away_s: int
) -> None:
    thread, shot = await counting(paid_stage)
    await paid_stage.presses(DIRECTOR, "drop_works_as_is", f"shot:{shot}", thread)
    await paid_stage.until(lambda: paid_stage.chat.shots[shot].shot.state == "dropped", "the card of a dropped shot")
    assert (await paid_stage.archive.shot(shot)).rolls_at is None
    await passes(paid_stage, shot, away_s)
    await paid_stage.presses(DIRECTOR, "pick_up", f"shot:{shot}", thread)
    await paid_stage.until(lambda: paid_stage.chat.shots[shot].rolls_in_s == SECONDS, "another countdown")
    assert priced.rolled == []
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.until(lambda: priced.rolled, "the roll")


async def test_a_shot_that_a_stop_or_a_limit_kept_back_is_counted_anew_once_that_is_over(
    paid_stage: Set, counts: str, priced: PricedCamera
) -> None:
    archive, now = paid_stage.archive, paid_stage.crew.clock
    _, shot = await counting(paid_stage)
    await archive.halt("T1", counts, ADMIN, now())
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.until(lambda: kept_by(paid_stage, shot) == "halted", "what the stop keeps back")
    await archive.change_budget(counts, {"month_cents": 10})
    _, works = await archive.lift_halt("T1", counts, ADMIN, now())
    await wake_all(paid_stage, works)
    await paid_stage.until(lambda: kept_by(paid_stage, shot) == "limit", "what keeps it back now")
    _, works = await archive.change_budget(counts, {"month_cents": 1_500})
    await wake_all(paid_stage, works)
    await paid_stage.until(lambda: paid_stage.chat.shots[shot].rolls_in_s == SECONDS, "another countdown")
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.until(lambda: priced.rolled, "the roll")


async def test_a_stop_ends_a_countdown_at_once_and_its_card_says_so(
    paid_stage: Set, counts: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    rolls, works = await paid_stage.archive.halt("T1", counts, ADMIN, paid_stage.crew.clock())
    assert (rolls, works) == ([], [f"shot:{shot}"])
    assert works[0] in await paid_stage.archive.open_work(paid_stage.crew.clock()), "due, should its wake-up be lost"
    await wake_all(paid_stage, works)
    await paid_stage.until(lambda: kept_by(paid_stage, shot) == "halted", "the card")
    assert paid_stage.chat.shots[shot].rolls_in_s is None
    assert said_on_card(paid_stage, shot).startswith(
        "does not roll by itself, waits: an admin stopped paid rolls here (it costs $0.49"
    )
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.settled()
    assert await takes(paid_stage, thread) == [] and priced.rolled == []


async def test_a_limit_that_is_lowered_ends_a_countdown_at_its_next_tick(paid_stage: Set, counts: str) -> None:
    _, shot = await counting(paid_stage)
    await paid_stage.archive.change_budget(counts, {"month_cents": 10})
    await passes(paid_stage, shot, 10)
    await paid_stage.until(lambda: kept_by(paid_stage, shot) == "limit", "the card")
    assert paid_stage.chat.shots[shot].rolls_in_s is None


async def test_an_edit_of_the_request_stops_the_countdown_and_its_card_says_so(
    paid_stage: Set, counts: str, priced: PricedCamera
) -> None:
    thread, shot = await counting(paid_stage)
    before = (await paid_stage.archive.shot(shot)).request
    edit = {"text": "wide of the courier, 8 seconds", "addressed": True, "fields": {"edit_ts": "9"}}
    await paid_stage.does("edited", DIRECTOR, thread, thread, **edit)
    await paid_stage.until(lambda: paid_stage.chat.shots[shot].shot.request != before, "the changed slate")
    await paid_stage.settled()
    assert said_on_card(paid_stage, shot) == f"waits for the word; <@{DIRECTOR}> stopped the countdown"
    await passes(paid_stage, shot, SECONDS + 1)
    await paid_stage.settled()
    assert await takes(paid_stage, thread) == [] and priced.rolled == []


async def test_an_edit_into_words_that_ask_for_no_shot_stops_it_too(paid_stage: Set, counts: str) -> None:
    thread, shot = await counting(paid_stage)
    await edits(paid_stage, thread, "lunch at one, everybody")
    assert said_on_card(paid_stage, shot) == f"waits for the word; <@{DIRECTOR}> stopped the countdown"


def said_on_card(the_set: Set, shot: str) -> str:
    """What a shot's card says that it waits for."""
    view = the_set.chat.shots[shot]
    return waiting_line(view.shot, view.rolls_in_s)


def kept_by(the_set: Set, shot: str) -> str | None:
    """What keeps a shot from rolling by itself, as its card says it."""
    kept = the_set.chat.shots[shot].shot.kept_by
    return kept.why if kept else None


async def wake_all(the_set: Set, works: list[str]) -> None:
    """Works are woken as a listener does it."""
    for work in works:
        await the_set.floor.wake(work)
