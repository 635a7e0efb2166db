"""What a person can do and when: years of work, standing, times elsewhere, the state line, whose phone.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seeker", sa.Column("phone_kind", sa.String(), nullable=True))
    op.add_column("seeker", sa.Column("experience", sa.String(), nullable=True))
    op.add_column("seeker", sa.Column("standing", sa.String(), nullable=True))
    op.add_column("seeker", sa.Column("busy", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("seeker", sa.Column("crosses_state_line", sa.Boolean(), nullable=True))
    op.add_column("seeker_attendance", sa.Column("interpreter_language", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("seeker_attendance", "interpreter_language")
    for name in ("crosses_state_line", "busy", "standing", "experience", "phone_kind"):
        op.drop_column("seeker", name)
