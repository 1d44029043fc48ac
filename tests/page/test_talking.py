"""People talking on the page: posting, threads, reactions, editing, deleting, marks, and text that tries to be code."""

import pytest
from playwright.async_api import expect

from tests.page.conftest import Visit
from tests.page.room import Room, message, reply, tool, write

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_second_person_sees_a_message_without_reload(visit: Visit, room: Room) -> None:
    director, dp = await visit("director", room.place), await visit("dp", room.place)
    await write(director, "quiet please, rolling in five")
    await expect(message(dp, "quiet please, rolling in five")).to_contain_text("Mara Voss")
    await expect(message(director, "quiet please")).to_have_count(1)
    await expect(director.locator(".composer textarea")).to_have_value("")


async def test_shift_enter_starts_a_line_and_enter_sends(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    field = page.locator(".composer textarea")
    await field.fill("first")
    await field.press("Shift+Enter")
    await field.press_sequentially("second")
    await expect(page.locator(".message")).to_have_count(0)
    await field.press("Enter")
    await expect(message(page, "first").locator(".words br")).to_have_count(1)


async def test_a_reply_stands_in_the_thread_and_is_counted_in_the_channel(visit: Visit, room: Room) -> None:
    await room.say("director", "who has the 40 mm")
    page, dp = await visit("director", room.place), await visit("dp", room.place)
    await tool(message(dp, "who has the 40"), "Reply in thread")
    await write(dp, "on my cart", thread=True)
    await expect(reply(dp, "on my cart")).to_be_visible()
    await expect(message(page, "who has the 40").locator(".thread-line")).to_contain_text("1 reply")
    await message(page, "who has the 40").locator(".thread-line").click()
    await write(page, "bring it", thread=True)
    await expect(reply(dp, "bring it")).to_be_visible()
    await expect(message(dp, "who has the 40").locator(".thread-line")).to_contain_text("2 replies")


async def test_a_reaction_counts_names_and_toggles(visit: Visit, room: Room) -> None:
    await room.say("director", "the neon on the wet street")
    director, dp = await visit("director", room.place), await visit("dp", room.place)
    await tool(message(dp, "the neon"), "React with :fire:")
    pill = message(director, "the neon").locator("[data-emoji=fire]")
    await expect(pill).to_contain_text("1")
    await expect(pill).to_have_attribute("aria-pressed", "false")
    await pill.click()
    await expect(pill).to_contain_text("2")
    await pill.focus()
    tip = message(director, "the neon").get_by_role("tooltip")
    await expect(tip).to_be_visible()
    await expect(tip).to_contain_text("Jonas Okafor and you")
    await pill.click()
    await expect(message(dp, "the neon").locator("[data-emoji=fire]")).to_contain_text("1")


async def test_the_picker_finds_an_emoji_by_name(visit: Visit, room: Room) -> None:
    await room.say("director", "that was the one")
    page = await visit("dp", room.place)
    await tool(message(page, "that was"), "Add a reaction")
    await page.get_by_label("Search emoji").fill("clapper")
    await page.get_by_label("Search emoji").press("Enter")
    await expect(message(page, "that was").locator("[data-emoji=clapper]")).to_be_visible()


async def test_an_edited_message_says_so_everywhere(visit: Visit, room: Room) -> None:
    await room.say("director", "call is at 16:00")
    director, dp = await visit("director", room.place), await visit("dp", room.place)
    await tool(message(director, "call is at"), "More actions")
    await director.get_by_role("menuitem", name="Edit").click()
    field = director.get_by_label("Edit your message")
    await field.fill("call is at 16:30")
    await field.press("Enter")
    for page in (director, dp):
        await expect(message(page, "call is at 16:30").locator(".edited")).to_be_visible()


async def test_a_deleted_message_is_asked_about_and_goes(visit: Visit, room: Room) -> None:
    await room.say("director", "wrong channel")
    director, dp = await visit("director", room.place), await visit("dp", room.place)
    await tool(message(director, "wrong channel"), "More actions")
    await director.get_by_role("menuitem", name="Delete").click()
    await director.get_by_role("button", name="Delete").click()
    for page in (director, dp):
        await expect(message(page, "wrong channel")).to_have_count(0)


async def test_only_the_author_is_offered_to_edit_or_delete(visit: Visit, room: Room) -> None:
    await room.say("director", "mine alone")
    page = await visit("dp", room.place)
    await tool(message(page, "mine alone"), "More actions")
    await expect(page.get_by_role("menuitem", name="Copy link")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Edit")).to_have_count(0)
    await expect(page.get_by_role("menuitem", name="Delete")).to_have_count(0)


async def test_marks_mentions_and_links_are_drawn(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await write(page, "*bold* _soft_ ~gone~ `T2.8` @Jonas Okafor #general :fire: https://example.org/a_b 0:03")
    words = message(page, "bold").locator(".words")
    for tag, inside in (("strong", "bold"), ("em", "soft"), ("s", "gone"), ("code", "T2.8"), (".num", "0:03")):
        await expect(words.locator(tag)).to_have_text(inside)
    await expect(words.locator(".mention").first).to_have_text("@Jonas Okafor")
    await expect(words.locator("a.mention")).to_have_text("#general")
    await expect(words.get_by_role("link", name="https://example.org/a_b")).to_have_attribute("target", "_blank")
    await expect(words.get_by_role("img", name=":fire:")).to_have_text("🔥")


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=\"document.title='caught'\">",
        "<script>document.title='caught'</script>",
        "<javascript:document.title='caught'|press me>",
        "*<b onclick=alert(1)>bold</b>* `<i>`",
        "&lt;img src=x onerror=alert(1)&gt;",
    ],
)
async def test_text_that_tries_to_be_code_is_inert(visit: Visit, room: Room, hostile: str) -> None:
    page = await visit("director", room.place)
    await write(page, f"typed {hostile}")
    await room.say("dp", f"posted {hostile}")
    await expect(page.locator(".message .words")).to_have_count(2)
    assert await page.locator(".words :is(img, script, b, i)").count() == 0
    assert await page.locator(".words a[href^='javascript']").count() == 0
    assert "caught" not in await page.title()


async def test_what_is_typed_reads_back_letter_for_letter(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await write(page, "if a < b && c > d, then <@U1> is & stays &amp;")
    await expect(page.locator(".message .words")).to_have_text("if a < b && c > d, then <@U1> is & stays &amp;")


async def test_a_refused_message_keeps_the_words_and_says_why(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await write(page, "x" * 40_001)
    await expect(page.locator(".composer .refusal")).to_have_text(
        "This message is too long. Shorten it, or send it as a file."
    )
    assert len(await page.locator(".composer textarea").input_value()) == 40_001


async def test_mentioning_offers_people_and_the_app(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    field = page.locator(".composer textarea")
    await field.press_sequentially("@Dai")
    await expect(page.get_by_role("option")).to_have_count(1)
    await field.press("Enter")
    await field.press_sequentially("low angle")
    await field.press("Enter")
    await expect(message(page, "low angle").locator(".mention")).to_have_text("@Dailies")
    history = await room.lot.client("director").conversations_history(channel=room.id, limit=1)
    assert history["messages"][0]["text"] == f"<@{room.lot.tokens['bot_user_id']}> low angle"


async def test_a_channel_with_something_new_is_marked_until_it_is_opened(visit: Visit, room: Room) -> None:
    other = await Room.made(room.lot)
    page = await visit("director", room.place)
    row = page.locator(".nav-row", has_text=other.name)
    await other.say("dp", "news here")
    await expect(row).to_have_class("nav-row unread")
    await row.click()
    await expect(message(page, "news here")).to_be_visible()
    await page.locator(".nav-row", has_text=room.name).click()
    await expect(row).to_have_class("nav-row")


async def test_a_permalink_opens_and_lights_its_message(visit: Visit, room: Room) -> None:
    ts = await room.say("director", "the one to find")
    for number in range(70):
        await room.say("dp", f"talk {number}")
    link = (await room.lot.client("dp").chat_getPermalink(channel=room.id, message_ts=ts))["permalink"]
    await room.say("dp", f"see <{link}|this one>")
    page = await visit("director", room.place)
    await message(page, "see").get_by_role("link", name="this one").click()
    await expect(page.locator(".message.lit")).to_contain_text("the one to find")
    await expect(page.locator(".message.lit")).to_be_in_viewport()
    fresh = await visit("dp", f"#/{room.id}/p{ts.replace('.', '')}")
    await expect(fresh.locator(".message.lit")).to_contain_text("the one to find")


async def test_what_a_markdown_block_escapes_is_shown_without_its_escapes(visit: Visit, room: Room) -> None:
    director = room.lot.client("director")
    await director.conversations_invite(channel=room.id, users=room.lot.bot_user_id)
    words = r"a \*star\* &amp; [take \[1\]](https://example.org/t) **loud \_low\_**"
    blocks = [{"type": "markdown", "text": words}]
    await room.lot.bot_client.chat_postMessage(channel=room.id, text="digest", blocks=blocks)
    page = await visit("director", room.place)
    await expect(page.get_by_text("a *star* & take [1] loud _low_")).to_be_visible()
