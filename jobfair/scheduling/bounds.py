"""What no plan can exceed, proven without trusting the linear program that found the prices."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from jobfair.scheduling.grid import Grid
from jobfair.scheduling.pairs import Flow, day_cap, day_seats


def bound_counts(grid: Grid) -> tuple[int, ...]:
    """Bound the people with at least 1, 2, … interviews, each given that the ones before are reached.

    With every person's cap cut to k, no plan has more interviews than a maximum flow; the bounds are the
    steps from
    one k to the next.
    """
    totals = [0]
    for least in range(1, len(grid.worth)):
        totals.append(_most_interviews(grid, least))
    return tuple(np.diff(totals).tolist())


def _most_interviews(grid: Grid, cap: int) -> int:
    people, employers = np.nonzero(grid.eligible)
    count_people, count_employers = grid.eligible.shape
    first_employer = 2 + count_people
    first_resource = first_employer + count_employers
    users = np.flatnonzero(grid.resource >= 0)
    parent = np.where(grid.resource >= 0, first_resource + grid.resource, 0)
    arcs = (
        (parent, 2 + np.arange(count_people), np.minimum(cap, day_cap(grid))),
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


def bound_fit(grid: Grid, flow: Flow, counts: tuple[int, ...]) -> float:
    """Bound the total fit of all plans with the given counts, by weak duality from any prices.

    Each employer's and resource's prices pay for its seats; what a person can win beyond the prices is
    the sum of the
    best few pairs, each with the worth of one more interview.
    """
    paid = float(day_seats(grid) @ flow.employer_price)
    prices = np.zeros(grid.fit.shape[0])
    if len(grid.capacity):
        paid += float(grid.capacity.sum(axis=1) @ flow.resource_price)
        prices = np.append(flow.resource_price, 0.0)[grid.resource]
    surplus = np.where(grid.eligible, grid.fit - flow.employer_price - prices[:, None], -np.inf)
    levels = min(len(grid.worth) - 1, grid.fit.shape[1])
    best = -np.sort(-surplus, axis=1)[:, :levels]
    gains = best + grid.worth[:levels]
    gains[np.arange(levels)[None, :] >= day_cap(grid)[:, None]] = 0.0
    won = float(np.maximum(gains, 0.0).sum())
    return paid + won - float(np.dot(grid.worth[: len(counts)], counts))
