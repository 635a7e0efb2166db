"""Changing booths, and giving them to employers."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.models import Booth, EmployerAttendance, Fair
from jobfair.fairs.queries import lock_fair
from jobfair.fairs.queries.booths import (
    attendances_by_booth,
    attendances_of,
    booth_by_label,
    booths_of,
    without_booth,
)
from jobfair.fairs.queries.standing import INTERVIEW, booths_in_use
from jobfair.fairs.queries.traces import most_at_once, visits_at
from jobfair.scheduling import booths as scheduling
from jobfair.scheduling.booths import assign_booths

MAX_LABEL = 12
METERS_BETWEEN_PLACES = 3.0
METERS_BETWEEN_ROWS = 6.0
NO_POWER = N_("No booth of this fair has power.")
MOST_ROWS = 26
MOST_PLACES = 40
MAX_ABOUT = 400
MOST_DESK_SEATS = 20


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An employer who could not get a booth, and why (a sentence to translate)."""

    attendance: EmployerAttendance
    reason: str


@dataclass(frozen=True, slots=True)
class BoothsGiven:
    """Who got a booth, and who could not."""

    given: list[EmployerAttendance]
    unplaced: list[Unplaced]


def create_booth(  # noqa: PLR0913 - a booth has this many facts
    session: Session,
    fair: Fair,
    *,
    label: str,
    row: str = "",
    place: int = 1,
    has_power: bool = False,
    near_door: bool = False,
    wheelchair_access: bool = True,
    support_desk: str | None = None,
    desk_about: str = "",
    desk_seats: int = 1,
) -> Booth:
    """Create a booth.

    Parameters
    ----------
    label : str
        Such as "A4"; unique at the fair in any case of its letters.
    row : str
        Row of the hall, such as "A".
    place : int
        Place in the row, from the wall, starting at 1.
    support_desk : str or None
        Name of the support desk the booth is kept for; such a booth is given to no employer.
    desk_about : str
        What the desk helps with, and what to bring.
    desk_seats : int
        People the desk sees at the same time.

    Raises
    ------
    Invalid
        With the field that cannot be right.
    Conflict
        The fair has a booth with this label.
    """
    booth = Booth(fair_id=fair.id)
    _fill(session, booth, label, row, place)
    booth.has_power, booth.near_door, booth.wheelchair_access = has_power, near_door, wheelchair_access
    _fill_desk(booth, support_desk, desk_about, desk_seats)
    session.add(booth)
    session.flush()
    session.expire(fair, ["booths"])
    return booth


def edit_booth(  # noqa: PLR0913 - a booth has this many facts
    session: Session,
    booth: Booth,
    *,
    label: str,
    row: str,
    place: int,
    has_power: bool,
    near_door: bool,
    wheelchair_access: bool,
    support_desk: str | None,
    desk_about: str = "",
    desk_seats: int = 1,
) -> None:
    """Change a booth; raises as `create_booth`.

    Raises
    ------
    Conflict
        An employer has the new support desk, people booked a time at one that is to be none any more, or
        more of them at one time than it is to see at once; or somebody removed the booth meanwhile.
    """
    lock_row(session, booth)  # who books a time at the desk waits
    desk = (support_desk or "").strip()
    if desk and attendances_by_booth(session, booth.fair_id).get(booth.id):
        raise Conflict(
            N_("An employer has this booth. Take it back before you make it a support desk."),
            field="support_desk",
        )
    if not desk and visits_at(session, booth.id):
        raise Conflict(
            N_("People booked a time at this support desk, so it stays one."), field="support_desk"
        )
    if desk_seats < (booked := most_at_once(session, booth.id)):
        raise Conflict(
            N_("%(booked)s people booked the same time at this desk, so it sees at least as many at once."),
            field="desk_seats",
            booked=booked,
        )
    _fill(session, booth, label, row, place)
    booth.has_power, booth.near_door, booth.wheelchair_access = has_power, near_door, wheelchair_access
    _fill_desk(booth, support_desk, desk_about, desk_seats)
    session.flush()


