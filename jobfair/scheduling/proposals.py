"""Who could take one free seat, best first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import numpy as np

from jobfair.scheduling.day import Day
from jobfair.scheduling.grid import whole_runs
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray, IntArray, Interview

#: Fits this close to each other count as equal, so that the shorter walk decides.
FIT_STEP = 0.05

Why = Literal["fewest_interviews", "best_fit", "shortest_walk"]


class Proposal(NamedTuple):
    """A person for a free seat: interviews on the day so far, fit, and slots waited since the last one.

    `slots_since_last` is None where the person has no interview earlier on the day, `walk_meters` where
    there is none or nothing is known about the places. `why` names in what nobody proposed is better.
    """

    seeker: int
    interviews: int
    fit: float
    slots_since_last: int | None
    walk_meters: float | None = None
    why: tuple[Why, ...] = ()


def propose(
    problem: Problem,
    interviews: Iterable[Interview],
    employer: int,
    slot: int,
    *,
    most: int = 10,
    places: Mapping[int, tuple[float, float]] | None = None,
) -> tuple[Proposal, ...]:
    """Rank who could take a seat of a plan; to ask again and again, keep a `Day` and use `propose_on`.

    Parameters
    ----------
    problem
        The fair as it is now.
    interviews
        The plan as it is now, (seeker, employer, slot).
    employer, slot, most, places
        As in `propose_on`.

    Returns
    -------
    tuple of Proposal

    Raises
    ------
    KeyError
        Where there is no such employer.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0}), 1)],
    ...     pairs=[(1, 9, 0.3), (2, 9, 0.4)],
    ... )
    >>> [(proposal.seeker, proposal.why) for proposal in propose(problem, [], 9, 0)]
    [(2, ('fewest_interviews', 'best_fit')), (1, ('fewest_interviews',))]
    """
    return propose_on(Day(problem, interviews), employer, slot, most=most, places=places)


def propose_on(
    day: Day,
    employer: int,
    slot: int,
    *,
    most: int = 10,
    places: Mapping[int, tuple[float, float]] | None = None,
) -> tuple[Proposal, ...]:
    """Rank who could take a seat without anybody being moved.

    Fewest interviews first; then the better fit, in steps of 0.05; then the shorter walk from the interview
    before, at right angles as in a hall.

    Parameters
    ----------
    day
        The fair and its plan.
    employer, slot
        The free seat.
    most
        Most proposals to give.
    places
        Where each employer's booth is, in metres, by employer id.

    Returns
    -------
    tuple of Proposal
        Empty where the booth has no free seat in this slot.

    Raises
    ------
    KeyError
        Where there is no such employer.
    """
    booth = day.place_of_employer(employer)
    people = np.flatnonzero(_may_still_meet(day)[:, booth])
    people = people[_may_begin(day, people, booth)[:, slot]]
    found = [_proposal(day, row, booth, slot, places or {}) for row in people.tolist()]
    found.sort(
        key=lambda one: (
            one.interviews,
            -round(one.fit / FIT_STEP),
            one.walk_meters or 0.0,
            -one.fit,
            one.seeker,
        )
    )
    return _with_reasons(found[:most])


def seats_for(day: Day, seeker: int) -> tuple[tuple[int, int], ...]:
    """Give the seats that one person could take without anybody being moved.

    The same as asking for every seat whether `propose_on` names them, at the price of one person.

    Parameters
    ----------
    day
        The fair and its plan.
    seeker
        Who; need not take part in the day.

    Returns
    -------
    tuple of (employer, slot)
        By employer as in the problem, then by slot, the first of each interview.
    """
    if seeker not in day.seeker_ids:
        return ()
    row = np.array([day.seeker_ids.index(seeker)])
    return tuple(
        (day.employer_ids[booth], slot)
        for booth in np.flatnonzero(_may_still_meet(day)[row[0]]).tolist()
        for slot in np.flatnonzero(_may_begin(day, row, booth)[0]).tolist()
    )


def _may_still_meet(day: Day) -> BoolArray:
    """Say which pairs may meet as far as neither side has had all its interviews, shape (P, E)."""
    board, grid = day.board, day.board.grid
    may: BoolArray = grid.eligible & ~board.met & (board.held < grid.most)
    may &= (board.count < grid.cap)[:, None]
    return may


def _may_begin(day: Day, people: IntArray, booth: int) -> BoolArray:
    """Say in which slots people could begin an interview on a free seat of a booth, shape (people, T)."""
    board, grid = day.board, day.board.grid
    may = board.may_visit(people, booth)
    may &= whole_runs(board.seats_at(booth)[None] > 0, int(grid.length[booth]))
    may[:, : day.now] = False
    units = np.vstack([board.units_at(booth), np.ones_like(board.taken[booth])])
    may &= units[grid.resource[people]] > 0
    return may


def _proposal(
    day: Day, row: int, booth: int, slot: int, places: Mapping[int, tuple[float, float]]
) -> Proposal:
    at = day.board.employer_at[row]
    earlier = np.flatnonzero(at[:slot] >= 0)
    waited, walk = None, None
    if len(earlier):
        waited = slot - int(earlier[-1])
        here, there = (places.get(day.employer_ids[place]) for place in (booth, int(at[earlier[-1]])))
        if here and there:
            walk = abs(here[0] - there[0]) + abs(here[1] - there[1])
    board = day.board
    return Proposal(
        day.seeker_ids[row], int(board.count[row]), float(board.grid.fit[row, booth]), waited, walk
    )


def _with_reasons(found: list[Proposal]) -> tuple[Proposal, ...]:
    fewest = min((one.interviews for one in found), default=0)
    best = max((one.fit for one in found), default=0.0)
    shortest = min((one.walk_meters for one in found if one.walk_meters is not None), default=None)

    def reasons(one: Proposal) -> Iterator[Why]:
        if one.interviews == fewest:
            yield "fewest_interviews"
        if one.fit == best:
            yield "best_fit"
        if shortest is not None and one.walk_meters == shortest:
            yield "shortest_walk"

    return tuple(one._replace(why=tuple(reasons(one))) for one in found)
