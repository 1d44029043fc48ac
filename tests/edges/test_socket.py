"""The socket: ready once it said hello, and never stuck on an address that is spent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.app import build_app, connect
from bot.listeners.edge import Edge
from bot.screening_room import SlackRoom
from bot.slack_client import open_slack
from bot.translate import Identity
from graphs.interpreters.rules import RulesInterpreter
from storage.archive import SqlArchive
from storage.database import open_database
from storage.locks import ProcessLocks

US = Identity(team="T1", user="UBOT", bot="BBOT")


class Gate:
    """A workspace's socket alone. `dead` addresses are handed out before a live one; hello waits for `may_greet`."""

    def __init__(self, dead: int) -> None:
        self.dead = dead
        self.opened = 0
        self.url = ""
        self.may_greet = asyncio.Event()

    async def open(self, request: web.Request) -> web.Response:
        self.opened += 1
        path = "gone" if self.opened <= self.dead else "link"
        return web.json_response({"ok": True, "url": f"{self.url.replace('http', 'ws')}/{path}"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self.may_greet.wait()
        await socket.send_json({"type": "hello", "num_connections": 1})
        async for _ in socket:
            pass
        return socket


@asynccontextmanager
async def a_gate(dead: int) -> AsyncIterator[Gate]:
    gate = Gate(dead)
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", gate.open)
    app.router.add_get("/link", gate.link)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    gate.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield gate
    finally:
        await runner.cleanup()


@asynccontextmanager
async def connected(gate: Gate, folder: Path) -> AsyncIterator[None]:
    archive = SqlArchive(open_database(f"sqlite+aiosqlite:///{folder / 'd.db'}"))
    async with open_slack(f"{gate.url}/api/", "xoxb-token") as client:
        room = SlackRoom(client, archive, ProcessLocks().hold, lambda: datetime.now(UTC), US)

        async def wake(work: str, act: int | None) -> None: ...

        edge = Edge(archive, room, client, wake, lambda: datetime.now(UTC), US, RulesInterpreter())
        async with connect(build_app(edge), "xapp-token"):
            yield
    await archive.aclose()


async def test_it_is_ready_once_the_socket_said_hello(tmp_path: Path) -> None:
    async with a_gate(dead=0) as gate:
        connection = connected(gate, tmp_path)
        opening: asyncio.Task[Any] = asyncio.ensure_future(connection.__aenter__())
        await asyncio.sleep(0.5)
        assert gate.opened == 1
        assert not opening.done()
        gate.may_greet.set()
        await asyncio.wait_for(opening, 5)
        await connection.__aexit__(None, None, None)


@pytest.mark.timeout(60)
async def test_an_address_that_failed_is_not_tried_again(tmp_path: Path) -> None:
    async with a_gate(dead=1) as gate:
        gate.may_greet.set()
        async with asyncio.timeout(30), connected(gate, tmp_path):
            assert gate.opened == 2
