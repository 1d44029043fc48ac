"""Archives to test: the same suite on SQLite and on PostgreSQL, each test on a database of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.archive import SqlArchive
from storage.database import open_database
from tests.contracts.studio import Studio
from tests.postgres import Postgres, postgres, postgres_url
from tests.sqlite import migrated

__all__ = ["postgres", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture
async def database_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A database with our tables and nothing in them."""
    if kind == "sqlite":
        yield await migrated(tmp_path)
    else:
        server: Postgres = request.getfixturevalue("postgres")
        async with server.migrated() as url:
            yield url


@pytest.fixture
async def empty_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A database without tables."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        async with server.empty() as url:
            yield url


@pytest.fixture
async def archive(database_url: str) -> AsyncIterator[SqlArchive]:
    """The archive of one process."""
    one = SqlArchive(open_database(database_url))
    yield one
    await one.aclose()


@pytest.fixture
async def replicas(database_url: str, kind: str) -> AsyncIterator[list[SqlArchive]]:
    """Archives of several processes on one database (of one process where SQLite is embedded)."""
    async with AsyncExitStack() as stack:
        many = [SqlArchive(open_database(database_url)) for _ in range(3 if kind == "postgresql" else 1)]
        for one in many:
            stack.push_async_callback(one.aclose)
        yield many


@pytest.fixture
def studio(archive: SqlArchive) -> Studio:
    """People, requests and takes on the archive."""
    return Studio(archive)
