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


class Sharing:
    """Puts up the messages of completed uploads as they fall due."""

    def __init__(self, lot: Lot) -> None:
        self._lot = lot
        self._woken = asyncio.Event()

    def add(self, owner: str, channel: str, thread: str | None, files: list[str], said: dict[str, Any]) -> None:
        """Have these files' message put up after the usual while. `said` holds text and blocks."""
        due = time.time() + self._lot.chance.uniform(*self._lot.share_delay)
        self._lot.store.run(
            "INSERT INTO sharing (due, owner, channel, thread_ts, files, text, blocks) VALUES (?, ?, ?, ?, ?, ?, ?)",
            due, owner, channel, thread, json.dumps(files), said.get("text", ""), json.dumps(said.get("blocks")),
        )  # fmt: skip
        self._woken.set()

    async def run(self) -> None:
        """Work for as long as the workspace runs."""
        store = self._lot.store
        while True:
            self._woken.clear()
            for row in store.all("SELECT * FROM sharing WHERE due <= ? ORDER BY due, id", time.time()):
                self._share(row)
            due = store.value("SELECT MIN(due) FROM sharing")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), None if due is None else max(0.0, due - time.time()))

    def _share(self, waiting: Row) -> None:
        lot, store = self._lot, self._lot.store
        with store.together():
            store.run("DELETE FROM sharing WHERE id = ?", waiting["id"])
            sql = "SELECT 1 FROM files WHERE id = ? AND state = 'there'"
            ids = [id for id in json.loads(waiting["files"]) if store.value(sql, id)]
            if not ids:
                return
            body = {"text": waiting["text"], "files": ids}
            if blocks := json.loads(waiting["blocks"]):
                body["blocks"] = blocks
            row = messages.add(
                lot, waiting["channel"], waiting["owner"], body, thread=waiting["thread_ts"], subtype="file_share"
            )
            for id in ids:
                store.run(
                    "INSERT INTO shares (file, channel, ts, thread_ts) VALUES (?, ?, ?, ?)",
                    id, row["channel"], row["ts"], row["thread_ts"],
                )  # fmt: skip
            telling.posted(lot, row)
            for id in ids:
                self._tell(id, row)

    def _tell(self, id: str, row: Row) -> None:
        lot = self._lot
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
