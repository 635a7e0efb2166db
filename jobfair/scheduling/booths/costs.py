"""What a way to place booths costs, in metres of walking, and what none can cost less than.

References
----------
T. C. Koopmans and M. Beckmann, Assignment problems and the location of economic activities, Econometrica
25 (1957): the quadratic assignment problem.
P. C. Gilmore, Optimal and suboptimal algorithms for the quadratic assignment problem, SIAM Journal 10
(1962), and E. L. Lawler, The quadratic assignment problem, Management Science 9 (1963): the bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.booths.records import Booth, Spot
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray, Interview

#: Metres of walking that one pair of neighbouring competitors is worth avoiding.
COMPETITOR_METERS = 10_000.0
#: Metres that keeping two of the largest crowds from being neighbours is worth.
CROWD_METERS = 50.0
#: Metres that having two booths of one trade in one row is worth.
TRADE_METERS = 1.0
#: More than any real cost: where a booth may not stand.
NEVER = 1e12


class Term(NamedTuple):
    """One part of the cost: what joins two booths, and what that costs on two spots; both symmetric."""

    joins: FloatArray
    costs: FloatArray


class Terms(NamedTuple):
    """All parts of the cost."""

    walks: Term
    competitors: Term
    crowds: Term
    trades: Term


def terms_of(
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    walks: Mapping[tuple[int, int], float],
    neighbour_meters: float,
) -> Terms:
    """Make the tables of all parts, joins of shape (booths, booths), costs of shape (spots, spots)."""
    distance = distances(spots)
    near = ((distance <= neighbour_meters) & (distance > 0)).astype(np.float64)
    sectors = np.array([booth.sector or "" for booth in booths])
    trade = ((sectors[:, None] == sectors) & (sectors != "")).astype(np.float64)
    np.fill_diagonal(trade, 0.0)
    rows = np.array([spot.row or "" for spot in spots])
    apart = ((rows[:, None] != rows) & (rows != "") & (rows != "")[:, None]).astype(np.float64)
    drawn = np.array([booth.crowd for booth in booths])
    crowd = np.outer(drawn, drawn)
    np.fill_diagonal(crowd, 0.0)
    return Terms(
        walks=Term(_walk_table(booths, walks), distance),
        competitors=Term(trade, near * COMPETITOR_METERS),
        crowds=Term(crowd, near * CROWD_METERS),
        trades=Term(trade, apart * TRADE_METERS),
    )


def cost_of(term: Term, at: IntArray) -> float:
    """Give what one part costs where each booth stands on a spot or (-1) nowhere."""
    placed = np.flatnonzero(at >= 0)
    here = at[placed]
    joins = term.joins[np.ix_(placed, placed)]
    return float((np.triu(joins, 1) * term.costs[np.ix_(here, here)]).sum())


def bound_cost(terms: Sequence[Term], allowed: BoolArray) -> float:
    """Bound the cost of all ways to place these booths, shape (booths, spots), from below.

    A booth on a spot costs at least the least product of what joins it to others, largest first, and what
    other spots cost from there, smallest first; the cheapest assignment with these costs is the bound.
    """
    others = max(0, len(allowed) - 1)
    least = np.where(allowed, 0.0, NEVER)
    for joins, costs in terms:
        most = -np.sort(-joins * ~np.eye(len(joins), dtype=np.bool_), axis=1)[:, :others]
        cheap = costs + np.diag(np.full(len(costs), NEVER))
        least += most @ np.sort(cheap, axis=1)[:, :others].T / 2
    rows, columns = linear_sum_assignment(least)
    return max(0.0, float(least[rows, columns].sum()))


def distances(spots: Sequence[Spot]) -> FloatArray:
    """Give metres between spots at right angles, as one walks in a hall, shape (spots, spots)."""
    places = np.array([(spot.x_meters, spot.y_meters) for spot in spots], dtype=np.float64).reshape(-1, 2)
    distance: FloatArray = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2)
    return distance


def walks_of(interviews: Sequence[Interview]) -> dict[tuple[int, int], float]:
    """Count who goes from one employer straight to the next in a plan (seeker, employer, slot)."""
    walks: dict[tuple[int, int], float] = {}
    ordered = sorted(interviews, key=lambda interview: (interview[0], interview[2]))
    for (seeker, employer, _), (next_seeker, next_employer, _) in pairwise(ordered):
        if seeker == next_seeker:
            pair = (min(employer, next_employer), max(employer, next_employer))
            walks[pair] = walks.get(pair, 0.0) + 1.0
    return walks


def _walk_table(booths: Sequence[Booth], walks: Mapping[tuple[int, int], float]) -> FloatArray:
    rows = {booth.id: row for row, booth in enumerate(booths)}
    table = np.zeros((len(booths), len(booths)))
    for (first, second), people in walks.items():
        if first in rows and second in rows:
            table[rows[first], rows[second]] += people
            table[rows[second], rows[first]] += people
    return table
