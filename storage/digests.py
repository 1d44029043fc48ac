"""The digest book: which digests are due, how each stands, and the plain rows that a week is counted from."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.errors import NotFound
from graphs.vocabulary.digests import Digest, WeekRows, iso_week, last_due, week_bounds
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot
from storage.book import Book, new_id
from storage.columns import storable
from storage.database import insert_new, reads, writes
from storage.feedback import records_between
from storage.nouns import as_digest, as_shot
from storage.productions import production_row
from storage.shots import UNWRITTEN
from storage.silence import left_out_so_far
from storage.tables import AttemptRow, DigestRow, ProductionRow, ShotRow, TakeRow
from storage.works import open_one, wake_reactions

WEEK = timedelta(days=7)
MANY = 500  # ids in one query: databases bound the number of parameters


class SqlDigestBook(Book):
    """The archive's digests."""

    @writes
    async def open_due_digests(self, session: AsyncSession, now: datetime) -> list[str]:
        for production in await session.scalars(select(ProductionRow).where(ProductionRow.closed_at.is_(None))):
            await _open_due(session, production, now)
        unposted = await session.scalars(select(DigestRow.id).where(DigestRow.ref.is_(None)).order_by(DigestRow.seq))
        return [f"digest:{digest}" for digest in unposted]

    @writes
    async def open_digest(
        self, session: AsyncSession, production: str, week: str, key: str, by: str, thread: Ref | None, now: datetime
    ) -> str:
        await production_row(session, production)
        await insert_new(
            session, DigestRow, id=new_id(), production=production, week=week, so_far=True, key=key, asked_by=by,
            thread=thread, opened_at=now,
        )  # fmt: skip
        digest = await session.scalar(select(DigestRow.id).where(DigestRow.key == key))
        await open_one(session, f"digest:{digest}")
        return f"digest:{digest}"

    @reads
    async def digest(self, session: AsyncSession, id: str) -> Digest:
        return as_digest(await _row(session, id))

    @writes
    async def keep_digest(self, session: AsyncSession, id: str, markdown: str, body: dict[str, Any]) -> Digest:
        row = await _row(session, id, lock=True)
        if row.markdown is None:
            row.markdown, row.body = storable(markdown), body
        return as_digest(row)

    @writes
    async def digest_posted(self, session: AsyncSession, id: str, ref: Ref) -> Digest:
        row = await _row(session, id, lock=True)
        if row.ref is None:
            row.ref = ref
            await wake_reactions(session, ref)
        return as_digest(row)

    @reads
    async def week(self, session: AsyncSession, production: str, start: datetime, end: datetime) -> WeekRows:
        await production_row(session, production)
        records = await records_between(session, production, start, end)
        shots = await session.scalars(
            select(ShotRow)
            .where(
                ShotRow.production == production, ShotRow.state.not_in(UNWRITTEN),
                ShotRow.created_at >= start, ShotRow.created_at < end,
            )
            .order_by(ShotRow.seq)
        )  # fmt: skip
        takes = await _takes_between(session, production, start, end)
        missing = sorted({r["take_id"] for r in records if r.get("take_id")} - set(takes))
        for i in range(0, len(missing), MANY):
            takes |= await _takes(session, TakeRow.id.in_(missing[i : i + MANY]))
        return WeekRows(
            shots=tuple(_plain_shot(as_shot(row)) for row in shots),
            takes=tuple(sorted(takes.values(), key=lambda take: (take["created_at"], take["number"]))),
            feedback=tuple(records),
            off_record=await left_out_so_far(session, production),
        )


async def _open_due(session: AsyncSession, production: ProductionRow, now: datetime) -> None:
    """Open the digest of the week that ended before a production's last due time; none for a week before its own."""
    due = last_due(now, production.timezone, production.digest_day, production.digest_hour)
    week = iso_week(due - WEEK, production.timezone)
    if production.opened_at >= week_bounds(week, production.timezone)[1]:
        return
    digest = new_id()
    new = await insert_new(
        session, DigestRow, id=digest, production=production.id, week=week, so_far=False, opened_at=now
    )
    if new:
        await open_one(session, f"digest:{digest}")


async def _row(session: AsyncSession, id: str, *, lock: bool = False) -> DigestRow:
    asked = select(DigestRow).where(DigestRow.id == id)
    row: DigestRow | None = await session.scalar(asked.with_for_update() if lock else asked)
    if row is None:
        raise NotFound(f"no digest is called {id}")
    return row


async def _takes_between(
    session: AsyncSession, production: str, start: datetime, end: datetime
) -> dict[str, dict[str, Any]]:
    opened = (TakeRow.created_at >= start) & (TakeRow.created_at < end)
    return await _takes(session, (ShotRow.production == production) & opened)


async def _takes(session: AsyncSession, found: Any) -> dict[str, dict[str, Any]]:
    """Takes by id, each with its shot's name and the model that made it (as served, else as asked)."""
    rows = await session.execute(
        select(TakeRow, ShotRow, AttemptRow)
        .join(ShotRow, ShotRow.id == TakeRow.shot)
        .outerjoin(AttemptRow, AttemptRow.take == TakeRow.id)
        .where(found)
        .order_by(TakeRow.seq, AttemptRow.number)
    )
    return {take.id: _plain_take(take, as_shot(shot), attempt) for take, shot, attempt in rows}


def _plain_take(take: TakeRow, shot: Shot, attempt: AttemptRow | None) -> dict[str, Any]:
    return {
        "id": take.id,
        "shot_id": shot.id,
        "shot_name": shot.name,
        "number": take.number,
        "kind": take.kind,
        "state": take.state,
        "camera": take.camera,
        "model": (attempt.model_served or attempt.model_asked) if attempt else None,
        "seed": take.seed,
        "created_at": take.created_at,
        "clip_ref": take.clip_ref.key if take.clip_ref else None,
        "master_of": take.parent if take.master else None,
    }


def _plain_shot(shot: Shot) -> dict[str, Any]:
    return {
        "id": shot.id,
        "name": shot.name,
        "state": shot.state,
        "created_at": shot.created_at,
        "dropped_why": shot.dropped_why,
    }
