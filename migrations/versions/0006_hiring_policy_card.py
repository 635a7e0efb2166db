"""The hiring-policy card in parts: who decides, who can say no afterwards, what a law closes, how to appeal.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PARTS = ("who_decides", "who_can_veto", "closed_by_law", "how_to_appeal")


def upgrade() -> None:
    for name in PARTS:
        op.add_column("employer", sa.Column(name, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for name in reversed(PARTS):
        op.drop_column("employer", name)
