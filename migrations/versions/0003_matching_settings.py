"""How a fair is matched: its settings and its own words; "maybe" beside yes and no.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matching_settings",
        sa.Column("fair_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("crowding_percent", sa.Integer(), nullable=False),
        sa.Column("first_bus", sa.Time(), nullable=True),
        sa.Column("last_bus", sa.Time(), nullable=True),
        sa.CheckConstraint(
            "crowding_percent BETWEEN 0 AND 100", name=op.f("ck_matching_settings_crowding_percent")
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_matching_settings_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_matching_settings")),
    )
    op.create_table(
        "fair_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_word_fair_id_fair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_word")),
        sa.UniqueConstraint("fair_id", "label", name=op.f("uq_fair_word_fair_id_label")),
        sqlite_autoincrement=True,
    )
    _allow_answers("'yes', 'maybe', 'no'")


def downgrade() -> None:
    op.execute("DELETE FROM interest WHERE answer = 'maybe'")
    _allow_answers("'yes', 'no'")
    op.drop_table("fair_word")
    op.drop_table("matching_settings")


def _allow_answers(answers: str) -> None:
    """Change what an answer may be. SQLite makes the table anew, which nothing else points to."""
    with op.batch_alter_table("interest", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f("ck_interest_answer"), type_="check")
        batch_op.create_check_constraint(op.f("ck_interest_answer"), f"answer IN ({answers})")
