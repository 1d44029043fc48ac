"""SQLite from an event loop, with as few trips to its connection's thread as there can be. No SQL of ours lives here.

A trip wakes a thread and then the loop again, which costs more than most statements do. aiosqlite makes four of a
statement (a cursor, the statement, its rows, the cursor's end). Here a statement is one trip, its transaction begins on
the way, and where there is nothing to end none is made.
"""

import sqlite3
from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import aiosqlite
from aiosqlite.context import contextmanager

CHUNK = 64  # as aiosqlite has it
LOOK_AGAIN_S = 0.01


class Cursor(aiosqlite.Cursor):
    """A statement, and all the rows that it found: they come along with it."""

    def __init__(self, trips: "Trips") -> None:
        self.iter_chunk_size = CHUNK
        self._trips = trips
        self._rows: deque[Any] = deque()
        self._columns: Any = None
        self._count = -1
        self._last: int | None = None
        self._size = 1

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "Cursor":
        await self._trips.ask(self, partial(_one, sql, () if parameters is None else parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "Cursor":
        await self._trips.ask(self, partial(_many, sql, parameters))
        return self

    def keep(self, done: sqlite3.Cursor) -> None:
        """On the connection's thread: take what there is to know, so that nobody has to come back for it."""
        self._columns = done.description
        self._rows = deque(done.fetchall() if done.description else ())
        self._count, self._last = done.rowcount, done.lastrowid

    async def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return [self._rows.popleft() for _ in range(min(size or self._size, len(self._rows)))]

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, deque()
        return list(rows)

    async def close(self) -> None:
        self._rows.clear()

    @property
    def rowcount(self) -> int:
        return self._count

    @property
    def lastrowid(self) -> int | None:
        return self._last

    @property
    def description(self) -> Any:
        return self._columns

    @property
    def arraysize(self) -> int:
        return self._size

    @arraysize.setter
    def arraysize(self, value: int) -> None:
        self._size = value


class Trips(aiosqlite.Connection):
    """A connection in autocommit mode: a transaction is what stands between `begin` and `commit` or `rollback`."""

    _opening: str | None = None  # how a transaction begins that no statement has opened yet
    _open = False
    _writes = False

    def begin(self, *, writes: bool) -> None:
        """Begin a transaction with the next statement: what that raises, this would have."""
        self._opening, self._writes = "BEGIN IMMEDIATE" if writes else "BEGIN", writes

    async def ask(self, cursor: Cursor, statement: partial[sqlite3.Cursor]) -> None:
        """Run a statement for a cursor, within the transaction that stands or is to begin."""
        opening, self._opening = self._opening, None
        self._open = self._open or opening is not None
        await self._execute(_run, self._conn, opening, statement, cursor)  # type: ignore[no-untyped-call]

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        return Cursor(self)

    @contextmanager
    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> aiosqlite.Cursor:
        return await Cursor(self).execute(sql, parameters)

    @contextmanager
    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> aiosqlite.Cursor:
        return await Cursor(self).executemany(sql, parameters)

    async def commit(self) -> None:
        if self._ends():
            await super().commit()

    async def rollback(self) -> None:
        """Nobody waits for a transaction that read to end: whatever is asked next comes after it."""
        if not self._ends():
            return
        if self._writes:
            await super().rollback()
        else:
            self._tx.put_nowait((None, self._conn.rollback))

    def _ends(self) -> bool:
        """Whether there is a transaction to end: ours, or one that a statement began by its own words."""
        was_open, self._opening, self._open = self._open, None, False
        return was_open or self.in_transaction


def by_trips(path: str | Path, *, timeout_s: float, pragmas: Sequence[str]) -> Trips:
    """A connection to the file at `path`, to be awaited, that waits up to `timeout_s` for another's lock.

    Each of `pragmas` ("foreign_keys=ON") is set once it is open.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=timeout_s, isolation_level=None)
        for pragma in pragmas:
            _set(connection, pragma, monotonic() + timeout_s)
        return connection

    trips = Trips(connect, CHUNK)
    trips._thread.daemon = True  # as SQLAlchemy sets it: a connection that nobody closed keeps no process alive
    return trips


def _set(connection: sqlite3.Connection, pragma: str, until: float) -> None:
    """SQLite itself waits for nobody where a new file's journal is switched by several at once."""
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= until:
                connection.close()
                raise
        sleep(LOOK_AGAIN_S)


def _run(
    connection: sqlite3.Connection, opening: str | None, statement: partial[sqlite3.Cursor], cursor: Cursor
) -> None:
    if opening:
        connection.execute(opening)
    cursor.keep(statement(connection))


def _one(sql: str, parameters: Any, connection: sqlite3.Connection) -> sqlite3.Cursor:
    return connection.execute(sql, parameters)


def _many(sql: str, parameters: Any, connection: sqlite3.Connection) -> sqlite3.Cursor:
    """All of them or none, also outside a transaction."""
    if connection.in_transaction:
        return connection.executemany(sql, parameters)
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        return connection.executemany(sql, parameters)
