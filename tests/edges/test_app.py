"""The Bolt app over a real socket: what people do in the workspace is in the archive, once, and nothing else is."""

from pathlib import Path

import pytest

from graphs.vocabulary.acts import Act, Hearing
from tests.backlot.running import until
from tests.edges.conftest import Desk
from tests.edges.doing import REQUEST, asked_of, who
from tests.edges.nouns import a_shot, a_take, take_view

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
