"""One hand at a time on a work: asyncio locks in one process, PostgreSQL's advisory locks between replicas."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from psycopg import AsyncConnection, OperationalError


class Locks(Protocol):
    """Locks by key. They end with the process that holds them."""

    def hold(self, key: str) -> AbstractAsyncContextManager[bool]:
        """Yields True while the key is held; False where another process holds it."""
        ...

    async def aclose(self) -> None:
        """Let go of everything."""
        ...


class ProcessLocks:
    """Locks within one process: whoever comes second waits."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[bool]:
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                yield True
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)

    async def aclose(self) -> None:
        """Nothing is held outside the process."""


class AdvisoryLocks:
    """Locks between replicas. All of a replica's sit on one connection: PostgreSQL frees them when the process dies.

    An advisory lock is re-entrant within its connection, so a lock of the process stands before it.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._local = ProcessLocks()
        self._turn = asyncio.Lock()
        self._connection: AsyncConnection | None = None

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[bool]:
        async with self._local.hold(key):
            if not await self._ask("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", key):
                yield False
                return
            try:
                yield True
            finally:
                await self._let_go(key)

    async def _let_go(self, key: str) -> None:
        try:
            await self._ask("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)
        except OperationalError:
            return  # the connection is gone, and the lock with it

    async def _ask(self, question: str, key: str) -> bool:
        async with self._turn:
            if self._connection is None or self._connection.closed:
                self._connection = await AsyncConnection.connect(self._url, autocommit=True)
            cursor = await self._connection.execute(question, (key,))
            row = await cursor.fetchone()
            return bool(row and row[0])

    async def aclose(self) -> None:
        """Close the connection; PostgreSQL frees what it held."""
        if self._connection is not None:
            await self._connection.close()
