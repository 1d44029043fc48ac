"""The first tables: productions and people, the inbox and its works, shots, takes, attempts."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _inbox()
    _shots()
    _takes()
    _attempts()


def _people() -> None:
    op.create_table(
        "productions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("defaults", sa.JSON(), nullable=False),
        sa.Column("paid_limit_cents", sa.Integer(), nullable=False),
        sa.Column("waits_for_word", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("digest_day", sa.Integer(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_productions")),
        sa.UniqueConstraint("team", "channel", name=op.f("uq_productions_team_channel")),
    )
    op.create_table(
        "people",
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("bot", sa.Boolean(), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("stranger", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "members",
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("craft", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_members_production")),
        sa.PrimaryKeyConstraint("production", "person", name=op.f("pk_members")),
    )


def _inbox() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("shot", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
        sa.UniqueConstraint("key", name=op.f("uq_acts_key")),
    )
    op.create_index(op.f("ix_acts_ref"), "acts", ["ref"], unique=False)
    op.create_table(
        "works",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("stumbling", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_works")),
        sa.UniqueConstraint("id", name=op.f("uq_works_id")),
    )
    op.create_index(
        "ix_works_open",
        "works",
        ["due_at", "seq"],
        unique=False,
        postgresql_where=sa.text("NOT done AND NOT waiting"),
        sqlite_where=sa.text("NOT done AND NOT waiting"),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("edit_ts", sa.String(), nullable=False),
        sa.Column("extractor", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_ref"), "readings", ["ref"], unique=False)


def _shots() -> None:
    op.create_table(
        "shots",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("act", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("production", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("asked_in", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("slate", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("reading", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("images", sa.JSON(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["act"], ["acts.id"], name=op.f("fk_shots_act")),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_shots_production")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_shots")),
        sa.UniqueConstraint("id", name=op.f("uq_shots_id")),
        sa.UniqueConstraint("key", "place", name=op.f("uq_shots_key_place")),
        sa.UniqueConstraint("production", "number", name=op.f("uq_shots_production_number")),
    )
    op.create_index(op.f("ix_shots_production_created_at"), "shots", ["production", "created_at"], unique=False)
    op.create_index(op.f("ix_shots_thread"), "shots", ["thread"], unique=False)


def _takes() -> None:
    op.create_table(
        "takes",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("shot", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("camera", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_in", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("already", sa.JSON(), nullable=False),
        sa.Column("clip", sa.String(), nullable=True),
        sa.Column("poster", sa.String(), nullable=True),
        sa.Column("filmstrip", sa.String(), nullable=True),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("rolled_in_s", sa.Double(), nullable=True),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("clip_ref", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["shot"], ["shots.id"], name=op.f("fk_takes_shot")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_takes")),
        sa.UniqueConstraint("id", name=op.f("uq_takes_id")),
        sa.UniqueConstraint("shot", "key", "place", name=op.f("uq_takes_shot_key_place")),
        sa.UniqueConstraint("shot", "kind", "number", name=op.f("uq_takes_shot_kind_number")),
    )
    op.create_index(op.f("ix_takes_clip_ref"), "takes", ["clip_ref"], unique=False)
    op.create_index(op.f("ix_takes_created_at"), "takes", ["created_at"], unique=False)
    op.create_index(
        "ix_takes_queued",
        "takes",
        ["camera", "queued_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
        sqlite_where=sa.text("state = 'queued'"),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("take", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("camera", sa.String(), nullable=False),
        sa.Column("model_asked", sa.String(), nullable=False),
        sa.Column("model_served", sa.String(), nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=True),
        sa.Column("estimate_cents", sa.Integer(), nullable=False),
        sa.Column("estimate_s", sa.Double(), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("intended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["take"], ["takes.id"], name=op.f("fk_attempts_take")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("take", "number", name=op.f("uq_attempts_take_number")),
    )
    op.create_index(
        "ix_attempts_open",
        "attempts",
        ["camera"],
        unique=False,
        postgresql_where=sa.text("state IN ('intended', 'submitted')"),
        sqlite_where=sa.text("state IN ('intended', 'submitted')"),
    )


def downgrade() -> None:
    for table in ("attempts", "takes", "shots", "readings", "works", "acts", "members", "people", "productions"):
        op.drop_table(table)
