"""Files: three steps, a message that comes later, and bytes by ranges."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from backlot.media import film_facts
from tests.backlot.apps import error_of, listening
from tests.backlot.films import film
from tests.backlot.running import Backlot, until

CLIP = film(8.0, 1280, 720)
CARD = [{"type": "actions", "elements": [
    {"type": "button", "text": {"type": "plain_text", "text": "Original"}, "action_id": "original"}]}]  # fmt: skip


async def upload(lot: Backlot, room: str, content: bytes = CLIP, name: str = "14A-take-1.mp4", **more: Any) -> str:
    """Upload as the bot; the file's id."""
    answer = await lot.bot_client.files_upload_v2(filename=name, content=content, channel=room, **more)
    return str(answer["file"]["id"])


async def shared(lot: Backlot, file: str) -> dict[str, Any]:
    """The first share of a file, once it is there."""

    async def look() -> list[dict[str, Any]]:
        shares = (await lot.bot_client.files_info(file=file))["file"]["shares"]
        return [share for rooms in shares.values() for listed in rooms.values() for share in listed]

    found: list[dict[str, Any]] = await until(look)
    return found[0]


async def test_ok_comes_first_and_the_share_later(lot: Backlot, room: str) -> None:
    root = (await lot.client("dp").chat_postMessage(channel=room, text="root"))["ts"]
    answer = await lot.bot_client.files_upload_v2(filename="a.mp4", content=CLIP, channel=room, thread_ts=root)
    assert answer["files"][0]["shares"] == {}
    share = await shared(lot, answer["file"]["id"])
    assert share["thread_ts"] == root
    page = await lot.client("dp").conversations_replies(channel=room, ts=root)
    clip = page["messages"][1]
    assert (clip["ts"], clip["files"][0]["id"]) == (share["ts"], answer["file"]["id"])


async def test_the_app_hears_of_the_share_twice(lot: Backlot, room: str) -> None:
    async with listening(lot) as app:
        answer = await lot.client("dp").files_upload_v2(
            filename="look.png", content=b"\x89PNG", channel=room, initial_comment="as a reference"
        )
        await app.heard("file_shared")
        await app.heard("message")
    message, told = app.of("message")[-1], app.of("file_shared")[0]
    assert message["subtype"] == "file_share"
    assert message["text"] == "as a reference"
    assert message["files"][0]["mimetype"] == "image/png"
    assert told["file_id"] == answer["file"]["id"] == message["files"][0]["id"]
    assert (told["channel_id"], told["user_id"]) == (room, lot.person("dp"))


async def test_a_film_tells_its_length_and_size(lot: Backlot, room: str) -> None:
    file = (await lot.bot_client.files_info(file=await upload(lot, room)))["file"]
    assert (file["mimetype"], file["filetype"], file["size"]) == ("video/mp4", "mp4", len(CLIP))
    assert (file["duration_ms"], file["thumb_video_w"], file["thumb_video_h"]) == (8000, 1280, 720)


def test_broken_films_tell_nothing_and_break_nothing(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    for content in (b"", b"not a film", CLIP[:1040], b"\0\0\0\0moov", b"\0\0\0\1moov\0\0\0\0\0\0\0\0"):
        path.write_bytes(content)
        assert film_facts(path) == {}
    path.write_bytes(film(2.0, 640, 360, long=True))
    assert film_facts(path) == {"duration_ms": 2000, "width": 640, "height": 360}


async def test_bytes_come_whole_and_by_ranges_to_those_who_may_see_them(lot: Backlot, room: str) -> None:
    file = await upload(lot, room)
    await shared(lot, file)
    url = (await lot.bot_client.files_info(file=file))["file"]["url_private"]
    bearer = {"Authorization": f"Bearer {lot.token('dp')}"}
    async with lot.session.get(url, headers=bearer) as whole:
        assert (whole.status, await whole.read()) == (200, CLIP)
        assert (whole.content_type, whole.headers["Accept-Ranges"]) == ("video/mp4", "bytes")
    async with lot.session.get(url, headers={**bearer, "Range": "bytes=100-199"}) as part:
        assert (part.status, await part.read()) == (206, CLIP[100:200])
        assert part.headers["Content-Range"] == f"bytes 100-199/{len(CLIP)}"
    async with lot.session.get(url, params={"t": lot.token("dp")}, headers={"Range": f"bytes={len(CLIP)}-"}) as past:
        assert past.status == 416
    async with lot.session.head(url, params={"t": lot.token("dp")}) as head:
        assert (head.status, head.headers["Content-Length"]) == (200, str(len(CLIP)))
    for params in ({}, {"t": "xoxp-wrong"}):
        async with lot.session.get(url, params=params) as refused:
            assert refused.status == 403


async def test_who_may_not_look_into_the_channel_may_not_have_the_file(lot: Backlot) -> None:
    random = lot.channel("random")
    answer = await lot.client("dp").files_upload_v2(filename="notes.txt", content="hello", channel=random)
    url = answer["file"]["url_private"]
    for key, status in (("guest", 403), ("stranger", 403), ("dp", 200)):
        async with lot.session.get(url, headers={"Authorization": f"Bearer {lot.token(key)}"}) as response:
            assert response.status == status
    with pytest.raises(SlackApiError) as refused:
        await lot.client("guest").files_info(file=answer["file"]["id"])
    assert error_of(refused) == "file_not_found"


async def test_a_page_that_somebody_uploads_never_runs_on_ours(lot: Backlot, room: str) -> None:
    file = await upload(lot, room, b"<script>alert(1)</script>", "evil.html")
    url = (await lot.bot_client.files_info(file=file))["file"]["url_private"]
    async with lot.session.get(url, headers={"Authorization": f"Bearer {lot.tokens['bot_token']}"}) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]


