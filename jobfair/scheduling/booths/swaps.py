"""Swap spots until nothing helps, and on from there by what hurts least, with the last swaps barred.

References
----------
É. Taillard, Robust taboo search for the quadratic assignment problem, Parallel Computing 17 (1991).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jobfair.scheduling.booths.costs import Term
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: Smallest gain in metres that counts, so that rounding cannot keep two spots swapping for ever.
LEAST_GAIN = 1e-6
#: A booth stays away from a spot it left for this many swaps, from and to, as a part of the number of spots.
BARRED = (0.5, 1.0)
#: A hall with fewer spots bars as long as one with so many, or the search goes round in circles.
FEWEST_SPOTS = 12
#: Most swaps that do not lead to a better plan, as work: swaps times spots squared.
PATIENCE_WORK, MOST_PATIENCE = 150_000_000, 1_500


class Swaps:
    """Booths and empty spots as rows of one table, and what each swap of two rows would change."""

    def __init__(self, at: IntArray, allowed: BoolArray, locked: BoolArray, terms: Sequence[Term]) -> None:
        spots = allowed.shape[1]
        self.booths = np.flatnonzero(at >= 0)
        empty = np.setdiff1d(np.arange(spots), at[self.booths])
        count = len(self.booths)
        # Empty spots are held by rows that need nothing and go nowhere.
        self.spot_of: IntArray = np.concatenate([at[self.booths], empty])
        may = np.vstack([allowed[self.booths], np.ones((len(empty), spots), dtype=np.bool_)])
        still = np.concatenate([locked[self.booths], np.zeros(len(empty), dtype=np.bool_)])
        is_empty = np.arange(spots) >= count
        self._can: BoolArray = may[:, self.spot_of]
        self._never = still | still[:, None] | (is_empty & is_empty[:, None]) | np.eye(spots, dtype=np.bool_)
        self._joins = np.zeros((len(terms), spots, spots))
        for table, (joins, _) in zip(self._joins, terms, strict=True):
            table[:count, :count] = joins[np.ix_(self.booths, self.booths)]
        self._costs = np.array([costs[np.ix_(self.spot_of, self.spot_of)] for _, costs in terms])
        self._mixed: FloatArray = np.matmul(self._joins, self._costs).sum(axis=0)
        self._both = np.zeros((spots, spots))
        self._refresh(np.arange(spots))

    def changes(self) -> FloatArray:
        """Give the change of the cost by every swap of two rows, infinite where it may not be."""
        own = np.diag(self._mixed)
        change: FloatArray = self._mixed - own
        change += change.T
        change += self._both
        return change

    def swap(self, first: int, second: int) -> None:
        """Let two rows change places; a change of rank one for each part of the cost."""
        two, other = [first, second], [second, first]
        joins = self._joins[:, :, second] - self._joins[:, :, first]
        self._mixed += joins.T @ (self._costs[:, first] - self._costs[:, second])
        self._mixed[:, two] = self._mixed[:, other]
        self._costs[:, two] = self._costs[:, other]
        self._costs[:, :, two] = self._costs[:, :, other]
        self._can[:, two] = self._can[:, other]
        self.spot_of[two] = self.spot_of[other]
        self._refresh(np.array(two))

    def _refresh(self, rows: IntArray) -> None:
        """Work out anew what two rows cost between them, and whether they may change places."""
        both = 2 * (self._joins[:, rows] * self._costs[:, rows]).sum(axis=0)
        both[self._never[rows] | ~(self._can[rows] & self._can[:, rows].T)] = np.inf
        self._both[rows] = both
        self._both[:, rows] = both.T


def improve_places(
    at: IntArray, allowed: BoolArray, locked: BoolArray, terms: Sequence[Term], swaps: int, seed: int
) -> None:
    """Make the best swap, also with an empty spot, again and again; keep the best plan seen.

    Parameters
    ----------
    at
        Spot of each booth or -1, changed in place.
    allowed, locked
        Where booths may stand, shape (booths, spots); who stays, shape (booths,).
    terms
        Parts of the cost.
    swaps
        Most swaps to make; it ends earlier where many in a row lead nowhere.
    seed
        For how long a booth stays away from a spot it left.
    """
    spots = allowed.shape[1]
    if not spots or not terms:
        return
    table, random = Swaps(at, allowed, locked, terms), np.random.default_rng(seed)
    # In the order of the rows' present spots, so that it changes with them.
    barred_until = np.zeros((spots, spots))
    cost = best = 0.0
    best_places, best_swap = table.spot_of.copy(), 0
    circle = max(spots, FEWEST_SPOTS)
    patience = min(MOST_PATIENCE, PATIENCE_WORK // (spots * spots))
    for done in range(1, swaps + 1):
        change = table.changes()
        first, second = divmod(int(np.argmin(change)), spots)
        if done - best_swap > patience or np.isinf(change[first, second]):
            break
        if cost + change[first, second] >= best - LEAST_GAIN:
            barred = barred_until > done
            free = np.where(barred & barred.T, np.inf, change)
            if not np.isinf(free.min()):
                first, second = divmod(int(np.argmin(free)), spots)
        barred_until[[first, second], [first, second]] = done + circle * random.uniform(*BARRED, 2)
        cost += change[first, second]
        table.swap(first, second)
        barred_until[:, [first, second]] = barred_until[:, [second, first]]
        if cost < best - LEAST_GAIN:
            best, best_places, best_swap = cost, table.spot_of.copy(), done
    at[table.booths] = best_places[: len(table.booths)]
