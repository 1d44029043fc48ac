"""A backlot that goes away and comes back: the page says so, keeps what was typed, and catches up by itself."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.backlot.running import running_backlot
from tests.page.conftest import Visit
from tests.page.room import Room, message, write

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_the_page_recovers_from_a_restart_and_shows_what_it_missed(visit: Visit, tmp_path: Path) -> None:
    async with running_backlot(tmp_path, rate_scale=200) as lot:
        room = await Room.made(lot)
        await room.say("dp", "before the break")
        page = await visit("director", room.place, url=lot.url)
        await expect(message(page, "before the break")).to_be_visible()
        await lot.stop()
        bar = page.locator(".connection.shown")
        await expect(bar).to_contain_text("The workspace does not answer.")
        await write(page, "typed in the dark")
        await expect(page.locator(".composer .refusal")).to_contain_text("What you typed is kept.")
        await expect(page.locator(".composer textarea")).to_have_value("typed in the dark")
        await lot.start()
        await room.say("dp", "said while the page was away")
        await expect(bar).to_have_count(0)
        await expect(message(page, "said while the page was away")).to_be_visible()
        await page.locator(".composer textarea").press("Enter")
        await expect(message(page, "typed in the dark")).to_have_count(1)
        await room.say("dp", "live again")
        await expect(message(page, "live again")).to_be_visible()
