"""Migrations: every revision goes up, down and up again with data, and a failing one leaves nothing."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, select

from jobfair import migrate
from jobfair.db import Base
from jobfair.fairs.models import Fair
from tests.databases import empty_database, open_database
from tests.factories import NOW, make_employer, make_fair, make_opening, make_seeker, make_team_member

BROKEN = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{head}"
branch_labels = depends_on = None

def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE fair SET name = 'half'")
    with op.batch_alter_table("fair") as table:
        table.add_column(sa.Column("half", sa.Integer))
    op.execute("INSERT INTO no_such_table VALUES (1)")

def downgrade():
    op.drop_table("half")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """An empty database of each kind, without tables."""
    with empty_database(request, request.param, tmp_path) as address:
        database = open_database(address)
        yield database
        database.close()


def script(engine):
    with engine.connect() as connection:
        return ScriptDirectory.from_config(migrate.make_config(connection))


def revisions(engine):
    """Ids of every revision, from the first on."""
    return [one.revision for one in script(engine).walk_revisions()][::-1]


def fill(database):
    with database.write() as session:
        fair = make_fair(session)
        make_team_member(session, fair)
        make_seeker(session, fair)
        make_opening(session, make_employer(session, fair, booth=fair.booths[0]))


def test_up_down_and_up_with_data(empty):
    steps = revisions(empty.engine)
    for step in steps:
        migrate.upgrade(empty.engine, step)
        assert migrate.current_revision(empty.engine) == step
    fill(empty)
    for step in [*steps[-2::-1], "base"]:
        migrate.downgrade(empty.engine, step)
    assert migrate.current_revision(empty.engine) is None
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(empty.engine)
    fill(empty)


def test_an_upgrade_that_is_up_to_date_changes_nothing(empty):
    migrate.upgrade(empty.engine)
    fill(empty)
    migrate.upgrade(empty.engine)
    with empty.read() as session:
        assert session.scalar(select(Fair.name)) == "Westside Job Fair"


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def test_models_equal_migrations(empty):
    migrate.upgrade(empty.engine)
    assert differences(empty.engine) == []


def test_the_comparison_sees_a_column_too_many(empty):
    migrate.upgrade(empty.engine)
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE fair ADD COLUMN surplus INTEGER")
    assert len(differences(empty.engine)) == 1


def test_a_failing_migration_leaves_nothing_behind(empty, tmp_path, monkeypatch):
    migrate.upgrade(empty.engine)
    head = migrate.current_revision(empty.engine)
    with empty.engine.begin() as connection:
        connection.execute(insert(Fair).values(**a_fair()))
    before = inspect(empty.engine).get_columns("fair")
    broken = tmp_path / "versions"
    broken.mkdir()
    (broken / "9999_broken.py").write_text(BROKEN.format(head=head))

    def make_config(connection):
        config = original(connection)
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", f"{migrate.FOLDER / 'versions'}:{broken}")
        return config

    original = migrate.make_config
    monkeypatch.setattr(migrate, "make_config", make_config)
    with pytest.raises(Exception, match="no_such_table"):
        migrate.upgrade(empty.engine)
    assert migrate.current_revision(empty.engine) == head
    assert "half" not in inspect(empty.engine).get_table_names()
    assert [c["name"] for c in inspect(empty.engine).get_columns("fair")] == [c["name"] for c in before]
    with empty.read() as session:
        assert session.scalar(select(Fair.name)) == "Whole"


def a_fair():
    return {
        "name": "Whole",
        "venue": "",
        "date": NOW.date(),
        "time_zone": "America/Chicago",
        "opens": NOW.time(),
        "closes": NOW.time(),
        "created_at": datetime.now(UTC),
        "slot_minutes": 20,
        "max_interviews_per_seeker": 4,
        "is_sample": False,
    }


def test_the_command_line_of_alembic_sees_one_head(empty, capsys):
    with empty.engine.connect() as connection:
        command.heads(migrate.make_config(connection))
    assert len(script(empty.engine).get_heads()) == 1
