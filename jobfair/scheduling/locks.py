"""Which interviews of an earlier plan can stand in a new one."""

from __future__ import annotations

from collections.abc import Iterable

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import Interview
from jobfair.scheduling.rules import barriers

__all__ = ["possible_locks"]


def possible_locks(problem: Problem, interviews: Iterable[Interview]) -> list[Interview]:
    """Give the interviews that can be locked together; where two stand against each other, the first.

    Parameters
    ----------
    problem
        The fair as it is now, without must pairs, locks and support desks.
    interviews
        Tuples (seeker id, employer id, slot) in the order in which they are to stand.

    Returns
    -------
    list of Interview
        In the same order; `Problem.locked` takes them all.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Problem, Seeker
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0, 1}), 1)],
    ...     employers=[Employer(3, 1, frozenset({0, 1}), 2)],
    ...     pairs=[(1, 3, 1.0), (2, 3, 1.0)],
    ... )
    >>> possible_locks(problem, [(1, 3, 1), (2, 3, 0)])
    [(2, 3, 0)]
    """
    seekers = {seeker.id for seeker in problem.seekers}
    employers = {employer.id for employer in problem.employers}
    listed = [one for one in interviews if one[0] in seekers and one[1] in employers]
    booked = Bookings(problem, hopeful={seeker for seeker, _, _ in listed})
    locks: list[Interview] = []
    for interview in listed:
        if not barriers(booked, interview):
            booked.add(interview)
            locks.append(interview)
    return locks
