"""The app on the page: its cards, forms, home, commands, ephemerals and status, with a real Bolt app behind them."""

import pytest
from playwright.async_api import expect

from tests.page.bolt import CARD, working_app
from tests.page.conftest import Visit
from tests.page.room import Room, message, reply, tool, write

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def invited(room: Room) -> None:
    """Bring the app into the channel."""
    bot = room.lot.tokens["bot_user_id"]
    await room.lot.client("director").conversations_invite(channel=room.id, users=bot)


async def test_a_button_reaches_the_app_and_its_answer_shows_on_every_page(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        director, dp = await visit("director", room.place), await visit("dp", room.place)
        await expect(director.get_by_role("img", name="connected", exact=True)).to_be_visible()
        await director.get_by_role("button", name="Roll it").click()
        for page in (director, dp):
            await expect(page.locator(".blocks.app")).to_have_text("rolling take 3")


async def test_a_button_with_a_question_acts_only_when_confirmed(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        page = await visit("director", room.place)
        await page.get_by_role("button", name="Cut").click()
        await page.get_by_role("button", name="Keep rolling").click()
        await expect(page.locator(".blocks.app")).to_contain_text("Shot 3")
        await page.get_by_role("button", name="Cut").click()
        await page.get_by_role("dialog").get_by_role("button", name="Cut", exact=True).click()
        await expect(page.locator(".blocks.app")).to_have_text("The take was cut.")


async def test_a_form_shows_refusals_at_their_fields_and_keeps_what_was_typed(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        page = await visit("director", room.place)
        await page.get_by_role("button", name="Edit").click()
        form = page.get_by_role("dialog")
        await expect(form.get_by_role("heading")).to_have_text("Edit Shot 3")
        await form.get_by_role("button", name="Save").click()
        await expect(form.locator(".input", has_text="Words").locator(".refusal")).to_have_text("This is needed.")
        await form.get_by_label("Words").fill("wider, at night")
        await form.get_by_label("Seconds").fill("99")
        await form.get_by_label("Angle").select_option(label="low")
        await form.get_by_role("button", name="Save").click()
        await expect(form.locator(".input", has_text="Seconds").locator(".refusal")).to_have_text("At most 60 seconds.")
        await expect(form.get_by_label("Words")).to_have_value("wider, at night")
        await form.get_by_label("Seconds").fill("7.5")
        await form.get_by_role("button", name="Save").click()
        await expect(form).to_have_count(0)
        await expect(page.locator(".blocks.app")).to_have_text("7.5 s, low angle: wider, at night")


async def test_a_second_form_stands_on_the_first_and_what_was_typed_in_both_stays(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        page = await visit("director", room.place)
        await page.get_by_role("button", name="Edit").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("Words").fill("tighter")
        await form.get_by_role("button", name="Lens").click()
        await expect(form.get_by_role("heading")).to_have_text("Lens")
        await form.get_by_label("Why").fill("her eyes")
        await form.get_by_role("button", name="85 mm").click()
        await expect(form).to_contain_text("That is a long lens.")
        await expect(form.get_by_label("Why")).to_have_value("her eyes")
        await form.get_by_role("button", name="Back").click()
        await expect(form.get_by_role("heading")).to_have_text("Edit Shot 3")
        await expect(form.get_by_label("Words")).to_have_value("tighter")
        await form.get_by_role("button", name="Leave").click()
        await expect(form).to_have_count(0)


async def test_an_ephemeral_shows_to_one_person_only(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        await bot.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
        director, dp = await visit("director", room.place), await visit("dp", room.place)
        await director.locator(".blocks.app").get_by_role("button", name="More").click()
        await director.get_by_role("menuitem", name="Original").click()
        whisper = message(director, "The original is yours alone.")
        await expect(whisper.locator(".only-you")).to_have_text("Only visible to you")
        await write(dp, "afterwards")
        await expect(message(dp, "afterwards")).to_be_visible()
        await expect(message(dp, "yours alone")).to_have_count(0)


async def test_a_command_is_offered_and_answered(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot):
        page = await visit("director", room.place)
        field = page.locator(".composer textarea")
        await field.press_sequentially("/da")
        await expect(page.get_by_role("option", name="/dailies")).to_be_visible()
        await field.press("Tab")
        await field.press_sequentially("help")
        await field.press("Enter")
        await expect(message(page, "You asked for help.").locator(".only-you")).to_be_visible()


async def test_the_home_of_the_app_appears_when_it_is_opened(visit: Visit, room: Room) -> None:
    async with working_app(room.lot):
        page = await visit("director", "#/home")
        await expect(page.locator(".home strong")).to_have_text("recent shots")


async def test_a_working_thread_says_so_and_can_be_stopped(visit: Visit, room: Room) -> None:
    await invited(room)
    async with working_app(room.lot) as bot:
        ts = await room.say("director", "roll it")
        page = await visit("director", f"{room.place}?thread_ts={ts}")
        where = {"channel_id": room.id, "thread_ts": ts}
        await bot.api_call("agents.sessions.setStatus", json={**where, "status": "processing"})
        await bot.assistant_threads_setStatus(channel_id=room.id, thread_ts=ts, status="is reading the shot...")
        status = page.locator(".thread .status")
        await expect(status).to_contain_text("Dailies is reading the shot...")
        await status.get_by_role("button", name="Stop").click()
        await expect(reply(page, "Stopped.")).to_be_visible()
        await expect(page.locator(".thread .status")).to_have_count(0)


async def test_without_the_app_a_press_says_that_nothing_was_done(visit: Visit, room: Room) -> None:
    await invited(room)
    await room.lot.bot_client.chat_postMessage(channel=room.id, text="Shot 3", blocks=CARD)
    page = await visit("director", room.place)
    await expect(page.get_by_role("img", name="not connected")).to_be_visible()
    await page.get_by_role("button", name="Roll it").click()
    await expect(page.locator(".blocks.app .refusal")).to_be_visible()


async def test_the_app_is_invited_from_the_list_of_people(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await page.get_by_role("button", name="People").click()
    await page.get_by_role("button", name="Add Dailies").click()
    await expect(page.locator(".event", has_text="Dailies")).to_be_visible()
    await expect(page.get_by_role("button", name="Add Dailies")).to_have_count(0)


async def test_a_direct_message_reaches_the_app(visit: Visit, room: Room) -> None:
    page = await visit("dp")
    await page.get_by_role("button", name="Direct messages").click()
    await write(page, "a question in private")
    await expect(message(page, "a question in private")).to_be_visible()
    await tool(message(page, "a question"), "Reply in thread")
    await expect(page.locator(".thread")).to_be_visible()
