"""The contract of cameras, kept by all of ours: the animatic, Omni (both ways to it), Veo."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graphs.cameras.animatic.camera import AnimaticCamera
from graphs.cameras.animatic.operations import Stock
from graphs.cameras.contract import CameraContract
from graphs.crew.camera import Camera
from tests.google.cameras import a_film, omni, veo
from tests.google.server import Google, open_google


@pytest.fixture
async def google() -> AsyncIterator[Google]:
    async with open_google() as server:
        yield server


class TestAnimaticCamera(CameraContract):
    """Drawn here."""

    @pytest.fixture
    async def camera(self, tmp_path: Path) -> AsyncIterator[Camera]:
        camera = AnimaticCamera(tmp_path / "operations", stock=Stock(width=320, scale=0.5))
        yield camera
        await camera.aclose()


class TestOmniWithAKey(CameraContract):
    """Clips come as files of Google's."""

    shortest_s = 3.0

    @pytest.fixture
    async def camera(self, tmp_path: Path, google: Google) -> AsyncIterator[Camera]:
        google.renders.film = a_film(self.shortest_s)
        camera = omni(google, tmp_path / "operations")
        yield camera
        await camera.aclose()


class TestOmniOnVertex(TestOmniWithAKey):
    """Clips come in a bucket."""

    @pytest.fixture
    async def camera(self, tmp_path: Path, google: Google) -> AsyncIterator[Camera]:
        google.renders.film = a_film(self.shortest_s)
        camera = omni(google, tmp_path / "operations", vertex=True, bucket="gs://clips/out")
        yield camera
        await camera.aclose()


class TestVeo(CameraContract):
    """Clips come with the answer."""

    shortest_s = 4.0

    @pytest.fixture
    async def camera(self, tmp_path: Path, google: Google) -> AsyncIterator[Camera]:
        google.renders.film = a_film(self.shortest_s)
        camera = veo(google, tmp_path / "operations")
        yield camera
        await camera.aclose()
