"""Everything that the backlot says, held against Slack's own samples: every key path with its type, and the keys that
an event must have.
"""

import asyncio
from typing import Any

import pytest

from backlot.dispatch import METHODS
from tests.backlot.apps import connected, record
from tests.backlot.everything import Recording, films, press_and_fill, refusals, rooms, talk
from tests.backlot.running import Backlot, until
from tests.contracts.slack_shapes import empty_optionals, sample, shape, strays

Answer = dict[str, Any]

# Methods without a sample answer like these.
LIKE = {
    "conversations.create": "conversations.join",
    "conversations.rename": "conversations.join",
    "conversations.invite": "conversations.join",
    "conversations.kick": "files.delete",
    "conversations.leave": "files.delete",
    "agents.sessions.setStatus": "assistant.threads.setStatus",
}
EVENTS: dict[str, tuple[str, ...]] = {
    "message": ("Message",),
    "message.channel_join": ("Message", "MessageChanged", "MessageThreadBroadcast"),
    "message.file_share": ("MessageFileShare",),
    "message.message_changed": ("MessageChanged",),
    "message.message_deleted": ("MessageDeleted",),
    "app_mention": ("AppMention",),
    "reaction_added": ("ReactionAdded",),
    "reaction_removed": ("ReactionRemoved",),
    "member_joined_channel": ("MemberJoinedChannel",),
    "file_shared": ("FileShared",),
    "file_deleted": ("FileDeleted",),
    "app_home_opened": ("AppHomeOpened",),
}
INTERACTIONS = {
    "block_actions": "BlockActionPayload",
    "view_submission": "ViewSubmissionPayload",
    "view_closed": "ViewClosedPayload",
    "message_action": "MessageShortcutPayload",
    "/dailies": "SlashCommandPayload",
}
# What Slack's reference has and its SDK's samples do not: several choices at once.
KNOWN = ("actions[].selected_options", "actions[].selected_users")

MUST: dict[str, set[str]] = {
    "message": {"type", "user", "text", "ts", "team", "channel", "event_ts", "channel_type"},
    "message.channel_join": {"type", "subtype", "user", "text", "ts", "channel", "event_ts", "channel_type"},
    "message.file_share": {
        "type", "subtype", "user", "text", "ts", "channel", "event_ts", "channel_type",
        "files[].id", "files[].name", "files[].mimetype", "files[].filetype", "files[].size", "files[].mode",
        "files[].url_private", "files[].url_private_download", "files[].permalink", "files[].user",
    },
    "message.message_changed": {
        "type", "subtype", "hidden", "channel", "ts", "event_ts", "channel_type",
        "message.type", "message.user", "message.text", "message.ts", "message.edited.user", "message.edited.ts",
        "previous_message.user", "previous_message.text", "previous_message.ts",
    },
    "message.message_deleted": {
        "type", "subtype", "hidden", "channel", "ts", "event_ts", "deleted_ts", "channel_type",
        "previous_message.user", "previous_message.text", "previous_message.ts",
    },
    "app_mention": {"type", "user", "text", "ts", "team", "channel", "event_ts"},
    "reaction_added": {"type", "user", "reaction", "item_user", "item.type", "item.channel", "item.ts", "event_ts"},
    "reaction_removed": {"type", "user", "reaction", "item_user", "item.type", "item.channel", "item.ts", "event_ts"},
    "member_joined_channel": {"type", "user", "channel", "channel_type", "team", "inviter", "event_ts"},
    "file_shared": {"type", "file_id", "user_id", "file.id", "channel_id", "event_ts"},
    "file_deleted": {"type", "file_id", "channel_ids", "event_ts"},
    "app_home_opened": {"type", "user", "channel", "tab", "event_ts"},
    "agent_session_stopped": {"type", "channel", "thread_ts", "user", "event_ts", "streaming_message_ts"},
    "block_actions": {
        "type", "team.id", "team.domain", "user.id", "user.username", "user.team_id", "api_app_id", "token",
        "container.type", "trigger_id", "actions[].type", "actions[].action_id", "actions[].block_id",
        "actions[].action_ts", "is_enterprise_install",
    },
    "view_submission": {
        "type", "team.id", "user.id", "api_app_id", "token", "trigger_id", "view.id", "view.type", "view.callback_id",
        "view.private_metadata", "view.state.values", "view.hash", "view.root_view_id", "view.title.text",
    },
    "view_closed": {"type", "team.id", "user.id", "api_app_id", "token", "view.id", "view.callback_id", "is_cleared"},
    "message_action": {
        "type", "callback_id", "trigger_id", "response_url", "message_ts", "message.text", "channel.id", "user.id",
        "team.id", "token", "action_ts",
    },
    "/dailies": {
        "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text",
        "api_app_id", "response_url", "trigger_id", "is_enterprise_install",
    },
}  # fmt: skip
WRAPPER = {
    "token", "team_id", "api_app_id", "type", "event_id", "event_time", "event_context", "is_ext_shared_channel",
    "authorizations[].team_id", "authorizations[].user_id", "authorizations[].is_bot",
}  # fmt: skip


