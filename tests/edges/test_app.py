"""The Bolt app over a real socket: what people do in the workspace is in the archive, once, and nothing else is."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphs.vocabulary.acts import Act, Hearing
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from tests.backlot.running import until
from tests.edges.conftest import Desk, now
from tests.edges.nouns import a_shot, a_take, take_view

pytestmark = pytest.mark.asyncio(loop_scope="module")

REQUEST = "low angle on the courier"


async def opened(desk: Desk) -> Production:
    """The channel is the director's production."""
    director = desk.lot.tokens["people"]["director"]["id"]
    return await desk.archive.open_production(desk.us.team, desk.channel, "scene-14", director, "UTC", now())


def who(desk: Desk, person: str) -> str:
    return str(desk.lot.tokens["people"][person]["id"])


async def asked_of(desk: Desk) -> Act:
    """The one act that was heard and woke something; the next call starts anew."""

    async def first() -> list[tuple[str, int | None]]:
        return desk.woken

    await until(first)
    await desk.settled()
    [(_, row)] = desk.woken
    desk.woken.clear()
    assert row is not None
    act = await desk.archive.act(row)
    assert act is not None
    return act


async def test_a_mention_is_heard_once_though_it_arrives_twice(desk: Desk) -> None:
    async with desk.on_air():
        ref = await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
        await desk.settled()
        [(work, _)] = desk.woken
        assert work.startswith("shot:")
        act = await asked_of(desk)
        assert (act.kind, act.text, act.ref, act.person) == ("said", REQUEST, ref, who(desk, "director"))
        assert act.addressed


async def test_a_redelivered_event_changes_nothing(desk: Desk) -> None:
    async with desk.on_air():
        await desk.lot.fault("lose_ack", count=2)
        await desk.post("director", f"<@{desk.us.user}> {REQUEST}")

        async def redelivered() -> bool:
            return any(each["attempt"] for each in await desk.lot.events())

        await until(redelivered)
        await desk.settled()
        assert len(desk.woken) == 1


async def test_what_could_not_be_stored_is_not_answered_and_comes_again(desk: Desk) -> None:
    class Stumbling:
        """An archive whose first hearing fails."""

        def __init__(self) -> None:
            self.failures = 1

        async def hear(self, act: Act) -> Hearing:
            if self.failures:
                self.failures -= 1
                raise OSError("the disk is full")
            return await desk.archive.hear(act)

    async with desk.on_air(archive=Stumbling()):
        direct = await desk.lot.client("director").conversations_open(users=desk.us.user)
        await desk.lot.client("director").chat_postMessage(channel=direct["channel"]["id"], text=REQUEST)
        act = await asked_of(desk)
        assert (act.text, act.direct) == (REQUEST, True)


async def test_talk_that_is_not_ours_leaves_nothing_but_its_key(desk: Desk, tmp_path: Path) -> None:
    async with desk.on_air():
        root = await desk.post("dp", "the canary sings at lunch")
        await desk.post("pa", "so does the other canary", thread=root.ts)
        await desk.settled()
    await desk.archive.aclose()
    assert desk.woken == []
    for file in tmp_path.glob("dailies.db*"):
        assert b"canary" not in file.read_bytes()


async def test_bots_start_nothing(desk: Desk) -> None:
    async with desk.on_air():
        await desk.client.chat_postMessage(channel=desk.channel, text=f"<@{desk.us.user}> {REQUEST}")
        ref = await desk.post("director", "hello")
        await desk.room().mark(ref, "read")
        await desk.settled()
        assert desk.woken == []


async def test_edits_deletions_and_reactions_of_people_are_heard(desk: Desk) -> None:
    director = desk.lot.client("director")
    async with desk.on_air():
        ref = await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
        await asked_of(desk)
        await director.chat_update(channel=ref.channel, ts=ref.ts, text=f"<@{desk.us.user}> high angle")
        edit = await asked_of(desk)
        assert (edit.kind, edit.text, edit.ref) == ("edited", "high angle", ref)
        await director.reactions_add(channel=ref.channel, timestamp=ref.ts, name="fire")
        put = await asked_of(desk)
        await director.reactions_remove(channel=ref.channel, timestamp=ref.ts, name="fire")
        taken = await asked_of(desk)
        assert (put.kind, taken.kind, put.emoji, put.ref) == ("reacted", "unreacted", "fire", ref)
        assert put.fields["order"] < taken.fields["order"]
        await director.chat_delete(channel=ref.channel, ts=ref.ts)
        assert (await asked_of(desk)).kind == "deleted"


