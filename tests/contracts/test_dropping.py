"""ShotBook: a shot is dropped with a reason, and picked up again."""

from datetime import timedelta

import pytest

from graphs.errors import NotFound
from storage.archive import SqlArchive
from tests.contracts.studio import DIRECTOR, DP, NOW, Studio, take_entry


async def test_a_dropped_shot_says_why_and_by_whom(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    dropped = await archive.drop_shot(shot.id, "cut_from_script", DP)
    assert (dropped.state, dropped.dropped_why, dropped.dropped_by) == ("dropped", "cut_from_script", DP)
    assert await archive.shot(shot.id) == dropped
    again = await archive.drop_shot(shot.id, "shot_for_real", DIRECTOR)
    assert (again.dropped_why, again.dropped_by) == ("shot_for_real", DIRECTOR), "a later reason takes its place"
    assert await archive.open_takes(shot.id, "k", [take_entry()], DP, None, NOW) == []
    assert (await archive.give_word(shot.id, DIRECTOR)).state == "dropped"


async def test_nobody_known_is_nobody(studio: Studio, archive: SqlArchive) -> None:
    heard = await studio.heard()
    dropped = await archive.drop_shot(heard.id, "withdrawn", "")
    assert (dropped.state, dropped.dropped_why, dropped.dropped_by) == ("dropped", "withdrawn", None)


async def test_a_shot_with_takes_is_picked_up_open(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    await studio.take(shot)
    await archive.drop_shot(shot.id, "works_as_is", DP)
    picked = await archive.pick_up(shot.id)
    assert (picked.state, picked.dropped_why, picked.dropped_by) == ("open", None, None)
    assert await archive.pick_up(shot.id) == picked, "a second time changes nothing"
    assert (await studio.take(shot, "more")).number == 2


async def test_a_shot_that_had_the_word_is_picked_up_open(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    await archive.give_word(shot.id, DIRECTOR)
    await archive.drop_shot(shot.id, "works_as_is", DP)
    assert (await archive.pick_up(shot.id)).state == "open"


async def test_a_shot_that_was_only_drawn_waits_for_the_word_again(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    await studio.take(shot, "p", "previs")
    await archive.set_shot_state(shot.id, "waiting")
    await archive.drop_shot(shot.id, "model_cannot", DP)
    assert (await archive.pick_up(shot.id)).state == "waiting"


async def test_what_was_no_shot_is_not_dropped_and_not_picked_up(studio: Studio, archive: SqlArchive) -> None:
    heard = await studio.heard()
    await archive.not_a_shot(heard.id)
    assert (await archive.drop_shot(heard.id, "works_as_is", DP)).state == "not_a_shot"
    assert (await archive.pick_up(heard.id)).state == "not_a_shot"


async def test_the_reason_stands_in_the_weeks_rows(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    await archive.drop_shot(shot.id, "model_cannot", DP)
    rows = await archive.week(shot.production, NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert [(s["state"], s["dropped_why"]) for s in rows.shots] == [("dropped", "model_cannot")]


async def test_shots_that_nobody_asked_for_are_not_found(archive: SqlArchive) -> None:
    for missing in (archive.drop_shot("none", "works_as_is", DP), archive.pick_up("none")):
        with pytest.raises(NotFound):
            await missing