async def test_alt_txt_silently_prevents_the_share(lot: Backlot, room: str) -> None:
    silent = await upload(lot, room, alt_txt="a courier")
    loud = await upload(lot, room)
    await shared(lot, loud)
    assert (await lot.bot_client.files_info(file=silent))["file"]["shares"] == {}


async def test_blocks_stand_on_the_clips_own_message_unless_there_is_a_comment(lot: Backlot, room: str) -> None:
    with_blocks = await upload(lot, room, blocks=json.dumps(CARD))
    commented = await upload(lot, room, blocks=json.dumps(CARD), initial_comment="take 1")
    stamps = [(await shared(lot, file))["ts"] for file in (with_blocks, commented)]
    page = await lot.bot_client.conversations_history(channel=room, limit=2)
    found = {m["ts"]: m for m in page["messages"]}
    assert found[stamps[0]]["blocks"][0]["type"] == "actions"
    assert "blocks" not in found[stamps[1]]
    assert found[stamps[1]]["text"] == "take 1"


async def test_a_file_of_which_only_the_upload_is_done_is_not_found(lot: Backlot, room: str) -> None:
    place = await lot.bot_client.files_getUploadURLExternal(filename="a.mp4", length=len(CLIP))
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.files_completeUploadExternal(files=[{"id": place["file_id"]}], channel_id=room)
    assert error_of(refused) == "file_not_found"
    async with lot.session.post(place["upload_url"], data=CLIP) as response:
        assert (response.status, response.content_type) == (200, "text/plain")
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.files_info(file=place["file_id"])
    assert error_of(refused) == "file_not_found"
    await lot.bot_client.files_completeUploadExternal(files=[{"id": place["file_id"]}], channel_id=room)
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.files_completeUploadExternal(files=[{"id": place["file_id"]}], channel_id=room)
    assert error_of(refused) == "file_not_found"
    async with lot.session.post(place["upload_url"], data=CLIP) as response:
        assert response.status == 404


async def test_a_form_upload_is_taken_too(lot: Backlot, room: str) -> None:
    place = await lot.client("dp").files_getUploadURLExternal(filename="a.txt", length=5)
    async with lot.session.post(place["upload_url"], data={"file": io.BytesIO(b"hello")}) as response:
        assert await response.text() == "OK - 5"


async def test_a_deleted_clip_takes_its_message_along_and_a_comment_stays(lot: Backlot, room: str) -> None:
    bare, said = await upload(lot, room), await upload(lot, room, initial_comment="look")
    stamps = [(await shared(lot, file))["ts"] for file in (bare, said)]
    async with listening(lot) as app:
        for file in (bare, said):
            await lot.bot_client.files_delete(file=file)
        deleted = await app.heard("file_deleted", 2)
    assert {event["file_id"] for event in deleted} == {bare, said}
    page = await lot.bot_client.conversations_history(channel=room, oldest=min(stamps), inclusive=True)
    (left,) = page["messages"]
    assert (left["ts"], left["files"]) == (stamps[1], [{"id": said, "mode": "tombstone"}])
    listed = await lot.bot_client.files_list(channel=room)
    assert (listed["files"], listed["paging"]["total"]) == ([], 0)


async def test_a_share_that_is_under_way_survives_a_kill(lot: Backlot, room: str) -> None:
    await lot.chance(share_delay=[1.0, 1.0])
    file = await upload(lot, room)
    await lot.stop(kill=True)
    await lot.start()
    assert (await shared(lot, file))["ts"]
