"""Publishing: once, against the present data, and one version at a time."""

import threading
import time as clock
from datetime import time

import pytest
from sqlalchemy import select, text

from jobfair.accounts.models import AuditEntry
from jobfair.db import lock_row
from jobfair.employers.models import Opening
from jobfair.errors import Conflict
from jobfair.fairs.models import EmployerAttendance, SeekerAttendance
from jobfair.interviews import actions, queries
from jobfair.interviews.queries.changes import unseen_changes
from jobfair.interviews.queries.free_seats import seats_to_take
from tests.conftest import NOW
from tests.factories import make_interest, make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish


def states(database, fair_id):
    with database.read() as session:
        return {one.version: one.state for one in queries.schedules_of(session, fair_id)}


def test_publishing_freezes_a_draft_and_supersedes_the_one_before(database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    plan(database, fair.id, seed=5)
    publish(database, fair.id, 1)
    assert states(database, fair.id) == {1: "published", 2: "draft"}
    publish(database, fair.id, 2)
    assert states(database, fair.id) == {1: "superseded", 2: "published"}
    for version in (1, 2):
        with pytest.raises(Conflict, match="published before"):
            publish(database, fair.id, version)
    with database.read() as session:
        done = list(session.scalars(select(AuditEntry.action).where(AuditEntry.fair_id == fair.id)))
    assert done.count("schedule.publish") == 2


def test_two_organizers_publish_different_drafts_and_one_wins(database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    plan(database, fair.id)
    start, outcomes = threading.Barrier(2), []

    def work(version):
        start.wait()
        try:
            with database.write() as session:
                schedule = queries.schedule_by_version(session, fair.id, version)
                actions.publish(session, schedule, now=NOW, actor=SYSTEM, instead_of=None)
            outcomes.append("published")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=work, args=(version,)) for version in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "published"]
    assert sorted(states(database, fair.id).values()) == ["draft", "published"]


def leave_early(session, fair):
    row = session.scalar(select(SeekerAttendance).filter_by(seeker_id=fair.seekers[0]))
    row.leaves = time(9, 5)


def move_booth(session, fair):
    row = session.scalar(select(EmployerAttendance).filter_by(employer_id=fair.employers[0]))
    row.booth_id = fair_row(session, fair.id).booths[2].id


def close_opening(session, fair):
    session.get_one(Opening, fair.openings[1]).is_open = False


def refuse(session, fair):
    make_interest(session, fair.id, fair.seekers[0], fair.openings[0], answer="no", side="employer")


def sign_off(session, fair):
    session.delete(session.scalar(select(SeekerAttendance).filter_by(seeker_id=fair.seekers[2])))


@pytest.mark.parametrize(
    ("change", "broken"),
    [(leave_early, 2), (move_booth, 5), (close_opening, 5), (refuse, 1), (sign_off, 2)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_changed_since_the_draft_is_counted_and_nothing_is_published(database, change, broken):
    fair = make_small_fair(database)
    plan(database, fair.id)
    with database.write() as session:
        change(session, fair)
    with pytest.raises(Conflict) as refused:
        publish(database, fair.id)
    assert refused.value.values["count"] == broken
    assert states(database, fair.id) == {1: "draft"}


def test_an_empty_draft_is_not_published(database):
    fair = make_small_fair(database)
    with database.write() as session:
        for seeker_id in fair.seekers:
            session.scalar(select(SeekerAttendance).filter_by(seeker_id=seeker_id)).arrives = time(12, 59)
    assert plan(database, fair.id).report["interviews"] == 0
    with pytest.raises(Conflict, match="nothing to publish"):
        publish(database, fair.id)


def test_drafts_can_be_deleted_and_published_versions_not(database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    plan(database, fair.id)
    publish(database, fair.id, 1)
    with database.write() as session:
        draft = queries.schedule_by_version(session, fair.id, 2)
        actions.delete_draft(session, draft, now=NOW, actor=SYSTEM)
    assert states(database, fair.id) == {1: "published"}
    with database.write() as session:
        published = queries.schedule_by_version(session, fair.id, 1)
        with pytest.raises(Conflict):
            actions.delete_draft(session, published, now=NOW, actor=SYSTEM)
    assert plan(database, fair.id).version == 2


def test_differences_name_new_changed_lost_and_same_people(database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    with database.read() as session:
        first = queries.differences(session, queries.schedule_by_version(session, fair.id, 1))
    assert (first.instead_of, first.new) == (None, sorted(fair.codes))
    publish(database, fair.id)
    with database.write() as session:
        sign_off(session, fair)
        leave_early(session, fair)
    plan(database, fair.id)
    with database.read() as session:
        second = queries.differences(session, queries.schedule_by_version(session, fair.id, 2))
    assert second.instead_of is not None
    assert set(second.lost) == {fair.codes[0], fair.codes[2]}
    assert second.new == []
    assert len(second.changed) + len(second.more) + len(second.same) == 3


def wait_for_somebody_waiting(session):
    """Until another transaction waits for a lock; SQLite's writers wait before they begin."""
    if session.get_bind().dialect.name == "postgresql":
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        assert any(session.scalar(waiting) or clock.sleep(0.01) for _ in range(3000))


def test_who_takes_a_seat_while_another_version_is_published_gets_it_and_hears_that_it_is_gone(database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    plan(database, fair.id, seed=5)
    publish(database, fair.id, 1)
    with database.write() as session:
        late = make_seeker(session, fair_row(session, fair.id)).id
    is_held, outcomes = threading.Event(), []

    def take():
        with database.write() as session:
            schedule = queries.published_schedule(session, fair.id)
            seat = seats_to_take(session, schedule, late, now=NOW)[0]
            lock_row(session, schedule)
            is_held.set()
            wait_for_somebody_waiting(session)
            actions.take_seat(session, schedule, late, seat, now=NOW, actor=SYSTEM, by_whom="seeker")

    def replace():
        assert is_held.wait(30)
        publish(database, fair.id, 2)

    def work(what):
        try:
            what()
            outcomes.append("done")
        except Exception as error:  # noqa: BLE001 - looked at below
            outcomes.append(error)

    threads = [threading.Thread(target=work, args=(what,)) for what in (take, replace)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["done", "done"]
    assert states(database, fair.id) == {1: "superseded", 2: "published"}
    with database.read() as session:
        (change,) = unseen_changes(session, fair.id, late)
        assert change.old.seeker_id == late
        assert change.new is None
