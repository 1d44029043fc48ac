"""SQLite by few trips: rows come along, transactions begin with their first statement, and nothing is left behind."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.trips import Trips, by_trips

BESIDE = "SELECT count(*) FROM kept"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another process's connection, which waits for nobody."""
    with closing(sqlite3.connect(tmp_path / "kept.db", timeout=0, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY)")
        yield connection


@pytest.fixture
async def trips(tmp_path: Path, other: sqlite3.Connection) -> AsyncIterator[Trips]:
    async with by_trips(tmp_path / "kept.db", timeout_s=0.0, pragmas=["foreign_keys=ON"]) as connection:
        assert isinstance(connection, Trips)
        yield connection


async def count(trips: Trips) -> int:
    row = await (await trips.execute(BESIDE)).fetchone()
    assert row is not None
    return int(row[0])


async def test_rows_come_along_in_their_order_however_they_are_asked_for(trips: Trips) -> None:
    async with trips.cursor() as cursor:
        await cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT i FROM n")
        assert [column[0] for column in cursor.description] == ["i"]
        assert await cursor.fetchone() == (1,)
        assert list(await cursor.fetchmany(2)) == [(2,), (3,)]
        assert [row async for row in cursor] == [(i,) for i in range(4, 10)]
        assert (await cursor.fetchone(), await cursor.fetchall()) == (None, [])


async def test_what_a_statement_did_is_known(trips: Trips) -> None:
    written = await trips.execute("INSERT INTO kept VALUES (?), (?)", (7, 8))
    assert (written.rowcount, written.lastrowid) == (2, 8)
    assert not written.description


async def test_a_pragma_is_set_when_it_is_open(trips: Trips) -> None:
    assert list(await (await trips.execute("PRAGMA foreign_keys")).fetchall()) == [(1,)]


async def test_a_writer_has_the_lock_from_its_first_statement_until_it_ends(
    trips: Trips, other: sqlite3.Connection
) -> None:
    trips.begin(writes=True)
    other.execute("INSERT INTO kept VALUES (1)")  # nothing was asked yet
    assert await count(trips) == 1
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("INSERT INTO kept VALUES (2)")
    await trips.execute("INSERT INTO kept VALUES (3)")
    await trips.commit()
    other.execute("INSERT INTO kept VALUES (4)")
    assert other.execute(BESIDE).fetchone() == (3,)


async def test_a_lock_that_cannot_be_had_is_told_by_the_first_statement(
    trips: Trips, other: sqlite3.Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    trips.begin(writes=True)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await trips.execute("INSERT INTO kept VALUES (1)")
    await trips.rollback()
    other.execute("COMMIT")
    assert await count(trips) == 0


async def test_a_reader_sees_one_moment_and_the_next_one_what_came_since(
    trips: Trips, other: sqlite3.Connection
) -> None:
    trips.begin(writes=False)
    assert await count(trips) == 0
    other.execute("INSERT INTO kept VALUES (1)")
    assert await count(trips) == 0
    await trips.rollback()
    trips.begin(writes=False)
    assert await count(trips) == 1


@pytest.mark.parametrize("writes", [True, False])
async def test_what_was_taken_back_is_gone(trips: Trips, other: sqlite3.Connection, writes: bool) -> None:
    trips.begin(writes=writes)
    await trips.execute("INSERT INTO kept VALUES (1)")
    await trips.rollback()
    assert await count(trips) == 0
    other.execute("INSERT INTO kept VALUES (2)")


async def test_many_rows_are_written_all_or_none(trips: Trips) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await trips.executemany("INSERT INTO kept VALUES (?)", [(1,), (2,), (1,)])
    assert await count(trips) == 0
    await trips.executemany("INSERT INTO kept VALUES (?)", [(1,), (2,)])
    await trips.commit()
    assert await count(trips) == 2


async def test_a_transaction_that_asked_nothing_ends_as_one(trips: Trips) -> None:
    trips.begin(writes=True)
    await trips.commit()
    await trips.execute("INSERT INTO kept VALUES (1)")
    await trips.rollback()
    assert await count(trips) == 1, "what came after it stands by itself"
