"""Small operations on the rows of sparse matrices that SciPy has no word for."""

from typing import TypeAlias

import numpy as np
import scipy.sparse
from sklearn.preprocessing import normalize

Rows: TypeAlias = scipy.sparse.csr_matrix


def keep_largest(rows: Rows, k: int, floor: float = 0.0) -> Rows:
    """Keep the k largest entries of each row, and of these only what comes near the largest.

    Parameters
    ----------
    rows : sparse matrix, shape (n, c)
        Entries not below 0.
    k : int
        Entries a row, at most.
    floor : float
        Entries under this share of their row's largest are dropped, too.

    Returns
    -------
    sparse matrix, shape (n, c)

    Examples
    --------
    >>> keep_largest(scipy.sparse.csr_matrix([[4.0, 1.0, 3.0]]), 2).toarray().tolist()
    [[4.0, 0.0, 3.0]]
    """
    rows = _drop_far_below(rows.tocsr(), floor)
    starts = rows.indptr
    if (np.diff(starts) <= k).all():
        return rows
    keep = np.ones(rows.nnz, dtype=bool)
    for row in np.flatnonzero(np.diff(starts) > k):
        values = rows.data[starts[row] : starts[row + 1]]
        keep[starts[row] : starts[row + 1]][np.argpartition(-values, k - 1)[k:]] = False
    return _only(rows, keep)


def _drop_far_below(rows: Rows, floor: float) -> Rows:
    counts = np.diff(rows.indptr)
    largest = np.zeros(rows.shape[0])
    filled = counts > 0
    if filled.any():
        largest[filled] = np.maximum.reduceat(rows.data, rows.indptr[:-1][filled])
    return _only(rows, rows.data >= np.repeat(largest, counts) * floor)


def _only(rows: Rows, keep: np.typing.NDArray[np.bool_]) -> Rows:
    ends = np.concatenate([[0], np.cumsum(keep)])
    return scipy.sparse.csr_matrix((rows.data[keep], rows.indices[keep], ends[rows.indptr]), shape=rows.shape)


def unit_rows(rows: Rows) -> Rows:
    """Return the rows scaled to length 1; empty rows stay empty.

    Examples
    --------
    >>> unit_rows(scipy.sparse.csr_matrix([[3.0, 4.0], [0.0, 0.0]])).toarray().tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    unit: Rows = normalize(rows) if rows.shape[0] else rows
    return unit


def powered(rows: Rows, power: float) -> Rows:
    """Return the rows with each entry raised to a power, which sharpens them.

    Examples
    --------
    >>> powered(scipy.sparse.csr_matrix([[2.0, 0.0]]), 2).toarray().tolist()
    [[4.0, 0.0]]
    """
    sharp = rows.tocsr().copy()
    sharp.data **= power
    return sharp
