"""Clock times: which shifts a bus reaches, and which fall into times a person has to be elsewhere.

Times are minutes from midnight; a shift or a busy time whose end is not after its start runs into the next
day, and a week is a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import NamedTuple

from jobfair.matching.records import DAY_WORDS, BusyTime, OpeningRecord

DAY_MINUTES = 24 * 60
WEEK_MINUTES = len(DAY_WORDS) * DAY_MINUTES

#: Where the first or the last bus alone is known, buses are taken to rest this long between the two.
LEAST_REST_MINUTES = 4 * 60

#: Waiting longer than this, at the stop or before the shift, is asked of nobody.
MOST_WAIT_MINUTES = 60

#: Hours in which buses run nearly everywhere; outside them the bus is asked about where it is not known.
USUAL_BUS_HOURS = (time(6), time(21))


class Shift(NamedTuple):
    """Known hours of an opening: local clock times."""

    starts: time
    ends: time


def shift_of(opening: OpeningRecord) -> Shift | None:
    """Return the hours of an opening; None where one of them is not known."""
    if opening.shift_starts is None or opening.shift_ends is None:
        return None
    return Shift(opening.shift_starts, opening.shift_ends)


@dataclass(frozen=True)
class BusHours:
    """When the first bus of a day runs and when the last, as the caller knows them for an area.

    Parameters
    ----------
    first, last : time or None
        Local times; None means unknown. A last bus before the first runs after midnight.

    Examples
    --------
    >>> BusHours(last=time(22, 40)).misses_last(Shift(time(15), time(23)))
    True
    >>> BusHours(last=time(0, 30)).misses_last(Shift(time(15), time(23)))
    False
    """

    first: time | None = None
    last: time | None = None

    def misses_last(self, shift: Shift) -> bool:
        """Say whether whoever ends this shift waits over an hour for a bus home."""
        if self.last is None:
            return False
        last = minute(self.last)
        first = last + LEAST_REST_MINUTES if self.first is None else minute(self.first)
        return not _runs(minute(shift.ends), first, last) and _wait(minute(shift.ends), first)

    def misses_first(self, shift: Shift) -> bool:
        """Say whether whoever starts this shift has to come by a bus over an hour before."""
        if self.first is None:
            return False
        first = minute(self.first)
        last = first - LEAST_REST_MINUTES if self.last is None else minute(self.last)
        return not _runs(minute(shift.starts), first, last) and _wait(last, minute(shift.starts))

    def unknown_for(self, shift: Shift) -> bool:
        """Say whether a shift starts or ends at an hour of which it is not known that buses run."""
        known = self.first is not None and self.last is not None
        early, late = USUAL_BUS_HOURS
        return not known and any(not early <= moment <= late for moment in shift)


def _runs(moment: int, first: int, last: int) -> bool:
    return (moment - first) % DAY_MINUTES <= (last - first) % DAY_MINUTES


def _wait(since: int, until: int) -> bool:
    return (until - since) % DAY_MINUTES > MOST_WAIT_MINUTES


class Clash(NamedTuple):
    """A shift that falls into busy times: the first of these times, and the days of the shift."""

    shift: Shift
    busy: BusyTime
    #: in the order of the week
    days: tuple[str, ...]
    #: whether no working day is left
    every_day: bool


@lru_cache(maxsize=100_000)
def clash(busy: Sequence[BusyTime], shift: Shift, days: frozenset[str]) -> Clash | None:
    """Say on which days a shift falls into times a person has to be elsewhere.

    Parameters
    ----------
    busy : tuple of BusyTime
    shift : Shift
    days : frozenset of str
        Days the shift starts on; empty, unknown, is read as any.

    Returns
    -------
    Clash or None
        None where the shift is free of them.

    Examples
    --------
    >>> clash((BusyTime(time(21), time(6)),), Shift(time(15), time(23)), frozenset({"mon"})).every_day
    True
    """
    working = [day for day in DAY_WORDS if day in days or not days]
    hit = [(day, one) for day in working for one in busy if _meet(day, shift, one)]
    if not hit:
        return None
    struck = tuple(dict.fromkeys(day for day, _ in hit))
    return Clash(shift, hit[0][1], struck, len(struck) == len(working))


def _meet(day: str, shift: Shift, busy: BusyTime) -> bool:
    start = DAY_WORDS.index(day) * DAY_MINUTES + minute(shift.starts)
    length = _length(shift.starts, shift.ends)
    for number, word in enumerate(DAY_WORDS):
        if busy.days and word not in busy.days:
            continue
        ahead = (number * DAY_MINUTES + minute(busy.starts) - start) % WEEK_MINUTES
        if ahead < length or ahead + _length(busy.starts, busy.ends) > WEEK_MINUTES:
            return True
    return False


def _length(starts: time, ends: time) -> int:
    return (minute(ends) - minute(starts)) % DAY_MINUTES or DAY_MINUTES


def minute(clock: time) -> int:
    """Return the minute of the day of a clock time, from 0."""
    return clock.hour * 60 + clock.minute


def said_clock(clock: time | None) -> str:
    """Return a clock time as reasons hold it, such as ``"22:40"``."""
    return str(clock)[:5]
