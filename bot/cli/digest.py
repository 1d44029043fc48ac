"""`dailies digest`: a week's digest, read only, for people (Markdown) or programs (JSON)."""

import asyncio
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from bot.cli.printing import people, print_json
from bot.settings import Settings, read_settings
from graphs.errors import Misconfigured
from graphs.vocabulary.digests import iso_week, week_bounds
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref


class Format(StrEnum):
    """How a digest is printed."""

    MD = "md"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(digest)


def digest(
    week: Annotated[str | None, typer.Option(help="ISO week, as 2026-W47; by default this one.")] = None,
    production: Annotated[str | None, typer.Option(help="A production's name; by default all of them.")] = None,
    format: Annotated[Format, typer.Option(help="Markdown for people, JSON for programs.")] = Format.MD,
) -> None:
    """Print the digest of a week, counted now."""
    found = asyncio.run(_digests(read_settings(), week, production))
    if format is Format.JSON:
        print_json([summary for summary, _ in found])
        return
    from rich.markdown import Markdown

    for _, markdown in found:
        out = people()
        out.print(Markdown(markdown) if out.is_terminal else markdown, markup=False)


async def _digests(settings: Settings, week: str | None, name: str | None) -> list[tuple[dict[str, Any], str]]:
    from bot.main import open_archive
    from graphs.research.digest import refs_in, summarise, to_markdown

    async with open_archive(settings) as archive:
        productions = named(await archive.productions(), name)
        found = []
        for each in productions:
            wanted = week or iso_week(datetime.now(UTC), each.timezone)
            start, end = _bounds(wanted, each.timezone)
            summary = summarise(await archive.week(each.id, start, end), wanted, each.timezone)
            so_far = end > datetime.now(UTC)
            links = {key: link(settings.slack_api_url, Ref.of(key)) for key in refs_in(summary)}
            found.append(({"production": each.name} | summary, to_markdown(summary, links, so_far=so_far)))
        return found


def link(api_url: str, ref: Ref) -> str:
    """Where a message can be opened, without asking the workspace: Slack sends such an address on to the right one."""
    return f"{api_url.removesuffix('api/')}archives/{ref.channel}/p{ref.ts.replace('.', '')}"


def _bounds(week: str, timezone: str) -> tuple[datetime, datetime]:
    try:
        return week_bounds(week, timezone)
    except ValueError:
        raise Misconfigured(f"{week!r} is no ISO week; write it as 2026-W47.") from None


def named(productions: list[Production], name: str | None) -> list[Production]:
    """All productions, or those of that name. Raises Misconfigured where there is none."""
    if not productions:
        raise Misconfigured("There is no production here yet; invite the bot to a channel first.")
    if name is None:
        return productions
    wanted = name.removeprefix("#").lower()
    found = [p for p in productions if p.name.lower() == wanted]
    if not found:
        there = ", ".join(sorted(p.name for p in productions))
        raise Misconfigured(f"No production is called {name!r}; there is {there}.")
    return found
