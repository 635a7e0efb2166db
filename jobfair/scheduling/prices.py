"""Prices on seats and units, and what they prove about every plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jobfair.scheduling.grid import Grid
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: Lifts forced pairs above all others while a person's pairs are sorted.
FORCED_FIRST = 1e9
#: People whose pairs are looked at together.
PART = 1_000


class Prices(NamedTuple):
    """What a seat at each employer costs, shape (E,), and a unit of each resource, shape (R,)."""

    employer: FloatArray
    resource: FloatArray


def day_seats(grid: Grid) -> IntArray:
    """Give the most interviews each employer can hold in the day, shape (E,)."""
    seats: IntArray = np.minimum(grid.most, grid.interviewers * grid.runs())
    return seats


def day_cap(grid: Grid, part: slice = slice(None)) -> IntArray:
    """Give the most interviews each of some people could have in the day alone, earlier days left out."""
    open_to = grid.eligible[part].astype(np.float32) @ grid.open.astype(np.float32)
    usable = grid.free[part] & (open_to > 0)
    slots = np.where(grid.rests[part], _slots_apart(usable), usable.sum(axis=1))
    most = np.minimum(grid.cap[part] - grid.earlier[part], slots)
    cap: IntArray = np.minimum(most, grid.eligible[part].sum(axis=1))
    return cap


def _slots_apart(usable: BoolArray) -> IntArray:
    """Give the most usable slots of each row of which no two follow each other."""
    taken = np.zeros(len(usable), dtype=np.bool_)
    most = np.zeros(len(usable), dtype=np.int64)
    for slot in usable.T:
        taken = slot & ~taken
        most += taken
    return most


def worth_before(grid: Grid) -> float:
    """Give the worth of the interviews of earlier days."""
    if not grid.earlier.any():
        return 0.0
    return float(np.append(0.0, np.cumsum(grid.worth))[grid.earlier].sum())


def in_parts(people: int) -> list[slice]:
    """Split people so that tables of people and employers stay small; such copies are what fills memory."""
    return [slice(start, start + PART) for start in range(0, people, PART)]


def surplus(grid: Grid, prices: Prices, part: slice) -> FloatArray:
    """Give the fit of some people's pairs beyond their prices, -inf where they may not meet."""
    units = np.append(prices.resource, 0.0)[grid.resource[part]]
    left = grid.fit[part] - prices.employer
    left -= units[:, None]
    left[~grid.eligible[part]] = -np.inf
    return left


def bound_worth(grid: Grid, prices: Prices) -> float:
    """Bound the worth, with that of earlier days, and the fit of all plans, by weak duality from any prices.

    The prices pay for all seats and units of the day; what a person can win beyond them is the sum of
    the forced and then the best pairs, each with the worth of one more interview.
    """
    paid = float(day_seats(grid) @ prices.employer) + float(grid.capacity.sum(axis=1) @ prices.resource)
    paid += worth_before(grid)
    levels = min(len(grid.worth) - 1, grid.shape[1])
    if not levels:
        return paid
    gains = (_gains(grid, prices, part, levels) for part in in_parts(grid.shape[0]))
    return paid + sum(gains)


def _gains(grid: Grid, prices: Prices, part: slice, levels: int) -> float:
    forced = grid.forced[part] & grid.eligible[part]
    left = surplus(grid, prices, part)
    left[forced] += FORCED_FIRST
    best = -np.sort(np.partition(-left, levels - 1, axis=1)[:, :levels], axis=1)
    place = np.arange(levels)
    is_forced = place < forced.sum(axis=1)[:, None]
    best[is_forced] -= FORCED_FIRST
    gains = best + grid.worth[np.minimum(place + grid.earlier[part][:, None], len(grid.worth) - 1)]
    gains = np.where(is_forced, gains, np.maximum(gains, 0.0))
    gains[place >= np.maximum(day_cap(grid, part), forced.sum(axis=1))[:, None]] = 0.0
    return float(gains.sum())


def bound_fit(grid: Grid, prices: Prices, counts: tuple[int, ...]) -> float:
    """Bound the total fit of all plans with the given counts."""
    return bound_worth(grid, prices) - float(np.dot(grid.worth[: len(counts)], counts))
