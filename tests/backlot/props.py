"""A card and a form to press and fill in, and the acts of doing so."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck

from tests.backlot.apps import Listening, acknowledge, bare_socket
from tests.backlot.running import Backlot

Body = dict[str, Any]


def words(text: str, kind: str = "plain_text") -> Body:
    return {"type": kind, "text": text}


OPTIONS = [{"text": words(word), "value": word} for word in ("low", "high")]
CARD: list[Body] = [
    {"type": "section", "block_id": "head", "text": words("*14A*", "mrkdwn"), "accessory": {
        "type": "static_select", "action_id": "angle", "options": OPTIONS}},
    {"type": "actions", "block_id": "row", "elements": [
        {"type": "button", "action_id": "roll", "text": words("Roll it"), "value": "shot:1", "style": "primary"},
        {"type": "overflow", "action_id": "more", "options": OPTIONS},
    ]},
    {"type": "context_actions", "block_id": "marks", "elements": [{
        "type": "feedback_buttons", "action_id": "mark",
        "positive_button": {"text": words("Good"), "value": "up"},
        "negative_button": {"text": words("Bad"), "value": "down"},
    }]},
]  # fmt: skip
FORM: Body = {
    "type": "modal",
    "callback_id": "edit",
    "private_metadata": "shot:1",
    "title": words("Edit 14A"),
    "submit": words("Save"),
    "notify_on_close": True,
    "blocks": [
        {"type": "input", "block_id": "seconds", "label": words("Seconds"), "element": {
            "type": "number_input", "action_id": "value", "is_decimal_allowed": True, "initial_value": "8"}},
        {"type": "input", "block_id": "note", "label": words("Note"), "element": {
            "type": "plain_text_input", "action_id": "value"}},
        {"type": "input", "block_id": "angle", "optional": True, "label": words("Angle"), "element": {
            "type": "radio_buttons", "action_id": "value", "options": OPTIONS}},
    ],
}  # fmt: skip


async def card(lot: Backlot, room: str) -> str:
    return str((await lot.bot_client.chat_postMessage(channel=room, text="card", blocks=CARD))["ts"])


def press(room: str, ts: str, action: str = "roll", block: str = "row", **more: Any) -> Body:
    where = {"channel": room, "message_ts": ts}
    return {"type": "block_actions", "action_id": action, "block_id": block, **where, **more}


def on_action(heard: Listening, name: str, **said: Any) -> None:
    async def act(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack(**said)

    heard.app.action(name)(act)


def fill(seconds: str | None = None, note: str | None = None, angle: str | None = None) -> Body:
    values: Body = {}
    if seconds is not None:
        values["seconds"] = {"value": {"type": "number_input", "value": seconds}}
    if note is not None:
        values["note"] = {"value": {"type": "plain_text_input", "value": note}}
    if angle is not None:
        values["angle"] = {"value": {"type": "radio_buttons", "selected_option": {"value": angle}}}
    return values


async def pressed(lot: Backlot, room: str) -> Body:
    """A press that a bare socket acknowledges at once; its payload."""
    ts = await card(lot, room)
    async with bare_socket(lot) as socket:
        acting = asyncio.create_task(lot.interact("dp", **press(room, ts)))
        while (envelope := await socket.receive_json(timeout=5))["type"] != "interactive":
            await acknowledge(socket, envelope)
        await acknowledge(socket, envelope)
        assert (await acting)["ok"]
    payload: Body = envelope["payload"]
    return payload
