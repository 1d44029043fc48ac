"""One OpenGL context for all tests that look at pictures."""

from typing import Any

import pytest


@pytest.fixture(scope="session")
def gl() -> Any:
    from graphs.cameras.animatic.gl import open_context

    return open_context()
