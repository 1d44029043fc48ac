"""Everything that the workspace can be made to say, once: calls by people and the bot, presses, forms, uploads."""

import json
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from backlot.dispatch import METHODS
from tests.backlot.apps import Listening, connected, record
from tests.backlot.films import film
from tests.backlot.props import CARD, FORM, fill, press, words
from tests.backlot.running import Backlot, until

Answer = dict[str, Any]

CLIP = film(8.0, 1280, 720)
METADATA = {"event_type": "dailies", "event_payload": {"key": "k"}}
BOXES = {
    "type": "actions",
    "block_id": "boxes",
    "elements": [
        {"type": "checkboxes", "action_id": "many", "options": [{"text": words("a"), "value": "a"}]},
    ],
}


class Recording:
    """Calls as people and as the bot; every answer is kept, refusals too."""

    def __init__(self, lot: Backlot) -> None:
        self.lot = lot
        self.answers: list[tuple[str, Answer]] = []

    async def call(self, who: str, method: str, **args: Any) -> Answer:
        client = self.lot.bot_client if who == "bot" else self.lot.client(who)
        try:
            answer = (await self._sent(client, method, args)).data
        except SlackApiError as refused:
            answer = refused.response.data
        assert isinstance(answer, dict)
        self.answers.append((method, answer))
        return answer

    async def _sent(self, client: AsyncWebClient, method: str, args: Answer) -> Any:
        if method == "apps.connections.open":
            return await client.api_call(method, headers={"Authorization": f"Bearer {self.lot.tokens['app_token']}"})
        return await client.api_call(method, json=args)

    async def upload(self, who: str, name: str, content: bytes, **where: Any) -> str:
        place = await self.call(who, "files.getUploadURLExternal", filename=name, length=len(content))
        async with self.lot.session.post(place["upload_url"], data=content) as response:
            assert response.status == 200
        files = [{"id": place["file_id"], "title": name}]
        await self.call(who, "files.completeUploadExternal", files=files, **where)
        file: str = place["file_id"]

        async def there() -> bool:
            return bool((await self.call(who, "files.info", file=file))["file"]["shares"])

        await until(there)
        return file


async def talk(say: Recording, room: str) -> None:
    """Messages, threads, edits, reactions, deletions."""
    bot = say.lot.bot_user_id
    root = (await say.call("dp", "chat.postMessage", channel=room, text=f"<@{bot}> low angle", metadata=METADATA))["ts"]
    card = (await say.call("bot", "chat.postMessage", channel=room, thread_ts=root, text="c", blocks=CARD,
                           metadata=METADATA))["ts"]  # fmt: skip
    reply = (await say.call("ad", "chat.postMessage", channel=room, thread_ts=root, text="a note"))["ts"]
    await say.call("stranger", "chat.postMessage", channel=room, text="from elsewhere")
    await say.call("bot", "chat.update", channel=room, ts=card, text="d", blocks=CARD, metadata=METADATA)
    await say.call("dp", "chat.update", channel=room, ts=root, text=f"<@{bot}> high angle")
    await say.call("ad", "chat.update", channel=room, ts=reply, text=f"<@{bot}> now called")
    await say.call("bot", "chat.postEphemeral", channel=room, user=say.lot.person("dp"), text="psst", blocks=CARD)
    await say.call("dp", "chat.getPermalink", channel=room, message_ts=card)
    for key, ts in (("dp", card), ("ad", root), ("director", reply)):
        await say.call(key, "reactions.add", channel=room, timestamp=ts, name="fire")
        await say.call(key, "reactions.get", channel=room, timestamp=ts)
        await say.call(key, "reactions.list")
    await say.call("dp", "reactions.remove", channel=room, timestamp=card, name="fire")
    for method in ("conversations.history", "conversations.replies"):
        for metadata in (False, True):
            await say.call("bot", method, channel=room, ts=root, include_all_metadata=metadata)
        await say.call("bot", method, channel=room, ts=root, limit=1)
    await say.call("ad", "chat.delete", channel=room, ts=reply)
    await say.call("dp", "chat.delete", channel=room, ts=root)
    await say.call("bot", "conversations.replies", channel=room, ts=root)
    await say.call("bot", "chat.delete", channel=room, ts=card)


async def films(say: Recording, room: str) -> None:
    """Uploads of all kinds, shown and deleted."""
    root = (await say.call("dp", "chat.postMessage", channel=room, text="root"))["ts"]
    clip = await say.upload("bot", "14A.mp4", CLIP, channel_id=room, thread_ts=root)
    await say.upload("dp", "look.png", b"png", channel_id=room, initial_comment="a reference")
    await say.upload("bot", "with.mp4", CLIP, channel_id=room, blocks=json.dumps(CARD))
    direct = (await say.call("dp", "conversations.open", users=say.lot.bot_user_id))["channel"]["id"]
    await say.upload("dp", "notes.pdf", b"pdf", channel_id=direct, initial_comment="private")
    await say.call("bot", "files.list", channel=room)
    await say.call("bot", "conversations.replies", channel=room, ts=root)
    await say.call("bot", "conversations.history", channel=room)
    await say.call("bot", "files.delete", file=clip)


