"""Say what stands in the way of must pairs that a plan leaves out."""

from __future__ import annotations

from collections.abc import Collection

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import Interview
from jobfair.scheduling.rules import Violation, broken_rules, in_words


def explain_missed(
    problem: Problem, interviews: Collection[Interview], missed: Collection[tuple[int, int]]
) -> tuple[str, ...]:
    """Name each missed pair, and the rules it would break in the slot where it would break the fewest.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker, solve
    >>> people = [Seeker(1, frozenset({0}), 1, name="Ana"), Seeker(2, frozenset({0}), 1, name="Ben")]
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=people,
    ...     employers=[Employer(9, 1, frozenset({0}), 2)],
    ...     pairs=[(1, 9, 0.9), (2, 9, 0.1)],
    ...     must=[(1, 9), (2, 9)],
    ... )
    >>> explain_missed(problem, [(1, 9, 0)], [(2, 9)])[0].split(": ")[1]
    'in slot 0, employer 9 has 2 interviews in slot 0 and 1 interviewers'
    """
    booked = Bookings(problem, interviews, [seeker for seeker, _ in missed])
    return tuple(_explain(booked, pair) for pair in missed)


def _explain(booked: Bookings, pair: tuple[int, int]) -> str:
    told = in_words(booked, Violation("must_missing", pair))
    tries = [_ways_broken(booked, (*pair, slot)) for slot in range(booked.facts.slot_count)]
    if not tries:
        return f"{told}: the day has no slots"
    slot = min(range(len(tries)), key=lambda one: len(tries[one]))
    return f"{told}: in slot {slot}, {', '.join(tries[slot])}"


def _ways_broken(booked: Bookings, interview: Interview) -> list[str]:
    """Say the rules that one more interview would break, as they would stand then."""
    booked.add(interview)
    found = [in_words(booked, one) for one in broken_rules(booked, [interview])]
    booked.remove(interview)
    return found
