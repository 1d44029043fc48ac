"""The slate's own form on the page, wide and narrow: what was filled in looks otherwise, refusals stand at their
fields, and nothing typed is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.edit import edit_form
from bot.edits import answered, ready
from bot.listeners.editing import checked
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.versions import as_it_stands
from tests.backlot.running import Backlot
from tests.edges.nouns import ROOT, a_shot
from tests.page.bolt import CARD
from tests.page.conftest import Visit
from tests.page.room import Room

pytestmark = pytest.mark.asyncio(loop_scope="package")

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@asynccontextmanager
async def app_with_the_form(lot: Backlot, handed_in: list[dict[str, Any]]) -> AsyncIterator[AsyncWebClient]:
    """An app that opens the form of Shot 3, checks it as the bot does, and notes what was handed in."""
    shot, reader = a_shot(), RulesInterpreter()
    client = AsyncWebClient(token=lot.tokens["bot_token"], base_url=lot.api_url)
    app = AsyncApp(client=client)

    @app.event("member_joined_channel")
    async def joined(body: Any) -> None: ...

    @app.event("message")
    async def said(body: Any) -> None: ...

    @app.action("edit")
    async def opened(ack: Any, body: Any) -> None:
        await ack()
        form = ready(edit_form(shot, as_it_stands(shot, ())), shot.id, ROOT, ROOT)
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.view("edit")
    async def submitted(ack: Any, body: Any) -> None:
        request, _, errors = checked(answered(body), reader)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        handed_in.append(request)
        await ack()

    await reader.be_ready()
    handler = AsyncSocketModeHandler(app, lot.tokens["app_token"])
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield client
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_the_slates_form_is_filled_in_refused_and_saved(
    visit: Visit, room: Room, viewport: dict[str, int]
) -> None:
    handed_in: list[dict[str, Any]] = []
    await room.lot.client("director").conversations_invite(channel=room.id, users=room.lot.tokens["bot_user_id"])
    async with app_with_the_form(room.lot, handed_in) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        page = await visit("director", room.place, viewport=viewport)
        await page.get_by_role("button", name="Edit").click()
        form = page.get_by_role("dialog")
        await expect(form.get_by_label("Focal length")).to_have_value("40 mm")
        colour = "e => getComputedStyle(e).color"
        filled, asked = form.get_by_label("Aspect ratio"), form.get_by_label("Composed from")
        assert await filled.evaluate(colour) != await asked.evaluate(colour)
        assert await form.locator(".modal-body").evaluate("e => e.scrollWidth <= e.clientWidth")
        for label, typed in (("Focal length", "85 bananas"), ("T-stop", "f/2.8"), ("Dialogue", "CLARA:")):
            await form.get_by_label(label).fill(typed)
        await form.get_by_role("button", name="Save").click()
        await expect(form.locator(".refusal")).to_have_text(
            ["A focal length is 3 to 2000 mm, such as 85.", "Every name wants its line: CLARA: You’re late."]
        )
        await expect(form.get_by_label("Focal length")).to_be_focused()
        await expect(form.get_by_label("T-stop")).to_have_value("f/2.8")
        await form.get_by_label("Focal length").fill("85")
        await form.get_by_label("Dialogue").fill("")
        await form.get_by_role("button", name="Save").click()
        await expect(form).to_have_count(0)
        assert handed_in == [{"dialogue": [], "focal_length_mm": 85.0, "t_stop": 2.8}]
