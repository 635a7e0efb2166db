"""When somebody is at the fair: arriving, leaving and lunch."""

from datetime import time

from jobfair.errors import N_
from jobfair.fairs.importing.clock import NotATime, Times, read_times
from jobfair.fairs.importing.records import FairHours
from jobfair.fairs.importing.rows import Row

#: at a fair "1" is one in the afternoon
AFTERNOON_BELOW = 7
WRITE_A_TIME = N_("Write one time such as 9:30 or 1 pm, or leave the cell empty.")


def read_hours(row: Row, fair: FairHours | None) -> tuple[time | None, time | None]:
    """When somebody comes and goes; of several times the latest to come and the earliest to go count.

    An impossible time, and leaving before arriving, refuse the row.
    """
    came, left = times_of(row, "arrives"), times_of(row, "leaves")
    arrives = max(came.times) if came else None
    leaves = min(left.times) if left else None
    if arrives is not None and leaves is not None and leaves <= arrives:
        row.refuse(
            "leaves",
            N_("Leaving at %(leaves)s is not after arriving at %(arrives)s."),
            N_("Look whether the two times are swapped; a fair does not pass midnight."),
            value=_shown(leaves),
            arrives=_shown(arrives),
            leaves=_shown(leaves),
        )
    if fair:
        _check_against_fair(row, fair, arrives, leaves)
    return arrives, leaves


def times_of(row: Row, field: str) -> Times | None:
    """The times of day in a cell; None for an empty cell. What is no time of day refuses the row."""
    text = row.text(field)
    if not text or text.strip("-–— ") == "":
        return None
    try:
        return read_times(text, afternoon_below=AFTERNOON_BELOW)
    except NotATime as error:
        # words in these cells may be private, so only what looks like a time is repeated
        shown = error.shown or "…"
        row.refuse(field, N_("“%(value)s” is no time of day."), WRITE_A_TIME, value=shown)


def read_lunch(row: Row, slot_minutes: int) -> tuple[time | None, time | None]:
    """Start and end of a lunch break; with one time alone, it lasts one slot."""
    if row.text("lunch").casefold() in {"no", "none", "n/a", "ninguno"}:
        return None, None
    found = times_of(row, "lunch")
    if found is None:
        return None, None
    starts = found.times[0]
    ends = found.times[1] if len(found.times) > 1 else _later(starts, slot_minutes)
    if ends <= starts:
        row.refuse(
            "lunch",
            N_("The lunch break “%(value)s” ends before it starts."),
            N_("Write it like 11:00-11:20."),
        )
    return starts, ends


def _check_against_fair(row: Row, fair: FairHours, arrives: time | None, leaves: time | None) -> None:
    if arrives is not None and arrives >= fair.closes:
        row.refuse(
            "arrives",
            N_("Arriving at %(arrives)s is after the fair closes at %(closes)s."),
            WRITE_A_TIME,
            value=_shown(arrives),
            arrives=_shown(arrives),
            closes=_shown(fair.closes),
        )
    if leaves is not None and leaves <= fair.opens:
        row.refuse(
            "leaves",
            N_("Leaving at %(leaves)s is before the fair opens at %(opens)s."),
            WRITE_A_TIME,
            value=_shown(leaves),
            leaves=_shown(leaves),
            opens=_shown(fair.opens),
        )


def _shown(value: time) -> str:
    return f"{value:%H:%M}"


def _later(value: time, minutes: int) -> time:
    total = value.hour * 60 + value.minute + minutes
    return time(total // 60 % 24, total % 60)
