"""A clip on its way here: cut off, short, no film, gone, or sent on to a stranger."""

from pathlib import Path

import pytest

from graphs.cameras.contract import order, until_clip
from graphs.errors import CameraFault
from tests.google import video
from tests.google.cameras import a_film, omni, veo
from tests.google.replies import Reply, raw, refused
from tests.google.server import KEY, TOKEN, Google, open_google

ASKED = order(text="a lighthouse", duration_s=3)


@pytest.mark.parametrize("vertex", [False, True])
@pytest.mark.parametrize("broken", ["cut off", "short", "html", "no film"])
async def test_a_broken_download_is_fetched_again_and_never_taken_for_a_clip(
    google: Google, tmp_path: Path, broken: str, vertex: bool
) -> None:
    film = google.renders.film = a_film(3)
    reply = {
        "cut off": video.cut_off(film),
        "short": video.film(film[: len(film) // 2]),
        "html": raw("<html>sign in</html>", 200, "text/html"),
        "no film": video.film(film[:12] + b"\0" * (len(film) - 12)),
    }[broken]
    google.renders.fault("download", reply, reply)
    camera = omni(google, tmp_path / "operations", vertex=vertex, bucket="gs://b/out" if vertex else None)
    clip = await until_clip(camera, await camera.roll(ASKED))
    assert clip.path.read_bytes() == film
    assert google.renders.served["download"] == 3
    assert len(google.renders.posts) == 1
    assert [p.name for p in (tmp_path / "operations").iterdir() if p.name.endswith(".part")] == []
    await camera.aclose()


async def test_a_clip_that_never_comes_whole_ends_in_a_sentence_with_its_price(google: Google, tmp_path: Path) -> None:
    google.renders.film = b"\0" * 4000
    camera = omni(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await until_clip(camera, await camera.roll(ASKED))
    assert "could not be fetched whole. It cost $0.21." in fault.value.said
    assert fault.value.cost_cents == 21
    await camera.aclose()


async def test_bytes_in_the_answer_are_looked_at_as_well(google: Google, tmp_path: Path) -> None:
    google.renders.film = b"no film at all"
    camera = veo(google, tmp_path)
    with pytest.raises(CameraFault, match="mp4"):
        await until_clip(camera, await camera.roll(order(text="x", duration_s=4)))
    await camera.aclose()


@pytest.mark.parametrize("reply", [refused(403, "PERMISSION_DENIED"), refused(404, "NOT_FOUND")])
async def test_a_clip_that_has_expired_is_told_as_gone(google: Google, tmp_path: Path, reply: Reply) -> None:
    google.renders.fault("file", reply)
    camera = omni(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await until_clip(camera, await camera.roll(ASKED))
    assert "has expired" in fault.value.said and "$0.21" in fault.value.said
    await camera.aclose()


async def test_a_clip_in_a_bucket_that_may_not_be_read_is_no_clip_that_has_expired(
    google: Google, tmp_path: Path
) -> None:
    google.renders.fault("object", refused(403, "PERMISSION_DENIED"))
    camera = omni(google, tmp_path, vertex=True, bucket="gs://b/out")
    with pytest.raises(CameraFault) as fault:
        await until_clip(camera, await camera.roll(ASKED))
    assert fault.value.said == (
        "The clip is in the bucket, and Dailies may not read it there; "
        "an admin must look at the login's rights. It cost $0.21."
    )
    await camera.aclose()


@pytest.mark.parametrize("vertex", [False, True])
async def test_a_redirect_is_not_followed_and_carries_no_key(google: Google, tmp_path: Path, vertex: bool) -> None:
    async with open_google() as stranger:
        google.renders.film = a_film(3)
        google.renders.fault("download", *[video.elsewhere(f"{stranger.url}/v1/files/x:download?alt=media")] * 9)
        camera = omni(google, tmp_path / "o", vertex=vertex, bucket="gs://b/out" if vertex else None)
        with pytest.raises(CameraFault) as fault:
            await until_clip(camera, await camera.roll(ASKED))
        assert "another host" in fault.value.said
        assert stranger.asked == []
        await camera.aclose()


@pytest.mark.parametrize("make", [omni, veo])
async def test_no_submit_and_no_look_follows_a_redirect(google: Google, tmp_path: Path, make: object) -> None:
    async with open_google() as stranger:
        assert callable(make)
        camera = make(google, tmp_path)
        google.renders.fault("submit", video.elsewhere(f"{stranger.url}/v1/interactions"))
        with pytest.raises(CameraFault):
            await camera.roll(order(text="x", duration_s=4))
        google.renders.fault("look", video.elsewhere(f"{stranger.url}/elsewhere"))
        await camera.collect(await camera.roll(order("second", text="x", duration_s=4)))
        assert stranger.asked == []
        await camera.aclose()


async def test_a_clip_of_four_megabytes_comes_inline_where_vertex_has_no_bucket(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(3)
    camera = omni(google, tmp_path / "operations", vertex=True)
    clip = await until_clip(camera, await camera.roll(ASKED))
    assert clip.path.read_bytes() == google.renders.film
    assert "delivery" not in google.renders.posts[0].body["response_format"]
    await camera.aclose()


async def test_no_key_and_no_token_is_kept_with_a_clip(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(3)
    for vertex in (False, True):
        camera = omni(google, tmp_path / str(vertex), vertex=vertex)
        await until_clip(camera, await camera.roll(ASKED))
        await camera.aclose()
    for path in tmp_path.rglob("*.*"):
        data = path.read_bytes() if path.is_file() else b""
        assert KEY.encode() not in data and TOKEN.encode() not in data, path
