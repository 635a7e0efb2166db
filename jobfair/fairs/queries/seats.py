"""How many interviews an employer can hold at a fair."""

from sqlalchemy.orm import Session

from jobfair.fairs.models import EmployerAttendance, Fair
from jobfair.fairs.queries.slots import breaks_of, slots_of
from jobfair.fairs.slot_times import Times, goes_on, moment, overlap


def seats_in_day(session: Session, fair: Fair, attendance: EmployerAttendance) -> int:
    """Interviews that all interviewers can hold one after the other while they are there, outside breaks."""
    runs = taken = 0
    last: Times | None = None
    for times in _open_times(session, fair, attendance):
        taken = taken % attendance.slots_per_interview if last and goes_on(last, times) else 0
        taken, last = taken + 1, times
        runs += taken == attendance.slots_per_interview
    return attendance.interviewers * runs


def _open_times(session: Session, fair: Fair, attendance: EmployerAttendance) -> list[Times]:
    away = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    if attendance.break_starts is not None and attendance.break_ends is not None:
        away.append((attendance.break_starts, attendance.break_ends))
    hours = (attendance.arrives or fair.opens, attendance.leaves or fair.closes)
    (first, last), *pauses = (
        (moment(fair.date, starts, fair.time_zone), moment(fair.date, ends, fair.time_zone))
        for starts, ends in (hours, *away)
    )
    times = [(slot.starts_at, slot.ends_at) for slot in slots_of(session, fair.id)]
    return [
        one
        for one in times
        if first <= one[0] and one[1] <= last and not any(overlap(one, pause) for pause in pauses)
    ]
