"""Look over a plan without trusting whoever made it; shares no code with the solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from jobfair.scheduling.problem import Problem

Kind = Literal[
    "unknown_interview",
    "pair_twice",
    "not_eligible",
    "forbidden",
    "seeker_away",
    "employer_away",
    "seeker_twice_in_slot",
    "seeker_over_cap",
    "employer_over_cap",
    "booth_over_interviewers",
    "resource_over_capacity",
    "no_rest",
    "too_far",
    "must_missing",
    "lock_broken",
]

Interview = tuple[int, int, int]


class Violation(NamedTuple):
    """One broken rule: which rule, and the ids of everybody it touches.

    `ids` are in the order of the rule: an interview (seeker, employer, slot) or a pair where the rule is
    about one;
    (seeker, slot) for days, (employer, slot) for booths, (resource, slot) for resources; one id for caps.
    """

    kind: Kind
    ids: tuple[int, ...]


def check(problem: Problem, interviews: Iterable[Interview]) -> tuple[Violation, ...]:
    """Give every rule that a plan breaks.

    Parameters
    ----------
    problem
        The fair.
    interviews
        Tuples (seeker id, employer id, slot).

    Returns
    -------
    tuple of Violation
        Sorted; empty when the plan can be published.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Problem, Seeker
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset(), 1)],
    ...     employers=[Employer(2, 1, frozenset({0}), 1)],
    ...     pairs=[(1, 2, 1.0)],
    ... )
    >>> check(problem, [(1, 2, 0)])
    (Violation(kind='seeker_away', ids=(1, 0)),)
    """
    known, unknown = _sort_out(problem, interviews)
    found = [Violation("unknown_interview", interview) for interview in unknown]
    found.extend(_pairs(problem, known))
    found.extend(_seekers(problem, known))
    found.extend(_employers(problem, known))
    found.extend(_resources(problem, known))
    found.extend(_promises(problem, known))
    return tuple(sorted(found))


def _sort_out(problem: Problem, interviews: Iterable[Interview]) -> tuple[list[Interview], list[Interview]]:
    seekers = {seeker.id for seeker in problem.seekers}
    employers = {employer.id for employer in problem.employers}
    known: list[Interview] = []
    unknown: list[Interview] = []
    for seeker, employer, slot in interviews:
        is_known = seeker in seekers and employer in employers and 0 <= slot < problem.slot_count
        (known if is_known else unknown).append((seeker, employer, slot))
    return known, unknown


def _pairs(problem: Problem, interviews: Sequence[Interview]) -> Iterator[Violation]:
    met = Counter((seeker, employer) for seeker, employer, _ in interviews)
    eligible = {
        (pair.seeker, pair.employer) for pair in problem.pairs() if (pair.seeker, pair.employer) in met
    }
    for pair, times in met.items():
        if times > 1:
            yield Violation("pair_twice", pair)
        if pair not in eligible:
            yield Violation("not_eligible", pair)
        if pair in problem.forbidden:
            yield Violation("forbidden", pair)


def _seekers(problem: Problem, interviews: Sequence[Interview]) -> Iterator[Violation]:
    zones = {employer.id: employer.zone for employer in problem.employers}
    days: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for seeker_id, employer, slot in interviews:
        days[seeker_id].append((slot, employer))
    for seeker in problem.seekers:
        day = sorted(days.get(seeker.id, ()))
        if len(day) > seeker.max_interviews:
            yield Violation("seeker_over_cap", (seeker.id,))
        for slot in sorted({slot for slot, _ in day} - seeker.free_slots):
            yield Violation("seeker_away", (seeker.id, slot))
        for (slot, employer), (next_slot, next_employer) in pairwise(day):
            zone, next_zone = zones[employer], zones[next_employer]
            if next_slot == slot:
                yield Violation("seeker_twice_in_slot", (seeker.id, slot))
            elif next_slot == slot + 1 and seeker.needs_rest:
                yield Violation("no_rest", (seeker.id, slot))
            elif next_slot == slot + 1 and {(zone, next_zone), (next_zone, zone)} & problem.far_zones:
                yield Violation("too_far", (seeker.id, slot))


def _employers(problem: Problem, interviews: Sequence[Interview]) -> Iterator[Violation]:
    in_all = Counter(employer for _, employer, _ in interviews)
    in_slot = Counter((employer, slot) for _, employer, slot in interviews)
    for employer in problem.employers:
        if in_all[employer.id] > employer.max_interviews:
            yield Violation("employer_over_cap", (employer.id,))
        for slot in range(problem.slot_count):
            held = in_slot[employer.id, slot]
            if held and slot not in employer.open_slots:
                yield Violation("employer_away", (employer.id, slot))
            if held > employer.interviewers:
                yield Violation("booth_over_interviewers", (employer.id, slot))


def _resources(problem: Problem, interviews: Sequence[Interview]) -> Iterator[Violation]:
    needs = {seeker.id: seeker.resource for seeker in problem.seekers}
    used = Counter((needs[seeker], slot) for seeker, _, slot in interviews)
    for resource in problem.resources:
        for slot, capacity in enumerate(resource.capacity_by_slot):
            if used[resource.id, slot] > capacity:
                yield Violation("resource_over_capacity", (resource.id, slot))


def _promises(problem: Problem, interviews: Sequence[Interview]) -> Iterator[Violation]:
    met = {(seeker, employer) for seeker, employer, _ in interviews}
    for pair in problem.must - met:
        yield Violation("must_missing", pair)
    for interview in problem.locked - set(interviews):
        yield Violation("lock_broken", interview)
