"""The work book: what is to be advanced, and how each work rests. Waking is the floor's."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, cast, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.entries import Rest, Standing
from graphs.errors import NotFound
from graphs.vocabulary.refs import Ref
from storage.book import Book
from storage.database import insert_missing, reads, writes
from storage.tables import ActRow, WorkRow


class SqlWorkBook(Book):
    """The archive's works."""

    @reads
    async def open_work(self, session: AsyncSession, now: datetime, limit: int = 1000) -> list[str]:
        return list(await session.scalars(_due(), {"now": now, "limit": limit}))

    @reads
    async def stands(self, session: AsyncSession, work: str) -> Standing:
        found = (await session.execute(_standing(), {"work": work})).one_or_none()
        if found is None:
            raise NotFound(f"no work is called {work}")
        return Standing(*found)

    @writes
    async def rest(self, session: AsyncSession, work: str, rest: Rest, dues: int | None = None) -> bool:
        row = await work_row(session, work)
        rests = dues is None or dues == row.dues
        row.done = rests and rest.done
        row.waiting = rests and not rest.done and rest.until is None
        row.due_at = rest.until if rests else None
        if not row.stumbling:
            row.failures, row.trouble = 0, None
        row.stumbling = False
        return rests

    @writes
    async def stumbled(self, session: AsyncSession, work: str, trouble: str, until: datetime) -> int:
        row = await work_row(session, work)
        row.failures += 1
        row.trouble, row.stumbling = trouble, True
        row.done, row.waiting, row.due_at = False, False, until
        return row.failures

    @writes
    async def reopen(self, session: AsyncSession, work: str) -> None:
        await work_row(session, work)
        await make_due(session, work)


async def work_row(session: AsyncSession, work: str) -> WorkRow:
    """A work's row, locked. Raises NotFound."""
    row: WorkRow | None = await session.scalar(_locked(), {"work": work})
    if row is None:
        raise NotFound(f"no work is called {work}")
    return row


@cache
def _due() -> Select[str]:
    """The `limit` open works that are due `now`, oldest first. What is asked all the time is put together once."""
    due = WorkRow.due_at.is_(None) | (WorkRow.due_at <= bindparam("now"))
    oldest = (WorkRow.due_at.asc().nulls_first(), WorkRow.seq)
    open_ = select(WorkRow.id).where(~WorkRow.done, ~WorkRow.waiting, due)
    return open_.order_by(*oldest).limit(bindparam("limit", type_=Integer))


@cache
def _standing() -> Select[int, bool, bool, datetime | None]:
    """How a `work` stands."""
    standing = select(WorkRow.dues, WorkRow.done, WorkRow.waiting, WorkRow.due_at)
    return standing.where(WorkRow.id == bindparam("work"))


@cache
def _locked() -> Select[WorkRow]:
    """The row of a `work`, locked."""
    return select(WorkRow).where(WorkRow.id == bindparam("work")).with_for_update()


async def open_one(session: AsyncSession, work: str) -> None:
    """Open a work, due at once; as it stands where it was opened before."""
    await insert_missing(session, WorkRow, id=work)


async def make_due(session: AsyncSession, work: str) -> None:
    """Make a work due at once, whatever it rested for; a step of it that runs is followed by another."""
    anew = _due_now() | {"done": False, "failures": 0, "stumbling": False, "trouble": None}
    await session.execute(update(WorkRow).where(WorkRow.id == work).values(anew))


async def wake_reactions(session: AsyncSession, ref: Ref) -> None:
    """A message is known now: reactions kept for it are due at once."""
    kept = select("note:" + cast(ActRow.id, String)).where(ActRow.ref == ref, ActRow.kind.in_(("reacted", "unreacted")))
    await session.execute(update(WorkRow).where(WorkRow.id.in_(kept), ~WorkRow.done).values(_due_now()))


def _due_now() -> dict[str, Any]:
    """It is counted, so that a step which began before does not rest over it."""
    return {"waiting": False, "due_at": None, "dues": WorkRow.dues + 1}
