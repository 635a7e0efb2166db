"""Small operations on the rows of sparse matrices that SciPy has no word for."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
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
    rows = rows.tocsr()
    bounds = zip(rows.indptr[:-1], rows.indptr[1:], strict=True)  # row by row: long rows stay in the cache
    places = [start + _largest(rows.data[start:end], k, floor) for start, end in bounds]
    ends = np.cumsum([0, *map(len, places)])
    kept = np.concatenate([np.zeros(0, dtype=np.intp), *places])
    return scipy.sparse.csr_matrix((rows.data[kept], rows.indices[kept], ends), shape=rows.shape)


def _largest(values: npt.NDArray[np.floating], k: int, floor: float) -> npt.NDArray[np.intp]:
    """Return the places of the k largest values, in their order, without those far under the largest."""
    places = np.arange(len(values))
    if floor and len(values):
        places = np.flatnonzero(values >= values.max() * floor)
    if len(places) > k:
        places = np.sort(places[np.argpartition(-values[places], k - 1)[:k]])
    return places


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
