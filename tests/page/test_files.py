"""Pictures, clips and other files: sent from the page, shown where they belong."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page import films
from tests.page.conftest import Visit
from tests.page.room import Room, message, write

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_picture_and_a_clip_go_out_in_one_message_and_the_clip_plays(
    visit: Visit, room: Room, tmp_path: Path
) -> None:
    director, dp = await visit("director", room.place), await visit("dp", room.place)
    chosen = [str(films.still(tmp_path)), str(films.clip(tmp_path))]
    await director.locator(".composer input[type=file]").set_input_files(chosen)
    await expect(director.locator(".chosen-files li")).to_have_count(2)
    await write(director, "look at the light")
    for page in (director, dp):
        sent = message(page, "look at the light")
        await expect(sent.locator(".still img")).to_have_js_property("naturalWidth", films.WIDTH)
        clip = sent.locator("video")
        await expect(clip).to_be_visible()
        await page.wait_for_function("video => video.readyState >= 2", arg=await clip.element_handle())
        assert await clip.evaluate("video => video.videoWidth") == films.WIDTH
        await clip.evaluate("video => { video.muted = true; return video.play(); }")
        await page.wait_for_function("video => video.currentTime > 0.1", arg=await clip.element_handle())


async def test_any_other_file_is_a_row_to_download(visit: Visit, room: Room, tmp_path: Path) -> None:
    sheet = tmp_path / "call sheet.txt"
    sheet.write_text("crew call 16:30")
    page = await visit("director", room.place)
    await page.locator(".composer input[type=file]").set_input_files(str(sheet))
    await page.get_by_role("button", name="Send").click()
    row = page.locator(".message .file-row")
    await expect(row).to_contain_text("call sheet.txt")
    async with page.expect_download() as download:
        await row.click()
    assert (await (await download.value).path()).read_text() == "crew call 16:30"


async def test_a_pasted_or_dropped_file_waits_in_the_composer_and_can_be_taken_off(visit: Visit, room: Room) -> None:
    page = await visit("director", room.place)
    drop = """(target, kind) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], kind + ".txt"));
        const whole = { bubbles: true, cancelable: true };
        const pasted = new ClipboardEvent("paste", { ...whole, clipboardData: data });
        target.dispatchEvent(kind === "paste" ? pasted : new DragEvent("drop", { ...whole, dataTransfer: data }));
    }"""
    await page.locator(".composer textarea").evaluate(drop, "paste")
    await page.locator(".place .list").evaluate(drop, "drop")
    await expect(page.locator(".chosen-files li")).to_have_count(2)
    await page.get_by_role("button", name="Take paste.txt off").click()
    await expect(page.locator(".chosen-files li")).to_have_text(["drop.txt1 B"])
