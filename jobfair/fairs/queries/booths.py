"""Reading booths and who has them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from jobfair.employers.models import Employer
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Booth, EmployerAttendance


def booths_of(session: Session, fair_id: int) -> list[Booth]:
    """Booths of a fair by row, place and label; empty when there are none."""
    return list(
        session.scalars(
            select(Booth).where(Booth.fair_id == fair_id).order_by(Booth.row, Booth.place, Booth.label)
        )
    )


def booth_by_id(session: Session, fair_id: int, booth_id: int) -> Booth:
    """The booth of this fair with this id; NotFound when it is another fair's or none."""
    booth = session.scalar(select(Booth).where(Booth.id == booth_id, Booth.fair_id == fair_id))
    if booth is None:
        raise NotFound(N_("There is no such booth."))
    return booth


def booth_by_label(session: Session, fair_id: int, label: str) -> Booth | None:
    """The booth with this label in any case of its letters; None when there is none."""
    return session.scalar(
        select(Booth).where(Booth.fair_id == fair_id, func.lower(Booth.label) == label.strip().lower())
    )


def attendances_by_booth(session: Session, fair_id: int) -> dict[int, list[EmployerAttendance]]:
    """Employers at a fair by the id of their booth; booths without one are left out."""
    found: dict[int, list[EmployerAttendance]] = {}
    for attendance in attendances_of(session, fair_id):
        if attendance.booth_id is not None:
            found.setdefault(attendance.booth_id, []).append(attendance)
    return found


def attendances_of(session: Session, fair_id: int) -> list[EmployerAttendance]:
    """Employers at a fair, with employer and booth, by the employer's name."""
    return list(
        session.scalars(
            select(EmployerAttendance)
            .join(Employer, Employer.id == EmployerAttendance.employer_id)
            .where(EmployerAttendance.fair_id == fair_id)
            .order_by(func.lower(Employer.name), EmployerAttendance.id)
            .options(joinedload(EmployerAttendance.employer), joinedload(EmployerAttendance.booth))
        )
    )


def without_booth(session: Session, fair_id: int) -> list[EmployerAttendance]:
    """Employers at a fair who have no booth, by the employer's name."""
    return [attendance for attendance in attendances_of(session, fair_id) if attendance.booth_id is None]
