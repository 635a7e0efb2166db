"""Visits to support desks: when somebody can come, and who comes when."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Booth, Slot
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.booths import booth_by_id, booths_of
from jobfair.fairs.queries.people import attendance_at
from jobfair.fairs.slot_times import overlap
from jobfair.interviews.models import DeskVisit, Interview
from jobfair.interviews.queries.hall import slots_for
from jobfair.interviews.queries.schedules import interviews_of_seeker


@dataclass(frozen=True, slots=True)
class Desk:
    """A support desk as one person finds it."""

    booth: Booth
    #: the time they booked there
    visit: DeskVisit | None
    #: slots, by time, in which the person can come and a seat is free
    free: list[Slot]
    #: False where the person comes in a wheelchair and it does not get there
    is_within_reach: bool


def desks_for(session: Session, fair_id: int, seeker_id: int, *, now: datetime) -> list[Desk]:
    """The support desks of a fair for one person, by booth; empty when there are none.

    A time is free that has not begun, in which the person is there, has no published interview and no other
    visit, and which the fair has no break in.

    Raises
    ------
    NotFound
        There is no such fair, or the person takes no part in it.
    """
    attendance = attendance_at(session, fair_id, seeker_id)
    visits = visits_of_seeker(session, fair_id, seeker_id)
    busy = [(visit.starts_at, visit.ends_at) for visit in visits]
    busy += [(one.starts_at, one.ends_at) for one in interviews_of_seeker(session, fair_id, seeker_id)]
    slots = [
        slot
        for slot in slots_for(session, fair_by_id(session, fair_id), attendance)
        if slot.starts_at > now and not any(overlap((slot.starts_at, slot.ends_at), times) for times in busy)
    ]
    places = select(DeskVisit.booth_id, DeskVisit.slot_id).where(DeskVisit.fair_id == fair_id)
    taken = Counter((booth_id, slot_id) for booth_id, slot_id in session.execute(places))
    by_booth = {visit.booth_id: visit for visit in visits}
    return [
        Desk(
            booth=booth,
            visit=by_booth.get(booth.id),
            free=[slot for slot in slots if taken[booth.id, slot.id] < booth.desk_seats],
            is_within_reach=booth.wheelchair_access or "wheelchair" not in attendance.needs,
        )
        for booth in booths_of(session, fair_id)
        if booth.support_desk
    ]


def desk_by_id(session: Session, fair_id: int, booth_id: int) -> Booth:
    """The booth of this fair with this id that is kept for a support desk.

    Raises
    ------
    NotFound
        There is none.
    """
    booth = booth_by_id(session, fair_id, booth_id)
    if not booth.support_desk:
        raise NotFound(N_("There is no such support desk."))
    return booth


def visits_of_seeker(session: Session, fair_id: int, seeker_id: int) -> list[DeskVisit]:
    """A person's visits at a fair, by time; empty when they booked none."""
    return _visits(session, DeskVisit.fair_id == fair_id, DeskVisit.seeker_id == seeker_id)


def visits_of_desk(session: Session, desk: Booth) -> list[DeskVisit]:
    """Who comes to a support desk, by time; for the fair's team alone."""
    return _visits(session, DeskVisit.booth_id == desk.id)


def who_visits_instead(session: Session, fair_id: int, interviews: Iterable[Interview]) -> list[str]:
    """Sorted codes of those who booked a support desk while one of these interviews would last."""
    visiting = defaultdict(list)
    for visit in _visits(session, DeskVisit.fair_id == fair_id):
        visiting[visit.seeker_id].append((visit.starts_at, visit.ends_at))
    return sorted(
        {
            row.seeker.code
            for row in interviews
            for times in visiting[row.seeker_id]
            if overlap((row.starts_at, row.ends_at), times)
        }
    )


def _visits(session: Session, *which: ColumnElement[bool]) -> list[DeskVisit]:
    statement = (
        select(DeskVisit)
        .join(DeskVisit.slot)
        .where(*which)
        .options(joinedload(DeskVisit.seeker), joinedload(DeskVisit.booth), joinedload(DeskVisit.slot))
        .order_by(Slot.starts_at, DeskVisit.seat)
    )
    return list(session.scalars(statement))
