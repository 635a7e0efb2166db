"""Seats that are free for one person: instead of an interview they cannot come to, or besides theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.errors import Invalid
from jobfair.fairs.models import Booth, Slot
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.queries.problem import Places, build_problem
from jobfair.interviews.queries.schedules import interviews_of, published_schedule
from jobfair.scheduling import Day, Employer, seats_for
from jobfair.suggestions.queries import explain_pairs

#: other employers to choose from; more would be hard to read
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class FreeSeat:
    """A booth and a time that a person could have."""

    employer_id: int
    employer_name: str
    opening_id: int
    opening_title: str
    booth_id: int
    booth_label: str
    slot_id: int
    #: slots in a row that the interview takes
    slots: int
    #: UTC
    starts_at: datetime
    #: UTC
    ends_at: datetime
    #: 0 to 1
    fit: float
    #: why they fit: message key and values
    reason: dict[str, Any]

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.employer_id}-{self.slot_id}"


@dataclass(frozen=True, slots=True)
class FreeSeats:
    """What can be had instead of an interview, each list by time."""

    #: with the same employer
    same: list[FreeSeat]
    #: with others who fit and whom the person does not meet yet, the first time of each
    others: list[FreeSeat]

    def find(self, key: str) -> FreeSeat | None:
        """The seat of this key; None when it is not free any more."""
        return next((seat for seat in [*self.same, *self.others] if seat.key == key), None)


def free_seats_instead_of(session: Session, interview: Interview, *, now: datetime) -> FreeSeats:
    """Seats that a person could have instead of a published interview, by every rule of the plan.

    Reads and matches the whole fair: seconds where it is large. A seat may be gone a moment later.
    """
    return _free_seats(session, interview.schedule, interview.seeker_id, interview, now=now)


def seats_to_take(session: Session, schedule: Schedule, seeker_id: int, *, now: datetime) -> list[FreeSeat]:
    """Some seats that a person could have besides their published interviews, by every rule of the plan.

    The first time with each of the best employers whom they do not meet yet, by time; empty where there is
    none, and where the person has as many interviews as one may have.
    """
    return _free_seats(session, schedule, seeker_id, None, now=now).others


def free_times_of(session: Session, fair_id: int, seeker_id: int, *, now: datetime) -> list[FreeSeat]:
    """What a person can have now; nothing before publishing, or where a fair contradicts itself."""
    schedule = published_schedule(session, fair_id)
    try:
        return seats_to_take(session, schedule, seeker_id, now=now) if schedule else []
    except Invalid:
        return []


def _free_seats(
    session: Session, schedule: Schedule, seeker_id: int, old: Interview | None, *, now: datetime
) -> FreeSeats:
    problem, places = build_problem(session, schedule.fair_id)
    standing = [row for row in interviews_of(session, schedule.id) if row is not old]
    slots = _slots(session, places)
    numbers = {slot_id: number for number, slot_id in enumerate(places.hall.slot_ids)}
    old_slot = numbers.get(old.slot_id) if old else None
    standing = [row for row in standing if row.slot_id in numbers]
    plan = [(row.seeker_id, row.employer_id, numbers[row.slot_id]) for row in standing]
    gone = [number for number, slot in slots.items() if slot.starts_at <= now]
    day = Day(problem, plan, now=max(gone, default=-1) + 1)
    employers = {employer.id: employer for employer in places.hall.employers}
    busy = _Busy(seeker_id, standing, numbers)
    met = {row.employer_id for row in standing if row.seeker_id == seeker_id}
    wanted = [
        (employer_id, number)
        for employer_id, number in seats_for(day, seeker_id)
        if employer_id not in met
        and number in slots
        and old_slot not in _taken(employers[employer_id], number)
        and busy.leaves_room(employers[employer_id], number)
    ]
    same_employer_id = old.employer_id if old else None
    return _sorted_out(session, seeker_id, same_employer_id, places, slots, wanted)


class _Busy:
    """When a person and the seats of booths are busy, as people were told."""

    def __init__(self, seeker_id: int, standing: list[Interview], numbers: dict[int, int]) -> None:
        self._person: set[int] = set()
        self._seats: dict[tuple[int, int], set[int]] = {}
        for row in standing:
            for number in range(numbers[row.slot_id], numbers[row.slot_id] + row.slots):
                self._seats.setdefault((row.employer_id, number), set()).add(row.seat)
                if row.seeker_id == seeker_id:
                    self._person.add(number)

    def leaves_room(self, employer: Employer, first: int) -> bool:
        """Whether the person and one of the seats are free all the while."""
        while_it_lasts = _taken(employer, first)
        taken = set().union(*(self._seats.get((employer.id, number), ()) for number in while_it_lasts))
        return self._person.isdisjoint(while_it_lasts) and any(
            seat not in taken for seat in range(employer.interviewers)
        )


def _taken(employer: Employer, first: int) -> range:
    """Numbers of the slots that an interview takes which starts in this one."""
    return range(first, first + employer.slots_per_interview)


def _slots(session: Session, places: Places) -> dict[int, Slot]:
    """The slots by number, by time."""
    rows = session.scalars(select(Slot).where(Slot.id.in_(places.hall.slot_ids)))
    by_id = {slot.id: slot for slot in rows}
    return {number: by_id[slot_id] for number, slot_id in enumerate(places.hall.slot_ids) if slot_id in by_id}


def _sorted_out(
    session: Session,
    seeker_id: int,
    same_employer_id: int | None,
    places: Places,
    slots: dict[int, Slot],
    wanted: list[tuple[int, int]],
) -> FreeSeats:
    """The wanted (employer id, slot number) as seats: all of the same employer, the best of the others."""
    same = [(employer_id, number) for employer_id, number in wanted if employer_id == same_employer_id]
    first: dict[int, int] = {}
    for employer_id, number in sorted(wanted, key=lambda one: one[1]):
        if employer_id != same_employer_id:
            first.setdefault(employer_id, number)
    best = sorted(first, key=lambda employer_id: -places.pairs[seeker_id, employer_id][1])[:MOST_OTHERS]
    chosen = [
        *sorted(same),
        *sorted(((employer_id, first[employer_id]) for employer_id in best), key=lambda one: one[1]),
    ]
    pairs = [(seeker_id, places.pairs[seeker_id, employer_id][0]) for employer_id, _ in chosen]
    reasons = [
        {"key": why.reason.key, "values": dict(why.reason.values)}
        for why in explain_pairs(places.fit.by_opening, pairs)
    ]
    seats = [
        _seat(session, places, seeker_id, employer_id, slots[number], reason)
        for (employer_id, number), reason in zip(chosen, reasons, strict=True)
    ]
    return FreeSeats(seats[: len(same)], seats[len(same) :])


def _seat(
    session: Session, places: Places, seeker_id: int, employer_id: int, slot: Slot, reason: dict[str, Any]
) -> FreeSeat:
    opening_id, fit = places.pairs[seeker_id, employer_id]
    opening = session.get_one(Opening, opening_id)
    booth = session.get_one(Booth, places.hall.booth_ids[employer_id])
    number = next(one.slots_per_interview for one in places.hall.employers if one.id == employer_id)
    return FreeSeat(
        employer_id=employer_id,
        employer_name=opening.employer.name,
        opening_id=opening_id,
        opening_title=opening.title,
        booth_id=booth.id,
        booth_label=booth.label,
        slot_id=slot.id,
        slots=number,
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + number * (slot.ends_at - slot.starts_at),
        fit=fit,
        reason=reason,
    )
