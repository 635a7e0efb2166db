"""Rules of law as a fair's organizers changed them; each consent with its version, way and helper.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

from jobfair.db import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legal_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_legal_rule_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_rule")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_legal_rule_fair_id"), "legal_rule", ["fair_id"])
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seeker_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("how IN ('self', 'spoken', 'paper')", name=op.f("ck_consent_how")),
        sa.ForeignKeyConstraint(
            ["seeker_id"], ["seeker.id"], name=op.f("fk_consent_seeker_id_seeker"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"],
            ["user_account.id"],
            name=op.f("fk_consent_helper_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consent_seeker_id"), "consent", ["seeker_id"])
    op.create_index(op.f("ix_consent_helper_id"), "consent", ["helper_id"])


def downgrade() -> None:
    op.drop_table("consent")
    op.drop_table("legal_rule")
