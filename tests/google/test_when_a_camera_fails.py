"""Everything that goes wrong on the cameras' wire: what people are told, and that nothing is submitted twice."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graphs.cameras.contract import order, until_clip
from graphs.cameras.google.camera import LONGEST_RENDER_S, GoogleCamera
from graphs.cameras.google.journal import Journal
from graphs.crew.camera import StillRolling
from graphs.errors import Busy, CameraFault, CannotTell, UnknownOperation
from tests.google import video
from tests.google.cameras import a_film, omni, veo
from tests.google.replies import Reply, hang_up, never, raw, refused
from tests.google.server import Google

HTML = raw("<html><h1>Bad Gateway</h1></html>", 502, "text/html")
SHORT_S = 0.3
ASKED = order(text="a lighthouse", duration_s=4)


@pytest.fixture(params=["omni", "omni on vertex", "veo"])
async def camera(request: pytest.FixtureRequest, google: Google, tmp_path: Path) -> AsyncIterator[GoogleCamera]:
    """Each of the cameras; every test here holds for all of them."""
    google.renders.film = a_film(4)
    folder = tmp_path / "operations"
    opened: GoogleCamera
    if request.param == "veo":
        opened = veo(google, folder, timeout_s=SHORT_S)
    else:
        vertex = request.param == "omni on vertex"
        opened = omni(google, folder, vertex=vertex, bucket="gs://b/out" if vertex else None, timeout_s=SHORT_S)
    yield opened
    await opened.aclose()


def plain(said: str) -> bool:
    """Words for the thread: no markup, no status line, nothing of Google's."""
    return "<" not in said and "{" not in said and "HTTP" not in said and said.endswith((".", "?"))


@pytest.mark.parametrize(
    ("reply", "at_least_s"),
    [
        (refused(429, "RESOURCE_EXHAUSTED"), 0.0),
        (refused(429, "RESOURCE_EXHAUSTED", Retry_After="7"), 7.0),
        (refused(429, "RESOURCE_EXHAUSTED", retry="11s"), 11.0),
    ],
)
async def test_a_busy_model_took_nothing_and_is_asked_again_for_the_same_attempt(
    camera: GoogleCamera, google: Google, reply: Reply, at_least_s: float
) -> None:
    google.renders.fault("submit", reply)
    with pytest.raises(Busy) as busy:
        await camera.roll(ASKED)
    assert busy.value.after_s is not None and busy.value.after_s >= at_least_s
    assert await camera.find("attempt-1") is None
    await camera.roll(ASKED)
    assert (len(google.renders.posts), len(google.renders.renders)) == (2, 1)


async def test_a_model_that_stays_busy_ends_in_a_sentence(camera: GoogleCamera, google: Google) -> None:
    google.renders.fault("submit", *[refused(429, "RESOURCE_EXHAUSTED")] * 16)
    waits = []
    for _ in range(15):
        with pytest.raises(Busy) as busy:
            await camera.roll(ASKED)
        waits.append(busy.value.after_s or 0)
    assert waits[10] > waits[2] > 0
    with pytest.raises(CameraFault) as fault:
        await camera.roll(ASKED)
    assert not isinstance(fault.value, Busy) and "quota" in fault.value.said
    assert google.renders.renders == {}


@pytest.mark.parametrize(
    "reply", [refused(500, "INTERNAL"), HTML, refused(503, "UNAVAILABLE"), hang_up, never], ids=lambda r: str(r)[:20]
)
@pytest.mark.parametrize("point", ["submit", "accepted"])
async def test_an_answer_that_tells_nothing_is_asked_about_and_never_sent_again(
    camera: GoogleCamera, google: Google, reply: Reply, point: video.Point
) -> None:
    google.renders.fault(point, reply)
    for _ in range(3):
        with pytest.raises(CannotTell) as fault:
            await camera.roll(ASKED)
        assert plain(fault.value.said)
    with pytest.raises(CannotTell):
        await camera.find("attempt-1")
    assert len(google.renders.posts) == 1
    await camera.roll(order("attempt-2", text="a lighthouse", duration_s=4))  # somebody said to roll again
    assert len(google.renders.posts) == 2


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (refused(400, "INVALID_ARGUMENT", message="durationSeconds is out of range"), "the length"),
        (refused(400, "INVALID_ARGUMENT", message="<b>no</b>"), "did not take"),
        (refused(401, "UNAUTHENTICATED"), "an admin must look"),
        (refused(403, "PERMISSION_DENIED"), "an admin must look"),
        (refused(400, "INVALID_ARGUMENT", "API_KEY_INVALID"), "an admin must look"),
    ],
)
async def test_a_refused_submit_is_told_in_words_and_costs_nothing(
    camera: GoogleCamera, google: Google, reply: Reply, told: str
) -> None:
    google.renders.fault("submit", reply)
    with pytest.raises(CameraFault) as fault:
        await camera.roll(ASKED)
    assert told in fault.value.said and "Nothing was charged" in fault.value.said and plain(fault.value.said)
    assert not fault.value.again
    assert await camera.find("attempt-1") is None


