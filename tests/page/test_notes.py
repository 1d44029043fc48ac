"""Notes on the page, with the bot itself behind it: how one was read, its frame, one tap, and the message's menu."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.main import open_house
from bot.settings import Settings
from tests.backlot.running import until
from tests.page.conftest import Visit
from tests.page.room import Room, reply, tool

pytestmark = pytest.mark.asyncio(loop_scope="package")

SHOT = "wide shot of the pier at dawn, slow push in, 2 seconds"
NOTE = "love the light, but the push is too fast at 0:01"


@asynccontextmanager
async def a_note_on_a_take(room: Room, folder: Path) -> AsyncIterator[str]:
    """The bot at work in a channel where the director's take has landed and the DP's note is logged; the thread."""
    tokens = room.lot.tokens
    access = {"SLACK_BOT_TOKEN": tokens["bot_token"], "SLACK_APP_TOKEN": tokens["app_token"]}
    settings = Settings.model_validate({**access, "SLACK_API_URL": room.lot.api_url, "DAILIES_DATA": folder})
    async with open_house(settings):
        bot = tokens["bot_user_id"]
        await room.lot.client("director").conversations_invite(channel=room.id, users=bot)
        thread = await room.say("director", f"<@{bot}> {SHOT}")
        await until(lambda: in_thread(room, thread, '"Again"'), within=60)
        note = await room.say("dp", NOTE, thread)
        await until(lambda: marked(room, note, "memo"), within=20)
        yield thread


async def in_thread(room: Room, thread: str, words: str) -> bool:
    page = await room.lot.client("dp").conversations_replies(channel=room.id, ts=thread, limit=100)
    return any(words.strip('"') in str(m.get("blocks")) for m in page["messages"])


async def marked(room: Room, ts: str, mark: str) -> bool:
    found = (await room.lot.client("dp").reactions_get(channel=room.id, timestamp=ts))["message"].get("reactions", [])
    return any(reaction["name"] == mark for reaction in found)


async def picture_is_drawn(page: Page) -> None:
    frame = page.get_by_role("dialog").get_by_role("img", name="take 1 at 0:01")
    await expect(frame).to_be_visible()
    wide: Any = await frame.evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert wide == 640


async def test_a_note_is_looked_at_put_right_and_left_out_on_the_page(visit: Visit, room: Room, tmp_path: Path) -> None:
    async with a_note_on_a_take(room, tmp_path / "data") as thread:
        page = await visit("director", f"{room.place}?thread_ts={thread}")
        await tool(reply(page, NOTE), "More actions")
        await page.get_by_role("menuitem", name="How was this read?").click()
        form = page.get_by_role("dialog")
        await expect(form).to_contain_text("read as camera movement: at fault")
        await picture_is_drawn(page)
        await page.screenshot(path=tmp_path / "notes.png")
        await form.get_by_role("button", name="Right").first.click()
        await expect(form).to_contain_text("found right by @Mara Voss")
        await form.get_by_role("button", name="Correct...").last.click()
        await expect(form.get_by_role("heading")).to_have_text("Correct")
        await form.get_by_role("combobox").first.select_option(label="Pacing")
        await expect(form).to_contain_text("corrected by @Mara Voss: camera movement -> pacing")
        await page.screenshot(path=tmp_path / "correct.png")
        await form.get_by_role("button", name="Back").click()
        await expect(form).to_contain_text("read as pacing: at fault")
        await form.get_by_role("button", name="Not a note").last.click()
        await expect(form.get_by_role("button", name="It is a note")).to_be_visible()
        await page.screenshot(path=tmp_path / "rejected.png")
        await form.get_by_role("button", name="Close").last.click()
        await tool(reply(page, NOTE), "More actions")
        await page.get_by_role("menuitem", name="Don't log this").click()
        await until(lambda: unlogged(room, thread), within=10)


async def unlogged(room: Room, thread: str) -> bool:
    """The receipt is gone from the note."""
    page = await room.lot.client("dp").conversations_replies(channel=room.id, ts=thread, limit=100)
    [note] = [m for m in page["messages"] if m.get("text") == NOTE]
    return not any(reaction["name"] == "memo" for reaction in note.get("reactions", []))
