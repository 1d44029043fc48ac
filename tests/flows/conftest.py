"""A set for each test: a floor on SQLite, a chat and a quick camera."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.stage import Set, a_set


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"a clip")
    return path


@pytest.fixture
async def stage(tmp_path: Path, clip: Path) -> AsyncIterator[Set]:
    async with a_set(tmp_path, clip) as the_set:
        yield the_set
