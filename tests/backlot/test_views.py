"""Forms and Home: opened by a fresh trigger, filled in, refused, updated, pushed, closed."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import Listening, connected, error_of, record
from tests.backlot.props import FORM, OPTIONS, Body, card, fill, press, pressed, words
from tests.backlot.running import Backlot, until


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
