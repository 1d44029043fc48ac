"""What people do to the app: presses, forms, commands, shortcuts, Home and the stop button, through a real Bolt app."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import Listening, acknowledge, bare_socket, connected, error_of, record
from tests.backlot.running import Backlot, until

Body = dict[str, Any]


def words(text: str, kind: str = "plain_text") -> Body:
    return {"type": kind, "text": text}


OPTIONS = [{"text": words(word), "value": word} for word in ("low", "high")]
CARD = [
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


async def test_a_person_is_told_when_the_app_does_not_answer(lot: Backlot, room: str) -> None:
    ts = await card(lot, room)
    assert (await lot.interact("dp", **press(room, ts)))["error"] == "operation_timeout"
    async with bare_socket(lot):
        assert (await lot.interact("dp", **press(room, ts)))["error"] == "operation_timeout"
    kinds = [e["kind"] for e in await lot.events() if e["type"] == "interactive"]
    assert kinds == ["block_actions"]


async def opened(lot: Backlot, room: str, heard: Listening, view: Body = FORM) -> Body:
    """A form that the director opened by a press; the view as the API answered it."""
    answers: list[Any] = []

    async def act(ack: AsyncAck, body: Body) -> None:
        await ack()
        answers.append((await lot.bot_client.views_open(trigger_id=body["trigger_id"], view=view))["view"])

    heard.app.action("roll")(act)
    async with connected(lot, heard.app):
        await lot.interact("director", **press(room, await card(lot, room)))
        await until(lambda: _there(answers))
    found: Body = answers[0]
    return found


async def _there(answers: list[Any]) -> bool:
    return bool(answers)


def fill(seconds: str | None = None, note: str | None = None, angle: str | None = None) -> Body:
    values: Body = {}
    if seconds is not None:
        values["seconds"] = {"value": {"type": "number_input", "value": seconds}}
    if note is not None:
        values["note"] = {"value": {"type": "plain_text_input", "value": note}}
    if angle is not None:
        values["angle"] = {"value": {"type": "radio_buttons", "selected_option": {"value": angle}}}
    return values


def on_submit(heard: Listening, **said: Any) -> None:
    async def submitted(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack(**said)

    heard.app.view("edit")(submitted)


async def test_a_form_is_filled_in_and_closed_by_the_apps_ack(lot: Backlot, room: str) -> None:
    view = await opened(lot, room, heard := record(lot))
    on_submit(heard)
    async with connected(lot, heard.app):
        answer = await lot.interact(
            "director", type="view_submission", view_id=view["id"], state_values=fill(note="slower", angle="low")
        )
        again = await lot.interact("director", type="view_submission", view_id=view["id"])
    assert answer == {"ok": True}
    assert again["error"] == "not_found"
    values = heard.bodies[0]["view"]["state"]["values"]
    assert values["seconds"]["value"]["value"] == "8"
    assert values["note"]["value"]["value"] == "slower"
    assert values["angle"]["value"]["selected_option"] == OPTIONS[0]
    assert heard.bodies[0]["view"]["private_metadata"] == "shot:1"


async def test_a_required_field_is_asked_for_before_the_app_hears_of_it(lot: Backlot, room: str) -> None:
    view = await opened(lot, room, record(lot))
    answer = await lot.interact("director", type="view_submission", view_id=view["id"], state_values=fill())
    assert answer == {"ok": True, "errors": {"note": "This field is required."}}
    other = await lot.interact("dp", type="view_submission", view_id=view["id"], state_values=fill(note="mine"))
    assert other["error"] == "not_found"


@pytest.mark.parametrize(("said", "answer"), [
    ({"response_action": "errors", "errors": {"note": "Too short."}}, {"errors": {"note": "Too short."}}),
    ({"response_action": "clear"}, {"response_action": "clear"}),
])  # fmt: skip
async def test_the_app_may_refuse_or_clear(lot: Backlot, room: str, said: Body, answer: Body) -> None:
    view = await opened(lot, room, heard := record(lot))
    on_submit(heard, **said)
    async with connected(lot, heard.app):
        got = await lot.interact("director", type="view_submission", view_id=view["id"], state_values=fill(note="x"))
    assert got == {"ok": True, **answer}


@pytest.mark.parametrize("how", ["update", "push"])
async def test_the_app_may_show_another_form(lot: Backlot, room: str, how: str) -> None:
    view = await opened(lot, room, heard := record(lot))
    on_submit(heard, response_action=how, view={**FORM, "title": words("Sure")})
    async with connected(lot, heard.app):
        got = await lot.interact("director", type="view_submission", view_id=view["id"], state_values=fill(note="x"))
    assert got["view"]["title"]["text"] == "Sure"
    assert (got["view"]["id"] == view["id"]) == (how == "update")
    if how == "push":
        assert got["view"]["previous_view_id"] == got["view"]["root_view_id"] == view["id"]


async def test_closing_is_told_to_an_app_that_asked_for_it(lot: Backlot, room: str) -> None:
    view = await opened(lot, room, heard := record(lot))

    async def closed(ack: AsyncAck, body: Body) -> None:
        heard.bodies.append(body)
        await ack()

    heard.app.view_closed("edit")(closed)
    async with connected(lot, heard.app):
        assert (await lot.interact("director", type="view_closed", view_id=view["id"]))["ok"]
    assert heard.bodies[0]["view"]["id"] == view["id"]


async def test_a_view_is_updated_by_its_hash_and_keeps_what_was_filled_in(lot: Backlot, room: str) -> None:
    view = await opened(lot, room, record(lot))
    await lot.interact("director", type="view_submission", view_id=view["id"], state_values=fill(seconds="5"))
    bot = lot.bot_client
    new = (await bot.views_update(view_id=view["id"], hash=view["hash"], view=FORM))["view"]
    assert new["state"]["values"]["seconds"]["value"]["value"] == "5"
    for args, error in (
        ({"view_id": view["id"], "hash": view["hash"]}, "hash_conflict"),
        ({"view_id": "V0NONE"}, "not_found"),
    ):
        with pytest.raises(SlackApiError) as refused:
            await bot.views_update(view=FORM, **args)
        assert error_of(refused) == error


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


async def test_a_trigger_works_once_and_for_three_seconds(lot: Backlot, room: str) -> None:
    bot, first, second = lot.bot_client, await pressed(lot, room), await pressed(lot, room)
    await bot.views_open(trigger_id=first["trigger_id"], view=FORM)
    await asyncio.sleep(3.1)
    for trigger, error in (
        (first["trigger_id"], "exchanged_trigger_id"),
        (second["trigger_id"], "expired_trigger_id"),
        ("1.2.x", "invalid_trigger_id"),
    ):
        with pytest.raises(SlackApiError) as refused:
            await bot.views_open(trigger_id=trigger, view=FORM)
        assert error_of(refused) == error


async def test_bad_views_are_refused(lot: Backlot) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    cases: list[tuple[Any, str]] = [
        ({**home, "type": "page"}, "invalid_arguments"),
        ({**home, "private_metadata": "x" * 3001}, "invalid_arguments"),
        ({**home, "blocks": [{"type": "divider"}] * 101}, "invalid_arguments"),
        ({**home, "blocks": [{"type": "header", "text": words("x" * 151)}]}, "invalid_arguments"),
        ({**FORM, "title": words("x" * 25)}, "invalid_arguments"),
        ({**home, "callback_id": "x" * 300_000}, "view_too_large"),
        ("{", "invalid_arguments"),
    ]
    for view, error in cases:
        with pytest.raises(SlackApiError) as refused:
            await lot.bot_client.views_publish(user_id=lot.person("dp"), view=view)
        assert error_of(refused) == error


async def test_a_response_url_whispers_tells_all_replaces_and_deletes(lot: Backlot, room: str) -> None:
    payload = await pressed(lot, room)
    url, ts = payload["response_url"], payload["message"]["ts"]
    said = [
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
    assert [m["text"] for m in page["messages"]][0] == "all"
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
