"""The measures: the bot and a bare Bolt app in the same workspace, one after the other, in one run."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.backlot.running import Backlot, running_backlot
from tests.journeys.company import SHOT, Company, a_company

ASKS = 15
EVENTS = 200
UPLOADS = 7
SHARED_AFTER_S = 0.5  # the same for both
OPEN_SHOTS = 1000
OPEN_PATIENCE_S = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: what, its value, how it reads, what is wanted of it, and whether it holds."""

    what: str
    value: float
    told: str
    wanted: str
    holds: bool


async def replies(folder: Path) -> list[Measured]:
    """Event to first visible reply (the receipt or the first message), against a bare app that only answers."""
    async with running_backlot(folder / "one", rate_scale=100) as backlot, bare(backlot, folder):
        theirs = [(await first_visible(backlot, "hello there"))[1] for _ in range(ASKS)]
    async with a_company(folder / "two") as company:
        await ready(company)
        ours = []
        for _ in range(ASKS):
            thread, took = await first_visible(company.backlot, f"<@{company.bot_user}> {SHOT}")
            ours.append(took)
            await company.until_take(thread)  # a render beside the next question would be measured with it
    ratio = statistics.median(ours) / statistics.median(theirs)
    told = f"{statistics.median(ours) * 1e3:.0f} ms, bare {statistics.median(theirs) * 1e3:.0f} ms: {ratio:.2f}"
    return [Measured("event to first visible reply, ratio", ratio, told, "at most 1.5", ratio <= 1.5)]


async def events(folder: Path) -> list[Measured]:
    """Events a second stored and acknowledged, against the bare app's acknowledged ones."""
    async with running_backlot(folder / "one", rate_scale=1000) as backlot, bare(backlot, folder):
        theirs = await acknowledged(backlot)
    async with a_company(folder / "two") as company:
        await ready(company)
        ours = await acknowledged(company.backlot)
    ratio = ours / theirs
    told = f"{ours:.0f}/s, bare {theirs:.0f}/s: {ratio:.2f}"
    return [Measured("events stored and acknowledged, ratio", ratio, told, "at least 0.5", ratio >= 0.5)]


async def clips(folder: Path) -> list[Measured]:
    """A clip done to the clip visible, against a bare upload of the same file."""
    async with a_company(folder / "one") as company:
        await ready(company)
        await company.backlot.chance(share_delay=[SHARED_AFTER_S, SHARED_AFTER_S])
        ours = []
        for _ in range(UPLOADS):
            thread = await company.ask()
            await company.until_take(thread)
            done = [o for o in company.operations() if o["step"] == "done"][-1]
            ours.append(await clip_ts(company.backlot, company.channel, thread) - _seconds(done["at"]))
        clip = next(iter(sorted((company.folder / "operations").glob("*/clip.mp4"))))
        kept = folder / "clip.mp4"
        kept.write_bytes(clip.read_bytes())
    async with running_backlot(folder / "two", rate_scale=100) as backlot, bare(backlot, folder):
        await backlot.chance(share_delay=[SHARED_AFTER_S, SHARED_AFTER_S])
        theirs = []
        for _ in range(UPLOADS):
            asked = await say(backlot, "upload please")
            theirs.append(await clip_ts(backlot, channel(backlot), asked) - float(asked))
    ratio = statistics.median(ours) / statistics.median(theirs)
    told = f"{statistics.median(ours):.2f} s, bare {statistics.median(theirs):.2f} s: {ratio:.2f}"
    return [Measured("clip done to clip visible, ratio", ratio, told, "at most 1.2", ratio <= 1.2)]


async def start(folder: Path) -> list[Measured]:
    """How long `dailies up` takes until the socket said hello (a warm disk: the second of two starts)."""
    async with a_company(folder) as company:
        await ready(company)
        await company.end_bot()
        began = time.perf_counter()
        await company.start_bot()
        took = time.perf_counter() - began
    return [Measured("dailies up ready, seconds", took, f"{took:.2f} s", "within 3 s", took <= 3.0)]


async def cancel(folder: Path) -> list[Measured]:
    """From a press on Cancel to the card that says so."""
    took = []
    async with a_company(folder) as company:
        await ready(company)
        for _ in range(3):
            thread = await company.ask("wide shot of the pier at dawn, 20 seconds")
            card = await company.until(lambda t=thread: _with(company, t, "Cancel"), "a card with a cancel")  # type: ignore[misc]
            began = time.perf_counter()
            await company.press(card, "cancel")
            await company.until(lambda t=thread: _with(company, t, "cancelled"), "the cancelled card", 0.02)  # type: ignore[misc]
            took.append(time.perf_counter() - began)
    worst = max(took)
    return [Measured("cancel to the card that says so, seconds", worst, f"{worst:.2f} s", "within 1 s", worst <= 1.0)]


