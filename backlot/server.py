"""The web application: which address leads where. Opening and closing the workspace is here too."""

import asyncio
import contextlib
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from backlot import bytes as bytes_doors
from backlot import control, dispatch, interact, pages, responses, sharing
from backlot.faults import Faults
from backlot.guard import guard
from backlot.keys import LOT
from backlot.limits import Limits
from backlot.link import Link
from backlot.live import Live
from backlot.lot import Lot
from backlot.messages import latest
from backlot.seed import seed
from backlot.stamps import Stamps, micros
from backlot.store import Store

BODY_BYTES = 4 * 1024 * 1024
STORE = "backlot.sqlite3"


@dataclass(frozen=True, slots=True)
class Terms:
    """How a workspace runs: its folder, its address, and what can be set on the command line."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    rate_scale: float = 1.0
    ack_seconds: float = 3.0
    random_seed: int | None = None


def open_store(folder: Path) -> Store:
    """The workspace's file, seeded where it is new."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "files").mkdir(exist_ok=True)
    store = Store(folder / STORE)
    seed(store)
    return store


@asynccontextmanager
async def running(terms: Terms) -> AsyncIterator[Lot]:
    """Open the workspace and serve it until the block ends."""
    listener = _bound(terms)
    port = listener.getsockname()[1]
    store = open_store(terms.folder)
    try:
        lot = _lot(terms, store, f"http://{_name(terms.host)}:{port}")
        runner = web.AppRunner(application(lot, port), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        work = [asyncio.create_task(lot.link.deliver()), asyncio.create_task(sharing.run(lot))]
        try:
            yield lot
        finally:
            lot.faults.clear()
            await runner.cleanup()
            for task in work:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
    finally:
        store.close()


def _bound(terms: Terms) -> socket.socket:
    family = socket.AF_INET6 if ":" in terms.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((terms.host, terms.port))
    except OSError:
        listener.close()
        raise
    return listener


def _name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _lot(terms: Terms, store: Store, url: str) -> Lot:
    live, faults = Live(), Faults()

    def noticed(connected: bool) -> None:
        live.tell_everybody({"type": "app_connected", "connected": connected})

    return Lot(
        store=store,
        folder=terms.folder,
        url=url,
        stamps=Stamps(micros(latest(store))),
        chance=random.Random(terms.random_seed),
        live=live,
        link=Link(store, faults, terms.ack_seconds, noticed),
        limits=Limits(terms.rate_scale),
        faults=faults,
    )


def application(lot: Lot, port: int) -> web.Application:
    """The workspace's addresses."""
    app = web.Application(middlewares=[guard(port)], client_max_size=BODY_BYTES)
    app[LOT] = lot
    app[pages.OPEN] = set()
    app.on_shutdown.append(pages.close_sockets)
    app.add_routes(
        [
            web.route("GET", "/api/{method}", dispatch.answer),
            web.post("/api/{method}", dispatch.answer),
            web.get("/link/", pages.link),
            web.post("/upload/v1/{token}", bytes_doors.upload),
            web.get("/files-pri/{team}-{file}/download/{name}", bytes_doors.download),
            web.get("/files-pri/{team}-{file}/{name}", bytes_doors.download),
            web.get("/files/{user}/{file}/{name}", pages.file_link),
            web.get("/archives/{channel}/{place}", pages.archive),
            web.post("/response/{id}", responses.respond),
            web.post("/backlot/interact", interact.interact),
            web.get("/backlot/session", pages.session),
            web.get("/backlot/live", pages.live),
            web.get("/control/calls", control.called),
            web.get("/control/events", control.sent),
            web.post("/control/faults", control.add_fault),
            web.delete("/control/faults", control.clear_faults),
            web.post("/control/release", control.release),
            web.post("/control/seed", control.set_chance),
            web.get("/app-icon.svg", pages.icon),
            web.get("/", pages.page),
            web.get("/page/{path:.+}", pages.page),
        ]
    )
    return app
