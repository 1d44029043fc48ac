"""What the cameras send, compared with requests of the same SDK that were captured beforehand (contracts/genai)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphs.cameras.contract import order, until_clip
from graphs.cameras.google.camera import GoogleCamera
from graphs.cameras.models import read_models
from graphs.crew.camera import RollOrder, Source
from graphs.vocabulary.requests import ShotRequest
from tests.google.cameras import OMNI, a_film, omni, veo
from tests.google.server import KEY, TOKEN, Google

CAPTURED = Path(__file__).parents[1] / "contracts" / "genai"
OURS = {"labels"}  # keys of their own, by whoever asks
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 16


def captured(*names: str) -> list[dict[str, Any]]:
    """The first request of each capture."""
    return [json.loads((CAPTURED / f"{name}.json").read_text())["requests"][0] for name in names]


def shape(value: Any, at: str = "") -> Iterator[str]:
    """Every path of a body, with the kind of what stands there."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from [f"{at}.{name}"] if name in OURS else shape(inner, f"{at}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from shape(inner, f"{at}[]")
    else:
        yield f"{at}: {type(value).__name__}"


def shapes(*names: str) -> set[str]:
    return {path for request in captured(*names) for path in shape(request["json"])}


def an_image(folder: Path, name: str = "frame.png") -> Path:
    (folder / name).write_bytes(PNG)
    return folder / name


async def sent(camera: GoogleCamera, google: Google, asked: RollOrder) -> dict[str, Any]:
    """The body of the one submit of an order."""
    await camera.roll(asked)
    await camera.aclose()
    [post] = google.renders.posts
    body: dict[str, Any] = post.body
    return body


def source(folder: Path, **more: Any) -> Source:
    clip = folder / "take-1.mp4"
    clip.write_bytes(a_film(1))
    made: dict[str, Any] = {"camera": "omni", "operation": "v1_prev", "duration_s": 8.0} | more
    return Source("take 1", clip, ShotRequest(duration_s=8, shot_size=("medium",)), "a lighthouse", **made)


OMNI_SHAPES = ("mldev_omni_background_uri", "mldev_omni_edit_webhook_wire", "mldev_omni_extend_wire")
VEO_SHAPES = ("vertex_veo_text", "vertex_veo_first_last", "vertex_veo_reference", "vertex_veo_extend")


@pytest.mark.parametrize("vertex", [False, True])
async def test_omni_asks_as_the_captured_requests_did(google: Google, tmp_path: Path, vertex: bool) -> None:
    camera = omni(google, tmp_path, vertex=vertex, bucket="gs://b/out" if vertex else None)
    asked = order(text="a lighthouse", seed=7, duration_s=8, aspect_ratio="16:9")
    body = await sent(camera, google, replace(asked, first_frame=an_image(tmp_path)))
    names = (*OMNI_SHAPES, "vertex_omni_background_uri") if vertex else OMNI_SHAPES
    assert set(shape(body)) <= shapes(*names)
    assert body["response_format"]["duration"] == "8s"
    assert body["generation_config"] == {"seed": 7, "video_config": {"task": "image_to_video"}}
    assert body["background"] is body["store"] is True
    [like] = captured("vertex_omni_background_uri" if vertex else "mldev_omni_background_uri")
    post = google.renders.posts[0]
    assert (post.method, post.path) == (like["method"], like["path"])
    credentials = {"Authorization": f"Bearer {TOKEN}"} if vertex else {"x-goog-api-key": KEY}
    assert credentials.items() <= post.headers.items()


async def test_an_edit_names_the_interaction_before_and_sends_no_clip(google: Google, tmp_path: Path) -> None:
    asked = order(text="a lighthouse. same but wider", duration_s=8, shot_size=("wide",))
    body = await sent(omni(google, tmp_path), google, replace(asked, mode="edit", source=source(tmp_path)))
    [like] = captured("mldev_omni_edit_webhook_wire")
    assert set(shape(body)) <= shapes(*OMNI_SHAPES)
    assert body["previous_interaction_id"] == like["json"]["previous_interaction_id"]
    assert body["generation_config"]["video_config"] == like["json"]["generation_config"]["video_config"]
    assert body["input"] == "Same but wider. Change shot size: wide shot. Keep everything else the same."
    assert "duration" not in body["response_format"]


async def test_a_clip_of_another_camera_goes_along_with_the_edit(google: Google, tmp_path: Path) -> None:
    asked = replace(order(text="wider", duration_s=8), mode="edit", source=source(tmp_path, camera="veo"))
    body = await sent(omni(google, tmp_path), google, asked)
    [step] = body["input"]
    assert [part["type"] for part in step["content"]] == ["text", "video"]
    assert "previous_interaction_id" not in body


async def test_an_interaction_that_google_forgot_is_edited_from_the_clip(google: Google, tmp_path: Path) -> None:
    from tests.google.replies import refused

    google.renders.fault("submit", refused(404, "not_found", message="Interaction v1_prev not found"))
    camera = omni(google, tmp_path)
    await camera.roll(replace(order(text="wider", duration_s=8), mode="edit", source=source(tmp_path)))
    first, second = google.renders.posts
    assert "previous_interaction_id" in first.body and "previous_interaction_id" not in second.body
    assert second.body["input"][0]["content"][1]["type"] == "video"
    assert len(google.renders.renders) == 1
    await camera.aclose()


