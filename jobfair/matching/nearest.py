"""The k largest products of many rows with many vectors, exactly, without working most of them out.

Vectors that are alike are put into tiles of a few dozen. The largest entry a tile has in each feature makes
one vector that none of the tile can beat, so one product bounds them all. A row looks into its most
promising tiles first; what it finds there is its mark, and tiles whose bound stays under the mark are
never opened. Nothing is estimated: places and products are those of the whole product, to the last bit.

References
----------
H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", IPM 31 (1995), bounds a score by the
largest entries; S. Ding and T. Suel, "Faster top-k document retrieval using block-max indexes", SIGIR 2011,
does so for blocks.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import joblib
import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.utils.extmath import randomized_svd

from jobfair.matching.sparse_rows import Rows

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

#: A tile, which of the looks are looks into it, and their products with all it holds.
Opened: TypeAlias = tuple[np.intp, Places, Floats]

#: Vectors a tile: larger tiles bound less tightly, smaller ones cost a product more often.
TILE = 50

#: Tiles a row looks into before any is left out.
FIRST_TILES = 3

#: Tiles bounded at a time, which bounds memory.
TILES_AT_ONCE = 256

#: Rows worked on at a time: enough to share the cost of opening a tile among, few enough to hold.
ROWS_AT_ONCE = 12_500

#: Rows whose products with all vectors are held at a time.
WHOLE_ROWS_AT_ONCE = 256

#: With fewer vectors a place asked for, or fewer pairs in all, the whole product is as quick.
VECTORS_A_PLACE = 50
PAIRS_WORTH_TILES = 10_000_000

#: Directions along which vectors are told apart when they are put into tiles.
DIRECTIONS = 32

#: Vectors gathered into tiles at a time, so that many take no longer each than few; and rounds of gathering.
GATHERED_AT_ONCE = 5000
ROUNDS = 6


class Top(NamedTuple):
    """The largest products of each row, largest first.

    Attributes
    ----------
    openings : ndarray of int, shape (n, k)
        Positions of the columns, which are the fitted openings.
    scores : ndarray of float, shape (n, k)
    """

    openings: Places
    scores: Floats


class Tiles:
    """Rows of openings put into tiles of like ones.

    Parameters
    ----------
    vectors : sparse matrix, shape (m, features)
        Entries not below 0.

    Attributes
    ----------
    features : ndarray of int, shape (u,)
        The features any opening has; the rest cannot matter.
    order : ndarray of int, shape (m,)
        Positions of the openings, tile by tile.
    starts : ndarray of int, shape (tiles + 1,)
        Where each tile starts in `order`.
    vectors : sparse matrix, shape (m, u)
        The openings in that order.
    bounds : sparse matrix, shape (u, tiles)
        The largest entry of each feature in each tile.
    tables : list of (ndarray of int, shape (f,), ndarray of float, shape (f, openings))
        The features each tile has, and its entries, full: opened many times, worked out once.
    """

    def __init__(self, vectors: Rows) -> None:
        self.features = np.unique(vectors.indices)
        narrow = vectors[:, self.features]
        parts = _gathered(_directions(narrow))
        self.order = np.concatenate(parts)
        self.starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])])
        self.vectors: Rows = narrow[self.order]
        self.bounds = _largest_entries(self.vectors, self.starts)
        edges = zip(self.starts[:-1], self.starts[1:], strict=True)
        self.tables = [_table(self.vectors[start:end]) for start, end in edges]

    def __sizeof__(self) -> int:
        """Return the bytes held: whoever sends tiles to other machines wants to know."""
        tables = sum(table.nbytes for _, table in self.tables)
        return int(self.vectors.data.nbytes + self.vectors.indices.nbytes + self.bounds.data.nbytes) + tables

    def __len__(self) -> int:
        """Return how many tiles there are."""
        return len(self.starts) - 1

    def upper_bounds(self, rows: Rows) -> npt.NDArray[np.float32]:
        """Return what no opening of a tile exceeds: shape (n, tiles). Rows have the features of the tiles.

        Single precision, and so much above the exact bound that rounding cannot bring it under.
        """
        single = scipy.sparse.csr_matrix(
            (rows.data.astype(np.float32), rows.indices, rows.indptr), shape=rows.shape
        )
        found = np.empty((rows.shape[0], len(self)), dtype=np.float32)
        for start in range(0, len(self), TILES_AT_ONCE):
            chunk = self.bounds[:, start : start + TILES_AT_ONCE].toarray()
            found[:, start : start + TILES_AT_ONCE] = single @ chunk
        terms = int(np.diff(rows.indptr).max(initial=0))
        found *= np.float32(1 + (terms + 8) * np.finfo(np.float32).eps)
        return found


def largest_products(rows: Rows, vectors: Rows, k: int, *, n_jobs: int | None = None) -> Top:
    """Return the k largest products of each row with the vectors; ties go to the earlier vector.

    Parameters
    ----------
    rows : sparse matrix, shape (n, features)
        Entries not below 0.
    vectors : sparse matrix, shape (m, features)
        Entries not below 0.
    k : int
        At most this many; fewer where there are fewer vectors.
    n_jobs : int or None
        Chunks of rows worked on at once, through joblib and whatever backend it is set to.

    Returns
    -------
    Top
        Both of shape (n, min(k, m)); products are brought into 0 to 1.

    Examples
    --------
    >>> table = scipy.sparse.csr_matrix([[0.6, 0.8], [1.0, 0.0], [0.6, 0.8]])
    >>> largest_products(table[:1], table, 2).openings.tolist()
    [[0, 2]]
    """
    width = min(k, vectors.shape[0])
    none = Top(np.zeros((0, width), dtype=np.intp), np.zeros((0, width)))
    pairs = rows.shape[0] * vectors.shape[0]
    many = pairs >= PAIRS_WORTH_TILES and vectors.shape[0] >= max(1, VECTORS_A_PLACE * k)
    work, table = (_tile_products, Tiles(vectors)) if many else (_whole_products, vectors.T.tocsr())
    chunks = joblib.Parallel(n_jobs=n_jobs)(
        joblib.delayed(work)(rows[start : start + ROWS_AT_ONCE], table, width)
        for start in range(0, rows.shape[0], ROWS_AT_ONCE)
    )
    openings, scores = zip(none, *chunks, strict=True)
    return Top(np.concatenate(openings), np.concatenate(scores))


def _whole_products(rows: Rows, turned: Rows, k: int) -> Top:
    """Work out all products of a few rows at a time, and keep the k largest."""
    openings = np.empty((rows.shape[0], k), dtype=np.intp)
    scores = np.empty((rows.shape[0], k))
    for start in range(0, rows.shape[0] if k else 0, WHOLE_ROWS_AT_ONCE):
        chunk = slice(start, start + WHOLE_ROWS_AT_ONCE)
        products = np.minimum((rows[chunk] @ turned).toarray(), 1.0)
        mark = -np.partition(-products, k - 1, axis=1)[:, k - 1 : k]
        above, level = products > mark, products == mark
        level &= np.cumsum(level, axis=1) <= k - above.sum(axis=1, keepdims=True)
        places = np.nonzero(above | level)[1].reshape(-1, k)
        found = np.take_along_axis(products, places, axis=1)
        order = np.argsort(-found, axis=1, kind="stable")
        openings[chunk] = np.take_along_axis(places, order, axis=1)
        scores[chunk] = np.take_along_axis(found, order, axis=1)
    return Top(openings, scores)


def _tile_products(rows: Rows, tiles: Tiles, k: int) -> Top:
    """Open only tiles that can hold one of the k largest products of a row."""
    rows = rows[:, tiles.features]
    bounds = tiles.upper_bounds(rows)
    first, products = _first_look(rows, tiles, bounds, k)
    marks = np.partition(products.reshape(len(first), -1), -k, axis=1)[:, -k]
    marks[marks <= 0] = np.inf  # whose first tiles hold too little; these look at all
    row, look, place = np.nonzero(products >= marks[:, None, None])
    found = [(row, tiles.starts[first[row, look]] + place, products[row, look, place])]
    wanted = bounds >= marks[:, None]
    np.put_along_axis(wanted, first, values=False, axis=1)
    who, into = np.nonzero(wanted)
    for tile, looks, here in _opened(rows, tiles, who, into):
        look, place = np.nonzero(here >= marks[who[looks], None])
        found.append((who[looks[look]], tiles.starts[tile] + place, here[look, place]))
    best = Top(np.empty((rows.shape[0], k), dtype=np.intp), np.empty((rows.shape[0], k)))
    many, few = np.flatnonzero(np.isfinite(marks)), np.flatnonzero(np.isinf(marks))
    best.openings[many], best.scores[many] = _first_places(found, tiles.order, k, many)
    if few.size:
        plain = tiles.vectors[np.argsort(tiles.order)].T.tocsr()
        best.openings[few], best.scores[few] = _whole_products(rows[few], plain, k)
    return best


def _first_look(rows: Rows, tiles: Tiles, bounds: npt.NDArray[np.float32], k: int) -> tuple[Places, Floats]:
    """Return each row's most promising tiles, and its products there: shapes (n, f) and (n, f, tile).

    Places that a smaller tile does not have hold -1.
    """
    count = min(len(tiles), max(FIRST_TILES, -(-3 * k // TILE)))
    first = _most_promising(bounds, count)
    products = np.full((first.size, int(np.diff(tiles.starts).max())), -1.0)
    for _, looks, here in _opened(rows, tiles, np.repeat(np.arange(len(first)), count), first.ravel()):
        products[looks, : here.shape[1]] = here
    return first, products.reshape(*first.shape, -1)


def _most_promising(bounds: npt.NDArray[np.float32], count: int) -> Places:
    """Return the tiles of each row's largest bounds: shape (n, count). For few, quicker than sorting."""
    left, every = bounds.copy(), np.arange(len(bounds))
    first = np.empty((len(bounds), count), dtype=np.intp)
    for look in range(count):
        first[:, look] = left.argmax(axis=1)
        left[every, first[:, look]] = -1
    return first


