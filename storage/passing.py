"""Talk that passes by: keys alone, stored many in one transaction. What is kept of our own acts is in inbox.py."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.acts import Act
from storage.database import Database, insert_many_new, writes
from storage.tables import ActRow


def passes_by(act: Act) -> bool:
    """Whether an act is plainly none of ours: a message in the channel itself that does not address the bot."""
    return act.kind == "said" and act.thread == act.ref and not (act.addressed or act.direct)


class Passing:
    """Stores the keys of what passes by. Keys that come while a transaction runs go together into the next."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._waiting: list[tuple[str, asyncio.Future[bool]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, key: str) -> bool:
        """Store a key; whether it was new. Returns once its transaction is committed."""
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, stored))
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        return await stored

    async def _store_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._store_batch(batch)
        finally:
            self._storing = None

    async def _store_batch(self, batch: list[tuple[str, asyncio.Future[bool]]]) -> None:
        try:
            new = await self._insert(list({key for key, _ in batch}))
        except Exception as error:  # noqa: BLE001  # every sender must hear of it: Slack sends again what was not stored
            for _, stored in batch:
                if not stored.done():
                    stored.set_exception(error)
            return
        for key, stored in batch:
            if not stored.done():
                stored.set_result(key in new)
            new.discard(key)

    @writes
    async def _insert(self, session: AsyncSession, keys: list[str]) -> set[str]:
        return await insert_many_new(session, ActRow, [{"key": key} for key in keys], ActRow.key)
