"""Who looks: one person a tab, switching, channels made and joined, and use by keyboard alone."""

import pytest
from playwright.async_api import expect

from tests.page.conftest import Visit
from tests.page.room import Room, message, write

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_switching_person_changes_who_speaks_and_stays_in_the_address(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await page.get_by_role("button", name="Looking as Mara Voss").click()
    await page.get_by_role("menuitemradio", name="Jonas Okafor").click()
    await expect(page.get_by_role("button", name="Looking as Jonas Okafor")).to_be_visible()
    await write(page, "this is Jonas")
    await expect(message(page, "this is Jonas").locator(".author")).to_have_text("Jonas Okafor")
    assert "as=dp" in page.url
    await page.reload()
    await expect(page.get_by_role("button", name="Looking as Jonas Okafor")).to_be_visible()
    await expect(message(page, "this is Jonas")).to_be_visible()


async def test_an_unsent_draft_waits_where_it_was_written(visit: Visit, room: Room) -> None:
    other = await Room.made(room.lot)
    page = await visit("director", room.place)
    await page.locator(".composer textarea").fill("not yet sent")
    await page.locator(".nav-row", has_text=other.name).click()
    await expect(page.locator(".composer textarea")).to_have_value("")
    await page.reload()
    await page.locator(".nav-row", has_text=room.name).click()
    await expect(page.locator(".composer textarea")).to_have_value("not yet sent")


async def test_a_new_channel_opens_and_somebody_else_joins_it(visit: Visit, room: Room) -> None:
    director = await visit("director", room.place)
    await director.get_by_role("button", name="New channel").click()
    name = f"reshoot-{room.name}"
    await director.get_by_label("Name", exact=True).fill(name)
    await director.get_by_role("button", name="Create").click()
    await expect(director.locator("h1")).to_have_text(f"#{name}")
    producer = await visit("producer")
    await producer.locator(".nav-row.outside", has_text=name).click()
    await producer.get_by_role("button", name="Join").click()
    await write(producer, "who pays for this")
    await expect(message(director, "who pays for this")).to_be_visible()


async def test_a_taken_name_is_refused_where_it_was_typed(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await page.get_by_role("button", name="New channel").click()
    await page.get_by_label("Name", exact=True).fill("general")
    await page.get_by_role("button", name="Create").click()
    await expect(page.get_by_role("dialog").locator(".refusal")).to_have_text(
        "There is already a channel with this name."
    )
    await expect(page.get_by_label("Name", exact=True)).to_have_value("general")


async def test_messages_are_reached_and_reacted_to_by_keyboard(visit: Visit, room: Room) -> None:
    await room.say("dp", "first up")
    await room.say("dp", "second up")
    page = await visit("director", room.place)
    await message(page, "second up").focus()
    await page.keyboard.press("ArrowUp")
    await expect(message(page, "first up")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(message(page, "first up").locator("[data-emoji=o]")).to_be_visible()


async def test_a_new_message_of_somebody_else_is_spoken(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await room.say("dp", "lens is on")
    await expect(page.locator("[aria-live=polite]")).to_have_text("Jonas Okafor: lens is on")


async def test_every_control_has_a_name(visit: Visit, room: Room) -> None:
    await room.say("dp", "something to point at")
    page = await visit("director", room.place)
    await message(page, "something").hover()
    nameless = await page.evaluate(
        """() => [...document.querySelectorAll("button, a, input:not([hidden]), textarea, select")]
            .filter((el) => !(el.getAttribute("aria-label") || el.textContent.trim() || el.labels?.length))
            .map((el) => el.outerHTML)"""
    )
    assert nameless == []
