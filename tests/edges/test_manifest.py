"""The app's manifest asks for what the listeners hear and the room does, and for nothing else."""

import json
from importlib.resources import files
from typing import Any

import pytest

from backlot.seed import SHORTCUTS
from bot.cards.actions import DONT_LOG, READ_AS
from bot.listeners.commands import COMMAND


@pytest.fixture
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files("bot").joinpath("manifest.json").read_text(encoding="utf-8"))
    return read


def test_every_event_has_the_scope_that_slack_wants_for_it(manifest: dict[str, Any]) -> None:
    wanted = {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
        "reaction_added": "reactions:read",
        "reaction_removed": "reactions:read",
        "file_shared": "files:read",
        "member_joined_channel": "channels:read",
        "app_home_opened": None,
        "agent_session_stopped": "assistant:write",
    }
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert set(events) == set(wanted)
    assert {scope for scope in wanted.values() if scope} <= set(scopes)
    assert scopes == sorted(set(scopes))


def test_it_runs_over_a_socket_with_its_command_and_its_home(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    assert manifest["features"]["app_home"]["home_tab_enabled"]
    assert "agent_view" in manifest["features"]
    [command] = manifest["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert command["should_escape"], "roles are given to a person by Slack's own mention"


def test_its_words_fit_slacks_limits(manifest: dict[str, Any]) -> None:
    told = manifest["display_information"]
    assert len(told["name"]) <= 35
    assert len(told["description"]) <= 140
    assert len(manifest["features"]["agent_view"]["agent_description"]) <= 300


def test_its_shortcuts_are_those_that_are_listened_to_and_that_the_stand_in_offers(manifest: dict[str, Any]) -> None:
    shortcuts = manifest["features"]["shortcuts"]
    assert [s["callback_id"] for s in shortcuts] == [READ_AS, DONT_LOG]
    assert all(s["type"] == "message" and len(s["name"]) <= 24 and len(s["description"]) <= 150 for s in shortcuts)
    assert [{k: s[k] for k in ("callback_id", "name", "description")} for s in shortcuts] == SHORTCUTS
