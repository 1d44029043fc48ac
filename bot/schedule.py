"""What the clock sets off. It only makes rows due and wakes them: the work is keyed, so that it happens once."""

from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from graphs.crew import Crew

log = structlog.get_logger()


class Schedule:
    """Each minute, and at start: digests that have come due, also while nobody was running."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    async def start(self) -> None:
        """Look once at start, then each minute."""
        self._scheduler.add_job(self.look, "interval", seconds=60, id="digests", coalesce=True, max_instances=1)
        self._scheduler.start()
        await self.look()

    async def look(self) -> None:
        """Open the digests that are due by the crew's clock, and wake them."""
        for work in await self._crew.archive.open_due_digests(self._crew.clock()):
            log.info("digest_due", action="digest", work=work)
            await self._crew.wake(work)

    def stop(self) -> None:
        """No more looks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
