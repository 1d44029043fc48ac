"""DigestBook: a week's digest opens once, when it is due, and is counted from plain rows."""

from datetime import UTC, datetime, timedelta

import pytest

from graphs.errors import NotFound
from graphs.research.digest import summarise
from graphs.vocabulary.digests import week_bounds
from graphs.vocabulary.production import Production
from storage.archive import SqlArchive
from tests.contracts.studio import COLLECTED, DIRECTOR, DP, NOW, TEAM, Studio, at, record, verdict

WEEK = "2026-W47"
START, END = week_bounds(WEEK, "Europe/Paris")
MONDAY_NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 09:00 in Paris, for the week in which NOW lies
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def production(studio: Studio) -> Production:
    return await studio.production()


async def test_a_digest_is_due_on_monday_at_nine_for_the_week_that_ended(
    archive: SqlArchive, production: Production
) -> None:
    assert await archive.open_due_digests(MONDAY_NINE - MINUTE) == []
    [work] = await archive.open_due_digests(MONDAY_NINE)
    digest = await archive.digest(work.removeprefix("digest:"))
    assert (digest.production, digest.week, digest.so_far) == (production.id, WEEK, False)
    assert (digest.asked_by, digest.thread, digest.opened_at) == (None, None, MONDAY_NINE)
    assert await archive.open_work(NOW) == [work]


async def test_it_opens_once_however_often_the_clock_looks(archive: SqlArchive, production: Production) -> None:
    first = await archive.open_due_digests(MONDAY_NINE)
    assert await archive.open_due_digests(MONDAY_NINE + 3 * MINUTE) == first
    await archive.digest_posted(first[0].removeprefix("digest:"), at("9.1"))
    assert await archive.open_due_digests(MONDAY_NINE + timedelta(days=3)) == []
    assert len(await archive.open_due_digests(MONDAY_NINE + timedelta(days=7))) == 1


async def test_a_bot_that_slept_through_its_hour_catches_up_with_the_last_week(
    archive: SqlArchive, production: Production
) -> None:
    [work] = await archive.open_due_digests(MONDAY_NINE + timedelta(days=16))
    assert (await archive.digest(work.removeprefix("digest:"))).week == "2026-W49"


async def test_each_production_has_its_own_hour(studio: Studio, archive: SqlArchive, production: Production) -> None:
    tokyo = await studio.production("C2", "Asia/Tokyo")
    friday = await studio.production("C3")
    await archive.change_production(friday.id, digest_day=5, digest_hour=17)
    [work] = await archive.open_due_digests(MONDAY_NINE - timedelta(hours=8))
    assert (await archive.digest(work.removeprefix("digest:"))).production == tokyo.id
    at_friday = await archive.open_due_digests(MONDAY_NINE + timedelta(days=4, hours=8))
    digests = [await archive.digest(work.removeprefix("digest:")) for work in at_friday]
    assert {(d.production, d.week) for d in digests} == {(p.id, WEEK) for p in (production, tokyo, friday)}


async def test_a_production_has_no_digest_of_a_week_before_its_own_nor_after_it_closed(
    studio: Studio, archive: SqlArchive, production: Production
) -> None:
    await archive.close_production(production.id, NOW)
    await archive.open_production(TEAM, "C9", "new", DIRECTOR, "Europe/Paris", MONDAY_NINE - 5 * MINUTE)
    assert await archive.open_due_digests(MONDAY_NINE) == []


async def test_a_digest_on_demand_is_so_far_and_once_for_its_key(archive: SqlArchive, production: Production) -> None:
    thread = at("5.1")
    work = await archive.open_digest(production.id, WEEK, "said:5.1", DP, thread, NOW)
    assert await archive.open_digest(production.id, WEEK, "said:5.1", DP, thread, NOW + MINUTE) == work
    other = await archive.open_digest(production.id, WEEK, "said:5.2", DP, None, NOW)
    digest = await archive.digest(work.removeprefix("digest:"))
    assert (digest.so_far, digest.asked_by, digest.thread, digest.opened_at) == (True, DP, thread, NOW)
    assert await archive.open_work(NOW) == [work, other]
    due = await archive.open_due_digests(MONDAY_NINE)
    assert due[:2] == [work, other] and len(due) == 3, "one so far does not stand for the week's own"


