"""The check played on a backlot, with somebody there who presses."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.cli.live_clip import drawn
from bot.live.ears import ACTION
from bot.live.play import Play
from bot.live.report import Line
from bot.live.shapes import Measure
from bot.slack_client import RATE_RETRIES, client_on
from tests.backlot.running import Backlot

NOTHING = Measure({}, {})


def a_play(lot: Backlot, folder: Path, measure: Measure = NOTHING, **patience: float) -> Play:
    """A check that is patient, unless told otherwise."""
    limits: dict[str, Any] = {"press_within_s": 20.0, "share_within_s": 20.0} | patience
    said: list[Line] = []
    clip = drawn(folder / "check.mp4")
    client = client_on(lot.session, lot.api_url, lot.tokens["bot_token"], RATE_RETRIES)
    return Play(client, lot.tokens["app_token"], measure, said.append, _quiet, clip=clip, **limits)


@asynccontextmanager
async def somebody_presses(lot: Backlot, room: str) -> AsyncIterator[None]:
    """The DP presses the check's button as soon as it is there."""
    pressing = asyncio.create_task(_press(lot, room))
    try:
        yield
    finally:
        pressing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pressing


async def _press(lot: Backlot, room: str) -> None:
    while True:
        for call in await lot.calls("chat.postMessage"):
            if ACTION in str(call["args"].get("blocks", "")) and call["ok"]:
                ts = call["answer"]["ts"]
                message = await lot.client("dp").conversations_replies(channel=room, ts=ts)
                (block,) = [b for m in message["messages"] if m["ts"] == ts for b in m["blocks"] if "elements" in b]
                act = {"channel": room, "message_ts": ts, "block_id": block["block_id"], "action_id": ACTION}
                answer = await lot.interact("dp", type="block_actions", value="check", **act)
                assert answer["ok"], answer
                return
        await asyncio.sleep(0.05)


def _quiet(_words: str) -> None:
    return None
