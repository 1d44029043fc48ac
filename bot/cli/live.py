"""`dailies doctor --live`: plays the check of bot/live/ on a real workspace, prints it, and ends cleanly."""

import asyncio
import contextlib
import signal
import tempfile
from pathlib import Path

from rich.console import Console

from bot.cli.live_clip import drawn, rolled
from bot.cli.printing import people, told
from bot.live.play import Play
from bot.live.report import Line, Mark, exit_code
from bot.live.shapes import read_measure
from bot.logs import SECRET
from bot.settings import Settings
from bot.slack_client import open_slack

BROKEN_OFF = 130
MORE_NAMED = 6
COLOURS: dict[Mark, str] = {"ok": "green", "differs": "yellow", "failed": "red"}


def check_live(settings: Settings, channel: str, *, render: bool, patience_s: float) -> int:
    """Play the check; its exit code: 0 all as expected, 1 something failed, 3 something differs, 130 broken off.

    What was posted is gone afterwards, also after Ctrl-C. Raises Misconfigured where a token is missing.
    """
    settings.slack_tokens()
    return asyncio.run(_unless_broken_off(settings, channel, render, patience_s))


async def _unless_broken_off(settings: Settings, channel: str, render: bool, patience_s: float) -> int:
    checking = asyncio.create_task(_check(settings, channel, render, patience_s))
    broken_off = False

    def break_off() -> None:
        nonlocal broken_off
        if not broken_off:  # a second Ctrl-C must not stop the cleaning up, which has an end of its own
            broken_off = checking.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, break_off)
    with contextlib.suppress(asyncio.CancelledError):
        return await checking
    notice("Broken off.")
    return BROKEN_OFF


async def _check(settings: Settings, channel: str, render: bool, patience_s: float) -> int:
    bot_token, app_token = settings.slack_tokens()
    out = people()
    with tempfile.TemporaryDirectory(prefix="dailies-") as name:
        folder = Path(name)
        clip = await asyncio.to_thread(drawn, folder / "check.mp4")
        async with open_slack(settings.slack_api_url, bot_token) as client:
            play = Play(
                client, app_token, read_measure(), lambda line: print_line(out, line), notice, clip=clip,
                press_within_s=patience_s, share_within_s=settings.share_patience_s,
                render=(lambda: rolled(settings, folder, notice)) if render else None,
            )  # fmt: skip
            return exit_code(await play.in_channel(channel))


def print_line(out: Console, line: Line) -> None:
    """One line for a step, and one for each field that differs."""
    mark = line.mark.ljust(7)
    out.print(f"[{COLOURS[line.mark]}]{mark}[/]" if out.is_terminal else mark, end=" ")
    out.print(_safe(f"{line.step}: {line.words}"), markup=False)
    for each in line.differences:
        out.print(_safe(f"        {each}"), markup=False)
    if line.more:
        named = ", ".join(line.more[:MORE_NAMED])
        rest = f" and {len(line.more) - MORE_NAMED} more" if len(line.more) > MORE_NAMED else ""
        out.print(_safe(f"        as in Slack's samples, not in the backlot: {named}{rest}"), markup=False)


def notice(words: str) -> None:
    """What goes on, beside the results."""
    told().print(_safe(words), markup=False)


def _safe(words: str) -> str:
    """Nothing that a workspace answers gets a token into a line."""
    return SECRET.sub("[secret]", words)
