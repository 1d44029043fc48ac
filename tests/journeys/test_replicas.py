"""The same house on PostgreSQL: a journey, with one replica killed in the middle and another that takes over."""

from pathlib import Path

from tests.journeys.company import Company, a_company
from tests.journeys.test_trouble import NOTE, said


async def test_a_request_on_postgresql_survives_a_kill_and_its_notes_are_kept(
    tmp_path: Path, postgres_url: str
) -> None:
    async with a_company(tmp_path, DATABASE_URL=postgres_url) as company:
        await company.start_bot()
        company.lay_mine("after:camera.roll")
        await company.invite()
        thread = await company.ask()
        await company.bot_died()
        await company.start_bot()
        await company.until_take(thread)
        await company.backlot.client("dp").chat_postMessage(channel=company.channel, thread_ts=thread, text=NOTE)
        await company.until(lambda: said(company, "Notes 1", thread), "the note on the card")
        assert len(await company.clips(thread)) == 1
        assert len([o for o in company.operations() if o["step"] == "rolled"]) == 1
        assert not (company.folder / "dailies.db").exists()


async def test_two_replicas_share_the_work_and_post_each_thing_once(tmp_path: Path, postgres_url: str) -> None:
    async with a_company(tmp_path, DATABASE_URL=postgres_url) as first:
        second = Company(first.backlot, first.folder, DATABASE_URL=postgres_url)
        await first.start_bot()
        await second.start_bot()
        try:
            await first.invite()
            threads = [await first.ask() for _ in range(3)]
            for thread in threads:
                await first.until_take(thread)
            for thread in threads:
                own = [m for m in await first.thread(thread) if m.get("bot_id")]
                assert len(own) == 3, [m.get("text") for m in own]
            assert len([o for o in first.operations() if o["step"] == "rolled"]) == 3
        finally:
            await second.end_bot()
