"""`dailies up`: the bot itself, until it is told to end."""

import asyncio
import gc
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.printing import print_json, told
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.main import Parts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up(
    ready_line: Annotated[bool, typer.Option("--ready-line", help="Print one JSON line when it is ready.")] = False,
) -> None:
    """Run the bot against the workspace that SLACK_BOT_TOKEN and SLACK_APP_TOKEN open."""
    settings = read_settings()
    settings.slack_tokens()
    asyncio.run(run_house(settings, ready_line=ready_line))


async def run_house(settings: Settings, parts: "Parts | None" = None, *, ready_line: bool) -> None:
    """Open the house, say when it is ready (the socket said hello), and close it on SIGINT or SIGTERM."""
    from bot.main import open_house

    set_up_logs(settings.log, plain=not sys.stderr.isatty())
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with open_house(settings, parts):
        gc.freeze()  # what was imported and opened stays: looking through it for garbage would hold up every reply
        if ready_line:
            print_json({"ready": True})
        told().print("Dailies is ready: invite it to a channel, or mention it in one.")
        await ended.wait()
