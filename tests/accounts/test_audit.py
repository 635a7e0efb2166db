"""The audit chain: whole after concurrent writing, and broken where somebody changed it."""

import threading

import pytest
from sqlalchemy import delete, func, select, update

from jobfair.accounts import audit
from jobfair.accounts.models import AuditEntry
from tests.conftest import NOW

WRITERS = 8
ENTRIES = 10


def write_some(database, count=3):
    for number in range(count):
        with database.write() as session:
            audit.record(session, "test.do", now=NOW, actor=("user", 1), on=("fair", number), fair_id=7)


def test_many_writers_make_one_chain(database):
    start = threading.Barrier(WRITERS)
    errors = []

    def writer():
        start.wait()
        try:
            write_some(database, ENTRIES)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)

    threads = [threading.Thread(target=writer) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with database.read() as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == WRITERS * ENTRIES
        assert (
            session.scalar(select(func.count(func.distinct(AuditEntry.previous_hash)))) == WRITERS * ENTRIES
        )
        assert audit.first_broken_entry(session) is None


@pytest.mark.parametrize(
    "change",
    [
        update(AuditEntry).where(AuditEntry.id == 2).values(object_id=99),
        update(AuditEntry).where(AuditEntry.id == 2).values(actor_kind="system"),
        update(AuditEntry).where(AuditEntry.id == 2).values(previous_hash="0"),
    ],
)
def test_a_changed_entry_is_found(database, change):
    write_some(database)
    with database.write() as session:
        session.execute(change)
    with database.read() as session:
        assert audit.first_broken_entry(session) == 2


def test_a_missing_entry_is_found(database):
    write_some(database)
    with database.write() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.id == 2))
    with database.read() as session:
        assert audit.first_broken_entry(session) == 3


def test_an_entry_that_was_rolled_back_leaves_no_gap(database):
    write_some(database, 1)
    with database.write_session() as session:
        audit.record(session, "test.undone", now=NOW)
        session.rollback()
    write_some(database, 1)
    with database.read() as session:
        assert audit.first_broken_entry(session) is None
        assert session.scalar(select(func.count(AuditEntry.id))) == 2
