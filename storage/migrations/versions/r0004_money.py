"""Money: the ledger with the guard that lets it be inserted only, budgets, approvals, halts, why a take waits."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("takes", sa.Column("held", sa.JSON(), nullable=True))
    _ledger()
    _budgets()
    _approvals()
    _halts()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False)


def _ledger() -> None:
    op.create_table(
        "ledger",
        _seq(),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("shot", sa.String(), nullable=False),
        sa.Column("take", sa.String(), nullable=False),
        sa.Column("attempt", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("frees_cents", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_ledger_production")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger")),
        sa.UniqueConstraint("key", name=op.f("uq_ledger_key")),
    )
    op.create_index(op.f("ix_ledger_production_month"), "ledger", ["production", "month"], unique=False)
    op.create_index(op.f("ix_ledger_shot"), "ledger", ["shot"], unique=False)
    op.create_index(op.f("ix_ledger_take"), "ledger", ["take"], unique=False)
    op.create_index(op.f("ix_ledger_production_person_day"), "ledger", ["production", "person", "day"], unique=False)


def _budgets() -> None:
    op.create_table(
        "budgets",
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("shot_cents", sa.Integer(), nullable=True),
        sa.Column("person_day_cents", sa.Integer(), nullable=True),
        sa.Column("ask_above_cents", sa.Integer(), nullable=True),
        sa.Column("ad_cents", sa.Integer(), nullable=False),
        sa.Column("ask_in", sa.String(), nullable=True),
        sa.Column("stand_in", sa.String(), nullable=True),
        sa.Column("night", sa.String(), nullable=False),
        sa.Column("night_from", sa.Integer(), nullable=False),
        sa.Column("night_to", sa.Integer(), nullable=False),
        sa.Column("activated_by", sa.String(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_budgets_production")),
        sa.PrimaryKeyConstraint("production", name=op.f("pk_budgets")),
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        _seq(),
        sa.Column("take", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_approvals")),
        sa.UniqueConstraint("take", "cents", name=op.f("uq_approvals_take_cents")),
    )


def _halts() -> None:
    op.create_table(
        "halts",
        _seq(),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_halts")),
    )
    op.create_index(
        "ix_halts_standing",
        "halts",
        ["team"],
        unique=False,
        postgresql_where=sa.text("lifted_at IS NULL"),
        sqlite_where=sa.text("lifted_at IS NULL"),
    )


GUARDS = {
    "postgresql": (
        "CREATE FUNCTION ledger_is_inserted_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is inserted only'; END $$",
        "CREATE TRIGGER ledger_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_inserted_only()",
    ),
    "sqlite": tuple(
        f"CREATE TRIGGER ledger_no_{what} BEFORE {what} ON ledger "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is inserted only'); END"
        for what in ("update", "delete")
    ),
}


def downgrade() -> None:
    for table in ("halts", "approvals", "budgets", "ledger"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_is_inserted_only()")
    op.drop_column("takes", "held")
