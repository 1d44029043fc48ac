"""The control door: what went by, and trouble on request."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from tests.backlot.apps import bare_socket, error_of, listening
from tests.backlot.running import Backlot, until


async def test_the_door_needs_its_own_token(lot: Backlot) -> None:
    for token in ("", lot.tokens["bot_token"], lot.token("producer")):
        headers = {"Authorization": f"Bearer {token}"}
        for verb, path in (("GET", "calls"), ("GET", "events"), ("POST", "faults"), ("POST", "release")):
            async with lot.session.request(verb, f"{lot.url}/control/{path}", headers=headers) as response:
                assert response.status == 403


async def test_every_call_is_written_down_with_who_and_what_came_of_it(lot: Backlot, room: str) -> None:
    before = (await lot.calls())[-1]["seq"]
    posted = await lot.client("dp").chat_postMessage(channel=room, text="hello")
    with pytest.raises(SlackApiError):
        await lot.bot_client.reactions_add(channel=room, timestamp="1.1", name="fire")
    said, refused = await lot.calls(since=before)
    assert (said["method"], said["who"], said["ok"], said["status"]) == ("chat.postMessage", "dp", True, 200)
    assert (said["args"]["text"], said["answer"]) == ("hello", {"ts": posted["ts"], "channel": room})
    assert (refused["who"], refused["ok"], refused["error"]) == ("bot", False, "message_not_found")
    assert "token" not in said["args"]
    assert [c["seq"] for c in await lot.calls("chat.postMessage")] == [said["seq"]]


async def test_the_log_survives_a_kill(lot: Backlot, room: str) -> None:
    await lot.client("dp").chat_postMessage(channel=room, text="hello")
    await lot.stop(kill=True)
    await lot.start()
    assert len(await lot.calls("chat.postMessage")) == 1


async def test_nothing_is_shared_while_that_is_asked_for(lot: Backlot, room: str) -> None:
    await lot.fault("share_nothing", count=1)
    files = [
        (await lot.bot_client.files_upload_v2(filename="a.mp4", content=b"12345678", channel=room))["file"]["id"]
        for _ in range(2)
    ]

    async def second_is_there() -> bool:
        return bool((await lot.bot_client.files_info(file=files[1]))["file"]["shares"])

    await until(second_is_there)
    assert (await lot.bot_client.files_info(file=files[0]))["file"]["shares"] == {}


async def test_a_held_answer_comes_after_the_release_and_what_was_asked_is_done_before(lot: Backlot, room: str) -> None:
    await lot.fault("hold_answer", method="chat.postMessage", count=1)
    asking = asyncio.create_task(lot.bot_client.chat_postMessage(channel=room, text="held"))
    (call,) = await until(lambda: lot.calls("chat.postMessage"))
    assert not asking.done()
    await lot.release()
    assert (await asking)["ts"] == call["answer"]["ts"]


async def test_a_held_answer_may_come_by_itself(lot: Backlot, room: str) -> None:
    await lot.fault("hold_answer", method="chat.postMessage", count=1, seconds=0.3)
    began = time.monotonic()
    await lot.bot_client.chat_postMessage(channel=room, text="held")
    assert time.monotonic() - began >= 0.3


async def test_a_dropped_answer_breaks_the_line_after_the_act(lot: Backlot, room: str) -> None:
    await lot.fault("drop_answer", method="chat.postMessage", count=1)
    client = lot.bot_client
    client.retry_handlers = []  # the SDK's default handler would send it a second time
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=room, text="lost")
    page = await lot.client("dp").conversations_history(channel=room, limit=1)
    assert page["messages"][0]["text"] == "lost"


async def test_an_error_can_be_asked_for(lot: Backlot, room: str) -> None:
    await lot.fault("error", method="chat.postMessage", error="internal_error", count=1, status=500)
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.chat_postMessage(channel=room, text="x")
    assert (error_of(refused), refused.value.response.status_code) == ("internal_error", 500)
    await lot.fault("error", method="chat.postMessage", error="ratelimited", count=1, status=429, retry_after=1)
    client = lot.bot_client
    client.retry_handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=1)]
    assert (await client.chat_postMessage(channel=room, text="x"))["ok"]


@pytest.mark.parametrize("ack_seconds", [0.5])
async def test_a_lost_ack_brings_the_event_again(lot: Backlot, room: str) -> None:
    async with listening(lot) as app:
        await app.heard("member_joined_channel")
        await until(lambda: quiet(lot))
        await lot.fault("lose_ack", count=1)
        await lot.client("dp").chat_postMessage(channel=room, text="twice")
        await app.heard("message", 2)
    first, *again = app.of("message")
    assert again and all(event == first for event in again)
    outcomes = [(e["attempt"], e["outcome"]) for e in await lot.events() if e["kind"] == "message"]
    assert outcomes[:1] == [(0, "timeout")]
    assert outcomes[1][0] == 1


async def quiet(lot: Backlot) -> bool:
    return await lot.waiting() == 0


async def test_events_can_come_twice(lot: Backlot, room: str) -> None:
    await lot.fault("duplicate_events", count=1)
    async with listening(lot) as app:
        await lot.client("dp").chat_postMessage(channel=room, text="twice")
        await app.heard("message", 2)
    ids = [e["event_id"] for e in await lot.events() if e["kind"] == "message"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_some_events_can_come_late(lot: Backlot, room: str) -> None:
    await lot.fault("delay_events", seconds=1.5, types=["reaction_added"])
    async with listening(lot) as app:
        ts = (await lot.client("dp").chat_postMessage(channel=room, text="take"))["ts"]
        await lot.client("dp").reactions_add(channel=room, timestamp=ts, name="fire")
        await lot.client("dp").reactions_remove(channel=room, timestamp=ts, name="fire")
        await app.heard("reaction_removed")
        assert app.of("reaction_added") == []
        await app.heard("reaction_added")


async def test_held_events_come_in_the_order_asked_for(lot: Backlot, room: str) -> None:
    async with bare_socket(lot) as socket:
        await until(lambda: sent(lot, 2))
        await lot.fault("hold_events")
        stamps = [(await lot.client("dp").chat_postMessage(channel=room, text=str(n)))["ts"] for n in range(4)]
        before = await lot.waiting()
        await lot.release("reverse")
        seen: list[Any] = []
        while len(seen) < 4:
            event = (await socket.receive_json(timeout=5))["payload"]["event"]
            if not event.get("subtype") and event["type"] == "message" and event["ts"] not in seen:
                seen.append(event["ts"])
    assert before >= 4
    assert seen == stamps[::-1]


async def sent(lot: Backlot, count: int) -> bool:
    return len(await lot.events()) >= count


async def test_faults_can_be_cleared(lot: Backlot, room: str) -> None:
    await lot.fault("error", method="chat.postMessage", error="fatal_error")
    await lot.no_faults()
    assert (await lot.bot_client.chat_postMessage(channel=room, text="x"))["ok"]