@pytest.mark.parametrize(
    "reply", [refused(500, "INTERNAL"), HTML, refused(503, "UNAVAILABLE"), hang_up, never,
              refused(429, "RESOURCE_EXHAUSTED", Retry_After="1")], ids=lambda r: str(r)[:20],
)  # fmt: skip
async def test_trouble_while_looking_changes_nothing_but_when_to_look_again(
    camera: GoogleCamera, google: Google, reply: Reply
) -> None:
    operation = await camera.roll(ASKED)
    google.renders.fault("look", reply, reply)
    waits = [await camera.collect(operation) for _ in range(2)]
    assert all(isinstance(wait, StillRolling) and wait.again_in_s > 0 for wait in waits)
    clip = await until_clip(camera, operation)
    assert clip.cost_cents > 0
    assert len(google.renders.posts) == 1


async def test_retry_after_is_kept_while_looking(camera: GoogleCamera, google: Google) -> None:
    operation = await camera.roll(ASKED)
    google.renders.fault("look", refused(429, "RESOURCE_EXHAUSTED", Retry_After="9"))
    standing = await camera.collect(operation)
    assert isinstance(standing, StillRolling) and 9 <= standing.again_in_s < 11


async def test_an_operation_that_google_lost_is_told_as_such(camera: GoogleCamera, google: Google) -> None:
    operation = await camera.roll(ASKED)
    google.renders.renders.clear()
    with pytest.raises(UnknownOperation) as fault:
        await camera.collect(operation)
    assert plain(fault.value.said)
    cents = camera.estimate(ASKED.request).cents
    assert fault.value.said.endswith(f"can't be told. ${cents / 100:.2f} counts as spent.")
    assert fault.value.cost_cents == cents


async def test_what_a_render_cost_that_nothing_is_written_of_is_left_open(camera: GoogleCamera) -> None:
    with pytest.raises(UnknownOperation) as fault:
        await camera.collect("no-such-operation")
    assert fault.value.cost_cents is None and "Nothing was charged" not in fault.value.said


async def test_a_render_that_never_ends_counts_at_its_price(
    camera: GoogleCamera, google: Google, tmp_path: Path
) -> None:
    google.renders.looks = 100_000
    operation = await camera.roll(ASKED)
    Journal(tmp_path / "operations").note(operation, at=time.time() - LONGEST_RENDER_S - 1)
    with pytest.raises(CameraFault, match="never ended") as fault:
        await camera.collect(operation)
    assert fault.value.said.endswith("counts as spent.")
    assert fault.value.cost_cents == camera.estimate(ASKED.request).cents


async def test_a_key_that_stops_working_is_the_admins(camera: GoogleCamera, google: Google) -> None:
    operation = await camera.roll(ASKED)
    google.renders.fault("look", refused(403, "PERMISSION_DENIED"))
    with pytest.raises(CameraFault, match="look: 403") as fault:
        await camera.collect(operation)
    assert "an admin must look" in fault.value.said and fault.value.said.endswith("counts as spent.")
    assert fault.value.cost_cents == camera.estimate(ASKED.request).cents


async def test_nobody_there_is_not_taken_and_is_asked_again(google: Google, tmp_path: Path) -> None:
    url = google.url
    google.url = "http://127.0.0.1:9"  # the discard port: nobody listens
    unreached = omni(google, tmp_path / "operations")
    with pytest.raises(Busy):
        await unreached.roll(ASKED)
    await unreached.aclose()
    google.url = url
    reached = omni(google, tmp_path / "operations")
    assert await reached.roll(ASKED)
    assert len(google.renders.posts) == 1
    await reached.aclose()


