"""Which pairs should meet, leaving out when: one flow, solved as a linear program with pricing.

Source to person with a falling worth for each further interview, person to employer with the fit,
employer to sink with the day's seats; people who share a resource hang under a node with its units of
the whole day. Must and locked pairs are forced.

References
----------
A. Frank and K. Murota, Decreasing minimization on M-convex sets, arXiv 2007.09616: on flows, leximin
equals the least sum of a falling worth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import coo_array, vstack

from jobfair.scheduling.grid import Grid, reached_before
from jobfair.scheduling.prices import (
    Prices,
    bound_fit,
    bound_worth,
    day_cap,
    day_seats,
    in_parts,
    surplus,
    worth_before,
)
from jobfair.scheduling.records import BoolArray, IntArray

#: Pairs of each person, by fit, with which pricing starts.
FIRST_PAIRS = 6
#: Pairs this close to being useful are taken in as well, which saves rounds.
NEARLY_USEFUL = 0.03
#: Part of the fit by which the bound from the prices may differ from the program's answer.
PRICED_OUT = 1e-6
#: Rounds of pricing after which the prices are good enough; the bound holds for any prices.
MOST_ROUNDS = 6


class Flow(NamedTuple):
    """The best pairs, shape (P, E), and the prices that prove it."""

    chosen: BoolArray
    prices: Prices


def best_pairs(grid: Grid, stops: Callable[[], bool] = bool) -> Flow:
    """Solve the flow; where forced pairs cannot all meet even so, solve it without forcing any.

    Where `stops` says so, the first answer has to do, whose prices may prove less.
    """
    flow = _priced(grid, grid.forced & grid.eligible, stops)
    return flow or _priced(grid, np.zeros_like(grid.eligible), stops) or _nothing(grid)


def bound_fit_for(grid: Grid, counts: tuple[int, ...], met: BoolArray, seconds: float | None = None) -> float:
    """Bound the total fit of all plans with counts that are not the best possible.

    The flow is solved once more with the counts as rows; the rows' prices become the worths of a first,
    second, … interview for which the bound is close. `met` is a plan with these counts, shape (P, E).
    Where that takes longer than it may, the bound is each person's best pairs, which is far off.
    """
    columns = (_promising(grid) | grid.forced | met) & grid.eligible
    found, _, _ = _solve(grid, columns, np.zeros_like(columns), counts, seconds)
    best = bound_worth(replace(grid, worth=np.zeros_like(grid.worth)), _nothing(grid).prices)
    return best if found.x is None else min(best, _bound_from(grid, found, counts))


def _bound_from(grid: Grid, found: OptimizeResult, counts: tuple[int, ...]) -> float:
    paid = np.maximum(0.0, -found.ineqlin.marginals)
    worth = np.append(found.eqlin.marginals[grid.shape[0] :], 0.0)
    prices = Prices(paid[: grid.shape[1]], paid[grid.shape[1] :])
    return bound_fit(replace(grid, worth=worth), prices, counts)


def _nothing(grid: Grid) -> Flow:
    prices = Prices(np.zeros(grid.shape[1]), np.zeros(len(grid.capacity)))
    return Flow(np.zeros_like(grid.eligible), prices)


def _priced(grid: Grid, forced: BoolArray, stops: Callable[[], bool]) -> Flow | None:
    """Solve with few pairs, take in those that the prices call for, and solve again."""
    columns = (_promising(grid) | forced) & grid.eligible
    flow = None
    for _ in range(MOST_ROUNDS if columns.any() else 0):
        found, people, employers = _solve(grid, columns, forced)
        if found.x is None:
            return None
        chosen = np.zeros_like(columns)
        chosen[people, employers] = found.x[: len(people)] > 0.5
        paid = np.maximum(0.0, -found.ineqlin.marginals)
        flow = Flow(chosen, Prices(paid[: grid.shape[1]], paid[grid.shape[1] :]))
        gap = bound_worth(grid, flow.prices) - worth_before(grid) + found.fun
        if gap <= PRICED_OUT * max(1.0, float(grid.fit[chosen].sum())) or stops():
            break
        worth = -found.eqlin.marginals[:, None] - NEARLY_USEFUL
        for part in in_parts(grid.shape[0]):
            columns[part] |= surplus(grid, flow.prices, part) > worth[part]
    return flow


def _promising(grid: Grid) -> BoolArray:
    """Choose each person's best pairs and twice as many of each employer's as it has seats."""
    people, employers = grid.fit.shape
    promising = np.zeros(grid.fit.shape, dtype=np.bool_)
    if employers <= FIRST_PAIRS:
        return ~promising
    for part in in_parts(people):
        poor = np.where(grid.eligible[part], -grid.fit[part], 1.0)
        best = np.argpartition(poor, FIRST_PAIRS, axis=1)[:, :FIRST_PAIRS]
        np.put_along_axis(promising[part], best, True, axis=1)
    for employer, wanted in enumerate((2 * day_seats(grid)).tolist()):
        if wanted >= people:
            promising[:, employer] = True
        else:
            poor = np.where(grid.eligible[:, employer], -grid.fit[:, employer], 1.0)
            promising[np.argpartition(poor, wanted)[:wanted], employer] = True
    return promising


def _solve(
    grid: Grid,
    columns: BoolArray,
    forced: BoolArray,
    counts: tuple[int, ...] = (),
    seconds: float | None = None,
) -> tuple[OptimizeResult, IntArray, IntArray]:
    """Solve the flow over some pairs; with counts, their number of people at each level is fixed."""
    people, employers = np.nonzero(columns)
    levels = len(grid.worth) - 1
    stage_person, stage = np.nonzero(np.arange(levels)[None, :] < day_cap(grid)[:, None])
    stage += grid.earlier[stage_person]
    pairs, stages = len(people), len(stage)
    count_people, count_employers = columns.shape
    kinds = grid.resource[people]
    uses = np.flatnonzero(kinds >= 0)
    rows = np.concatenate([employers, count_employers + kinds[uses]])
    places = np.concatenate([np.arange(pairs), uses])
    limit = coo_array(
        (np.ones(len(rows)), (rows, places)), shape=(count_employers + len(grid.capacity), pairs + stages)
    )
    signs = np.concatenate([np.ones(pairs), -np.ones(stages)])
    ends = (np.concatenate([people, stage_person]), np.arange(pairs + stages))
    equal = coo_array((signs, ends), shape=(count_people, pairs + stages))
    fixed = coo_array(
        (np.ones(stages), (stage, pairs + np.arange(stages))), shape=(len(grid.worth) - 1, pairs + stages)
    )
    least = np.concatenate([forced[people, employers], np.zeros(stages)])
    found = linprog(  # type: ignore[call-overload] # the stubs know no sparse arrays
        -np.concatenate([grid.fit[people, employers], grid.worth[stage] * (not counts)]),
        A_ub=limit.tocsr(),
        b_ub=np.concatenate([day_seats(grid), grid.capacity.sum(axis=1)]),
        A_eq=vstack([equal, fixed], format="csr") if counts else equal.tocsr(),
        b_eq=np.append(np.zeros(count_people), np.subtract(counts, reached_before(grid)) if counts else ()),
        bounds=np.column_stack([least, np.ones(pairs + stages)]),
        method="highs",
        options={} if seconds is None else {"time_limit": seconds},
    )
    return found, people, employers
