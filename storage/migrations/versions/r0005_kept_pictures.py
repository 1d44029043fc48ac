"""How a take keeps the picture of the one that it revises."""

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("takes", sa.Column("keeps", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("takes", "keeps")
