"""Reading the employers at a fair."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from jobfair.employers.models import Employer, Opening, Representative
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import EmployerAttendance


@dataclass(frozen=True, slots=True)
class Flags:
    """What the organizer still has to see to."""

    employers: int
    without_booth: int
    without_opening: int


def attendances(fair_id: int, *, search: str = "", flag: str | None = None) -> Select[EmployerAttendance]:
    """Employers at a fair with employer and booth, by name, for `page_of`.

    Parameters
    ----------
    search : str
        Part of the employer's name or of an opening's title, in any case.
    flag : str or None
        "no_booth" or "no_opening": only those that lack one.
    """
    statement = (
        select(EmployerAttendance)
        .join(EmployerAttendance.employer)
        .options(contains_eager(EmployerAttendance.employer), joinedload(EmployerAttendance.booth))
        .where(EmployerAttendance.fair_id == fair_id)
        .order_by(func.lower(Employer.name), Employer.id)
    )
    if search.strip():
        titles = select(Opening.id).where(
            Opening.employer_id == Employer.id, _contains(Opening.title, search)
        )
        statement = statement.where(or_(_contains(Employer.name, search), titles.exists()))
    if flag == "no_booth":
        statement = statement.where(EmployerAttendance.booth_id.is_(None))
    if flag == "no_opening":
        statement = statement.where(~_open_openings().exists())
    return statement


def flags_of_fair(session: Session, fair_id: int) -> Flags:
    """How many employers a fair has, and how many of them lack a booth or an open opening."""
    lacking = ~_open_openings().exists()
    row = session.execute(
        select(
            func.count(),
            func.count().filter(EmployerAttendance.booth_id.is_(None)),
            func.count().filter(lacking),
        )
        .select_from(EmployerAttendance)
        .join(Employer, Employer.id == EmployerAttendance.employer_id)
        .where(EmployerAttendance.fair_id == fair_id)
    ).one()
    return Flags(*row)


def open_opening_counts(session: Session, employer_ids: list[int]) -> dict[int, int]:
    """Employer id -> number of open openings; employers without one are left out."""
    rows = session.execute(
        select(Opening.employer_id, func.count().label("openings"))
        .where(Opening.employer_id.in_(employer_ids), Opening.is_open)
        .group_by(Opening.employer_id)
    )
    return {row.employer_id: row.openings for row in rows}


def with_openings(fair_id: int, *, search: str = "") -> Select[EmployerAttendance]:
    """As `attendances`, with all openings loaded as well, for `page_of`."""
    return attendances(fair_id, search=search).options(
        contains_eager(EmployerAttendance.employer).selectinload(Employer.openings)
    )


def attendance_of(session: Session, fair_id: int, employer_id: int) -> EmployerAttendance:
    """An employer at a fair, with employer, openings and booth.

    Raises
    ------
    NotFound
        It does not attend this fair.
    """
    attendance = session.scalar(
        select(EmployerAttendance)
        .options(
            joinedload(EmployerAttendance.employer).options(selectinload(Employer.openings)),
            joinedload(EmployerAttendance.booth),
        )
        .where(EmployerAttendance.fair_id == fair_id, EmployerAttendance.employer_id == employer_id)
    )
    if attendance is None:
        raise NotFound(N_("There is no such employer at this fair."))
    return attendance


def attendances_of_representative(session: Session, fair_id: int, user_id: int) -> list[EmployerAttendance]:
    """Employers at a fair a user acts for, with openings and booth, by name."""
    return list(
        session.scalars(
            attendances(fair_id)
            .join(Representative, Representative.employer_id == Employer.id)
            .where(Representative.user_id == user_id)
            .options(contains_eager(EmployerAttendance.employer).selectinload(Employer.openings))
        )
    )


def opening_at_fair(
    session: Session, fair_id: int, opening_id: int, *, employer_ids: list[int] | None = None
) -> Opening:
    """An opening of an employer at this fair; with `employer_ids`, of one of these.

    Raises
    ------
    NotFound
        There is none, or it is somebody else's.
    """
    statement = (
        select(Opening)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Opening.employer_id)
        .options(joinedload(Opening.employer))
        .where(EmployerAttendance.fair_id == fair_id, Opening.id == opening_id)
    )
    if employer_ids is not None:
        statement = statement.where(Opening.employer_id.in_(employer_ids))
    opening = session.scalar(statement)
    if opening is None:
        raise NotFound(N_("There is no such opening."))
    return opening


def openings_at_fair(session: Session, fair_id: int, *, only_open: bool = True) -> list[Opening]:
    """Openings of employers at a fair with their employers, by employer and id."""
    statement = (
        select(Opening)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Opening.employer_id)
        .options(joinedload(Opening.employer))
        .where(EmployerAttendance.fair_id == fair_id)
        .order_by(Opening.employer_id, Opening.id)
    )
    return list(session.scalars(statement.where(Opening.is_open) if only_open else statement))


def names_at_fair(session: Session, fair_id: int) -> dict[int, str]:
    """Employer id -> name, for every employer at a fair."""
    rows = session.execute(
        select(Employer.id, Employer.name)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
        .where(EmployerAttendance.fair_id == fair_id)
    )
    return {row.id: row.name for row in rows}


def attends_fairs(session: Session, employer_id: int) -> int:
    """At how many fairs an employer is."""
    return session.scalar(select(func.count()).where(EmployerAttendance.employer_id == employer_id)) or 0


def _open_openings() -> Select[int]:
    return select(Opening.id).where(Opening.employer_id == Employer.id, Opening.is_open)


def _contains(text: ColumnElement[str] | object, wanted: str) -> ColumnElement[bool]:
    column: ColumnElement[str] = text  # type: ignore[assignment]
    return func.lower(column).contains(wanted.strip().lower(), autoescape=True)
