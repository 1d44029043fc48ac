"""A set for each test: a floor on SQLite, a chat and a quick camera."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.along import Fitted
from tests.flows.stage import PricedCamera, Set, a_paid_set, a_set


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"a clip")
    return path


@pytest.fixture
async def stage(tmp_path: Path, clip: Path) -> AsyncIterator[Set]:
    async with a_set(tmp_path, clip) as the_set:
        yield the_set


@pytest.fixture
def priced(clip: Path) -> PricedCamera:
    """A paid camera; `looks` says how long its renders take."""
    return PricedCamera(clip)


@pytest.fixture
def fitted(clip: Path) -> Fitted:
    """A paid camera that takes material along as Omni does."""
    return Fitted(clip)


@pytest.fixture
async def paid_stage(tmp_path: Path, clip: Path, priced: PricedCamera) -> AsyncIterator[Set]:
    """A set whose takes cost money, with a limit of $15: the animatic draws its previs."""
    async with a_paid_set(tmp_path, clip, priced) as the_set:
        yield the_set
