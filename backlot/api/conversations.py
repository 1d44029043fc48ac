"""conversations.*: channels, who is in them, and reading what was said."""

import base64
import json
import re
from dataclasses import replace
from typing import Any

from backlot import channels, messages, people, shapes, telling
from backlot.api.call import Answer, Call, Method, Refused
from backlot.limits import TIER_2, TIER_3, TIER_4
from backlot.lot import Lot
from backlot.shapes import only
from backlot.stamps import padded
from backlot.store import Row

NAME = re.compile(r"[\w\-]{1,80}")
KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


def create(lot: Lot, call: Call) -> Answer:
    """conversations.create"""
    name = _new_name(lot, call)
    if channels.is_limited(call.who):
        raise Refused("restricted_action")
    made = channels.create(lot.store, name, call.who["id"], "private" if call.flag("is_private") else "public")
    row = _sure(lot, made)
    for person in channels.onlookers(lot.store, row):
        lot.live.tell([person], {"type": "channel_created", "channel": channels.shown(lot, row, person)})
    telling.joined(lot, row, call.who["id"], call.who["team"], None)
    return {"channel": channels.shown(lot, row, call.who["id"])}


def _new_name(lot: Lot, call: Call) -> str:
    name = call.get("name")
    if name is None:
        raise Refused("invalid_name_required")
    if not NAME.fullmatch(name) or name != name.lower():
        raise Refused("invalid_name_specials")
    if lot.store.value("SELECT 1 FROM channels WHERE name = ?", name):
        raise Refused("name_taken")
    return name


def rename(lot: Lot, call: Call) -> Answer:
    """conversations.rename"""
    row = call.own_channel(lot)
    if row["creator"] != call.who["id"] and not call.who["is_admin"]:
        raise Refused("not_authorized")
    names = [*json.loads(row["previous_names"]), row["name"]]
    name = _new_name(lot, call)
    lot.store.run("UPDATE channels SET name = ?, previous_names = ? WHERE id = ?", name, json.dumps(names), row["id"])
    row = _sure(lot, row["id"])
    for person in channels.onlookers(lot.store, row):
        lot.live.tell([person], {"type": "channel_renamed", "channel": channels.shown(lot, row, person)})
    return {"channel": channels.shown(lot, row, call.who["id"])}


def _sure(lot: Lot, id: str) -> Row:
    row = channels.channel(lot.store, id)
    assert row is not None
    return row


def listed(lot: Lot, call: Call) -> Answer:
    """conversations.list"""
    rows = [row for row in _of_types(lot, call) if channels.may_see(lot.store, row, call.who)]
    found, cursor = page(rows, call, 100)
    shown = [channels.shown(lot, row, call.who["id"], count=row["kind"] != "im") for row in found]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def mine(lot: Lot, call: Call) -> Answer:
    """users.conversations: what somebody is in, as far as the caller may see it."""
    whose = call.get("user") or call.who["id"]
    if people.person(lot.store, whose) is None:
        raise Refused("user_not_found")
    rows = [
        row for row in _of_types(lot, call)
        if channels.is_member(lot.store, row["id"], whose) and channels.may_see(lot.store, row, call.who)
    ]  # fmt: skip
    found, cursor = page(rows, call, 100)
    shown = [channels.shown(lot, row, call.who["id"]) for row in found]
    for channel in shown:
        channel.pop("is_member", None)
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _of_types(lot: Lot, call: Call) -> list[Row]:
    types = (call.get("types") or "public_channel").replace(" ", "").split(",")
    if any(asked not in KINDS for asked in types):
        raise Refused("invalid_types")
    kinds = [KINDS[asked] for asked in types]
    return [row for row in lot.store.all("SELECT * FROM channels ORDER BY rowid") if row["kind"] in kinds]


def page(rows: list[Any], call: Call, default: int) -> tuple[list[Any], str]:
    """One page of all rows by the call's cursor and limit, and the cursor of the next ("" at the end)."""
    start = _cursor(call, 0)
    limit = call.number("limit", default, 1000)
    rest = start + limit < len(rows)
    return rows[start : start + limit], _encoded(str(start + limit)) if rest else ""


def _encoded(place: str) -> str:
    return base64.b64encode(f"next:{place}".encode()).decode()


def _decoded(call: Call) -> str | None:
    cursor = call.get("cursor")
    if cursor is None:
        return None
    try:
        word, _, place = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError:
        raise Refused("invalid_cursor") from None
    if word != "next":
        raise Refused("invalid_cursor")
    return place


def _cursor(call: Call, default: int) -> int:
    place = _decoded(call)
    if place is None:
        return default
    if not place.isdigit():
        raise Refused("invalid_cursor")
    return int(place)


def info(lot: Lot, call: Call) -> Answer:
    """conversations.info"""
    row = call.channel(lot)
    shown = channels.shown(lot, row, call.who["id"], count=call.flag("include_num_members"))
    for key in ("user", "is_user_deleted", "priority"):
        shown.pop(key, None)
    return {"channel": shown}


def history(lot: Lot, call: Call) -> Answer:
    """conversations.history: newest first, without replies."""
    channel = call.readable_channel(lot)
    span = call.span(100)
    if place := _decoded(call):
        span = replace(span, latest=_stamp(place, -span.inclusive))
    rows = messages.history(lot.store, channel["id"], span)
    more = len(rows) > span.limit
    rows = rows[: span.limit]
    answer = {"messages": _read(lot, call, rows, shapes.HISTORY), "has_more": more, "pin_count": 0}
    return answer | _next(rows, more)


