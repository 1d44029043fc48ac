"""The look: contrast in both lights, one panel on a narrow window, focus that can be seen."""

import pytest
from playwright.async_api import Page, expect

from tests.page.conftest import Visit
from tests.page.room import Room, message, tool, write

pytestmark = pytest.mark.asyncio(loop_scope="package")

LEAST = 4.5
NARROW = {"width": 420, "height": 860}
PAIRS = [
    *[(text, ground) for text in ("text", "hush") for ground in ("ground", "side", "raised", "hover")],
    *[(text, ground) for text in ("link", "bad", "good", "accent-text") for ground in ("ground", "raised")],
    ("text", "glow"),
    ("ground", "text"),
    ("ground", "bad"),
    ("ink", "tungsten"),
]


def luminance(colour: list[float]) -> float:
    """Relative luminance of an sRGB colour in 0-255, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    """Contrast ratio, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


async def drawn(page: Page, role: str) -> list[float]:
    """A role's colour as the browser draws it, 0-255."""
    pixels: list[float] = await page.evaluate(
        """(role) => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = `var(--${role})`;
            const canvas = new OffscreenCanvas(1, 1).getContext("2d");
            canvas.fillStyle = getComputedStyle(probe).color;
            canvas.fillRect(0, 0, 1, 1);
            probe.remove();
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        role,
    )
    return pixels


@pytest.mark.parametrize("light", ["light", "dark"])
async def test_text_stands_out_from_its_ground(visit: Visit, room: Room, light: str) -> None:
    page = await visit("director", room.place, color_scheme=light)
    faint = {}
    for text, ground in PAIRS:
        ratio = contrast(await drawn(page, text), await drawn(page, ground))
        if ratio < LEAST:
            faint[text, ground] = round(ratio, 2)
    assert faint == {}


async def test_the_switch_overrules_the_system_and_is_remembered(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place, color_scheme="light")
    day = await drawn(page, "ground")
    await page.get_by_role("button", name="Light: As the system").click()
    await page.get_by_role("menuitemradio", name="Dark").click()
    night = await drawn(page, "ground")
    assert luminance(night) < 0.05 < luminance(day)
    await page.reload()
    await page.locator(".lot").wait_for()
    assert await drawn(page, "ground") == night


async def test_a_narrow_window_shows_one_panel_at_a_time(visit: Visit, room: Room) -> None:
    await room.say("dp", "a long line of talk that has to wrap in a window as narrow as the one of a phone")
    page = await visit("director", room.place, viewport=NARROW)
    sidebar, thread = page.locator(".sidebar"), page.locator(".thread")
    await expect(sidebar).to_be_hidden()
    await tool(message(page, "a long line"), "Reply in thread")
    await expect(thread).to_be_visible()
    await expect(page.locator(".place")).to_be_hidden()
    await write(page, "short", thread=True)
    await page.get_by_role("button", name="Back to the channel").click()
    await expect(thread).to_have_count(0)
    await page.get_by_role("button", name="Show the channels").click()
    await expect(sidebar).to_be_visible()
    await sidebar.locator(".nav-row", has_text="general").click()
    await expect(sidebar).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW["width"]


async def test_focus_is_shown_in_tungsten(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    await page.locator(".composer textarea").focus()
    await page.keyboard.press("Tab")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineColor")
    assert outline == "rgb(227, 155, 52)"
