"""Migrations: a database of any age comes to what the mapped classes say, quickly where nothing is to be done."""

import asyncio
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.command import downgrade, upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.archive import SqlArchive
from storage.database import open_database
from storage.migrate import HEAD, MIGRATIONS, migrate, revision
from storage.money_tables import TABLES
from tests.contracts.studio import Studio


async def test_migrations_end_where_the_mapped_classes_are(empty_url: str) -> None:
    await migrate(empty_url)
    database = open_database(empty_url)

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, TABLES))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.aclose()


def test_the_newest_revision_is_the_one_that_migrate_compares_with() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_migrating_again_keeps_everything(empty_url: str) -> None:
    await migrate(empty_url)
    archive = SqlArchive(open_database(empty_url))
    production = await Studio(archive).production()
    await migrate(empty_url)
    assert await archive.productions() == [production]
    await archive.aclose()


async def test_replicas_that_start_at_once_migrate_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(3)))
    database = open_database(empty_url)
    assert await revision(database) == HEAD
    await database.aclose()


async def test_a_database_without_tables_has_no_revision(empty_url: str) -> None:
    database = open_database(empty_url)
    assert await revision(database) is None
    await database.aclose()


async def test_where_nothing_is_to_be_done_alembic_is_not_even_imported(database_url: str) -> None:
    program = (
        "import asyncio, sys\nfrom storage.migrate import migrate\n"
        f"asyncio.run(migrate({database_url!r}))\nprint('alembic' in sys.modules)"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


async def test_the_size_that_nobody_chose_leaves_the_defaults(empty_url: str) -> None:
    await migrate(empty_url)
    archive = SqlArchive(open_database(empty_url))
    production = await Studio(archive).production()
    before = '{"duration_s": 8, "resolution": "720p"}'

    def back_and_forth(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        downgrade(config, "r0005")
        connection.execute(text("UPDATE productions SET defaults = :before"), {"before": before})
        upgrade(config, "head")

    async with archive.database.begin(writes=True) as session:
        await (await session.connection()).run_sync(back_and_forth)
    found = await archive.production(production.id)
    assert (found.defaults.duration_s, found.defaults.resolution) == (8, None)
    await archive.aclose()


async def test_all_revisions_can_be_taken_back(empty_url: str) -> None:
    await migrate(empty_url)
    database = open_database(empty_url)

    def back(connection: Connection) -> list[str]:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        downgrade(config, "base")
        return inspect(connection).get_table_names()

    async with database.begin(writes=True) as session:
        assert await (await session.connection()).run_sync(back) == ["alembic_version"]
    await migrate(empty_url)
    assert await revision(database) == HEAD
    await database.aclose()
