"""Slack's payloads become acts: one key for twins, edits and deletions by people, and nothing of bots."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot import edits, interactions, translate
from bot.translate import Identity
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref

US = Identity(team="T1", user="UBOT", bot="BBOT")
SAMPLES = Path(__file__).parent.parent / "contracts" / "slack"
ROOT = "1795000000.000100"


def sample(name: str, **values: Any) -> dict[str, Any]:
    """An event in the shape of Slack's own sample: its blank optional keys left out, these values put in."""
    event = json.loads((SAMPLES / "events" / f"{name}.json").read_text(encoding="utf-8"))["event"]
    known = set(event)
    assert set(values) <= known | {"channel_type"}, set(values) - known
    kept = {
        key: value for key, value in event.items() if value not in ("", [], {}) and key not in ("edited", "message")
    }
    for blank in ("bot_profile", "user_profile", "previous_message", "thread_ts"):
        kept.pop(blank, None)
    return kept | values


def message(**values: Any) -> dict[str, Any]:
    kinds = {"file_share": "MessageFileShare", "bot_message": "MessageBot"}
    subtype = {"subtype": values.pop("subtype")} if "subtype" in values else {}
    shape = kinds.get(str(subtype.get("subtype")), "Message")
    told = {"user": "U1", "channel": "C1", "ts": ROOT, "event_ts": ROOT, "text": "hi"} | values
    if shape == "MessageBot":
        told.pop("user")
    return sample(shape, **told) | subtype


def heard(event: dict[str, Any]) -> Act | None:
    return translate.spoken(event, US, "Ev1")


def test_a_message_becomes_what_somebody_said() -> None:
    act = heard(message(text="<@UBOT> low angle", channel_type="channel"))
    assert act is not None
    assert (act.key, act.kind, act.person, act.text) == (f"said:C1:{ROOT}", "said", "U1", "low angle")
    assert act.ref == act.thread == Ref("T1", "C1", ROOT)
    assert (act.addressed, act.direct, act.event_id) == (True, False, "Ev1")
    assert act.at.timestamp() == pytest.approx(float(ROOT))


def test_a_mention_and_its_message_are_one_act() -> None:
    twin = sample("AppMention", user="U1", channel="C1", ts=ROOT, event_ts=ROOT, text="<@UBOT> low angle")
    first, second = heard(message(text="<@UBOT> low angle")), heard(twin)
    assert first is not None
    assert first == second


def test_a_reply_belongs_to_its_thread() -> None:
    act = heard(message(ts="1795000009.000100", thread_ts=ROOT))
    assert act is not None
    assert act.thread == Ref("T1", "C1", ROOT)
    assert not act.addressed


def test_a_direct_message_is_direct() -> None:
    act = heard(message(channel="D1", channel_type="im"))
    assert act is not None
    assert act.direct


@pytest.mark.parametrize(
    "values",
    [
        {"user": "UBOT"},
        {"user": "UBOT", "bot_id": "BBOT"},
        {"bot_id": "BOTHER"},
        {"subtype": "bot_message", "bot_id": "BOTHER"},
        {"subtype": "channel_join"},
        {"subtype": "channel_topic"},
    ],
)
def test_bots_and_the_channels_own_lines_start_nothing(values: dict[str, Any]) -> None:
    assert heard(message(**values)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@UBOT> roll it", "roll it"),
        ("<@UBOT|dailies>: roll it", "roll it"),
        ("roll it <@UBOT>", "roll it"),
        ("wait <@UBOT>, 7", "wait 7"),
        ("<@UBOT>", ""),
        ("ask <@U2> and <@U3|Jonas>", "ask @U2 and @Jonas"),
        ("see <#C2|scene-15>, <!here> and <!subteam^S1|@grips>", "see #scene-15, @here and @grips"),
        ("like <https://a.example/x|this frame> or <https://a.example/y>", "like this frame or https://a.example/y"),
        ("<mailto:m@a.example|m@a.example>", "m@a.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("typed &lt;@UBOT&gt; and &amp;lt;", "typed <@UBOT> and &lt;"),
        (":fire: love it", ":fire: love it"),
    ],
)
def test_text_reads_as_people_see_it(text: str, words: str) -> None:
    assert translate.words(text, US) == words


def test_only_what_is_needed_of_a_file_is_kept() -> None:
    file = {
        "id": "F1", "name": "ref.png", "mimetype": "image/png", "size": 9, "user": "U1", "title": "canary",
        "url_private_download": "https://files.slack.com/ref.png", "mode": "hosted",
    }  # fmt: skip
    gone = {"id": "F2", "mode": "tombstone"}
    act = heard(message(subtype="file_share", files=[file, gone, {"id": "../F3", "mode": "hosted"}]))
    assert act is not None
    assert [f.id for f in act.files] == ["F1"]
    assert act.files[0].url == "https://files.slack.com/ref.png"
    assert "canary" not in repr(act)


