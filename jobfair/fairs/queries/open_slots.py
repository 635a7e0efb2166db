"""Which slots of a fair's day somebody can use, and how many interviews an employer can hold in them."""

from datetime import time

from sqlalchemy.orm import Session

from jobfair.fairs.models import EmployerAttendance, Fair, Slot
from jobfair.fairs.queries.slots import breaks_of, slots_of
from jobfair.fairs.slot_times import Times, goes_on, moment, overlap
from jobfair.scheduling import Employer

#: stands among the ids of slots for a time that no interview lasts through
GAP = 0


def usable_slots(session: Session, fair: Fair) -> list[Slot]:
    """Slots by time; those that run into a break of the fair are left out."""
    pauses = [_span(fair, pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    return [slot for slot in slots_of(session, fair.id) if not _clashes(slot, pauses)]


def slots_of_day(session: Session, fair: Fair) -> list[Slot]:
    """Usable slots by time, with a stand-in (`GAP`) between two of which no interview takes both."""
    numbered: list[Slot] = []
    for slot in usable_slots(session, fair):
        before = numbered[-1] if numbered else None
        if before and not goes_on((before.starts_at, before.ends_at), (slot.starts_at, slot.ends_at)):
            numbered.append(Slot(id=GAP, starts_at=before.ends_at, ends_at=slot.starts_at))
        numbered.append(slot)
    return numbered


def numbers_within(
    fair: Fair, slots: list[Slot], arrives: time | None, leaves: time | None
) -> frozenset[int]:
    """Numbers of the slots that lie wholly between two local times."""
    first = moment(fair.date, arrives, fair.time_zone) if arrives else None
    last = moment(fair.date, leaves, fair.time_zone) if leaves else None
    return frozenset(
        number
        for number, slot in enumerate(slots)
        if slot.id != GAP
        and (first is None or slot.starts_at >= first)
        and (last is None or slot.ends_at <= last)
    )


def open_numbers(fair: Fair, slots: list[Slot], attendance: EmployerAttendance) -> frozenset[int]:
    """Numbers of the slots in which an employer is there, outside its lunch break."""
    there = numbers_within(fair, slots, attendance.arrives, attendance.leaves)
    if attendance.break_starts is None or attendance.break_ends is None:
        return there
    lunch = [_span(fair, attendance.break_starts, attendance.break_ends)]
    return frozenset(number for number in there if not _clashes(slots[number], lunch))


def seats_in(fair: Fair, slots: list[Slot], attendance: EmployerAttendance) -> int:
    """Interviews that all interviewers can hold one after the other in the slots of the day."""
    there = open_numbers(fair, slots, attendance)
    return Employer(
        id=0,
        interviewers=attendance.interviewers,
        open_slots=there,
        max_interviews=attendance.interviewers * len(there),
        slots_per_interview=attendance.slots_per_interview,
    ).seats()


def _span(fair: Fair, starts: time, ends: time) -> Times:
    return moment(fair.date, starts, fair.time_zone), moment(fair.date, ends, fair.time_zone)


def _clashes(slot: Slot, pauses: list[Times]) -> bool:
    return any(overlap((slot.starts_at, slot.ends_at), pause) for pause in pauses)
