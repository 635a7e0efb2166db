"""The best rectangular assignment of people to seats: a dense table or, where that is large, a sparse one.

References
----------
D. F. Crouse, On implementing 2D rectangular assignment algorithms, IEEE Transactions on Aerospace and
Electronic Systems 52 (2016), as in `scipy.optimize.linear_sum_assignment`. R. Jonker and A. Volgenant, A
shortest augmenting path algorithm for dense and sparse linear assignment problems, Computing 38 (1987), as
in `scipy.sparse.csgraph.min_weight_full_bipartite_matching`.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: What it is worth to keep a dummy filled, as a multiple of the most any seat is worth: enough to go
#: first, and not so much that fits drown in rounding.
DUMMY_WORTH = 4.0
#: Seats times people from which on the sparse method is faster.
LARGE = 40_000


def assign(gain: FloatArray, booth_of: IntArray, barred: BoolArray) -> tuple[IntArray, IntArray]:
    """Choose who takes which seat, each person and each seat at most once, for the greatest gain.

    Parameters
    ----------
    gain
        What each person brings to each booth, 0 where the person may not sit, shape (people, booths).
    booth_of
        The booth of each seat, shape (seats,).
    barred
        For each of some dummy seats, the people one of whom has to take it, shape (dummies, people).

    Returns
    -------
    people, seats
        Places, for each seat that is taken.
    """
    method = _assign_sparse if len(gain) * len(booth_of) > LARGE else _assign_dense
    people, seats = method(gain, booth_of, barred)
    return people, seats


def _assign_dense(gain: FloatArray, booth_of: IntArray, barred: BoolArray) -> tuple[IntArray, IntArray]:
    full = np.zeros((len(booth_of) + len(barred), len(gain)))
    np.take(gain.T, booth_of, axis=0, out=full[: len(booth_of)])
    full[len(booth_of) :] = DUMMY_WORTH * gain.max() * barred
    seats, people = linear_sum_assignment(full, maximize=True)
    real = (seats < len(booth_of)) & (full[seats, people] > 0)
    return people[real], seats[real]


def _assign_sparse(gain: FloatArray, booth_of: IntArray, barred: BoolArray) -> tuple[IntArray, IntArray]:
    """Give each seat a column of its own beside those of the people, so that it may stay empty."""
    booths, people = np.nonzero(gain.T)
    ends = np.searchsorted(booths, np.arange(gain.shape[1] + 1))
    wide = np.diff(ends)[booth_of]
    count, crowd = len(booth_of), len(gain)
    seats = np.repeat(np.arange(count), wide)
    pairs = np.arange(len(seats)) + np.repeat(ends[booth_of] - np.cumsum(wide) + wide, wide)
    dummies, users = np.nonzero(barred)
    # Costs, all above 0, which would be no arc at all.
    empty = 1.0 + gain.max()
    costs = [empty - gain[people, booths][pairs], np.full(count, empty), np.ones(len(dummies))]
    rows = [seats, np.arange(count), count + dummies]
    columns = [people[pairs], crowd + np.arange(count), users]
    graph = coo_array(
        (np.concatenate(costs), (np.concatenate(rows), np.concatenate(columns))),
        shape=(count + len(barred), crowd + count),
    ).tocsr()
    taken, by = min_weight_full_bipartite_matching(graph)
    real = (taken < count) & (by < crowd)
    return by[real].astype(np.int64), taken[real].astype(np.int64)
