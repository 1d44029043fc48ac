"""reactions.*: emoji on messages. Skin tones stay on the name; an alias is stored under its usual name."""

import re

from backlot import messages, shapes, telling
from backlot.api.call import Answer, Call, Method, Refused
from backlot.api.conversations import page
from backlot.limits import TIER_2, TIER_3
from backlot.lot import Lot
from backlot.shapes import only
from backlot.store import Row

NAME = re.compile(r"[a-z0-9_+\-']{1,100}(::skin-tone-[2-6])?")
ALIASES = {"thumbsup": "+1", "thumbsdown": "-1"}
MOST = 23


def _name(call: Call) -> str:
    given = (call.get("name") or "").strip(":")
    if not NAME.fullmatch(given):
        raise Refused("invalid_name")
    base, colons, tone = given.partition("::")
    return ALIASES.get(base, base) + colons + tone


def _item(lot: Lot, call: Call) -> Row:
    if call.get("channel") is None or call.get("timestamp") is None:
        raise Refused("no_item_specified")
    channel = call.readable_channel(lot)
    row = messages.message(lot.store, channel["id"], call.need("timestamp"))
    if row is None or row["subtype"] == "tombstone":
        raise Refused("message_not_found")
    return row


def add(lot: Lot, call: Call) -> Answer:
    """reactions.add"""
    name = _name(call)
    row = _item(lot, call)
    store, key = lot.store, (row["channel"], row["ts"], name)
    if store.value("SELECT 1 FROM reactions WHERE channel=? AND ts=? AND name=? AND person=?", *key, call.who["id"]):
        raise Refused("already_reacted")
    names = store.value(
        "SELECT COUNT(DISTINCT name) FROM reactions WHERE channel=? AND ts=?", row["channel"], row["ts"]
    )
    if names >= MOST and not store.value("SELECT 1 FROM reactions WHERE channel=? AND ts=? AND name=?", *key):
        raise Refused("too_many_emoji")
    at = lot.stamps.next()
    sql = "INSERT INTO reactions (channel, ts, name, person, at) VALUES (?, ?, ?, ?, ?)"
    store.run(sql, *key, call.who["id"], at)
    telling.reacted(lot, row, call.who["id"], name, on=True)
    return {}


def remove(lot: Lot, call: Call) -> Answer:
    """reactions.remove"""
    name = _name(call)
    row = _item(lot, call)
    sql = "DELETE FROM reactions WHERE channel = ? AND ts = ? AND name = ? AND person = ?"
    if not lot.store.changed(sql, row["channel"], row["ts"], name, call.who["id"]):
        raise Refused("no_reaction")
    telling.reacted(lot, row, call.who["id"], name, on=False)
    return {}


def get(lot: Lot, call: Call) -> Answer:
    """reactions.get"""
    row = _item(lot, call)
    message = only(messages.shown(lot, row), shapes.REACTED) | {"permalink": messages.permalink(lot, row)}
    return {"type": "message", "channel": row["channel"], "message": message}


def listed(lot: Lot, call: Call) -> Answer:
    """reactions.list: messages that somebody reacted to, the latest reaction first."""
    whose = call.get("user") or call.who["id"]
    sql = (
        "SELECT m.* FROM messages m JOIN (SELECT channel, ts, MAX(at) AS at FROM reactions WHERE person = ?"
        " GROUP BY channel, ts) r ON m.channel = r.channel AND m.ts = r.ts ORDER BY r.at DESC"
    )
    rows, cursor = page([row for row in lot.store.all(sql, whose) if _visible(lot, call, row)], call, 100)
    items = [
        {
            "type": "message",
            "channel": row["channel"],
            "message": only(messages.shown(lot, row), shapes.LISTED) | {"permalink": messages.permalink(lot, row)},
        }
        for row in rows
    ]
    return {"items": items, "response_metadata": {"next_cursor": cursor}}


def _visible(lot: Lot, call: Call, row: Row) -> bool:
    asked = Call(call.method, {"channel": row["channel"]}, call.who)
    try:
        asked.readable_channel(lot)
    except Refused:
        return False
    return True


METHODS = {
    "reactions.add": Method(add, TIER_3),
    "reactions.remove": Method(remove, TIER_2),
    "reactions.get": Method(get, TIER_3),
    "reactions.list": Method(listed, TIER_2),
}