@pytest.mark.parametrize(
    ("ending", "told", "again"),
    [
        (video.omni_ends("failed", "content_policy", "Blocked by safety"), "refused", False),
        (video.omni_ends("failed", "content_policy", "Support codes: 61493863"), "as violence", False),
        (video.omni_ends("failed", "internal", "Internal error"), "failed while it rolled", True),
        (video.omni_ends("completed", text="I can't <i>generate</i> that.", tokens=1), "declined", False),
        (video.omni_ends("completed"), "No clip came back", True),
        (video.omni_ends("incomplete", tokens=None), "broke off", False),
        (video.omni_ends("budget_exceeded"), "broke off", False),
    ],
)
async def test_what_omni_ends_without_a_clip_is_told(
    google: Google, tmp_path: Path, ending: video.Ending, told: str, again: bool
) -> None:
    google.renders.ends, google.renders.looks = ending, 0
    camera = omni(google, tmp_path)
    operation = await camera.roll(ASKED)
    with pytest.raises(CameraFault) as fault:
        await camera.collect(operation)
    assert told in fault.value.said and plain(fault.value.said)
    assert fault.value.again is again
    charged = fault.value.cost_cents
    assert ("Nothing was charged" in fault.value.said) is (charged == 0)
    assert charged == (28 if told == "declined" else 0)
    await camera.aclose()


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (video.omni_ends("failed", "internal", "Internal error", tokens=1), "failed while it rolled"),
        (video.omni_ends("completed", tokens=1), "No clip came back"),
    ],
)
async def test_what_omni_charged_without_a_clip_is_told(
    google: Google, tmp_path: Path, ending: video.Ending, told: str
) -> None:
    google.renders.ends, google.renders.looks = ending, 0
    camera = omni(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await camera.collect(await camera.roll(ASKED))
    assert told in fault.value.said and fault.value.said.endswith(" It cost $0.28.") and fault.value.cost_cents == 28
    await camera.aclose()


async def test_an_empty_answer_is_worth_one_more_attempt_only(google: Google, tmp_path: Path) -> None:
    google.renders.ends, google.renders.looks = video.veo_empty, 0
    camera = veo(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await camera.collect(await camera.roll(ASKED))
    assert (fault.value.again, fault.value.at_most) == (True, 2)
    await camera.aclose()


@pytest.mark.parametrize(
    ("ending", "told", "again"),
    [
        (video.veo_error(3, "The prompt is too long"), "it is about the words", False),
        (video.veo_error(3, "Blocked. Support codes: 29310472"), "a real, known person", False),
        (video.veo_error(8, "high load"), "overloaded", True),
        (video.veo_error(13), "broke down", True),
        (video.veo_error(14), "broke down", True),
        (video.veo_error(5), "broke down", False),
        (video.veo_filtered("61493863", "17301594"), "violence and a child", False),
        (video.veo_filtered("99999999"), "does not name", False),
        (video.veo_filtered(said="We could not process the audio of your video."), "for its sound", True),
    ],
)
async def test_what_veo_ends_without_a_clip_is_told(
    google: Google, tmp_path: Path, ending: video.Ending, told: str, again: bool
) -> None:
    google.renders.ends, google.renders.looks = ending, 0
    camera = veo(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await camera.collect(await camera.roll(ASKED))
    assert told in fault.value.said and "Nothing was charged" in fault.value.said and plain(fault.value.said)
    assert fault.value.again is again
    await camera.aclose()


async def test_a_load_is_waited_out_before_the_next_attempt(google: Google, tmp_path: Path) -> None:
    google.renders.ends, google.renders.looks = video.veo_error(8), 0
    camera = veo(google, tmp_path)
    with pytest.raises(CameraFault) as fault:
        await camera.collect(await camera.roll(ASKED))
    assert fault.value.after_s == 60
    await camera.aclose()


async def test_filtered_in_part_the_clip_that_is_there_is_taken(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(4)
    google.renders.ends = video.veo_filtered("61493863", partly=True)
    camera = veo(google, tmp_path)
    assert (await until_clip(camera, await camera.roll(ASKED))).path.read_bytes() == google.renders.film
    await camera.aclose()
