"""RollBook: a take from its intent to its clip, however steps and people cross each other."""

from datetime import timedelta
from typing import Any

import pytest

from graphs.crew.entries import Rest
from graphs.errors import NotFound
from graphs.vocabulary.shots import Attempt, InLine, Shot, Take
from storage.archive import SqlArchive
from tests.contracts.studio import COLLECTED, DIRECTOR, DP, ESTIMATE, NOW, Studio, at, take_entry


@pytest.fixture
async def shot(studio: Studio) -> Shot:
    return await studio.shot()


@pytest.fixture
async def take(studio: Studio, shot: Shot) -> Take:
    return await studio.take(shot)


async def test_a_roll_is_reserved_once(studio: Studio, archive: SqlArchive, take: Take) -> None:
    attempt = await studio.reserve(take)
    assert (attempt.number, attempt.state, attempt.model_asked, attempt.seed) == (1, "intended", "animatic-1", 7)
    assert (attempt.parameters, attempt.intended_at, attempt.operation) == ({"fps": 24}, NOW, None)
    assert await studio.reserve(take, now=NOW + timedelta(minutes=1)) == attempt
    assert await archive.attempts_of(take.id) == [attempt]


async def test_a_clip_comes_from_an_attempt_that_keeps_the_whole_chain(
    studio: Studio, archive: SqlArchive, take: Take
) -> None:
    attempt = await studio.reserve(take)
    rolling = await archive.submitted(attempt.id, "op-1", NOW + timedelta(seconds=1))
    assert rolling.state == "rolling"
    collected = await archive.collected(take.id, attempt.id, COLLECTED, NOW + timedelta(seconds=9))
    assert (collected.state, collected.clip, collected.poster) == ("collected", "a" * 64, None)
    developed = await archive.developed(take.id, "b" * 64, "c" * 64)
    assert (developed.state, developed.poster, developed.filmstrip) == ("collected", "b" * 64, "c" * 64)
    assert (collected.duration_s, collected.rolled_in_s, collected.cost_cents) == (6.0, 3.5, 0)
    [done] = await archive.attempts_of(take.id)
    assert (done.state, done.operation, done.submitted_at) == ("done", "op-1", NOW + timedelta(seconds=1))
    assert (done.model_asked, done.model_served) == ("animatic-1", "animatic-1.2")
    assert done.parameters == {"fps": 24, "scale": 1}, "as asked and as served"
    screened = await archive.screened(take.id, at("1.5"))
    assert (screened.state, screened.clip_ref, screened.ended) == ("screened", at("1.5"), True)
    assert await archive.take(take.id) == screened


async def test_each_step_may_be_repeated(studio: Studio, archive: SqlArchive, take: Take) -> None:
    attempt = await studio.reserve(take)
    await archive.submitted(attempt.id, "op-1", NOW)
    again = await archive.submitted(attempt.id, "op-2", NOW + timedelta(minutes=1))
    assert again.state == "rolling"
    [row] = await archive.attempts_of(take.id)
    assert (row.operation, row.submitted_at) == ("op-1", NOW)
    first = await archive.collected(take.id, attempt.id, COLLECTED, NOW)
    assert await archive.collected(take.id, attempt.id, COLLECTED, NOW) == first
    assert await archive.submitted(attempt.id, "op-1", NOW) == first
    shown = await archive.screened(take.id, at("1.5"))
    assert await archive.screened(take.id, at("1.6")) == shown


async def test_where_the_camera_is_full_a_take_stands_in_line(studio: Studio, archive: SqlArchive, shot: Shot) -> None:
    takes = [await studio.take(shot, f"k{i}") for i in range(4)]
    first = await studio.reserve(takes[0], limit=1)
    places = [await studio.reserve(t, limit=1, now=NOW + timedelta(seconds=i)) for i, t in enumerate(takes[1:])]
    assert places == [InLine(1), InLine(2), InLine(3)]
    assert await studio.reserve(takes[2], limit=1, now=NOW + timedelta(minutes=1)) == InLine(2), "its place is kept"
    assert (await archive.take(takes[1].id)).state == "queued"
    await archive.attempt_failed(first.id, "no light", take_ends=True)
    second = await studio.reserve(takes[1], limit=1)
    assert isinstance(second, Attempt)
    assert (await archive.take(takes[1].id)).state == "open"
    assert await studio.reserve(takes[3], limit=1) == InLine(2)


