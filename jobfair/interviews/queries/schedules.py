"""Reading schedule versions, their interviews, and the work that makes them."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Booth, Slot
from jobfair.interviews.models import Interview, Schedule
from jobfair.seekers.models import Seeker
from jobfair.tasks import Job

PLAN = "plan"


def schedules_of(session: Session, fair_id: int) -> list[Schedule]:
    """Schedule versions of a fair, newest first; empty before the first run."""
    return list(
        session.scalars(select(Schedule).where(Schedule.fair_id == fair_id).order_by(Schedule.version.desc()))
    )


def schedule_by_version(session: Session, fair_id: int, version: int) -> Schedule:
    """One version of a fair's schedule.

    Raises
    ------
    NotFound
        There is none.
    """
    schedule = session.scalar(
        select(Schedule).where(Schedule.fair_id == fair_id, Schedule.version == version)
    )
    if schedule is None:
        raise NotFound(N_("There is no such schedule."))
    return schedule


def published_schedule(session: Session, fair_id: int) -> Schedule | None:
    """The schedule that people have been told; None before the first was published."""
    return session.scalar(select(Schedule).where(Schedule.fair_id == fair_id, Schedule.state == "published"))


def interviews_of(session: Session, schedule_id: int, *of_whom: ColumnElement[bool]) -> list[Interview]:
    """Planned interviews of a version (all, or somebody's) with all rows they name, by time and booth."""
    statement = (
        select(Interview)
        .join(Interview.slot)
        .join(Interview.booth)
        .where(Interview.schedule_id == schedule_id, Interview.status == "planned", *of_whom)
        .options(
            joinedload(Interview.seeker),
            joinedload(Interview.employer),
            joinedload(Interview.opening),
            joinedload(Interview.booth),
            joinedload(Interview.slot),
        )
        .order_by(Slot.starts_at, Booth.row, Booth.place, Booth.label, Interview.seat)
    )
    return list(session.scalars(statement))


def interviews_of_seeker(session: Session, fair_id: int, seeker_id: int) -> list[Interview]:
    """A seeker's published interviews at a fair, by time; empty when there are none."""
    schedule = published_schedule(session, fair_id)
    return interviews_of(session, schedule.id, Interview.seeker_id == seeker_id) if schedule else []


def interview_of_seeker(session: Session, fair_id: int, seeker_id: int, interview_id: int) -> Interview:
    """One interview of a seeker in the published schedule of a fair, also when it was given up.

    Raises
    ------
    NotFound
        There is none.
    """
    found = session.scalar(
        select(Interview)
        .join(Interview.schedule)
        .where(
            Interview.id == interview_id,
            Interview.seeker_id == seeker_id,
            Schedule.fair_id == fair_id,
            Schedule.state == "published",
        )
    )
    if found is None:
        raise NotFound(N_("There is no such interview."))
    return found


def interviews_of_employer(session: Session, fair_id: int, employer_id: int) -> list[Interview]:
    """An employer's published interviews at a fair, by time and seat; empty when there are none."""
    schedule = published_schedule(session, fair_id)
    return interviews_of(session, schedule.id, Interview.employer_id == employer_id) if schedule else []


def unfinished_plan(session: Session, fair_id: int) -> Job | None:
    """The planning of a fair that waits or runs; None when there is none."""
    return session.scalar(
        select(Job)
        .where(Job.kind == PLAN, Job.fair_id == fair_id, Job.state.in_(("waiting", "running")))
        .order_by(Job.id)
        .limit(1)
    )


def plan_job(session: Session, fair_id: int, job_id: int) -> Job:
    """One planning of a fair, finished or not.

    Raises
    ------
    NotFound
        There is none, or it belongs to another fair.
    """
    job = session.scalar(select(Job).where(Job.id == job_id, Job.kind == PLAN, Job.fair_id == fair_id))
    if job is None:
        raise NotFound(N_("There is no such page."))
    return job


def seekers_by_id(session: Session, seeker_ids: list[int]) -> dict[int, Seeker]:
    """Seekers by id; those who are gone are left out."""
    found = session.scalars(select(Seeker).where(Seeker.id.in_(seeker_ids)))
    return {seeker.id: seeker for seeker in found}
