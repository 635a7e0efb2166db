"""Say why a person has no interview, and the smallest change that would give them one.

What stands in the way of a seat are the rules of `rules.py` that one more interview there would break, and
each rule has its remedy. The smallest change is the one with the fewest steps; then by the steps, in the
order of `EFFORTS`; then by the slots a person would have to add to their day; then the earliest slot, the
best fit and the lowest employer id.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from jobfair.scheduling.chances import Chances, Seats
from jobfair.scheduling.moves import Move, Moves
from jobfair.scheduling.plan import Change, Reason, Step, Unplaced
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray, IntArray, Interview
from jobfair.scheduling.rules import Kind, Violation, barriers

#: How much it is to ask for what lifts a rule, least first. To move somebody else's interview is less than
#: all of these: the team can do it alone.
EFFORTS: dict[Kind, int] = {
    "employer_over_cap": 1,
    "seeker_away": 2,
    "employer_away": 3,
    "booth_over_interviewers": 4,
    "resource_over_capacity": 5,
    "seeker_over_cap": 6,
    "forbidden": 7,
}
#: A step outweighs all efforts, an effort all slots added, and those the slot's number.
STEP_COST, EFFORT_COST, ADDED_COST = 10**12, 10**10, 10**5
#: Changes are named for this many people; where more are left out, the fair is too small for any of them.
MOST_CHANGES = 100


def explain_unplaced(problem: Problem, interviews: Collection[Interview]) -> tuple[Unplaced, ...]:
    """Give everybody without an interview with the true reason and the smallest change, by seeker id.

    Parameters
    ----------
    problem
        The fair.
    interviews
        A plan that keeps every rule but must pairs.
    """
    placed = {seeker for seeker, _, _ in interviews}
    left = sorted((one for one in problem.seekers if one.id not in placed), key=lambda one: one.id)
    if not left:
        return ()
    seats = Seats(problem, interviews, [one.id for one in left[:MOST_CHANGES]])
    moves = Moves(seats.booked, interviews)
    found = []
    for place, seeker in enumerate(left):
        chances = seats.chances_of(seeker)
        reason, numbers = _reason(chances)
        change = _smallest_change(chances, moves, seats) if place < MOST_CHANGES else None
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
    shared = fitting[:, None] & ~chances.closed & ~chances.away
    if not shared.any():
        return "never_free_when_open", numbers
    numbers |= {
        "open_employers": int(shared.any(axis=1).sum()),
        "shared_slots": int(shared.any(axis=0).sum()),
    }
    return _reason_at_full_booths(chances, shared, numbers)


def _reason_at_full_booths(
    chances: Chances, shared: BoolArray, numbers: dict[str, int]
) -> tuple[Reason, dict[str, int]]:
    """Tell the booths apart that are open while the person is there; each is full in one way."""
    seats = shared & ~chances.full & ~chances.spent[:, None]
    if (seats & ~chances.units_out).any():
        return "seat_free", numbers
    is_open, has_seat = shared.any(axis=1), seats.any(axis=1)
    ways: dict[Reason, int] = {
        "employers_full": int((is_open & chances.spent).sum()),
        "resource_full": int(has_seat.sum()),
        "booths_full": int((is_open & ~chances.spent & ~has_seat).sum()),
    }
    numbers |= ways
    only = [way for way, booths in ways.items() if booths]
    return (only[0] if len(only) == 1 else "full_in_several_ways"), numbers


def _smallest_change(chances: Chances, moves: Moves, seats: Seats) -> Change | None:
    costs = _costs(chances)
    if not costs.size:
        return None
    # Employers are listed best fit first, and argmin takes the first of equals.
    place, slot = np.unravel_index(int(np.argmin(costs)), costs.shape)
    best = costs[place, slot]
    if best >= STEP_COST:
        moved = _move(chances, moves)
        if moved is not None:
            return moved
    employer = int(chances.employers[place])
    found = barriers(seats.booked, (chances.seeker.id, employer, int(slot)))
    found.sort(key=lambda violation: EFFORTS[violation.kind])
    steps = tuple(_step(chances, violation, employer, int(slot)) for violation in found)
    return Change(employer, int(slot), steps)


def _cost(kind: Kind) -> int:
    return STEP_COST + EFFORT_COST * EFFORTS[kind]


def _costs(chances: Chances) -> IntArray:
    """Give what each seat would take, shape (E, T)."""
    costs: IntArray = (
        chances.closed * _cost("employer_away")
        + chances.full * _cost("booth_over_interviewers")
        + (chances.spent * _cost("employer_over_cap") + chances.refused * _cost("forbidden"))[:, None]
        + chances.away * _cost("seeker_away")
        + chances.units_out * _cost("resource_over_capacity")
        + chances.wants_none * _cost("seeker_over_cap")
        + [ADDED_COST * len(_added(chances, slot)) + slot for slot in range(len(chances.away))]
    )
    return costs


def _added(chances: Chances, slot: int) -> range:
    """Give the slots that a person has to add to their day to be there in a slot."""
    free = np.flatnonzero(~chances.away)
    if not chances.away[slot]:
        return range(0)
    if len(free) and slot > free[-1]:
        return range(int(free[-1]) + 1, slot + 1)
    if len(free) and slot < free[0]:
        return range(slot, int(free[0]))
    return range(slot, slot + 1)


def _move(chances: Chances, moves: Moves) -> Change | None:
    """Find a seat that one move frees: the earliest, then the best fit, then the first person."""
    if chances.wants_none:
        return None
    may = ~(chances.refused | chances.spent)[:, None] & ~chances.closed & ~chances.away
    for slot, place in np.argwhere((may & (chances.full | chances.units_out)).T).tolist():
        employer = int(chances.employers[place])
        wanted = (chances.seeker.id, employer, slot)
        if chances.full[place, slot]:
            tried = moves.at_booth.get((employer, slot), [])
        else:
            tried = moves.of_resource.get((chances.seeker.resource, slot), [])
        for move in tried:
            if moves.makes_room(move, wanted):
                return Change(employer, slot, (_moved(move),))
    return None


def _moved(move: Move) -> Step:
    (seeker, employer, slot), new_slot = move
    ids = {"seeker": seeker, "employer": employer, "slot": slot, "new_slot": new_slot}
    return Step("interview_moves", ids)


def _step(chances: Chances, violation: Violation, employer: int, slot: int) -> Step:
    """Give the remedy for a rule in the way."""
    if violation.kind == "seeker_away":
        return _longer_day(chances, slot)
    remedies: dict[Kind, Step] = {
        "employer_over_cap": Step("employer_gives_more", {"employer": employer}),
        "employer_away": Step("employer_opens", {"employer": employer, "slot": slot}),
        "booth_over_interviewers": Step("interviewer_more", {"employer": employer, "slot": slot}),
        "resource_over_capacity": Step("unit_more", {"resource": violation.ids[0], "slot": slot}),
        "seeker_over_cap": Step("seeker_wants_more"),
        "forbidden": Step("no_is_lifted", {"employer": employer}),
    }
    return remedies[violation.kind]


def _longer_day(chances: Chances, slot: int) -> Step:
    added = _added(chances, slot)
    ids = {"first_slot": added[0], "last_slot": added[-1]}
    free = np.flatnonzero(~chances.away)
    if len(free) and slot > free[-1]:
        return Step("seeker_stays", ids)
    if len(free) and slot < free[0]:
        return Step("seeker_comes", ids)
    return Step("seeker_is_free", ids)