def create_rows(
    session: Session, fair: Fair, *, first_row: str, last_row: str, places: int, has_power: bool = False
) -> list[Booth]:
    """Create rows of booths at once, such as rows A to E with 8 each; labels that exist are left alone.

    Raises
    ------
    Invalid
        With the field that cannot be right.
    """
    letters = string.ascii_uppercase
    first, last = first_row.strip().upper(), last_row.strip().upper()
    for field, letter in (("first_row", first), ("last_row", last)):
        if len(letter) != 1 or letter not in letters:
            raise Invalid(N_("Use one letter from A to Z."), field=field)
    if last < first:
        raise Invalid(N_("The last row comes before the first."), field="last_row")
    if not 1 <= places <= MOST_PLACES:
        raise Invalid(N_("Between 1 and %(most)s booths in a row."), field="places", most=MOST_PLACES)
    taken = {booth.label.casefold() for booth in booths_of(session, fair.id)}
    made = []
    for row in letters[letters.index(first) : letters.index(last) + 1]:
        for place in range(1, places + 1):
            if f"{row}{place}".casefold() not in taken:
                made.append(Booth(fair_id=fair.id, label=f"{row}{place}", row=row, place=place))
                made[-1].has_power = has_power
    session.add_all(made)
    session.flush()
    session.expire(fair, ["booths"])
    return made


def delete_booth(session: Session, fair: Fair, booth: Booth, *, now: datetime, actor_id: int | None) -> None:
    """Delete a booth; its employer keeps all but the booth, and drafts lose their interviews at it.

    Raises
    ------
    Conflict
        Interviews of a published schedule stand at it.
    """
    lock_fair(session, fair.id)
    if any(each.is_published for each in booths_in_use(session, fair.id, [booth.id])):
        raise Conflict(N_("Interviews of the published schedule stand at this booth, so it stays."))
    session.execute(delete(INTERVIEW).where(INTERVIEW.c.booth_id == booth.id))
    for attendance in attendances_by_booth(session, fair.id).get(booth.id, []):
        attendance.booth_id = None
    session.flush()
    _record(session, "booth.delete", booth, now, actor_id)
    session.delete(booth)
    session.flush()
    session.expire(fair, ["booths"])


def give_booth(
    session: Session,
    attendance: EmployerAttendance,
    booth: Booth | None,
    *,
    now: datetime,
    actor_id: int | None,
) -> None:
    """Give an employer a booth, or take it back with None.

    Raises
    ------
    Conflict
        The booth is a support desk's or another employer's, or a published schedule has the employer's
        interviews at the booth it has.
    """
    if booth is not None and booth.support_desk:
        raise Conflict(N_("This booth is kept for a support desk."), field="booth")
    if booth is not None and booth.id == attendance.booth_id:
        return
    there = attendances_by_booth(session, attendance.fair_id)
    if booth is not None and there.get(booth.id):
        raise Conflict(N_("Another employer has this booth."), field="booth")
    if attendance.booth_id is not None:
        _refuse_published(session, attendance)
    attendance.booth_id = booth.id if booth else None
    session.flush()
    session.expire(attendance, ["booth"])
    actor = ("user", actor_id) if actor_id else ("system", None)
    audit.record(
        session,
        "booth.give" if booth else "booth.take_back",
        now=now,
        actor=actor,
        on=("employer", attendance.employer_id),
        fair_id=attendance.fair_id,
    )


def assign_free_booths(session: Session, fair: Fair) -> BoothsGiven:
    """Give every employer without a booth a free one; who has one keeps it.

    Needs for power are met, employers of one sector are kept from being neighbours, and support desks keep
    their booths.
    """
    wanting = without_booth(session, fair.id)
    spots = [booth for booth in booths_of(session, fair.id) if not booth.support_desk]
    plan = assign_booths(*booth_problem(attendances_of(session, fair.id), spots))
    reasons = {each.booth: each.reason for each in plan.unplaced}
    given = [attendance for attendance in wanting if attendance.id not in reasons]
    for attendance in given:
        attendance.booth_id = plan.spot_by_booth[attendance.id]
    session.flush()
    for attendance in given:
        session.expire(attendance, ["booth"])
    unplaced = [
        Unplaced(a, NO_POWER if reasons[a.id] == "no_such_spot" and spots else _none_left(a))
        for a in wanting
        if a.id in reasons
    ]
    return BoothsGiven(given, unplaced)