async def rooms(say: Recording) -> None:
    """Channels and people."""
    made = (await say.call("dp", "conversations.create", name="scene-9"))["channel"]["id"]
    await say.call("dp", "conversations.invite", channel=made, users=say.lot.bot_user_id)
    await say.call("dp", "conversations.rename", channel=made, name="scene-9a")
    for key in ("ad", "ad"):
        await say.call(key, "conversations.join", channel=made)
    await say.call("dp", "conversations.kick", channel=made, user=say.lot.person("ad"))
    await say.call("bot", "conversations.leave", channel=made)
    await say.call("dp", "conversations.info", channel=made, include_num_members=True)
    await say.call("dp", "conversations.members", channel=made)
    await say.call("dp", "conversations.open", users=say.lot.bot_user_id, return_im=True)
    opened = await say.call("dp", "conversations.open", users=say.lot.bot_user_id)
    await say.call("dp", "conversations.info", channel=opened["channel"]["id"])
    await say.call("dp", "conversations.list", types="public_channel,private_channel,im", limit=2)
    await say.call("dp", "users.conversations", types="public_channel,im")
    for key in ("guest", "stranger", "producer"):
        await say.call("bot", "users.info", user=say.lot.person(key))
    await say.call("bot", "users.info", user=say.lot.bot_user_id)
    for method in (
        "users.list",
        "emoji.list",
        "team.info",
        "bots.info",
        "auth.test",
        "api.test",
        "apps.connections.open",
    ):
        await say.call("bot", method)
    await say.call("dp", "auth.test")
    await say.call("bot", "api.test", foo="bar", error="told")


async def press_and_fill(say: Recording, room: str) -> None:
    """Interactions of every kind, Home, and the session."""
    lot, heard = say.lot, record(say.lot)

    async def act(ack: Any, body: Answer) -> None:
        await ack()
        if body["actions"][0]["action_id"] != "roll":
            return
        if "view" in body:
            await say.call("bot", "views.push", trigger_id=body["trigger_id"], view=FORM)
            return
        view = (await say.call("bot", "views.open", trigger_id=body["trigger_id"], view=form()))["view"]
        await say.call("bot", "views.update", view_id=view["id"], hash=view["hash"], view=form())
        heard.bodies.append(view)

    async def fine(ack: Any) -> None:
        await ack()

    for name in ("roll", "angle", "more", "mark", "many"):
        heard.app.action(name)(act)
    heard.app.view("edit")(fine)
    heard.app.view_closed("edit")(fine)
    heard.app.shortcut("note_this")(fine)
    heard.app.command("/dailies")(fine)
    async with connected(lot, heard.app):
        await use(say, room, heard)


def form() -> Answer:
    """A form with a button, so that something can be pressed in it."""
    return {**FORM, "external_id": "the-form", "blocks": [*FORM["blocks"], CARD[1]]}


async def use(say: Recording, room: str, heard: Listening) -> None:
    lot = say.lot
    ts = (await say.call("bot", "chat.postMessage", channel=room, text="c", blocks=[*CARD, BOXES]))["ts"]
    secret = await say.call("bot", "chat.postEphemeral", channel=room, user=lot.person("dp"), text="s", blocks=CARD)
    acts: list[Answer] = [
        press(room, ts, "angle", "head", selected_option={"value": "low"}),
        press(room, ts, "more", selected_option={"value": "high"}),
        press(room, ts, "mark", "marks", value="up"),
        press(room, ts, "many", "boxes", selected_options=[{"value": "a"}]),
        press(room, secret["message_ts"], "more", selected_option={"value": "high"}),
        press(room, ts),
    ]
    for one in acts:
        assert (await lot.interact("dp", **one))["ok"], one
    (view,) = await heard.asked()
    pressed = {"type": "block_actions", "view_id": view["id"], "block_id": "row", "action_id": "roll"}
    assert (await lot.interact("dp", **pressed))["ok"]
    note = {"type": "message_action", "callback_id": "note_this", "channel": room, "message_ts": ts}
    for more in (
        {"type": "view_submission", "view_id": view["id"], "state_values": fill(note="x")},
        note,
        {"type": "slash_command", "command": "/dailies", "text": "help", "channel": room},
        {"type": "app_home_opened"},
    ):
        assert (await lot.interact("dp", **more))["ok"], more
    await say.call("bot", "views.publish", user_id=lot.person("dp"), view={"type": "home", "blocks": CARD[:2]})
    await lot.interact("dp", type="app_home_opened")
    await closing(say, room, ts, heard)
    await session(say, room, ts)


async def closing(say: Recording, room: str, ts: str, heard: Listening) -> None:
    await say.lot.interact("dp", **press(room, ts))
    view = (await heard.asked(2))[-1]
    assert (await say.lot.interact("dp", type="view_closed", view_id=view["id"]))["ok"]


async def session(say: Recording, room: str, ts: str) -> None:
    where = {"channel_id": room, "thread_ts": ts}
    await say.call("bot", "assistant.threads.setStatus", **where, status="is reading")
    await say.call("bot", "assistant.threads.setTitle", **where, title="14A")
    await say.call("bot", "assistant.threads.setSuggestedPrompts", **where, prompts=[{"title": "a", "message": "b"}])
    await say.call("bot", "agents.sessions.setStatus", **where, status="processing")
    assert (await say.lot.interact("dp", type="stop_session", channel=room, thread_ts=ts))["ok"]


async def refusals(say: Recording, room: str) -> None:
    """Each method without arguments, and some that are explained."""
    for method in METHODS:
        if method not in ("auth.test", "apps.connections.open"):
            await say.call("bot", method)
    await say.call("bot", "chat.postMessage", channel=room, text="x", blocks=[{"type": "nonsense"}])
    await say.call("bot", "chat.update", channel=room, text="x", blocks=[{"type": "nonsense"}])
    await say.call("bot", "views.publish", user_id=say.lot.person("dp"), view={"type": "page"})
