"""The database's own rules: times, sessions, what happens after a commit."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from jobfair.accounts.models import User
from jobfair.db import Database, after_commit, leave_no_copy, lock_row
from jobfair.errors import Conflict
from jobfair.fairs.models import Booth
from jobfair.vault import Vault
from tests.conftest import DATA_KEY
from tests.factories import make_user


def test_times_come_back_aware_and_in_utc(database):
    there = datetime(2026, 6, 1, 10, 0, tzinfo=timezone(timedelta(hours=-5)))
    with database.write() as session:
        user_id = make_user(session, created_at=there).id
    with database.read() as session:
        stored = session.get_one(User, user_id).created_at
    assert stored == there
    assert stored.tzinfo == UTC


def test_a_naive_time_is_refused(session):
    with pytest.raises(StatementError, match="naive datetime"):
        make_user(session, created_at=datetime(2026, 6, 1))  # noqa: DTZ001 - on purpose


def test_an_error_rolls_everything_back(database):
    def fail():
        with database.write() as session:
            make_user(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as session:
        assert session.scalar(select(func.count(User.id))) == 0


def test_foreign_keys_hold_and_errors_hide_what_was_written(session):
    session.add(Booth(fair_id=4711, label="planted label"))
    with pytest.raises(IntegrityError) as caught:
        session.flush()
    assert "4711" not in str(caught.value.statement)
    assert "planted label" not in str(caught.value), "values must not reach the log"


def test_calls_after_the_commit_wait_for_the_outer_one_and_are_forgotten_on_rollback(database):
    calls = []
    with database.write_session() as session:
        after_commit(session, lambda: calls.append("rolled back"))
        make_user(session)
        session.rollback()
        with session.begin_nested():
            make_user(session)
            after_commit(session, lambda: calls.append("kept"))
        assert calls == [], "a released savepoint is no commit"
        refused = session.begin_nested()
        refused.rollback()
        session.commit()
        assert calls == ["kept"]
        session.commit()
    assert calls == ["kept"]


def test_sqlite_has_the_measured_settings(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", Vault(DATA_KEY))
    with database.read() as session:
        values = [
            session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        ]
    assert values == ["wal", 2, 1, 15_000, 1]
    database.close()


def test_sqlite_writers_queue_from_their_first_statement_and_readers_do_not(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", Vault(DATA_KEY))
    with database.read_session() as reader, database.write_session() as writer:
        writer.execute(text("SELECT 1"))
        assert reader.scalar(text("SELECT 2")) == 2
        with closing(sqlite3.connect(tmp_path / "x.sqlite3", timeout=0.01)) as other:
            other.execute("BEGIN DEFERRED").execute("SELECT 3")
            other.rollback()
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
    database.close()


def test_the_log_is_emptied_unless_somebody_reads_and_then_the_next_time(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", Vault(DATA_KEY))
    log = tmp_path / "x.sqlite3-wal"

    def write(statement):
        with database.write() as session:
            session.execute(text(statement))
            leave_no_copy(session)

    write("CREATE TABLE note (words TEXT)")
    with database.read() as reader:
        reader.execute(text("SELECT * FROM note"))
        write("INSERT INTO note VALUES ('zinc')")
        assert b"zinc" in log.read_bytes()
    write("DELETE FROM note")
    assert log.read_bytes() == b""
    assert b"zinc" not in (tmp_path / "x.sqlite3").read_bytes()
    with database.read() as session:
        assert session.scalar(text("PRAGMA busy_timeout")) == 15_000
    database.close()


def test_the_id_of_a_deleted_row_is_not_given_again(session):
    gone = make_user(session)
    gone_id = gone.id
    session.delete(gone)
    session.flush()
    assert make_user(session).id != gone_id


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # sequences of PostgreSQL never go back
def test_every_table_keeps_ids_apart(database):
    with database.read() as session:
        tables = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        )
        missing = {name for name, sql in tables if "AUTOINCREMENT" not in sql}
    # The settings of matching go by the id of their fair.
    assert missing == {"alembic_version", "matching_settings"}


def test_a_row_that_somebody_else_removed_is_a_conflict(database):
    with database.write() as session:
        user_id = make_user(session).id
    with database.write_session() as session:
        seen = session.get_one(User, user_id)
        lock_row(session, seen)
        session.rollback()
        with database.write() as other:
            other.delete(other.get_one(User, user_id))
        with pytest.raises(Conflict, match="Somebody else removed this"):
            lock_row(session, seen)
