"""Labels found by what is rare in a text are those that comparing with every label finds."""

import numpy as np
import pytest
import scipy.sparse

from jobfair.matching import ConceptEncoder, nearest_labels
from jobfair.matching.label_index import label_features, letter_features, weighed
from jobfair.matching.sparse_rows import keep_largest

SAID = ["forklif driver", "worker", "montacargas en la bodega", "ran the kitchen", "operator", "qzx", ""]


@pytest.fixture(scope="module")
def encoder():
    return ConceptEncoder().fit(["forklift operator", "line cook"])


def found(encoder, texts):
    index = encoder.index_
    words = weighed(index.word_features(texts, {}), encoder.word_idf_)
    features = label_features(weighed(letter_features(texts), index.letter_idf), words)
    return nearest_labels.nearest_labels(features, index.label_rows, index.label_table), features


def test_they_are_those_of_the_whole_product(encoder):
    near, features = found(encoder, SAID)
    whole = keep_largest(
        features @ encoder.index_.label_table,
        nearest_labels.NEAREST_LABELS,
        floor=nearest_labels.NEAREST_LABEL_FLOOR,
    )
    assert np.array_equal(near.argmax(axis=1)[:-2], whole.argmax(axis=1)[:-2])
    kept = np.asarray(near.sum(axis=1) / np.maximum(whole.sum(axis=1), 1e-9)).ravel()
    assert kept[:-2].min() > 0.95
    assert near[-1].nnz == 0


def test_a_row_does_not_depend_on_the_texts_beside_it(encoder, monkeypatch):
    together = found(encoder, SAID)[0].toarray()
    monkeypatch.setattr(nearest_labels, "CHUNK", 2)
    assert np.array_equal(found(encoder, SAID)[0].toarray(), together)
    for text, row in zip(SAID, together, strict=True):
        assert np.array_equal(found(encoder, [text])[0].toarray()[0], row)


def test_no_texts_have_no_labels(encoder):
    assert found(encoder, [])[0].shape == (0, len(encoder.index_.labels))


def test_the_rarest_features_are_kept_until_they_hold_the_share():
    rows = scipy.sparse.csr_matrix([[0.5, 0.5, 0.5, 0.5], [0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]])
    often = np.array([4, 1, 3, 2])
    kept = nearest_labels.keep_rarest(rows, often, 0.6).toarray()
    assert kept.tolist() == [[0.0, 0.5, 0.5, 0.5], [0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]]
