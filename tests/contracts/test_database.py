"""The database: transactions that hold, on SQLite and PostgreSQL alike."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.errors import Misconfigured
from storage.archive import SqlArchive
from storage.book import Book
from storage.database import Database, insert_new, open_database, read_address, writes
from storage.tables import ActRow, MemberRow, PostingRow
from tests.contracts.studio import NOW, Studio, act, at

CET = timezone(timedelta(hours=1))


async def test_instants_are_utc_in_and_out(archive: SqlArchive) -> None:
    half_past = datetime(2026, 11, 18, 10, 30, 0, 123456, CET)
    await archive.intend("k", "card", "1", at("1.1"), half_past)
    stored = await archive.posting("k")
    assert stored is not None and stored.intended_at == half_past
    assert stored.intended_at.tzinfo is UTC


async def test_an_instant_without_a_zone_is_refused(archive: SqlArchive) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        await archive.intend("k", "card", "1", at("1.1"), NOW.replace(tzinfo=None))
    assert await archive.posting("k") is None


async def test_a_transaction_that_fails_leaves_nothing(archive: SqlArchive) -> None:
    with pytest.raises(RuntimeError):
        async with archive.database.begin(writes=True) as session:
            await insert_new(session, ActRow, key="half")
            raise RuntimeError
    assert (await archive.hear(act("said", at("1.1"), key="half"))).new


async def test_an_insert_says_whether_it_was_new(archive: SqlArchive) -> None:
    async with archive.database.begin(writes=True) as session:
        first = await insert_new(session, ActRow, key="k")
        assert isinstance(first, int)
        assert await insert_new(session, ActRow, key="k") is None
        other = await insert_new(session, ActRow, key="l")
        assert other is not None and other > first


async def test_rows_belong_to_something(archive: SqlArchive) -> None:
    with pytest.raises(IntegrityError):
        async with archive.database.begin(writes=True) as session:
            session.add(
                MemberRow(production="none", person="U1", role="crew", craft="dp", set_by="U1", set_at=NOW)
            )  # fmt: skip


async def test_readers_are_not_kept_waiting_by_a_writer(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    async with archive.database.begin(writes=True) as session:
        await insert_new(session, ActRow, key="slow")
        assert await asyncio.wait_for(archive.production(production.id), 5) == production


class Crossing(Book):
    """Two writers that take two rows in opposite order, which one of them must lose and do again."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.runs = 0

    @writes
    async def cross(self, session: AsyncSession, first: str, second: str, met: asyncio.Barrier) -> None:
        self.runs += 1
        for i, key in enumerate((first, second)):
            await session.execute(update(PostingRow).where(PostingRow.key == key).values(tries=PostingRow.tries + 1))
            if i == 0 and self.runs <= 2:
                await met.wait()

    @writes
    async def lose_connection_once(self, session: AsyncSession) -> None:
        self.runs += 1
        await insert_new(session, ActRow, key="lost and found")
        if self.runs == 1:
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    @writes
    async def fail(self, session: AsyncSession) -> None:
        self.runs += 1
        await session.execute(text("SELECT nonsense"))


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_transaction_that_lost_a_deadlock_is_run_again(archive: SqlArchive) -> None:
    for key in ("a", "b"):
        await archive.intend(key, "card", key, at("1.1"), NOW)
    crossing, met = Crossing(archive.database), asyncio.Barrier(2)
    await asyncio.gather(crossing.cross("a", "b", met), crossing.cross("b", "a", met))
    assert crossing.runs == 3
    postings = [await archive.posting(key) for key in ("a", "b")]
    assert [p and p.tries for p in postings] == [2, 2]


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_transaction_whose_connection_was_lost_is_run_again(archive: SqlArchive) -> None:
    crossing = Crossing(archive.database)
    await crossing.lose_connection_once()
    assert crossing.runs == 2
    async with archive.database.begin(writes=False) as session:
        assert len((await session.scalars(select(ActRow))).all()) == 1


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_connections_that_died_while_they_rested_are_replaced(archive: SqlArchive) -> None:
    await asyncio.gather(*(archive.productions() for _ in range(5)))
    async with archive.database.begin(writes=False) as session:
        await session.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                 "WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )  # fmt: skip
    assert await asyncio.gather(*(archive.productions() for _ in range(5))) == [[]] * 5


async def test_what_cannot_succeed_is_not_run_again(archive: SqlArchive) -> None:
    crossing = Crossing(archive.database)
    with pytest.raises(DBAPIError):
        await crossing.fail()
    assert crossing.runs == 1


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_a_writer_waits_for_another_process(archive: SqlArchive, database_url: str) -> None:
    other = sqlite3.connect(database_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    heard = asyncio.create_task(archive.hear(act("said", at("1.1"), addressed=True)))
    await asyncio.sleep(0.2)
    assert not heard.done()
    other.execute("COMMIT")
    other.close()
    assert (await heard).new


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_readers_that_turn_writers_under_load_never_fail(database_url: str) -> None:
    archives = [SqlArchive(open_database(database_url)) for _ in range(2)]  # two processes, such as a bot and a command
    acts = [act("said", at(f"1.{i}"), addressed=True) for i in range(40)]
    hearings = await asyncio.gather(*(archives[i % 2].hear(each) for i, each in enumerate(acts)))
    assert all(h.new for h in hearings)
    for archive in archives:
        await archive.aclose()


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_sqlite_keeps_a_write_ahead_log(archive: SqlArchive) -> None:
    async with archive.database.begin(writes=False) as session:
        pragmas = [await session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 1]


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgresql://u:p@host/db", "postgresql+psycopg"),
        ("postgres://u:p@host/db", "postgresql+psycopg"),
        ("postgresql+psycopg://u:p@host/db?host=/tmp", "postgresql+psycopg"),
        ("sqlite:///dailies.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////abs/dailies.db", "sqlite+aiosqlite"),
    ],
)
def test_addresses_are_read_as_people_write_them(url: str, driver: str) -> None:
    assert read_address(url).drivername == driver


@pytest.mark.parametrize("url", ["mysql://host/db", "dailies.db", "sqlite://", "sqlite:///:memory:", ""])
def test_what_is_no_database_here_is_said_without_the_address(url: str) -> None:
    with pytest.raises(Misconfigured) as raised:
        open_database(url)
    assert str(raised.value).startswith("DATABASE_URL") and (not url or url not in str(raised.value))
