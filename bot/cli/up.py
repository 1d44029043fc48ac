"""`dailies up`: the bot itself, until it is told to end."""

import asyncio
import signal
import sys

import typer

from bot.cli.printing import told
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up() -> None:
    """Run the bot against the workspace that SLACK_BOT_TOKEN and SLACK_APP_TOKEN open."""
    settings = read_settings()
    settings.slack_tokens()
    set_up_logs(settings.log, plain=not sys.stderr.isatty())
    asyncio.run(run(settings))


async def run(settings: Settings) -> None:
    """Open the house, say when it is ready (the socket said hello), and close it on SIGINT or SIGTERM."""
    from bot.main import open_house

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with open_house(settings):
        told().print("Dailies is ready: invite it to a channel, or mention it in one.")
        await ended.wait()