async def play(lot: Backlot) -> Recording:
    """Everything once, with the app connected; when it has heard all, the recording."""
    say = Recording(lot)
    room = lot.channel("scene-14")
    await say.call("director", "conversations.invite", channel=room, users=lot.bot_user_id)
    async with connected(lot, record(lot).app):
        await talk(say, room)
        await films(say, room)
        await rooms(say)
        await until(lambda: quiet(lot))
    await press_and_fill(say, room)
    await refusals(say, room)
    return say


async def quiet(lot: Backlot) -> bool:
    await asyncio.sleep(0.05)
    return await lot.waiting() == 0


@pytest.mark.timeout(120)
async def test_everything_that_is_said_has_the_shape_of_slacks_samples(lot: Backlot) -> None:
    say = await play(lot)
    wrong: dict[str, list[str]] = {}
    for method, answer in say.answers:
        found = strays(answer, sample(f"api/{LIKE.get(method, method)}")) + empty_optionals(answer)
        if found:
            wrong.setdefault(method, []).extend(found)
    assert wrong == {}
    assert {method for method, answer in say.answers if answer["ok"]} >= METHODS.keys()
    events = await lot.events()
    assert wrong_events(events) == {}
    told = {event["kind"] for event in events}
    assert told >= MUST.keys()
    assert any("inviter" in event["payload"].get("event", {}) for event in events)
    assert any("edited" in event["payload"].get("event", {}).get("message", {}) for event in events)


def wrong_events(events: list[Answer]) -> dict[str, list[str]]:
    """Strays and missing keys by kind."""
    wrong: dict[str, list[str]] = {}
    for sent in events:
        kind, payload = sent["kind"], sent["payload"]
        if kind in INTERACTIONS:
            found = strays(payload, sample(f"interactivity/{INTERACTIONS[kind]}"), KNOWN) + missing(MUST[kind], payload)
        elif kind in EVENTS:
            found = strays(payload, sample(*(f"events/{name}" for name in EVENTS[kind])))
            found += missing(MUST[kind] - not_now(payload["event"]), payload["event"])
        else:
            found = missing(MUST[kind], payload["event"])
        if kind not in INTERACTIONS:
            found += missing(WRAPPER, payload)
        if found := found + empty_optionals(payload):
            wrong.setdefault(kind, []).extend(found)
    return wrong


def not_now(event: Answer) -> set[str]:
    """Keys that are rightly absent: who joins alone has no inviter; what was deleted or lost its file, no edit."""
    absent = {"inviter"} if "inviter" not in event else set()
    if "edited" not in event.get("message", {}):
        absent |= {"message.edited.user", "message.edited.ts"}
    return absent


def missing(keys: set[str], thing: Answer) -> list[str]:
    return [f"{key} is missing" for key in sorted(keys - shape(thing).keys())]


def test_the_check_finds_a_stray_key_another_type_and_an_empty_subtype() -> None:
    allowed = sample("events/ReactionAdded")
    event = {"type": "reaction_added", "item": {"type": "message"}}
    assert strays({"event": event}, allowed) == []
    assert strays({"event": {**event, "mood": "x"}}, allowed) == ["event.mood: string"]
    assert strays({"event": {**event, "user": 1}}, allowed) == ["event.user: number"]
    assert strays({"event": {"item": {"type": None}}}, allowed) == ["event.item.type: null"]
    assert strays({"messages": [{"blocks": [{"a": 1}]}]}, sample("api/conversations.history")) == []
    assert empty_optionals({"event": {"subtype": ""}}) == [".event.subtype"]
