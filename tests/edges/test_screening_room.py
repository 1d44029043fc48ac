"""The screening room shows each thing once, finds it again after a crash, and edits only what changed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from graphs.crew.room import Choice, ShotView, Upload
from graphs.errors import NotFound, ScreeningFault
from graphs.vocabulary.refs import Ref
from tests.backlot.running import until
from tests.edges.conftest import Desk
from tests.edges.nouns import PRODUCTION, a_shot, a_take, shot_view, take_view

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def thread(desk: Desk) -> Ref:
    return await desk.post("director", "low angle on the courier")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(5_000))
    return path


def a_view(thread: Ref, **shot: Any) -> ShotView:
    return shot_view(a_shot(thread=thread, asked_in=thread, **shot), a_take(1, "rolling"))


def words_of(message: dict[str, Any]) -> str:
    return str(message["blocks"])


async def test_a_card_is_posted_once_and_edited_only_when_it_changes(desk: Desk, thread: Ref) -> None:
    view = a_view(thread)
    for each in (view, view, replace(view, takes=(a_take(1),)), replace(view, takes=(a_take(1),))):
        await desk.room().show_shot(each)
    [card] = await desk.replies(thread)
    assert "take 1 is in" in words_of(card)
    assert len(await desk.calls("chat.postMessage")) == 1
    assert len(await desk.calls("chat.update")) == 1


async def test_shown_by_many_at_once_it_is_one_message(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    await asyncio.gather(*(room.show_shot(a_view(thread)) for _ in range(6)))
    assert len(await desk.replies(thread)) == 1


@pytest.mark.parametrize("at_root", [False, True])
async def test_a_post_whose_answer_was_lost_is_found_again(desk: Desk, thread: Ref, at_root: bool) -> None:
    async def show() -> None:
        if at_root:
            await desk.room().greet(replace(PRODUCTION, team=desk.us.team, channel=desk.channel))
        else:
            await desk.room().show_shot(a_view(thread))

    await desk.lot.fault("drop_answer", method="chat.postMessage", count=1)
    with pytest.raises(aiohttp.ClientError):
        await show()
    await show()
    await show()
    assert len(await desk.calls("chat.postMessage")) == 1


async def test_a_process_killed_after_the_workspace_accepted_posts_no_second_card(desk: Desk, thread: Ref) -> None:
    await desk.lot.fault("hold_answer", method="chat.postMessage", count=1)
    killed = asyncio.create_task(desk.room().show_shot(a_view(thread)))
    await until(lambda: desk.replies(thread))
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    await desk.lot.release()
    await desk.room().show_shot(replace(a_view(thread), takes=(a_take(1),)))
    [card] = await desk.replies(thread)
    assert "take 1 is in" in words_of(card)
    shown = await desk.archive.shown(Ref(thread.team, thread.channel, card["ts"]))
    assert shown is not None
    assert (shown.subject, shown.id) == ("card", "5f")


async def test_progress_is_dropped_at_the_rate_limit_but_a_state_never(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    queued = replace(a_view(thread), takes=(a_take(1, "queued"),))
    await room.show_shot(queued)
    await room.show_shot(replace(queued, place=2))
    assert not await desk.calls("chat.update"), "progress within seconds of the post waits"
    await desk.lot.fault("error", method="chat.update", error="ratelimited", status=429, retry_after=1, count=1)
    await desk.room().show_shot(replace(queued, place=3))
    assert len(await desk.calls("chat.update")) == 1, "progress is not tried again"
    await desk.lot.fault("error", method="chat.update", error="ratelimited", status=429, retry_after=1, count=1)
    await desk.room().show_shot(a_view(thread))
    [card] = await desk.replies(thread)
    assert "rolling take 1" in words_of(card)


async def test_a_card_that_somebody_deleted_is_left_alone(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    await room.show_shot(a_view(thread))
    [card] = await desk.replies(thread)
    await desk.client.chat_delete(channel=thread.channel, ts=card["ts"])
    await room.show_shot(replace(a_view(thread), takes=(a_take(1),)))
    assert await desk.replies(thread) == []


async def test_a_refusal_for_good_is_a_screening_fault(desk: Desk, thread: Ref) -> None:
    nowhere = Ref(thread.team, "C0NOWHERE", "")
    with pytest.raises(ScreeningFault):
        await desk.room().say("k", nowhere, "words")
    await desk.lot.fault("error", method="chat.postMessage", error="internal_error", count=1)
    with pytest.raises(SlackApiError):
        await desk.room().say("k2", thread, "words")


async def test_twelve_thousand_characters_are_shown_and_edited(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    text = "<!channel> & *rain* \U0001f3ac\n" * 600
    view = a_view(thread, text=text, unread=(text,), request=a_shot().request.model_copy(update={"style": (text,)}))
    await room.show_shot(view)
    await room.show_shot(replace(view, takes=(a_take(1, "failed", trouble=text),)))
    await room.show_take(take_view(a_take(1, changes=(text,), already=(text,)), shot=view.shot, parent=a_take(2)))
    await room.show_digest("digest:d1", production_in(desk), thread, text)
    assert len(await desk.replies(thread)) == 3


def production_in(desk: Desk) -> Any:
    return replace(PRODUCTION, team=desk.us.team, channel=desk.channel)


async def shared(desk: Desk, take: Any, shot: Any, clip: Path, retry: int = 0) -> Upload:
    room = desk.room()
    for _ in range(100):
        upload = await room.screen(take, shot, clip, retry)
        if upload.ref:
            return upload
        await asyncio.sleep(0.1)
    raise AssertionError("the clip never got its message")


async def clips_in(desk: Desk, thread: Ref) -> list[dict[str, Any]]:
    return [m for m in await desk.replies(thread) if m.get("files")]


async def test_a_clip_is_uploaded_once_and_found_when_its_share_comes_later(
    desk: Desk, thread: Ref, clip: Path
) -> None:
    shot, take = a_shot(thread=thread, slate="14C"), a_take(1, "collected")
    upload = await shared(desk, take, shot, clip)
    again = await desk.room().screen(take, shot, clip, 0)
    [message] = await clips_in(desk, thread)
    assert upload == again
    assert upload.ref == Ref(thread.team, thread.channel, message["ts"])
    assert message["files"][0]["title"] == "14C take 1"
    assert len(await desk.calls("files.completeUploadExternal")) == 1
    shown = await desk.archive.posting_of_file(upload.file)
    assert shown is not None
    assert (shown.subject, shown.id, shown.ref) == ("take", take.id, upload.ref)


async def test_an_upload_whose_answer_was_lost_is_found_by_its_file(desk: Desk, thread: Ref, clip: Path) -> None:
    shot, take = a_shot(thread=thread), a_take(1, "collected")
    await desk.lot.fault("drop_answer", method="files.completeUploadExternal", count=1)
    with pytest.raises(aiohttp.ClientError):
        await desk.room().screen(take, shot, clip, 0)
    await shared(desk, take, shot, clip)
    assert len(await clips_in(desk, thread)) == 1


async def test_an_upload_that_broke_off_before_its_end_starts_anew(desk: Desk, thread: Ref, clip: Path) -> None:
    shot, take = a_shot(thread=thread), a_take(1, "collected")
    await desk.lot.fault("error", method="files.completeUploadExternal", error="internal_error", count=1)
    with pytest.raises(SlackApiError):
        await desk.room().screen(take, shot, clip, 0)
    await shared(desk, take, shot, clip)
    assert len(await clips_in(desk, thread)) == 1


async def test_a_clip_that_is_never_shared_is_uploaded_anew_under_a_new_number(
    desk: Desk, thread: Ref, clip: Path
) -> None:
    shot, take = a_shot(thread=thread), a_take(1, "collected")
    await desk.lot.fault("share_nothing", count=1)
    lost = await desk.room().screen(take, shot, clip, 0)
    await asyncio.sleep(1)
    assert (await desk.room().screen(take, shot, clip, 0)).ref is None
    upload = await shared(desk, take, shot, clip, retry=1)
    assert upload.file != lost.file
    assert len(await clips_in(desk, thread)) == 1
    assert [c["args"]["file"] for c in await desk.calls("files.delete")] == [lost.file]


async def test_receipts_may_be_put_and_taken_away_twice(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    await room.mark(thread, "read")
    await room.mark(thread, "read")
    await room.mark(thread, "logged")
    await room.unmark(thread, "logged")
    await room.unmark(thread, "logged")
    await room.mark(replace(thread, ts="1700000000.000001"), "read")
    got = await desk.client.reactions_get(channel=thread.channel, timestamp=thread.ts)
    assert [r["name"] for r in got["message"]["reactions"]] == ["eyes"]


async def test_a_sentence_is_said_once_with_its_choices(desk: Desk, thread: Ref) -> None:
    for _ in range(2):
        await desk.room().say("lost:1", thread, "Roll again? 1 < 2", (Choice("Roll again", "retry", "take:5f"),))
    [message] = await desk.replies(thread)
    assert "Roll again? 1 &lt; 2" in words_of(message)
    assert message["blocks"][1]["elements"][0]["value"] == "take:5f"


async def test_a_whisper_is_sent_at_most_once(desk: Desk, thread: Ref) -> None:
    person = desk.lot.tokens["people"]["dp"]["id"]
    for _ in range(2):
        await desk.room().whisper("w1", thread, person, "Guests look on here.")
    assert len(await desk.calls("chat.postEphemeral")) == 1


async def test_busy_shows_in_the_thread_and_is_silent_where_unknown(desk: Desk, thread: Ref) -> None:
    await desk.room().busy(thread, "Reading the shot")
    await desk.lot.fault("error", method="assistant.threads.setStatus", error="unknown_method", count=1)
    await desk.room().busy(thread, None)
    [first, second] = await desk.calls("assistant.threads.setStatus")
    assert (first["ok"], second["ok"]) == (True, False)


async def test_people_are_known_as_slack_knows_them(desk: Desk) -> None:
    people = desk.lot.tokens["people"]
    room = desk.room()
    director = await room.person(desk.us.team, people["director"]["id"])
    assert (director.guest, director.stranger, director.bot) == (False, False, False)
    assert director.timezone == people["director"]["tz"]
    assert (await room.person(desk.us.team, people["guest"]["id"])).guest
    assert (await room.person(desk.us.team, people["stranger"]["id"])).stranger
    assert (await room.person(desk.us.team, desk.us.user)).bot
    await room.person(desk.us.team, people["director"]["id"])
    assert len(await desk.calls("users.info")) == 4
    with pytest.raises(NotFound):
        await room.person(desk.us.team, "U0NOBODY")


async def test_links_and_names(desk: Desk, thread: Ref) -> None:
    room = desk.room()
    assert thread.ts.replace(".", "") in await room.permalink(thread)
    assert await room.permalink(replace(thread, ts="1700000000.000001")) == ""
    assert (await room.channel_name(desk.us.team, desk.channel)).startswith("scene-")
    director = desk.lot.tokens["people"]["director"]["id"]
    direct = (await desk.client.conversations_open(users=director))["channel"]["id"]
    assert await room.channel_name(desk.us.team, direct) == (await room.person(desk.us.team, director)).name