async def test_omni_makes_a_master_finer_from_the_drafts_interaction(google: Google, tmp_path: Path) -> None:
    draft = source(tmp_path, operation="v1_int0001")
    camera = omni(google, tmp_path / "operations")
    made = camera.finish(draft.request, None, 8.0)
    assert made is not None and made.keeps == "upscale"
    asked = replace(order(), request=made.request, mode="upscale", source=draft)
    assert camera.estimate(made.request).cents == 8 * 21, "the best is 4k"
    body = await sent(camera, google, asked)
    assert body["generation_config"]["video_config"]["task"] == "upscale"
    assert body["response_format"]["resolution"] == "4k"
    assert body["previous_interaction_id"] == "v1_int0001"


async def test_veo_makes_a_master_from_the_drafts_first_frame_seed_and_words(google: Google, tmp_path: Path) -> None:
    camera = veo(google, tmp_path / "operations")
    draft = source(tmp_path)
    made = camera.finish(draft.request, "4k", 8.0)
    assert made is not None and made.keeps == "frames"
    words = "Dolly in. A courier waits under the neon."
    asked = replace(
        order(seed=7), request=made.request, mode="frames", source=draft, written=words,
        first_frame=an_image(tmp_path),
    )  # fmt: skip
    body = await sent(camera, google, asked)
    assert body["instances"][0]["prompt"] == words and "image" in body["instances"][0]
    assert (body["parameters"]["seed"], body["parameters"]["resolution"]) == (7, "4k")


async def test_references_are_told_by_their_tags(google: Google, tmp_path: Path) -> None:
    images = (an_image(tmp_path, "a.png"), an_image(tmp_path, "b.png"))
    body = await sent(omni(google, tmp_path), google, replace(order(text="x", duration_s=8), references=images))
    assert body["generation_config"]["video_config"] == {"task": "reference_to_video"}
    words, *along = body["input"][0]["content"]
    assert words["text"].startswith("<IMAGE_REF_1> <IMAGE_REF_2>")
    assert [part["mime_type"] for part in along] == ["image/png", "image/png"]


async def test_veo_asks_as_the_captured_requests_did(google: Google, tmp_path: Path) -> None:
    asked = order(text="a lighthouse", seed=7, duration_s=8, negatives=("subtitles",), resolution="1080p")
    body = await sent(veo(google, tmp_path), google, asked)
    assert set(shape(body)) <= shapes(*VEO_SHAPES)
    [like] = captured("vertex_veo_text")
    ours, theirs = body["parameters"], like["json"]["parameters"]
    assert ours.items() <= theirs.items()
    post = google.renders.posts[0]
    assert (post.method, post.path) == (like["method"], like["path"])
    assert post.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_veo_sends_first_and_last_frame_references_or_a_clip(google: Google, tmp_path: Path) -> None:
    camera, image = veo(google, tmp_path / "operations", bucket="gs://b/out"), an_image(tmp_path)
    eight = order("first", text="x", duration_s=8)
    await camera.roll(replace(eight, first_frame=image, last_frame=image))
    await camera.roll(replace(eight, attempt="refs", references=(image,)))
    await camera.roll(
        replace(eight, attempt="longer", mode="extend", extend_s=7, source=source(tmp_path, camera="veo"))
    )
    framed, referred, longer = (post.body for post in google.renders.posts)
    allowed = shapes(*VEO_SHAPES, "vertex_veo_gcs_output")
    inline = {".instances[].referenceImages[].image.bytesBase64Encoded: str",
              ".instances[].video.bytesBase64Encoded: str"}  # fmt: skip
    for body in (framed, referred, longer):
        assert set(shape(body)) <= allowed | inline
    assert {"image", "lastFrame"} <= framed["instances"][0].keys()
    assert referred["instances"][0]["referenceImages"][0]["referenceType"] == "ASSET"
    assert "durationSeconds" not in longer["parameters"] and "video" in longer["instances"][0]
    assert longer["parameters"]["storageUri"] == "gs://b/out/longer"
    await camera.aclose()


async def test_a_clip_is_polled_and_fetched_as_the_captured_requests_did(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(3)
    camera = omni(google, tmp_path)
    clip = await until_clip(camera, await camera.roll(order(text="x", duration_s=3)))
    assert clip.path.read_bytes() == google.renders.film
    after = [(r.method, r.path, r.query) for r in google.asked[1:]]
    assert after[0] == ("GET", "/v1/interactions/v1_int0001", {"stream": "false"})
    assert after[-2:] == [
        ("GET", "/v1/files/v1_int0001", {}),
        ("GET", "/v1/files/v1_int0001:download", {"alt": "media"}),
    ]
    await camera.aclose()


async def test_a_render_is_collected_by_another_process_from_its_name(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(4)
    first = veo(google, tmp_path / "operations")
    operation = await first.roll(order(text="x", duration_s=4))
    await first.aclose()
    second = veo(google, tmp_path / "operations")
    assert await second.find("attempt-1") == operation
    clip = await until_clip(second, operation)
    assert clip.model == "veo-3.1-generate-001"
    assert clip.cost_cents == 160
    assert clip.parameters["prompt"] == "X. Single continuous shot, no scene cuts."
    assert len(google.renders.posts) == 1
    await second.aclose()
    elsewhere = veo(google, tmp_path / "lost")
    assert (await until_clip(elsewhere, operation)).cost_cents == 160
    await elsewhere.aclose()


async def test_a_render_is_settled_by_the_tokens_that_the_model_reports_where_they_have_a_price(
    google: Google, tmp_path: Path
) -> None:
    google.renders.film = a_film(3)
    camera = omni(google, tmp_path, models=read_models({OMNI: {"cents_per_million_tokens": 1000}}))
    planned = camera.estimate(order(text="x", duration_s=3).request).cents
    clip = await until_clip(camera, await camera.roll(order(text="x", duration_s=3)))
    assert clip.cost_cents == round(57_920 * 1000 / 1e6) != planned
    await camera.aclose()
