"""Which coded kinds of work an imported kind of work is akin to.

Two classifications cut the same work differently. A kind of work without an O*NET-SOC code is read as
itself and, in part, as the coded kinds that its names and its words are nearest to; so texts that meet
different classifications still meet each other.
"""

from collections.abc import Sequence

import numpy as np
import scipy.sparse

from jobfair.matching.sparse_rows import Rows, keep_largest, powered, unit_rows

#: How much of a kind of work its kin stand for, together, beside itself.
KIN_WEIGHT = 0.5

#: Coded kinds of work an imported one is akin to, at most.
MOST_KIN = 3

#: Labels and concepts a name or a text is compared with, and what their closeness is raised to.
NEAREST, LABEL_SHARPNESS, WORD_SHARPNESS = 20, 4, 2

#: Names compared with all labels at a time, which bounds memory.
CHUNK = 256


def kinship(
    coded: Sequence[bool],
    names: Sequence[Sequence[int]],
    label_table: Rows,
    owners: Rows,
    concept_table: Rows,
) -> Rows:
    """Return what each kind of work is read as: itself, and in part its kin.

    Parameters
    ----------
    coded : sequence of bool, length c
        Whether a concept has a code.
    names : sequence of sequence of int, length c
        Rows of `owners` that hold the names of a concept without a code; empty for the others.
    label_table : sparse matrix, shape (features, labels)
    owners : sparse matrix, shape (labels, c)
    concept_table : sparse matrix, shape (words, c)

    Returns
    -------
    sparse matrix, shape (c, c)
        The identity, with at most `MOST_KIN` further entries in rows of concepts without a code.
    """
    own: Rows = scipy.sparse.identity(len(coded), format="csr")
    coded_columns = scipy.sparse.diags_array(np.asarray(coded, dtype=float)).tocsr()
    others = [row for row, labels in enumerate(names) if labels]
    if not others or not any(coded):
        return own
    by_words = _sharp(concept_table.T.tocsr()[others], concept_table @ coded_columns, WORD_SHARPNESS)
    by_names = _by_names([names[row] for row in others], label_table, owners @ coded_columns)
    akin = keep_largest((unit_rows(by_words) + unit_rows(by_names)).tocsr(), MOST_KIN)
    totals = np.asarray(akin.sum(axis=1)).ravel()
    akin.data *= KIN_WEIGHT / np.repeat(totals, np.diff(akin.indptr))
    places = scipy.sparse.csr_matrix(
        (np.ones(len(others)), (others, np.arange(len(others)))), shape=(len(coded), len(others))
    )
    read_as: Rows = (own + places @ akin).tocsr()
    return read_as


def _by_names(names: Sequence[Sequence[int]], label_table: Rows, owners: Rows) -> Rows:
    """Return the coded concepts whose labels are nearest to each concept's names, summed."""
    labels = np.flatnonzero(np.diff(owners.indptr))
    rows = np.repeat(np.arange(len(names)), [len(own) for own in names])
    columns = np.concatenate([np.asarray(own, dtype=np.intp) for own in names])
    asked, places = np.unique(columns, return_inverse=True)
    said = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(names), len(asked)))
    by_label = label_table.T.tocsr()
    near = _sharp(by_label[asked], by_label[labels].T.tocsr(), LABEL_SHARPNESS)
    found: Rows = said @ near @ owners[labels]
    return found


def _sharp(rows: Rows, table: Rows, power: float) -> Rows:
    chunks = [
        keep_largest(rows[start : start + CHUNK] @ table, NEAREST) for start in range(0, rows.shape[0], CHUNK)
    ]
    near: Rows = powered(scipy.sparse.vstack(chunks, format="csr"), power)
    return near
