"""files.*: the upload in three steps, and what became of it. The bytes come and go through bytes.py's doors."""

from typing import Any

from backlot import channels, files, messages, pictures, shapes, sharing, telling
from backlot.api import chat
from backlot.api.call import Answer, Call, Method, Refused
from backlot.events import emit
from backlot.limits import TIER_3, TIER_4
from backlot.lot import Lot
from backlot.shapes import only
from backlot.store import Row

MOST_FILES = 10
LARGEST = 1024**3


def expect(lot: Lot, call: Call) -> Answer:
    """files.getUploadURLExternal"""
    name = call.need("filename")
    length = call.need("length")
    if not length.isdigit() or int(length) < 1:
        raise Refused("invalid_arguments", "[ERROR] length must be a positive number")
    if int(length) > LARGEST:
        raise Refused("file_upload_size_restricted")
    row = files.new(lot.store, call.who["id"], name, int(length), silent=call.get("alt_txt") is not None)
    return {"upload_url": f"{lot.url}/upload/v1/{row['upload_token']}", "file_id": row["id"]}


def complete(lot: Lot, call: Call) -> Answer:
    """files.completeUploadExternal: "ok" comes first, the file's message later, and `shares` with it."""
    given = call.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given or not all(isinstance(f, dict) and f.get("id") for f in given):
        raise Refused("invalid_arguments", "[ERROR] missing required field: files")
    if len(given) > MOST_FILES:
        raise Refused("invalid_arguments", f"[ERROR] no more than {MOST_FILES} files")
    rows = [_uploaded(lot, call, f["id"]) for f in given]
    rooms = _rooms(lot, call)
    said = _said(lot, call)
    for row, file in zip(rows, given, strict=True):
        title = str(file.get("title") or row["name"])
        lot.store.run("UPDATE files SET state = 'there', title = ? WHERE id = ?", title, row["id"])
    shared = [row["id"] for row in rows if not row["silent"]]
    for row in () if rooms else rows:
        pictures.begin_looking(lot, row)
    if rooms and shared and not lot.faults.strike("share_nothing"):
        for room in rooms:
            thread = chat.thread_in(lot, call, room)
            sharing.add(lot, call.who["id"], room["id"], thread, shared, said)
    return {"files": [only(files.shown(lot, _there(lot, row["id"])), shapes.COMPLETED_FILE) for row in rows]}


def _uploaded(lot: Lot, call: Call, id: str) -> Row:
    row = files.file(lot.store, id)
    if row is None or row["owner"] != call.who["id"] or row["state"] != "uploaded":
        raise Refused("file_not_found")
    return row


def _there(lot: Lot, id: str) -> Row:
    row = files.there(lot.store, id)
    if row is None:
        raise Refused("file_not_found")
    return row


def _rooms(lot: Lot, call: Call) -> list[Row]:
    named = [call.get("channel_id"), *(call.get("channels") or "").split(",")]
    asked = [Call(call.method, {"channel": n, "thread_ts": call.get("thread_ts")}, call.who) for n in named if n]
    rooms = [one.own_channel(lot) for one in asked]
    for one, room in zip(asked, rooms, strict=True):
        chat.thread_in(lot, one, room)
    return rooms


def _said(lot: Lot, call: Call) -> dict[str, Any]:
    """The words beside the files; blocks count only without a comment."""
    if comment := call.get("initial_comment"):
        return {"text": comment}
    given = call.structure("blocks", "invalid_blocks_format")
    return {"text": "", "blocks": chat.checked_blocks(lot, call, given)} if given else {"text": ""}


def info(lot: Lot, call: Call) -> Answer:
    """files.info"""
    return {"file": files.shown(lot, _seen(lot, call))}


def _seen(lot: Lot, call: Call) -> Row:
    row = _there(lot, call.need("file"))
    if not files.may_fetch(lot, row, call.who):
        raise Refused("file_not_found")
    return row


def listed(lot: Lot, call: Call) -> Answer:
    """files.list: newest first, by pages."""
    count, number = call.number("count", 100, 1000), call.number("page", 1, 100_000)
    rows = lot.store.all("SELECT * FROM files WHERE state = 'there' ORDER BY created DESC, rowid DESC")
    seen = [files.shown(lot, row) for row in rows if files.may_fetch(lot, row, call.who)]
    if user := call.get("user"):
        seen = [file for file in seen if file["user"] == user]
    if channel := call.get("channel"):
        seen = [file for file in seen if channel in file["channels"] + file["groups"] + file["ims"]]
    first = (number - 1) * count
    paging = {"count": count, "total": len(seen), "page": number, "pages": -(-len(seen) // count)}
    return {"files": seen[first : first + count], "paging": paging}


def delete(lot: Lot, call: Call) -> Answer:
    """files.delete: the file goes, and with it the messages that were nothing but the file."""
    row = _there(lot, call.need("file"))
    if row["owner"] != call.who["id"] and not call.who["is_admin"]:
        raise Refused("cant_delete_file" if files.may_fetch(lot, row, call.who) else "file_not_found")
    shares = files.shares(lot.store, row["id"])
    before = {share["ts"]: _message(lot, share) for share in shares}
    shown = {ts: messages.shown(lot, message) for ts, message in before.items()}
    files.discard(lot, row)
    for ts, message in before.items():
        body = messages.body_of(message)
        if body["files"] == [row["id"]] and not body.get("text") and not body.get("blocks"):
            chat.take_away(lot, message)
        else:
            telling.changed(lot, shown[ts], message)
    _tell(lot, row["id"], [share["channel"] for share in shares])
    return {}


def _message(lot: Lot, share: Row) -> Row:
    row = messages.message(lot.store, share["channel"], share["ts"])
    assert row is not None
    return row


def _tell(lot: Lot, id: str, rooms: list[str]) -> None:
    mine = [room for room in dict.fromkeys(rooms) if channels.is_member(lot.store, room, lot.bot)]
    if not mine:
        return
    event = {"type": "file_deleted", "file_id": id, "channel_ids": mine, "event_ts": lot.stamps.next()}
    emit(lot, event)


METHODS = {
    "files.getUploadURLExternal": Method(expect, TIER_4, explains=True),
    "files.completeUploadExternal": Method(complete, TIER_4, explains=True),
    "files.info": Method(info, TIER_4),
    "files.list": Method(listed, TIER_3),
    "files.delete": Method(delete, TIER_3),
}
