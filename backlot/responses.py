"""response_url and answers in an acknowledgement: what the app says to the person who pressed or commanded."""

import json
import time
from typing import Any

from aiohttp import web

from backlot import messages, telling
from backlot.api.call import Call, Refused
from backlot.api.chat import POST_TEXT, said, take_away
from backlot.keys import LOT
from backlot.lot import Lot
from backlot.people import person
from backlot.store import Row

Said = dict[str, Any]


async def respond(request: web.Request) -> web.Response:
    """One use of a response_url."""
    lot = request.app[LOT]
    row = lot.store.one("SELECT * FROM answers WHERE id = ?", request.match_info["id"])
    if row is None or row["expires"] < time.time():
        return _no("expired_url")
    if row["uses"] < 1:
        return _no("used_url")
    try:
        told = json.loads(await request.text())
    except ValueError:
        return _no("invalid_payload")
    if not isinstance(told, dict):
        return _no("invalid_payload")
    try:
        with lot.store.together():
            lot.store.run("UPDATE answers SET uses = uses - 1 WHERE id = ?", row["id"])
            _apply(lot, row, told)
    except Refused as refusal:
        return _no(refusal.error)
    return web.Response(text="ok")


def _no(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=404)


def _apply(lot: Lot, row: Row, told: Said) -> None:
    original = _original(lot, row)
    if told.get("delete_original") in (True, "true"):
        if original is None:
            raise Refused("message_not_found")
        _remove(lot, original)
    elif told.get("replace_original") in (True, "true") and original is not None:
        _replace(lot, original, told)
    else:
        thread = told.get("thread_ts") or (row["thread_ts"] if told.get("response_type") != "in_channel" else None)
        say(lot, row["person"], row["channel"], thread, told)


def _original(lot: Lot, row: Row) -> Row | None:
    if row["ts"] is None:
        return None
    return messages.message(lot.store, row["channel"], row["ts"]) or messages.whispered(
        lot.store, row["channel"], row["ts"], row["person"]
    )


def _remove(lot: Lot, original: Row) -> None:
    if original["only_for"] is None:
        take_away(lot, original)
        return
    messages.remove(lot.store, original)
    frame = {
        "type": "message_deleted",
        "channel": original["channel"],
        "ts": original["ts"],
        "deleted_ts": original["ts"],
    }
    lot.live.tell([original["only_for"]], frame)


def _replace(lot: Lot, original: Row, told: Said) -> None:
    body = _body(lot, told)
    if original["only_for"] is not None:
        telling.whispered(lot, messages.edit(lot.store, original, body))
        return
    before = messages.shown(lot, original)
    kept = messages.body_of(original)
    body["edited"] = {"user": lot.bot, "ts": lot.stamps.next()}
    row = messages.edit(lot.store, original, {**body, **({"files": kept["files"]} if "files" in kept else {})})
    telling.changed(lot, before, row)


def _body(lot: Lot, told: Said) -> Said:
    bot = person(lot.store, lot.bot)
    assert bot is not None
    return said(lot, Call("response_url", told, bot), POST_TEXT)


def say(lot: Lot, to: str, channel: str, thread: str | None, told: Said) -> None:
    """The app answers: to this person alone, or to the channel where it says so."""
    body = _body(lot, told)
    if told.get("response_type") == "in_channel":
        telling.posted(lot, messages.add(lot, channel, lot.bot, body, thread=thread))
        return
    telling.whispered(lot, messages.add(lot, channel, lot.bot, body, thread=thread, only_for=to))