async def test_what_was_counted_first_is_what_is_posted(archive: SqlArchive, production: Production) -> None:
    digest = (await archive.open_digest(production.id, WEEK, "k", DP, None, NOW)).removeprefix("digest:")
    kept = await archive.keep_digest(digest, "# W47 \ud800", {"week": WEEK, "quote": "\x00"})
    assert (kept.markdown, kept.body) == ("# W47 \ufffd", {"week": WEEK, "quote": "\x00"})
    assert await archive.keep_digest(digest, "# other", {}) == kept == await archive.digest(digest)
    posted = await archive.digest_posted(digest, at("9.1"))
    assert posted.ref == at("9.1") == (await archive.digest_posted(digest, at("9.2"))).ref
    shown = await archive.shown(at("9.1"))
    assert shown is not None
    assert (shown.subject, shown.id, shown.shot, shown.take) == ("digest", digest, None, None)


async def test_a_weeks_rows_are_what_was_made_and_said_in_it(
    studio: Studio, archive: SqlArchive, production: Production
) -> None:
    shot = await studio.shot("1.1", slate="14C")
    landed = await studio.screened(shot, "1.5")
    previs = await studio.take(shot, "p", "previs")
    await archive.record_note(at("2.1"), "", [record(shot, landed, at("2.1"))], DP, NOW)
    await archive.record_press("gone", verdict(shot, landed, at("1.5"), "ng"), NOW)
    await archive.retract([(await archive.feedback_on(landed.id))[1]["record_id"]], DIRECTOR, NOW)
    await archive.not_a_shot((await studio.heard("8.8")).id)
    rows = await archive.week(production.id, START, END)
    assert rows.shots == ({"id": shot.id, "name": "14C", "state": "slated", "created_at": NOW, "dropped_why": None},)
    first, second = rows.takes
    assert first == {
        "id": landed.id, "shot_id": shot.id, "shot_name": "14C", "number": 1, "kind": "take", "state": "screened",
        "camera": "animatic", "model": COLLECTED.model, "seed": 7, "created_at": NOW, "clip_ref": at("1.5").key,
        "master_of": None,
    }  # fmt: skip
    assert (second["id"], second["kind"], second["model"], second["clip_ref"]) == (previs.id, "previs", None, None)
    assert [bool(r.get("retracted_at")) for r in rows.feedback] == [False, True]


async def test_a_week_begins_at_its_first_instant_and_ends_before_its_last(
    studio: Studio, archive: SqlArchive, production: Production
) -> None:
    shot = await studio.shot("1.1")
    take = await studio.screened(shot, "1.5")
    for i, said_at in enumerate((START, START - MINUTE, END, END - MINUTE)):
        given = record(shot, take, at(f"2.{i}"), created_at=said_at.isoformat(), quote=f"{i}")
        await archive.record_note(at(f"2.{i}"), "", [given], DP, NOW)
    rows = await archive.week(production.id, START, END)
    assert [r["quote"] for r in rows.feedback] == ["0", "3"]


async def test_a_week_brings_the_older_takes_that_its_feedback_names(
    studio: Studio, archive: SqlArchive, production: Production
) -> None:
    shot = await studio.shot("1.1")
    named, _unnamed = await studio.screened(shot, "1.5", "a"), await studio.screened(shot, "1.6", "b")
    later = START + timedelta(days=9)
    given = record(shot, named, at("2.1"), created_at=later.isoformat())
    await archive.record_note(at("2.1"), "", [given], DP, later)
    rows = await archive.week(production.id, END, END + timedelta(days=7))
    assert rows.shots == ()
    assert [t["id"] for t in rows.takes] == [named.id]


async def test_productions_do_not_see_each_others_weeks(
    studio: Studio, archive: SqlArchive, production: Production
) -> None:
    shot = await studio.shot("1.1")
    take = await studio.screened(shot, "1.5")
    await archive.record_note(at("2.1"), "", [record(shot, take, at("2.1"))], DP, NOW)
    other = await studio.production("C2")
    rows = await archive.week(other.id, START, END)
    assert (rows.shots, rows.takes, rows.feedback) == ((), (), ())


async def test_a_week_can_be_counted(studio: Studio, archive: SqlArchive, production: Production) -> None:
    shot = await studio.shot("1.1")
    take = await studio.screened(shot, "1.5")
    await archive.record_note(at("2.1"), "", [record(shot, take, at("2.1"))], DP, NOW)
    await archive.record_press("c", verdict(shot, take, at("1.5"), "circle"), NOW)
    summary = summarise(await archive.week(production.id, START, END), WEEK, "Europe/Paris")
    assert (summary["volume"]["shots"], summary["volume"]["takes"], summary["verdicts"]["circle"]) == (1, 1, 1)


async def test_unknown_digests_are_not_found(archive: SqlArchive) -> None:
    for missing in (
        archive.digest("none"),
        archive.keep_digest("none", "", {}),
        archive.digest_posted("none", at("1")),
        archive.open_digest("none", WEEK, "k", DP, None, NOW),
        archive.week("none", START, END),
    ):
        with pytest.raises(NotFound):
            await missing
