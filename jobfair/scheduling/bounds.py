"""How many people can have an interview, two, and so on, by maximum flows."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from jobfair.scheduling.grid import Grid
from jobfair.scheduling.prices import day_cap, day_seats


def bound_counts(grid: Grid) -> tuple[int, ...]:
    """Bound the people with at least 1, 2, … interviews, each given that the ones before are reached.

    Interviews of earlier days count. With every person's cap cut to k, no plan has more interviews than a
    maximum flow; the bounds are the steps from one k to the next.
    """
    totals = [0]
    for least in range(1, len(grid.worth)):
        totals.append(_most_interviews(grid, least) + int(np.minimum(grid.earlier, least).sum()))
    return tuple(np.diff(totals).tolist())


def _most_interviews(grid: Grid, cap: int) -> int:
    people, employers = np.nonzero(grid.eligible)
    count_people, count_employers = grid.eligible.shape
    first_employer = 2 + count_people
    first_resource = first_employer + count_employers
    users = np.flatnonzero(grid.resource >= 0)
    parent = np.where(grid.resource >= 0, first_resource + grid.resource, 0)
    arcs = (
        (parent, 2 + np.arange(count_people), np.clip(cap - grid.earlier, 0, np.maximum(0, day_cap(grid)))),
        (2 + people, first_employer + employers, np.ones(len(people), dtype=np.int64)),
        (
            first_employer + np.arange(count_employers),
            np.ones(count_employers, dtype=np.int64),
            day_seats(grid),
        ),
        (
            np.zeros(len(grid.capacity), dtype=np.int64),
            first_resource + np.arange(len(grid.capacity)),
            np.minimum(grid.capacity.sum(axis=1), len(users) * cap),
        ),
    )
    tails, heads, sizes = (np.concatenate([arc[part] for arc in arcs]) for part in range(3))
    nodes = first_resource + len(grid.capacity)
    network = coo_array((sizes.astype(np.int32), (tails, heads)), shape=(nodes, nodes)).tocsr()
    return int(maximum_flow(network, 0, 1).flow_value)
