"""A loopback server in Google's place: it checks who asks, keeps what was asked, and replies as it was told.

One server for all methods of the wire; each method adds its routes (`text.py` those of generateContent, `video.py`
those of the cameras).
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.google.replies import CLOSING, Reply, refused

if TYPE_CHECKING:
    from tests.google.video import Renders

KEY = "AIzaSyTest-0123456789-abcdefghijklmnopq"
TOKEN = "ya29.test-token"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: Any
    method: str = "POST"
    query: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Google:
    """The running server. `replies` are used one for each request; the last one stays."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    replies: deque[Reply] = field(default_factory=deque)
    renders: "Renders" = field(init=False)

    def reply(self, *replies: Reply) -> None:
        """Answer the next requests like this, and all after them like the last."""
        self.replies = deque(replies)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Keep a request and reply to it; refuse it, as Google does, where it shows no credentials."""
        if refusal := await self.keep(request):
            return await refusal(request)
        reply = self.replies.popleft() if len(self.replies) > 1 else self.replies[0]
        return await reply(request)

    async def keep(self, request: web.Request) -> Reply | None:
        """Keep what was asked; how it is refused where it shows no credentials."""
        text = await request.text()
        asked = json.loads(text) if text else None
        self.asked.append(Asked(request.path, dict(request.headers), asked, request.method, dict(request.query)))
        return _refusal(request)

    def route(
        self, method: str, path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.RouteDef:
        """A route whose requests are kept, and refused without credentials, before its handler gets them."""

        async def kept(request: web.Request) -> web.StreamResponse:
            refusal = await self.keep(request)
            return await (refusal or handler)(request)

        return web.route(method, path, kept)


def _refusal(request: web.Request) -> Reply | None:
    if request.headers.get("x-goog-api-key") == KEY or request.headers.get("Authorization") == f"Bearer {TOKEN}":
        return None
    if "x-goog-api-key" in request.headers:
        return refused(400, "INVALID_ARGUMENT", "API_KEY_INVALID")
    return refused(401, "UNAUTHENTICATED")


@asynccontextmanager
async def open_google() -> AsyncIterator[Google]:
    """The server, on a free port, until the end of the block."""
    from tests.google import text, video

    google = Google()
    app = web.Application(client_max_size=64 * 2**20)
    app[CLOSING] = closing = asyncio.Event()
    app.add_routes([*text.routes(google), *video.routes(google)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    google.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield google
    finally:
        closing.set()
        await runner.cleanup()
