"""What people do to the app: presses, commands, shortcuts, Home and the stop button, through a real Bolt app."""

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond

from tests.backlot.apps import bare_socket, connected, record
from tests.backlot.props import CARD, OPTIONS, Body, card, on_action, press, pressed
from tests.backlot.running import Backlot


async def test_a_press_carries_the_message_and_what_to_answer_with(lot: Backlot, room: str) -> None:
    heard, ts = record(lot), await card(lot, room)
    on_action(heard, "roll")
    async with connected(lot, heard.app):
        assert await lot.interact("dp", **press(room, ts)) == {"ok": True}
    (body,) = heard.bodies
    (action,) = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("roll", "row", "shot:1")
    assert body["user"]["id"] == lot.person("dp")
    assert body["message"]["ts"] == body["container"]["message_ts"] == ts
    assert body["channel"]["id"] == room
    assert body["trigger_id"]
    assert body["response_url"].startswith(lot.url)


async def test_choices_are_kept_for_each_person_and_named_in_full(lot: Backlot, room: str) -> None:
    heard, ts = record(lot), await card(lot, room)
    for name in ("angle", "more", "mark", "roll"):
        on_action(heard, name)
    async with connected(lot, heard.app):
        await lot.interact("dp", **press(room, ts, "angle", "head", selected_option={"value": "low"}))
        await lot.interact("dp", **press(room, ts, "more", selected_option={"value": "high"}))
        await lot.interact("dp", **press(room, ts, "mark", "marks", value="up"))
        await lot.bot_client.chat_update(channel=room, ts=ts, text="card", blocks=CARD)
        await lot.interact("dp", **press(room, ts))
        await lot.interact("ad", **press(room, ts))
        wrong = await lot.interact("dp", **press(room, ts, "more", selected_option={"value": "sideways"}))
    angle, more, mark, mine, other = heard.bodies
    assert angle["actions"][0]["selected_option"] == OPTIONS[0]
    assert more["actions"][0]["selected_option"] == OPTIONS[1]
    assert (mark["actions"][0]["type"], mark["actions"][0]["value"]) == ("feedback_buttons", "up")
    assert mine["state"]["values"]["head"]["angle"]["selected_option"] == OPTIONS[0]
    assert other["state"]["values"]["head"]["angle"]["selected_option"] is None
    assert wrong["error"] == "invalid_option"


async def test_nobody_presses_what_is_not_there_for_them(lot: Backlot, room: str) -> None:
    ts = await card(lot, room)
    own = (await lot.client("dp").chat_postMessage(channel=room, text="x", blocks=CARD))["ts"]
    secret = await lot.bot_client.chat_postEphemeral(channel=room, user=lot.person("ad"), text="x", blocks=CARD)
    for act, error in (
        (press(room, ts, "imagined"), "action_not_found"),
        (press(room, "1.000001"), "message_not_found"),
        (press(room, own), "not_an_app_message"),
        (press(room, secret["message_ts"]), "message_not_found"),
        (press("C0NOWHERE", ts), "channel_not_found"),
        ({"type": "view_submission", "view_id": "V0NONE"}, "not_found"),
        ({"type": "wave"}, "invalid_arguments"),
    ):
        assert (await lot.interact("dp", **act))["error"] == error
    random = lot.channel("random")
    assert (await lot.interact("guest", **press(random, ts)))["error"] == "channel_not_found"


@pytest.mark.parametrize("ack_seconds", [0.5])
async def test_a_person_is_told_when_the_app_does_not_answer(lot: Backlot, room: str) -> None:
    ts = await card(lot, room)
    assert (await lot.interact("dp", **press(room, ts)))["error"] == "operation_timeout"
    async with bare_socket(lot):
        assert (await lot.interact("dp", **press(room, ts)))["error"] == "operation_timeout"
    kinds = [e["kind"] for e in await lot.events() if e["type"] == "interactive"]
    assert kinds == ["block_actions"]


async def test_a_response_url_whispers_tells_all_replaces_and_deletes(lot: Backlot, room: str) -> None:
    payload = await pressed(lot, room)
    url, ts = payload["response_url"], payload["message"]["ts"]
    said: list[Body] = [
        {"text": "only you"},
        {"text": "all", "response_type": "in_channel"},
        {"text": "new words", "replace_original": True, "blocks": []},
        {"text": "x" * 40_001},
        {"delete_original": True},
    ]
    statuses = []
    for body in said:
        async with lot.session.post(url, json=body) as response:
            statuses.append((response.status, await response.text()))
        if "replace_original" in body:
            page = await lot.client("dp").conversations_history(channel=room, latest=ts, inclusive=True, limit=1)
            assert page["messages"][0]["text"] == "new words"
    assert [status for status, _ in statuses] == [200, 200, 200, 404, 200]
    assert "msg_too_long" in statuses[3][1]
    page = await lot.client("dp").conversations_history(channel=room, limit=2)
    assert page["messages"][0]["text"] == "all"
    assert all(m["ts"] != ts and m["text"] != "only you" for m in page["messages"])


