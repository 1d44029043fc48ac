"""Emoji on messages."""

import pytest
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import error_of
from tests.backlot.running import Backlot


async def test_reactions_are_counted_by_emoji_and_person(lot: Backlot, room: str) -> None:
    ts = (await lot.bot_client.chat_postMessage(channel=room, text="take"))["ts"]
    for key, name in (("dp", "fire"), ("ad", "fire"), ("dp", "thumbsup"), ("ad", "+1::skin-tone-3")):
        await lot.client(key).reactions_add(channel=room, timestamp=ts, name=name)
    message = (await lot.bot_client.reactions_get(channel=room, timestamp=ts))["message"]
    assert message["reactions"] == [
        {"name": "fire", "users": [lot.person("dp"), lot.person("ad")], "count": 2},
        {"name": "+1", "users": [lot.person("dp")], "count": 1},
        {"name": "+1::skin-tone-3", "users": [lot.person("ad")], "count": 1},
    ]
    await lot.client("dp").reactions_remove(channel=room, timestamp=ts, name="+1")
    mine = await lot.client("dp").reactions_list()
    assert [item["message"]["ts"] for item in mine["items"]] == [ts]
    assert {r["name"] for r in mine["items"][0]["message"]["reactions"]} == {"fire", "+1::skin-tone-3"}


async def test_what_slack_refuses_is_refused(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    ts = (await dp.chat_postMessage(channel=room, text="take"))["ts"]
    await dp.reactions_add(channel=room, timestamp=ts, name="eyes")
    cases = [
        ("reactions.add", ts, "eyes", "already_reacted"),
        ("reactions.remove", ts, "fire", "no_reaction"),
        ("reactions.add", ts, "not an emoji", "invalid_name"),
        ("reactions.add", "1.000001", "fire", "message_not_found"),
        ("reactions.add", "", "fire", "no_item_specified"),
    ]
    for method, at, name, error in cases:
        with pytest.raises(SlackApiError) as refused:
            await dp.api_call(method, params={"channel": room, "timestamp": at, "name": name})
        assert error_of(refused) == error
