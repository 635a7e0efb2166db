"""Reading fairs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.employers.models import Representative
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance, TeamMember


def fair_by_id(session: Session, fair_id: int) -> Fair:
    """The fair with this id.

    Raises
    ------
    NotFound
        There is none.
    """
    fair = session.get(Fair, fair_id)
    if fair is None:
        raise NotFound(N_("There is no such fair."))
    return fair


def lock_fair(session: Session, fair_id: int) -> Fair:
    """Wait for whoever changes what a fair's schedule is made of, or publishes one; read the fair anew.

    Always before a schedule is locked. The fair's key stays free (`key_share`): who holds a schedule and
    stores what names the fair does not wait for it, so that the two never wait for each other.

    Raises
    ------
    NotFound
        There is no such fair.
    """
    locked = select(Fair).where(Fair.id == fair_id).with_for_update(key_share=True)
    fair = session.scalar(locked.execution_options(populate_existing=True))
    if fair is None:
        raise NotFound(N_("There is no such fair."))
    return fair


def all_fairs(session: Session) -> list[Fair]:
    """All fairs, newest date first."""
    return list(session.scalars(select(Fair).order_by(Fair.date.desc(), Fair.id.desc())))


def today_at(fair: Fair, now: datetime) -> date:
    """The day it is where the fair is."""
    return now.astimezone(ZoneInfo(fair.time_zone)).date()


def upcoming_fairs(session: Session, today: date) -> list[Fair]:
    """Fairs from today on, soonest first."""
    return list(session.scalars(select(Fair).where(Fair.date >= today).order_by(Fair.date, Fair.id)))


def fairs_of_team_member(session: Session, user_id: int) -> list[Fair]:
    """Fairs a user works on, newest first."""
    return list(
        session.scalars(
            select(Fair)
            .join(TeamMember, TeamMember.fair_id == Fair.id)
            .where(TeamMember.user_id == user_id)
            .order_by(Fair.date.desc(), Fair.id.desc())
        )
    )


def fairs_of_representative(session: Session, user_id: int) -> list[Fair]:
    """Fairs that an employer a user acts for attends, newest first, each once."""
    return list(
        session.scalars(
            select(Fair)
            .join(EmployerAttendance, EmployerAttendance.fair_id == Fair.id)
            .join(Representative, Representative.employer_id == EmployerAttendance.employer_id)
            .where(Representative.user_id == user_id)
            .distinct()
            .order_by(Fair.date.desc(), Fair.id.desc())
        )
    )


def team_role(session: Session, fair_id: int, user_id: int) -> str | None:
    """ "organizer" or "helper"; None for somebody who is not on the team."""
    return session.scalar(
        select(TeamMember.role).where(TeamMember.fair_id == fair_id, TeamMember.user_id == user_id)
    )


def represented_employer_ids(session: Session, fair_id: int, user_id: int) -> list[int]:
    """Ids of employers at this fair that a user acts for, in order."""
    return list(
        session.scalars(
            select(EmployerAttendance.employer_id)
            .join(Representative, Representative.employer_id == EmployerAttendance.employer_id)
            .where(EmployerAttendance.fair_id == fair_id, Representative.user_id == user_id)
            .order_by(EmployerAttendance.employer_id)
        )
    )


def attends(session: Session, fair_id: int, seeker_id: int) -> bool:
    """Whether a seeker takes part in a fair."""
    found = session.scalar(
        select(SeekerAttendance.id).where(
            SeekerAttendance.fair_id == fair_id, SeekerAttendance.seeker_id == seeker_id
        )
    )
    return found is not None
