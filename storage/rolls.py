"""The roll book, second half: attempts at rolling a take, the camera's places that they take, and their money."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.camera import Estimate
from graphs.crew.entries import Collected
from graphs.errors import NotFound
from graphs.vocabulary.money import Held
from graphs.vocabulary.shots import Attempt, InLine, Take
from storage.book import Book, new_id
from storage.database import hold, reads, writes
from storage.ledger import (
    close_reservation,
    held_back,
    hold_money,
    plain_held,
    spent_on,
    standing_halt,
    write_reservation,
)
from storage.money_tables import LedgerRow
from storage.nouns import as_attempt, as_take
from storage.productions import production_row
from storage.shots import shot_row
from storage.tables import AttemptRow, ProductionRow, TakeRow
from storage.takes import OPEN_ATTEMPT, fail, last_attempt, take_row

TO_ROLL = ("open", "queued", "rolling")


class SqlRolls(Book):
    """The archive's attempts."""

    @reads
    async def attempts_of(self, session: AsyncSession, take: str) -> list[Attempt]:
        rows = await session.scalars(select(AttemptRow).where(AttemptRow.take == take).order_by(AttemptRow.number))
        return [as_attempt(row) for row in rows]

    @writes
    async def reserve_roll(
        self,
        session: AsyncSession,
        take: str,
        camera: str,
        model: str,
        parameters: dict[str, Any],
        limit: int,
        estimate: Estimate,
        now: datetime,
    ) -> Attempt | InLine | Held | None:
        await hold(session, f"camera:{camera}")  # places are counted by one at a time
        row = await take_row(session, take, lock=True)
        if row.state not in TO_ROLL:
            return None
        last = await last_attempt(session, take)
        if last and last.state in OPEN_ATTEMPT:
            return as_attempt(last)
        held = await held_back(session, row, estimate.cents, now) if estimate.cents else None
        row.held = plain_held(held)
        if held:
            row.state = "open"  # it keeps its time in line
            return held
        if await _places_taken(session, camera) >= limit:
            row.state, row.queued_at = "queued", row.queued_at or now
            return InLine(1 + await _ahead(session, row, camera))
        attempt = AttemptRow(
            id=new_id(), take=take, number=1 + (last.number if last else 0), camera=camera, model_asked=model,
            seed=row.seed, parameters=parameters, state="intended", estimate_cents=estimate.cents,
            estimate_s=estimate.seconds, intended_at=now,
        )  # fmt: skip
        session.add(attempt)
        await write_reservation(session, row, attempt, now)
        row.state, row.queued_at = "open", None
        return as_attempt(attempt)

    @writes
    async def may_submit(self, session: AsyncSession, attempt: str) -> Held | None:
        take, row = await _both(session, attempt)
        if not row.estimate_cents or take.state not in TO_ROLL:
            return None
        production = await _production_of(session, take)
        await hold_money(session, production.team)
        halt = await standing_halt(session, production.team, production.id)
        held = Held("halted", row.estimate_cents, everywhere=halt.production is None) if halt else None
        take.held = plain_held(held)
        row.sending = held is None
        return held

    @writes
    async def turned_away(self, session: AsyncSession, attempt: str) -> None:
        _, row = await _both(session, attempt)
        row.sending = False

    @writes
    async def submitted(self, session: AsyncSession, attempt: str, operation: str, now: datetime) -> Take:
        take, row = await _both(session, attempt)
        row.operation = row.operation or operation
        row.submitted_at = row.submitted_at or now
        if row.state == "intended" and take.state in TO_ROLL:
            row.state, take.state = "submitted", "rolling"
        return as_take(take)

    @writes
    async def collected(
        self, session: AsyncSession, take: str, attempt: str, collected: Collected, now: datetime
    ) -> Take:
        row, tried = await _both(session, attempt)
        tried.model_served, tried.cost_cents = collected.model, collected.cost_cents
        tried.parameters = tried.parameters | collected.parameters
        await close_reservation(session, row, attempt, collected.cost_cents)
        if row.state in TO_ROLL and tried.state in OPEN_ATTEMPT:
            tried.state, row.state = "done", "collected"
            row.clip = collected.clip
            row.duration_s, row.rolled_in_s = collected.duration_s, collected.rolled_in_s
            row.trouble = None
        if row.state in ("collected", "cancelled"):
            cost = await spent_on(session, take)
            row.cost_cents = cost if cost or row.state == "collected" else None
        return as_take(row)

    @writes
    async def developed(self, session: AsyncSession, take: str, poster: str, filmstrip: str) -> Take:
        row = await take_row(session, take, lock=True)
        row.poster, row.filmstrip = poster, filmstrip
        return as_take(row)

    @writes
    async def render_stopped(self, session: AsyncSession, attempt: str, cents: int) -> Take:
        row, _ = await _both(session, attempt)
        await close_reservation(session, row, attempt, cents)
        if row.state == "cancelled" and cents:
            row.cost_cents = await spent_on(session, row.id)
        return as_take(row)

    @reads
    async def unsettled(self, session: AsyncSession, take: str) -> list[Attempt]:
        ended = select(LedgerRow.attempt).where(LedgerRow.take == take, LedgerRow.kind != "reserved")
        reserved = select(LedgerRow.attempt).where(LedgerRow.take == take, LedgerRow.kind == "reserved")
        rows = await session.scalars(
            select(AttemptRow)
            .where(AttemptRow.id.in_(reserved), AttemptRow.id.not_in(ended), AttemptRow.state == "cancelled")
            .order_by(AttemptRow.number)
        )
        return [as_attempt(row) for row in rows]

    @writes
    async def attempt_failed(
        self, session: AsyncSession, attempt: str, trouble: str, *, take_ends: bool, cost_cents: int = 0
    ) -> Take:
        take, row = await _both(session, attempt)
        if row.state in OPEN_ATTEMPT:
            row.state, row.trouble, row.cost_cents = "failed", trouble, cost_cents
            await close_reservation(session, take, attempt, cost_cents)
            take.cost_cents = await spent_on(session, take.id) or take.cost_cents
            if take.state in TO_ROLL and take_ends:
                fail(take, trouble)
            elif take.state in TO_ROLL:
                take.state = "open"
        return as_take(take)


async def _production_of(session: AsyncSession, take: TakeRow) -> ProductionRow:
    shot = await shot_row(session, take.shot)
    assert shot.production is not None, "a shot with takes was written up"
    return await production_row(session, shot.production)


async def _both(session: AsyncSession, attempt: str) -> tuple[TakeRow, AttemptRow]:
    """An attempt and its take, under the take's lock. Raises NotFound."""
    owner = await session.scalar(select(AttemptRow.take).where(AttemptRow.id == attempt))
    if owner is None:
        raise NotFound(f"no attempt is called {attempt}")
    take = await take_row(session, owner, lock=True)
    return take, await session.get_one(AttemptRow, attempt)


async def _places_taken(session: AsyncSession, camera: str) -> int:
    """Attempts of a camera that are open."""
    taken = select(func.count()).where(AttemptRow.camera == camera, AttemptRow.state.in_(OPEN_ATTEMPT))
    return await session.scalar(taken) or 0


async def _ahead(session: AsyncSession, row: TakeRow, camera: str) -> int:
    """Takes that came in line before this one."""
    earlier = (TakeRow.queued_at < row.queued_at) | ((TakeRow.queued_at == row.queued_at) & (TakeRow.seq < row.seq))
    line = select(func.count()).where(TakeRow.camera == camera, TakeRow.state == "queued", earlier)
    return await session.scalar(line) or 0
