"""`dailies doctor`: what is there and what is missing, one clear line each. Exit code 1 where something is missing.

With `--live` it is the check on a real workspace instead, which live.py plays.
"""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.printing import people
from bot.settings import Settings, read_settings
from graphs.errors import DailiesError

ENOUGH_MB = 500
Finding = tuple[bool, str]
Check = Callable[[Settings], Awaitable[Finding]]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(
    live: Annotated[
        str | None, typer.Option(metavar="'#channel'", help="Play a check in that channel instead.")
    ] = None,
    render: Annotated[bool, typer.Option("--render", help="With --live: also render one short clip, paid.")] = False,
    patience: Annotated[float, typer.Option(min=1, help="With --live: seconds to wait for a person to press.")] = 120,
) -> None:
    """Check this machine and the settings; with --live post, upload, press, edit and delete on the real workspace."""
    settings = read_settings()
    if live:
        from bot.cli.live import check_live

        raise typer.Exit(check_live(settings, live, render=render, patience_s=patience))
    findings = asyncio.run(_examine(settings))
    out = people()
    for good, line in findings:
        mark = "[green]ok[/green]     " if good else "[red]missing[/red]"
        out.print(mark if out.is_terminal else ("ok     " if good else "missing"), end=" ")
        out.print(line, markup=False)
    if not all(good for good, _ in findings):
        raise typer.Exit(1)


async def _examine(settings: Settings) -> list[Finding]:
    here = [await check(settings) for check in (_python, _folder, _camera, _reader)]
    rolls = await _rolls(settings)
    stored = [await _database(settings), *await _finishes(settings)]
    return [*here, *rolls, *stored, await _workspace(settings)]


async def _rolls(settings: Settings) -> list[Finding]:
    """The camera that rolls takes: where it is Google's, what it needs, asked over the network."""
    from graphs.cameras.google.bucket import Bucket
    from graphs.cameras.google.doctor import examine, examine_bucket
    from graphs.cameras.models import read_models
    from graphs.google_access import Access

    try:
        access, models = settings.rolls_with(), read_models(settings.models())
    except DailiesError as error:
        return [(False, f"camera: {error}")]
    if access is None:
        return [(True, f"camera: {settings.camera} rolls takes")]
    chosen = settings.omni_model if settings.camera == "omni" else settings.veo_model
    if chosen not in models:
        return [(False, f"camera: nothing is known of {chosen}; put its facts into DAILIES_MODELS")]
    reached = Access(**asdict(access))
    found = await examine(reached, models[chosen], settings.camera_places)
    if settings.bucket:
        found.append(await examine_bucket(reached, Bucket(settings.bucket, settings.storage)))
    return [(good, f"{settings.camera}: {line}") for good, line in found]


async def _finishes(settings: Settings) -> list[Finding]:
    """The cameras by which productions have their masters made, where they name one; a line for each."""
    from bot.main import open_archive

    productions = dict[str, list[str]]()
    try:
        async with open_archive(settings) as archive:
            for each in await archive.productions():
                if each.master_camera:
                    productions.setdefault(each.master_camera, []).append(each.name)
    except (DailiesError, OSError):
        return []  # the database's own line says so
    lines = []
    for camera, names in productions.items():
        good, line = await _finish(settings, camera)
        lines.append((good, f"masters of {', '.join(names)}: {camera}{line}"))
    return lines


async def _finish(settings: Settings, camera: str) -> Finding:
    """Whether masters can be made by a camera ("veo", "veo:veo-3.1-generate-001", one that a package brings)."""
    from graphs.cameras.google.doctor import examine_master
    from graphs.cameras.models import read_models
    from graphs.google_access import Access

    kind, _, model = camera.partition(":")
    own = {"omni": settings.omni_model, "veo": settings.veo_model}
    if kind not in own:
        return camera == settings.camera, "" if camera == settings.camera else " is not set up here"
    try:
        access, models = settings.google(), read_models(settings.models())
    except DailiesError as error:
        return False, f": {error}"
    chosen = model or own[kind]
    if access is None or chosen not in models:
        return False, f": nothing is known of {chosen}" if access else "; no key or project is set by which to reach it"
    good, line = await examine_master(Access(**asdict(access)), models[chosen])
    return good, f", {line}"


async def _python(_settings: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return (3, 11) <= sys.version_info[:2] <= (3, 13), f"Python {version} (3.11 to 3.13 serve)"


async def _folder(settings: Settings) -> Finding:
    folder = settings.data.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".doctor").write_bytes(b"")
        (folder / ".doctor").unlink()
    except OSError as error:
        return False, f"data folder {folder}: {error.strerror}; set DAILIES_DATA to a folder that can be written"
    free = shutil.disk_usage(folder).free // 2**20
    return free >= ENOUGH_MB, f"data folder {folder}, {free:,} MB free ({ENOUGH_MB} MB at least)"


async def _camera(_settings: Settings) -> Finding:
    from graphs.cameras.animatic.camera import doctor_line

    good, line = await doctor_line()
    return good, f"animatic: {line}"


async def _reader(settings: Settings) -> Finding:
    """Who reads, and with what; asks nobody over the network."""
    try:
        access = settings.reader()
    except DailiesError as error:
        return False, f"reads: {error}"
    if access is None:
        return True, "reads: the rules, on this machine"
    way = (
        "an API key" if access.api_key else f"project {access.project} in {access.location}, with this machine's login"
    )
    return True, f"reads: {settings.text_model} with {way} (not asked), the rules where it does not answer"


async def _database(settings: Settings) -> Finding:
    from bot.main import open_archive

    kind = "SQLite" if settings.embedded else "PostgreSQL"
    try:
        async with open_archive(settings) as archive:
            count = len(await archive.productions())
    except (DailiesError, OSError) as error:
        return False, f"{kind}: {error}"
    return True, f"{kind}, {count} production{'' if count == 1 else 's'}"


async def _workspace(settings: Settings) -> Finding:
    """Whether the workspace knows the bot's token and gives it a socket."""
    from slack_sdk.errors import SlackApiError

    from bot.slack_client import code_of, open_slack

    try:
        bot_token, app_token = settings.slack_tokens()
    except DailiesError as error:
        return False, f"workspace: {error}"
    try:
        async with open_slack(settings.slack_api_url, bot_token) as client:
            us = await client.auth_test()
            await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return False, f"workspace: {settings.slack_api_url} answers {code_of(error)}; look at the two tokens"
    except OSError:
        return False, f"workspace: {settings.slack_api_url} does not answer"
    return True, f"workspace {us['team']}, as {us['user']}"
