"""The roll book, first half: takes as they stand and as they end. Attempts at rolling them are in rolls.py."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.room import TakeView
from graphs.errors import NotFound
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Attempt, AttemptState, Take, TakeState
from storage.book import Book
from storage.columns import storable
from storage.database import reads, writes
from storage.feedback import records_on
from storage.nouns import as_attempt, as_production, as_shot, as_take
from storage.productions import production_row
from storage.shots import shot_row
from storage.tables import AttemptRow, TakeRow
from storage.works import make_due, wake_reactions

ENDED_BADLY: tuple[TakeState, ...] = ("cancelled", "failed", "deleted")
OPEN: tuple[TakeState, ...] = ("open", "queued", "rolling", "collected")
OPEN_ATTEMPT: tuple[AttemptState, ...] = ("intended", "submitted")


class SqlTakes(Book):
    """The archive's takes."""

    @reads
    async def take(self, session: AsyncSession, id: str) -> Take:
        return as_take(await take_row(session, id))

    @reads
    async def takes_of(self, session: AsyncSession, shot: str) -> list[Take]:
        rows = await session.scalars(select(TakeRow).where(TakeRow.shot == shot).order_by(TakeRow.seq))
        return [as_take(row) for row in rows]

    @reads
    async def take_view(self, session: AsyncSession, id: str) -> TakeView:
        row = await take_row(session, id)
        shot = await shot_row(session, row.shot)
        assert shot.production is not None, "a shot with takes was written up"
        production = await production_row(session, shot.production)
        parent = await take_row(session, row.parent) if row.parent else None
        landed_later = select(TakeRow.id).where(
            TakeRow.shot == row.shot, TakeRow.kind == row.kind, TakeRow.state == "screened", TakeRow.number > row.number
        )
        records = await records_on(session, id)
        verdict = _verdict(records)
        notes, liked, liking = _counts(records)
        return TakeView(
            take=as_take(row),
            shot=as_shot(shot),
            production=as_production(production),
            newest=row.state not in ENDED_BADLY and await session.scalar(landed_later.limit(1)) is None,
            parent=as_take(parent) if parent else None,
            verdict=verdict["verdict"] if verdict else None,
            verdict_by=verdict["rater_id"] if verdict else None,
            notes=notes,
            liked=liked,
            liking=liking,
        )

    @writes
    async def screened(self, session: AsyncSession, take: str, ref: Ref) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "collected":
            row.state, row.clip_ref = "screened", ref
            await wake_reactions(session, ref)
        return as_take(row)

    @writes
    async def fail_take(self, session: AsyncSession, take: str, trouble: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state in OPEN:
            fail(row, trouble)
            await _end_attempt(session, take, "failed")
        return as_take(row)

    @writes
    async def retry_take(self, session: AsyncSession, take: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "failed":
            row.state = "collected" if row.clip else "open"
            row.trouble = row.queued_at = None
            await make_due(session, f"take:{take}")
        return as_take(row)

    @writes
    async def cancel_take(self, session: AsyncSession, take: str, by: str) -> tuple[Take, Attempt | None]:
        row = await take_row(session, take, lock=True)
        if row.state in OPEN:
            row.state, row.ended_by, row.queued_at = "cancelled", by, None
            await _end_attempt(session, take, "cancelled")
            await make_due(session, f"take:{take}")
        if row.state != "cancelled":
            return as_take(row), None
        last = await last_attempt(session, take)  # told again after a crash: a camera may be asked twice to stop
        return as_take(row), as_attempt(last) if last and last.state == "cancelled" else None

    @writes
    async def delete_take(self, session: AsyncSession, take: str, by: str) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state == "screened":
            row.state, row.ended_by = "deleted", by
        return as_take(row)


async def take_row(session: AsyncSession, id: str, *, lock: bool = False) -> TakeRow:
    """A take's row. Raises NotFound."""
    asked = select(TakeRow).where(TakeRow.id == id)
    row: TakeRow | None = await session.scalar(asked.with_for_update() if lock else asked)
    if row is None:
        raise NotFound(f"no take is called {id}")
    return row


async def last_attempt(session: AsyncSession, take: str) -> AttemptRow | None:
    """The newest attempt at a take. Its changes happen under the take's lock."""
    newest = AttemptRow.number.desc()
    found: AttemptRow | None = await session.scalar(
        select(AttemptRow).where(AttemptRow.take == take).order_by(newest).limit(1)
    )
    return found


def fail(row: TakeRow, trouble: str) -> None:
    """A take ends in failure; how often it did bounds what is tried of itself."""
    row.state, row.trouble, row.queued_at = "failed", storable(trouble), None
    row.failures += 1


async def _end_attempt(session: AsyncSession, take: str, state: AttemptState) -> None:
    attempt = await last_attempt(session, take)
    if attempt and attempt.state in OPEN_ATTEMPT:
        attempt.state = state


def _verdict(records: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The latest standing verdict of a director."""
    given = [r for r in records if stands(r) and r.get("verdict") and r.get("permission_role") == "director"]
    return max(given, key=lambda r: datetime.fromisoformat(r["created_at"]), default=None)


def _counts(records: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """Messages with standing notes on the take, reactions that like it, and reactions that say either."""
    on_it = [r for r in records if stands(r) and r.get("subject", "take") in ("take", "previs")]
    notes = {(r["raw_ref"]["channel"], r["raw_ref"]["ts"]) for r in on_it if r["source"] == "text"}
    likings = [r["valence"] for r in on_it if r["source"] == "reaction" and r.get("valence") and not r.get("verdict")]
    return len(notes), sum(valence > 0 for valence in likings), len(likings)
