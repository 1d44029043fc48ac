"""Brings a database's tables to what this version needs. LangGraph's and the queue's are their own."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.database import Database, hold, open_database

HEAD = "r0010"  # the newest revision: a database that says the same needs no alembic, whose import takes long
MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Bring the database at `url` to the newest revision; safe to repeat, and with replicas that start at once."""
    database = open_database(url)
    try:
        if await revision(database) != HEAD:
            async with database.begin(writes=True) as session:
                connection = await session.connection()
                await hold(session, "migrate")
                await session.execute(
                    text("SELECT 1")
                )  # SQLite's lock comes with it; alembic has one context a process
                await connection.run_sync(_upgrade)
    finally:
        await database.aclose()


async def revision(database: Database) -> str | None:
    """The revision that a database is at; None where it has no tables."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    upgrade(config, "head")
