"""Improve plan and booths in turns: who sits far apart depends on the booths, who walks on the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobfair.scheduling.booths.assign import assign_booths
from jobfair.scheduling.booths.costs import distances, walks_of
from jobfair.scheduling.booths.records import Booth, BoothPlan, Spot
from jobfair.scheduling.check import check
from jobfair.scheduling.plan import Limits
from jobfair.scheduling.problem import Problem, ProblemError
from jobfair.scheduling.records import Interview
from jobfair.scheduling.solve import solve

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Turn:
    """A plan, the booths it belongs to, and the fair with these booths.

    Parameters
    ----------
    problem
        The fair, with the far pairs of these booths.
    interviews
        The plan, (seeker, employer, slot).
    counts, fit
        People with at least 1, 2, … interviews, and the total fit.
    booths
        The booths, with the walks of this plan.
    """

    problem: Problem
    interviews: tuple[Interview, ...]
    counts: tuple[int, ...]
    fit: float
    booths: BoothPlan

    @property
    def score(self) -> tuple[tuple[int, ...], float, float]:
        """Give what a turn is judged by: counts, then fit, then what the booths cost."""
        return self.counts, round(self.fit, 6), -round(self.booths.cost_meters, 6)


def improve_in_turns(  # noqa: PLR0913 - a fair and a hall, and what has its own default
    problem: Problem,
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    locks: Mapping[int, int] | None = None,
    *,
    far_meters: float,
    seed: int = 0,
    limits: Limits = NO_LIMITS,
    turns: int = 4,
) -> tuple[Turn, ...]:
    """Plan and place booths, then place by the plan and plan by the places, until neither improves.

    Parameters
    ----------
    problem
        The fair; zones and far zones give way to the booths.
    booths, spots, locks
        As in `assign_booths`; an employer's booth has the employer's id.
    far_meters
        Booths further apart than this cannot follow each other in consecutive slots.
    seed, limits
        As in `solve`.
    turns
        Most turns after the start.

    Returns
    -------
    tuple of Turn
        The start and every better one; the last is the best.

    Raises
    ------
    BoothError, ProblemError
        Where hall or fair contradict themselves.
    """
    places = assign_booths(booths, spots, locks, seed=seed)
    fair = _with_places(problem, places, spots, far_meters)
    found = [_planned(fair, places, booths, spots, locks, seed, limits)]
    for _ in range(turns):
        last = found[-1]
        walks = walks_of(last.interviews)
        places = assign_booths(
            booths, spots, locks, walks=walks, start=last.booths.spot_by_booth, seed=seed + len(found)
        )
        try:
            fair = _with_places(problem, places, spots, far_meters)
        except ProblemError:
            break
        tried = [_planned(fair, places, booths, spots, locks, seed, limits)]
        if not check(fair, last.interviews):
            tried.append(replace(last, problem=fair, booths=places))
        best = max(tried, key=lambda one: one.score)
        if best.score <= last.score:
            break
        found.append(best)
    return tuple(found)


def _planned(
    fair: Problem,
    places: BoothPlan,
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    locks: Mapping[int, int] | None,
    seed: int,
    limits: Limits,
) -> Turn:
    plan = solve(fair, seed=seed, limits=limits)
    walked = assign_booths(
        booths, spots, locks, walks=walks_of(plan.interviews), start=places.spot_by_booth, swaps=0
    )
    return Turn(fair, plan.interviews, plan.counts, plan.fit, walked)


def _with_places(problem: Problem, places: BoothPlan, spots: Sequence[Spot], far_meters: float) -> Problem:
    """Put each employer in a zone of its own, which is far from zones that are too far to walk."""
    zone = {booth: str(spot) for booth, spot in places.spot_by_booth.items()}
    used = set(places.spot_by_booth.values())
    far = np.argwhere(np.triu(distances(spots) > far_meters)).tolist()
    pairs = [(spots[first].id, spots[second].id) for first, second in far]
    return replace(
        problem,
        employers=tuple(replace(one, zone=zone.get(one.id)) for one in problem.employers),
        far_zones=frozenset((str(a), str(b)) for a, b in pairs if a in used and b in used),
    )
