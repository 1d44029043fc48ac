"""Archives to test: the same suite on SQLite and on PostgreSQL, each test on a database of its own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.archive import SqlArchive
from storage.database import open_database
from storage.migrate import migrate
from tests.contracts.studio import Studio
from tests.postgres import Postgres, postgres, postgres_url

__all__ = ["postgres", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a migrated SQLite file waits to be copied."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
async def database_url(
    kind: str, tmp_path: Path, templates: Path, request: pytest.FixtureRequest
) -> AsyncIterator[str]:
    """A database with our tables and nothing in them."""
    if kind == "sqlite":
        template = templates / "dailies.db"
        if not template.exists():
            await migrate(f"sqlite+aiosqlite:///{template}")
        shutil.copy(template, tmp_path / "dailies.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'dailies.db'}"
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
