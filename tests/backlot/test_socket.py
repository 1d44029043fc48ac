"""Socket Mode: one socket for each envelope, redelivery, and events that wait for the app."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import acknowledge, bare_socket, error_of, listening
from tests.backlot.running import Backlot, running_backlot, until


async def say(lot: Backlot, room: str, text: str = "hello", key: str = "dp", **more: Any) -> str:
    return str((await lot.client(key).chat_postMessage(channel=room, text=text, **more))["ts"])


async def test_a_mention_arrives_as_app_mention_and_as_message(lot: Backlot, room: str) -> None:
    async with listening(lot) as app:
        ts = await say(lot, room, f"<@{lot.bot_user_id}> low angle")
        (mention,) = await app.heard("app_mention")
        await app.heard("message")
    message = app.of("message")[-1]
    assert mention["ts"] == message["ts"] == ts
    assert mention["user"] == message["user"] == lot.person("dp")
    assert message["channel_type"] == "channel"
    assert "subtype" not in message


async def test_the_two_arrive_in_either_order(lot: Backlot, room: str) -> None:
    await lot.chance(random_seed=4)
    async with bare_socket(lot) as socket:
        orders = set()
        for _ in range(12):
            await say(lot, room, f"<@{lot.bot_user_id}> again")
            pair: list[str] = []
            while len(pair) < 2:
                envelope = await socket.receive_json(timeout=5)
                await acknowledge(socket, envelope)
                if envelope["payload"]["event"]["type"] != "member_joined_channel" and not subtype(envelope):
                    pair.append(envelope["payload"]["event"]["type"])
            orders.add(tuple(pair))
    assert orders == {("app_mention", "message"), ("message", "app_mention")}


def subtype(envelope: dict[str, Any]) -> str | None:
    found: str | None = envelope["payload"]["event"].get("subtype")
    return found


async def test_the_bot_hears_only_where_it_is_and_no_mention_in_direct_messages(lot: Backlot, room: str) -> None:
    direct = (await lot.client("dp").conversations_open(users=lot.bot_user_id))["channel"]["id"]
    async with listening(lot) as app:
        await say(lot, lot.channel("random"), f"<@{lot.bot_user_id}> unheard")
        await say(lot, direct, f"<@{lot.bot_user_id}> in private")
        await say(lot, room, "last")
        await until(lambda: both(app.of("message")))
    texts = {event["text"] for event in app.of("message") if event.get("subtype") is None}
    assert texts == {f"<@{lot.bot_user_id}> in private", "last"}
    assert app.of("app_mention") == []


async def both(events: list[dict[str, Any]]) -> bool:
    return len([event for event in events if event.get("subtype") is None]) >= 2  # in either order


async def test_edits_deletions_and_reactions_are_told(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    async with listening(lot) as app:
        ts = await say(lot, room, "one")
        await dp.chat_update(channel=room, ts=ts, text=f"<@{lot.bot_user_id}> two")
        await dp.reactions_add(channel=room, timestamp=ts, name="fire")
        await dp.reactions_remove(channel=room, timestamp=ts, name="fire")
        await dp.chat_delete(channel=room, ts=ts)
        await app.heard("reaction_removed")
        await app.heard("app_mention")

        async def gone() -> list[Any]:
            return [e for e in app.of("message") if e.get("subtype") == "message_deleted"]

        (deleted,) = await until(gone)
    (changed,) = [e for e in app.of("message") if e.get("subtype") == "message_changed"]
    assert changed["message"]["text"] == f"<@{lot.bot_user_id}> two"
    assert changed["message"]["edited"]["user"] == lot.person("dp")
    assert changed["previous_message"]["text"] == "one"
    assert app.of("app_mention")[0]["edited"]
    assert (deleted["deleted_ts"], deleted["previous_message"]["user"]) == (ts, lot.person("dp"))
    (added,) = app.of("reaction_added")
    assert added["item"] == {"type": "message", "channel": room, "ts": ts}
    assert (added["item_user"], added["reaction"]) == (lot.person("dp"), "fire")
    assert float(app.of("reaction_removed")[0]["event_ts"]) > float(added["event_ts"])


async def test_an_invitation_names_who_invited(lot: Backlot) -> None:
    async with listening(lot) as app:
        await lot.client("ad").conversations_invite(channel=lot.channel("random"), users=lot.bot_user_id)
        (joined,) = await app.heard("member_joined_channel")
    assert (joined["user"], joined["inviter"]) == (lot.bot_user_id, lot.person("ad"))
    assert (joined["channel"], joined["channel_type"]) == (lot.channel("random"), "C")


async def test_an_envelope_goes_to_exactly_one_socket(lot: Backlot, room: str) -> None:
    async with bare_socket(lot) as one, bare_socket(lot) as two:
        for n in range(10):
            await say(lot, room, str(n))
        got = {id(one): await drained(one), id(two): await drained(two)}
    seen = [envelope["payload"]["event_id"] for envelopes in got.values() for envelope in envelopes]
    assert len(seen) == len(set(seen)) >= 10
    assert all(got.values())


async def drained(socket: aiohttp.ClientWebSocketResponse) -> list[dict[str, Any]]:
    """Everything that comes until the line is quiet, acknowledged."""
    envelopes: list[dict[str, Any]] = []
    while True:
        try:
            message = await socket.receive(timeout=0.6)
        except TimeoutError:
            return envelopes
        if message.type is not WSMsgType.TEXT:
            return envelopes
        envelope = message.json()
        await acknowledge(socket, envelope)
        envelopes.append(envelope)


@pytest.mark.parametrize("ack_seconds", [0.5])
async def test_what_is_not_acknowledged_comes_again_three_times_with_the_retry_fields(lot: Backlot) -> None:
    await lot.client("director").conversations_invite(channel=lot.channel("random"), users=lot.bot_user_id)
    async with bare_socket(lot) as socket:
        await drained(socket)
        await say(lot, lot.channel("random"), "again")
        attempts = [await socket.receive_json(timeout=5) for _ in range(4)]
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=1.0)
    assert [(a["retry_attempt"], a["retry_reason"]) for a in attempts] == [
        (0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout"),
    ]  # fmt: skip
    assert len({a["payload"]["event_id"] for a in attempts}) == 1
    assert len({a["envelope_id"] for a in attempts}) == 4
    assert await lot.waiting() == 0


async def test_the_app_has_three_seconds_unless_told_otherwise(tmp_path: Path) -> None:
    async with running_backlot(tmp_path) as lot:
        await lot.client("director").conversations_invite(channel=lot.channel("random"), users=lot.bot_user_id)
        async with bare_socket(lot) as socket:
            first = await socket.receive_json(timeout=5)
            while (again := await socket.receive_json(timeout=5))["retry_attempt"] == 0:
                await acknowledge(socket, again)
        sent = {e["envelope_id"]: e["sent_at"] for e in await lot.events()}
        assert sent[again["envelope_id"]] - sent[first["envelope_id"]] > 2.9


async def test_what_was_on_its_way_over_a_lost_socket_goes_over_the_next(lot: Backlot, room: str) -> None:
    async with bare_socket(lot) as socket:
        await drained(socket)
        ts = await say(lot, room, "unheard")
        envelope = await socket.receive_json(timeout=5)
    async with bare_socket(lot) as socket:
        again = await socket.receive_json(timeout=5)
        await acknowledge(socket, again)
    assert again["payload"] == envelope["payload"]
    assert (again["payload"]["event"]["ts"], again["retry_attempt"]) == (ts, 1)


@pytest.mark.parametrize("kill", [False, True])
async def test_events_wait_for_the_app_and_survive_a_restart_of_the_workspace(
    lot: Backlot, room: str, kill: bool
) -> None:
    stamps = [await say(lot, room, str(n)) for n in range(5)]
    await lot.stop(kill=kill)
    await lot.start()
    heard: list[str] = []
    async with bare_socket(lot) as socket:
        while len(heard) < len(stamps):
            envelope = await socket.receive_json(timeout=5)
            await acknowledge(socket, envelope)
            event = envelope["payload"]["event"]
            if event["type"] == "message" and not event.get("subtype"):
                heard.append(event["ts"])
        await until(lambda: none_waits(lot))
    assert heard == stamps


async def none_waits(lot: Backlot) -> bool:
    return await lot.waiting() == 0


async def test_a_socket_address_opens_once(lot: Backlot) -> None:
    url = (await lot.bot_client.apps_connections_open(app_token=lot.tokens["app_token"]))["url"]
    async with lot.session.ws_connect(url) as socket:
        hello = await socket.receive_json(timeout=5)
        assert (hello["num_connections"], hello["connection_info"]) == (1, {"app_id": lot.tokens["app_id"]})
        for used in (url, url.replace("ticket=", "ticket=x")):
            with pytest.raises(WSServerHandshakeError) as refused:
                await lot.session.ws_connect(used)
            assert refused.value.status == 403


async def test_only_the_app_level_token_opens_sockets(lot: Backlot) -> None:
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.apps_connections_open(app_token=lot.tokens["bot_token"])
    assert error_of(refused) == "not_allowed_token_type"


async def test_an_eleventh_socket_is_one_too_many(lot: Backlot) -> None:
    client, opened = lot.bot_client, []
    for _ in range(10):
        url = (await client.apps_connections_open(app_token=lot.tokens["app_token"]))["url"]
        opened.append(await lot.session.ws_connect(url))
        await opened[-1].receive_json(timeout=5)
    url = (await client.apps_connections_open(app_token=lot.tokens["app_token"]))["url"]
    async with lot.session.ws_connect(url) as socket:
        assert (await socket.receive_json(timeout=5))["reason"] == "too_many_websockets"
    await asyncio.gather(*(socket.close() for socket in opened))


async def test_the_sdk_comes_back_after_a_disconnect(lot: Backlot, room: str) -> None:
    async with listening(lot) as app:
        await say(lot, room, "before")
        await app.heard("message")
        await lot.fault("disconnect")
        await until(lambda: reconnected(lot))
        ts = await say(lot, room, "after")
        events = await app.heard("message", 2)
    assert {event["ts"] for event in events[1:]} == {ts}


async def reconnected(lot: Backlot) -> bool:
    return len(await lot.calls("apps.connections.open")) >= 2
