"""A schedule as a board: a row for each booth, a column for each slot, codes in the cells."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from jobfair.fairs.models import Slot
from jobfair.fairs.queries.booths import attendances_of
from jobfair.fairs.queries.slots import slots_of
from jobfair.fairs.slot_times import goes_on
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.queries.hall import hall_of
from jobfair.interviews.queries.schedules import interviews_of


@dataclass(slots=True)
class Cell:
    """One booth in one slot."""

    #: those that start then
    interviews: list[Interview] = field(default_factory=list)
    #: those that started before and go on
    going_on: list[Interview] = field(default_factory=list)
    #: seats nobody has, where a whole interview still fits
    free: int = 0
    #: the employer does not interview then
    is_closed: bool = False

    @property
    def all(self) -> list[Interview]:
        """Everybody who is there then."""
        return [*self.interviews, *self.going_on]


@dataclass(slots=True)
class Row:
    """One booth's day."""

    booth_label: str
    employer_id: int
    employer_name: str
    cells: list[Cell]


@dataclass(slots=True)
class Board:
    """All booths by row of the hall, each with as many cells as there are slots."""

    slots: list[Slot]
    #: row of the hall -> booths
    rows: dict[str, list[Row]]


def board_of(session: Session, schedule: Schedule) -> Board:
    """The board of a version: booths by row, place and label; slots by time."""
    slots = slots_of(session, schedule.fair_id)
    interviews: dict[tuple[int, int, int], list[Interview]] = {}
    places = {}
    for row in interviews_of(session, schedule.id):
        interviews.setdefault((row.employer_id, row.booth_id, row.slot_id), []).append(row)
        places[row.employer_id, row.booth_id] = (row.booth, row.employer.name)
    lengths = {}
    for attendance in attendances_of(session, schedule.fair_id):
        lengths[attendance.employer_id] = attendance.slots_per_interview
        if attendance.booth is not None:
            key = (attendance.employer_id, attendance.booth.id)
            places.setdefault(key, (attendance.booth, attendance.employer.name))
    seats = _seats(session, schedule.fair_id)
    board = Board(slots, {})
    ordered = sorted(places.items(), key=lambda item: (item[1][0].row, item[1][0].place, item[1][0].label))
    for (employer_id, booth_id), (booth, name) in ordered:
        cells: list[Cell] = []
        for slot in slots:
            here = interviews.get((employer_id, booth_id, slot.id), [])
            before = [one for one in cells[-1].all if one.ends_at > slot.starts_at] if cells else []
            room = seats.get((employer_id, booth_id, slot.id), 0)
            cells.append(Cell(here, before, max(0, room - len(here) - len(before)), room == 0))
        for cell, free in zip(cells, _fitting(slots, cells, lengths.get(employer_id, 1)), strict=True):
            cell.free = free
        board.rows.setdefault(booth.row, []).append(Row(booth.label, employer_id, name, cells))
    return board


def _fitting(slots: list[Slot], cells: list[Cell], length: int) -> list[int]:
    """How many of the free seats of each cell an interview of so many slots can take."""
    times = [(slot.starts_at, slot.ends_at) for slot in slots]
    fitting = [0] * len(cells)
    for first in range(len(cells) - length + 1):
        run = range(first, first + length)
        if all(goes_on(times[number], times[number + 1]) for number in run[:-1]):
            free = min(cells[number].free for number in run)
            for number in run:
                fitting[number] = max(fitting[number], free)
    return fitting


def _seats(session: Session, fair_id: int) -> dict[tuple[int, int, int], int]:
    """(employer id, booth id, slot id) -> interviewers; left out where the employer is not there."""
    hall = hall_of(session, fair_id)
    return {
        (employer.id, hall.booth_ids[employer.id], hall.slot_ids[number]): employer.interviewers
        for employer in hall.employers
        for number in employer.open_slots
    }
