"""`dailies migrate`: brings the database, the queue's tables and LangGraph's to what this version needs."""

import asyncio

import typer

from bot.cli.printing import told
from bot.settings import read_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(migrate)


def migrate() -> None:
    """Bring the database up to date. Safe to repeat."""
    from bot.main import migrate_all

    settings = read_settings()
    asyncio.run(migrate_all(settings))
    told().print(f"The database is up to date ({'SQLite' if settings.embedded else 'PostgreSQL'}).")
