"""Look over a plan without trusting whoever made it; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterable

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import Interview
from jobfair.scheduling.rules import Violation, broken_promises, broken_rules, in_words

__all__ = ["Interview", "Violation", "check", "explain_violations"]


def check(problem: Problem, interviews: Iterable[Interview]) -> tuple[Violation, ...]:
    """Give every rule that a plan breaks; the rules are those of `rules.py`.

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
    found.extend(broken_rules(Bookings(problem, known), known))
    found.extend(broken_promises(problem, known))
    return tuple(sorted(found))


def explain_violations(
    problem: Problem, interviews: Iterable[Interview], violations: Iterable[Violation]
) -> tuple[str, ...]:
    """Say each broken rule in a sentence, with names where there are any.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Problem, Seeker
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset({0}), 1, name="Ana"), Seeker(2, frozenset({0}), 1)],
    ...     employers=[Employer(3, 1, frozenset({0}), 2)],
    ...     pairs=[(1, 3, 1.0), (2, 3, 1.0)],
    ...     must=[(1, 3)],
    ... )
    >>> plan = [(2, 3, 0)]
    >>> explain_violations(problem, plan, check(problem, plan))
    ('seeker 1 (Ana) and employer 3 have to meet and do not',)
    """
    booked = Bookings(problem, _sort_out(problem, interviews)[0])
    return tuple(in_words(booked, violation) for violation in violations)


def _sort_out(problem: Problem, interviews: Iterable[Interview]) -> tuple[list[Interview], list[Interview]]:
    seekers = {seeker.id for seeker in problem.seekers}
    employers = {employer.id for employer in problem.employers}
    known: list[Interview] = []
    unknown: list[Interview] = []
    for seeker, employer, slot in interviews:
        is_known = seeker in seekers and employer in employers and 0 <= slot < problem.slot_count
        (known if is_known else unknown).append((seeker, employer, slot))
    return known, unknown
