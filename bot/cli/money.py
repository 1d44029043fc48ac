"""`dailies spend`, `dailies stop` and `dailies go`: what was spent, and the switch for all paid rolls.

They work on the database beside a bot that runs: it sees a stop before its next submit.
"""

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.digest import named
from bot.cli.printing import people, print_json
from bot.settings import Settings, read_settings
from graphs.errors import Misconfigured
from graphs.vocabulary.money import PaidRoll, Spend
from graphs.vocabulary.production import Production

Named = Annotated[str | None, typer.Option("--production", help="A production's name; by default all of them.")]
Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
NOBODY = ""  # who stopped it from a command line is not known


def register(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command()(spend)
    app.command()(stop)
    app.command()(go)


def spend(production: Named = None, json: Json = False) -> None:
    """Print what each production has spent this month."""
    found = asyncio.run(_spends(read_settings(), production))
    if json:
        print_json([asdict(each) | {"left_cents": each.left_cents} for each in found])
        return
    for each in found:
        people().print(told(each), markup=False)


def stop(production: Named = None) -> None:
    """Stop all paid rolls at once, of a production or everywhere, and say what rolls already."""
    rolls = asyncio.run(_stop(read_settings(), production))
    out = people()
    where = f"in {production}" if production else "anywhere"
    out.print(f"Stopped: nothing more is paid for {where} until `dailies go`.", markup=False)
    for roll in rolls:
        if roll.rolls:
            out.print(f"already rolling: {roll.name}, {dollars(roll.cents)}", markup=False)


def go(production: Named = None) -> None:
    """Let paid rolls go on; what waited is looked at within seconds."""
    lifted, still = asyncio.run(_go(read_settings(), production))
    out = people()
    if lifted or not still:
        out.print("Paid rolls go on." if lifted else "Nothing was stopped.", markup=False)
    for each in still:
        go_on = (
            "`dailies go`" if each.halt and each.halt.production is None else f"`dailies go --production {each.name}`"
        )
        out.print(f"{each.name} is still stopped; {go_on} lets it roll.", markup=False)


def told(spend: Spend) -> str:
    """A month in plain lines."""
    lines = [
        f"{spend.name} {spend.month}: {dollars(spend.spent_cents)} of {dollars(spend.limit_cents)} spent,"
        f" {dollars(spend.reserved_cents)} reserved, {dollars(spend.left_cents)} left"
        + ("" if spend.active else " (not activated)")
        + (" (stopped)" if spend.halt else "")
    ]
    lines += [f"  {name}: {dollars(cents)}" for name, cents in (*spend.by_shot, *spend.by_person)]
    if spend.per_circled_cents is not None:
        lines.append(f"  {dollars(spend.per_circled_cents)} a circled take ({spend.circled} of {spend.takes})")
    return "\n".join(lines)


def dollars(cents: int) -> str:
    return f"${cents / 100:,.2f}"


async def _spends(settings: Settings, name: str | None) -> list[Spend]:
    from bot.main import open_archive

    async with open_archive(settings) as archive:
        return [await archive.spend(each.id, datetime.now(UTC)) for each in named(await archive.productions(), name)]


async def _stop(settings: Settings, name: str | None) -> list[PaidRoll]:
    from bot.main import open_archive

    async with open_archive(settings) as archive:
        scopes = _scopes(await archive.productions(), name)
        return [roll for scope in scopes for roll in (await archive.halt(*scope, NOBODY, datetime.now(UTC)))[0]]


async def _go(settings: Settings, name: str | None) -> tuple[bool, list[Spend]]:
    """Whether a stop was lifted, and which productions are stopped all the same."""
    from bot.main import open_archive

    async with open_archive(settings) as archive:
        productions, now = await archive.productions(), datetime.now(UTC)
        lifted = any([(await archive.lift_halt(*scope, NOBODY, now))[0] for scope in _scopes(productions, name)])
        spends = [await archive.spend(each.id, now) for each in named(productions, name)]
        return lifted, [each for each in spends if each.halt]


def _scopes(productions: list[Production], name: str | None) -> list[tuple[str, str | None]]:
    """Workspaces, or one production. Raises Misconfigured where there is none."""
    if name is None and not productions:
        raise Misconfigured("There is no production here yet, so nothing can be paid for.")
    if name is None:
        return [(team, None) for team in sorted({each.team for each in productions})]
    return [(each.team, each.id) for each in named(productions, name)]
