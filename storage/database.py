"""The engine and its transactions: SQLite with one writer, PostgreSQL with replicas. What is stored is in tables.py."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosqlite
from sqlalchemy import Connection, Table, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from graphs.errors import Misconfigured
from storage.trips import by_trips

BUSY_S = 15.0
POOL = 10
TRIES = 4
FIRST_PAUSE_S = 0.02
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")  # NORMAL: only a power cut loses anything
ROLLED_BACK = ("40001", "40P01")  # SQLSTATE: serialization failure, deadlock

P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """One database, opened by `open_database`. `begin` gives a session whose transaction ends with its block."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.embedded = engine.dialect.name == "sqlite"
        self._writer = asyncio.Lock()
        self._read = async_sessionmaker(engine, expire_on_commit=False)
        self._write = async_sessionmaker(engine.execution_options(writes=True), expire_on_commit=False)

    @asynccontextmanager
    async def begin(self, *, writes: bool) -> AsyncIterator[AsyncSession]:
        """A transaction, committed at the end of the block; what only reads leaves nothing, whatever it did.

        On SQLite writers take turns before they ask for a lock.
        """
        if self.embedded and not writes:
            session = self._read()
            try:
                yield session
            finally:
                await session.close()  # nothing is waited for, see `Trips.rollback`
            return
        async with AsyncExitStack() as stack:
            if self.embedded:
                await stack.enter_async_context(self._writer)
            yield await stack.enter_async_context((self._write if writes else self._read).begin())

    async def aclose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


class Stored(Protocol):
    """Whatever works on a database."""

    database: Database


S = TypeVar("S", bound=Stored)
Method = Callable[Concatenate[S, AsyncSession, P], Awaitable[T]]
Opened = Callable[Concatenate[S, P], Coroutine[Any, Any, T]]


def writes(method: Method[S, P, T]) -> Opened[S, P, T]:
    """Run a method in one writing transaction; its first argument is the session."""
    return _transaction(method, writes=True)


def reads(method: Method[S, P, T]) -> Opened[S, P, T]:
    """Run a method in one reading transaction; its first argument is the session."""
    return _transaction(method, writes=False)


def _transaction(method: Method[S, P, T], *, writes: bool) -> Opened[S, P, T]:
    @wraps(method)
    async def in_one(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        pause = FIRST_PAUSE_S
        for _ in range(TRIES - 1):
            try:
                return await _run(self, method, writes, *args, **kwargs)
            except DBAPIError as error:
                if not passes(error):
                    raise
            await asyncio.sleep(pause * (1 + random.random()))
            pause *= 3
        return await _run(self, method, writes, *args, **kwargs)

    return in_one


async def _run(self: S, method: Method[S, P, T], writing: bool, /, *args: P.args, **kwargs: P.kwargs) -> T:
    async with self.database.begin(writes=writing) as session:
        return await method(self, session, *args, **kwargs)


def passes(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed if it is run again: it was rolled back, or its connection was lost."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in ROLLED_BACK


def open_database(url: str) -> Database:
    """Open `sqlite+aiosqlite:///path` or `postgresql://...`; connects on first use. Raises Misconfigured."""
    address = read_address(url)
    if address.get_backend_name() == "postgresql":
        return Database(
            create_async_engine(address, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True, hide_parameters=True)
        )

    async def connect() -> aiosqlite.Connection:
        return await by_trips(str(address.database), timeout_s=BUSY_S, pragmas=PRAGMAS)

    engine = create_async_engine(
        address, pool_size=POOL, max_overflow=POOL, hide_parameters=True, async_creator=connect
    )  # fmt: skip
    event.listen(engine.sync_engine, "begin", _begin)
    return Database(engine)


def read_address(url: str) -> URL:
    """A database's address with the driver that is used here. Raises Misconfigured."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise Misconfigured("DATABASE_URL is no database address.") from None
    match address.get_backend_name():
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg")
        case "sqlite" if address.database and address.database != ":memory:":
            return address.set(drivername="sqlite+aiosqlite")
    raise Misconfigured("DATABASE_URL names neither a PostgreSQL database nor an SQLite file.")


def _begin(connection: Connection) -> None:
    """A writer asks for the lock with its first statement: a reader that turns writer fails whatever the timeout."""
    driver: Any = connection.connection.driver_connection
    driver.begin(writes=bool(connection.get_execution_options().get("writes")))


async def insert_new(session: AsyncSession, table: type[Any], **values: Any) -> Any | None:
    """Insert a row unless one of its keys is taken; its primary key where it is new, None where it is not."""
    [key, *_] = table.__table__.primary_key
    found = await session.execute(_insert(session, table, values).returning(key))
    return found.scalar_one_or_none()


async def insert_many_new(session: AsyncSession, table: type[Any], rows: list[dict[str, Any]], column: Any) -> set[Any]:
    """Insert rows unless one of their keys is taken; the `column` values of those that are new."""
    found = await session.execute(_insert(session, table, None).returning(column), rows)
    return set(found.scalars())


async def insert_missing(session: AsyncSession, table: type[Any], **values: Any) -> None:
    """Insert a row unless one of its keys is taken."""
    await session.execute(_insert(session, table, values))


def _insert(
    session: AsyncSession, table: type[Any], values: dict[str, Any] | None
) -> postgresql.Insert | sqlite.Insert:
    target: Table = table.__table__
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(target).on_conflict_do_nothing()
        return lite.values(**values) if values else lite
    full = postgresql.insert(target).on_conflict_do_nothing()
    return full.values(**values) if values else full


async def hold(session: AsyncSession, key: str) -> None:
    """Hold a name until the transaction ends, against all replicas.

    On SQLite there is one writer anyway, from its first statement on.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
