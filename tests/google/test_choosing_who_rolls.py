"""Who rolls, by the settings; what the doctor says of it; takes of a camera that is not there any more."""

from collections import deque
from pathlib import Path

import pytest

from bot.cli.doctor import _finishes, _rolls
from bot.main import Parts, open_archive, open_cameras
from bot.settings import Settings, read_settings
from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.doctor import examine, examine_bucket
from graphs.cameras.models import read_models
from graphs.errors import CameraFault, Misconfigured
from graphs.vocabulary.requests import ShotRequest
from tests.contracts.studio import NOW
from tests.google.conftest import with_key, with_project
from tests.google.replies import Reply, body, refused
from tests.google.server import KEY, Google

NAMES = ("GOOGLE_API_KEY", "GEMINI_API_KEY", "GOOGLE_GENAI_USE_ENTERPRISE", "GOOGLE_GENAI_USE_VERTEXAI",
         "GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_VERTEX_BASE_URL",
         "DAILIES_CAMERA", "DAILIES_OMNI_MODEL", "DAILIES_VEO_MODEL", "DAILIES_MODELS", "DAILIES_DRAFT")  # fmt: skip
BESIDE = ("omni:gemini-omni-1.1-flash", "veo:veo-3.1-generate-001", "veo:veo-3.1-lite-generate-001")  # for masters
VERTEX = {"GOOGLE_GENAI_USE_VERTEXAI": "true", "GOOGLE_CLOUD_PROJECT": "proj"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAILIES_DATA", str(tmp_path))


def settings(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


@pytest.mark.parametrize(
    ("environment", "cameras"),
    [
        ({}, {"animatic"}),
        ({"GEMINI_API_KEY": "a"}, {"animatic", "omni", *BESIDE[:1]}),
        (VERTEX, {"animatic", "omni", "veo", *BESIDE}),
        (VERTEX | {"DAILIES_CAMERA": "veo"}, {"animatic", "omni", "veo", *BESIDE}),
    ],
)
async def test_the_cameras_that_there_is_a_way_to_are_open(
    environment: dict[str, str], cameras: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_cameras(settings(monkeypatch, **environment), Parts()) as opened:
        assert set(opened) == cameras


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"DAILIES_CAMERA": "omni"}, "set GEMINI_API_KEY, or GOOGLE_GENAI_USE_VERTEXAI=true"),
        ({"DAILIES_CAMERA": "veo", "GEMINI_API_KEY": "a"}, "Veo is served on Vertex only"),
        ({"GEMINI_API_KEY": "a", "DAILIES_OMNI_MODEL": "omni-9"}, "nothing is known of omni-9"),
    ],
)
async def test_what_is_missing_is_named(
    environment: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Misconfigured, match=told):
        async with open_cameras(settings(monkeypatch, **environment), Parts()):
            pass


async def test_a_take_of_a_camera_that_is_gone_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_cameras(settings(monkeypatch), Parts()) as opened:
        assert "not set up here any more" in str(opened["veo"].refusal(ShotRequest()))
        with pytest.raises(CameraFault, match="no camera veo"):
            await opened["veo"].collect("projects/p/operations/1")


@pytest.mark.parametrize(
    ("reply", "lines"),
    [
        (body({"name": "models/gemini-omni-1.2-flash"}), ["API key: taken", "model: gemini-omni-1.2-flash", "unpaid"]),
        (refused(404, "NOT_FOUND"), ["is not served here"]),
        (refused(400, "INVALID_ARGUMENT", "API_KEY_INVALID"), ["Google does not take it"]),
    ],
)
async def test_the_doctor_asks_for_key_and_model(
    google: Google, reply: object, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(reply)
    google.reply(reply)
    asked = settings(monkeypatch, DAILIES_CAMERA="omni", GEMINI_API_KEY=KEY, GOOGLE_GEMINI_BASE_URL=google.url)
    found = await _rolls(asked)
    for line in lines:
        assert any(line in told for _, told in found), found
    assert len(found) == 5 and all(KEY not in told for _, told in found)
    assert all(good for good, _ in found) is (len(lines) == 3)


async def test_the_doctor_says_where_a_model_serves(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    google.reply(body({"name": "publishers/google/models/gemini-omni-1.2-flash"}))
    found = await examine(with_project(google), read_models()["gemini-omni-1.2-flash"], 2)
    assert (False, "region: gemini-omni-1.2-flash serves in global, not in us-central1") in found


async def test_the_doctor_says_what_can_be_known_of_a_quota(google: Google) -> None:
    google.reply(body({"name": "publishers/google/models/veo-3.1-generate-001"}))
    found = await examine(with_project(google), read_models()["veo-3.1-generate-001"], 3)
    [quota] = [line for _, line in found if line.startswith("quota")]
    assert "50 requests a minute for a project" in quota and "at most 3 renders" in quota


@pytest.mark.parametrize(
    ("fault", "good", "told"),
    [
        (None, True, "bucket: gs://dailies/takes can be read"),
        (refused(404, "NOT_FOUND"), False, "there is no such bucket"),
        (refused(403, "PERMISSION_DENIED"), False, "may not read it"),
        (refused(503, "UNAVAILABLE"), False, "does not answer"),
    ],
)
async def test_the_doctor_looks_into_the_bucket(google: Google, fault: Reply | None, good: bool, told: str) -> None:
    if fault:
        google.renders.faults["bucket"] = deque([fault])
    found = await examine_bucket(with_project(google), Bucket("gs://dailies/takes", google.url))
    assert found[0] is good and told in found[1]
    assert google.asked[-1].path == "/storage/v1/b/dailies/o" and google.asked[-1].method == "GET"


async def test_a_bucket_beside_an_api_key_is_of_no_use(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await examine_bucket(with_key(google), Bucket("gs://dailies", google.url)) == (
        False,
        "bucket: gs://dailies is for a project on Vertex; with an API key nothing is put there",
    )
    google.reply(body({"name": "models/gemini-omni-1.2-flash"}))
    told = {"DAILIES_CAMERA": "omni", "GEMINI_API_KEY": KEY, "GOOGLE_GEMINI_BASE_URL": google.url}
    found = await _rolls(settings(monkeypatch, DAILIES_GOOGLE_BUCKET="gs://dailies", **told))
    assert any("gs://dailies" in line for _, line in found), "doctor looks where the settings name one"


@pytest.mark.parametrize(
    ("camera", "good", "told"),
    [
        ("omni:gemini-omni-1.1-flash", True, "masters of scene-14: omni:gemini-omni-1.1-flash, served here"),
        ("veo:veo-3.1-generate-001", False, "needs a project on Vertex"),
        ("omni:omni-9", False, "nothing is known of omni-9"),
        ("in-house", False, "is not set up here"),
    ],
)
async def test_the_doctor_asks_for_the_camera_of_a_productions_masters(
    google: Google, camera: str, good: bool, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    google.reply(body({"name": "models/gemini-omni-1.1-flash"}))
    asked = settings(monkeypatch, GEMINI_API_KEY=KEY, GOOGLE_GEMINI_BASE_URL=google.url)
    assert await _finishes(asked) == []
    async with open_archive(asked) as archive:
        production = await archive.open_production("T1", "C1", "scene-14", "U1", "UTC", NOW)
        await archive.change_production(production.id, master_camera=camera)
    [found] = await _finishes(asked)
    assert found[0] is good and told in found[1], found