async def test_a_person_who_deletes_our_message_is_heard(desk: Desk) -> None:
    async with desk.on_air():
        thread = await desk.post("director", "a thread")
        await desk.room().show_take(take_view(shot=a_shot(thread=thread)))
        [card] = await desk.replies(thread)
        await desk.lot.client("producer").chat_delete(channel=desk.channel, ts=card["ts"])
        act = await asked_of(desk)
        assert (act.kind, act.ref.ts) == ("deleted", card["ts"])


async def test_our_clips_message_wakes_its_take(desk: Desk, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(bytes(2_000))
    async with desk.on_air():
        thread = await desk.post("director", "a thread")
        upload = await desk.room().screen(a_take(1, "collected"), a_shot(thread=thread), clip, 0)

        async def woken() -> list[tuple[str, int | None]]:
            return desk.woken

        await until(woken)
        await desk.settled()
        rows = [row for _, row in desk.woken if row is not None]
        acts = [await desk.archive.act(row) for row in rows]
        assert {(act.kind, act.subject) for act in acts if act} == {("shared", upload.file)}


async def test_an_invitation_is_heard_with_its_inviter(desk: Desk) -> None:
    async with desk.on_air():
        channel = await desk.new_channel()
        await desk.lot.client("ad").conversations_invite(channel=channel, users=desk.us.user)
        act = await asked_of(desk)
        assert (act.kind, act.ref.channel, act.person) == ("invited", channel, who(desk, "ad"))


async def a_slated_shot(desk: Desk) -> tuple[Any, Ref]:
    """A shot that was asked for in the channel, and its card."""
    ref = await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
    await asked_of(desk)
    [shot] = [s for s in await desk.archive.shots_in(ref) if s.state == "heard"]
    await desk.room().show_shot(await shot_card(replace(shot, number=1)))
    [card] = await desk.replies(ref)
    return shot, Ref(ref.team, ref.channel, card["ts"])


async def shot_card(shot: Any) -> Any:
    from tests.edges.nouns import shot_view

    return shot_view(replace(shot, state="waiting"))


async def press(desk: Desk, person: str, card: Ref, action: str) -> dict[str, Any]:
    shown = await desk.client.conversations_replies(channel=card.channel, ts=card.ts)
    [message] = [m for m in shown["messages"] if m["ts"] == card.ts]
    block = next(b for b in message["blocks"] if b["type"] == "actions")
    answer: dict[str, Any] = await desk.lot.interact(
        person, type="block_actions", channel=card.channel, message_ts=card.ts, block_id=block["block_id"],
        action_id=action,
    )  # fmt: skip
    return answer


async def test_a_button_is_heard_with_its_subject_and_place(desk: Desk) -> None:
    async with desk.on_air():
        shot, card = await a_slated_shot(desk)
        assert (await press(desk, "director", card, "roll"))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("pressed", "roll", f"shot:{shot.id}")
        assert (act.ref, act.thread, act.person) == (card, shot.thread, who(desk, "director"))


async def test_the_form_opens_refuses_what_is_wrong_and_is_heard(desk: Desk) -> None:
    async with desk.on_air():
        shot, card = await a_slated_shot(desk)
        assert (await press(desk, "director", card, "edit"))["ok"]
        [opening] = await desk.calls("views.open")
        assert opening["ok"], opening["error"]
        wide = {"type": "multi_static_select", "selected_options": [an_option("wide")]}
        values: dict[str, dict[str, Any]] = {
            "shot_size": {"value": wide},
            "duration_s": {"value": {"type": "number_input", "value": "900"}},
            "slate": {"value": {"type": "plain_text_input", "value": "fourteen"}},
        }
        view_id = opening["answer"]["view"]
        refused = await desk.lot.interact("director", type="view_submission", view_id=view_id, state_values=values)
        assert set(refused["errors"]) == {"duration_s", "slate"}
        values["duration_s"] = {"value": {"type": "number_input", "value": "7"}}
        values["slate"] = {"value": {"type": "plain_text_input", "value": "14C"}}
        assert (await desk.lot.interact("director", type="view_submission", view_id=view_id, state_values=values))["ok"]
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("answered", "edit", f"shot:{shot.id}")
        assert act.fields["request"]["shot_size"] == ["wide"]
        assert (act.fields["request"]["duration_s"], act.fields["slate"]) == (7.0, "14C")
        assert (act.ref, act.thread) == (card, shot.thread)


def an_option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}


