"""What the browser page needs: its files, the session, the live feed, and links that lead to a message."""

import asyncio
import contextlib
from importlib import resources
from pathlib import Path

from aiohttp import web

from backlot import channels, files, people, telling, views
from backlot.keys import LOT
from backlot.live import Frame
from backlot.lot import Lot
from backlot.seed import COMMANDS, SHORTCUTS, TEAM_DOMAIN, TEAM_NAME
from backlot.store import Row

OPEN: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("open", set)
FRAME_BYTES = 64 * 1024
HEARTBEAT_S = 20.0
GOODBYE_S = 1.0
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".md": "text/plain",
}
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" rx="12" fill="#15171b"/>'
    '<path d="M14 28h44v28H14z" fill="#f4f1ea"/><path d="M14 16h44v9H14z" fill="#f4f1ea"/>'
    '<path d="M20 25l6-9h8l-6 9zm16 0l6-9h8l-6 9z" fill="#15171b"/></svg>'
)


async def session(request: web.Request) -> web.Response:
    """Who is here and what the app offers, with everybody's token: a stand-in on one machine."""
    lot = request.app[LOT]
    everybody = people.everybody(lot.store)
    app = next(row for row in everybody if row["is_bot"])
    bot = people.for_page(lot.store, app)
    profile = people.bot_profile(lot.store, lot.url)
    return web.json_response(
        {
            "team": {"id": lot.team, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "url": f"{lot.url}/"},
            "people": [people.for_page(lot.store, row) for row in everybody if not row["is_bot"]],
            "bot": bot | {"bot_id": profile["id"], "app_id": profile["app_id"], "image": f"{lot.url}/app-icon.svg"},
            "connected": lot.link.connected,
            "commands": COMMANDS,
            "shortcuts": SHORTCUTS,
        }
    )


async def live(request: web.Request) -> web.StreamResponse:
    """Somebody's live feed."""
    lot = request.app[LOT]
    person = people.by_token(lot.store, request.query.get("token", ""))
    if person is None or person["is_bot"]:
        raise web.HTTPForbidden(text="not a person's token")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=FRAME_BYTES)
    await socket.prepare(request)
    request.app[OPEN].add(socket)
    try:
        await lot.live.serve(person["id"], socket, _first(lot, person))
    finally:
        request.app[OPEN].discard(socket)
    return socket


def _first(lot: Lot, person: Row) -> list[Frame]:
    """What a page that comes late must know: is the app there, its Home, open modals, and what it is doing."""
    frames: list[Frame] = [{"type": "app_connected", "connected": lot.link.connected}]
    for view in lot.store.all("SELECT * FROM views WHERE person = ? AND is_open ORDER BY rowid", person["id"]):
        what = "home_published" if view["kind"] == "home" else "view_opened"
        frames.append({"type": what, "view": views.shown(lot, view)})
    for (channel, thread), status in lot.statuses.items():
        room = channels.channel(lot.store, channel)
        if room and channels.may_see(lot.store, room, person):
            frames.append(telling.status_frame(channel, thread, status))
    return frames


async def link(request: web.Request) -> web.StreamResponse:
    """The app's socket; the ticket in its address opens it once."""
    lot = request.app[LOT]
    if not lot.link.takes(request.query.get("ticket", "")):
        raise web.HTTPForbidden(text="this address was used, or is too old")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S)
    await socket.prepare(request)
    if lot.link.full:
        await socket.send_json(
            {"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": "backlot"}}
        )
        await socket.close()
        return socket
    request.app[OPEN].add(socket)
    try:
        await lot.link.serve(socket, lot.store.fact("app_id"), "backlot")
    finally:
        request.app[OPEN].discard(socket)
    return socket


async def close_sockets(app: web.Application) -> None:
    """On the way out: the app is told to come back, pages see the line close. Who does not go is cut off after this."""
    app[LOT].link.disconnect("refresh_requested")
    app[LOT].live.end()
    sockets = app[OPEN]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_S):
            while sockets:
                await asyncio.sleep(GOODBYE_S / 50)


async def page(request: web.Request) -> web.StreamResponse:
    """A file of the page; the root is its index."""
    root = Path(str(resources.files("backlot").joinpath("page"))).resolve()
    path = (root / (request.match_info.get("path") or "index.html")).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise web.HTTPNotFound(text="no such page")
    response = web.FileResponse(path)
    response.content_type = TYPES.get(path.suffix, "application/octet-stream")
    if response.content_type.startswith("text/"):
        response.charset = "utf-8"
    return response


async def icon(request: web.Request) -> web.Response:
    """The app's picture."""
    return web.Response(text=ICON, content_type="image/svg+xml")


async def archive(request: web.Request) -> web.StreamResponse:
    """A message's permalink leads to the page, which scrolls to it."""
    thread = request.query.get("thread_ts")
    target = f"/#/{request.match_info['channel']}/{request.match_info['place']}"
    raise web.HTTPFound(f"{target}?thread_ts={thread}" if thread else target)


async def file_link(request: web.Request) -> web.StreamResponse:
    """A file's permalink leads to the message that shows it."""
    shares = files.shares(request.app[LOT].store, request.match_info["file"])
    if not shares:
        raise web.HTTPNotFound(text="not shared anywhere")
    place = f"p{shares[0]['ts'].replace('.', '')}"
    thread = shares[0]["thread_ts"]
    raise web.HTTPFound(f"/#/{shares[0]['channel']}/{place}" + (f"?thread_ts={thread}" if thread else ""))
