"""Long work in the background.

The `Job` row is the truth: its state, progress, lease and result. Huey's queue is only a doorbell; a sweeper
rings again for every job whose lease ran out, so a worker that was killed loses nothing. Each attempt has a
number, and a worker whose number is old can write no more (fencing). See docs/adr/0005.

A lease is renewed by a thread of the worker's own, so a step may take as long as it needs; it ends when the
process dies. Work that stores something calls `Attempt.finish` in the transaction that stores it: then it
happens once, however often workers are killed.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from jobfair.db import Base, Database, after_commit
from jobfair.errors import N_, JobFairError

LEASE = timedelta(seconds=10)
#: how often a lease is renewed
RENEW_SECONDS = LEASE.total_seconds() / 4
#: an attempt whose worker died counts as well, so that work which kills its worker comes to an end
MAX_ATTEMPTS = 5
WENT_WRONG = N_("Something went wrong here.")

log = logging.getLogger(__name__)


class Job(Base):
    """A piece of long work: what, how far, and what came of it."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: name of the work, such as "plan"
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: the fair it belongs to
    fair_id: Mapped[int | None] = mapped_column(index=True)
    #: "waiting", "running", "done", "failed" or "cancelled"
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    #: name of the present step
    step: Mapped[str] = mapped_column(default="")
    #: 0 to 1
    progress: Mapped[float] = mapped_column(default=0.0)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: sentence for the person who asked, in English, with places, to be translated
    error: Mapped[str | None]
    #: what goes into the places of the sentence
    error_values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: number of the attempt that holds the lease
    attempt: Mapped[int] = mapped_column(default=0)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    #: UTC
    created_at: Mapped[datetime]
    #: UTC; not before this; empty means at once
    due_at: Mapped[datetime | None]
    #: UTC; when another worker may take over
    lease_ends_at: Mapped[datetime | None]


def utc_now() -> datetime:
    """The present moment; leases of several processes need the real clock."""
    return datetime.now(UTC)


class Superseded(Exception):
    """This attempt lost its lease to a later one: stop, and write nothing."""


class Attempt:
    """What a running piece of work sees: its payload, a way to report, and whether to stop."""

    def __init__(self, database: Database, job_id: int, number: int, payload: dict[str, Any]) -> None:
        self.database = database
        self.job_id = job_id
        self.number = number
        self.payload = payload

    def report(self, step: str, progress: float) -> bool:
        """Store how far it is; False when somebody asked to cancel: then return an empty result.

        Takes a transaction of its own: do not call it while writing.

        Raises
        ------
        Superseded
            Another attempt holds the lease.
        """
        with self.database.write() as session:
            job = self.fence(session)
            job.step, job.progress, job.lease_ends_at = step, progress, utc_now() + LEASE
            return not job.cancel_requested

    def fence(self, session: Session) -> Job:
        """Lock the job row and make sure that this attempt still holds it; call before writing results.

        Raises
        ------
        Superseded
            Another attempt holds the lease, or the job is over.
        """
        job = session.get(Job, self.job_id, with_for_update=True, populate_existing=True)
        if job is None or job.state != "running" or job.attempt != self.number:
            raise Superseded
        return job

    def finish(self, session: Session, result: dict[str, Any]) -> dict[str, Any]:
        """Mark the job as done in the transaction that stores its results; hand the result back.

        Raises
        ------
        Superseded
            Another attempt holds the lease; let it through, so that nothing is stored twice.
        """
        job = self.fence(session)
        job.state, job.result, job.progress, job.error, job.lease_ends_at = "done", result, 1.0, None, None
        session.flush()
        return result

    def renew(self) -> bool:
        """Make the lease longer; False when this attempt does not hold it any more."""
        with self.database.write() as session:
            renewed = session.execute(
                update(Job)
                .where(Job.id == self.job_id, Job.attempt == self.number, Job.state == "running")
                .values(lease_ends_at=utc_now() + LEASE)
            )
            return bool(renewed.rowcount)  # type: ignore[attr-defined]


#: work by kind: takes the attempt, returns the result to store
Handlers = dict[str, Callable[[Attempt], dict[str, Any]]]


