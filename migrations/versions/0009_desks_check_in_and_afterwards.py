"""Visits to support desks, who has checked in, long and promised interviews, and how interviews went.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

from jobfair.db import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("booth", sa.Column("desk_about", sa.String(), nullable=False, server_default=""))
    op.add_column("booth", sa.Column("desk_seats", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("seeker_attendance", sa.Column("checked_in_at", UTCDateTime(), nullable=True))
    op.add_column(
        "employer_attendance",
        sa.Column("slots_per_interview", sa.Integer(), nullable=False, server_default="1"),
    )
    op.add_column(
        "employer_attendance",
        sa.Column("promised_interviews", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_table(
        "desk_visit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fair_id", sa.Integer(), sa.ForeignKey("fair.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seeker_id", sa.Integer(), sa.ForeignKey("seeker.id", ondelete="CASCADE"), nullable=False),
        sa.Column("booth_id", sa.Integer(), sa.ForeignKey("booth.id", ondelete="CASCADE"), nullable=False),
        sa.Column("slot_id", sa.Integer(), sa.ForeignKey("slot.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("seeker_id", "slot_id"),
        sa.UniqueConstraint("seeker_id", "booth_id"),
        sa.UniqueConstraint("booth_id", "slot_id", "seat"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_desk_visit_fair_id"), "desk_visit", ["fair_id"])
    op.create_index(op.f("ix_desk_visit_slot_id"), "desk_visit", ["slot_id"])
    op.create_table(
        "interview_impression",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "interview_id", sa.Integer(), sa.ForeignKey("interview.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("took_place", sa.Boolean(), nullable=True),
        sa.Column("went", sa.String(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("interview_id"),
        sa.CheckConstraint("went IN ('well', 'so_so', 'badly')", name=op.f("ck_interview_impression_went")),
        sa.CheckConstraint(
            "next_step IN ('offer', 'second_interview', 'they_call', 'apply', 'no', 'nothing')",
            name=op.f("ck_interview_impression_next_step"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("interview_impression")
    op.drop_table("desk_visit")
    op.drop_column("employer_attendance", "promised_interviews")
    op.drop_column("employer_attendance", "slots_per_interview")
    op.drop_column("seeker_attendance", "checked_in_at")
    op.drop_column("booth", "desk_seats")
    op.drop_column("booth", "desk_about")
