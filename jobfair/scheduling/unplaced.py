"""Say why a person has no interview, and the smallest change that would give them one.

What stands in the way of a seat are the rules of `rules.py` that one more interview there would break, and
each rule has its remedy. At most one other person's interview moves or is given up. The smallest change is
the one with the fewest steps; then by the steps, in the order of `EFFORTS`; then by the slots a person would
have to add to their day; then the earliest slot, the best fit and the lowest employer id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.chances import Chances, Seats
from jobfair.scheduling.moves import Move, Moves
from jobfair.scheduling.plan import Change, Reason, Step, Unplaced
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray, IntArray, Interview
from jobfair.scheduling.rules import Kind, Violation, barriers
from jobfair.scheduling.spares import Spares

#: How much it is to ask for what lifts a rule, least first. Less than all of these, since the team can do it
#: alone: that somebody else's interview moves, and then that somebody who has more gives one up.
GIVEN_UP = 1
EFFORTS: dict[Kind, int] = {
    "employer_over_cap": 2,
    "seeker_away": 3,
    "employer_away": 4,
    "booth_over_interviewers": 5,
    "resource_over_capacity": 6,
    "seeker_over_cap": 7,
    "forbidden": 8,
}
#: A step outweighs all efforts, an effort all slots added, and those the slot's number.
STEP_COST, EFFORT_COST, ADDED_COST, NEVER = 10**12, 10**10, 10**5, 10**15
#: Changes are named for this many people; where more are left out, the fair is too small for any of them.
MOST_CHANGES = 100

#: Takes an employer's id and a slot.
Way = Callable[[int, int], Interview | None]


def explain_unplaced(problem: Problem, interviews: Collection[Interview]) -> tuple[Unplaced, ...]:
    """Give everybody without an interview with the true reason and the smallest change, by seeker id.

    Who had an interview on an earlier day has one.

    Parameters
    ----------
    problem
        The fair.
    interviews
        A plan that keeps every rule but must pairs.
    """
    desks = {employer.id for employer in problem.employers if employer.is_desk}
    placed = {seeker for seeker, employer, _ in interviews if employer not in desks}
    placed |= {one.id for one in problem.seekers if one.interviews_before}
    left = sorted((one for one in problem.seekers if one.id not in placed), key=lambda one: one.id)
    if not left:
        return ()
    seats = Seats(problem, interviews, [one.id for one in left[:MOST_CHANGES]])
    moves, spares = Moves(seats.booked, interviews), Spares(seats.booked, interviews)
    found = []
    for place, seeker in enumerate(left):
        chances = seats.chances_of(seeker)
        reason, numbers = _reason(chances)
        change = _smallest_change(chances, seats.booked, moves, spares) if place < MOST_CHANGES else None
        found.append(Unplaced(seeker.id, reason, numbers, change))
    return tuple(found)


def _reason(chances: Chances) -> tuple[Reason, dict[str, int]]:
    fitting = ~chances.refused
    free = np.flatnonzero(~chances.away).tolist()
    numbers = {"fitting_employers": int(fitting.sum()), "free_slots": len(free)}
    if chances.wants_none:
        return "cap_zero", numbers
    if not free:
        return "never_free", numbers
    numbers |= {"first_free_slot": free[0], "last_free_slot": free[-1]}
    if not len(fitting):
        return "no_fitting_employer", numbers
    if not fitting.any():
        return "all_forbidden", numbers
    shared = fitting[:, None] & (chances.closed == 0) & (chances.missing == 0)
    in_time = shared & ~chances.barred
    if not in_time.any():
        return "desk_too_late" if shared.any() else "never_free_when_open", numbers
    numbers |= {
        "open_employers": int(in_time.any(axis=1).sum()),
        "shared_slots": int(in_time.any(axis=0).sum()),
    }
    return _reason_at_full_booths(chances, in_time, numbers)


def _reason_at_full_booths(
    chances: Chances, shared: BoolArray, numbers: dict[str, int]
) -> tuple[Reason, dict[str, int]]:
    """Tell the booths apart that are open while the person is there; each is full in one way."""
    seats = shared & ~chances.full & ~chances.spent[:, None]
    if (seats & (chances.units_out == 0)).any():
        return "seat_free", numbers
    if not (shared & (chances.units_out == 0)).any():
        return "resource_full", numbers
    is_open, has_seat = shared.any(axis=1), seats.any(axis=1)
    ways: dict[Reason, int] = {
        "employers_full": int((is_open & chances.spent).sum()),
        "resource_full": int(has_seat.sum()),
        "booths_full": int((is_open & ~chances.spent & ~has_seat).sum()),
    }
    for way, booths in ways.items():
        numbers[way] = booths
    only = [way for way, booths in ways.items() if booths]
    return (only[0] if len(only) == 1 else "full_in_several_ways"), numbers


def _smallest_change(chances: Chances, booked: Bookings, moves: Moves, spares: Spares) -> Change | None:
    if not len(chances.employers) or not len(chances.away):
        return None
    ways = _ways(chances, spares)
    costs = _costs(chances, ways)
    # Employers are listed best fit first, and argmin takes the first of equals.
    way, place, slot = map(int, np.unravel_index(int(np.argmin(costs)), costs.shape))
    moved = _move(chances, moves) if costs[way, place, slot] >= STEP_COST else None
    if moved is not None or costs[way, place, slot] >= NEVER:
        return moved
    employer = int(chances.employers[place])
    given_up = ways[way](employer, slot)
    steps = [] if given_up is None else [_given_up(given_up)]
    if given_up is not None:
        booked.remove(given_up)
    found = barriers(booked, (chances.seeker.id, employer, slot))
    if given_up is not None:
        booked.add(given_up)
    found.sort(key=lambda violation: (EFFORTS[violation.kind], violation.ids))
    for violation in found:
        step = _step(chances, violation, place, slot)
        # Somebody away, or a booth full, for two slots of one interview takes one step.
        steps += [] if step in steps else [step]
    return Change(employer, slot, tuple(steps))


def _cost(kind: Kind) -> int:
    return STEP_COST + EFFORT_COST * EFFORTS[kind]


def _costs(chances: Chances, ways: Sequence[Way]) -> IntArray:
    """Give what each seat would take by each of the ways of `_ways`, shape (5, E, T)."""
    slots = range(len(chances.away))
    added = {
        length: [ADDED_COST * len(_added(chances, slot, length)) + slot for slot in slots]
        for length in set(chances.lengths.tolist())
    }
    full: IntArray = chances.full * _cost("booth_over_interviewers")
    spent: IntArray = np.where(chances.spent, _cost("employer_over_cap"), 0)[:, None] + np.zeros_like(full)
    units: IntArray = chances.units_out * _cost("resource_over_capacity")
    rest: IntArray = (
        chances.closed * _cost("employer_away")
        + (chances.refused * _cost("forbidden"))[:, None]
        + (chances.missing > 0) * _cost("seeker_away")
        + chances.wants_none * _cost("seeker_over_cap")
        + [added[length] for length in chances.lengths.tolist()]
        + chances.barred * NEVER
    )
    left = (full + spent + units, units, np.zeros_like(full), full + units, full + spent)
    costs = [rest + one for one in left]
    for place, way in enumerate(ways[1:], start=1):
        spare = [
            [way(employer, slot) is not None for slot in slots] for employer in chances.employers.tolist()
        ]
        costs[place] = np.where(spare, costs[place] + STEP_COST + EFFORT_COST * GIVEN_UP, NEVER)
    return np.stack(costs)


def _ways(chances: Chances, spares: Spares) -> tuple[Way, ...]:
    """Give which interview could be given up for a seat: none, or one that takes the seat, or the seat and
    the shared resource, or a seat of the booth in any slot, or the resource alone.
    """
    resource = chances.seeker.resource
    return (
        lambda _employer, _slot: None,
        spares.at_seat,
        lambda employer, slot: spares.at_seat_with(employer, slot, resource),
        lambda employer, _slot: spares.in_day(employer),
        lambda _employer, slot: spares.with_unit(resource, slot),
    )


def _added(chances: Chances, slot: int, length: int) -> range:
    """Give the slots that a person has to add to their day to be there for an interview."""
    free = np.flatnonzero(~chances.away)
    away = np.flatnonzero(chances.away[slot : slot + length]) + slot
    if not len(away):
        return range(0)
    first, last = int(away[0]), int(away[-1])
    if len(free) and last > free[-1]:
        return range(min(first, int(free[-1]) + 1), last + 1)
    if len(free) and first < free[0]:
        return range(first, max(last + 1, int(free[0])))
    return range(first, last + 1)


def _move(chances: Chances, moves: Moves) -> Change | None:
    """Find a seat that one move frees: the earliest, then the best fit, then the first person."""
    if chances.wants_none:
        return None
    may = ~(chances.refused | chances.spent)[:, None] & ~chances.barred
    may &= (chances.closed == 0) & (chances.missing == 0)
    for slot, place in np.argwhere((may & (chances.full | (chances.units_out > 0))).T).tolist():
        employer = int(chances.employers[place])
        wanted = (chances.seeker.id, employer, slot)
        for when in range(slot, slot + int(chances.lengths[place])):
            if chances.full[place, slot]:
                tried = moves.at_booth.get((employer, when), [])
            else:
                tried = moves.of_resource.get((chances.seeker.resource, when), [])
            for move in tried:
                if moves.makes_room(move, wanted):
                    return Change(employer, slot, (_moved(move),))
    return None


def _moved(move: Move) -> Step:
    (seeker, employer, slot), new_slot = move
    ids = {"seeker": seeker, "employer": employer, "slot": slot, "new_slot": new_slot}
    return Step("interview_moves", ids)


def _given_up(interview: Interview) -> Step:
    seeker, employer, slot = interview
    return Step("interview_given_up", {"seeker": seeker, "employer": employer, "slot": slot})


def _step(chances: Chances, violation: Violation, place: int, slot: int) -> Step:
    """Give the remedy for a rule in the way of an interview with the employer in a place of the list."""
    employer = int(chances.employers[place])
    if violation.kind == "seeker_away":
        return _longer_day(chances, _added(chances, slot, int(chances.lengths[place])))
    when = violation.ids[-1]
    remedies: dict[Kind, Step] = {
        "employer_over_cap": Step("employer_gives_more", {"employer": employer}),
        "employer_away": Step("employer_opens", {"employer": employer, "slot": when}),
        "booth_over_interviewers": Step("interviewer_more", {"employer": employer, "slot": slot}),
        "resource_over_capacity": Step("unit_more", {"resource": violation.ids[0], "slot": when}),
        "seeker_over_cap": Step("seeker_wants_more"),
        "forbidden": Step("no_is_lifted", {"employer": employer}),
    }
    return remedies[violation.kind]


def _longer_day(chances: Chances, added: range) -> Step:
    ids = {"first_slot": added[0], "last_slot": added[-1]}
    free = np.flatnonzero(~chances.away)
    if len(free) and added[-1] > free[-1]:
        return Step("seeker_stays", ids)
    if len(free) and added[0] < free[0]:
        return Step("seeker_comes", ids)
    return Step("seeker_is_free", ids)