async def test_each_camera_has_its_own_places(studio: Studio, archive: SqlArchive, shot: Shot) -> None:
    one, other = await studio.take(shot, "a"), await studio.take(shot, "b")
    await studio.reserve(one, limit=1)
    place = await archive.reserve_roll(other.id, "omni", "omni-1", {}, 1, ESTIMATE, NOW)
    assert isinstance(place, Attempt)


async def test_a_take_that_ended_gets_no_roll(studio: Studio, archive: SqlArchive, shot: Shot, take: Take) -> None:
    await archive.cancel_take(take.id, DP)
    assert await studio.reserve(take) is None
    assert await studio.reserve(await studio.collected(shot, "other")) is None
    failed = await studio.take(shot, "third")
    await archive.fail_take(failed.id, "no light")
    assert await studio.reserve(failed) is None


async def test_another_attempt_follows_one_that_failed(studio: Studio, archive: SqlArchive, take: Take) -> None:
    first = await studio.attempt(take)
    assert (await archive.attempt_failed(first.id, "busy", take_ends=False)).state == "open"
    second = await studio.reserve(take)
    assert (second.number, second.id != first.id) == (2, True)
    ended = await archive.attempt_failed(second.id, "no light", take_ends=True)
    assert (ended.state, ended.trouble) == ("failed", "no light")
    assert [a.state for a in await archive.attempts_of(take.id)] == ["failed", "failed"]


async def test_cancel_ends_a_take_and_says_which_attempt_runs(studio: Studio, archive: SqlArchive, take: Take) -> None:
    attempt = await studio.attempt(take)
    await archive.rest(f"take:{take.id}", Rest(until=NOW + timedelta(days=9)))
    ended, running = await archive.cancel_take(take.id, DIRECTOR)
    assert (ended.state, ended.ended_by) == ("cancelled", DIRECTOR)
    assert running is not None and (running.id, running.operation) == (attempt.id, f"op-{attempt.id}")
    assert f"take:{take.id}" in await archive.open_work(NOW), "its flow ends without waiting for its next look"
    again, still = await archive.cancel_take(take.id, DP)
    assert (again, still) == (ended, running), "a camera that a crash kept from being told is told again"


async def test_cancel_before_anything_rolled_has_no_camera_to_tell(archive: SqlArchive, take: Take) -> None:
    ended, running = await archive.cancel_take(take.id, DP)
    assert (ended.state, running) == ("cancelled", None)


async def test_a_cancelled_take_is_never_overwritten(studio: Studio, archive: SqlArchive, take: Take) -> None:
    attempt = await studio.reserve(take)
    cancelled, _ = await archive.cancel_take(take.id, DP)
    assert await archive.submitted(attempt.id, "op-1", NOW) == cancelled
    assert await archive.collected(take.id, attempt.id, COLLECTED, NOW) == cancelled
    assert await archive.screened(take.id, at("1.5")) == cancelled
    assert await archive.attempt_failed(attempt.id, "no light", take_ends=True) == cancelled
    assert await archive.fail_take(take.id, "no light") == cancelled
    assert await archive.retry_take(take.id) == cancelled
    assert await archive.delete_take(take.id, DP) == cancelled
    [row] = await archive.attempts_of(take.id)
    assert (row.state, row.operation) == ("cancelled", "op-1"), (
        "what the camera took is known, so that it can be stopped"
    )


async def test_a_cancel_frees_the_cameras_place(studio: Studio, archive: SqlArchive, shot: Shot) -> None:
    one, other = await studio.take(shot, "a"), await studio.take(shot, "b")
    await studio.reserve(one, limit=1)
    await archive.cancel_take(one.id, DP)
    assert isinstance(await studio.reserve(other, limit=1), Attempt)


