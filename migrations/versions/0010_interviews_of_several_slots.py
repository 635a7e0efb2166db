"""How many slots a planned interview takes; those planned before take one.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interview", sa.Column("slots", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("interview", "slots")