async def memory(folder: Path) -> list[Measured]:
    """Resident memory of the bot with a thousand shots open, their takes in line for the camera."""
    async with a_company(folder, rate_scale=5000) as company:
        await ready(company)
        director = company.backlot.client("director")
        for number in range(OPEN_SHOTS // 4):
            shots = " ".join(f"{n + 1}) wide of street {number}" for n in range(4))
            await director.chat_postMessage(channel=company.channel, text=f"<@{company.bot_user}> Four shots: {shots}")
        slated = 0
        for _ in range(OPEN_PATIENCE_S):
            await asyncio.sleep(1)
            calls = await company.backlot.calls(method="chat.postMessage")
            slated = sum(c["who"] == "bot" and c["ok"] and bool(c["args"].get("thread_ts")) for c in calls)
            if slated >= OPEN_SHOTS:
                break
        assert company._bot is not None
        resident = psutil.Process(company._bot.pid).memory_info().rss / 2**20
    told = f"{resident:.0f} MB with {slated} cards posted for {OPEN_SHOTS} shots"
    return [Measured("resident memory, MB", resident, told, "under 500", resident < 500)]


MEASURES: dict[str, Callable[[Path], Coroutine[Any, Any, list[Measured]]]] = {
    "replies": replies,
    "events": events,
    "clips": clips,
    "start": start,
    "cancel": cancel,
    "memory": memory,
}


async def ready(company: Company) -> None:
    """The bot is up, in the channel, and has greeted it."""
    await company.start_bot()
    await company.invite()

    async def greeted() -> bool:
        page = await company.backlot.client("editor").conversations_history(channel=company.channel)
        return any("/dailies help" in str(m) for m in page["messages"])

    await company.until(greeted, "the greeting")


@asynccontextmanager
async def bare(backlot: Backlot, folder: Path) -> AsyncIterator[None]:
    """The bare app, connected, in the channel."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": backlot.tokens["bot_token"],
        "SLACK_APP_TOKEN": backlot.tokens["app_token"],
        "SLACK_API_URL": backlot.api_url,
    }
    command = [sys.executable, "-m", "bench.bare", str(folder / "clip.mp4")]
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        await process.stdout.readline()
        await backlot.client("director").conversations_invite(
            channel=channel(backlot), users=backlot.tokens["bot_user_id"]
        )
        yield
    finally:
        process.kill()
        await process.wait()


def channel(backlot: Backlot) -> str:
    """The channel that is measured in."""
    found: str = backlot.tokens["channels"]["scene-14"]
    return found


async def say(backlot: Backlot, text: str) -> str:
    """The director writes; the message's ts."""
    posted = await backlot.client("director").chat_postMessage(channel=channel(backlot), text=text)
    ts: str = posted["ts"]
    return ts


async def first_visible(backlot: Backlot, text: str) -> tuple[str, float]:
    """A message's ts, and seconds from it to the first accepted reply or reaction, by the workspace's call log."""
    asked = await say(backlot, text)
    while True:
        for method in ("reactions.add", "chat.postMessage"):
            for call in await backlot.calls(method=method):
                args = call["args"]
                ours = args.get("timestamp") == asked or args.get("thread_ts") == asked
                if ours and call["ok"] and call["who"] == "bot":
                    return asked, _seconds(call["at"]) - float(asked)
        await asyncio.sleep(0.02)


async def acknowledged(backlot: Backlot) -> float:
    """Events acknowledged a second, when many are let go at once."""
    await backlot.fault("hold_events")
    for number in range(EVENTS):
        await say(backlot, f"talk {number}")
    began = time.perf_counter()
    await backlot.release()
    while sum(bool(e.get("acked_at")) for e in await backlot.events()) < EVENTS:
        await asyncio.sleep(0.02)
    return EVENTS / (time.perf_counter() - began)


async def clip_ts(backlot: Backlot, at: str, thread: str) -> float:
    """When the clip of a thread became visible."""
    while True:
        page = await backlot.client("editor").conversations_replies(channel=at, ts=thread)
        for message in page["messages"]:
            if any(f.get("mimetype") == "video/mp4" for f in message.get("files", [])):
                return float(message["ts"])
        await asyncio.sleep(0.05)


async def _with(company: Company, thread: str, words: str) -> dict[str, Any] | None:
    return next(iter(await company.cards(thread, words)), None)


def _seconds(at: Any) -> float:
    if isinstance(at, int | float):
        return float(at)
    return datetime.fromisoformat(at).astimezone(UTC).timestamp()
