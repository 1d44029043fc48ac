"""The ledger's lines and sums, and what lets a roll be paid for: pieces of the transactions of rolls, takes and money.

A reservation is made under one lock for the workspace's money, so that limits hold between replicas; whatever ends it
is written under the lock of its take. A line is never changed.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.money import Bound, Budget, EntryKind, Held, day_of, month_of
from storage.database import hold, insert_new
from storage.money_tables import ApprovalRow, BudgetRow, HaltRow, LedgerRow
from storage.productions import production_row
from storage.shots import shot_row
from storage.tables import AttemptRow, ProductionRow, TakeRow

BUDGET_FIELDS = tuple(column.key for column in BudgetRow.__table__.columns)


async def hold_money(session: AsyncSession, team: str) -> None:
    """Hold a workspace's money until the transaction ends: limits, halts and reservations take turns."""
    await hold(session, f"money:{team}")


async def budget_of(session: AsyncSession, production: ProductionRow) -> Budget:
    """A production's budget; one that nobody activated or changed has the defaults."""
    row = await session.get(BudgetRow, production.id, populate_existing=True)
    kept = {name: getattr(row, name) for name in BUDGET_FIELDS} if row else {"production": production.id}
    return Budget(month_cents=production.paid_limit_cents, **kept)


async def standing_halt(session: AsyncSession, team: str, production: str) -> HaltRow | None:
    """What stops a production's paid rolls; the workspace's own halt before the production's."""
    found: HaltRow | None = await session.scalar(
        select(HaltRow)
        .where(
            HaltRow.team == team, HaltRow.lifted_at.is_(None),
            HaltRow.production.is_(None) | (HaltRow.production == production),
        )
        .order_by(HaltRow.production.is_not(None), HaltRow.seq)
        .limit(1)
    )  # fmt: skip
    return found


async def held_back(session: AsyncSession, take: TakeRow, cents: int, now: datetime) -> Held | None:
    """Why a take may not be rolled for `cents`; None where it may. Holds the workspace's money from here on."""
    line = await _line(session, take, now)
    production = await production_row(session, line["production"], fresh=True)
    budget = await budget_of(session, production)
    if not budget.active:
        return Held("not_activated", cents)
    if halt := await standing_halt(session, production.team, production.id):
        return Held("halted", cents, everywhere=halt.production is None)
    for bound, limit, counted in _bounds(budget, line):
        left = limit - await committed(session, counted)
        if cents > left:
            return Held("limit", cents, bound, limit, max(left, 0))
    return await _unapproved(session, take, cents, budget)


async def _unapproved(session: AsyncSession, take: TakeRow, cents: int, budget: Budget) -> Held | None:
    """A take that costs more in all than rolls unasked, and more than was approved for it."""
    in_all = cents + await spent_on(session, take.id)
    if budget.ask_above_cents is None or in_all <= budget.ask_above_cents:
        return None
    approved = await session.scalar(
        select(func.max(ApprovalRow.cents)).where(ApprovalRow.take == take.id, ApprovalRow.decision == "approved")
    )
    return None if approved and in_all <= approved else Held("approval", in_all, limit_cents=budget.ask_above_cents)


def _bounds(budget: Budget, line: dict[str, Any]) -> Iterator[tuple[Bound, int, ColumnElement[bool]]]:
    """Each limit that is set, with the lines that it counts."""
    ours = LedgerRow.production == line["production"]
    yield "month", budget.month_cents, ours & (LedgerRow.month == line["month"])
    if budget.shot_cents is not None:
        yield "shot", budget.shot_cents, LedgerRow.shot == line["shot"]
    if budget.person_day_cents is not None:
        by = (LedgerRow.person == line["person"]) & (LedgerRow.day == line["day"])
        yield "person_day", budget.person_day_cents, ours & by


async def committed(session: AsyncSession, counted: ColumnElement[bool]) -> int:
    """What is spent and reserved, of the lines that count."""
    spent, reserved = await sums(session, counted)
    return spent + reserved


async def sums(session: AsyncSession, counted: ColumnElement[bool]) -> tuple[int, int]:
    """What is spent, and what is reserved beside it."""
    settled, reserving = LedgerRow.kind == "settled", LedgerRow.kind == "reserved"
    spent = func.coalesce(func.sum(case((settled, LedgerRow.cents), else_=0)), 0)
    reserved = func.coalesce(func.sum(case((reserving, LedgerRow.cents), else_=-LedgerRow.frees_cents)), 0)
    found = (await session.execute(select(spent, reserved).where(counted))).one()
    return int(found[0]), int(found[1])


async def spent_on(session: AsyncSession, take: str) -> int:
    """What all attempts at a take have cost."""
    return (await sums(session, LedgerRow.take == take))[0]


async def write_reservation(session: AsyncSession, take: TakeRow, attempt: AttemptRow, now: datetime) -> None:
    """Reserve what an attempt may cost, once; the caller has asked `held_back` in this transaction."""
    if attempt.estimate_cents:
        line = await _line(session, take, now)
        await _write(session, "reserved", attempt.id, attempt.estimate_cents, 0, line | {"at": now})


async def close_reservation(session: AsyncSession, take: TakeRow, attempt: str, cents: int) -> None:
    """An attempt cost `cents`: settled, or released where that is nothing. The first word on a cost stands.

    What a camera charges after it was taken to be free is booked all the same.
    """
    lines = {row.kind: row for row in await session.scalars(select(LedgerRow).where(LedgerRow.attempt == attempt))}
    reserved = lines.get("reserved")
    kind: EntryKind = "settled" if cents else "released"
    if "settled" in lines or kind in lines or (reserved is None and not cents):
        return
    now = datetime.now(UTC)
    line = _same(reserved) if reserved else await _line(session, take, now)
    freed = reserved.cents if reserved and "released" not in lines else 0
    await _write(session, kind, attempt, cents or freed, freed, line | {"at": now})


def _same(reserved: LedgerRow) -> dict[str, Any]:
    """Whose money it is, as the reservation says it."""
    return {name: getattr(reserved, name) for name in ("production", "shot", "take", "person", "month", "day")}


async def _line(session: AsyncSession, take: TakeRow, now: datetime) -> dict[str, Any]:
    """Whose money a take spends, and in which month and day. Holds that money."""
    shot = await shot_row(session, take.shot)
    assert shot.production is not None, "a shot with takes was written up"
    where = select(ProductionRow.team, ProductionRow.timezone).where(ProductionRow.id == shot.production)
    team, timezone = (await session.execute(where)).one()
    await hold_money(session, team)
    return {
        "production": shot.production,
        "shot": shot.id,
        "take": take.id,
        "person": take.asked_by,
        "month": month_of(now, timezone),
        "day": day_of(now, timezone),
    }


async def _write(
    session: AsyncSession, kind: EntryKind, attempt: str, cents: int, freed: int, line: dict[str, Any]
) -> None:
    key = f"{kind}:{attempt}"
    await insert_new(session, LedgerRow, key=key, kind=kind, attempt=attempt, cents=cents, frees_cents=freed, **line)


def plain_held(held: Held | None) -> dict[str, Any] | None:
    """As it lies in a take's column."""
    return asdict(held) if held else None
