"""Messages and their reactions: stored, found, and shown whole. Which keys go where is in shapes.py; who is told of
a change is in telling.py.
"""

import json
from dataclasses import dataclass
from typing import Any

from backlot import files, people
from backlot.lot import Lot
from backlot.store import Row, Store

Body = dict[str, Any]
TOMBSTONE = {"text": "This message was deleted."}
SLACKBOT = "USLACKBOT"
FIRST = "0000000000.000000"
LAST = "9999999999.999999"


def add(
    lot: Lot, channel: str, author: str, body: Body, *, thread: str | None = None, subtype: str | None = None,
    only_for: str | None = None,
) -> Row:  # fmt: skip
    """Store a new message; its row. `body` holds text, blocks, metadata, files, client_msg_id."""
    ts = lot.stamps.next()
    lot.store.run(
        "INSERT INTO messages (channel, ts, thread_ts, author, only_for, subtype, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        channel, ts, thread, author, only_for, subtype, json.dumps(body),
    )  # fmt: skip
    return _sure(lot.store, channel, ts)


def message(store: Store, channel: str, ts: str) -> Row | None:
    """A message that is there for everybody in the channel."""
    sql = "SELECT * FROM messages WHERE channel = ? AND ts = ? AND only_for IS NULL"
    return store.one(sql, channel, ts)


def whispered(store: Store, channel: str, ts: str, person: str) -> Row | None:
    """An ephemeral message of this person."""
    sql = "SELECT * FROM messages WHERE channel = ? AND ts = ? AND only_for = ?"
    return store.one(sql, channel, ts, person)


def edit(store: Store, row: Row, body: Body, *, subtype: str | None = None) -> Row:
    """Replace what a message says; its new row."""
    store.run(
        "UPDATE messages SET body = ?, subtype = ? WHERE channel = ? AND ts = ?",
        json.dumps(body), subtype or row["subtype"], row["channel"], row["ts"],
    )  # fmt: skip
    return _sure(store, row["channel"], row["ts"])


def remove(store: Store, row: Row) -> None:
    """Take a message away with all that hangs on it."""
    where = "WHERE channel = ? AND ts = ?"
    for table in ("messages", "reactions", "shares", "choices"):
        store.run(f"DELETE FROM {table} {where}", row["channel"], row["ts"])


def _sure(store: Store, channel: str, ts: str) -> Row:
    row = store.one("SELECT * FROM messages WHERE channel = ? AND ts = ?", channel, ts)
    assert row is not None
    return row


def body_of(row: Row) -> Body:
    """What a message says, as it was stored."""
    body: Body = json.loads(row["body"])
    return body


@dataclass(frozen=True, slots=True)
class Span:
    """Which messages of a channel or a thread are asked for: between two times, so many at most."""

    oldest: str = FIRST
    latest: str = LAST
    inclusive: bool = False
    limit: int = 100

    @property
    def between(self) -> str:
        """The condition in SQL; stamps of one length sort as text."""
        return "ts >= ? AND ts <= ?" if self.inclusive else "ts > ? AND ts < ?"


def history(store: Store, channel: str, span: Span) -> list[Row]:
    """Messages outside threads, newest first; one more than the limit where there are more."""
    sql = (
        f"SELECT * FROM messages WHERE channel = ? AND thread_ts IS NULL AND only_for IS NULL AND {span.between}"
        " ORDER BY ts DESC LIMIT ?"
    )
    return store.all(sql, channel, span.oldest, span.latest, span.limit + 1)


def replies(store: Store, channel: str, thread: str, span: Span) -> list[Row]:
    """Replies of a thread without its root, oldest first; one more than the limit where there are more."""
    sql = (
        f"SELECT * FROM messages WHERE channel = ? AND thread_ts = ? AND only_for IS NULL AND {span.between}"
        " ORDER BY ts LIMIT ?"
    )
    return store.all(sql, channel, thread, span.oldest, span.latest, span.limit + 1)


def shown(lot: Lot, row: Row) -> dict[str, Any]:
    """The whole message with every key that it can have somewhere."""
    store, body = lot.store, body_of(row)
    whole: dict[str, Any] = {"type": "message", "ts": row["ts"], "text": body.get("text", "")}
    whole |= _author(lot, row)
    if row["subtype"]:
        whole["subtype"] = row["subtype"]
    for key in ("client_msg_id", "blocks", "metadata", "edited", "inviter"):
        if body.get(key):
            whole[key] = body[key]
    if body.get("files"):
        whole["files"] = [files.in_message(lot, each) for each in body["files"]]
        whole |= {"upload": False, "display_as_bot": False}
    whole |= _thread(store, row)
    if reactions := reactions_of(store, row["channel"], row["ts"]):
        whole["reactions"] = reactions
    return whole


def _author(lot: Lot, row: Row) -> dict[str, Any]:
    if row["subtype"] == "tombstone":
        return {"user": SLACKBOT, "hidden": True}
    author = people.person(lot.store, row["author"])
    assert author is not None
    who: dict[str, Any] = {"user": author["id"], "team": author["team"]}
    if author["is_bot"]:
        profile = people.bot_profile(lot.store, lot.url)
        who |= {"bot_id": profile["id"], "app_id": profile["app_id"], "bot_profile": profile}
    return who


def _thread(store: Store, row: Row) -> dict[str, Any]:
    if row["thread_ts"]:
        parent = store.value(
            "SELECT author FROM messages WHERE channel = ? AND ts = ?", row["channel"], row["thread_ts"]
        )
        return {"thread_ts": row["thread_ts"], **({"parent_user_id": parent} if parent else {})}
    sql = "SELECT ts, author FROM messages WHERE channel = ? AND thread_ts = ? AND only_for IS NULL ORDER BY ts"
    replies = store.all(sql, row["channel"], row["ts"])
    if not replies:
        return {}
    users = list(dict.fromkeys(reply["author"] for reply in replies))
    return {
        "thread_ts": row["ts"],
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1]["ts"],
        "reply_users": users[:5],
        "is_locked": False,
        "subscribed": False,
    }


def root_of(store: Store, channel: str, ts: str) -> Row | None:
    """The message that a thread hangs on, for the ts of that message or of a reply."""
    row = message(store, channel, ts)
    if row and row["thread_ts"]:
        return message(store, channel, row["thread_ts"])
    return row


def has_replies(store: Store, row: Row) -> bool:
    """Whether a thread hangs on it."""
    sql = "SELECT 1 FROM messages WHERE channel = ? AND thread_ts = ? AND only_for IS NULL"
    return store.value(sql, row["channel"], row["ts"]) is not None


def reactions_of(store: Store, channel: str, ts: str) -> list[dict[str, Any]]:
    """Each emoji with who gave it, in the order in which they came."""
    sql = "SELECT name, person FROM reactions WHERE channel = ? AND ts = ? ORDER BY at"
    users: dict[str, list[str]] = {}
    for row in store.all(sql, channel, ts):
        users.setdefault(row["name"], []).append(row["person"])
    return [{"name": name, "users": who, "count": len(who)} for name, who in users.items()]


def permalink(lot: Lot, row: Row) -> str:
    """The address of a message, in Slack's form."""
    link = f"{lot.url}/archives/{row['channel']}/p{row['ts'].replace('.', '')}"
    return f"{link}?thread_ts={row['thread_ts']}&cid={row['channel']}" if row["thread_ts"] else link


def latest(store: Store) -> str:
    """The latest time given to anything so far."""
    sql = "SELECT MAX(ts) FROM (SELECT ts FROM messages UNION ALL SELECT at AS ts FROM reactions)"
    found: str | None = store.value(sql)
    return found or FIRST
