"""Apps to talk to: a real Bolt app that writes down what it hears, and a bare socket that acknowledges when told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from tests.backlot.running import Backlot, until

Event = dict[str, Any]


@dataclass
class Listening:
    """A Bolt app and what it heard; `answers` maps what is asked to the arguments of its ack."""

    app: AsyncApp
    events: list[Event] = field(default_factory=list)
    bodies: list[Event] = field(default_factory=list)

    def of(self, type: str) -> list[Event]:
        return [event for event in self.events if event["type"] == type]

    async def heard(self, type: str, count: int = 1) -> list[Event]:
        """Wait for so many events of a type."""

        async def enough() -> list[Event]:
            return self.of(type) if len(self.of(type)) >= count else []

        found: list[Event] = await until(enough)
        return found

    async def asked(self, count: int = 1) -> list[Event]:
        """Wait for so many interactions or commands."""

        async def enough() -> list[Event]:
            return self.bodies if len(self.bodies) >= count else []

        found: list[Event] = await until(enough)
        return found


def record(lot: Backlot) -> Listening:
    """An app that hears every event; interactions are each test's own."""
    app = AsyncApp(client=lot.bot_client, signing_secret=lot.tokens["signing_secret"], process_before_response=True)
    listening = Listening(app)

    async def hear(body: Event, event: Event) -> None:
        listening.events.append(event)

    for name in (
        "message", "app_mention", "reaction_added", "reaction_removed", "member_joined_channel", "file_shared",
        "file_deleted", "app_home_opened", "agent_session_stopped",
    ):  # fmt: skip
        app.event(name)(hear)
    return listening


@asynccontextmanager
async def connected(lot: Backlot, app: AsyncApp) -> AsyncIterator[None]:
    """The app on Socket Mode."""
    handler = AsyncSocketModeHandler(app, lot.tokens["app_token"])
    handler.client.proxy = None
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def listening(lot: Backlot) -> AsyncIterator[Listening]:
    """A connected app that hears every event."""
    heard = record(lot)
    async with connected(lot, heard.app):
        yield heard


@asynccontextmanager
async def bare_socket(lot: Backlot) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A socket without the SDK; it has been greeted."""
    client = lot.bot_client
    answer = await client.apps_connections_open(app_token=lot.tokens["app_token"])
    async with lot.session.ws_connect(answer["url"]) as socket:
        hello = await socket.receive_json(timeout=5)
        assert hello["type"] == "hello"
        yield socket


async def acknowledge(socket: aiohttp.ClientWebSocketResponse, envelope: Event, payload: Any = None) -> None:
    """Say that an envelope was received."""
    answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload is not None else {})}
    await socket.send_str(json.dumps(answer))


def error_of(answer: Any) -> str:
    """The error code of a SlackApiError caught by pytest.raises."""
    return str(answer.value.response["error"])
