"""Changes of published interviews until they are seen; messages with a state, tries and a time; jobs for later.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

from jobfair.db import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "seeker", sa.Column("wants_messages", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("job", sa.Column("due_at", UTCDateTime(), nullable=True))
    with op.batch_alter_table("message", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("seeker_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("fair_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("state", sa.String(), nullable=False, server_default="queued"))
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("due_at", UTCDateTime(), nullable=True))
        table.add_column(sa.Column("time_zone", sa.String(), nullable=True))
        for name, target in (("seeker_id", "seeker"), ("fair_id", "fair")):
            table.create_foreign_key(
                f"fk_message_{name}_{target}", target, [name], ["id"], ondelete="CASCADE"
            )
            table.create_index(f"ix_message_{name}", [name])
        table.create_check_constraint(
            op.f("ck_message_state"), "state IN ('queued', 'sending', 'sent', 'failed', 'stopped')"
        )
    op.execute("UPDATE message SET state = 'sent' WHERE sent_at IS NOT NULL")
    op.create_table(
        "interview_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fair_id", sa.Integer(), sa.ForeignKey("fair.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seeker_id", sa.Integer(), sa.ForeignKey("seeker.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "old_interview_id", sa.Integer(), sa.ForeignKey("interview.id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column(
            "new_interview_id", sa.Integer(), sa.ForeignKey("interview.id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column("by_whom", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=True),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "by_whom IN ('organizer', 'seeker', 'helper')", name=op.f("ck_interview_change_by_whom")
        ),
        sqlite_autoincrement=True,
    )
    for name in ("fair_id", "seeker_id", "old_interview_id", "new_interview_id"):
        op.create_index(op.f(f"ix_interview_change_{name}"), "interview_change", [name])


def downgrade() -> None:
    op.drop_table("interview_change")
    with op.batch_alter_table("message", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("ck_message_state"), type_="check")
        for name, target in (("seeker_id", "seeker"), ("fair_id", "fair")):
            table.drop_index(f"ix_message_{name}")
            table.drop_constraint(f"fk_message_{name}_{target}", type_="foreignkey")
        for name in ("seeker_id", "fair_id", "state", "tries", "due_at", "time_zone"):
            table.drop_column(name)
    op.drop_column("job", "due_at")
    op.drop_column("seeker", "wants_messages")
