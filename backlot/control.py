"""The door for tests, with a token of its own: logs of calls and envelopes, and trouble on request. See README.md."""

import json
import random
import time
from typing import Any

from aiohttp import web

from backlot import calls
from backlot.faults import KINDS, Fault
from backlot.keys import LOT
from backlot.lot import Lot

HELD_STEP_S = 0.0001


def _lot(request: web.Request) -> Lot:
    lot = request.app[LOT]
    if request.headers.get("Authorization") != f"Bearer {lot.store.fact('control_token')}":
        raise web.HTTPForbidden(text="the control token is needed")
    return lot


async def _json(request: web.Request) -> dict[str, Any]:
    text = await request.text()
    try:
        said = json.loads(text) if text else {}
    except ValueError:
        raise web.HTTPBadRequest(text="not JSON") from None
    if not isinstance(said, dict):
        raise web.HTTPBadRequest(text="not an object")
    return said


async def called(request: web.Request) -> web.Response:
    """GET /control/calls?since=N&method=..."""
    lot = _lot(request)
    found = calls.since(lot.store, _since(request), request.query.get("method"))
    return web.json_response({"ok": True, "calls": found})


def _since(request: web.Request) -> int:
    since = request.query.get("since", "0")
    if not since.isdigit():
        raise web.HTTPBadRequest(text="since is not a number")
    return int(since)


async def sent(request: web.Request) -> web.Response:
    """GET /control/events?since=N: envelopes as they were sent, and what waits."""
    lot = _lot(request)
    sql = "SELECT * FROM envelopes WHERE seq > ? ORDER BY seq"
    rows = [dict(row) for row in lot.store.all(sql, _since(request))]
    envelopes = [row | {"payload": json.loads(row["payload"])} for row in rows]
    waiting = lot.store.value("SELECT COUNT(*) FROM events WHERE state IN ('open', 'held', 'sent')")
    return web.json_response({"ok": True, "events": envelopes, "waiting": waiting})


async def add_fault(request: web.Request) -> web.Response:
    """POST /control/faults"""
    lot = _lot(request)
    asked = await _json(request)
    kind = asked.pop("kind", None)
    if kind not in KINDS:
        raise web.HTTPBadRequest(text=f"kind is one of {', '.join(KINDS)}")
    if kind == "disconnect":
        lot.link.disconnect(str(asked.get("reason", "refresh_requested")))
    else:
        count = asked.pop("count", None)
        lot.faults.add(Fault(kind, None if count is None else int(count), asked))
    return web.json_response({"ok": True})


async def clear_faults(request: web.Request) -> web.Response:
    """DELETE /control/faults"""
    lot = _lot(request)
    lot.faults.clear()
    _let_go(lot, reverse=False)
    return web.json_response({"ok": True})


async def release(request: web.Request) -> web.Response:
    """POST /control/release: held answers go out, held events too, in their order or the other way round."""
    lot = _lot(request)
    asked = await _json(request)
    lot.faults.lift("hold_events")
    lot.faults.release()
    return web.json_response({"ok": True, "events": _let_go(lot, reverse=asked.get("order") == "reverse")})


def _let_go(lot: Lot, *, reverse: bool) -> int:
    order = "DESC" if reverse else "ASC"
    held = lot.store.all(f"SELECT seq FROM events WHERE state = 'held' ORDER BY seq {order}")
    now = time.time()
    with lot.store.together():
        for place, row in enumerate(held):
            due = now + place * HELD_STEP_S
            lot.store.run("UPDATE events SET state = 'open', due = ? WHERE seq = ?", due, row["seq"])
    lot.link.wake()
    return len(held)


async def set_chance(request: web.Request) -> web.Response:
    """POST /control/seed: make what is left to chance repeatable; how long shares take."""
    lot = _lot(request)
    asked = await _json(request)
    if "random_seed" in asked:
        lot.chance = random.Random(asked["random_seed"])
    if "share_delay" in asked:
        low, high = asked["share_delay"]
        lot.share_delay = (float(low), float(high))
    return web.json_response({"ok": True})