def submit(
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    fair_id: int | None,
    now: datetime,
    due_at: datetime | None = None,
) -> Job:
    """Store a job in the transaction that asks for it; the doorbell rings after the commit.

    Parameters
    ----------
    due_at : datetime or None
        Not before this; the sweeper finds it then.
    """
    job = Job(kind=kind, payload=payload, fair_id=fair_id, created_at=now, due_at=due_at, state="waiting")
    session.add(job)
    session.flush()
    job_id = job.id
    if due_at is None:
        after_commit(session, lambda: session.info["doorbell"](job_id))
    return job


def request_cancel(job: Job) -> None:
    """Ask the running attempt to stop at its next report; a waiting job is cancelled at once."""
    session = object_session(job)
    if session is not None:
        session.refresh(job, with_for_update=True)  # a worker may take it at this very moment
    if job.state == "waiting":
        job.state = "cancelled"
    elif job.state == "running":
        job.cancel_requested = True


def claimable(session: Session, now: datetime) -> list[int]:
    """Ids of jobs that wait and are due, or whose lease ran out, oldest first."""
    return list(session.scalars(select(Job.id).where(_free(now)).order_by(Job.id)))


def run(database: Database, handlers: Handlers, job_id: int) -> bool:
    """Claim one job and do it; False when there was nothing to claim.

    A `JobFairError` becomes the job's error sentence. Any other exception is logged and leaves the job to
    the next attempt, up to `MAX_ATTEMPTS`.
    """
    claimed = _claim(database, job_id)
    if claimed is None:
        return False
    attempt, kind = claimed
    try:
        with _lease_renewed(attempt):
            result = handlers[kind](attempt)
        _end(attempt, "done", result=result)
    except Superseded:
        pass
    except JobFairError as error:
        _end(attempt, "failed", error=error.message, values=error.values)
    except Exception:  # whatever it was, the worker goes on with the next job
        log.exception("job %s (%s), attempt %s", job_id, kind, attempt.number)
        _end(attempt, "failed" if attempt.number >= MAX_ATTEMPTS else "waiting", error=WENT_WRONG)
    return True


def _free(now: datetime) -> ColumnElement[bool]:
    """Jobs that a worker may take."""
    is_due = or_(Job.due_at.is_(None), Job.due_at <= now)
    return or_(and_(Job.state == "waiting", is_due), and_(Job.state == "running", Job.lease_ends_at < now))


def _claim(database: Database, job_id: int) -> tuple[Attempt, str] | None:
    now = utc_now()
    with database.write() as session:
        job = session.scalar(
            select(Job).where(Job.id == job_id, _free(now)).with_for_update(skip_locked=True)
        )
        if job is None:
            return None
        if job.cancel_requested or job.attempt >= MAX_ATTEMPTS:
            job.state, job.lease_ends_at = "cancelled" if job.cancel_requested else "failed", None
            job.error = None if job.cancel_requested else WENT_WRONG
            return None
        job.state, job.attempt, job.lease_ends_at = "running", job.attempt + 1, now + LEASE
        return Attempt(database, job.id, job.attempt, dict(job.payload)), job.kind


@contextmanager
def _lease_renewed(attempt: Attempt) -> Iterator[None]:
    """Keep the lease while the work goes on."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(RENEW_SECONDS):
            try:
                if not attempt.renew():
                    return
            except SQLAlchemyError:  # a busy or restarting database: the next round tries again
                log.warning("the lease of job %s could not be renewed", attempt.job_id, exc_info=True)

    thread = threading.Thread(target=keep, name=f"lease-{attempt.job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _end(
    attempt: Attempt,
    state: str,
    *,
    result: dict[str, Any] | None = None,
    error: str | None = None,
    values: dict[str, Any] | None = None,
) -> None:
    """Store how an attempt ended, unless it said so itself or is not the one that counts."""
    with attempt.database.write() as session:
        try:
            job = attempt.fence(session)
        except Superseded:
            return
        cancelled = state == "done" and job.cancel_requested and not result
        job.state = "cancelled" if cancelled else state
        job.result, job.error, job.lease_ends_at = result or {}, error, None
        job.error_values = _plain(values or {})
        if job.state == "done":
            job.progress = 1.0


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them."""
    return {name: value if isinstance(value, int | float) else str(value) for name, value in values.items()}
