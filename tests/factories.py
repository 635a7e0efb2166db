"""Rows for tests: keyword-only functions that add, flush and return one object each."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobfair.accounts.models import User
from jobfair.employers.models import Employer, Opening, Representative
from jobfair.fairs.models import Booth, EmployerAttendance, Fair, SeekerAttendance, Slot, TeamMember
from jobfair.interviews.models import DeskVisit, Interview, InterviewImpression, Schedule
from jobfair.seekers.models import Seeker
from jobfair.suggestions.models import Interest

NOW = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def _stored(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def make_user(session: Session, **values: Any) -> User:
    """A user without a password."""
    number = next(_numbers)
    given = {"email": f"user{number}@example.org", "name": f"User {number}", "created_at": NOW} | values
    return _stored(session, User(**given))


def make_fair(session: Session, *, slots: int = 6, booths: int = 3, **values: Any) -> Fair:
    """A fair on 6 June 2026 from 9:00 in Kansas City, with slots of 20 minutes and booths A1, A2, …"""
    given = {
        "name": "Westside Job Fair",
        "venue": "Civic Hall, 12 Main Street",
        "date": date(2026, 6, 6),
        "time_zone": "America/Chicago",
        "opens": time(9),
        "closes": time(13),
        "slot_minutes": 20,
        "created_at": NOW,
    } | values
    fair = _stored(session, Fair(**given))
    start = datetime.combine(fair.date, fair.opens, ZoneInfo(fair.time_zone))
    length = timedelta(minutes=fair.slot_minutes)
    for index in range(slots):
        fair.slots.append(Slot(starts_at=start + index * length, ends_at=start + (index + 1) * length))
    for index in range(booths):
        fair.booths.append(Booth(label=f"A{index + 1}", row="A", place=index + 1, has_power=True))
    session.flush()
    return fair


def make_team_member(session: Session, fair: Fair, role: str = "organizer", user: User | None = None) -> User:
    """A user on a fair's team."""
    user = user or make_user(session)
    _stored(session, TeamMember(fair_id=fair.id, user_id=user.id, role=role))
    return user


def make_seeker(
    session: Session, fair: Fair | None = None, *, attendance: dict[str, Any] | None = None, **values: Any
) -> Seeker:
    """A seeker with kitchen words who agreed, at a fair when one is given."""
    number = next(_numbers)
    given = {
        "code": f"T{number}-MAPLE",
        "called_name": f"Person {number}",
        "work": ["dishwasher", "kitchen helper"],
        "skills": ["clean kitchen", "prepare food"],
        "consent_version": "1",
        "consent_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    } | values
    seeker = _stored(session, Seeker(**given))
    if fair is not None:
        _stored(session, SeekerAttendance(fair_id=fair.id, seeker_id=seeker.id, **(attendance or {})))
    return seeker


def make_employer(
    session: Session,
    fair: Fair | None = None,
    *,
    booth: Booth | None = None,
    attendance: dict[str, Any] | None = None,
    **values: Any,
) -> Employer:
    """An employer, at a fair and booth when given."""
    employer = _stored(
        session, Employer(**({"name": f"Employer {next(_numbers)}", "created_at": NOW} | values))
    )
    if fair is not None:
        booth_id = booth.id if booth else None
        _stored(
            session,
            EmployerAttendance(
                fair_id=fair.id, employer_id=employer.id, booth_id=booth_id, **(attendance or {})
            ),
        )
    return employer


def make_opening(session: Session, employer: Employer, **values: Any) -> Opening:
    """An opening for a dishwasher."""
    given = {
        "employer_id": employer.id,
        "title": "Dishwasher",
        "skills": ["clean kitchen"],
        "created_at": NOW,
    } | values
    return _stored(session, Opening(**given))


def make_representative(session: Session, employer: Employer, user: User | None = None) -> User:
    """A user who acts for an employer."""
    user = user or make_user(session)
    _stored(session, Representative(user_id=user.id, employer_id=employer.id))
    return user


def make_interest(
    session: Session,
    fair_id: int,
    seeker_id: int,
    opening_id: int,
    *,
    answer: str = "yes",
    side: str = "seeker",
) -> Interest:
    """What one side of a pair answered."""
    pair = {"fair_id": fair_id, "seeker_id": seeker_id, "opening_id": opening_id}
    return _stored(session, Interest(**pair, side=side, answer=answer, answered_at=NOW))


def make_interview(
    session: Session, fair: Fair, seeker: Seeker, opening: Opening, *, state: str, **values: Any
) -> Interview:
    """An interview in a new schedule of this state, at the first booth and in the first slot unless given."""
    newest = session.scalar(select(func.max(Schedule.version)).where(Schedule.fair_id == fair.id))
    schedule = _stored(
        session, Schedule(fair_id=fair.id, version=(newest or 0) + 1, state=state, created_at=NOW)
    )
    given = {
        "schedule_id": schedule.id,
        "seeker_id": seeker.id,
        "employer_id": opening.employer_id,
        "opening_id": opening.id,
        "booth_id": values.get("booth_id") or fair.booths[0].id,
        "slot_id": fair.slots[0].id,
        "seat": 0,
        "fit": 0.5,
        "reason": {},
    } | values
    return _stored(session, Interview(**given))


def make_visit(session: Session, fair: Fair, seeker: Seeker, **values: Any) -> DeskVisit:
    """A visit to a support desk at the last booth and in the last slot unless given."""
    booth, slot = values.pop("booth", fair.booths[-1]), values.pop("slot", fair.slots[-1])
    if not booth.support_desk:
        booth.support_desk = f"Desk {booth.label}"
    given = {"booth_id": booth.id, "slot_id": slot.id, "seat": 0, "created_at": NOW} | values
    return _stored(session, DeskVisit(fair_id=fair.id, seeker_id=seeker.id, **given))


def make_impression(session: Session, interview: Interview, **values: Any) -> InterviewImpression:
    """What a person says of an interview: that it took place, and no more unless given."""
    given = {"interview_id": interview.id, "took_place": True, "said_at": NOW} | values
    return _stored(session, InterviewImpression(**given))