def an_edit(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    base = {"type": "message", "user": "U1", "ts": ROOT}
    event = sample("MessageChanged", channel="C1", ts="1795000005.000200", event_ts="1795000005.000200")
    return event | {"message": base | now, "previous_message": base | before}


def test_an_edit_by_a_person_is_heard_under_its_own_version() -> None:
    edited = {"user": "U1", "ts": "1795000005.000000"}
    act = heard(an_edit({"text": "7 seconds", "edited": edited}, {"text": "8 seconds"}))
    assert act is not None
    assert act.key == f"edited:C1:{ROOT}:1795000005.000000"
    assert (act.kind, act.text, act.fields["edit_ts"]) == ("edited", "7 seconds", "1795000005.000000")
    twin = sample("AppMention", user="U1", channel="C1", ts=ROOT, event_ts=ROOT, text="7 seconds", edited=edited)
    again = heard(twin)
    assert again is not None
    assert again.key == act.key


def test_a_link_preview_is_no_edit() -> None:
    assert heard(an_edit({"text": "a", "attachments": [{}]}, {"text": "a"})) is None
    edited = {"user": "U1", "ts": "1795000005.000000"}
    assert heard(an_edit({"text": "a", "edited": edited}, {"text": "a"})) is None


def test_a_file_taken_out_of_a_message_that_goes_on_saying_something_is_an_edit() -> None:
    kept, out = {"id": "F1", "name": "a.png"}, {"id": "F2", "name": "b.png"}
    before = {"text": "low angle", "files": [kept, out]}
    event = an_edit({"text": "low angle", "files": [kept, {"id": "F2", "mode": "tombstone"}]}, before)
    act = heard(event)
    assert act is not None
    assert (act.kind, act.text, [file.id for file in act.files]) == ("edited", "low angle", ["F1"])
    assert act.fields["edit_ts"] == event["event_ts"]
    assert heard(an_edit({"text": "low angle", "files": [kept]}, {"text": "low angle", "files": [kept]})) is None


def test_our_own_edits_are_not_heard() -> None:
    edited = {"user": "UBOT", "ts": "1795000005.000000"}
    ours = {"user": "UBOT", "bot_id": "BBOT"}
    assert heard(an_edit(ours | {"text": "b", "edited": edited}, ours | {"text": "a"})) is None


def test_a_deletion_is_heard_of_anybodys_message() -> None:
    event = sample("MessageDeleted", channel="C1", deleted_ts="1795000002.000100", event_ts="1795000006.000000")
    theirs = heard(event | {"previous_message": {"user": "U1", "ts": "1795000002.000100", "thread_ts": ROOT}})
    ours = heard(event | {"previous_message": {"user": "UBOT", "bot_id": "BBOT", "ts": "1795000002.000100"}})
    assert theirs is not None
    assert ours is not None
    assert (theirs.key, theirs.kind, theirs.person) == ("deleted:C1:1795000002.000100", "deleted", "U1")
    assert theirs.thread == Ref("T1", "C1", ROOT)
    assert (ours.kind, ours.person) == ("deleted", "")


def test_a_root_deleted_under_its_replies_is_a_deletion() -> None:
    act = heard(an_edit({"subtype": "tombstone", "text": "This message was deleted."}, {"text": "low angle"}))
    assert act is not None
    assert (act.kind, act.ref.ts) == ("deleted", ROOT)


def test_a_clip_taken_out_of_its_message_is_a_deletion() -> None:
    ours = {"user": "UBOT", "bot_id": "BBOT", "text": ""}
    act = heard(an_edit(ours | {"files": [{"id": "F1", "mode": "tombstone"}]}, ours | {"files": [{"id": "F1"}]}))
    assert act is not None
    assert act.kind == "deleted"


def test_our_own_clips_message_says_that_it_is_there() -> None:
    act = heard(message(user="UBOT", subtype="file_share", thread_ts=ROOT, files=[{"id": "F1"}]))
    assert act is not None
    assert (act.kind, act.subject) == ("shared", "F1")
    assert heard(message(user="UBOT", bot_id="BBOT")) is None


def test_a_shared_file_is_heard_only_if_it_is_ours() -> None:
    event = sample("FileShared", file_id="F1", user_id="UBOT", channel_id="C1", event_ts=ROOT)
    act = translate.file_shared(event, US)
    assert act is not None
    assert (act.kind, act.subject, act.key) == ("shared", "F1", "shared:F1:C1")
    assert translate.file_shared(event | {"user_id": "U1"}, US) is None


def a_reaction(name: str = "ReactionAdded", **values: Any) -> dict[str, Any]:
    item = {"type": "message", "channel": "C1", "ts": ROOT}
    kind = {"ReactionAdded": "reaction_added", "ReactionRemoved": "reaction_removed"}[name]
    fields = {"user": "U1", "reaction": "+1::skin-tone-2", "item": item, "event_ts": "1795000007.000300"}
    return sample(name, **fields | values) | {"type": kind}


def test_a_reaction_keeps_its_order_and_its_raw_name() -> None:
    put = translate.reaction(a_reaction(), US, "Ev7")
    taken = translate.reaction(a_reaction("ReactionRemoved", event_ts="1795000008.000100"), US, "Ev8")
    assert put is not None
    assert taken is not None
    assert (put.kind, put.emoji, put.key) == ("reacted", "+1::skin-tone-2", "reaction:Ev7")
    assert put.ref == put.thread == Ref("T1", "C1", ROOT)
    assert (taken.kind, taken.fields["order"]) == ("unreacted", "1795000008.000100")


def test_our_own_reactions_and_reactions_on_files_are_nothing() -> None:
    assert translate.reaction(a_reaction(user="UBOT"), US, "Ev7") is None
    assert translate.reaction(a_reaction(item={"type": "file", "file": "F1"}), US, "Ev7") is None


def test_only_our_own_arrival_is_an_invitation() -> None:
    event = sample("MemberJoinedChannel", user="UBOT", channel="C1", inviter="U1", event_ts=ROOT)
    act = translate.joined(event, US)
    assert act is not None
    assert (act.kind, act.person, act.fields) == ("invited", "U1", {"inviter": "U1"})
    assert translate.joined(event | {"user": "U2"}, US) is None


def test_the_stop_button_names_its_thread() -> None:
    event = {"type": "agent_session_stopped", "channel": "C1", "thread_ts": ROOT, "user": "U1"}
    act = translate.stopped(event | {"event_ts": "1795000009.000100", "streaming_message_ts": []}, US)
    assert (act.kind, act.person, act.thread) == ("stopped", "U1", Ref("T1", "C1", ROOT))


def a_press(action: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "type": "block_actions", "user": {"id": "U1"}, "trigger_id": "1.2.3", "channel": {"id": "C1"},
        "message": {"ts": "1795000003.000100", "thread_ts": ROOT}, "actions": [{"action_ts": "1795000010.1"} | action],
    } | values  # fmt: skip


def test_a_press_carries_action_subject_and_place() -> None:
    press = interactions.pressed(a_press({"action_id": "cancel:2", "value": "take:5f"}), US)
    assert press.ref is not None
    assert press.thread is not None
    act = press.act(press.ref, press.thread)
    assert (act.kind, act.action, act.subject, act.person) == ("pressed", "cancel", "take:5f", "U1")
    assert (act.ref.ts, act.thread.ts, act.key) == ("1795000003.000100", ROOT, "pressed:U1:1795000010.1")


def test_an_entry_of_the_menu_is_a_press() -> None:
    chosen = {"action_id": "more", "selected_option": {"value": "hold take:5f"}}
    press = interactions.pressed(a_press(chosen), US)
    assert (press.action, press.subject) == ("hold", "take:5f")


def test_a_press_in_app_home_has_no_place_of_its_own() -> None:
    payload = a_press({"action_id": "roll", "value": "shot:5f"})
    del payload["channel"], payload["message"]
    assert interactions.pressed(payload, US).ref is None


def test_a_form_comes_back_as_fields() -> None:
    form = edits.ready({"blocks": []}, "5f", Ref("T1", "C1", "2.0"), Ref("T1", "C1", "1.0"))
    values = {
        "shot_size": {"value": {"type": "multi_static_select", "selected_options": [{"value": "wide"}]}},
        "camera_angle": {"value": {"type": "multi_static_select", "selected_options": []}},
        "aspect_ratio": {"value": {"type": "static_select", "selected_option": None}},
        "duration_s": {"value": {"type": "number_input", "value": "7"}},
        "slate": {"value": {"type": "plain_text_input", "value": " 14c "}},
        "text": {"value": {"type": "plain_text_input", "value": None}},
    }
    view = {"id": "V1", "hash": "h1", "private_metadata": form["private_metadata"], "state": {"values": values}}
    answer = edits.answered({"type": "view_submission", "user": {"id": "U1"}, "view": view})
    assert (answer.key, answer.shot) == ("answered:V1:h1", "5f")
    assert (answer.touched("slate"), answer.touched("text")) == ("14c", "")
    assert answer.stands["shot_size"] == ("wide",)
    assert (answer.stands["aspect_ratio"], answer.stands["duration_s"]) == ("", "7")
    act = answer.act({"shot_size": ["wide"]}, translate.instant("1.0"))
    assert (act.kind, act.action, act.subject) == ("answered", "edit", "shot:5f")
    assert (act.ref.ts, act.thread.ts, act.fields["slate"]) == ("2.0", "1.0", "14c")


@pytest.mark.parametrize(
    ("user", "guest", "stranger"),
    [
        ({"team_id": "T1"}, False, False),
        ({"team_id": "T1", "is_restricted": True}, True, False),
        ({"team_id": "T1", "is_ultra_restricted": True}, True, False),
        ({"team_id": "T9"}, False, True),
        ({"team_id": "T1", "is_stranger": True}, False, True),
    ],
)
def test_guests_and_strangers_are_told_apart(user: dict[str, Any], guest: bool, stranger: bool) -> None:
    person = translate.person(user | {"id": "U1", "profile": {"display_name": "Mara"}, "tz": "Europe/Paris"}, US)
    assert (person.name, person.timezone) == ("Mara", "Europe/Paris")
    assert (person.guest, person.stranger) == (guest, stranger)
