"""`dailies demo`: the backlot, the bot and one played scene, on this machine alone."""

import asyncio
import contextlib
import json
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.backlot import arguments
from bot.cli.printing import print_json, told
from bot.cli.scene import Scene
from bot.settings import child_environment, read_settings
from graphs.errors import DailiesError, Misconfigured

CHANNEL = "scene-14"
START_S = 60.0
PACE_S = 2.5


class DidNotStart(DailiesError):
    """A part of the demo did not start."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="A fresh folder, free ports, one JSON line, and end.")] = False,
    data: Annotated[Path | None, typer.Option(help="The data folder; by default `demo` in DAILIES_DATA.")] = None,
    port: Annotated[int, typer.Option(help="The workspace's port.")] = 8900,
) -> None:
    """Play one scene as a small crew, in a workspace in the browser; then it is yours."""
    read_settings().rolls_with()  # a camera that cannot be reached is told before anything starts
    if once:
        with tempfile.TemporaryDirectory(prefix="dailies-") as folder:
            print_json(asyncio.run(_demo(Path(folder), 0, stay=False)))
        return
    asyncio.run(_demo(data or read_settings().data / "demo", port, stay=True))


async def _demo(folder: Path, port: int, *, stay: bool) -> dict[str, Any]:
    out = told()
    out.print("Starting the backlot, a workspace on this machine ...")
    async with _backlot(folder / "backlot", port) as tokens:
        out.print(f"The workspace is open at {tokens['url']} (channel #{CHANNEL}). Starting the bot ...")
        async with _bot(folder / "bot", tokens):
            paid = read_settings().rolls_with() is not None
            scene = Scene(tokens["api_url"], tokens, CHANNEL, PACE_S if stay else 0.2, out.print, paid)
            seen = await scene.play()
            out.print("The scene is played: two takes, a note, reactions, a circle and the digest so far.")
            if stay:
                await _stay(folder, tokens)
            return seen


async def _stay(folder: Path, tokens: dict[str, Any]) -> None:
    out = told()
    out.print(f"  workspace  {tokens['url']}")
    out.print(f"  data       {folder.resolve()}  (bot/bot.log has its log)")
    out.print(f"Type the next request in #{CHANNEL}; Ctrl-C ends it all.")
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()


@asynccontextmanager
async def _backlot(folder: Path, port: int) -> AsyncIterator[dict[str, Any]]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "backlot", *arguments(folder, port)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, start_new_session=True)
    try:
        assert process.stdout is not None
        line = await _in_time(process.stdout.readline(), "The backlot")
        if not line:
            raise Misconfigured(f"The backlot did not start; another program may use port {port}. Try --port 8901.")
        yield json.loads((folder / "backlot.json").read_text(encoding="utf-8"))
    finally:
        await _end(process)


@asynccontextmanager
async def _bot(folder: Path, tokens: dict[str, Any]) -> AsyncIterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    environment = child_environment(
        SLACK_BOT_TOKEN=tokens["bot_token"],
        SLACK_APP_TOKEN=tokens["app_token"],
        SLACK_API_URL=tokens["api_url"],
        DAILIES_DATA=str(folder),
        DATABASE_URL="",
        DAILIES_INTERPRETER="rules",  # the demo needs no account, and sends nobody's words away
    )
    with (folder / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "up", "--ready-line", env=environment, start_new_session=True,
            stdout=asyncio.subprocess.PIPE, stderr=log,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            if not await _in_time(process.stdout.readline(), "The bot"):
                raise DidNotStart(f"The bot did not start; its log is {folder / 'bot.log'}.")
            yield
        finally:
            await _end(process)


async def _in_time(reading: Any, what: str) -> bytes:
    try:
        line: bytes = await asyncio.wait_for(reading, START_S)
    except TimeoutError:
        raise DidNotStart(f"{what} did not start within {START_S:g} s.") from None
    return line


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.kill()
        await process.wait()
