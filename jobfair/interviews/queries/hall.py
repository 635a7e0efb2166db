"""What a fair's day looks like to a planner, before anybody's skills: slots, booths, hours, interpreters."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from jobfair.employers.models import Opening
from jobfair.errors import N_
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance, Slot
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.open_slots import numbers_within, open_numbers, slots_of_day, usable_slots
from jobfair.interviews.models import DeskVisit
from jobfair.scheduling import Employer, Resource, Seeker
from jobfair.seekers.models import Seeker as Person

#: need -> number of its shared resource; where somebody has both, the one with fewer people counts
INTERPRETERS = {"spanish_interpreter": 0, "asl_interpreter": 1}


@dataclass(frozen=True, slots=True)
class Hall:
    """The day in the records of scheduling, and the way back to rows."""

    #: ids by slot number, by time; slots that run into a break of the fair are left out; `GAP` where two do
    #: not touch or differ in length, so that no interview takes both
    slot_ids: tuple[int, ...]
    slot_minutes: int
    #: everybody who attends and agreed, by id
    seekers: tuple[Seeker, ...]
    #: employers with a booth, by id
    employers: tuple[Employer, ...]
    resources: tuple[Resource, ...]
    #: employer id -> booth id
    booth_ids: dict[int, int]
    #: employer id -> interviews they were promised, where they were
    promised: dict[int, int]
    #: employers at the fair who have no booth, by id
    without_booth: tuple[int, ...]
    #: (seeker id, employer id) where the person cannot get to the booth
    out_of_reach: frozenset[tuple[int, int]]


def hall_of(session: Session, fair_id: int) -> Hall:
    """The day of a fair: usable slots by time, seekers and employers by id.

    Raises
    ------
    NotFound
        There is no such fair.
    """
    fair = fair_by_id(session, fair_id)
    slots = slots_of_day(session, fair)
    limits = {"spanish_interpreter": fair.spanish_interpreters, "asl_interpreter": fair.asl_interpreters}
    resources = tuple(
        Resource(INTERPRETERS[need], need, (number,) * len(slots))
        for need, number in limits.items()
        if number is not None
    )
    attendances = session.scalars(
        select(EmployerAttendance)
        .where(EmployerAttendance.fair_id == fair_id)
        .options(joinedload(EmployerAttendance.employer))
        .order_by(EmployerAttendance.employer_id)
    ).all()
    return Hall(
        slot_ids=tuple(slot.id for slot in slots),
        slot_minutes=fair.slot_minutes,
        seekers=_seekers(session, fair, slots, resources),
        employers=tuple(_employer(fair, row, slots) for row in attendances if row.booth_id is not None),
        resources=resources,
        booth_ids={row.employer_id: row.booth_id for row in attendances if row.booth_id is not None},
        promised={row.employer_id: row.promised_interviews for row in attendances if row.promised_interviews},
        without_booth=tuple(row.employer_id for row in attendances if row.booth_id is None),
        out_of_reach=_out_of_reach(session, fair_id, attendances),
    )


def slots_for(session: Session, fair: Fair, attendance: SeekerAttendance) -> list[Slot]:
    """Usable slots of a fair, by time, that lie wholly in the hours in which a person is there."""
    slots = usable_slots(session, fair)
    there = numbers_within(fair, slots, attendance.arrives, attendance.leaves)
    return [slot for number, slot in enumerate(slots) if number in there]


def gaps(session: Session, fair_id: int) -> list[str]:
    """Sentences about what a fair still lacks before anything can be planned; empty when it is ready."""
    open_openings = (
        select(func.count(Opening.id))
        .join(EmployerAttendance, EmployerAttendance.employer_id == Opening.employer_id)
        .where(EmployerAttendance.fair_id == fair_id, Opening.is_open)
    )
    booths = select(func.count(EmployerAttendance.id)).where(
        EmployerAttendance.fair_id == fair_id, EmployerAttendance.booth_id.is_not(None)
    )
    agreed = (
        select(func.count(SeekerAttendance.id))
        .join(SeekerAttendance.seeker)
        .where(SeekerAttendance.fair_id == fair_id, Person.has_agreed)
    )
    wanted = [
        (agreed, N_("Nobody has signed up and agreed yet.")),
        (open_openings, N_("No employer has an open opening yet.")),
        (booths, N_("No employer has a booth yet.")),
        (select(func.count(Slot.id)).where(Slot.fair_id == fair_id), N_("The fair has no slots yet.")),
    ]
    return [sentence for count, sentence in wanted if not session.scalar(count)]


def _seekers(
    session: Session, fair: Fair, slots: list[Slot], resources: tuple[Resource, ...]
) -> tuple[Seeker, ...]:
    rows = session.scalars(
        select(SeekerAttendance)
        .join(SeekerAttendance.seeker)
        .where(SeekerAttendance.fair_id == fair.id, Person.has_agreed)
        .options(contains_eager(SeekerAttendance.seeker).load_only(Person.code))
        .order_by(SeekerAttendance.seeker_id)
    )
    visits = _visits(session, fair.id, slots)
    there = partial(numbers_within, fair, slots)
    return tuple(
        Seeker(
            id=row.seeker_id,
            free_slots=there(row.arrives, row.leaves) - visits.get(row.seeker_id, set()),
            max_interviews=fair.max_interviews_per_seeker,
            resource=_resource(row.needs, resources),
            name=row.seeker.code,
        )
        for row in rows
    )


def _visits(session: Session, fair_id: int, slots: list[Slot]) -> dict[int, set[int]]:
    """Numbers of the slots in which people are at a support desk, by seeker id."""
    numbers = {slot.id: number for number, slot in enumerate(slots)}
    found: dict[int, set[int]] = {}
    rows = select(DeskVisit.seeker_id, DeskVisit.slot_id).where(DeskVisit.fair_id == fair_id)
    for seeker_id, slot_id in session.execute(rows):
        if slot_id in numbers:
            found.setdefault(seeker_id, set()).add(numbers[slot_id])
    return found


def _employer(fair: Fair, row: EmployerAttendance, slots: list[Slot]) -> Employer:
    there = open_numbers(fair, slots, row)
    return Employer(
        id=row.employer_id,
        interviewers=row.interviewers,
        open_slots=there,
        max_interviews=row.interviewers * len(there),
        name=row.employer.name,
        slots_per_interview=row.slots_per_interview,
    )


def _out_of_reach(
    session: Session, fair_id: int, attendances: Sequence[EmployerAttendance]
) -> frozenset[tuple[int, int]]:
    """People who come in a wheelchair, with the employers whose booth it does not get to."""
    people = select(SeekerAttendance).where(SeekerAttendance.fair_id == fair_id)
    wheeled = [row.seeker_id for row in session.scalars(people) if "wheelchair" in row.needs]
    narrow = [row.employer_id for row in attendances if row.booth and not row.booth.wheelchair_access]
    return frozenset(itertools.product(wheeled, narrow))


def _resource(needs: list[str], resources: tuple[Resource, ...]) -> int | None:
    wanted = [resource for resource in resources if resource.name in needs]
    return min(wanted, key=lambda one: (sum(one.capacity_by_slot), one.id)).id if wanted else None
