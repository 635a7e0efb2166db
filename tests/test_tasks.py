"""Background work: it happens once, however often workers are killed, and says how it went."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobfair import doorbell, serving, tasks
from jobfair.accounts import audit
from jobfair.accounts.models import AuditEntry
from jobfair.tasks import Job
from tests.conftest import NOW
from tests.processes import end, start, wait_until
from tests.worker_process import HANDLERS

WORKER = "tests.worker_process"


def submit(database, kind="mark", **payload):
    with database.write() as session:
        return tasks.submit(session, kind, payload, fair_id=None, now=NOW).id


def job(database, job_id):
    with database.read() as session:
        return session.get_one(Job, job_id)


def states(database):
    with database.read() as session:
        return Counter(session.scalars(select(Job.state)))


def marks(database):
    with database.read() as session:
        return Counter(session.scalars(select(AuditEntry.object_id).where(AuditEntry.action == "test.mark")))


def claim(database, job_id):
    return tasks._claim(database, job_id)[0]


def store_mark(database, attempt):
    with database.write() as session:
        audit.record(session, "test.mark", now=NOW, on=("job", attempt.job_id))
        attempt.finish(session, {"marks": 1})


def lose_lease(database, job_id):
    with database.write() as session:
        session.get_one(Job, job_id).lease_ends_at = tasks.utc_now() - timedelta(seconds=1)


@pytest.fixture
def installation(settings, database):
    """Settings under which another process finds this test's database."""
    return replace(settings, database_url=database.engine.url.render_as_string(hide_password=False))


def test_twelve_jobs_under_kills_are_each_done_once(database, installation, monkeypatch):
    ids = [submit(database) for _ in range(12)]
    workers = [start(installation, WORKER) for _ in range(2)]
    try:
        for _ in range(4):
            before = states(database)["done"]
            wait_until(lambda: states(database)["running"] and states(database)["done"] >= before)  # noqa: B023
            victim = workers.pop(0)
            victim.kill()
            victim.wait()
            end(victim)
            workers.append(start(installation, WORKER))
        wait_until(lambda: states(database)["done"] == 12, 90)
    finally:
        for worker in workers:
            end(worker)
    assert marks(database) == dict.fromkeys(ids, 1)
    assert max(job(database, i).attempt for i in ids) > 1, "no job was interrupted: the test shows nothing"


def test_a_refused_job_keeps_the_sentence_and_its_values(database):
    job_id = submit(database, "refuse")
    assert tasks.run(database, HANDLERS, job_id)
    over = job(database, job_id)
    assert (over.state, over.error, over.error_values) == (
        "failed",
        "There are %(count)s slots.",
        {"count": 0},
    )


@pytest.mark.parametrize("kind", ["break", "unknown kind"])
def test_an_unexpected_error_is_logged_and_tried_again_only_so_often(database, kind, caplog):
    job_id = submit(database, kind)
    for attempt in range(1, tasks.MAX_ATTEMPTS + 1):
        assert job(database, job_id).state == "waiting"
        assert tasks.run(database, HANDLERS, job_id)
        assert job(database, job_id).attempt == attempt
    assert job(database, job_id).state == "failed"
    assert job(database, job_id).error == tasks.WENT_WRONG
    assert len(caplog.records) == tasks.MAX_ATTEMPTS
    assert not tasks.run(database, HANDLERS, job_id)


def test_work_that_kills_its_worker_comes_to_an_end(database):
    job_id = submit(database)
    for _ in range(tasks.MAX_ATTEMPTS):
        claim(database, job_id)
        lose_lease(database, job_id)
    assert not tasks.run(database, HANDLERS, job_id)
    assert job(database, job_id).state == "failed"


def test_an_old_attempt_can_write_nothing(database):
    job_id = submit(database)
    old = claim(database, job_id)
    assert not tasks.run(database, HANDLERS, job_id), "the lease holds"
    lose_lease(database, job_id)
    new = claim(database, job_id)
    assert not old.renew()
    assert new.renew()
    with pytest.raises(tasks.Superseded):
        old.report("late", 0.9)
    with pytest.raises(tasks.Superseded):
        store_mark(database, old)
    tasks._end(old, "failed", error="late")
    assert marks(database) == {}
    store_mark(database, new)
    assert marks(database) == {job_id: 1}
    with pytest.raises(tasks.Superseded):
        new.report("after the end", 1.0)
    assert (job(database, job_id).state, job(database, job_id).result) == ("done", {"marks": 1})