def replies(lot: Lot, call: Call) -> Answer:
    """conversations.replies: the root, then its replies, oldest first."""
    channel = call.readable_channel(lot)
    root = messages.root_of(lot.store, channel["id"], call.need("ts"))
    if root is None:
        raise Refused("thread_not_found")
    span = call.span(1000)
    place = _decoded(call)
    if place:
        span = replace(span, oldest=_stamp(place, +span.inclusive))
    rows = messages.replies(lot.store, channel["id"], root["ts"], span)
    if not place:
        rows = [root, *rows]
    more = len(rows) > span.limit
    rows = rows[: span.limit]
    return {"messages": _read(lot, call, rows, shapes.REPLIES), "has_more": more} | _next(rows, more)


def _stamp(place: str, later: int) -> str:
    try:
        return padded(place, later)
    except ValueError:
        raise Refused("invalid_cursor") from None


def _next(rows: list[Row], more: bool) -> Answer:
    return {"response_metadata": {"next_cursor": _encoded(rows[-1]["ts"])}} if more else {}


def _read(lot: Lot, call: Call, rows: list[Row], shape: shapes.Shape) -> list[dict[str, Any]]:
    keys = shape if call.flag("include_all_metadata") else shape - {"metadata"}
    return [only(messages.shown(lot, row), keys) for row in rows]


def members(lot: Lot, call: Call) -> Answer:
    """conversations.members"""
    channel = call.channel(lot)
    found, cursor = page(channels.members(lot.store, channel["id"]), call, 100)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def open_direct(lot: Lot, call: Call) -> Answer:
    """conversations.open: direct messages with one user."""
    users = (call.get("users") or "").split(",")
    if call.get("channel"):
        row, was_open = call.own_channel(lot), True
    elif len(users) != 1 or not users[0]:
        raise Refused("invalid_user_combination" if len(users) > 1 else "users_list_not_supplied")
    elif people.person(lot.store, users[0]) is None:
        raise Refused("user_not_found")
    else:
        row, was_open = channels.direct(lot, call.who["id"], users[0])
    keys = ("id", "created", "is_archived", "is_im", "is_org_shared", "user", "context_team_id", "updated", "priority")
    shown = channels.shown(lot, row, call.who["id"])
    told = only(shown, keys) | {"is_open": True} if call.flag("return_im") else {"id": row["id"]}
    return {"channel": told} | ({"no_op": True, "already_open": True} if was_open else {})


def join(lot: Lot, call: Call) -> Answer:
    """conversations.join"""
    channel = call.channel(lot)
    if channel["kind"] != "public":
        raise Refused("method_not_supported_for_channel_type")
    answer: Answer = {}
    if channels.is_member(lot.store, channel["id"], call.who["id"]):
        answer = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    else:
        channels.add_member(lot.store, channel["id"], call.who["id"])
        telling.joined(lot, channel, call.who["id"], call.who["team"], None)
    return {"channel": channels.shown(lot, channel, call.who["id"])} | answer


def invite(lot: Lot, call: Call) -> Answer:
    """conversations.invite"""
    channel = call.own_channel(lot)
    if channel["kind"] == "im":
        raise Refused("method_not_supported_for_channel_type")
    if channels.is_limited(call.who):
        raise Refused("restricted_action")
    invited = [_invited(lot, channel, user, call) for user in call.need("users").replace(" ", "").split(",")]
    for person in invited:
        channels.add_member(lot.store, channel["id"], person["id"])
        telling.joined(lot, channel, person["id"], person["team"], call.who["id"])
    return {"channel": channels.shown(lot, channel, call.who["id"])}


def _invited(lot: Lot, channel: Row, id: str, call: Call) -> Row:
    person = people.person(lot.store, id)
    if person is None:
        raise Refused("user_not_found")
    if id == call.who["id"]:
        raise Refused("cant_invite_self")
    if channels.is_member(lot.store, channel["id"], id):
        raise Refused("already_in_channel")
    return person


def kick(lot: Lot, call: Call) -> Answer:
    """conversations.kick"""
    channel = call.own_channel(lot)
    user = call.need("user")
    if user == call.who["id"]:
        raise Refused("cant_kick_self")
    if channel["is_general"]:
        raise Refused("cant_kick_from_general")
    if not channels.is_member(lot.store, channel["id"], user):
        raise Refused("not_in_channel")
    channels.remove_member(lot.store, channel["id"], user)
    telling.left(lot, channel, user)
    return {}


def leave(lot: Lot, call: Call) -> Answer:
    """conversations.leave"""
    channel = call.channel(lot)
    if channel["kind"] == "im":
        raise Refused("method_not_supported_for_channel_type")
    if channel["is_general"]:
        raise Refused("cant_leave_general")
    if not channels.is_member(lot.store, channel["id"], call.who["id"]):
        return {"not_in_channel": True}
    channels.remove_member(lot.store, channel["id"], call.who["id"])
    telling.left(lot, channel, call.who["id"])
    return {}


METHODS = {
    "conversations.create": Method(create, TIER_2),
    "conversations.rename": Method(rename, TIER_2),
    "conversations.list": Method(listed, TIER_2),
    "conversations.info": Method(info, TIER_3),
    "conversations.history": Method(history, TIER_3),
    "conversations.replies": Method(replies, TIER_3),
    "conversations.members": Method(members, TIER_4),
    "conversations.open": Method(open_direct, TIER_3),
    "conversations.join": Method(join, TIER_3),
    "conversations.invite": Method(invite, TIER_3),
    "conversations.kick": Method(kick, TIER_3),
    "conversations.leave": Method(leave, TIER_3),
    "users.conversations": Method(mine, TIER_3),
}
