"""The money book: budgets, approvals, halts, and what was spent. What a roll may cost is decided in ledger.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.money import ACTIVATED_WITH, Approval, Budget, Decision, LedgerEntry, PaidRoll, Spend, month_of
from storage.book import Book
from storage.database import insert_missing, insert_new, reads, writes
from storage.feedback import records_on_any
from storage.ledger import BUDGET_FIELDS, budget_of, hold_money, standing_halt, sums
from storage.money_tables import ApprovalRow, BudgetRow, HaltRow, LedgerRow
from storage.nouns import as_approval, as_entry, as_halt, as_held, as_shot
from storage.productions import production_row
from storage.tables import AttemptRow, ProductionRow, ShotRow, TakeRow
from storage.takes import OPEN_ATTEMPT, take_row, verdict_of
from storage.works import make_due

WAITING = ("open", "queued")


class SqlMoneyBook(Book):
    """The archive's money."""

    @reads
    async def budget(self, session: AsyncSession, production: str) -> Budget:
        return await budget_of(session, await production_row(session, production))

    @writes
    async def activate(
        self, session: AsyncSession, production: str, by: str, month_cents: int | None, now: datetime
    ) -> tuple[Budget, list[str]]:
        row = await _held_production(session, production)
        budget = await _budget_row(session, row)
        if month_cents is not None or budget.activated_at is None:
            row.paid_limit_cents = ACTIVATED_WITH if month_cents is None else month_cents
        if budget.activated_at is None:
            budget.activated_by, budget.activated_at = by, now
            budget.stand_in = budget.stand_in or by
        return await _changed(session, row)

    @writes
    async def change_budget(
        self, session: AsyncSession, production: str, changes: Mapping[str, int | str | None]
    ) -> tuple[Budget, list[str]]:
        row = await _held_production(session, production)
        budget = await _budget_row(session, row)
        for name, value in changes.items():
            if name == "month_cents":
                row.paid_limit_cents = int(value or 0)
            else:
                assert name in BUDGET_FIELDS, name
                setattr(budget, name, value)
        return await _changed(session, row)

    @writes
    async def decide(
        self, session: AsyncSession, take: str, cents: int, decision: Decision, by: str, now: datetime
    ) -> Approval | None:
        row = await take_row(session, take, lock=True)
        found = select(ApprovalRow).where(ApprovalRow.take == take, ApprovalRow.cents == cents)
        decided = await session.scalar(found)
        held = as_held(row.held)
        if decided is None and held and held.why == "approval" and held.cents == cents and row.state in WAITING:
            shot = await session.scalar(select(ShotRow.production).where(ShotRow.id == row.shot))
            await insert_new(
                session, ApprovalRow, take=take, production=shot, cents=cents, decision=decision, by=by, at=now
            )
            if decision == "refused":
                row.state, row.ended_by, row.queued_at = "cancelled", by, None
                row.held = row.held and row.held | {"why": "refused"}
            await make_due(session, f"take:{take}")
            decided = await session.scalar(found)
        return as_approval(decided) if decided else None

    @writes
    async def halt(
        self, session: AsyncSession, team: str, production: str | None, by: str, now: datetime
    ) -> tuple[list[PaidRoll], list[str]]:
        await hold_money(session, team)
        same = HaltRow.production.is_(None) if production is None else HaltRow.production == production
        there = select(HaltRow.seq).where(HaltRow.team == team, same, HaltRow.lifted_at.is_(None))
        rolls = await _paid_rolls(session, team, production)
        if await session.scalar(there.limit(1)) is not None:
            return rolls, []
        session.add(HaltRow(team=team, production=production, by=by, at=now))
        works = [f"take:{roll.take}" for roll in rolls if not roll.rolls]
        return rolls, await _make_all_due(session, [*works, *await _counting(session, team, production)])

    @writes
    async def lift_halt(
        self, session: AsyncSession, team: str, production: str | None, by: str, now: datetime
    ) -> tuple[bool, list[str]]:
        await hold_money(session, team)
        same = HaltRow.production.is_(None) if production is None else HaltRow.production == production
        lifted = await session.execute(
            update(HaltRow)
            .where(HaltRow.team == team, same, HaltRow.lifted_at.is_(None))
            .values(lifted_by=by, lifted_at=now)
            .returning(HaltRow.seq)
        )
        return bool(lifted.scalars().all()), await _wake_held(session, _within(team, production))

    @reads
    async def ledger(self, session: AsyncSession, production: str) -> list[LedgerEntry]:
        rows = await session.scalars(
            select(LedgerRow).where(LedgerRow.production == production).order_by(LedgerRow.seq)
        )
        return [as_entry(row) for row in rows]

    @reads
    async def spend(self, session: AsyncSession, production: str, now: datetime) -> Spend:
        row = await production_row(session, production)
        month = month_of(now, row.timezone)
        counted = (LedgerRow.production == production) & (LedgerRow.month == month)
        spent, reserved = await sums(session, counted)
        settled = counted & (LedgerRow.kind == "settled")
        drafts = select(TakeRow.id).where(~TakeRow.master)  # a master is no other take: its money counts, it does not
        takes = set(await session.scalars(select(LedgerRow.take).where(settled, LedgerRow.take.in_(drafts))))
        records = await records_on_any(session, sorted(takes))
        verdicts = [verdict_of(records.get(take, ())) for take in takes]
        halt = await standing_halt(session, row.team, row.id)
        return Spend(
            production=row.id,
            name=row.name,
            month=month,
            limit_cents=row.paid_limit_cents,
            spent_cents=spent,
            reserved_cents=reserved,
            by_person=await _by(session, LedgerRow.person, settled),
            by_shot=await _named(session, await _by(session, LedgerRow.shot, settled)),
            takes=len(takes),
            circled=sum(v is not None and v["verdict"] == "circle" for v in verdicts),
            active=(await budget_of(session, row)).active,
            halt=as_halt(halt) if halt else None,
        )


