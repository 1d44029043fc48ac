"""One backlot and one browser for the whole folder; a channel and pages of its own for every test."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests import chromium
from tests.backlot.running import Backlot, running_backlot
from tests.page.room import Room

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"width": 1280, "height": 800}
LONGEST_MS = 10_000
EXPECTED = ("ERR_CONNECTION_REFUSED",)

Visit = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def lot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Backlot]:
    """A backlot whose rate limits do not slow the tests down."""
    folder: Path = tmp_path_factory.mktemp("lot")
    async with running_backlot(folder, rate_scale=200) as running:
        yield running


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; where there is none the tests are skipped, or fail in CI."""
    found = chromium.find()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(chromium.MISSING)
    expect.set_options(timeout=LONGEST_MS)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="package")
async def visit(browser: Browser, lot: Backlot) -> AsyncIterator[Visit]:
    """Open the page as somebody: `await visit("director", "#/C1")`. What the browser complains of fails the test."""
    complaints: list[str] = []
    opened: list[Page] = []

    async def go(person: str, place: str = "", *, url: str = "", **options: object) -> Page:
        context = await browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        page = await context.new_page()
        page.set_default_timeout(LONGEST_MS)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
        await page.goto(f"{url or lot.url}/?as={person}{place}")
        await page.locator(".lot").wait_for()
        opened.append(page)
        return page

    yield go
    await asyncio.gather(*(page.context.close() for page in opened))
    assert [words for words in complaints if not any(known in words for known in EXPECTED)] == []


@pytest_asyncio.fixture(loop_scope="package")
async def room(lot: Backlot) -> Room:
    """A channel of its own, made by the director, with the DP in it."""
    return await Room.made(lot)
