"""Who hears of a change: the pages of those who may see it, and the app where it is in the channel."""

from typing import Any

from backlot import channels, messages, shapes
from backlot.events import Event, emit
from backlot.lot import Lot
from backlot.shapes import only
from backlot.store import Row

Message = dict[str, Any]


def _channel(lot: Lot, id: str) -> Row:
    row = channels.channel(lot.store, id)
    assert row is not None
    return row


def _in_room(lot: Lot, channel: str) -> bool:
    return channels.is_member(lot.store, channel, lot.bot)


def for_page(message: Message) -> Message:
    """A message as the page gets it."""
    return {key: value for key, value in message.items() if key != "metadata"}


def posted(lot: Lot, row: Row) -> None:
    """A message is there."""
    channel = _channel(lot, row["channel"])
    message = messages.shown(lot, row)
    frame = {"type": "message", "channel": channel["id"], "message": for_page(message)}
    lot.live.tell(channels.onlookers(lot.store, channel), frame)
    if row["author"] == lot.bot:
        forget_status(lot, channel["id"], row["thread_ts"])
    if not _in_room(lot, channel["id"]):
        return
    told = [_said(message, channel)]
    if channel["kind"] != "im" and row["author"] != lot.bot and _calls(lot, message):
        told.append(mention(message, channel))
        lot.chance.shuffle(told)
    for event in told:
        emit(lot, event, channel["id"])


def _calls(lot: Lot, message: Message) -> bool:
    return f"<@{lot.bot}" in message["text"] and message.get("subtype") != "channel_join"


def _said(message: Message, channel: Row) -> Event:
    shape = shapes.SHARED if message.get("subtype") == "file_share" else shapes.SAID
    event = only(message, shape)
    if "metadata" in event:
        event["metadata"] = only(event["metadata"], ("event_type",))
    if "files" in event:
        event["files"] = [_event_file(file) for file in event["files"]]
    where = {"channel": channel["id"], "event_ts": message["ts"], "channel_type": channels.channel_type(channel)}
    return event | where


def _event_file(file: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in file.items() if key not in shapes.EVENT_FILE_LACKS}


def mention(message: Message, channel: Row, event_ts: str | None = None) -> Event:
    """The app's name was said."""
    event = only(message, shapes.MENTIONED)
    return event | {"type": "app_mention", "channel": channel["id"], "event_ts": event_ts or message["ts"]}


def changed(lot: Lot, before: Message, row: Row) -> None:
    """A message says something else now, or nothing any more."""
    channel = _channel(lot, row["channel"])
    message = messages.shown(lot, row)
    frame = {"type": "message_changed", "channel": channel["id"], "message": for_page(message)}
    lot.live.tell(channels.onlookers(lot.store, channel), frame)
    if not _in_room(lot, channel["id"]):
        return
    stamp = lot.stamps.next()
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": channel["id"],
        "hidden": True,
        "message": only(message, shapes.CHANGED),
        "previous_message": only(before, shapes.CHANGED),
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channels.channel_type(channel),
    }
    told = [event]
    new_call = _calls(lot, message) and not _calls(lot, before) and "edited" in message
    if new_call and channel["kind"] != "im" and row["author"] != lot.bot:
        told.append(mention(message, channel, stamp))
        lot.chance.shuffle(told)
    for each in told:
        emit(lot, each, channel["id"])


def deleted(lot: Lot, before: Message, channel_id: str) -> None:
    """A message is gone."""
    channel = _channel(lot, channel_id)
    frame = {"type": "message_deleted", "channel": channel_id, "ts": before["ts"], "deleted_ts": before["ts"]}
    lot.live.tell(channels.onlookers(lot.store, channel), frame)
    if not _in_room(lot, channel_id):
        return
    stamp = lot.stamps.next()
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": channel_id,
        "hidden": True,
        "deleted_ts": before["ts"],
        "previous_message": only(before, shapes.CHANGED),
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channels.channel_type(channel),
    }
    emit(lot, event, channel_id)


def reacted(lot: Lot, row: Row, person: str, name: str, *, on: bool) -> None:
    """Somebody put an emoji on a message or took it off."""
    channel = _channel(lot, row["channel"])
    event = {
        "type": "reaction_added" if on else "reaction_removed",
        "user": person,
        "reaction": name,
        "item": {"type": "message", "channel": row["channel"], "ts": row["ts"]},
        "item_user": row["author"],
        "event_ts": lot.stamps.next(),
    }
    lot.live.tell(channels.onlookers(lot.store, channel), event)
    if _in_room(lot, channel["id"]):
        emit(lot, event, channel["id"])


def joined(lot: Lot, channel: Row, person: str, team: str, inviter: str | None) -> None:
    """Somebody is in a channel now: a message says so, and the app hears of it."""
    body = {"text": f"<@{person}> has joined the channel", **({"inviter": inviter} if inviter else {})}
    row = messages.add(lot, channel["id"], person, body, subtype="channel_join")
    lot.live.tell([person], {"type": "channel_joined", "channel": channels.shown(lot, channel, person)})
    frame = {"type": "member_joined_channel", "channel": channel["id"], "user": person}
    lot.live.tell(channels.onlookers(lot.store, channel), frame)
    if _in_room(lot, channel["id"]):
        event = {
            "type": "member_joined_channel",
            "user": person,
            "channel": channel["id"],
            "channel_type": channels.type_letter(channel),
            "team": team,
            "event_ts": lot.stamps.next(),
        }
        emit(lot, event | ({"inviter": inviter} if inviter else {}), channel["id"])
    posted(lot, row)


def left(lot: Lot, channel: Row, person: str) -> None:
    """Somebody is out of a channel."""
    lot.live.tell([person], {"type": "channel_left", "channel": channel["id"]})
    frame = {"type": "member_left_channel", "channel": channel["id"], "user": person}
    lot.live.tell(channels.onlookers(lot.store, channel), frame)


def whispered(lot: Lot, row: Row) -> None:
    """Somebody has an ephemeral message."""
    frame = {"type": "ephemeral", "channel": row["channel"], "message": for_page(messages.shown(lot, row))}
    lot.live.tell([row["only_for"]], frame)


def readers(lot: Lot, channel: str) -> list[str]:
    """Everybody who may look into a channel, by its id."""
    return channels.onlookers(lot.store, _channel(lot, channel))


def status_frame(channel: str, thread: str, status: dict[str, Any]) -> dict[str, Any]:
    """What the app is doing in a thread, for the page."""
    shown = {key: status[key] for key in ("status", "loading_messages", "state")}
    return {"type": "status", "channel": channel, "thread_ts": thread, **shown}


def tell_status(lot: Lot, channel: str, thread: str, status: dict[str, Any]) -> None:
    """Show a thread's status on the pages."""
    lot.live.tell(readers(lot, channel), status_frame(channel, thread, status))


def forget_status(lot: Lot, channel: str, thread: str | None) -> None:
    """The app said something in a thread, which ends its "is reading ..."; a session goes on until the app ends it."""
    status = lot.statuses.get((channel, thread or ""))
    if status and status["status"]:
        status |= {"status": "", "loading_messages": []}
        tell_status(lot, channel, thread or "", status)