async def test_a_refused_use_of_a_response_url_does_not_count(lot: Backlot, room: str) -> None:
    url = (await pressed(lot, room))["response_url"]
    for text, status in [("", 404)] * 3 + [("x", 200)] * 5 + [("x", 404)]:
        async with lot.session.post(url, json={"text": text}) as response:
            assert response.status == status


async def test_bolts_own_respond_reaches_it(lot: Backlot, room: str) -> None:
    heard, ts = record(lot), await card(lot, room)

    async def act(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        answer = await respond(text="done", replace_original=True)
        heard.bodies.append({"status": answer.status_code})

    heard.app.action("roll")(act)
    async with connected(lot, heard.app):
        await lot.interact("dp", **press(room, ts))
        await heard.asked()
    assert heard.bodies == [{"status": 200}]


async def test_a_command_is_answered_in_its_acknowledgement(lot: Backlot, room: str) -> None:
    heard = record(lot)

    async def answer(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack(text="Two shots.")

    heard.app.command("/dailies")(answer)
    live = f"{lot.url}/backlot/live?token={lot.token('dp')}"
    async with connected(lot, heard.app), lot.session.ws_connect(live) as page:
        act = {"type": "slash_command", "command": "/dailies", "text": "shots", "channel": room}
        assert await lot.interact("dp", **act) == {"ok": True}
        while (frame := await page.receive_json(timeout=5))["type"] != "ephemeral":
            pass
    (body,) = heard.bodies
    assert (body["command"], body["text"], body["channel_id"]) == ("/dailies", "shots", room)
    assert body["user_id"] == lot.person("dp")
    assert frame["message"]["text"] == "Two shots."
    assert frame["message"]["user"] == lot.bot_user_id


async def test_names_in_a_command_arrive_as_references(lot: Backlot, room: str) -> None:
    heard = record(lot)

    async def answer(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack()

    heard.app.command("/dailies")(answer)
    dp, known = lot.person("dp"), f"<@{lot.person('ad')}>"
    async with connected(lot, heard.app):
        for text in (f"roles @Jonas Okafor {known} in #scene-14", "find a < b & #nowhere @nobody", "is a &lt; b"):
            await lot.interact("dp", type="slash_command", command="/dailies", text=text, channel=room)
    assert [body["text"] for body in heard.bodies] == [
        f"roles <@{dp}|jonas.okafor> {known} in <#{room}|scene-14>",
        "find a &lt; b &amp; #nowhere @nobody",
        "is a &lt; b",
    ]


async def test_a_shortcut_carries_the_message(lot: Backlot, room: str) -> None:
    heard = record(lot)

    async def use(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack()

    heard.app.shortcut("note_this")(use)
    ts = (await lot.client("ad").chat_postMessage(channel=room, text="too fast"))["ts"]
    async with connected(lot, heard.app):
        act = {"type": "message_action", "callback_id": "note_this", "channel": room, "message_ts": ts}
        assert await lot.interact("dp", **act) == {"ok": True}
    assert heard.bodies[0]["message"]["text"] == "too fast"


async def test_home_is_opened_and_published_and_pressed(lot: Backlot) -> None:
    heard = record(lot)
    on_action(heard, "roll")
    home = {"type": "home", "blocks": CARD[1:2]}
    async with connected(lot, heard.app):
        assert await lot.interact("dp", type="app_home_opened") == {"ok": True}
        (event,) = await heard.heard("app_home_opened")
        assert (event["user"], event["tab"]) == (lot.person("dp"), "home")
        view = (await lot.bot_client.views_publish(user_id=event["user"], view=home))["view"]
        again = await lot.interact("dp", type="app_home_opened")
        assert again["view"]["id"] == view["id"]
        act = {"type": "block_actions", "view_id": view["id"], "block_id": "row", "action_id": "roll"}
        assert (await lot.interact("dp", **act))["ok"]
    assert heard.bodies[0]["view"]["id"] == view["id"]
    assert heard.bodies[0]["container"] == {"type": "view", "view_id": view["id"]}


async def test_a_session_can_be_stopped_while_the_app_is_processing(lot: Backlot, room: str) -> None:
    bot, heard = lot.bot_client, record(lot)
    ts = (await lot.client("dp").chat_postMessage(channel=room, text="low angle"))["ts"]
    act = {"type": "stop_session", "channel": room, "thread_ts": ts}
    async with connected(lot, heard.app):
        assert (await lot.interact("dp", **act))["error"] == "no_session"
        await bot.api_call("agents.sessions.setStatus", json={
            "channel_id": room, "thread_ts": ts, "status": "processing", "title": "14A"})  # fmt: skip
        assert (await lot.interact("dp", **act))["ok"]
        (event,) = await heard.heard("agent_session_stopped")
    assert (event["channel"], event["thread_ts"], event["user"]) == (room, ts, lot.person("dp"))
    assert event["streaming_message_ts"] == []
