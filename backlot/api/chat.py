"""chat.*: messages posted, whispered, edited and deleted. Threads and history are read in conversations.py."""

import json
import uuid
from typing import Any

from backlot import blocks, channels, messages, people, pictures, shapes, telling
from backlot.api.call import Answer, Call, Method, Refused
from backlot.limits import POST_BURST, POSTS_A_MINUTE, TIER_3, TIER_4
from backlot.lot import Lot
from backlot.shapes import only
from backlot.store import Row

POST_TEXT = 40_000
UPDATE_TEXT = 4_000
METADATA_BYTES = 16_000


def post(lot: Lot, call: Call) -> Answer:
    """chat.postMessage"""
    channel = _where(lot, call)
    _pace(lot, call, channel)
    body = said(lot, call, POST_TEXT)
    thread = thread_in(lot, call, channel)
    if not call.who["is_bot"]:
        body["client_msg_id"] = str(uuid.uuid4())
    row = messages.add(lot, channel["id"], call.who["id"], body, thread=thread)
    telling.posted(lot, row)
    message = only(messages.shown(lot, row), shapes.POSTED)
    return {"channel": channel["id"], "ts": row["ts"], "message": message}


def _where(lot: Lot, call: Call) -> Row:
    """A channel that the caller is in, or the direct messages with the user whose id stands for it."""
    other = people.person(lot.store, call.need("channel"))
    if other:
        return channels.direct(lot, call.who["id"], other["id"])[0]
    return call.own_channel(lot)


def _pace(lot: Lot, call: Call, channel: Row) -> None:
    wait = lot.limits.take(POSTS_A_MINUTE, call.who["id"], "post", channel["id"], burst=POST_BURST)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=wait)


def said(lot: Lot, call: Call, most: int) -> dict[str, Any]:
    """What a message is to say: text, blocks and metadata of the call, checked."""
    body: dict[str, Any] = {"text": call.get("text") or ""}
    if len(body["text"]) > most:
        raise Refused("msg_too_long")
    if given := call.structure("blocks", "invalid_blocks_format"):
        body["blocks"] = checked_blocks(lot, call, given)
    if metadata := call.structure("metadata", "invalid_metadata_format"):
        body["metadata"] = _metadata(metadata)
    if not body["text"].strip() and "blocks" not in body:
        raise Refused("no_text")
    return body


def checked_blocks(lot: Lot, call: Call, given: Any) -> list[blocks.Block]:
    """Blocks of a message, with ids; or the refusal."""
    try:
        found = blocks.checked(given, "message", blocks.MESSAGE_BLOCKS)
        pictures.check(lot, found, call.who)
        return found
    except blocks.InvalidBlocks as wrong:
        raise Refused("invalid_blocks", str(wrong)) from None


def _metadata(given: Any) -> dict[str, Any]:
    whole = isinstance(given, dict) and isinstance(given.get("event_type"), str)
    if not whole or not isinstance(given.get("event_payload"), dict):
        raise Refused("invalid_metadata_format", "[ERROR] event_type and event_payload are required")
    if len(json.dumps(given).encode()) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}


def thread_in(lot: Lot, call: Call, channel: Row) -> str | None:
    """The root of the thread that the call names in a channel."""
    ts = call.get("thread_ts")
    if ts is None:
        return None
    root = messages.root_of(lot.store, channel["id"], ts)
    if root is None:
        raise Refused("thread_not_found")
    root_ts: str = root["ts"]
    return root_ts


def whisper(lot: Lot, call: Call) -> Answer:
    """chat.postEphemeral"""
    channel = call.own_channel(lot)
    person = people.person(lot.store, call.need("user"))
    if person is None or not channels.is_member(lot.store, channel["id"], person["id"]):
        raise Refused("user_not_in_channel")
    body = said(lot, call, POST_TEXT)
    thread = thread_in(lot, call, channel)
    row = messages.add(lot, channel["id"], call.who["id"], body, thread=thread, only_for=person["id"])
    telling.whispered(lot, row)
    return {"message_ts": row["ts"]}


def update(lot: Lot, call: Call) -> Answer:
    """chat.update: what is not given stays; an empty list takes the blocks away."""
    channel = call.channel(lot)
    row = _own(lot, call, channel, "cant_update_message")
    before = messages.shown(lot, row)
    old = messages.body_of(row)
    if call.args.get("text") is None and call.args.get("blocks") is None and call.args.get("metadata") is None:
        raise Refused("no_text")
    body = old | _edit(lot, call, old)
    if not body["text"].strip() and not body.get("blocks") and not body.get("files"):
        raise Refused("no_text")
    body["edited"] = {"user": call.who["id"], "ts": lot.stamps.next()}
    row = messages.edit(lot.store, row, body)
    telling.changed(lot, before, row)
    whole = messages.shown(lot, row)
    return {"channel": channel["id"], "ts": row["ts"], "text": whole["text"], "message": only(whole, shapes.UPDATED)}


def _edit(lot: Lot, call: Call, old: dict[str, Any]) -> dict[str, Any]:
    new: dict[str, Any] = {}
    if call.args.get("text") is not None:
        new["text"] = str(call.args["text"])
        if len(new["text"]) > UPDATE_TEXT:
            raise Refused("msg_too_long")
    given = call.structure("blocks", "invalid_blocks_format")
    if given is not None:
        new["blocks"] = checked_blocks(lot, call, given)
    if metadata := call.structure("metadata", "invalid_metadata_format"):
        new["metadata"] = _metadata(metadata)
    return new


def _own(lot: Lot, call: Call, channel: Row, error: str) -> Row:
    row = messages.message(lot.store, channel["id"], call.need("ts"))
    if row is None or row["subtype"] == "tombstone":
        raise Refused("message_not_found")
    if row["author"] != call.who["id"] or row["subtype"] == "channel_join":
        raise Refused(error)
    return row


def delete(lot: Lot, call: Call) -> Answer:
    """chat.delete: one's own; an administrator also others'."""
    channel = call.channel(lot)
    row = messages.message(lot.store, channel["id"], call.need("ts"))
    if row is None or row["subtype"] == "tombstone":
        raise Refused("message_not_found")
    if row["author"] != call.who["id"] and not call.who["is_admin"]:
        raise Refused("cant_delete_message")
    take_away(lot, row)
    return {"channel": channel["id"], "ts": row["ts"]}


def take_away(lot: Lot, row: Row) -> None:
    """Delete a message; where a thread hangs on it a tombstone stays."""
    before = messages.shown(lot, row)
    if messages.has_replies(lot.store, row):
        lot.store.run("DELETE FROM reactions WHERE channel = ? AND ts = ?", row["channel"], row["ts"])
        lot.store.run("DELETE FROM shares WHERE channel = ? AND ts = ?", row["channel"], row["ts"])
        telling.changed(lot, before, messages.edit(lot.store, row, messages.TOMBSTONE, subtype="tombstone"))
        return
    messages.remove(lot.store, row)
    telling.deleted(lot, before, row["channel"])


def permalink(lot: Lot, call: Call) -> Answer:
    """chat.getPermalink"""
    channel = call.channel(lot)
    row = messages.message(lot.store, channel["id"], call.need("message_ts"))
    if row is None:
        raise Refused("message_not_found")
    return {"channel": channel["id"], "permalink": messages.permalink(lot, row)}


METHODS = {
    "chat.postMessage": Method(post, explains=True),
    "chat.postEphemeral": Method(whisper, TIER_4),
    "chat.update": Method(update, TIER_3, explains=True),
    "chat.delete": Method(delete, TIER_3),
    "chat.getPermalink": Method(permalink),
}
