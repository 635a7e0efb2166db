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
    """Interviews by person: people with at least 1, 2, …; least, mean, Gini coefficient; total fit."""

    counts: tuple[int, ...]
    least: int
    mean: float
    gini: float
    fit: float


class EmployerShare(NamedTuple):
    """An employer's interviews, the most it could hold, and their quotient (1 where it can hold none)."""

    employer: int
    interviews: int
    seats: int
    share: float


class FairnessReport(NamedTuple):
    """A plan's spread, the spread of a plan by score alone, shares by employer and their Gini coefficient.

    `by_group` gives the mean number of interviews and the people in each group that is large enough.
    """

    plan: Spread
    by_score: Spread
    employers: tuple[EmployerShare, ...]
    employer_gini: float
    by_group: dict[str, tuple[float, int]]


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
    Spread(counts=(1,), least=0, mean=0.5, gini=0.5, fit=0.3)
    """
    plan = list(interviews)
    shares = _shares(problem, plan)
    return FairnessReport(
        plan=_spread(problem, plan),
        by_score=_spread(problem, score_driven_plan(problem)),
        employers=shares,
        employer_gini=gini([one.share for one in shares]),
        by_group=_groups(plan, groups or {}),
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
    return Spread(
        counts=tuple(sum(count >= least for count in each) for least in range(1, max(each, default=0) + 1)),
        least=min(each, default=0),
        mean=sum(each) / max(1, len(each)),
        gini=gini(each),
        fit=fit,
    )


def _shares(problem: Problem, plan: Sequence[Interview]) -> tuple[EmployerShare, ...]:
    held = Counter(employer for _, employer, _ in plan)
    shares = []
    for employer in problem.employers:
        seats = min(employer.max_interviews, employer.interviewers * len(employer.open_slots))
        share = held[employer.id] / seats if seats else 1.0
        shares.append(EmployerShare(employer.id, held[employer.id], seats, share))
    return tuple(shares)


def _groups(plan: Sequence[Interview], groups: Mapping[int, str]) -> dict[str, tuple[float, int]]:
    sizes = Counter(groups.values())
    held = Counter(groups[seeker] for seeker, _, _ in plan if seeker in groups)
    large = sorted(group for group, size in sizes.items() if size >= SMALLEST_GROUP)
    return {group: (held[group] / sizes[group], sizes[group]) for group in large}
