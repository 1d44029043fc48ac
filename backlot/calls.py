"""The log of Web API calls that tests judge by: one row a call, in the order in which they were answered."""

import json
import time
from dataclasses import dataclass
from typing import Any

from backlot.store import Store

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: the HTTP status and the answer's body."""

    status: int
    body: dict[str, Any]


def keep(store: Store, method: str, args: dict[str, Any], who: str, outcome: Outcome) -> None:
    """Write a call down. Of the answer only what it is about is kept."""
    told = json.dumps(args, default=str)
    if len(told) > LONGEST:
        told = json.dumps({key: str(value)[:1000] for key, value in args.items()})
    store.run(
        "INSERT INTO calls (at, method, args, who, status, ok, error, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        time.time(), method, told, who, outcome.status, bool(outcome.body.get("ok")), outcome.body.get("error"),
        json.dumps(_about(outcome.body)),
    )  # fmt: skip


def _about(body: dict[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {key: body[key] for key in ("ts", "message_ts", "file_id") if key in body}
    channel = body.get("channel")
    if channel:
        about["channel"] = channel["id"] if isinstance(channel, dict) else channel
    if isinstance(body.get("files"), list):
        about["files"] = [file["id"] for file in body["files"]]
    if isinstance(body.get("view"), dict):
        about["view"] = body["view"]["id"]
    return about


def since(store: Store, seq: int, method: str | None) -> list[dict[str, Any]]:
    """Calls after a sequence number, of one method or of all."""
    sql = "SELECT * FROM calls WHERE seq > ? AND (? IS NULL OR method = ?) ORDER BY seq"
    return [
        {
            "seq": row["seq"],
            "at": row["at"],
            "method": row["method"],
            "args": json.loads(row["args"]),
            "who": row["who"],
            "status": row["status"],
            "ok": bool(row["ok"]),
            "error": row["error"],
            "answer": json.loads(row["answer"]),
        }
        for row in store.all(sql, seq, method, method)
    ]
