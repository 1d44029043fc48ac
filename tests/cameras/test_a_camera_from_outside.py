"""The example camera of docs/examples, run through the contract, and found by its entry point."""

import sys
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponseError, web

from bot.settings import read_settings
from graphs.cameras.contract import CameraContract
from graphs.cameras.opening import open_plugged, plugged
from graphs.crew.camera import Camera
from graphs.errors import Misconfigured
from tests.journeys.priced import drawn

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "http_camera"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EXAMPLE))
    sys.modules.pop("http_camera", None)
    return import_module("http_camera")


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[str]:
    """A model server as the example expects one: each render is seen running once."""
    renders: dict[str, dict[str, Any]] = {}

    async def put(request: web.Request) -> web.Response:
        renders.setdefault(request.match_info["id"], {"state": "running"} | await request.json())
        return web.json_response({}, status=201)

    async def get(request: web.Request) -> web.Response:
        if (render := renders.get(request.match_info["id"])) is None:
            return web.Response(status=404)
        seen = web.json_response(render)
        if render["state"] == "running":
            render["state"] = "done"
        return seen

    async def clip(request: web.Request) -> web.Response:
        seconds = renders[request.match_info["id"]]["seconds"]
        return web.Response(body=drawn(tmp_path / f"{seconds}.mp4", seconds).read_bytes())

    async def stop(request: web.Request) -> web.Response:
        return web.Response(status=409)  # this one can't stop

    app = web.Application()
    one = "/renders/{id}"
    app.add_routes([web.put(one, put), web.get(one, get), web.delete(one, stop), web.get(f"{one}/clip.mp4", clip)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


class TestHttpCamera(CameraContract):
    """The contract, kept by a camera from outside."""

    @pytest.fixture
    async def camera(self, tmp_path: Path, example: Any, server: str) -> AsyncIterator[Camera]:
        camera: Camera = example.HttpCamera(tmp_path / "http", server)
        yield camera
        await camera.aclose()


def installed(folder: Path, points: str) -> None:
    """A package as an installer leaves it: its entry points."""
    about = folder / "a_camera-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: a-camera\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[dailies.cameras]\n{points}\n")


def test_an_installed_package_brings_its_camera(tmp_path: Path, example: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, "http = http_camera:open_camera\nbroken = http_camera:nothing_of_the_kind")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("DAILIES_CAMERA", "http")
    assert plugged() == ("broken", "http")
    assert read_settings().camera == "http"
    assert open_plugged("http", tmp_path / "http").name == "http"
    with pytest.raises(Misconfigured, match=r"broken .* could not be opened"):
        open_plugged("broken", tmp_path)
    with pytest.raises(Misconfigured, match="called bolex"):
        open_plugged("bolex", tmp_path)


def test_the_example_says_where_its_camera_is() -> None:
    assert 'http = "http_camera:open_camera"' in (EXAMPLE / "pyproject.toml").read_text()
    lines = (EXAMPLE / "http_camera.py").read_text().splitlines()
    assert sum(bool(line.strip()) for line in lines) <= 60


async def test_an_error_of_the_server_is_no_clip_and_no_lost_render(tmp_path: Path, example: Any) -> None:
    answers = {"state": 200, "clip": 503}

    async def get(request: web.Request) -> web.Response:
        return web.json_response({"state": "done"}, status=answers["state"])

    async def clip(request: web.Request) -> web.Response:
        return web.Response(status=answers["clip"], text="<html>try again</html>")

    app = web.Application()
    app.add_routes([web.get("/renders/{id}", get), web.get("/renders/{id}/clip.mp4", clip)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    camera = example.HttpCamera(tmp_path / "http", f"http://127.0.0.1:{runner.addresses[0][1]}")
    with pytest.raises(ClientResponseError):
        await camera.collect("a1")
    assert not list(tmp_path.glob("http/*"))
    answers["state"] = 503
    with pytest.raises(ClientResponseError):  # not "there is no such render": it may run on
        await camera.find("a1")
    await runner.cleanup()
