"""Uploaded files: their rows, where their bytes lie, who may fetch them, and how the Web API shows them.

When a file's message appears is in sharing.py; the upload and download doors are in bytes.py.
"""

import json
import mimetypes
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from backlot import channels
from backlot.ids import new_id, new_secret
from backlot.lot import Lot
from backlot.store import Row, Store

PRETTY = {"mp4": "MPEG 4 Video", "mov": "QuickTime Movie", "png": "PNG", "jpg": "JPEG", "gif": "GIF", "pdf": "PDF"}
SHORT = {"jpeg": "jpg", "m4v": "mp4", "htm": "html"}


def new(store: Store, owner: str, name: str, size: int, *, silent: bool) -> Row:
    """Expect an upload. A silent one (it came with alt_txt) is never shared, as at Slack."""
    fresh = new_id("F")
    store.run(
        "INSERT INTO files (id, owner, name, title, upload_token, state, size, created, silent)"
        " VALUES (?, ?, ?, ?, ?, 'expected', ?, ?, ?)",
        fresh, owner, name, name, new_secret(48), size, int(time.time()), silent,
    )  # fmt: skip
    row = file(store, fresh)
    assert row is not None
    return row


def file(store: Store, id: str) -> Row | None:
    """A file in whatever state."""
    return store.one("SELECT * FROM files WHERE id = ?", id)


def there(store: Store, id: str) -> Row | None:
    """A file whose upload was completed and that is not deleted."""
    return store.one("SELECT * FROM files WHERE id = ? AND state = 'there'", id)


def place(lot: Lot, id: str) -> Path:
    """Where its bytes lie."""
    return lot.folder / "files" / id


def mimetype(row: Row) -> str:
    """By its name, as Slack mostly does."""
    return mimetypes.guess_type(row["name"])[0] or "application/octet-stream"


def looked_through(row: Row) -> bool:
    """Whether the workspace knows by now what is in a file."""
    return bool(json.loads(row["picture"]).get("looked_through", 0) <= time.time())


def shares(store: Store, id: str) -> list[Row]:
    """Where a file was shared."""
    return store.all("SELECT * FROM shares WHERE file = ? ORDER BY ts", id)


def may_fetch(lot: Lot, row: Row, person: Row) -> bool:
    """Whether somebody may see a file: its owner, and who may look into a channel that shows it."""
    if row["owner"] == person["id"]:
        return True
    rooms = (channels.channel(lot.store, share["channel"]) for share in shares(lot.store, row["id"]))
    return any(channels.may_see(lot.store, room, person) for room in rooms if room)


def shown(lot: Lot, row: Row) -> dict[str, Any]:
    """A file object. What is not looked through yet has no type."""
    known = looked_through(row)
    kind = mimetype(row) if known else ""
    suffix = Path(row["name"]).suffix.removeprefix(".").lower()
    filetype = (SHORT.get(suffix, suffix) or "binary") if known else ""
    link = f"{lot.url}/files-pri/{lot.team}-{row['id']}"
    name = quote(row["name"])
    where = _where(lot, row)
    whole: dict[str, Any] = {
        "id": row["id"],
        "created": row["created"],
        "timestamp": row["created"],
        "name": row["name"],
        "title": row["title"],
        "mimetype": kind,
        "filetype": filetype,
        "pretty_type": PRETTY.get(filetype, filetype.upper()),
        "user": row["owner"],
        "user_team": lot.store.value("SELECT team FROM people WHERE id = ?", row["owner"]),
        "editable": False,
        "size": row["size"],
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": bool(where["channels"]),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{link}/{name}",
        "url_private_download": f"{link}/download/{name}",
        "permalink": f"{lot.url}/files/{row['owner']}/{row['id']}/{name}",
        "comments_count": 0,
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
        "media_display_type": kind.partition("/")[0] if kind.startswith(("video/", "audio/")) else "unknown",
    }
    return whole | _picture(whole, json.loads(row["picture"])) | where


def _picture(whole: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What is known of a picture or film without decoding it; one file serves as every size."""
    if whole["mimetype"].startswith("video/"):
        film = {"mp4": whole["url_private"]} if whole["filetype"] == "mp4" else {}
        if "duration_ms" in found:
            film["duration_ms"] = found["duration_ms"]
        if "width" in found:
            film |= {"thumb_video_w": found["width"], "thumb_video_h": found["height"]}
        return film
    if whole["mimetype"].startswith("image/"):
        return {"thumb_360": whole["url_private"]}
    return {}


def _where(lot: Lot, row: Row) -> dict[str, Any]:
    by_kind: dict[str, list[str]] = {"public": [], "private": [], "im": []}
    listed: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for share in shares(lot.store, row["id"]):
        room = channels.channel(lot.store, share["channel"])
        if room is None:
            continue
        if room["id"] not in by_kind[room["kind"]]:
            by_kind[room["kind"]].append(room["id"])
        side = listed.setdefault("public" if room["kind"] == "public" else "private", {})
        side.setdefault(room["id"], []).append(_share(lot, row, share, room))
    return {"channels": by_kind["public"], "groups": by_kind["private"], "ims": by_kind["im"], "shares": listed}


def _share(lot: Lot, row: Row, share: Row, room: Row) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reply_users": [],
        "reply_users_count": 0,
        "reply_count": 0,
        "ts": share["ts"],
        "team_id": lot.team,
        "share_user_id": row["owner"],
        "source": "UNKNOWN",
    }
    if room["name"]:
        told["channel_name"] = room["name"]
    if share["thread_ts"]:
        told["thread_ts"] = share["thread_ts"]
    return told


def in_message(lot: Lot, id: str) -> dict[str, Any]:
    """A file in a message; of a deleted one only its id is left."""
    row = there(lot.store, id)
    return shown(lot, row) if row else {"id": id, "mode": "tombstone"}


def discard(lot: Lot, row: Row) -> None:
    """Delete a file and its bytes; its row stays, so that its messages can say so."""
    with lot.store.together():
        lot.store.run("UPDATE files SET state = 'deleted' WHERE id = ?", row["id"])
        lot.store.run("DELETE FROM shares WHERE file = ?", row["id"])
    place(lot, row["id"]).unlink(missing_ok=True)
