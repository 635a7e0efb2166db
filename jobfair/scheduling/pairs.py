"""Which pairs should meet, leaving out when: one flow, solved as a linear program.

Source to person with a falling worth for each further interview, person to employer with the fit,
employer to sink
with the day's seats; people who share a resource hang under a node with its units of the whole day.

References
----------
A. Frank and K. Murota, Decreasing minimization on M-convex sets, arXiv 2007.09616: on flows, leximin
equals the least
sum of a falling worth.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from jobfair.scheduling.board import MUST_WORTH
from jobfair.scheduling.grid import Grid
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray


class Flow(NamedTuple):
    """The best pairs, and the prices that prove it.

    `chosen` has shape (P, E); `employer_price` shape (E,); `resource_price` shape (R,).
    """

    chosen: BoolArray
    employer_price: FloatArray
    resource_price: FloatArray


def day_seats(grid: Grid) -> IntArray:
    """Give the most interviews each employer can hold in the day, shape (E,)."""
    seats: IntArray = np.minimum(grid.most, grid.interviewers * grid.open.sum(axis=1))
    return seats


def day_cap(grid: Grid) -> IntArray:
    """Give the most interviews each person can have in the day, shape (P,)."""
    slots = grid.free.sum(axis=1)
    slots = np.where(grid.rests, (grid.shape[2] + 1) // 2, slots)
    cap: IntArray = np.minimum(np.minimum(grid.cap, slots), grid.free.sum(axis=1))
    fitting: IntArray = np.minimum(cap, grid.eligible.sum(axis=1))
    return fitting


def best_pairs(grid: Grid) -> Flow:
    """Solve the flow; a must pair is worth more than anything else."""
    people, employers = np.nonzero(grid.eligible)
    resources = len(grid.capacity)
    if not len(people):
        return Flow(np.zeros(grid.eligible.shape, np.bool_), np.zeros(grid.shape[1]), np.zeros(resources))
    fits = grid.fit[people, employers] + np.where(grid.must[people, employers], MUST_WORTH, 0.0)
    cap = day_cap(grid)
    levels = len(grid.worth) - 1
    stage_person, stage = np.nonzero(np.arange(levels)[None, :] < cap[:, None])
    pairs, stages = len(people), len(stage)
    count_people, count_employers = grid.eligible.shape
    kinds = grid.resource[people]
    uses = np.flatnonzero(kinds >= 0)
    equal = coo_array(
        (
            np.concatenate([np.ones(pairs), -np.ones(stages)]),
            (np.concatenate([people, stage_person]), np.arange(pairs + stages)),
        ),
        shape=(count_people, pairs + stages),
    )
    limit = coo_array(
        (
            np.ones(pairs + len(uses)),
            (
                np.concatenate([employers, count_employers + kinds[uses]]),
                np.concatenate([np.arange(pairs), uses]),
            ),
        ),
        shape=(count_employers + resources, pairs + stages),
    )
    found = linprog(  # type: ignore[call-overload] # the stubs know no sparse arrays
        -np.concatenate([fits, grid.worth[stage]]),
        A_ub=limit.tocsr(),
        b_ub=np.concatenate([day_seats(grid), grid.capacity.sum(axis=1)]),
        A_eq=equal.tocsr(),
        b_eq=np.zeros(count_people),
        bounds=(0, 1),
        method="highs",
    )
    chosen = np.zeros(grid.eligible.shape, dtype=np.bool_)
    chosen[people, employers] = found.x[:pairs] > 0.5
    prices = np.maximum(0.0, -found.ineqlin.marginals)
    return Flow(chosen, prices[:count_employers], prices[count_employers:])
