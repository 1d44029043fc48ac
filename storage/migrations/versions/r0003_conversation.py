"""The conversation: questions, emoji with a sense of their own, what is off the record, why a shot was dropped."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shots", sa.Column("dropped_why", sa.String(), nullable=True))
    op.add_column("shots", sa.Column("dropped_by", sa.String(), nullable=True))
    op.add_column("shots", sa.Column("doubt", sa.JSON(), nullable=True))
    op.add_column("shots", sa.Column("fallback", sa.String(), nullable=True))
    op.add_column("takes", sa.Column("notes", sa.JSON(), nullable=False, server_default="[]"))
    _emoji()
    _silence()
    _questions()


def _emoji() -> None:
    op.create_table(
        "emoji_senses",
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valence", sa.Double(), nullable=True),
        sa.Column("intent", sa.String(), nullable=True),
        sa.Column("aspect", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "name", name=op.f("pk_emoji_senses")),
    )


def _silence() -> None:
    op.create_table(
        "silences",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_silences")),
    )
    op.create_index(op.f("ix_silences_team_channel"), "silences", ["team", "channel"], unique=False)
    op.create_table(
        "unlogged",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unlogged")),
    )
    op.create_index(op.f("ix_unlogged_production"), "unlogged", ["production"], unique=False)


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("shot", sa.String(), nullable=True),
        sa.Column("take", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("possible", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_questions")),
        sa.UniqueConstraint("id", name=op.f("uq_questions_id")),
        sa.UniqueConstraint("key", name=op.f("uq_questions_key")),
    )
    op.create_index(op.f("ix_questions_about"), "questions", ["about"], unique=False)
    op.create_index(op.f("ix_questions_thread"), "questions", ["thread"], unique=False)
    unanswered = sa.text("answer IS NULL AND NOT closed")
    op.create_index(
        "ix_questions_open",
        "questions",
        ["person"],
        unique=False,
        postgresql_where=unanswered,
        sqlite_where=unanswered,
    )


def downgrade() -> None:
    for name in ("questions", "unlogged", "silences", "emoji_senses"):
        op.drop_table(name)
    op.drop_column("takes", "notes")
    op.drop_column("shots", "fallback")
    op.drop_column("shots", "doubt")
    op.drop_column("shots", "dropped_by")
    op.drop_column("shots", "dropped_why")
