"""Until when a message is worth sending.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from jobfair.db import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("good_until", UTCDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "good_until")
