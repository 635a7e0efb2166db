"""How evenly a plan serves people and employers, beside what a plan driven by scores alone would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from jobfair.scheduling.blocks import refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.grid import make_grid
from jobfair.scheduling.plan import Interview
from jobfair.scheduling.problem import Problem

#: Smaller groups are not reported, since a mean over few people tells about each of them.
SMALLEST_GROUP = 10


class Spread(NamedTuple):
    """Interviews by person: people with at least 1, 2, …; least, mean, Gini coefficient; total fit.

    `people_by_number` is the leximin vector in short: how many people have 0, 1, 2, … interviews.
    """

    counts: tuple[int, ...]
    least: int
    mean: float
    gini: float
    fit: float
    people_by_number: tuple[int, ...]


class EmployerShare(NamedTuple):
    """An employer's interviews, the most it could hold, and their quotient (1 where it can hold none)."""

    employer: int
    interviews: int
    seats: int
    share: float


class GroupShare(NamedTuple):
    """A group that is large enough: its people, mean interviews in the plan and by score, people without."""

    group: str
    people: int
    mean: float
    mean_by_score: float
    without: int


class FairnessReport(NamedTuple):
    """A plan beside one by score alone: spread over people, shares of employers and their Gini coefficient.

    `groups` has those of at least `smallest_group` people, by name.
    """

    plan: Spread
    by_score: Spread
    employers: tuple[EmployerShare, ...]
    employer_gini: float
    employer_gini_by_score: float
    groups: tuple[GroupShare, ...]
    smallest_group: int


def report(
    problem: Problem, interviews: Iterable[Interview], groups: Mapping[int, str] | None = None
) -> FairnessReport:
    """Report how evenly a plan serves everybody.

    Parameters
    ----------
    problem
        The fair.
    interviews
        The plan, (seeker, employer, slot).
    groups
        Group by seeker id, for those who chose to say.

    Returns
    -------
    FairnessReport

    References
    ----------
    C. Gini, Variabilità e mutabilità (1912).

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0}), 1)],
    ...     pairs=[(1, 9, 0.3), (2, 9, 0.4)],
    ... )
    >>> report(problem, [(1, 9, 0)]).plan
    Spread(counts=(1,), least=0, mean=0.5, gini=0.5, fit=0.3, people_by_number=(1, 1))
    """
    plan, by_score = tuple(interviews), score_driven_plan(problem)
    shares = _shares(problem, plan)
    return FairnessReport(
        plan=_spread(problem, plan),
        by_score=_spread(problem, by_score),
        employers=shares,
        employer_gini=gini([one.share for one in shares]),
        employer_gini_by_score=gini([one.share for one in _shares(problem, by_score)]),
        groups=_groups(plan, by_score, groups or {}),
        smallest_group=SMALLEST_GROUP,
    )


def gini(numbers: Sequence[float]) -> float:
    """Give the Gini coefficient: 0 where all are equal, near 1 where one has everything.

    Examples
    --------
    >>> gini([1, 1]), gini([0, 1]), gini([])
    (0.0, 0.5, 0.0)
    """
    ordered = sorted(numbers)
    total = sum(ordered) * len(ordered)
    steps = ((2 * place - len(ordered) + 1) * number for place, number in enumerate(ordered))
    return sum(steps) / total if total else 0.0


def score_driven_plan(problem: Problem) -> tuple[Interview, ...]:
    """Plan by fit alone, slot by slot, as if nobody's number of interviews mattered; locks are kept."""
    board = Board(make_grid(problem))
    board.worth = np.zeros_like(board.worth)
    for slot in range(problem.slot_count):
        refill_slot(board, slot, board.value)
    seekers = [seeker.id for seeker in problem.seekers]
    employers = [employer.id for employer in problem.employers]
    return tuple((seekers[person], employers[booth], slot) for person, booth, slot in board.interviews())


def _spread(problem: Problem, plan: Sequence[Interview]) -> Spread:
    by_seeker = Counter(seeker for seeker, _, _ in plan)
    each = [by_seeker[seeker.id] for seeker in problem.seekers]
    pairs = {(seeker, employer) for seeker, employer, _ in plan}
    fit = sum(pair.fit for pair in problem.pairs() if (pair.seeker, pair.employer) in pairs)
    most = max(each, default=0)
    return Spread(
        counts=tuple(sum(count >= least for count in each) for least in range(1, most + 1)),
        least=min(each, default=0),
        mean=sum(each) / max(1, len(each)),
        gini=gini(each),
        fit=fit,
        people_by_number=tuple(each.count(number) for number in range(most + 1)),
    )


def _shares(problem: Problem, plan: Sequence[Interview]) -> tuple[EmployerShare, ...]:
    held = Counter(employer for _, employer, _ in plan)
    shares = []
    for employer in problem.employers:
        seats = min(employer.max_interviews, employer.interviewers * len(employer.open_slots))
        share = held[employer.id] / seats if seats else 1.0
        shares.append(EmployerShare(employer.id, held[employer.id], seats, share))
    return tuple(shares)


def _groups(
    plan: Sequence[Interview], by_score: Sequence[Interview], groups: Mapping[int, str]
) -> tuple[GroupShare, ...]:
    sizes = Counter(groups.values())
    held, scored = (
        Counter(groups[seeker] for seeker, _, _ in one if seeker in groups) for one in (plan, by_score)
    )
    met = Counter(groups[seeker] for seeker in {seeker for seeker, _, _ in plan} if seeker in groups)
    return tuple(
        GroupShare(group, size, held[group] / size, scored[group] / size, size - met[group])
        for group, size in sorted(sizes.items())
        if size >= SMALLEST_GROUP
    )
