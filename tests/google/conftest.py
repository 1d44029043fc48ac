"""The server, and the interpreter that reads through it with the real SDK."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from google.oauth2.credentials import Credentials

from graphs.interpreters.gemini import Access, GeminiInterpreter
from graphs.interpreters.rules import RulesInterpreter
from tests.google.server import KEY, TOKEN, Google, open_google

MODEL = "gemini-3.8-flash"
LONG_S = 30.0  # a deadline that no test reaches


@pytest.fixture
async def google() -> AsyncIterator[Google]:
    async with open_google() as server:
        yield server


def with_key(google: Google, key: str = KEY) -> Access:
    return Access(api_key=key, base_url=google.url)


def with_project(google: Google) -> Access:
    credentials = Credentials(token=TOKEN)  # type: ignore[no-untyped-call]
    return Access(vertex=True, project="proj", location="us-central1", base_url=google.url, credentials=credentials)


Reader = Callable[..., GeminiInterpreter]


@pytest.fixture
async def reader(google: Google) -> AsyncIterator[Reader]:
    """Makes interpreters that ask the server, and closes them."""
    async with AsyncExitStack() as stack:

        def made(access: Access | None = None, deadline_s: float = LONG_S) -> GeminiInterpreter:
            gemini = GeminiInterpreter(
                RulesInterpreter(), access or with_key(google), model=MODEL, deadline_s=deadline_s
            )
            stack.push_async_callback(gemini.aclose)
            return gemini

        yield made