def record_given(
    session: Session, fair: Fair, given: BoothsGiven, *, now: datetime, actor_id: int | None
) -> None:
    """Note in the audit log who got a booth when many were given out at once."""
    actor = ("user", actor_id) if actor_id else ("system", None)
    for attendance in given.given:
        on = ("employer", attendance.employer_id)
        audit.record(session, "booth.give", now=now, actor=actor, on=on, fair_id=fair.id)


def booth_problem(
    attendances: Sequence[EmployerAttendance], spots: Sequence[Booth]
) -> tuple[list[scheduling.Booth], list[scheduling.Spot], dict[int, int]]:
    """Employers by attendance id, the booths they may get, and who keeps the booth they have.

    An employer who has a booth needs nothing more; one who has a support desk's takes no part.
    """
    rows = sorted({spot.row for spot in spots})
    places = [
        scheduling.Spot(
            id=spot.id,
            x_meters=spot.place * METERS_BETWEEN_PLACES,
            y_meters=rows.index(spot.row) * METERS_BETWEEN_ROWS,
            has_power=spot.has_power,
            row=spot.row or None,
        )
        for spot in spots
    ]
    ids = {spot.id for spot in spots}
    taking_part = [a for a in attendances if a.booth_id is None or a.booth_id in ids]
    wanting = [
        scheduling.Booth(
            id=a.id, needs_power=a.needs_power and a.booth_id is None, sector=a.employer.sector or None
        )
        for a in taking_part
    ]
    return wanting, places, {a.id: a.booth_id for a in taking_part if a.booth_id is not None}


def _none_left(attendance: EmployerAttendance) -> str:
    return N_("Every booth with power is taken.") if attendance.needs_power else N_("Every booth is taken.")


def _fill(session: Session, booth: Booth, label: str, row: str, place: int) -> None:
    label, row = "".join(label.split()), " ".join(row.split())
    if not label or len(label) > MAX_LABEL:
        raise Invalid(N_("Give the booth a short label such as A4."), field="label")
    if not 1 <= place <= MOST_PLACES:
        raise Invalid(N_("Between 1 and %(most)s."), field="place", most=MOST_PLACES)
    with session.no_autoflush:
        other = booth_by_label(session, booth.fair_id, label)
    if other is not None and other is not booth:
        raise Conflict(N_("There is already a booth %(label)s."), field="label", label=other.label)
    booth.label, booth.row, booth.place = label, row, place


def _fill_desk(booth: Booth, name: str | None, about: str, seats: int) -> None:
    about = about.strip()
    if len(about) > MAX_ABOUT:
        raise Invalid(N_("This is too long: at most %(most)s letters."), field="desk_about", most=MAX_ABOUT)
    if not 1 <= seats <= MOST_DESK_SEATS:
        raise Invalid(N_("Between 1 and %(most)s."), field="desk_seats", most=MOST_DESK_SEATS)
    booth.support_desk = " ".join((name or "").split()) or None
    booth.desk_about, booth.desk_seats = about, seats


def _refuse_published(session: Session, attendance: EmployerAttendance) -> None:
    standing = booths_in_use(session, attendance.fair_id, [attendance.booth_id or 0])
    if any(each.is_published for each in standing):
        raise Conflict(
            N_("Interviews of the published schedule stand at this booth, so the employer stays there."),
            field="booth",
        )


def _record(session: Session, action: str, booth: Booth, now: datetime, actor_id: int | None) -> None:
    actor = ("user", actor_id) if actor_id else ("system", None)
    audit.record(session, action, now=now, actor=actor, on=("booth", booth.id), fair_id=booth.fair_id)
