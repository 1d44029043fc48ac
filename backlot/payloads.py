"""What the app gets when somebody presses, submits or commands: Slack's interaction payloads, and what they carry to
answer with (a trigger, a response_url). Who may do what is checked in interact.py.
"""

import json
import time
from typing import Any

from backlot import channels, messages, shapes, views
from backlot.blocks import Block
from backlot.ids import new_secret
from backlot.lot import Lot
from backlot.seed import TEAM_DOMAIN
from backlot.shapes import only
from backlot.store import Row, Store
from backlot.values import Value, Values, state_of

TRIGGER_S = 3.0
RESPONSE_S = 1800.0
RESPONSES = 5

Payload = dict[str, Any]


def trigger(lot: Lot, person: str, view: str | None = None) -> str:
    """What lets the app open a view for this person, once and soon."""
    made = f"{int(time.time() * 1000)}.{new_secret(10)}.{new_secret(32)}"
    sql = "INSERT INTO triggers (id, person, view, expires) VALUES (?, ?, ?, ?)"
    lot.store.run(sql, made, person, view, time.time() + TRIGGER_S)
    return made


def response_url(lot: Lot, person: str, channel: str, ts: str | None, thread: str | None) -> str:
    """Where the app may answer five times within half an hour."""
    made = new_secret(32)
    lot.store.run(
        "INSERT INTO answers (id, person, channel, ts, thread_ts, uses, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
        made, person, channel, ts, thread, RESPONSES, time.time() + RESPONSE_S,
    )  # fmt: skip
    return f"{lot.url}/response/{made}"


def _base(lot: Lot, type: str, person: Row) -> Payload:
    return {
        "type": type,
        "team": {"id": lot.team, "domain": TEAM_DOMAIN},
        "user": {"id": person["id"], "username": person["name"], "name": person["name"], "team_id": person["team"]},
        "api_app_id": lot.store.fact("app_id"),
        "token": lot.store.fact("verification_token"),
        "is_enterprise_install": False,
    }


def _room(channel: Row) -> Payload:
    return {"id": channel["id"], "name": channel["name"] or "directmessage"}


def message_press(lot: Lot, person: Row, message: Row, action: Payload) -> Payload:
    """block_actions from a message. Of an ephemeral one Slack sends no message."""
    channel = channels.channel(lot.store, message["channel"])
    assert channel is not None
    body = messages.body_of(message)
    ephemeral = message["only_for"] is not None
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel["id"],
        "is_ephemeral": ephemeral,
        **({"thread_ts": message["thread_ts"]} if message["thread_ts"] else {}),
    }
    state = state_of(body.get("blocks", []), choices(lot.store, message, person["id"]))
    payload = _base(lot, "block_actions", person) | {
        "container": container,
        "trigger_id": trigger(lot, person["id"]),
        "channel": _room(channel),
        "state": {"values": state},
        "response_url": response_url(lot, person["id"], channel["id"], message["ts"], message["thread_ts"]),
        "actions": [action],
    }
    shown = {} if ephemeral else {"message": only(messages.shown(lot, message), shapes.PRESSED)}
    return payload | shown


def choices(store: Store, message: Row, person: str) -> Values:
    """What somebody has chosen in a message so far."""
    sql = "SELECT block_id, action_id, value FROM choices WHERE channel = ? AND ts = ? AND person = ?"
    values: Values = {}
    for row in store.all(sql, message["channel"], message["ts"], person):
        values.setdefault(row["block_id"], {})[row["action_id"]] = json.loads(row["value"])
    return values


def keep_choice(store: Store, message: Row, person: str, block: str, action: str, value: Value) -> None:
    """Remember what somebody chose in a message."""
    store.run(
        "INSERT OR REPLACE INTO choices (channel, ts, person, block_id, action_id, value) VALUES (?, ?, ?, ?, ?, ?)",
        message["channel"], message["ts"], person, block, action, json.dumps(value),
    )  # fmt: skip


def view_press(lot: Lot, person: Row, view: Row, action: Payload) -> Payload:
    """block_actions from a modal or from App Home."""
    shown = views.in_payload(lot, view)
    return _base(lot, "block_actions", person) | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger(lot, person["id"], view["id"]),
        "view": shown,
        "actions": [action],
    }


def action(lot: Lot, block_id: str, element: Block, value: Value) -> Payload:
    """One press, as `actions` lists it."""
    told: Payload = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block_id,
        "action_ts": lot.stamps.next(),
    }
    for key in ("text", "value", "style", "url", "placeholder", "confirm"):
        if key in element:
            told[key] = element[key]
    return told | {key: held for key, held in value.items() if held is not None}


def submission(lot: Lot, person: Row, view: Row) -> Payload:
    """view_submission"""
    carried = {"trigger_id": trigger(lot, person["id"], view["id"]), "view": views.in_payload(lot, view)}
    return _base(lot, "view_submission", person) | carried


def closing(lot: Lot, person: Row, view: Row) -> Payload:
    """view_closed"""
    return _base(lot, "view_closed", person) | {"view": views.in_payload(lot, view), "is_cleared": False}


def shortcut(lot: Lot, person: Row, message: Row, callback: str) -> Payload:
    """message_action: a shortcut on a message."""
    channel = channels.channel(lot.store, message["channel"])
    assert channel is not None
    payload = _base(lot, "message_action", person)
    del payload["api_app_id"], payload["user"]["username"]
    return payload | {
        "callback_id": callback,
        "trigger_id": trigger(lot, person["id"]),
        "message_ts": message["ts"],
        "channel": _room(channel),
        "message": only(messages.shown(lot, message), shapes.PRESSED),
        "response_url": response_url(lot, person["id"], channel["id"], None, message["thread_ts"]),
        "action_ts": lot.stamps.next(),
    }


def command(lot: Lot, person: Row, channel: Row, name: str, text: str, thread: str | None) -> Payload:
    """A slash command."""
    return {
        "token": lot.store.fact("verification_token"),
        "api_app_id": lot.store.fact("app_id"),
        "team_id": lot.team,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel["id"],
        "channel_name": channel["name"] or "directmessage",
        "user_id": person["id"],
        "user_name": person["name"],
        "command": name,
        "text": text,
        "response_url": response_url(lot, person["id"], channel["id"], None, thread),
        "trigger_id": trigger(lot, person["id"]),
        "is_enterprise_install": False,
    }


def session_stop(lot: Lot, person: Row, channel: str, thread: str) -> Payload:
    """agent_session_stopped: no sample of Slack's exists; the form is the one that its reference describes."""
    return {
        "type": "agent_session_stopped",
        "channel": channel,
        "thread_ts": thread,
        "user": person["id"],
        "event_ts": lot.stamps.next(),
        "streaming_message_ts": [],
    }


def home_opened(lot: Lot, person: Row, channel: str) -> Payload:
    """app_home_opened, with what the app published before."""
    event: Payload = {
        "type": "app_home_opened",
        "user": person["id"],
        "channel": channel,
        "tab": "home",
        "event_ts": lot.stamps.next(),
    }
    home = views.home(lot.store, person["id"])
    return event | ({"view": views.in_payload(lot, home)} if home else {})
