"""How often a work was made due: what is made due while a step of it runs is looked at after that step."""

import sqlalchemy as sa
from alembic import op

revision = "r0009"
down_revision = "r0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("works", sa.Column("dues", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("works", "dues")
