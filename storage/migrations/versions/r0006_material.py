"""Material: images and videos with their rights, the cast, and what goes along with shots and takes."""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None

INSERTED_ONLY = ("rights", "cast_entries")


def upgrade() -> None:
    op.add_column("shots", sa.Column("material", sa.JSON(), nullable=True))
    op.add_column("takes", sa.Column("material", sa.JSON(), nullable=True))
    _material()
    _rights()
    _cast()
    for table in INSERTED_ONLY:
        for statement in _guard(table, op.get_bind().dialect.name):
            op.execute(statement)


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False)


def _material() -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_material_production")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("production", "file", name=op.f("uq_material_production_file")),
    )


def _rights() -> None:
    op.create_table(
        "rights",
        _seq(),
        sa.Column("material", sa.String(), nullable=False),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["material"], ["material.id"], name=op.f("fk_rights_material")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_rights")),
    )
    op.create_index(op.f("ix_rights_material"), "rights", ["material"], unique=False)


def _cast() -> None:
    op.create_table(
        "cast_entries",
        _seq(),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("material", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["production"], ["productions.id"], name=op.f("fk_cast_entries_production")),
        sa.ForeignKeyConstraint(["material"], ["material.id"], name=op.f("fk_cast_entries_material")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_cast_entries")),
    )
    op.create_index(op.f("ix_cast_entries_production"), "cast_entries", ["production"], unique=False)


def _guard(table: str, dialect: str) -> tuple[str, ...]:
    """Triggers that refuse whatever would change or take away what was said."""
    if dialect == "postgresql":
        return (
            f"CREATE FUNCTION {table}_is_inserted_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is inserted only'; END $$",
            f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_inserted_only()",
        )
    return tuple(
        f"CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is inserted only'); END"
        for what in ("update", "delete")
    )


def downgrade() -> None:
    for table in ("cast_entries", "rights", "material"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in INSERTED_ONLY:
            op.execute(f"DROP FUNCTION {table}_is_inserted_only()")
    op.drop_column("takes", "material")
    op.drop_column("shots", "material")
