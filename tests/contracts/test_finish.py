"""The archive's part of the finish: countdowns that a reply stops, a camera's record, intents that are being sent."""

from datetime import timedelta

import pytest

from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, HeldSoFar, Shot
from storage.archive import SqlArchive
from tests.contracts.studio import CHANNEL, DP, NOW, TEAM, Studio, at, record
from tests.contracts.till import ADMIN, Till, a_till

SOON = NOW + timedelta(seconds=30)


@pytest.fixture
async def till(archive: SqlArchive) -> Till:
    return await a_till(archive)


async def waiting(till: Till) -> Shot:
    """The till's shot, with its countdown begun."""
    await till.archive.set_shot_state(till.shot.id, "waiting")
    return await till.archive.begin_countdown(till.shot.id, SOON, 49, NOW)


async def test_a_countdown_ends_in_the_word_of_who_asked_and_not_before(archive: SqlArchive, till: Till) -> None:
    shot = await waiting(till)
    assert shot.counting and shot.rolls_at == SOON
    assert (await archive.roll_by_itself(shot.id, 49, SOON - timedelta(seconds=1))).state == "waiting"
    rolled = await archive.roll_by_itself(shot.id, 49, SOON)
    assert (rolled.state, rolled.word_by, rolled.counting) == ("open", shot.asked_by, False)


async def test_a_reply_stops_it_in_the_moment_it_is_heard(archive: SqlArchive, till: Till) -> None:
    shot = await waiting(till)
    studio = Studio(archive)
    await studio.hears("said", at("999.1", CHANNEL), shot.thread, person=DP, text="wait")
    stopped = await archive.shot(shot.id)
    assert (stopped.stopped_by, stopped.counting) == (DP, False)
    assert (await archive.roll_by_itself(shot.id, 49, SOON)).state == "waiting"
    assert not (await archive.begin_countdown(shot.id, SOON, 49, NOW)).counting, "nor does another begin"


async def test_money_is_looked_at_when_it_begins_and_when_it_ends(archive: SqlArchive, till: Till) -> None:
    shot = await waiting(till)
    await archive.halt(TEAM, None, ADMIN, NOW)
    kept = await archive.roll_by_itself(shot.id, 49, SOON)
    assert kept.state == "waiting" and kept.kept_by is not None and kept.kept_by.why == "halted"
    await archive.lift_halt(TEAM, None, ADMIN, NOW)
    over = await archive.begin_countdown(shot.id, SOON, 1_501, NOW)
    assert not over.counting and over.kept_by is not None and over.kept_by.why == "limit"
    asks = await archive.begin_countdown(shot.id, SOON, 600, NOW)
    assert asks.counting and asks.kept_by is None, "a yes is asked for when it rolls"


async def test_an_intent_that_is_being_sent_is_listed_as_rolling(archive: SqlArchive, till: Till) -> None:
    attempt = await till.reserve(await till.take())
    assert isinstance(attempt, Attempt)

    async def rolls() -> list[bool]:
        listed, _ = await archive.halt(TEAM, None, ADMIN, NOW)
        await archive.lift_halt(TEAM, None, ADMIN, NOW)
        return [roll.rolls for roll in listed]

    assert await rolls() == [False]
    assert await archive.may_submit(attempt.id) is None
    assert await rolls() == [True]
    await archive.turned_away(attempt.id)
    assert await rolls() == [False]


async def test_a_cameras_record_counts_judged_takes_of_its_model_in_the_workspace(archive: SqlArchive) -> None:
    studio = Studio(archive)
    shot = await studio.shot()
    said = [("pos", "praise"), ("neg", "defect"), ("pos", "praise"), ("neg", "defect"), ("neg", "defect")]
    for number, (sentiment, intent) in enumerate(said):
        take = await studio.screened(shot, f"200.{number}", f"k{number}")
        note = record(shot, take, at(f"300.{number}"), aspect="framing", sentiment=sentiment, intent=intent)
        await archive.record_note(at(f"300.{number}"), "", [note], DP, NOW)
    await studio.screened(shot, "200.9", "k9")
    asked = ShotRequest(shot_size=("wide",), camera_movement=("orbit",))
    assert await archive.held_so_far(TEAM, "animatic", "animatic-1", asked) == (HeldSoFar("wide", 2, 5),)
    assert await archive.held_so_far("T2", "animatic", "animatic-1", asked) == ()
    assert await archive.held_so_far(TEAM, "animatic", "animatic-2", asked) == ()
