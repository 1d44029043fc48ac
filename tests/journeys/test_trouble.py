"""What goes wrong between people, the workspace and the bot: nothing is lost, and each case is one clear sentence."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.company import Company, a_company

CANARY = "the caterer's budget is 41 thousand"
NOTE = "love the light, but the push is too fast at 0:03"


@pytest.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    async with a_company(tmp_path) as company:
        await company.start_bot()
        await company.invite()
        await company.until(lambda: said(company, "/dailies help"), "the greeting")
        yield company


async def said(company: Company, words: str, thread: str | None = None) -> dict[str, Any] | None:
    """The bot's message with some words, in the channel or in a thread."""
    if thread:
        messages = await company.thread(thread)
    else:
        page = await company.backlot.client("editor").conversations_history(channel=company.channel)
        messages = page["messages"]
    return next((m for m in messages if m.get("bot_id") and words in json.dumps(m, ensure_ascii=False)), None)


async def test_the_greeting_is_three_lines_and_says_what_is_kept(company: Company) -> None:
    greeting = await said(company, "/dailies help")
    assert greeting
    text = " ".join(str(b.get("text", {}).get("text", "")) for b in greeting["blocks"])
    assert text.count("\n") + len([b for b in greeting["blocks"] if b["type"] == "section"]) == 3
    assert "kept" in text


async def test_a_reaction_right_after_the_upload_counts(company: Company) -> None:
    thread = await company.ask()
    clip = await company.until(lambda: _clip_message(company, thread), "the clip", every_s=0.02)
    await company.backlot.client("dp").reactions_add(channel=company.channel, timestamp=clip["ts"], name="fire")
    await company.until(lambda: said(company, "liked 1 of 1", thread), "the liking on the card")


async def test_a_reaction_taken_back_is_taken_off_the_card(company: Company) -> None:
    thread = await company.ask()
    await company.until_take(thread)
    clip = await _clip_message(company, thread)
    assert clip
    dp = company.backlot.client("dp")
    await dp.reactions_add(channel=company.channel, timestamp=clip["ts"], name="fire")
    await company.until(lambda: said(company, "liked 1 of 1", thread), "the liking on the card")
    await dp.reactions_remove(channel=company.channel, timestamp=clip["ts"], name="fire")

    async def gone() -> bool:
        return not await said(company, "liked", thread)

    await company.until(gone, "the card without the liking")


async def test_events_in_the_wrong_order_leave_what_people_meant(company: Company) -> None:
    thread = await company.ask()
    await company.until_take(thread)
    clip = await _clip_message(company, thread)
    assert clip
    dp = company.backlot.client("dp")
    await company.backlot.fault("hold_events")
    await dp.reactions_add(channel=company.channel, timestamp=clip["ts"], name="fire")
    await dp.reactions_remove(channel=company.channel, timestamp=clip["ts"], name="fire")
    await dp.reactions_add(channel=company.channel, timestamp=clip["ts"], name="heart")
    await company.backlot.release(order="reverse")
    await company.until(lambda: said(company, "liked 1 of 1", thread), "the one reaction that stands")


async def test_a_clip_that_is_never_shared_is_told(tmp_path: Path) -> None:
    async with a_company(tmp_path, DAILIES_SHARE_PATIENCE="2") as company:
        await company.start_bot()
        await company.invite()
        await company.backlot.fault("share_nothing")
        thread = await company.ask()
        await company.until(lambda: said(company, "the chat did not show it", thread), "the trouble on the card")
        await company.backlot.no_faults()
        card = await company.until(lambda: said(company, "Try again", thread), "the button to try again")
        await company.press(card, "retry")
        await company.until_take(thread)
        assert len([o for o in company.operations() if o["step"] == "rolled"]) == 1


async def test_cancel_ends_the_take_while_it_rolls(company: Company) -> None:
    thread = await company.ask("wide shot of the pier at dawn, 30 seconds")
    card = await company.until(lambda: said(company, "Cancel", thread), "a card with a cancel")
    await company.press(card, "cancel")
    await company.until(lambda: said(company, "cancelled", thread), "the cancelled card")
    assert await company.clips(thread) == []
    assert [o["step"] for o in company.operations()][-1] == "cancelled"


async def test_talk_that_is_not_ours_is_not_kept(company: Company) -> None:
    producer = company.backlot.client("producer")
    for _ in range(2):
        await producer.chat_postMessage(channel=company.channel, text=f"between us: {CANARY}")
    thread = await company.ask()
    await company.until_take(thread)
    await company.end_bot()
    for path in company.folder.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


async def test_no_token_reaches_the_log(company: Company) -> None:
    thread = await company.ask()
    await company.until_take(thread)
    log = (company.folder / "bot.log").read_text(encoding="utf-8")
    assert company.backlot.tokens["bot_token"] not in log
    assert company.backlot.tokens["app_token"] not in log
    assert "pier" not in log, "no words of people in a log"


async def test_what_happens_while_the_bot_is_away_is_found_when_it_is_back(company: Company) -> None:
    await company.end_bot()
    thread = await company.ask()
    await company.start_bot()
    await company.until_take(thread)


async def test_the_workspace_may_go_away_and_come_back(company: Company) -> None:
    await company.backlot.stop()
    await asyncio.sleep(1)
    await company.backlot.start()
    thread = await company.ask()
    await company.until_take(thread)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "Tell me the shot"),
        ("what can you do?", "/dailies help"),
        ("same but wider", "There is no take here to change"),
    ],
)
async def test_what_is_no_request_gets_one_sentence(company: Company, text: str, answer: str) -> None:
    thread = await company.ask(text)
    await company.until(lambda: said(company, answer, thread), f"the answer to {text!r}")
    await asyncio.sleep(0.5)
    assert len([m for m in await company.thread(thread) if m.get("bot_id")]) == 1


async def test_twelve_thousand_characters_are_read_and_shown_within_the_limits(company: Company) -> None:
    thread = await company.ask("wide shot of the pier, 1 second. " + "rain on the boards & <nets>, " * 400)
    await company.until_take(thread)


async def test_a_guest_is_told_quietly_and_nothing_rolls(company: Company) -> None:
    thread = await company.ask(person="guest")

    async def whispered() -> bool:
        calls = await company.backlot.calls(method="chat.postEphemeral")
        return any("look on" in str(c["args"]) for c in calls)

    await company.until(whispered, "a word to the guest")
    assert await company.clips(thread) == []


async def test_a_deleted_clip_is_said_in_one_line_and_the_notes_stay(company: Company) -> None:
    thread = await company.ask()
    await company.until_take(thread)
    await company.backlot.client("dp").chat_postMessage(channel=company.channel, thread_ts=thread, text=NOTE)
    await company.until(lambda: said(company, "Notes 1", thread), "the note on the card")
    clip = await _clip_message(company, thread)
    assert clip
    await company.backlot.client("producer").chat_delete(channel=company.channel, ts=clip["ts"])
    await company.until(lambda: said(company, "deleted", thread), "the card that says so")


async def _clip_message(company: Company, thread: str) -> dict[str, Any] | None:
    for message in await company.thread(thread):
        if any(f.get("mimetype") == "video/mp4" for f in message.get("files", [])):
            return message
    return None
