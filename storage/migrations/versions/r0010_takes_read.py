"""How the words of a take were read: what of them could not be, and why not by the interpreter that usually reads."""

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("takes", sa.Column("unread", sa.JSON(), nullable=True))
    op.add_column("takes", sa.Column("fallback", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("takes", "fallback")
    op.drop_column("takes", "unread")
