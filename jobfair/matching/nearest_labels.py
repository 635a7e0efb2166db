"""The labels nearest to texts: looked for by what is rare in a text, then compared in full.

Common letter groups lie in ten thousands of labels and tell few of them apart, but nearly all the work of
comparing a text with every label is theirs. A text's rarest features, which hold most of its length,
name the candidates; all features then say how near those are.

References
----------
H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", IPM 31 (1995): what is common is
looked at last, and only where it can matter.
"""

import numpy as np
import numpy.typing as npt
import scipy.sparse

from jobfair.matching.sparse_rows import Rows, keep_largest

#: Nearest labels of a text, and how far under the nearest they may lie.
NEAREST_LABELS = 20
NEAREST_LABEL_FLOOR = 0.3

#: Share of a text's squared length that its rarest features hold, and labels compared in full.
RARE_SHARE = 0.8
CANDIDATES = 200

#: Texts worked on at a time, which bounds memory.
CHUNK = 256


def nearest_labels(texts: Rows, labels: Rows, by_feature: Rows) -> Rows:
    """Return how near the nearest labels of each text are.

    Parameters
    ----------
    texts : sparse matrix, shape (n, features)
        Rows of length 1, entries not below 0.
    labels : sparse matrix, shape (m, features)
        Likewise.
    by_feature : sparse matrix, shape (features, m)
        The same turned, by rows.

    Returns
    -------
    sparse matrix, shape (n, m)
        At most `NEAREST_LABELS` products a row; a row does not depend on the texts beside it.
    """
    often = np.diff(by_feature.indptr)
    found = [scipy.sparse.csr_matrix((0, labels.shape[0]), dtype=texts.dtype)]
    for start in range(0, texts.shape[0], CHUNK):
        chunk = texts[start : start + CHUNK]
        candidates = keep_largest(keep_rarest(chunk, often, RARE_SHARE) @ by_feature, CANDIDATES)
        candidates.data = _products_at(candidates, chunk, labels)
        found.append(keep_largest(candidates, NEAREST_LABELS, floor=NEAREST_LABEL_FLOOR))
    rows: Rows = scipy.sparse.vstack(found, format="csr")
    return rows


def keep_rarest(rows: Rows, often: npt.NDArray[np.integer], share: float) -> Rows:
    """Keep the rarest features of each row, until they hold a share of its squared length.

    Examples
    --------
    >>> keep_rarest(scipy.sparse.csr_matrix([[0.6, 0.8]]), np.array([9, 2]), 0.5).toarray().tolist()
    [[0.0, 0.8]]
    """
    places = [np.zeros(0, dtype=np.intp)]
    for start, end in zip(rows.indptr[:-1], rows.indptr[1:], strict=True):
        order = start + np.argsort(often[rows.indices[start:end]], kind="stable")
        held = np.cumsum(np.square(rows.data[order], dtype=np.float64))
        places.append(np.sort(order[: np.searchsorted(held, share * held[-1:].sum()) + 1]))
    kept = np.concatenate(places)
    ends = np.cumsum([0, *map(len, places[1:])])
    return scipy.sparse.csr_matrix((rows.data[kept], rows.indices[kept], ends), shape=rows.shape)


def _products_at(cells: Rows, texts: Rows, labels: Rows) -> npt.NDArray[np.floating]:
    """Return the products of texts (rows) and labels (columns) at the filled cells, in their order."""
    compared = labels[cells.indices]
    ends = compared.indptr[cells.indptr]
    full = np.zeros(texts.shape[1], dtype=texts.dtype)  # one text at a time, with all its nothings
    for row, entries in enumerate(map(slice, ends[:-1], ends[1:])):
        said = slice(*texts.indptr[row : row + 2])
        full[texts.indices[said]] = texts.data[said]
        compared.data[entries] *= full[compared.indices[entries]]
        full[texts.indices[said]] = 0
    return np.asarray(compared.sum(axis=1), dtype=texts.dtype).ravel()