def test_a_handler_that_lost_its_lease_ends_silently(database):
    def lose(attempt):
        lose_lease(database, attempt.job_id)
        claim(database, attempt.job_id)
        attempt.report("late", 0.5)

    job_id = submit(database)
    assert tasks.run(database, {"mark": lose}, job_id)
    assert (job(database, job_id).state, job(database, job_id).attempt) == ("running", 2)


def test_the_lease_of_a_long_step_is_renewed(database, monkeypatch):
    monkeypatch.setattr(tasks, "LEASE", timedelta(seconds=0.4))
    monkeypatch.setattr(tasks, "RENEW_SECONDS", 0.1)

    def think(attempt):
        over = threading.Event()
        for _ in range(8):
            over.wait(0.1)
            with database.read() as session:
                assert tasks.claimable(session, tasks.utc_now()) == []
        return {"thought": True}

    job_id = submit(database)
    tasks.run(database, {"mark": think}, job_id)
    assert job(database, job_id).result == {"thought": True}


def test_a_running_job_stops_when_asked(database):
    def work(attempt):
        assert attempt.report("first", 0.1)
        with database.write() as session:
            tasks.request_cancel(session.get_one(Job, attempt.job_id))
        assert not attempt.report("second", 0.2)
        return {}

    job_id = submit(database)
    tasks.run(database, {"mark": work}, job_id)
    assert job(database, job_id).state == "cancelled"


def test_a_waiting_a_lost_and_a_finished_job_can_be_asked_to_stop(database):
    waiting, lost, done = submit(database), submit(database), submit(database, "refuse")
    claim(database, lost)
    tasks.run(database, HANDLERS, done)
    with database.write() as session:
        for job_id in (waiting, lost, done):
            tasks.request_cancel(session.get_one(Job, job_id))
    lose_lease(database, lost)
    assert not tasks.run(database, HANDLERS, waiting)
    assert not tasks.run(database, HANDLERS, lost)
    assert [job(database, i).state for i in (waiting, lost, done)] == ["cancelled", "cancelled", "failed"]


def test_the_bell_rings_after_the_commit_and_not_for_what_was_rolled_back(database):
    rings = []
    with database.write_session() as session:
        session.info["doorbell"] = rings.append
        tasks.submit(session, "mark", {}, fair_id=None, now=NOW)
        session.rollback()
    with database.write() as session:
        session.info["doorbell"] = rings.append
        job_id = tasks.submit(session, "mark", {}, fair_id=None, now=NOW).id
        assert rings == []
    assert rings == [job_id]


def test_the_sweeper_rings_for_waiting_and_lost_jobs_and_outlives_a_lost_database(
    database, settings, monkeypatch, caplog
):
    waiting, lost, held = submit(database), submit(database), submit(database)
    claim(database, lost)
    claim(database, held)
    lose_lease(database, lost)
    bell = doorbell.install(settings)
    heard = []
    monkeypatch.setattr(serving, "SWEEP_SECONDS", 0.02)
    reads = [serving.SQLAlchemyError("away")]

    class Flaky:
        def read(self):
            if reads:
                raise reads.pop()
            return database.read()

    stop = threading.Event()
    object.__setattr__(bell, "ring", heard.append)
    sweeper = threading.Thread(target=serving.sweep, args=(Flaky(), bell, stop))
    sweeper.start()
    wait_until(lambda: len(heard) >= 4, 5)
    stop.set()
    sweeper.join()
    assert set(heard) == {waiting, lost}
    assert "could not look for lost jobs" in caplog.text


def test_the_sweeper_adds_no_rings_while_some_wait(database, settings, monkeypatch):
    submit(database)
    bell = doorbell.install(settings)
    bell.ring(1)
    monkeypatch.setattr(serving, "SWEEP_SECONDS", 0.01)
    stop = threading.Event()
    sweeper = threading.Thread(target=serving.sweep, args=(database, bell, stop))
    sweeper.start()
    threading.Event().wait(0.2)
    stop.set()
    sweeper.join()
    assert bell.queue.pending_count() == 1
