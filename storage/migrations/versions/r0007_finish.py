"""Drafts and masters, the countdown before a roll, and whether an intent is being sent.

The size of a take is the camera's draft size now, where nobody named one: it leaves the defaults of productions.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
branch_labels = None
depends_on = None

Columns = tuple[tuple[str, sa.types.TypeEngine[Any]], ...]
PRODUCTIONS: Columns = (("master_size", sa.String()), ("master_camera", sa.String()), ("autoroll_s", sa.Integer()))
SHOTS: Columns = (
    ("rolls_at", sa.DateTime(timezone=True)),
    ("rolls_stopped_by", sa.String()),
    ("rolls_held", sa.JSON()),
)


def upgrade() -> None:
    for name, kind in PRODUCTIONS:
        op.add_column("productions", sa.Column(name, kind, nullable=True))
    for name, kind in SHOTS:
        op.add_column("shots", sa.Column(name, kind, nullable=True))
    op.add_column("takes", sa.Column("master", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("attempts", sa.Column("sending", sa.Boolean(), nullable=False, server_default=sa.false()))
    _leave_the_size_to_the_camera()


def _leave_the_size_to_the_camera() -> None:
    productions = sa.table("productions", sa.column("id", sa.String()), sa.column("defaults", sa.JSON()))
    for production, defaults in op.get_bind().execute(sa.select(productions.c.id, productions.c.defaults)).all():
        if defaults.get("resolution") == "720p":
            kept = {name: value for name, value in defaults.items() if name != "resolution"}
            op.execute(sa.update(productions).where(productions.c.id == production).values(defaults=kept))


def downgrade() -> None:
    op.drop_column("attempts", "sending")
    op.drop_column("takes", "master")
    for name, _ in SHOTS:
        op.drop_column("shots", name)
    for name, _ in PRODUCTIONS:
        op.drop_column("productions", name)
