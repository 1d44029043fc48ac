"""A small real Bolt app over Socket Mode, with a card, a form, a home and an ephemeral, for the page to press on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.backlot.running import Backlot


def text(words: str, kind: str = "mrkdwn") -> dict[str, Any]:
    """A text object."""
    return {"type": kind, "text": words}


def button(words: str, action: str, **more: Any) -> dict[str, Any]:
    """A button of a card."""
    return {"type": "button", "text": text(words, "plain_text"), "action_id": action, "value": "3", **more}


CONFIRM = {
    "title": text("Cut it?", "plain_text"),
    "text": text("The take *ends here*."),
    "confirm": text("Cut", "plain_text"),
    "deny": text("Keep rolling", "plain_text"),
    "style": "danger",
}
CARD: list[dict[str, Any]] = [
    {"type": "section", "block_id": "name", "text": text("*Shot 3*  (unslated)")},
    {"type": "context", "block_id": "filled", "elements": [text("filled in: medium, night, 16:9")]},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            button("Roll it", "roll", style="primary"),
            button("Edit", "edit"),
            button("Cut", "cut", style="danger", confirm=CONFIRM),
            {
                "type": "overflow",
                "action_id": "rest",
                "options": [{"text": text("Original", "plain_text"), "value": "original"}],
            },
        ],
    },
]
LENS: dict[str, Any] = {
    "type": "modal",
    "callback_id": "lens",
    "title": text("Lens", "plain_text"),
    "submit": text("Take it", "plain_text"),
    "close": text("Back", "plain_text"),
    "blocks": [
        {
            "type": "input",
            "block_id": "why",
            "optional": True,
            "label": text("Why", "plain_text"),
            "element": {"type": "plain_text_input", "action_id": "value"},
        },
        {"type": "actions", "block_id": "lenses", "elements": [button("85 mm", "longer")]},
    ],
}
FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "slate",
    "title": text("Edit Shot 3", "plain_text"),
    "submit": text("Save", "plain_text"),
    "close": text("Leave", "plain_text"),
    "blocks": [
        {
            "type": "input",
            "block_id": "seconds",
            "label": text("Seconds", "plain_text"),
            "element": {"type": "number_input", "action_id": "value", "is_decimal_allowed": True, "initial_value": "8"},
        },
        {
            "type": "input",
            "block_id": "angle",
            "optional": True,
            "label": text("Angle", "plain_text"),
            "element": {
                "type": "static_select",
                "action_id": "value",
                "options": [{"text": text(word, "plain_text"), "value": word} for word in ("low", "high")],
            },
        },
        {
            "type": "input",
            "block_id": "words",
            "label": text("Words", "plain_text"),
            "element": {"type": "plain_text_input", "action_id": "value", "multiline": True},
        },
        {"type": "actions", "block_id": "more", "elements": [button("Lens", "lens")]},
    ],
}


def said(words: str) -> list[dict[str, Any]]:
    """A card of one line."""
    return [{"type": "section", "block_id": "name", "text": text(words)}]


async def answer(client: AsyncWebClient, body: Any, words: str) -> None:
    """Put these words in the place of the card that was pressed."""
    where = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
    await client.chat_update(**where, text=words, blocks=said(words))


def build(lot: Backlot) -> AsyncApp:
    """The app with all its listeners."""
    client = AsyncWebClient(token=lot.tokens["bot_token"], base_url=lot.api_url)
    app = AsyncApp(client=client, signing_secret=lot.tokens["signing_secret"])
    answer_presses(app, client)
    answer_forms(app, client)
    answer_events(app, client)
    return app


def answer_presses(app: AsyncApp, client: AsyncWebClient) -> None:
    """The card's own buttons."""

    @app.action("roll")
    async def roll(ack: Any, body: Any) -> None:
        await ack()
        await answer(client, body, f"rolling take {body['actions'][0]['value']}")

    @app.action("cut")
    async def cut(ack: Any, body: Any) -> None:
        await ack()
        await answer(client, body, "The take was cut.")

    @app.action("rest")
    async def rest(ack: Any, body: Any) -> None:
        await ack()
        where = {"channel": body["channel"]["id"], "user": body["user"]["id"]}
        chosen = body["actions"][0]["selected_option"]["value"]
        await client.chat_postEphemeral(**where, text=f"The {chosen} is yours alone.")


def answer_forms(app: AsyncApp, client: AsyncWebClient) -> None:
    """The form, the one on top of it, and what is sent in."""

    @app.action("edit")
    async def edit(ack: Any, body: Any) -> None:
        await ack()
        view = {**FORM, "private_metadata": f"{body['channel']['id']}|{body['message']['ts']}"}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action("lens")
    async def lens(ack: Any, body: Any) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=LENS)

    @app.action("longer")
    async def longer(ack: Any, body: Any) -> None:
        await ack()
        view = {**LENS, "blocks": [*LENS["blocks"], *said("That is a long lens.")]}
        await client.views_update(view_id=body["view"]["id"], view=view)

    @app.view("slate")
    async def slate(ack: Any, view: Any) -> None:
        values = view["state"]["values"]
        seconds = float(values["seconds"]["value"]["value"])
        if seconds > 60:
            await ack(response_action="errors", errors={"seconds": "At most 60 seconds."})
            return
        await ack()
        channel, ts = view["private_metadata"].split("|")
        angle = values["angle"]["value"]["selected_option"]
        words = f"{seconds:g} s, {angle['value'] if angle else 'any'} angle: {values['words']['value']['value']}"
        await client.chat_update(channel=channel, ts=ts, text=words, blocks=said(words))


def answer_events(app: AsyncApp, client: AsyncWebClient) -> None:
    """Its home, its command, and being stopped."""

    @app.event("app_home_opened")
    async def home(event: Any) -> None:
        view = {"type": "home", "blocks": said("Your *recent shots* stand here.")}
        await client.views_publish(user_id=event["user"], view=view)

    @app.command("/dailies")
    async def command(ack: Any, body: Any) -> None:
        await ack(f"You asked for {body['text']}.")

    @app.event("agent_session_stopped")
    async def stopped(event: Any) -> None:
        where = {"channel_id": event["channel"], "thread_ts": event["thread_ts"]}
        await client.api_call("agents.sessions.setStatus", json={**where, "status": "closed"})
        await client.chat_postMessage(channel=event["channel"], thread_ts=event["thread_ts"], text="Stopped.")

    @app.event("message")
    async def heard(body: Any) -> None:
        """Nothing: only pressed things are answered."""

    @app.event("member_joined_channel")
    async def joined(body: Any) -> None:
        """Nothing either."""


@asynccontextmanager
async def working_app(lot: Backlot) -> AsyncIterator[AsyncWebClient]:
    """The app, connected; its own client."""
    app = build(lot)
    handler = AsyncSocketModeHandler(app, lot.tokens["app_token"])
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield app.client
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
