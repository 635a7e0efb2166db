"""Fairs, suggestions and interviews.

Revision: 0002, after: 0001
"""

import sqlalchemy as sa
from alembic import op
import jobfair.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("max_interviews_per_seeker", sa.Integer(), nullable=False),
        sa.Column("spanish_interpreters", sa.Integer(), nullable=True),
        sa.Column("asl_interpreters", sa.Integer(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "booth",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("has_power", sa.Boolean(), nullable=False),
        sa.Column("near_door", sa.Boolean(), nullable=False),
        sa.Column("wheelchair_access", sa.Boolean(), nullable=False),
        sa.Column("support_desk", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_booth_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
        sa.UniqueConstraint("fair_id", "label", name=op.f("uq_booth_fair_id_label")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booth_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "fair_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_break_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_break")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fair_break", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_break_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.Column("published_at", jobfair.db.UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'published', 'superseded')", name=op.f("ck_schedule_state")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_schedule_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
        sa.UniqueConstraint("fair_id", "version", name=op.f("uq_schedule_fair_id_version")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(
            "uq_schedule_published",
            ["fair_id"],
            unique=True,
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )

    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.Column("ends_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_slot_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("fair_id", "starts_at", name=op.f("uq_slot_fair_id_starts_at")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "spreadsheet_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created", sa.JSON(), nullable=False),
        sa.Column("created_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", jobfair.db.UTCDateTime(), nullable=True),
        sa.Column("undone_at", jobfair.db.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_spreadsheet_import_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spreadsheet_import")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("spreadsheet_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spreadsheet_import_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint("role IN ('organizer', 'helper')", name=op.f("ck_team_member_role")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_team_member_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_team_member_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("fair_id", "user_id", name=op.f("uq_team_member_fair_id_user_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_user_id"), ["user_id"], unique=False)

    op.create_table(
        "employer_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=True),
        sa.Column("interviewers", sa.Integer(), nullable=False),
        sa.Column("arrives", sa.Time(), nullable=True),
        sa.Column("leaves", sa.Time(), nullable=True),
        sa.Column("break_starts", sa.Time(), nullable=True),
        sa.Column("break_ends", sa.Time(), nullable=True),
        sa.Column("needs_power", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["booth_id"],
            ["booth.id"],
            name=op.f("fk_employer_attendance_booth_id_booth"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_employer_attendance_employer_id_employer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_employer_attendance_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["spreadsheet_import.id"],
            name=op.f("fk_employer_attendance_import_id_spreadsheet_import"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_attendance")),
        sa.UniqueConstraint("booth_id", name=op.f("uq_employer_attendance_booth_id")),
        sa.UniqueConstraint(
            "fair_id", "employer_id", name=op.f("uq_employer_attendance_fair_id_employer_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("employer_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_attendance_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("seeker_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", jobfair.db.UTCDateTime(), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no')", name=op.f("ck_interest_answer")),
        sa.CheckConstraint("side IN ('seeker', 'employer')", name=op.f("ck_interest_side")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_interest_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["opening.id"], name=op.f("fk_interest_opening_id_opening"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seeker_id"], ["seeker.id"], name=op.f("fk_interest_seeker_id_seeker"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint(
            "fair_id",
            "seeker_id",
            "opening_id",
            "side",
            name=op.f("uq_interest_fair_id_seeker_id_opening_id_side"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interest_opening_id"), ["opening_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interest_seeker_id"), ["seeker_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("seeker_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("fit", sa.Double(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('planned', 'cancelled')", name=op.f("ck_interview_status")),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_interview_booth_id_booth")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_interview_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_interview_opening_id_opening")),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedule.id"],
            name=op.f("fk_interview_schedule_id_schedule"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["seeker_id"], ["seeker.id"], name=op.f("fk_interview_seeker_id_seeker"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_interview_slot_id_slot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_opening_id"), ["opening_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_seeker_id"), ["seeker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_slot_id"), ["slot_id"], unique=False)
        batch_op.create_index(
            "uq_interview_booth_slot_seat",
            ["schedule_id", "booth_id", "slot_id", "seat"],
            unique=True,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.create_index(
            "uq_interview_seeker_employer",
            ["schedule_id", "seeker_id", "employer_id"],
            unique=True,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.create_index(
            "uq_interview_seeker_slot",
            ["schedule_id", "seeker_id", "slot_id"],
            unique=True,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )

    op.create_table(
        "seeker_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("seeker_id", sa.Integer(), nullable=False),
        sa.Column("arrives", sa.Time(), nullable=True),
        sa.Column("leaves", sa.Time(), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_seeker_attendance_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["spreadsheet_import.id"],
            name=op.f("fk_seeker_attendance_import_id_spreadsheet_import"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["seeker_id"],
            ["seeker.id"],
            name=op.f("fk_seeker_attendance_seeker_id_seeker"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seeker_attendance")),
        sa.UniqueConstraint("fair_id", "seeker_id", name=op.f("uq_seeker_attendance_fair_id_seeker_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seeker_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seeker_attendance_seeker_id"), ["seeker_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("seeker_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seeker_attendance_seeker_id"))

    op.drop_table("seeker_attendance")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_interview_seeker_slot",
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.drop_index(
            "uq_interview_seeker_employer",
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.drop_index(
            "uq_interview_booth_slot_seat",
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.drop_index(batch_op.f("ix_interview_slot_id"))
        batch_op.drop_index(batch_op.f("ix_interview_seeker_id"))
        batch_op.drop_index(batch_op.f("ix_interview_opening_id"))
        batch_op.drop_index(batch_op.f("ix_interview_employer_id"))
        batch_op.drop_index(batch_op.f("ix_interview_booth_id"))

    op.drop_table("interview")
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interest_seeker_id"))
        batch_op.drop_index(batch_op.f("ix_interest_opening_id"))

    op.drop_table("interest")
    with op.batch_alter_table("employer_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employer_attendance_employer_id"))

    op.drop_table("employer_attendance")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_user_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("spreadsheet_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spreadsheet_import_fair_id"))

    op.drop_table("spreadsheet_import")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_fair_id"))

    op.drop_table("slot")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_schedule_published",
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )

    op.drop_table("schedule")
    with op.batch_alter_table("fair_break", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_break_fair_id"))

    op.drop_table("fair_break")
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booth_fair_id"))

    op.drop_table("booth")
    op.drop_table("fair")
