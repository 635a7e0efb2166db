"""Interviews that employers were promised: planned as far as anybody could keep them, told in full."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jobfair.scheduling import Problem, records


@dataclass(frozen=True, slots=True)
class MissedPromise:
    """An employer with fewer interviews than they were promised."""

    employer: int
    promised: int
    given: int


def with_promises(problem: Problem, promised: dict[int, int]) -> Problem:
    """The problem with these promises (employer id -> interviews), none above the seats and people there are.

    What is above them is no contradiction of the fair, but a promise that nobody can keep: `missed_promises`
    tells of it.
    """
    people = Counter(
        pair.employer for pair in problem.pairs() if (pair.seeker, pair.employer) not in problem.forbidden
    )
    return replace(
        problem,
        employers=tuple(
            replace(one, min_interviews=min(promised.get(one.id, 0), one.seats(), people[one.id]))
            for one in problem.employers
        ),
    )


def missed_promises(interviews: Iterable[records.Interview], promised: dict[int, int]) -> list[MissedPromise]:
    """Employers who have fewer of these than they were promised, by id."""
    given = Counter(employer_id for _, employer_id, _ in interviews)
    return [
        MissedPromise(employer_id, number, given[employer_id])
        for employer_id, number in sorted(promised.items())
        if given[employer_id] < number
    ]
