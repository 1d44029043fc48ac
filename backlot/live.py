"""The live feed of each person's page: who is connected, and frames on their way. What frames mean: README.md."""

import asyncio
import contextlib
import json
from collections.abc import Iterable
from typing import Any

from aiohttp import web

Frame = dict[str, Any]


class Live:
    """Open feeds by person. Telling never waits: each feed has a queue of its own."""

    def __init__(self) -> None:
        self._feeds: dict[str, set[asyncio.Queue[Frame | None]]] = {}

    def tell(self, people: Iterable[str], frame: Frame) -> None:
        """Send a frame to every open feed of these people."""
        for person in set(people):
            for feed in self._feeds.get(person, ()):
                feed.put_nowait(frame)

    def tell_everybody(self, frame: Frame) -> None:
        """Send a frame to every open feed."""
        self.tell(list(self._feeds), frame)

    def end(self) -> None:
        """Close every feed."""
        for feeds in self._feeds.values():
            for feed in feeds:
                feed.put_nowait(None)

    async def serve(self, person: str, socket: web.WebSocketResponse, first: list[Frame]) -> None:
        """Feed one open socket until either side ends it. `first` is sent before anything else."""
        feed: asyncio.Queue[Frame | None] = asyncio.Queue()
        for frame in first:
            feed.put_nowait(frame)
        self._feeds.setdefault(person, set()).add(feed)
        writing = asyncio.create_task(self._write(feed, socket))
        try:
            async for _ in socket:
                pass  # a page only listens
        finally:
            self._feeds[person].discard(feed)
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing

    async def _write(self, feed: asyncio.Queue[Frame | None], socket: web.WebSocketResponse) -> None:
        while (frame := await feed.get()) is not None:
            try:
                await socket.send_str(json.dumps(frame, ensure_ascii=False))
            except ConnectionError:
                return
        await socket.close()
