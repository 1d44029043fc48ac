"""Messages: posting, threads, editing, deleting, whispering, and what Slack refuses."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import error_of
from tests.backlot.running import Backlot

SECTION = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Shot 3*"}}]


async def test_a_person_has_a_client_msg_id_and_the_bot_its_profile(lot: Backlot, room: str) -> None:
    said = (await lot.client("dp").chat_postMessage(channel=room, text="hello"))["ts"]
    card = await lot.bot_client.chat_postMessage(channel=room, text="card", blocks=SECTION)
    assert card["message"]["bot_profile"]["name"] == "Dailies"
    assert card["message"]["blocks"][0]["block_id"]
    newest, older = (await lot.client("dp").conversations_history(channel=room, limit=2))["messages"]
    assert (newest["ts"], older["ts"]) == (card["ts"], said)
    assert newest["bot_id"] == lot.tokens["bot_id"]
    assert "client_msg_id" not in newest
    assert older["client_msg_id"]
    assert "bot_id" not in older


async def test_arguments_come_from_the_query_a_form_and_json_alike(lot: Backlot, room: str) -> None:
    url, headers = f"{lot.api_url}chat.postMessage", {"Authorization": f"Bearer {lot.token('dp')}"}
    args: dict[str, Any] = {"channel": room, "text": "one"}
    as_json = {**args, "blocks": SECTION}
    requests: list[dict[str, Any]] = [{"params": args}, {"data": args}, {"json": as_json}]
    for request in requests:
        async with lot.session.post(url, headers=headers, **request) as response:
            assert (await response.json())["ok"]
    async with lot.session.get(url, params={**args, "token": lot.token("dp")}) as response:
        assert (await response.json())["ok"]
    assert len((await lot.client("dp").conversations_history(channel=room, limit=4))["messages"]) == 4


async def test_stamps_are_single_and_ascend(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    stamps = [(await dp.chat_postMessage(channel=room, text=str(n)))["ts"] for n in range(20)]
    assert stamps == sorted(set(stamps))
    assert all(len(ts.partition(".")[2]) == 6 for ts in stamps)


async def test_a_thread_counts_its_replies_and_keeps_them_out_of_the_channel(lot: Backlot, room: str) -> None:
    root = (await lot.client("director").chat_postMessage(channel=room, text="root"))["ts"]
    first = (await lot.client("dp").chat_postMessage(channel=room, text="one", thread_ts=root))["ts"]
    nested = await lot.client("ad").chat_postMessage(channel=room, text="two", thread_ts=first)
    assert nested["message"]["thread_ts"] == root
    assert nested["message"]["parent_user_id"] == lot.person("director")
    shown = (await lot.client("ad").conversations_history(channel=room, limit=1))["messages"][0]
    assert (shown["ts"], shown["reply_count"], shown["latest_reply"]) == (root, 2, nested["ts"])
    assert shown["reply_users"] == [lot.person("dp"), lot.person("ad")]
    page = await lot.client("ad").conversations_replies(channel=room, ts=first)
    assert [m["text"] for m in page["messages"]] == ["root", "one", "two"]


async def test_metadata_is_kept_and_shown_only_where_asked_for(lot: Backlot, room: str) -> None:
    metadata = {"event_type": "dailies", "event_payload": {"key": "take:1"}}
    await lot.bot_client.chat_postMessage(channel=room, text="card", metadata=metadata)
    plain = await lot.bot_client.conversations_history(channel=room, limit=1)
    whole = await lot.bot_client.conversations_history(channel=room, limit=1, include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert whole["messages"][0]["metadata"] == metadata


async def test_an_edit_keeps_the_blocks_it_does_not_name(lot: Backlot, room: str) -> None:
    bot = lot.bot_client
    ts = (await bot.chat_postMessage(channel=room, text="card", blocks=SECTION))["ts"]
    edited = await bot.chat_update(channel=room, ts=ts, text="other words")
    assert edited["message"]["blocks"][0]["text"]["text"] == "*Shot 3*"
    assert edited["message"]["edited"]["user"] == lot.bot_user_id
    bare = await bot.chat_update(channel=room, ts=ts, text="bare", blocks=[])
    assert "blocks" not in bare["message"]


async def test_only_its_author_edits_a_message_and_an_administrator_may_delete_it(lot: Backlot, room: str) -> None:
    ts = (await lot.client("dp").chat_postMessage(channel=room, text="mine"))["ts"]
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.chat_update(channel=room, ts=ts, text="not mine")
    assert error_of(refused) == "cant_update_message"
    with pytest.raises(SlackApiError) as refused:
        await lot.client("ad").chat_delete(channel=room, ts=ts)
    assert error_of(refused) == "cant_delete_message"
    await lot.client("producer").chat_delete(channel=room, ts=ts)
    with pytest.raises(SlackApiError) as refused:
        await lot.client("dp").chat_delete(channel=room, ts=ts)
    assert error_of(refused) == "message_not_found"


async def test_a_deleted_root_leaves_a_tombstone_over_its_replies(lot: Backlot, room: str) -> None:
    dp = lot.client("dp")
    root = (await dp.chat_postMessage(channel=room, text="root"))["ts"]
    await dp.chat_postMessage(channel=room, text="reply", thread_ts=root)
    await dp.chat_delete(channel=room, ts=root)
    page = await dp.conversations_replies(channel=room, ts=root)
    assert [m["text"] for m in page["messages"]] == ["This message was deleted.", "reply"]
    assert page["messages"][0]["user"] == "USLACKBOT"


async def test_an_ephemeral_is_nowhere_to_be_read_later(lot: Backlot, room: str) -> None:
    answer = await lot.bot_client.chat_postEphemeral(channel=room, user=lot.person("dp"), text="psst")
    assert answer["message_ts"]
    page = await lot.client("dp").conversations_history(channel=room)
    assert all(m["text"] != "psst" for m in page["messages"])


async def test_a_user_id_stands_for_the_direct_messages(lot: Backlot) -> None:
    sent = await lot.bot_client.chat_postMessage(channel=lot.person("dp"), text="for you")
    assert sent["channel"].startswith("D")
    page = await lot.client("dp").conversations_history(channel=sent["channel"])
    assert page["messages"][0]["text"] == "for you"
    with pytest.raises(SlackApiError) as refused:
        await lot.client("ad").conversations_history(channel=sent["channel"])
    assert error_of(refused) == "channel_not_found"


async def test_a_permalink_leads_to_the_page(lot: Backlot, room: str) -> None:
    root = (await lot.client("dp").chat_postMessage(channel=room, text="root"))["ts"]
    reply = (await lot.client("dp").chat_postMessage(channel=room, text="r", thread_ts=root))["ts"]
    link = (await lot.client("dp").chat_getPermalink(channel=room, message_ts=reply))["permalink"]
    assert f"/archives/{room}/p{reply.replace('.', '')}?thread_ts={root}" in link
    async with lot.session.get(link, allow_redirects=False) as response:
        assert response.headers["Location"] == f"/#/{room}/p{reply.replace('.', '')}?thread_ts={root}"


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"text": ""}, "no_text"),
    ("chat.postMessage", {"text": "   "}, "no_text"),
    ("chat.postMessage", {"text": "x" * 40_001}, "msg_too_long"),
    ("chat.postMessage", {"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ("chat.postMessage", {"text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
    ("chat.postMessage", {"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
    ("chat.update", {"ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.delete", {"ts": "1.000001"}, "message_not_found"),
    ("chat.getPermalink", {"message_ts": "1.000001"}, "message_not_found"),
    ("chat.update", {"text": "x"}, "invalid_arguments"),
    ("chat.postEphemeral", {"text": "x", "user": "U0NOBODY"}, "user_not_in_channel"),
    ("chat.imagined", {}, "unknown_method"),
]


async def test_what_slack_refuses_is_refused(lot: Backlot, room: str) -> None:
    for method, args, error in REFUSALS:
        with pytest.raises(SlackApiError) as refused:
            await lot.bot_client.api_call(method, json={"channel": room, **args})
        assert error_of(refused) == error, (method, args)


async def test_an_update_of_more_than_4000_characters_is_too_long(lot: Backlot, room: str) -> None:
    ts = (await lot.bot_client.chat_postMessage(channel=room, text="x" * 40_000))["ts"]
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.chat_update(channel=room, ts=ts, text="x" * 4001)
    assert error_of(refused) == "msg_too_long"


async def test_tokens_are_looked_at(lot: Backlot, room: str) -> None:
    cases = [("", "not_authed"), ("xoxb-other", "invalid_auth"), (lot.tokens["app_token"], "not_allowed_token_type")]
    for token, error in cases:
        async with lot.session.post(f"{lot.api_url}chat.postMessage", data={"token": token, "channel": room}) as got:
            assert (await got.json())["error"] == error
    with pytest.raises(SlackApiError) as refused:
        await lot.client("dp").views_publish(user_id=lot.person("dp"), view={})
    assert error_of(refused) == "not_allowed_token_type"


async def test_a_bot_posts_and_reads_only_where_it_is(lot: Backlot) -> None:
    for call in (lot.bot_client.chat_postMessage(channel=lot.channel("random"), text="x"),
                 lot.bot_client.conversations_history(channel=lot.channel("random"))):  # fmt: skip
        with pytest.raises(SlackApiError) as refused:
            await call
        assert error_of(refused) == "not_in_channel"
