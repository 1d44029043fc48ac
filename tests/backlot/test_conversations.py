"""Channels: making, joining, inviting, leaving, and reading by pages."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import error_of
from tests.backlot.running import Backlot


async def test_a_channel_is_made_and_the_bot_is_invited_into_it(lot: Backlot) -> None:
    made = (await lot.client("ad").conversations_create(name="scene-15"))["channel"]
    assert made["creator"] == lot.person("ad")
    await lot.client("ad").conversations_invite(channel=made["id"], users=f"{lot.bot_user_id},{lot.person('dp')}")
    members = (await lot.client("ad").conversations_members(channel=made["id"]))["members"]
    assert members == [lot.person("ad"), lot.bot_user_id, lot.person("dp")]
    joined = (await lot.bot_client.conversations_history(channel=made["id"], limit=2))["messages"]
    assert [m["subtype"] for m in joined] == ["channel_join", "channel_join"]
    assert joined[1]["inviter"] == lot.person("ad")


async def test_the_seed_is_a_crew_with_a_guest_and_somebody_of_another_organisation(lot: Backlot) -> None:
    users = {u["id"]: u for u in (await lot.bot_client.users_list())["members"]}
    assert len(users) == 10
    guest, stranger, producer = [
        (await lot.bot_client.users_info(user=lot.person(key)))["user"] for key in ("guest", "stranger", "producer")
    ]
    assert guest["is_restricted"]
    assert stranger["is_stranger"]
    assert stranger["team_id"] != lot.tokens["team_id"]
    assert producer["is_admin"]
    assert users[lot.bot_user_id]["is_bot"]
    members = (await lot.client("dp").conversations_members(channel=lot.channel("scene-14")))["members"]
    assert lot.bot_user_id not in members


async def test_history_goes_back_page_by_page_without_a_gap(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    posted = [(await dp.chat_postMessage(channel=room, text=str(n)))["ts"] for n in range(7)]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = await dp.conversations_history(channel=room, limit=3, cursor=cursor, oldest=posted[0], inclusive=True)
        seen += [m["ts"] for m in page["messages"]]
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert seen == posted[::-1]


async def test_oldest_latest_and_inclusive_bound_what_is_read(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    a, b, c = [(await dp.chat_postMessage(channel=room, text=t))["ts"] for t in "abc"]

    async def between(**bounds: Any) -> str:
        page = await dp.conversations_history(channel=room, **bounds)
        return "".join(m["text"] for m in page["messages"])

    assert await between(oldest=a, latest=c) == "b"
    assert await between(oldest=a, latest=c, inclusive=True) == "cba"
    assert await between(oldest=b) == "c"
    assert await between(latest=b, limit=1) == "a"


async def test_replies_page_forward_from_the_root(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    root = (await dp.chat_postMessage(channel=room, text="root"))["ts"]
    for n in range(4):
        await dp.chat_postMessage(channel=room, text=str(n), thread_ts=root)
    first = await dp.conversations_replies(channel=room, ts=root, limit=2)
    assert [m["text"] for m in first["messages"]] == ["root", "0"]
    rest = await dp.conversations_replies(
        channel=room, ts=root, limit=9, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [m["text"] for m in rest["messages"]] == ["1", "2", "3"]
    assert not rest["has_more"]


async def test_lists_go_by_pages(lot: Backlot) -> None:
    seen: list[str] = []
    async for page in await lot.client("dp").conversations_list(limit=2):
        seen += [channel["name"] for channel in page["channels"]]
    assert seen == ["general", "scene-14", "random"]


async def test_what_somebody_is_in_is_their_own_list(lot: Backlot) -> None:
    theirs = await lot.client("director").users_conversations(user=lot.person("guest"))
    assert [channel["name"] for channel in theirs["channels"]] == ["scene-14"]


async def test_a_guest_sees_only_what_the_guest_is_in(lot: Backlot) -> None:
    guest = lot.client("guest")
    assert [c["name"] for c in (await guest.conversations_list())["channels"]] == ["scene-14"]
    with pytest.raises(SlackApiError) as refused:
        await guest.conversations_history(channel=lot.channel("random"))
    assert error_of(refused) == "channel_not_found"


async def test_joining_and_leaving(lot: Backlot) -> None:
    pa, general = lot.client("pa"), lot.channel("random")
    await pa.conversations_leave(channel=general)
    with pytest.raises(SlackApiError) as refused:
        await pa.chat_postMessage(channel=general, text="x")
    assert error_of(refused) == "not_in_channel"
    await pa.conversations_join(channel=general)
    again = await pa.conversations_join(channel=general)
    assert again["warning"] == "already_in_channel"
    await lot.client("director").conversations_kick(channel=general, user=lot.person("pa"))
    assert lot.person("pa") not in (await lot.client("dp").conversations_members(channel=general))["members"]


async def test_a_channel_can_be_renamed_by_its_maker(lot: Backlot) -> None:
    answer = await lot.client("director").conversations_rename(channel=lot.channel("scene-14"), name="scene-14a")
    assert (answer["channel"]["name"], answer["channel"]["previous_names"]) == ("scene-14a", ["scene-14"])


async def test_direct_messages_are_opened_once(lot: Backlot) -> None:
    dp = lot.client("dp")
    one = await dp.conversations_open(users=lot.bot_user_id)
    two = await dp.conversations_open(users=[lot.bot_user_id], return_im=True)
    assert one["channel"]["id"] == two["channel"]["id"]
    assert two["already_open"]
    assert two["channel"]["user"] == lot.bot_user_id
    listed = await lot.bot_client.conversations_list(types="im")
    assert [channel["user"] for channel in listed["channels"]] == [lot.person("dp")]


async def test_what_slack_refuses_is_refused(lot: Backlot, room: str) -> None:
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("conversations.create", {"name": "Scene 1"}, "invalid_name_specials"),
        ("conversations.create", {"name": "general"}, "name_taken"),
        ("conversations.create", {}, "invalid_name_required"),
        ("conversations.invite", {"users": lot.person("director")}, "cant_invite_self"),
        ("conversations.invite", {"users": lot.person("dp")}, "already_in_channel"),
        ("conversations.invite", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.info", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("conversations.replies", {"ts": "1.000001"}, "thread_not_found"),
        ("conversations.history", {"cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"oldest": "yesterday"}, "invalid_ts_oldest"),
        ("conversations.history", {"limit": "many"}, "invalid_arguments"),
        ("conversations.list", {"types": "secret"}, "invalid_types"),
        ("conversations.open", {"channel": "", "users": "U0NOBODY"}, "user_not_found"),
        ("conversations.leave", {"channel": lot.channel("general")}, "cant_leave_general"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ]
    for method, args, error in cases:
        with pytest.raises(SlackApiError) as refused:
            await lot.client("director").api_call(method, params={"channel": room, **args})
        assert error_of(refused) == error, (method, args)
