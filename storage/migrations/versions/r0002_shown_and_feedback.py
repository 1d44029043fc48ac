"""What is shown, feedback with the guard that lets it be inserted only, digests."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _shown()
    _feedback()
    _digests()
    _guard()


def _shown() -> None:
    op.create_table(
        "postings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("intended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_postings")),
    )
    op.create_index(op.f("ix_postings_file"), "postings", ["file"], unique=False)
    op.create_index(op.f("ix_postings_ref"), "postings", ["ref"], unique=False)
    op.create_table(
        "reactions",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.Column("latest", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("retractions", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("message", "person", "emoji", name=op.f("pk_reactions")),
    )
    op.create_index(op.f("ix_reactions_record"), "reactions", ["record"], unique=False)
    op.create_table(
        "note_versions",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("edit_ts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("message", "edit_ts", name=op.f("pk_note_versions")),
    )


def _feedback() -> None:
    op.create_table(
        "feedback_events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("shot", sa.String(), nullable=True),
        sa.Column("take", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_feedback_events")),
    )
    op.create_index(op.f("ix_feedback_events_message"), "feedback_events", ["message"], unique=False)
    op.create_index(
        op.f("ix_feedback_events_production_said_at"), "feedback_events", ["production", "said_at"], unique=False
    )
    op.create_index(op.f("ix_feedback_events_record_id"), "feedback_events", ["record_id"], unique=False)
    op.create_index(op.f("ix_feedback_events_shot"), "feedback_events", ["shot"], unique=False)
    op.create_index(op.f("ix_feedback_events_take"), "feedback_events", ["take"], unique=False)
    op.create_index(
        "uq_feedback_events_recorded",
        "feedback_events",
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'recorded'"),
        sqlite_where=sa.text("kind = 'recorded'"),
    )


def _digests() -> None:
    op.create_table(
        "digests",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("so_far", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_digests_production")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_digests")),
        sa.UniqueConstraint("id", name=op.f("uq_digests_id")),
        sa.UniqueConstraint("key", name=op.f("uq_digests_key")),
    )
    op.create_index(op.f("ix_digests_ref"), "digests", ["ref"], unique=False)
    op.create_index(
        "uq_digests_due",
        "digests",
        ["production", "week"],
        unique=True,
        postgresql_where=sa.text("NOT so_far"),
        sqlite_where=sa.text("NOT so_far"),
    )


GUARDS = {
    "postgresql": (
        "CREATE FUNCTION feedback_is_inserted_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'feedback is inserted only'; END $$",
        "CREATE TRIGGER feedback_events_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON feedback_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION feedback_is_inserted_only()",
    ),
    "sqlite": tuple(
        f"CREATE TRIGGER feedback_events_no_{what} BEFORE {what} ON feedback_events "
        "BEGIN SELECT RAISE(ABORT, 'feedback is inserted only'); END"
        for what in ("update", "delete")
    ),
}


def _guard() -> None:
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("digests", "feedback_events", "note_versions", "reactions", "postings"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION feedback_is_inserted_only()")
