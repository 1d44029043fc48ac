"""SIGKILL at every outside call of the slate and roll flows: every shot has its take, posted once, rolled once."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import SqlArchive
from storage.database import open_database
from tests.journeys.company import Company, a_company

CALLS = (
    "room.mark", "room.busy", "room.show_shot", "camera.roll", "camera.collect", "room.screen", "room.show_take",
)  # fmt: skip


async def assert_once(company: Company, thread: str, rolls: int = 1) -> None:
    """One slate card, one clip, one card for it; the camera's log has as many rolls as there were shots."""
    await company.until_take(thread)
    await company.until(lambda: _nothing_open(company), "an end of the work")  # whatever would come twice has come
    assert len(await company.clips(thread)) == 1
    own = [m for m in await company.thread(thread) if m.get("bot_id") and not m.get("files")]
    assert len(own) == 2, [m.get("text") for m in own]
    rolled = [o for o in company.operations() if o["step"] == "rolled"]
    assert len(rolled) == rolls, rolled


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_kill_at_an_outside_call_loses_nothing_and_doubles_nothing(tmp_path: Path, when: str) -> None:
    """One bot after the other is killed, each by a shot of its own, and the next one takes it up."""
    async with a_company(tmp_path) as company:
        await company.start_bot()
        await company.invite()
        await company.until(lambda: _greeted(company), "the greeting")
        for shots, call in enumerate(CALLS, start=1):
            company.lay_mine(f"{when}:{call}")
            thread = await company.ask()
            await company.bot_died()
            await company.start_bot()
            await assert_once(company, thread, shots)


@pytest.mark.parametrize("method", ["chat.postMessage", "files.completeUploadExternal"])
async def test_a_kill_between_the_workspaces_acceptance_and_our_row_posts_once(tmp_path: Path, method: str) -> None:
    async with a_company(tmp_path) as company:
        await company.start_bot()
        await company.invite()
        await company.until(lambda: _greeted(company), "the greeting")
        both = 2 if method == "chat.postMessage" else 1  # the director's own post is held too
        await company.backlot.fault("hold_answer", method=method, count=both)
        asking = asyncio.create_task(company.ask())

        async def accepted() -> bool:
            calls = await company.backlot.calls(method=method)
            return any(c["ok"] and c["args"].get("thread_ts") for c in calls)

        await company.until(accepted, f"an accepted {method}")
        await company.kill_bot()
        await company.backlot.release()
        thread = await asking
        await company.start_bot()
        await assert_once(company, thread)


async def _nothing_open(company: Company) -> bool:
    """Whether the bot has answered every event and rests: no row of its own wakes it again."""
    archive = SqlArchive(open_database(f"sqlite+aiosqlite:///{company.folder / 'dailies.db'}"))
    try:
        soon = datetime.now(UTC) + timedelta(days=1)
        return not await company.backlot.waiting() and not await archive.open_work(soon)
    finally:
        await archive.aclose()


async def _greeted(company: Company) -> bool:
    page = await company.backlot.client("editor").conversations_history(channel=company.channel)
    return any("/dailies help" in str(m) for m in page["messages"])