async def command(desk: Desk, person: str, text: str) -> str:
    """What `/dailies` answers to somebody, as one string."""
    feed = f"{desk.lot.url}/backlot/live"
    async with desk.lot.session.ws_connect(feed, params={"token": desk.lot.token(person)}) as live:
        answer = await desk.lot.interact(
            person, type="slash_command", command="/dailies", text=text, channel=desk.channel
        )
        assert answer["ok"], answer
        async with asyncio.timeout(5):
            while (frame := await live.receive_json())["type"] != "ephemeral":
                pass
    return str(frame["message"])


async def test_commands_without_a_production_say_what_to_do(desk: Desk) -> None:
    async with desk.on_air():
        assert "/invite @Dailies" in await command(desk, "director", "status")
        assert "Ask for a shot" in await command(desk, "director", "help")
        assert "none of mine" in await command(desk, "director", "dance")


async def test_roles_are_listed_and_given_by_those_who_may(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        guest, dp = who(desk, "guest"), who(desk, "dp")
        assert "are for the director" in await command(desk, "dp", f"roles <@{dp}> director")
        assert "craft dp" in await command(desk, "director", f"roles <@{dp}> crew craft dp")
        assert "Name somebody" in await command(desk, "director", "roles dp crew")
        assert "A role is one of" in await command(desk, "director", f"roles <@{dp}> king")
        assert "A craft is one of" in await command(desk, "director", f"roles <@{dp}> crew craft juggling")
        assert "Bots hold no role" in await command(desk, "director", f"roles <@{desk.us.user}> crew")
        person = await desk.room().person(desk.us.team, guest)
        assert (await desk.archive.member(production.id, person)).looks_only
        await command(desk, "director", f"roles <@{guest}|guest> crew")
        assert not (await desk.archive.member(production.id, person)).looks_only
        listed = await command(desk, "pa", "roles")
        assert f"<@{dp}>: crew, craft dp" in listed


async def test_settings_change_by_one_sentence(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        await command(desk, "director", "settings word on")
        await command(desk, "director", "settings digest friday 17:00")
        await command(desk, "director", "settings timezone Europe/Paris")
        for wrong in (
            "settings word maybe",
            "settings digest friday 17:30",
            "settings timezone Mars/Base",
            "settings x",
        ):
            assert "`" in await command(desk, "director", wrong)
        assert "are for the director" in await command(desk, "pa", "settings word off")
        changed = await desk.archive.production(production.id)
        assert (changed.waits_for_word, changed.digest_day, changed.digest_hour) == (True, 5, 17)
        assert changed.timezone == "Europe/Paris"
        assert "digest Friday 17:00, Europe/Paris" in await command(desk, "pa", "settings")


async def test_a_digest_is_asked_for_and_woken(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        assert "week so far" in await command(desk, "researcher", "digest")
        await desk.settled()
        assert any(work.startswith("digest:") for work, _ in desk.woken)
        assert "Guests look on" in await command(desk, "guest", "digest")


async def test_app_home_shows_somebodys_own_shots(desk: Desk) -> None:
    async with desk.on_air():
        await desk.lot.interact("pa", type="app_home_opened")

        async def published() -> list[dict[str, Any]]:
            return await desk.calls("views.publish")

        [call] = await until(published)
        assert call["ok"]
        assert "Nothing asked for yet" in str(call["args"]["view"])


async def test_a_lost_socket_is_opened_again_and_nothing_is_lost(desk: Desk) -> None:
    async with desk.on_air():
        await desk.lot.fault("disconnect")
        await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
        assert (await asked_of(desk)).text == REQUEST


@pytest.mark.timeout(60)
async def test_a_workspace_that_was_away_is_found_again(desk: Desk) -> None:
    async with desk.on_air():
        await desk.lot.stop()
        await desk.lot.start()
        await desk.post("director", f"<@{desk.us.user}> {REQUEST}")
        assert (await asked_of(desk)).text == REQUEST