async def _held_production(session: AsyncSession, id: str) -> ProductionRow:
    """A production's row with its workspace's money held."""
    row = await production_row(session, id)
    await hold_money(session, row.team)
    return await production_row(session, id, lock=True, fresh=True)


async def _budget_row(session: AsyncSession, production: ProductionRow) -> BudgetRow:
    """The row of a budget, made with the defaults where there is none."""
    defaults = await budget_of(session, production)
    await insert_missing(session, BudgetRow, **{name: getattr(defaults, name) for name in BUDGET_FIELDS})
    return await session.get_one(BudgetRow, production.id)


async def _changed(session: AsyncSession, production: ProductionRow) -> tuple[Budget, list[str]]:
    """The budget as it is now; what money kept from rolling is looked at again."""
    await session.flush()
    return await budget_of(session, production), await _wake_held(session, ProductionRow.id == production.id)


async def _wake_held(session: AsyncSession, where: Any) -> list[str]:
    """Make due what money keeps from rolling: takes, and shots that would roll by themselves; their works."""
    found = await session.scalars(
        select(TakeRow.id)
        .join(ShotRow, ShotRow.id == TakeRow.shot)
        .join(ProductionRow, ProductionRow.id == ShotRow.production)
        .where(where, TakeRow.held.is_not(None), TakeRow.state.in_(WAITING))
        .order_by(TakeRow.seq)
    )
    kept = await session.scalars(
        select(ShotRow.id)
        .join(ProductionRow, ProductionRow.id == ShotRow.production)
        .where(where, ShotRow.rolls_held.is_not(None), ShotRow.state == "waiting")
        .order_by(ShotRow.seq)
    )
    return await _make_all_due(session, [*(f"take:{take}" for take in found), *(f"shot:{shot}" for shot in kept)])


async def _make_all_due(session: AsyncSession, works: list[str]) -> list[str]:
    for work in works:
        await make_due(session, work)
    return works


def _within(team: str, production: str | None) -> ColumnElement[bool]:
    """A production, or (None) all of a workspace."""
    ours = ProductionRow.team == team
    return ours if production is None else ours & (ProductionRow.id == production)


async def _counting(session: AsyncSession, team: str, production: str | None) -> list[str]:
    """The works of shots that would roll by themselves soon."""
    found = await session.scalars(
        select(ShotRow.id)
        .join(ProductionRow, ProductionRow.id == ShotRow.production)
        .where(
            _within(team, production), ShotRow.state == "waiting", ShotRow.rolls_at.is_not(None),
            ShotRow.rolls_stopped_by.is_(None),
        )
        .order_by(ShotRow.seq)
    )  # fmt: skip
    return [f"shot:{shot}" for shot in found]


async def _paid_rolls(session: AsyncSession, team: str, production: str | None) -> list[PaidRoll]:
    """Attempts that money is reserved for: those that a camera has, and those that wait to be sent."""
    where = _within(team, production)
    found = await session.execute(
        select(TakeRow, ShotRow, AttemptRow)
        .join(AttemptRow, AttemptRow.take == TakeRow.id)
        .join(ShotRow, ShotRow.id == TakeRow.shot)
        .join(ProductionRow, ProductionRow.id == ShotRow.production)
        .where(where, AttemptRow.estimate_cents > 0, AttemptRow.state.in_(OPEN_ATTEMPT))
        .order_by(AttemptRow.intended_at, TakeRow.seq)
    )
    return [_paid_roll(*row) for row in found]


def _paid_roll(take: TakeRow, shot: ShotRow, attempt: AttemptRow) -> PaidRoll:
    label = f"take {take.number}" if take.kind == "take" else f"P{take.number}"
    rolls = attempt.state == "submitted" or attempt.sending
    return PaidRoll(take.id, f"{as_shot(shot).name} {label}", shot.production or "", attempt.estimate_cents, rolls)


async def _by(session: AsyncSession, column: Any, counted: Any) -> tuple[tuple[str, int], ...]:
    """Amounts by a column, the greatest first."""
    total = func.sum(LedgerRow.cents)
    found = await session.execute(select(column, total).where(counted).group_by(column).order_by(total.desc(), column))
    return tuple((str(who), int(cents)) for who, cents in found)


async def _named(session: AsyncSession, by_shot: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Shots by their names."""
    rows = await session.scalars(select(ShotRow).where(ShotRow.id.in_([shot for shot, _ in by_shot])))
    names = {row.id: as_shot(row).name for row in rows}
    return tuple((names[shot], cents) for shot, cents in by_shot)
