"""How fast texts are ranked and the best openings found, each measured in a process of its own.

`python -m benchmarks.matching_speed BENCH MEASURE [SIZE ...]` prints one JSON object: what was measured, and
`peak_mb`, the most memory its process held.

    rank NAME           1,000 queries over the openings of the bench, index built: seconds, queries, documents
    openings N M        the 10 best of M openings for each of N people, from vectors: seconds, cpu
    brute N M           the same by scikit-learn's NearestNeighbors: seconds of the faster metric
    copy N M            seconds to copy the bytes that N x M must touch (see `copy`)
    encode N            N texts into vectors, index built: seconds, cpu
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import joblib
import numpy as np
from sklearn.neighbors import NearestNeighbors

from benchmarks.matching_tasks import Missing, peers, rows, tasks, text_of
from jobfair.matching import ConceptEncoder
from jobfair.matching.nearest import largest_products
from jobfair.matching.sparse_rows import Rows, unit_rows

Measured = dict[str, float]

K = 10

#: real openings, and what people say, in the bench
OPENINGS_TASK = "seeker_title_to_openings"
PEOPLE_TASKS = (OPENINGS_TASK, "seeker_tasks_to_openings", "seeker_es_skills_to_openings", "h2b_title")

#: what copying is timed on: larger than any cache
COPY_BYTES = 2**28


def clocked(work: Callable[[], object]) -> Measured:
    """Return seconds of the wall and of the processor that a piece of work took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def rank(bench: Path, name: str) -> Measured:
    """Rank 1,000 queries over the bench's openings, the index built before; the 10 best of each."""
    documents, queries = texts(bench)
    thousand = (queries * (1 + 1000 // len(queries)))[:1000] if len(queries) < 1000 else queries[:1000]
    peer = peers(bench)[0][name](OPENINGS_TASK).fit(documents)
    peer.rank(documents[:5], K)  # what is loaded on first use is not the ranking
    return {
        **clocked(lambda: peer.rank(thousand, K)),
        "queries": len(thousand),
        "documents": len(documents),
    }


def openings(bench: Path, n: int, m: int) -> Measured:
    """Find the best of m openings for n people, in one process with a thread a core."""
    people, wanted = vectors(bench, n, m)
    with joblib.parallel_config("threading", n_jobs=os.cpu_count()):
        return clocked(lambda: largest_products(people, wanted, K))


def brute(bench: Path, n: int, m: int) -> Measured:
    """Find the same by scikit-learn's brute force; on rows of length 1 both metrics give one order."""
    people, wanted = vectors(bench, n, m)
    found = []
    for metric in ("euclidean", "cosine"):
        search = NearestNeighbors(n_neighbors=K, algorithm="brute", metric=metric, n_jobs=-1).fit(wanted)
        search.kneighbors(people[:500])
        found.append(clocked(lambda search=search: search.kneighbors(people)))
    return min(found, key=lambda one: one["seconds"])


def copy(bench: Path, n: int, m: int) -> Measured:
    """Time copying, and scale it to the bytes that must be touched.

    `seconds`: the entries of both tables once (12 bytes each), and one score a pair in single precision (4
    bytes), as any method has to touch that looks at every pair. `product_seconds`: beside the tables, the
    opening's entry (12 bytes) for each entry a pair shares, as a product that leaves nothing out has to read.
    """
    people, wanted = vectors(bench, n, m)
    shared = np.bincount(people.indices, minlength=people.shape[1]).astype(float) @ np.bincount(
        wanted.indices, minlength=people.shape[1]
    )
    source, target = np.ones(COPY_BYTES // 8), np.ones(COPY_BYTES // 8)
    once = min(clocked(lambda: np.copyto(target, source))["seconds"] for _ in range(5))
    tables = 12.0 * (people.nnz + wanted.nnz)
    return {
        "seconds": (tables + 4.0 * n * m) / COPY_BYTES * once,
        "product_seconds": (tables + 12.0 * shared) / COPY_BYTES * once,
        "shared_a_pair": shared / n / m,
    }


def encode(bench: Path, n: int) -> Measured:
    """Turn n of the bench's texts into vectors, at most as many as there are."""
    documents, queries = texts(bench)
    encoder = ConceptEncoder().fit(documents)
    encoder.transform(documents[:5])
    return clocked(lambda: encoder.transform(queries[:n]))


def texts(bench: Path) -> tuple[list[str], list[str]]:
    """Return the bench's openings and what people say there.

    Raises
    ------
    Missing
        The tasks these come from are not there.
    """
    known = {task.name: task for task in tasks(bench)}
    if OPENINGS_TASK not in known:
        raise Missing(f"{bench / OPENINGS_TASK} is not there")
    said = [row["text"] for name in PEOPLE_TASKS if name in known for row in rows(known[name] / "dev.jsonl")]
    return [text_of(row) for row in rows(known[OPENINGS_TASK] / "docs.jsonl")], said


def vectors(bench: Path, n: int, m: int) -> tuple[Rows, Rows]:
    """Return n rows of people and m of openings.

    They are the encoder's own, drawn at random, each entry changed by up to half of itself: no two are the
    same, and all share entries as the real ones do.
    """
    documents, said = texts(bench)
    encoder = ConceptEncoder().fit(documents)
    chance = np.random.default_rng(0)
    found = []
    for real, count in ((encoder.transform(said), n), (encoder.transform(documents), m)):
        drawn = real[chance.integers(0, real.shape[0], count)]
        drawn.data *= chance.uniform(0.5, 1.5, drawn.nnz)
        found.append(unit_rows(drawn))
    return found[0], found[1]


MEASURES: dict[str, Callable[..., Measured]] = {
    "openings": openings,
    "brute": brute,
    "copy": copy,
    "encode": encode,
}


def main(bench: Path, measure: str, sizes: Sequence[str]) -> None:
    """Measure one thing and print it."""
    found = rank(bench, sizes[0]) if measure == "rank" else MEASURES[measure](bench, *map(int, sizes))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
