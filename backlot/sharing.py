"""A file's message appears some time after its upload was completed, as at Slack. What waits outlives a restart."""

import asyncio
import contextlib
import json
import time
from typing import Any

from backlot import channels, messages, telling
from backlot.events import emit
from backlot.lot import Lot
from backlot.store import Row


def add(lot: Lot, owner: str, channel: str, thread: str | None, files: list[str], said: dict[str, Any]) -> None:
    """Have these files' message put up after the usual while. `said` holds text and blocks."""
    due = time.time() + lot.chance.uniform(*lot.share_delay)
    lot.store.run(
        "INSERT INTO sharing (due, owner, channel, thread_ts, files, text, blocks) VALUES (?, ?, ?, ?, ?, ?, ?)",
        due, owner, channel, thread, json.dumps(files), said.get("text", ""), json.dumps(said.get("blocks")),
    )  # fmt: skip
    lot.to_share.set()


async def run(lot: Lot) -> None:
    """Put up the messages of completed uploads as they fall due, for as long as the workspace runs."""
    store = lot.store
    while True:
        lot.to_share.clear()
        for row in store.all("SELECT * FROM sharing WHERE due <= ? ORDER BY due, id", time.time()):
            _share(lot, row)
        due = store.value("SELECT MIN(due) FROM sharing")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(lot.to_share.wait(), None if due is None else max(0.0, due - time.time()))


def _share(lot: Lot, waiting: Row) -> None:
    store = lot.store
    with store.together():
        store.run("DELETE FROM sharing WHERE id = ?", waiting["id"])
        sql = "SELECT 1 FROM files WHERE id = ? AND state = 'there'"
        ids = [each for each in json.loads(waiting["files"]) if store.value(sql, each)]
        if not ids:
            return
        body = {"text": waiting["text"], "files": ids}
        if blocks := json.loads(waiting["blocks"]):
            body["blocks"] = blocks
        row = messages.add(
            lot, waiting["channel"], waiting["owner"], body, thread=waiting["thread_ts"], subtype="file_share"
        )
        for each in ids:
            store.run(
                "INSERT INTO shares (file, channel, ts, thread_ts) VALUES (?, ?, ?, ?)",
                each, row["channel"], row["ts"], row["thread_ts"],
            )  # fmt: skip
        telling.posted(lot, row)
        for each in ids:
            _tell(lot, each, row)


def _tell(lot: Lot, id: str, row: Row) -> None:
    event = {
        "type": "file_shared",
        "file_id": id,
        "user_id": row["author"],
        "file": {"id": id},
        "channel_id": row["channel"],
        "event_ts": lot.stamps.next(),
    }
    channel = channels.channel(lot.store, row["channel"])
    assert channel is not None
    lot.live.tell(channels.onlookers(lot.store, channel), event)
    if channels.is_member(lot.store, row["channel"], lot.bot):
        emit(lot, event, row["channel"])