def _opened(rows: Rows, tiles: Tiles, who: Places, into: Places) -> Iterator[Opened]:
    """Work out products tile by tile: of each row in `who` with all that the tile beside it holds."""
    order = np.argsort(into, kind="stable")
    for looks in np.split(order, np.flatnonzero(np.diff(into[order])) + 1) if order.size else ():
        tile = into[looks[0]]
        features, table = tiles.tables[tile]
        yield tile, looks, np.minimum(rows[who[looks]][:, features] @ table, 1.0)


def _first_places(found: list[tuple[Places, Places, Floats]], order: Places, k: int, rows: Places) -> Top:
    """Sort what was found, and keep the first k of each of some rows."""
    row, place, score = map(np.concatenate, zip(*found, strict=True))
    opening = order[place]
    sorting = np.lexsort((_small(opening), -score, _small(row)))
    starts = np.searchsorted(row[sorting], rows)
    kept = sorting[starts[:, None] + np.arange(k)]
    return Top(opening[kept], score[kept])


def _small(keys: Places) -> npt.NDArray[np.unsignedinteger]:
    """Return keys in as few bytes as hold them: up to two bytes are sorted in time linear in their number."""
    return keys.astype(np.min_scalar_type(int(keys.max(initial=0))))


def _directions(vectors: Rows) -> Floats:
    """Return each row's place along the main directions in which rows differ."""
    count = min(DIRECTIONS, *vectors.shape)
    if count == 0:
        return np.zeros((vectors.shape[0], 1))
    left, lengths, _ = randomized_svd(vectors, count, n_iter=1, random_state=0)
    along: Floats = left * lengths
    return along


