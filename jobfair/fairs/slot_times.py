"""Which slots a fair's hours, slot length and breaks make; safe on days the clocks change."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: start and end, UTC
Times = tuple[datetime, datetime]
#: start and end, local time
Hours = tuple[time, time]


def moment(day: date, clock: time, time_zone: str) -> datetime:
    """A local time of a day as a moment in UTC."""
    return datetime.combine(day, clock, ZoneInfo(time_zone)).astimezone(UTC)


def is_skipped(day: date, clock: time, time_zone: str) -> bool:
    """Whether the clocks skip this local time on this day, when they are set forward.

    >>> [is_skipped(date(2026, 3, 8), time(hour), "America/Chicago") for hour in (1, 2, 3)]
    [False, True, False]
    """
    return moment(day, clock, time_zone).astimezone(ZoneInfo(time_zone)).time() != clock


def slot_times(
    day: date, time_zone: str, hours: Hours, slot_minutes: int, breaks: Iterable[Hours] = ()
) -> list[Times]:
    """Starts and ends of a fair's slots in UTC, in order.

    Slots follow each other without gaps; one that would run into a break starts after it instead, and what
    would end after the fair closes is left out. Steps are taken in UTC, so that an hour the clocks skip or
    repeat neither loses nor doubles a slot.

    Parameters
    ----------
    hours : tuple of time
        Local opening and closing time.
    slot_minutes : int
        Minutes.
    breaks : iterable of tuple of time
        Local starts and ends.

    Examples
    --------
    >>> pause = (time(9, 20), time(9, 30))
    >>> times = slot_times(date(2026, 6, 6), "America/Chicago", (time(9), time(10)), 20, [pause])
    >>> [f"{start:%H:%M}" for start, _ in times]
    ['14:00', '14:30']
    """
    length = timedelta(minutes=slot_minutes)
    start, closing = (moment(day, clock, time_zone) for clock in hours)
    pauses = sorted((moment(day, starts, time_zone), moment(day, ends, time_zone)) for starts, ends in breaks)
    times = []
    while start + length <= closing:
        pause = next((p for p in pauses if overlap((start, start + length), p)), None)
        if pause:
            start = pause[1]
        else:
            times.append((start, start + length))
            start += length
    return times


def goes_on(one: Times, other: Times) -> bool:
    """Whether one interview can take both: the second starts where the first ends, and is as long."""
    return one[1] == other[0] and one[1] - one[0] == other[1] - other[0]


def overlap(one: Times, other: Times) -> bool:
    """Whether two intervals share some time; touching ends do not count."""
    return one[0] < other[1] and other[0] < one[1]
