"""Silence: stretches off the record, and what is left of what was said in them."""

import asyncio
from datetime import datetime, timedelta

from graphs.crew.reading import Extractor
from graphs.vocabulary.refs import Ref
from storage.archive import SqlArchive
from storage.feedback_tables import SilenceRow, UnloggedRow
from storage.tables import ActRow, ReadingRow
from tests.contracts.studio import CHANNEL, DIRECTOR, DP, NOW, PA, TEAM, Studio, at, entry

RULES = Extractor("rules", "1.0")
THREAD = at("1.1")
LATER, EVENING = NOW + timedelta(hours=1), NOW + timedelta(hours=9)


async def off(archive: SqlArchive, person: str, thread: Ref = THREAD, when: datetime = LATER) -> bool:
    return await archive.is_off_record(at("9.9"), thread, person, when)


async def test_a_thread_is_off_the_record_for_everybody_or_for_one(archive: SqlArchive) -> None:
    await archive.go_off_record(TEAM, CHANNEL, THREAD, None, NOW, None, DIRECTOR)
    await archive.go_off_record(TEAM, CHANNEL, at("2.1"), DP, NOW, None, DP)
    assert await off(archive, PA) and await off(archive, DP)
    assert await off(archive, DP, at("2.1"))
    assert not await off(archive, PA, at("2.1"))
    assert not await off(archive, DP, at("3.1"))
    assert not await off(archive, PA, when=NOW - timedelta(seconds=1)), "what was said before stays on it"


async def test_a_day_ends_by_itself_and_is_of_one_channel(archive: SqlArchive) -> None:
    await archive.go_off_record(TEAM, CHANNEL, None, None, NOW, EVENING, DIRECTOR)
    assert await off(archive, PA)
    assert await off(archive, PA, at("2.1"))
    assert not await off(archive, PA, when=EVENING)
    assert not await archive.is_off_record(at("9.9", "C2"), at("9.9", "C2"), PA, LATER)


async def test_a_stretch_without_length_ends_the_one_of_the_same_maker(archive: SqlArchive) -> None:
    await archive.go_off_record(TEAM, CHANNEL, THREAD, None, NOW, None, DIRECTOR)
    await archive.go_off_record(TEAM, CHANNEL, THREAD, None, LATER, LATER, DP)
    assert await off(archive, PA), "somebody else's word does not end it"
    await archive.go_off_record(TEAM, CHANNEL, THREAD, None, LATER, LATER, DIRECTOR)
    assert not await off(archive, PA)
    assert await off(archive, PA, when=LATER - timedelta(seconds=1)), "what was said in it stays off it"
    await archive.go_off_record(TEAM, CHANNEL, THREAD, None, LATER, None, DIRECTOR)
    assert await off(archive, PA), "it may be asked for again"


async def test_who_asks_twice_changes_nothing(replicas: list[SqlArchive]) -> None:
    asked = [one.go_off_record(TEAM, CHANNEL, THREAD, None, NOW, None, DIRECTOR) for one in replicas for _ in range(3)]
    await asyncio.gather(*asked)
    async with replicas[0].database.begin(writes=False) as session:
        assert len((await session.scalars(SilenceRow.__table__.select())).all()) == 1


async def test_what_is_counted_leaves_its_key_and_nothing_else(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    hearing = await studio.hears("said", at("5.1"), shot.thread, text="between us, the light is awful")
    assert hearing.act is not None
    await archive.keep_reading(at("5.1"), "", RULES, {"texts": ["the light is awful"]}, NOW)
    for _ in range(2):
        await archive.count_off_record(shot.production, "said:5.1")
    assert await archive.off_record_count(shot.production) == 1
    assert await archive.act(hearing.act) is None
    assert await archive.said(at("5.1")) is None
    assert not (await studio.hears("said", at("5.1"), shot.thread, text="again")).new, "its key is known"
    async with archive.database.begin(writes=False) as session:
        row = await session.get_one(ActRow, hearing.act)
        assert (row.body, row.person, row.ref) == (None, None, None)
        assert (await session.scalars(ReadingRow.__table__.select())).all() == []
        [counted] = (await session.scalars(UnloggedRow.__table__.select())).all()
        assert "5.1" not in counted, "nobody reads from the count which message it was"


async def test_versions_of_a_message_count_as_one_and_each_is_forgotten_by_its_key(
    studio: Studio, archive: SqlArchive
) -> None:
    shot = await studio.shot()
    first = await studio.hears("said", at("5.1"), shot.thread, text="dark")
    edit = {"key": "edited:5.1", "fields": {"edit_ts": "6"}}
    second = await studio.hears("edited", at("5.1"), shot.thread, text="too dark", **edit)
    assert first.act is not None and second.act is not None
    await archive.keep_reading(at("5.1"), "", RULES, {}, NOW)
    await archive.keep_reading(at("5.1"), "6", RULES, {}, NOW)
    await archive.count_off_record(shot.production, "edited:5.1")
    assert await archive.act(second.act) is None
    kept = await archive.said(at("5.1"))
    assert kept and kept.text == "dark", "what was on the record stays"
    async with archive.database.begin(writes=False) as session:
        assert [r.edit_ts for r in (await session.execute(ReadingRow.__table__.select())).all()] == [""]
    await archive.count_off_record(shot.production, kept.key)
    assert await archive.off_record_count(shot.production) == 1


async def test_reactions_count_each_and_productions_apart(studio: Studio, archive: SqlArchive) -> None:
    one, other = await studio.production(), await studio.production("C2")
    for event in ("Ev1", "Ev2", "Ev2"):
        await archive.count_off_record(one.id, f"reaction:{event}")
    assert await archive.off_record_count(one.id) == 2
    assert await archive.off_record_count(other.id) == 0


async def test_a_reading_that_a_shot_was_written_up_from_stays(studio: Studio, archive: SqlArchive) -> None:
    production, heard = await studio.production(), await studio.heard("1.1")
    reading = await archive.keep_reading(at("1.1"), "", RULES, {"kind": "new_shot"}, NOW)
    await archive.write_slates("k", heard.id, at("1.1"), at("1.1"), production.id, DP, reading, [entry()], (), NOW)
    await archive.count_off_record(production.id, "said:1.1")
    async with archive.database.begin(writes=False) as session:
        assert await session.get(ReadingRow, reading) is not None


async def test_of_a_message_that_asked_for_no_shot_no_reading_is_kept_before_it_is_read_as_a_note(
    studio: Studio, archive: SqlArchive
) -> None:
    heard = await studio.heard("1.1")
    await archive.keep_reading(at("1.1"), "", RULES, {"texts": ["between us"]}, NOW)
    await archive.not_a_shot(heard.id)
    async with archive.database.begin(writes=False) as session:
        assert (await session.scalars(ReadingRow.__table__.select())).all() == []