def _gathered(points: Floats) -> list[Places]:
    """Gather points into tiles of like ones: near a common middle, and none larger than twice a tile."""
    tiles = []
    for part in _halved(points, np.arange(len(points)), GATHERED_AT_ONCE):
        near = _nearest_middles(points[part], -(-len(part) // TILE))
        order = np.argsort(near, kind="stable")
        for like in np.split(part[order], np.flatnonzero(np.diff(near[order])) + 1):
            tiles += _halved(points, like, 2 * TILE)
    return tiles


def _nearest_middles(points: Floats, count: int) -> Places:
    """Return the number of the middle that each point is nearest to, after a few rounds of Lloyd's algorithm.

    References
    ----------
    S. Lloyd, "Least squares quantization in PCM", IEEE Trans. Information Theory 28 (1982).
    """
    chance = np.random.default_rng(0)
    middles = points[chance.choice(len(points), count, replace=False)]
    near: Places = np.zeros(len(points), dtype=np.intp)
    for _ in range(ROUNDS):
        near = np.argmax(points @ middles.T - np.square(middles).sum(axis=1) / 2, axis=1)
        members = np.bincount(near, minlength=count)
        belongs = scipy.sparse.csr_matrix(
            (np.ones(len(points)), (near, np.arange(len(points)))), shape=(count, len(points))
        )
        sums: Floats = np.asarray(belongs @ points)
        middles[members > 0] = sums[members > 0] / members[members > 0, None]
    return near


def _halved(points: Floats, part: Places, largest: int) -> list[Places]:
    """Halve some points along the direction in which they differ most until each part is small enough."""
    if len(part) <= largest:
        return [part]
    spread = points[part] - points[part].mean(axis=0)
    along = spread @ np.linalg.eigh(spread.T @ spread)[1][:, -1]
    order, half = np.argsort(along, kind="stable"), len(part) // 2
    return [
        *_halved(points, part[order[:half]], largest),
        *_halved(points, part[order[half:]], largest),
    ]


def _table(part: Rows) -> tuple[Places, Floats]:
    """Return the features some openings have, and their entries, a row a feature."""
    features: Places = np.unique(part.indices).astype(np.intp)
    return features, np.ascontiguousarray(part[:, features].toarray().T)


def _largest_entries(rows: Rows, starts: Places) -> Rows:
    """Return the largest entry in each column of rows from one start to the next: shape (columns, parts)."""
    part = np.repeat(np.repeat(np.arange(len(starts) - 1), np.diff(starts)), np.diff(rows.indptr))
    order = np.lexsort((rows.indices, part))
    part, column = part[order], rows.indices[order]
    first = np.flatnonzero(np.diff(part, prepend=-1) | np.diff(column, prepend=-1))
    largest = np.maximum.reduceat(rows.data[order], first) if first.size else np.zeros(0)
    return scipy.sparse.csr_matrix(
        (largest.astype(np.float32), (column[first], part[first])), shape=(rows.shape[1], len(starts) - 1)
    )
