"""Who could take one free seat, best first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from jobfair.scheduling.plan import Interview
from jobfair.scheduling.problem import Employer, Problem, Seeker


class Proposal(NamedTuple):
    """A person for a free seat: interviews on the day so far, fit, and slots waited since the last one.

    `slots_since_last` is None where the person has no interview earlier on the day.
    """

    seeker: int
    interviews: int
    fit: float
    slots_since_last: int | None


def propose(
    problem: Problem, interviews: Iterable[Interview], employer: int, slot: int, *, most: int = 10
) -> tuple[Proposal, ...]:
    """Rank who could take a seat without anybody being moved: fewest interviews first, then best fit.

    Parameters
    ----------
    problem
        The fair as it is now.
    interviews
        The plan as it is now, (seeker, employer, slot).
    employer, slot
        The free seat.
    most
        Most proposals to give.

    Returns
    -------
    tuple of Proposal
        Empty where the booth has no free seat in this slot.

    Raises
    ------
    KeyError
        Where there is no such employer.

    Examples
    --------
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0}), 1)],
    ...     pairs=[(1, 9, 0.3), (2, 9, 0.4)],
    ... )
    >>> [proposal.seeker for proposal in propose(problem, [], 9, 0)]
    [2, 1]
    """
    booths = {booth.id: booth for booth in problem.employers}
    plan = list(interviews)
    if not _has_seat(booths[employer], plan, slot):
        return ()
    days: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for seeker, met, when in plan:
        days[seeker][when] = met
    people = {seeker.id: seeker for seeker in problem.seekers}
    used = Counter(people[seeker].resource for seeker, _, when in plan if when == slot and seeker in people)
    capacity = {resource.id: resource.capacity_by_slot[slot] for resource in problem.resources}
    rows = np.flatnonzero(problem.pair_employers == employer)
    found = []
    for seeker, fit in zip(
        problem.pair_seekers[rows].tolist(), problem.pair_fits[rows].tolist(), strict=True
    ):
        person, day = people[seeker], days.get(seeker, {})
        unit_left = person.resource is None or used[person.resource] < capacity[person.resource]
        if (
            unit_left
            and (seeker, employer) not in problem.forbidden
            and _can_come(problem, person, day, booths, (employer, slot))
        ):
            earlier = [when for when in day if when < slot]
            found.append(Proposal(seeker, len(day), fit, slot - max(earlier) if earlier else None))
    return tuple(sorted(found, key=lambda one: (one.interviews, -one.fit, one.seeker))[:most])


def _has_seat(employer: Employer, plan: list[Interview], slot: int) -> bool:
    held = [when for _, met, when in plan if met == employer.id]
    return (
        slot in employer.open_slots
        and len(held) < employer.max_interviews
        and held.count(slot) < employer.interviewers
    )


def _can_come(
    problem: Problem, person: Seeker, day: dict[int, int], booths: dict[int, Employer], seat: tuple[int, int]
) -> bool:
    employer, slot = seat
    if slot not in person.free_slots or slot in day or employer in day.values():
        return False
    if len(day) >= person.max_interviews:
        return False
    beside = [day[when] for when in (slot - 1, slot + 1) if when in day]
    if person.needs_rest and beside:
        return False
    return not any(problem.are_far(booths[other].zone, booths[employer].zone) for other in beside)
