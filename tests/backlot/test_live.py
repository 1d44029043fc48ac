"""The live feed: what each person's page hears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.backlot.apps import bare_socket
from tests.backlot.running import Backlot

Frame = dict[str, Any]


@asynccontextmanager
async def feed(lot: Backlot, person: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with lot.session.ws_connect(f"{lot.url}/backlot/live?token={lot.token(person)}") as page:
        yield page


async def next_of(page: aiohttp.ClientWebSocketResponse, type: str) -> Frame:
    while (frame := await page.receive_json(timeout=5))["type"] != type:
        pass
    found: Frame = frame
    return found


async def test_what_is_said_edited_reacted_to_and_deleted_is_seen_at_once(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    async with feed(lot, "ad") as page:
        ts = (await dp.chat_postMessage(channel=room, text="hello"))["ts"]
        said = await next_of(page, "message")
        assert (said["channel"], said["message"]["ts"], said["message"]["text"]) == (room, ts, "hello")
        await dp.chat_update(channel=room, ts=ts, text="hello again")
        assert (await next_of(page, "message_changed"))["message"]["text"] == "hello again"
        await dp.reactions_add(channel=room, timestamp=ts, name="fire")
        added = await next_of(page, "reaction_added")
        assert (added["item"]["ts"], added["reaction"], added["user"]) == (ts, "fire", lot.person("dp"))
        await dp.reactions_remove(channel=room, timestamp=ts, name="fire")
        await next_of(page, "reaction_removed")
        await dp.chat_delete(channel=room, ts=ts)
        assert (await next_of(page, "message_deleted"))["ts"] == ts


async def test_nobody_hears_what_they_may_not_see(lot: Backlot, room: str) -> None:
    async with feed(lot, "guest") as guest, feed(lot, "dp") as dp:
        await lot.client("ad").chat_postMessage(channel=lot.channel("random"), text="among us")
        await lot.bot_client.chat_postEphemeral(channel=room, user=lot.person("dp"), text="psst")
        await lot.bot_client.chat_postMessage(channel=lot.person("dp"), text="for you")
        await lot.client("ad").chat_postMessage(channel=room, text="for all")
        assert (await next_of(guest, "message"))["message"]["text"] == "for all"
        assert (await next_of(dp, "message"))["message"]["text"] == "among us"
        assert (await next_of(dp, "ephemeral"))["message"]["text"] == "psst"


async def test_an_app_that_comes_and_goes_is_seen(lot: Backlot) -> None:
    async with feed(lot, "dp") as page:
        assert await page.receive_json(timeout=5) == {"type": "app_connected", "connected": False}
        async with bare_socket(lot):
            assert await page.receive_json(timeout=5) == {"type": "app_connected", "connected": True}
        assert await page.receive_json(timeout=5) == {"type": "app_connected", "connected": False}


async def test_a_status_is_seen_and_ends_with_the_apps_answer(lot: Backlot, room: str) -> None:
    bot = lot.bot_client
    ts = (await lot.client("dp").chat_postMessage(channel=room, text="low angle"))["ts"]
    where = {"channel_id": room, "thread_ts": ts}
    async with feed(lot, "dp") as page:
        await bot.assistant_threads_setStatus(**where, status="is reading", loading_messages=["light", "lens"])
        await bot.api_call("agents.sessions.setStatus", json={**where, "status": "processing"})
        first, second = await next_of(page, "status"), await next_of(page, "status")
        assert (first["status"], first["loading_messages"], first["state"]) == (
            "is reading",
            ["light", "lens"],
            "active",
        )
        assert (second["status"], second["state"]) == ("is reading", "processing")
        async with feed(lot, "ad") as late:
            assert (await next_of(late, "status"))["status"] == "is reading"
        await bot.chat_postMessage(channel=room, thread_ts=ts, text="Shot 3")
        ended = await next_of(page, "status")
        assert (ended["status"], ended["state"]) == ("", "processing")


async def test_joining_is_seen_by_who_joins_and_by_the_others(lot: Backlot) -> None:
    room = (await lot.client("dp").conversations_create(name="scene-20"))["channel"]["id"]
    async with feed(lot, "guest") as guest, feed(lot, "dp") as dp:
        await lot.client("dp").conversations_invite(channel=room, users=lot.person("guest"))
        assert (await next_of(guest, "channel_joined"))["channel"]["name"] == "scene-20"
        joined = await next_of(dp, "member_joined_channel")
        assert (joined["channel"], joined["user"]) == (room, lot.person("guest"))


async def test_a_file_is_seen_when_it_is_shared(lot: Backlot, room: str) -> None:
    async with feed(lot, "dp") as page:
        await lot.bot_client.files_upload_v2(filename="a.png", content=b"png", channel=room)
        assert (await next_of(page, "message"))["message"]["files"][0]["name"] == "a.png"
        assert (await next_of(page, "file_shared"))["channel_id"] == room


async def test_the_session_names_everybody_and_what_the_app_offers(lot: Backlot) -> None:
    async with lot.session.get(f"{lot.url}/backlot/session") as response:
        session = await response.json()
    director = session["people"][0]
    assert (director["key"], director["real_name"], director["initials"]) == ("director", "Mara Voss", "MV")
    assert director["token"] == lot.token("director")
    assert session["bot"]["id"] == lot.bot_user_id
    assert "token" not in session["bot"]
    assert session["commands"][0]["command"] == "/dailies"
    assert session["connected"] is False


async def test_only_a_persons_token_opens_a_feed(lot: Backlot) -> None:
    for token in ("", "xoxp-wrong", lot.tokens["bot_token"]):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await lot.session.ws_connect(f"{lot.url}/backlot/live?token={token}")


async def test_a_page_that_reads_nothing_holds_nobody_up(lot: Backlot, room: str) -> None:
    async with feed(lot, "ad"):
        async with asyncio.timeout(10):
            for n in range(50):
                await lot.client("dp").chat_postMessage(channel=room, text="x" * 20_000 + str(n))
