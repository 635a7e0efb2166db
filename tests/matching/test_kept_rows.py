"""Rows kept by text: the same rows, encoded once, within bounds, from many threads."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import scipy.sparse

from jobfair.matching import ConceptEncoder
from jobfair.matching.kept_rows import KeptRows

TEXTS = (
    "forklift, warehouse, loading trucks, night shift",
    "cocinero; montacargas; loading trucks",
    "",
    "ran the kitchen at Lansing, loading trucks, cook, baker",
    "🔥",
    "cook " * 200,
)


class Lengths:
    """Encodes a text as its length, and remembers what it read."""

    def __init__(self):
        self.read = []

    def __call__(self, texts):
        self.read += texts
        return scipy.sparse.csr_matrix(np.array([[len(text), 1.0] for text in texts]).reshape(-1, 2))


@pytest.fixture(scope="module")
def encoder():
    return ConceptEncoder().fit(["forklift operator", "line cook"])


def same(one, other):
    return all((getattr(one, part) == getattr(other, part)).all() for part in ("data", "indices", "indptr"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_row_does_not_depend_on_the_texts_beside_it(encoder, text):
    alone = encoder.transform([text])
    for beside in (TEXTS, TEXTS[::-1], [text, *sorted(TEXTS)]):
        assert same(encoder.transform(beside)[list(beside).index(text)], alone)


def test_kept_rows_are_those_of_the_encoder(encoder):
    kept = KeptRows(9)
    kept.rows(TEXTS[1:3], encoder.transform)
    for texts in (TEXTS, TEXTS[::-1], TEXTS[:1] * 3, ()):
        found = kept.rows(texts, encoder.transform)
        assert found.shape == (len(texts), encoder.transform([]).shape[1])
        assert same(found, encoder.transform(texts))


def test_each_text_is_read_once_until_it_is_given_up():
    kept, encode = KeptRows(2), Lengths()
    kept.rows(["a", "bb", "a"], encode)
    kept.rows(["a"], encode)
    kept.rows(["ccc"], encode)  # gives up "bb", which was not asked for the longest
    kept.rows(["a", "bb"], encode)
    assert encode.read == ["a", "bb", "ccc", "bb"]
    assert len(kept) == 2


def test_more_texts_than_are_kept_have_their_rows_all_the_same():
    kept, texts = KeptRows(3), ["x" * length for length in range(10)]
    assert kept.rows(texts, Lengths())[:, 0].toarray().ravel().tolist() == list(range(10))
    assert len(kept) == 3


def test_threads_share_them():
    kept, encode = KeptRows(20), Lengths()
    wishes = [["x" * (start + step) for step in range(30)] for start in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda texts: kept.rows(texts, encode), wishes))
    for texts, rows in zip(wishes, found, strict=True):
        assert rows[:, 0].toarray().ravel().tolist() == [len(text) for text in texts]
    assert len(kept) == 20


def test_a_pickle_takes_no_rows_along():
    kept = KeptRows(5)
    kept.rows(["a"], Lengths())
    copy = pickle.loads(pickle.dumps(kept))
    assert (copy.most, len(copy), len(kept)) == (5, 0, 1)
