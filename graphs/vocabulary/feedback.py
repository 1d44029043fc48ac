"""Feedback as events that are only ever inserted, and the record that they project to.

The record's shape is `data/feedback_record.schema.json`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

SCHEMA_VERSION = "1.1.0"
EventKind = Literal["recorded", "superseded", "retracted", "confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class FeedbackEvent:
    """One insertion. `body` is the whole record for `recorded`, the changed fields for `corrected`, else empty.

    `order` is the chat's own time of what caused it: for one (message, person, emoji) the greatest wins.
    """

    record_id: str
    kind: EventKind
    by: str
    at: datetime
    order: str
    body: dict[str, Any]


def reaction_id(team: str, channel: str, ts: str, person: str, emoji: str, retractions: int) -> str:
    """Identity of a reaction: a replay adds nothing, adding it again after `retractions` removals does."""
    return _digest("reaction", team, channel, ts, person, emoji, str(retractions))


def note_item_id(team: str, channel: str, ts: str, edit_ts: str, item: int, reading: int) -> str:
    """Identity of item `item` of reading number `reading` (0 = first) of one version of a message."""
    return _digest("note", team, channel, ts, edit_ts, str(item), str(reading))


def press_id(key: str) -> str:
    """Identity of a judgement given by button or form: the act's own key."""
    return _digest("press", key)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def project(events: Iterable[FeedbackEvent]) -> dict[str, dict[str, Any]]:
    """Records by id, folded from their events in order of insertion; retracted and superseded ones included.

    A retracted record has `retracted_at`; a superseded one is no longer the active reading.
    """
    records: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.kind == "recorded":
            records.setdefault(
                event.record_id, {**event.body, "reading": {"active": True, "of": None}, "review": "machine"}
            )
        elif record := records.get(event.record_id):
            _apply(record, event)
    return records


def _apply(record: dict[str, Any], event: FeedbackEvent) -> None:
    match event.kind:
        case "retracted":
            record["retracted_at"] = event.at.isoformat()
        case "superseded":
            record["reading"] = {**record["reading"], "active": False}
        case "confirmed" | "rejected":
            record["review"] = event.kind
        case "corrected":
            record.update(event.body)
            record["review"] = "corrected"


def stands(record: dict[str, Any]) -> bool:
    """Whether a record counts: not retracted, not superseded, not rejected by a person."""
    return not record.get("retracted_at") and bool(record["reading"]["active"]) and record["review"] != "rejected"
