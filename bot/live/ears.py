"""The socket of the check: it hears everything that the app is sent, and acknowledges only what the check set off.

What other people do meanwhile is left unacknowledged, so that Slack sends it again to the bot when that is back.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.translate import Identity

HELLO_WITHIN_S = 15.0
PING_S = 5.0
ACTION = "live_press"

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """One event or press: "message.file_share", "block_actions"; `at` is a time of the monotonic clock."""

    what: str
    payload: Payload
    at: float


class Ears:
    """What was heard so far, and waiting for more. `others` is how many sockets of the app were open before ours."""

    def __init__(self, us: Identity, opening: Payload) -> None:
        self.opening = opening
        self.others = 0
        self._us = us
        self._heard: list[Heard] = []
        self._more = asyncio.Event()

    async def wait(self, what: str, wanted: Callable[[Payload], bool], within_s: float) -> Heard | None:
        """The first such event that is wanted, also one that came before; None where none comes in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while True:
                    self._more.clear()
                    for heard in self._heard:
                        if heard.what == what and wanted(heard.payload.get("event") or heard.payload):
                            return heard
                    await self._more.wait()
        return None

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Take envelopes until the socket closes."""
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._take(json.loads(message.data), socket)

    async def _take(self, envelope: Payload, socket: aiohttp.ClientWebSocketResponse) -> None:
        if "envelope_id" not in envelope:
            return  # a hello, or the word that the socket will close
        payload = envelope.get("payload") or {}
        heard = Heard(_name(payload), payload, time.monotonic())
        if not is_ours(heard, self._us):
            return
        await socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))
        self._heard.append(heard)
        self._more.set()


@asynccontextmanager
async def listening(client: AsyncWebClient, app_token: str, us: Identity) -> AsyncIterator[Ears]:
    """Ears on a socket that said hello; one that closes is opened again.

    Raises SlackApiError where none is given, TimeoutError without a hello.
    """
    opening = await client.apps_connections_open(app_token=app_token)
    assert isinstance(opening.data, dict)
    ears, ready = Ears(us, opening.data), asyncio.Event()
    staying = asyncio.create_task(_stay(ears, client, app_token, str(opening["url"]), ready))
    greeting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait({staying, greeting}, timeout=HELLO_WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
        if staying.done():
            await staying
        if not ready.is_set():
            raise TimeoutError
        yield ears
    finally:
        for task in (staying, greeting):
            task.cancel()
        await asyncio.gather(staying, greeting, return_exceptions=True)


async def _stay(ears: Ears, client: AsyncWebClient, app_token: str, url: str, ready: asyncio.Event) -> None:
    assert client.session is not None, "open_slack gives the session"
    while True:
        async with client.session.ws_connect(url, proxy=client.proxy, heartbeat=PING_S) as socket:
            hello = await socket.receive_json()
            if not ready.is_set():
                ears.others = int(hello.get("num_connections", 1)) - 1
                ready.set()
            await ears.listen(socket)
        url = str((await client.apps_connections_open(app_token=app_token))["url"])


def is_ours(heard: Heard, us: Identity) -> bool:
    """Whether the check set this off itself: by the bot's own hand, or with its button."""
    if heard.what == "block_actions":
        return any(action.get("action_id") == ACTION for action in heard.payload.get("actions") or ())
    event = heard.payload.get("event") or {}
    about = event.get("message") or event.get("previous_message") or event
    return us.user in (event.get("user"), event.get("user_id"), about.get("user"))


def _name(payload: Payload) -> str:
    event = payload.get("event")
    if not event:
        return str(payload.get("type") or payload.get("command") or "")
    return ".".join(str(event[key]) for key in ("type", "subtype") if event.get(key))
