"""Frames beside notes: of a real clip, uploaded once, put in when they are there, and never waited for."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.clips import frame_key
from tests.edges.conftest import Desk
from tests.edges.doing import choose
from tests.edges.noting import a_noted_take, a_noted_take_off_air, frames_of, latest, showing, tap, working

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_notes_open_at_once_and_the_frame_follows(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        assert (await choose(desk, "director", noted.card, "Notes"))["ok"]
        [opening] = await desk.calls("views.open")
        assert "'image'" not in str(opening["args"]["view"]), "opened without waiting for an upload"
        view = await showing(desk, "'image'", "14C take 1, 2 items", "read as camera movement: at fault")
        [picture] = [block for block in view["blocks"] if block["type"] == "image"]
        assert picture["alt_text"] == "take 1 at 0:00.5"
        posting = await desk.archive.posting(frame_key(noted.take.id, 0.5))
        assert posting is not None
        assert posting.file == picture["slack_file"]["id"]
        assert not list((tmp_path / "frames").iterdir())


async def test_each_moment_of_a_note_gets_its_frame_as_far_as_the_take_goes(desk: Desk, tmp_path: Path) -> None:
    times = [{"in_s": at, "out_s": None, "raw": f"{at:g} s"} for at in (0.75, 0.25, 40.0)]
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path, timecodes=times)
        assert (await choose(desk, "director", noted.card, "Notes"))["ok"]
        view = await showing(desk, "'image'")
        shown = [block["alt_text"] for block in view["blocks"] if block["type"] == "image"]
        assert shown == ["take 1 at 0:00.2", "take 1 at 0:00.8", "take 1 at 0:00.5"]


async def test_a_frame_is_seen_by_who_has_the_view_and_by_nobody_else(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await choose(desk, "director", noted.card, "Notes")
        view = await showing(desk, "'image'")
        [picture] = [block for block in view["blocks"] if block["type"] == "image"]
        address = f"{desk.lot.url}/files-pri/{desk.us.team}-{picture['slack_file']['id']}/frame.jpg"
        for person, status in (("director", 200), ("producer", 403)):
            async with desk.lot.session.get(address, params={"t": desk.lot.token(person)}) as answer:
                assert answer.status == status


async def test_a_frame_is_uploaded_once_and_anew_only_where_it_is_gone(desk: Desk, tmp_path: Path) -> None:
    noted = await a_noted_take_off_air(desk, tmp_path)
    first = await frames_of(desk, tmp_path).of(noted.take, noted.shot.thread, 0.5)
    again = await frames_of(desk, tmp_path).of(noted.take, noted.shot.thread, 0.5)
    assert first == again is not None
    assert len(await uploads(desk, "frame-")) == 1
    assert first is not None
    await desk.client.files_delete(file=first)
    anew = frames_of(desk, tmp_path)
    assert await anew.of(noted.take, noted.shot.thread, 0.5) not in (None, first)
    assert anew.known(noted.take, 0.5) is not None
    assert len(await uploads(desk, "frame-")) == 2


async def uploads(desk: Desk, name: str) -> list[dict[str, Any]]:
    return [c for c in await desk.calls("files.getUploadURLExternal") if c["args"]["filename"].startswith(name)]


async def test_without_the_upload_the_notes_stand_without_a_frame(desk: Desk, tmp_path: Path) -> None:
    noted = await a_noted_take_off_air(desk, tmp_path)
    await desk.lot.fault("error", method="files.getUploadURLExternal", error="file_upload_size_restricted")
    assert await frames_of(desk, tmp_path).of(noted.take, noted.shot.thread, 0.5) is None
    async with working(desk, tmp_path):
        assert (await choose(desk, "director", noted.card, "Notes"))["ok"]
        await tap(desk, "director", await showing(desk, "the push is too fast"), "confirm")
        await showing(desk, "found right by")


async def test_a_picture_that_slack_has_not_looked_through_is_refused(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await choose(desk, "director", noted.card, "Notes")
        view = await latest(desk)
    place = await desk.client.files_getUploadURLExternal(filename="a.jpg", length=3)
    async with desk.lot.session.post(place["upload_url"], data=b"abc") as answer:
        assert answer.status == 200
    await desk.client.files_completeUploadExternal(files=[{"id": place["file_id"]}])
    picture = {"type": "image", "alt_text": "a frame", "slack_file": {"id": place["file_id"]}}
    shown = {"type": "modal", "title": {"type": "plain_text", "text": "Notes"}, "blocks": [picture]}
    with pytest.raises(SlackApiError, match="invalid slack file"):
        await desk.client.views_update(view_id=view["id"], view=shown)
