"""Long work in the background.

The `Job` row is the truth: its state, progress, lease and result. Huey's queue is only a doorbell; a sweeper
rings again for every job whose lease ran out, so a worker that was killed loses nothing. Each attempt has a
number, and a worker whose number is old can write no more (fencing). See docs/adr/0005.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobfair.db import Base, Database, after_commit
from jobfair.errors import N_, JobFairError

LEASE = timedelta(seconds=10)
MAX_ATTEMPTS = 5


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
    #: sentence for the person who asked, in English, to be translated
    error: Mapped[str | None]
    #: number of the attempt that holds the lease
    attempt: Mapped[int] = mapped_column(default=0)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    #: UTC
    created_at: Mapped[datetime]
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
        """Store how far it is and renew the lease; False when somebody asked to cancel.

        Raises
        ------
        Superseded
            Another attempt holds the lease.
        """
        with self.database.write() as session:
            self.fence(session)
            job = session.get_one(Job, self.job_id)
            job.step, job.progress, job.lease_ends_at = step, progress, utc_now() + LEASE
            return not job.cancel_requested

    def fence(self, session: Session) -> None:
        """Lock the job row and make sure that this attempt still holds it; call before writing results."""
        held = session.scalar(select(Job.attempt).where(Job.id == self.job_id).with_for_update())
        if held != self.number:
            raise Superseded


#: work by kind: takes the attempt, returns the result to store
Handlers = dict[str, Callable[[Attempt], dict[str, Any]]]


def submit(
    session: Session, kind: str, payload: dict[str, Any], *, fair_id: int | None, now: datetime
) -> Job:
    """Store a job in the transaction that asks for it; the doorbell rings after the commit."""
    job = Job(kind=kind, payload=payload, fair_id=fair_id, created_at=now, state="waiting")
    session.add(job)
    session.flush()
    job_id = job.id
    after_commit(session, lambda: session.info["doorbell"](job_id))
    return job


def request_cancel(job: Job) -> None:
    """Ask the running attempt to stop at its next report; a waiting job is cancelled at once."""
    if job.state == "waiting":
        job.state = "cancelled"
    elif job.state == "running":
        job.cancel_requested = True


def claimable(session: Session, now: datetime) -> list[int]:
    """Ids of jobs that wait or whose lease ran out, oldest first."""
    waiting = or_(Job.state == "waiting", (Job.state == "running") & (Job.lease_ends_at < now))
    return list(session.scalars(select(Job.id).where(waiting).order_by(Job.id)))


def run(database: Database, handlers: Handlers, job_id: int) -> bool:
    """Claim one job and do it; False when there was nothing to claim.

    A `JobFairError` becomes the job's error sentence. Any other exception leaves the job to the next
    attempt, up to `MAX_ATTEMPTS`, and is raised for the log.
    """
    claimed = _claim(database, job_id)
    if claimed is None:
        return False
    attempt, kind = claimed
    try:
        result = handlers[kind](attempt)
        _finish(attempt, "done", result=result)
    except JobFairError as error:
        _finish(attempt, "failed", error=str(error))
    except Superseded:
        return True
    except Exception:
        _finish(
            attempt,
            "failed" if attempt.number >= MAX_ATTEMPTS else "waiting",
            error=N_("Something went wrong here."),
        )
        raise
    return True


def _claim(database: Database, job_id: int) -> tuple[Attempt, str] | None:
    now = utc_now()
    with database.write() as session:
        taken = session.execute(
            update(Job)
            .where(
                Job.id == job_id,
                or_(Job.state == "waiting", (Job.state == "running") & (Job.lease_ends_at < now)),
            )
            .values(state="running", attempt=Job.attempt + 1, lease_ends_at=now + LEASE)
        )
        if taken.rowcount != 1:  # type: ignore[attr-defined]
            return None
        job = session.get_one(Job, job_id)
        return Attempt(database, job.id, job.attempt, dict(job.payload)), job.kind


def _finish(
    attempt: Attempt, state: str, *, result: dict[str, Any] | None = None, error: str | None = None
) -> None:
    with attempt.database.write() as session:
        try:
            attempt.fence(session)
        except Superseded:
            return
        job = session.get_one(Job, attempt.job_id)
        cancelled = state == "done" and job.cancel_requested and not result
        job.state = "cancelled" if cancelled else state
        job.result, job.error, job.lease_ends_at = result or {}, error, None
        if state == "done":
            job.progress = 1.0
