"""Footage that goes along with a render: within the request, by Google's files, as a frame; what is refused before."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphs.cameras.contract import order
from graphs.cameras.google import images
from graphs.crew.camera import Fate, Offered, Source
from graphs.errors import Busy, CameraFault
from graphs.vocabulary.requests import ShotRequest
from tests.google.cameras import a_film, omni, veo
from tests.google.replies import refused
from tests.google.server import Google
from tests.google.test_the_cameras_wire import CAPTURED, OMNI_SHAPES, captured, sent, shape, shapes

# The SDK hands aiohttp 8 MB at a time as bytes, and aiohttp would rather have a file.
large_body = pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
ASKED = ShotRequest(duration_s=8)


def phone(folder: Path, more: int = 0) -> Source:
    """A clip that somebody gave, 2 s long, with so many bytes more."""
    clip = folder / "phone.mp4"
    clip.write_bytes(a_film(2) + bytes(more))
    return Source("phone.mp4", clip, ShotRequest(), "", camera="", duration_s=2.0)


async def test_a_clip_that_somebody_gave_is_edited_within_the_request_and_paid_by_its_length(
    google: Google, tmp_path: Path
) -> None:
    camera = omni(google, tmp_path)
    asked = replace(order(text="at night, in the rain", duration_s=60), mode="edit", source=phone(tmp_path))
    assert camera.recipe(asked)["mode"] == "edit", "its own length counts, not the one that was asked for"
    body = await sent(camera, google, asked)
    words, clip = body["input"][0]["content"]
    assert body["generation_config"]["video_config"]["task"] == "edit" and "previous_interaction_id" not in body
    assert (clip["type"], clip["mime_type"]) == ("video", "video/mp4")
    assert "At night, in the rain" in words["text"] and "eep everything else" in words["text"]
    assert google.renders.uploads == []


@large_body
async def test_a_large_one_is_uploaded_first_as_the_captured_requests_did(google: Google, tmp_path: Path) -> None:
    google.renders.preparing = 2
    source = phone(tmp_path, images.MOST_BYTES)
    body = await sent(omni(google, tmp_path), google, replace(order(text="at night"), mode="edit", source=source))
    [upload] = google.renders.uploads
    start, data, _ = captured_all("mldev_upload_get")
    assert set(shape(upload["asked"])) == set(shape(start["json"]))
    ours = {name for name in start["headers"] if name.startswith("X-Goog-Upload")}
    assert ours <= upload["headers"].keys()
    assert {name for name in data["headers"] if name.startswith("X-Goog-Upload")} <= upload["last"].keys()
    assert upload["bytes"] == source.clip.read_bytes()
    _, clip = body["input"][0]["content"]
    uri = "https://generativelanguage.googleapis.com/v1beta/files/up0001"
    assert clip == {"type": "video", "uri": uri, "mime_type": "video/mp4"}


def captured_all(name: str) -> list[dict[str, Any]]:
    """All requests of a capture."""
    found: list[dict[str, Any]] = json.loads((CAPTURED / f"{name}.json").read_text())["requests"]
    return found


@large_body
async def test_an_upload_that_fails_has_rolled_nothing_and_comes_again(google: Google, tmp_path: Path) -> None:
    camera = omni(google, tmp_path)
    asked = replace(order(text="at night"), mode="edit", source=phone(tmp_path, images.MOST_BYTES))
    google.renders.fault("file", refused(503, "UNAVAILABLE"), refused(400, "INVALID_ARGUMENT"))
    with pytest.raises(Busy):
        await camera.roll(asked)
    with pytest.raises(CameraFault, match="upload"):
        await camera.roll(asked)
    assert google.renders.posts == [] and await camera.find(asked.attempt) is None
    await camera.roll(asked)
    assert len(google.renders.posts) == 1
    await camera.aclose()


async def test_an_extension_says_by_how_much_and_costs_only_that(google: Google, tmp_path: Path) -> None:
    source = replace(phone(tmp_path), camera="omni", operation="v1_prev", duration_s=8.0)
    asked = replace(order(text="she turns", duration_s=12), mode="extend", source=source, extend_s=4.0)
    camera = omni(google, tmp_path)
    assert camera._plan(asked).cents == 28  # 4 s at 7 cents
    body = await sent(camera, google, asked)
    assert set(shape(body)) <= shapes(*OMNI_SHAPES)
    [like] = captured("mldev_omni_extend_wire")
    assert body["generation_config"]["video_config"] == like["json"]["generation_config"]["video_config"]
    assert body["previous_interaction_id"] == "v1_prev" and "for 4 seconds" in body["input"]


async def test_a_prompt_says_whom_each_reference_shows(google: Google, tmp_path: Path) -> None:
    pictures = []
    for name in ("face", "previs"):
        (tmp_path / f"{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
        pictures.append(tmp_path / f"{name}.png")
    asked = replace(order(text="x"), references=tuple(pictures), called=("waitress", "the composition"))
    body = await sent(omni(google, tmp_path), google, asked)
    told = body["input"][0]["content"][0]["text"]
    assert "<IMAGE_REF_1> shows the waitress." in told
    assert "<IMAGE_REF_2> is a rough drawing: keep only its framing" in told


def test_each_camera_says_what_it_takes_and_the_nearest_where_it_does_not(google: Google, tmp_path: Path) -> None:
    key, cloud = omni(google, tmp_path / "key"), omni(google, tmp_path / "cloud", vertex=True)
    large = Offered("source", 8.0, 20 * 2**20)
    assert key.along(ASKED, [large]) == [Fate("edit")]
    [framed] = cloud.along(ASKED, [large])
    assert framed.goes == "first_frame" and framed.why.startswith("Omni takes files up to 14 MB here")
    [long] = key.along(ASKED, [Offered("source", 40.0)])
    assert long.why == "Omni changes clips of 15 s at most, and this one has 40 s; its first frame goes"
    first, reference = key.along(ASKED, [Offered("first_frame"), Offered("reference")])
    assert (first.goes, reference.goes) == ("first_frame", None)
    [last] = key.along(ASKED, [Offered("last_frame")])
    assert last.refused and "name a frame to start from" in last.why
    [whole] = key.along(ASKED, [Offered("extend", 38.0, seconds=5.0)])
    assert whole.why.endswith("this would be 43; a new take can start from its last frame.")
    lite = veo(google, tmp_path / "lite", model="veo-3.1-lite-generate-001")
    [longer] = lite.along(ASKED, [Offered("extend", 8.0)])
    assert longer.why == "Veo can't make a clip longer; a new take can start from its last frame."
    short = veo(google, tmp_path / "short").along(ShotRequest(duration_s=4), [Offered("reference")])
    assert short == [Fate(None, "Veo takes reference images with 8 seconds only")]


async def test_an_extension_past_the_longest_clip_is_refused_before_the_call_with_what_still_fits(
    google: Google, tmp_path: Path
) -> None:
    camera = omni(google, tmp_path)
    said = "Omni makes clips of 40 s in all; this would be 40.4; 7.6 s more fit."
    [fate] = camera.along(ASKED, [Offered("extend", 32.4, seconds=8.0)])
    assert (fate.why, fate.refused) == (said, True)
    source = replace(phone(tmp_path), camera="omni", operation="v1_prev", duration_s=32.4)
    asked = replace(order(text="on"), mode="extend", source=source, extend_s=8.0)
    with pytest.raises(CameraFault) as fault:
        await camera.roll(asked)
    assert fault.value.said == said and google.renders.posts == []
    [fits] = camera.along(ASKED, [Offered("extend", 30.0, seconds=10.0)])
    assert fits == Fate("extend", seconds=10.0)
    [by_itself] = camera.along(ASKED, [Offered("extend", 36.2)])
    assert by_itself == Fate("extend", seconds=3.8), "where nobody said how much, it goes on as far as it can"
    await camera.aclose()


OLDER = "gemini-omni-1.1-flash"


async def test_a_reference_video_goes_as_a_video_where_the_model_takes_some(google: Google, tmp_path: Path) -> None:
    (tmp_path / "face.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    walk = phone(tmp_path).clip
    asked = replace(
        order(text="she walks"), references=(tmp_path / "face.png",), called=("waitress",), videos=(walk,),
        videos_called=("walk",),
    )  # fmt: skip
    camera = omni(google, tmp_path, model=OLDER)
    assert camera.recipe(asked)["along"] == "1 reference image, 1 reference video"
    body = await sent(camera, google, asked)
    words, face, video = body["input"][0]["content"]
    assert body["generation_config"]["video_config"]["task"] == "reference_to_video"
    assert words["text"].startswith("<IMAGE_REF_1> <VIDEO_REF_1> <IMAGE_REF_1> shows the waitress.")
    assert "<VIDEO_REF_1> shows the walk." in words["text"]
    assert (face["type"], video["type"], video["mime_type"]) == ("image", "video", "video/mp4")


@large_body
async def test_reference_videos_that_are_too_much_for_one_request_are_uploaded(google: Google, tmp_path: Path) -> None:
    clips = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        clips.append(phone(tmp_path / name, images.MOST_BYTES // 2).clip)
    camera = omni(google, tmp_path, model=OLDER)
    body = await sent(camera, google, replace(order(text="she walks"), videos=tuple(clips)))
    assert [upload["bytes"] for upload in google.renders.uploads] == [clip.read_bytes() for clip in clips]
    assert [part["type"] for part in body["input"][0]["content"]] == ["text", "video", "video"]
    assert all("uri" in part for part in body["input"][0]["content"][1:])


def test_a_reference_video_that_does_not_go_gives_its_first_frame_and_says_why(google: Google, tmp_path: Path) -> None:
    short, long = Offered("reference", 4.0, 1000, video=True), Offered("reference", 40.0, 1000, video=True)
    older = omni(google, tmp_path / "older", model=OLDER)
    fates = older.along(ASKED, [Offered("reference"), short, long, short, short, short])
    assert [fate.goes for fate in fates] == [
        "reference", "reference_video", "reference", "reference_video", "reference_video", "reference",
    ]  # fmt: skip
    assert fates[2].why == ("Omni takes reference videos of 10 s at most, and this one has 40 s; its first frame goes")
    assert fates[5].why == "Omni takes 3 reference videos; its first frame goes"
    cloud = omni(google, tmp_path / "cloud", vertex=True, model=OLDER)
    half = Offered("reference", 4.0, 9 * 2**20, video=True)
    assert [fate.goes for fate in cloud.along(ASKED, [half, half])] == ["reference_video", "reference"]
    [newer] = omni(google, tmp_path / "newer").along(ASKED, [short])
    assert newer == Fate("reference", "Omni takes no reference videos; its first frame goes")