async def test_a_take_that_plays_is_neither_cancelled_nor_failed(
    studio: Studio, archive: SqlArchive, shot: Shot
) -> None:
    screened = await studio.screened(shot, "1.5")
    assert await archive.cancel_take(screened.id, DP) == (screened, None)
    assert await archive.fail_take(screened.id, "late news") == screened
    assert await archive.retry_take(screened.id) == screened


async def test_a_deleted_clip_ends_its_take_and_stays_known(studio: Studio, archive: SqlArchive, shot: Shot) -> None:
    screened = await studio.screened(shot, "1.5")
    deleted = await archive.delete_take(screened.id, DIRECTOR)
    assert (deleted.state, deleted.clip_ref, deleted.ended_by) == ("deleted", at("1.5"), DIRECTOR)
    shown = await archive.shown(at("1.5"))
    assert shown is not None and shown.take == screened.id
    other = await studio.screened(shot, "1.6", "other")
    assert (await archive.delete_take(other.id, "")).ended_by is None, "a chat may not say who"


async def test_a_failed_take_can_be_tried_again_and_the_tries_are_counted(
    studio: Studio, archive: SqlArchive, take: Take
) -> None:
    attempt = await studio.attempt(take)
    failed = await archive.fail_take(take.id, "The camera stopped.")
    assert (failed.state, failed.trouble, failed.failures) == ("failed", "The camera stopped.", 1)
    assert [a.state for a in await archive.attempts_of(take.id)] == ["failed"], "the camera's place is free"
    await archive.rest(f"take:{take.id}", Rest())
    again = await archive.retry_take(take.id)
    assert (again.state, again.trouble, again.failures) == ("open", None, 1)
    assert f"take:{take.id}" in await archive.open_work(NOW)
    second = await studio.reserve(take)
    assert second.number == attempt.number + 1


async def test_a_failed_take_whose_clip_is_there_is_shown_again_not_rolled(
    studio: Studio, archive: SqlArchive, shot: Shot
) -> None:
    take = await studio.collected(shot)
    await archive.fail_take(take.id, "The chat did not show it.")
    assert (await archive.retry_take(take.id)).state == "collected"


async def view_of(archive: SqlArchive, take: Take) -> Any:
    return await archive.take_view(take.id)


async def test_a_take_is_seen_with_its_shot_production_and_parent(
    studio: Studio, archive: SqlArchive, shot: Shot
) -> None:
    first = await studio.screened(shot, "1.5")
    [second] = await archive.open_takes(shot.id, "again", [take_entry(parent=first.id)], DP, None, NOW)
    view = await view_of(archive, second)
    assert (view.take, view.shot, view.parent) == (second, shot, first)
    assert view.production == await archive.production(shot.production)
    assert (view.verdict, view.verdict_by, view.notes, view.liked, view.liking, view.place) == (
        None, None, 0, 0, 0, None,
    )  # fmt: skip


async def test_the_newest_take_is_the_highest_that_did_not_end_badly(
    studio: Studio, archive: SqlArchive, shot: Shot
) -> None:
    first, second = await studio.screened(shot, "1.5", "a"), await studio.screened(shot, "1.6", "b")
    previs = await studio.take(shot, "p", "previs")
    newest = [(await view_of(archive, t)).newest for t in (first, second, previs)]
    assert newest == [False, True, True]
    await archive.delete_take(second.id, DP)
    assert [(await view_of(archive, t)).newest for t in (first, second)] == [True, False]


async def test_unknown_takes_and_attempts_are_not_found(archive: SqlArchive) -> None:
    for missing in (
        archive.take("none"),
        archive.take_view("none"),
        archive.reserve_roll("none", "animatic", "m", {}, 1, ESTIMATE, NOW),
        archive.submitted("none", "op", NOW),
        archive.collected("none", "none", COLLECTED, NOW),
        archive.attempt_failed("none", "x", take_ends=True),
        archive.cancel_take("none", DP),
        archive.screened("none", at("1")),
    ):
        with pytest.raises(NotFound):
            await missing
    assert await archive.takes_of("none") == []
    assert await archive.attempts_of("none") == []
