"""LangGraph's savers: where flows are taken up again. Rows are the truth; a lost checkpoint costs a step, no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from storage.database import BUSY_S, PRAGMAS
from storage.trips import by_trips

CONNECTIONS = 10
LOOK_AGAIN_S = 0.05
Pool = AsyncConnectionPool[AsyncConnection[DictRow]]


class Checkpoints(Protocol):
    """Savers for runs."""

    def saver(self) -> BaseCheckpointSaver[Any]:
        """A saver for one run."""
        ...

    async def forget(self, thread_id: str) -> None:
        """Delete all checkpoints of a thread that has ended."""
        ...


class SqliteCheckpoints:
    """Checkpoints in one file, over one connection: SQLite has one writer, so that runs may share a saver."""

    def __init__(self, saver: AsyncSqliteSaver) -> None:
        self._saver = saver

    def saver(self) -> BaseCheckpointSaver[Any]:
        return self._saver

    async def forget(self, thread_id: str) -> None:
        await self._saver.adelete_thread(thread_id)


class PostgresCheckpoints:
    """Checkpoints in PostgreSQL. A saver holds one lock around every query, so that each run gets one of its own."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def saver(self) -> BaseCheckpointSaver[Any]:
        return AsyncPostgresSaver(self._pool, serde=strict_serde())

    async def forget(self, thread_id: str) -> None:
        await self.saver().adelete_thread(thread_id)


def strict_serde() -> JsonPlusSerializer:
    """Plain values only: what a checkpoint holds never becomes an object of a class that it names."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)


@asynccontextmanager
async def open_checkpoints(at: str) -> AsyncIterator[Checkpoints]:
    """Open checkpoints in a PostgreSQL database (its address) or an SQLite file (its path), tables included."""
    if at.startswith("postgresql"):
        async with _postgres(at) as in_postgres:
            yield in_postgres
    else:
        async with _sqlite(at) as in_file:
            yield in_file


@asynccontextmanager
async def _sqlite(path: str) -> AsyncIterator[SqliteCheckpoints]:
    async with by_trips(path, timeout_s=BUSY_S, pragmas=PRAGMAS) as connection:
        saver = AsyncSqliteSaver(connection, serde=strict_serde())
        await saver.setup()
        yield SqliteCheckpoints(saver)


@asynccontextmanager
async def _postgres(url: str) -> AsyncIterator[PostgresCheckpoints]:
    pool: Pool = AsyncConnectionPool(
        url,
        min_size=1,
        max_size=CONNECTIONS,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
        check=AsyncConnectionPool.check_connection,
        open=False,
    )
    async with pool:
        await _set_up(pool)
        yield PostgresCheckpoints(pool)


async def _set_up(pool: Pool) -> None:
    """LangGraph's tables, by one replica at a time.

    A replica asks again rather than wait in the database: one of the steps builds an index CONCURRENTLY, which
    waits for every open transaction, also for one that waits for this lock.
    """
    async with pool.connection() as connection:
        while not await _locked(connection, "pg_try_advisory_lock"):
            await asyncio.sleep(LOOK_AGAIN_S)
        try:
            await AsyncPostgresSaver(connection, serde=strict_serde()).setup()
        finally:
            await _locked(connection, "pg_advisory_unlock")


async def _locked(connection: AsyncConnection[DictRow], function: str) -> bool:
    cursor = await connection.execute(f"SELECT {function}(hashtextextended('dailies:checkpoints', 0)) AS done")
    row = await cursor.fetchone()
    return bool(row and row["done"])
