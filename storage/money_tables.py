"""The tables of money as mapped classes: the ledger, budgets, approvals, halts. The other tables are in tables.py."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from graphs.vocabulary.money import Decision, EntryKind, Night
from storage import material_tables
from storage.columns import Base, Seq, index_where


class LedgerRow(Base):
    """A line of the ledger: inserted, never changed (the database itself refuses). `key` is its kind and attempt.

    `month` and `day` are those of the reservation where the production is, so that a render which lands after
    midnight is counted where it was reserved.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index(None, "production", "month"),
        Index(None, "shot"),
        Index(None, "take"),
        Index(None, "production", "person", "day"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[EntryKind] = mapped_column(String)
    production: Mapped[str] = mapped_column(ForeignKey("productions.id"))
    shot: Mapped[str]
    take: Mapped[str]
    attempt: Mapped[str]
    person: Mapped[str]
    cents: Mapped[int]
    frees_cents: Mapped[int]
    month: Mapped[str]
    day: Mapped[str]
    at: Mapped[datetime]


class BudgetRow(Base):
    """A production's limits and who decides; its month's limit is the production's own `paid_limit_cents`."""

    __tablename__ = "budgets"

    production: Mapped[str] = mapped_column(ForeignKey("productions.id"), primary_key=True)
    shot_cents: Mapped[int | None]
    person_day_cents: Mapped[int | None]
    ask_above_cents: Mapped[int | None]
    ad_cents: Mapped[int]
    ask_in: Mapped[str | None]
    stand_in: Mapped[str | None]
    night: Mapped[Night] = mapped_column(String)
    night_from: Mapped[int]
    night_to: Mapped[int]
    activated_by: Mapped[str | None]
    activated_at: Mapped[datetime | None]


class ApprovalRow(Base):
    """What was decided about a take at a price: the first who decides does."""

    __tablename__ = "approvals"
    __table_args__ = (UniqueConstraint("take", "cents"),)

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    take: Mapped[str]
    production: Mapped[str]
    cents: Mapped[int]
    decision: Mapped[Decision] = mapped_column(String)
    by: Mapped[str]
    at: Mapped[datetime]


class HaltRow(Base):
    """Paid rolls are stopped, of a production or (NULL) of a workspace, until it is lifted."""

    __tablename__ = "halts"
    __table_args__ = (index_where("ix_halts_standing", "lifted_at IS NULL", "team"),)

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    team: Mapped[str]
    production: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    lifted_by: Mapped[str | None]
    lifted_at: Mapped[datetime | None]


TABLES = material_tables.TABLES  # of all modules: this one is read after the others
