"""What people say of interviews afterwards: everybody's own answers, and counts for the team alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from jobfair.employers.models import Employer
from jobfair.fairs.models import Slot
from jobfair.interviews.models import Interview, InterviewImpression, Schedule
from jobfair.interviews.queries.schedules import interviews_of_seeker

#: the questions in the order they are asked, and what can be said to each
ANSWERS = {
    "took_place": ("yes", "no"),
    "went": ("well", "so_so", "badly"),
    "next_step": ("offer", "second_interview", "they_call", "apply", "no", "nothing"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of the interviews of one employer, each answer counted."""

    employer_name: str
    #: interviews that have begun
    begun: int
    #: those that somebody answered at least one question about
    told: int
    #: by the words of `ANSWERS`
    took_place: Counter[str]
    went: Counter[str]
    next_step: Counter[str]


def may_be_told(interview: Interview, now: datetime) -> bool:
    """Whether there is something to tell of an interview: it stands, and it has begun."""
    stands = interview.schedule.state == "published" and interview.status == "planned"
    return stands and interview.slot.starts_at <= now


def impressions_of(session: Session, interviews: Iterable[Interview]) -> dict[int, InterviewImpression]:
    """What was said of these interviews, by their id; those that nothing was said of are left out."""
    ids = [one.id for one in interviews]
    found = session.scalars(select(InterviewImpression).where(InterviewImpression.interview_id.in_(ids)))
    return {one.interview_id: one for one in found}


def next_to_tell(session: Session, fair_id: int, seeker_id: int, now: datetime) -> Interview | None:
    """The first interview of a person that has begun and that they were not asked about yet."""
    begun = [one for one in interviews_of_seeker(session, fair_id, seeker_id) if may_be_told(one, now)]
    asked = impressions_of(session, begun)
    return next((one for one in begun if one.id not in asked), None)


def said_to(question: str, impression: InterviewImpression | None) -> str | None:
    """What was said to a question, in the words of `ANSWERS`; None for nothing."""
    value = getattr(impression, question, None)
    return ("yes" if value else "no") if isinstance(value, bool) else value


def impressions_at(session: Session, fair_id: int) -> list[InterviewImpression]:
    """All that was said at a fair, by time and employers' names, with the rows that an export names."""
    statement = (
        select(InterviewImpression)
        .join(InterviewImpression.interview)
        .join(Interview.schedule)
        .join(Interview.slot)
        .join(Interview.employer)
        .where(Schedule.fair_id == fair_id)
        .options(
            contains_eager(InterviewImpression.interview).options(
                contains_eager(Interview.slot),
                contains_eager(Interview.employer),
                joinedload(Interview.opening),
                joinedload(Interview.seeker),
            )
        )
        .order_by(Slot.starts_at, func.lower(Employer.name), Interview.id)
    )
    return list(session.scalars(statement))


def told_by_employer(session: Session, fair_id: int, now: datetime) -> list[Told]:
    """Counts by employer, by name; employers whose interviews are all to come are left out."""
    begun = and_(Schedule.state == "published", Interview.status == "planned", Slot.starts_at <= now)
    statement = (
        select(Employer.id, Employer.name, InterviewImpression)
        .select_from(Interview)
        .join(Interview.schedule)
        .join(Interview.slot)
        .join(Interview.employer)
        .outerjoin(InterviewImpression, InterviewImpression.interview_id == Interview.id)
        .where(Schedule.fair_id == fair_id, or_(begun, InterviewImpression.id.is_not(None)))
        .order_by(func.lower(Employer.name), Employer.id)
    )
    by_employer = groupby(session.execute(statement), key=lambda row: (row[0], row[1]))
    return [_counted(name, [row[2] for row in group]) for (_, name), group in by_employer]


def _counted(employer_name: str, impressions: list[InterviewImpression | None]) -> Told:
    """Count what was said of an employer's interviews; None is one that nobody told of."""
    said = [{question: said_to(question, one) for question in ANSWERS} for one in impressions]
    return Told(
        employer_name=employer_name,
        begun=len(said),
        told=sum(any(one.values()) for one in said),
        **{question: Counter(filter(None, (one[question] for one in said))) for question in ANSWERS},
    )
