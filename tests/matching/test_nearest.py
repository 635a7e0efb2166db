"""The largest products are those of the whole product, to the last bit, however they are found."""

import sys

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from joblib import parallel_config

from jobfair.matching import nearest
from jobfair.matching.nearest import Tiles, largest_products
from jobfair.matching.sparse_rows import unit_rows


def some_rows(count, seed, features=120, kinds=25):
    """Unit rows of a few kinds of work, each kind with features of its own."""
    rng = np.random.default_rng(seed)
    means = scipy.sparse.random(kinds, features, 0.1, format="csr", random_state=rng)
    rows = means[rng.integers(0, kinds, count)]
    rows = rows + 0.2 * scipy.sparse.random(count, features, 0.05, format="csr", random_state=rng)
    return unit_rows(scipy.sparse.csr_matrix(rows))


def plainly(rows, vectors, k):
    """All products, sorted by product and then by position."""
    products = np.minimum((rows @ vectors.T.tocsr()).toarray(), 1.0)
    places = np.argsort(-products, axis=1, kind="stable")[:, :k]
    return places, np.take_along_axis(products, places, axis=1)


def assert_exact(found, rows, vectors, k):
    places, products = plainly(rows, vectors, k)
    assert (found.openings == places).all()
    assert (found.scores == products).all()


@pytest.fixture
def always_tiles(monkeypatch):
    """Small tables go through small tiles, too."""
    monkeypatch.setattr(nearest, "PAIRS_WORTH_TILES", 0)
    monkeypatch.setattr(nearest, "VECTORS_A_PLACE", 1)
    monkeypatch.setattr(nearest, "TILE", 5)
    monkeypatch.setattr(nearest, "FIRST_TILES", 2)
    monkeypatch.setattr(nearest, "TILES_AT_ONCE", 7)


@pytest.mark.parametrize("k", [1, 3, 10, 100])
@pytest.mark.parametrize("m", [100, 237])
def test_tiles_leave_nothing_out(always_tiles, k, m):
    rows, vectors = some_rows(90, 1), some_rows(m, 1)
    assert_exact(largest_products(rows, vectors, k), rows, vectors, k)


@pytest.mark.parametrize("k", [1, 10, 100, 300])
def test_the_whole_product_gives_the_same(k):
    rows, vectors = some_rows(600, 1), some_rows(237, 1)
    assert_exact(largest_products(rows, vectors, k), rows, vectors, min(k, 237))


def test_many_rows_and_vectors_take_the_way_of_tiles(monkeypatch):
    rows, vectors = some_rows(1100, 2), some_rows(520, 2)
    expected = plainly(rows, vectors, 10)
    monkeypatch.setattr(nearest, "PAIRS_WORTH_TILES", 1100 * 520)
    monkeypatch.setattr(nearest, "_whole_products", None)
    found = largest_products(rows, vectors, 10)
    assert (found.openings == expected[0]).all()
    assert (found.scores == expected[1]).all()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(1, 8), n=st.integers(1, 30), m=st.integers(8, 60))
def test_any_table_is_exact_with_ties_and_empty_rows(seed, k, n, m):
    rng = np.random.default_rng(seed)
    rows = scipy.sparse.csr_matrix(rng.integers(0, 3, (n, 6)) * rng.integers(0, 2, (n, 6)) / 6.0)
    vectors = scipy.sparse.csr_matrix(rng.integers(0, 2, (m, 6)) / 3.0)
    rows.eliminate_zeros()
    vectors.eliminate_zeros()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("PAIRS_WORTH_TILES", 0),
            ("VECTORS_A_PLACE", 1),
            ("TILE", 4),
            ("FIRST_TILES", 1),
        ):
            patch.setattr(nearest, name, value)
        assert_exact(largest_products(rows, vectors, k), rows, vectors, k)


@pytest.mark.parametrize(("n", "m", "k"), [(0, 5, 2), (5, 0, 2), (0, 0, 2), (3, 5, 0)])
def test_nothing_asked_is_nothing_found(n, m, k):
    found = largest_products(some_rows(5, 1)[:n], some_rows(5, 1)[:m], k)
    assert found.openings.shape == found.scores.shape == (n, min(k, m))


def test_empty_vectors_are_found_in_their_order(always_tiles):
    empty = scipy.sparse.csr_matrix((30, 120))
    assert largest_products(some_rows(4, 1), empty, 3).openings.tolist() == [[0, 1, 2]] * 4


def test_bounds_hold_and_say_how_heavy_they_are(always_tiles):
    rows, tiles = some_rows(50, 3), Tiles(some_rows(80, 3))
    bounds = tiles.upper_bounds(rows[:, tiles.features])
    for tile in range(len(tiles)):
        part = tiles.vectors[tiles.starts[tile] : tiles.starts[tile + 1]]
        best = (rows[:, tiles.features] @ part.T).toarray().max(axis=1)
        assert (bounds[:, tile] >= best).all()
    assert sorted(tiles.order) == list(range(80))
    assert sys.getsizeof(tiles) > tiles.vectors.data.nbytes


def test_chunks_in_threads_change_nothing(always_tiles, monkeypatch):
    rows, vectors = some_rows(90, 4), some_rows(100, 4)
    monkeypatch.setattr(nearest, "ROWS_AT_ONCE", 13)
    with parallel_config(backend="threading"):
        assert_exact(largest_products(rows, vectors, 5, n_jobs=2), rows, vectors, 5)
