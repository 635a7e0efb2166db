"""Rows of texts that were encoded before, so that only texts that are new cost anything."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse

from jobfair.matching.sparse_rows import Rows

#: Columns and values of one row.
Row = tuple[npt.NDArray[np.integer[Any]], npt.NDArray[np.float64]]
_NONE: Row = (np.zeros(0, dtype=np.int32), np.zeros(0))


class KeptRows:
    """Encoded rows by text; those not asked for the longest are given up first.

    A row stands for its text under one fitted encoder: whoever fits again starts with no rows. Threads may
    share it. A pickle holds no rows.

    Parameters
    ----------
    most : int
        Rows kept, at most. A row of 150 entries takes about 2 kB.

    Examples
    --------
    >>> kept, read = KeptRows(9), []
    >>> def encode(texts):
    ...     read.extend(texts)
    ...     return scipy.sparse.csr_matrix([[float(len(text))] for text in texts])
    >>> _ = kept.rows(["cook", "roofer"], encode)
    >>> kept.rows(["roofer", "baker"], encode).toarray().ravel().tolist(), read
    ([6.0, 5.0], ['cook', 'roofer', 'baker'])
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._rows: OrderedDict[str, Row] = OrderedDict()
        self._lock = Lock()
        self._features = 0

    def __reduce__(self) -> tuple[type["KeptRows"], tuple[int]]:
        """Go without rows to wherever a pickle goes."""
        return KeptRows, (self.most,)

    def __len__(self) -> int:
        """Return how many rows are kept."""
        return len(self._rows)

    def rows(self, texts: Sequence[str], encode: Callable[[Sequence[str]], Rows]) -> Rows:
        """Return a row for each text, and encode those that are not kept.

        Parameters
        ----------
        texts : sequence of str, length n
        encode : callable
            Gives a row a text; the row of a text must not depend on the texts beside it.

        Returns
        -------
        sparse matrix, shape (n, features)
        """
        found = self._kept(texts)
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new or not texts:
            fresh = encode(new).tocsr()
            self._features = fresh.shape[1]
            found |= self._keep(new, fresh)
        columns, values = zip(_NONE, *(found[text] for text in texts), strict=True)
        ends = np.cumsum([len(part) for part in columns])
        parts = np.concatenate(values), np.concatenate(columns), ends
        return scipy.sparse.csr_matrix(parts, shape=(len(texts), self._features))

    def _kept(self, texts: Sequence[str]) -> dict[str, Row]:
        with self._lock:
            found = {text: self._rows[text] for text in texts if text in self._rows}
            for text in found:
                self._rows.move_to_end(text)
        return found

    def _keep(self, texts: Sequence[str], fresh: Rows) -> dict[str, Row]:
        ends = fresh.indptr
        parts = [slice(*ends[row : row + 2]) for row in range(len(texts))]
        # copies, so that a row does not hold on to all that were encoded with it
        made: dict[str, Row] = {
            text: (fresh.indices[part].copy(), fresh.data[part].copy())
            for text, part in zip(texts, parts, strict=True)
        }
        with self._lock:
            self._rows |= made
            while len(self._rows) > self.most:
                self._rows.popitem(last=False)
        return made
