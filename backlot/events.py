"""What the app is told: events in Slack's wrapper, stored until they are acknowledged. How they travel is in link.py;
which change makes which event is in telling.py.
"""

import json
import time
from typing import Any

from backlot import channels
from backlot.ids import new_id, new_secret
from backlot.lot import Lot

Event = dict[str, Any]


def emit(lot: Lot, event: Event, channel: str | None = None) -> None:
    """Store an event for the app and have it delivered, unless a test asked for trouble with it."""
    body = json.dumps(wrapped(lot, event, channel))
    now = time.time()
    late = lot.faults.standing("delay_events")
    due = now + float(late.about["seconds"]) if late and _meant(late.about, event) else now
    state = "held" if lot.faults.standing("hold_events") else "open"
    times = 2 if lot.faults.strike("duplicate_events") else 1
    for _ in range(times):
        lot.store.run(
            "INSERT INTO events (event_id, kind, body, at, due, state) VALUES (?, ?, ?, ?, ?, ?)",
            json.loads(body)["event_id"], kind_of(event), body, now, due, state,
        )  # fmt: skip
    lot.link.wake()


def kind_of(event: Event) -> str:
    """`message.file_share`, `reaction_added`."""
    return f"{event['type']}.{event['subtype']}" if event.get("subtype") else str(event["type"])


def _meant(about: dict[str, Any], event: Event) -> bool:
    types = about.get("types")
    return not types or event["type"] in types or kind_of(event) in types


def wrapped(lot: Lot, event: Event, channel: str | None) -> dict[str, Any]:
    """The event as Slack's Events API wraps it."""
    store = lot.store
    team, app = lot.team, store.fact("app_id")
    context = json.dumps({"et": event["type"], "tid": team, "aid": app, "cid": channel or ""})
    return {
        "token": store.fact("verification_token"),
        "team_id": team,
        "api_app_id": app,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [
            {"team_id": team, "user_id": lot.bot, "is_bot": True, "is_enterprise_install": False},
        ],
        "is_ext_shared_channel": bool(channel and channels.is_shared(store, channel)),
        "event_context": f"4-{new_secret(8)}{context.encode().hex()[:80]}",
    }
