"""The matching benchmark's own parts at small size: peers rank what is known, what is missing is named."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from benchmarks import matching, matching_speed, matching_tasks
from benchmarks.matching_peers import Bm25, Ours, Tfidf, best_first
from benchmarks.matching_tasks import FRESH, Missing, below_peers, peers, quality, scorer, tasks

DOCUMENTS = ["forklift operator", "line cook", "hotel housekeeper", "roofer helper", "welder"]

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "matching"


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


class FirstOnly:
    """A peer that always names the first document."""

    def fit(self, _documents):
        return self

    def rank(self, queries, _top):
        return [[0]] * len(queries)


@pytest.fixture
def bench(tmp_path):
    """A bench of one task, with a scorer that counts queries whose first document is right."""
    task = tmp_path / matching_speed.OPENINGS_TASK
    write(task / "docs.jsonl", [{"id": name, "title": name, "text": name} for name in DOCUMENTS])
    write(task / "dev.jsonl", [{"id": name, "text": name, "rel": {name: 3}} for name in DOCUMENTS])
    (tmp_path / "score.py").write_text(
        "def score(docs, queries, run):\n"
        "    hits = [row['ranking'][0] in q['rel'] for q, row in zip(queries, run)]\n"
        "    return {'ndcg@10': sum(hits) / len(hits)}\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("peer", "said"),
    [
        (Tfidf("word", (1, 1)), "a cook on the line"),
        (Tfidf("char_wb", (2, 4)), "lin cok"),
        (Bm25(), "cooks, cooking"),
        (Bm25("spanish"), "cook"),
        (Ours(), "cocinero de línea"),
    ],
    ids=["words", "letters", "stems", "Spanish stems", "ours"],
)
def test_a_peer_finds_what_it_should(peer, said):
    ranked = peer.fit(DOCUMENTS).rank([said, "welder"], 3)
    assert ranked.shape == (2, 3)
    assert ranked[:, 0].tolist() == [1, 4]
    assert all(len(set(row)) == 3 for row in ranked.tolist())


def test_ties_go_to_the_earlier_document():
    assert best_first(np.array([[0.5, 1.0, 0.5, 1.0]]), 3).tolist() == [[1, 3, 0]]


def test_quality_is_what_the_scorer_says(bench):
    task, score = tasks(bench)[0], scorer(bench)
    assert quality(task, Tfidf("word", (1, 1)), score) == 1.0
    assert quality(task, FirstOnly(), score) == 1 / len(DOCUMENTS)


def test_the_table_has_a_row_a_task_and_says_what_is_left_out(bench):
    lines = list(matching_tasks.table(bench))
    assert any(line.startswith("left out: ") and "train is not there" in line for line in lines)
    row = next(line for line in lines if line.startswith(f"| {matching_speed.OPENINGS_TASK} "))
    assert row.count("|") == len(peers(bench)[0]) + 2
    assert any(line.startswith("| **mean of 1** |") for line in lines)
    assert not any("mean" in line for line in matching_tasks.table(bench, ["another"]))


def test_tasks_below_a_peer_are_named():
    names = ["letter groups", "BM25", FRESH]
    found = {"one": [0.5, 0.2, 0.4], "two": [0.1, 0.1, 0.2]}
    assert list(below_peers(names, found)) == [f"below letter groups by 0.100: one, {FRESH}"]


def test_a_folder_without_tasks_or_scorer_is_named(tmp_path, bench, capsys):
    matching.main([str(tmp_path / "nowhere")])
    assert "skipped: " in capsys.readouterr().out
    (bench / "score.py").unlink()
    with pytest.raises(Missing, match=r"score\.py"):
        scorer(bench)


def test_speeds_are_measured_in_processes_of_their_own(bench):
    for what in (("rank", "BM25"), ("openings", 30, 20), ("brute", 600, 20), ("copy", 30, 20), ("encode", 4)):
        found = matching.measured(bench, *what)
        assert found["seconds"] > 0
        assert found["peak_mb"] > 1


def test_vectors_are_many_of_length_one_and_no_two_the_same(bench):
    people, wanted = matching_speed.vectors(bench, 40, 30)
    assert (people.shape[0], wanted.shape[0]) == (40, 30)
    for rows in (people, wanted):
        assert np.asarray(rows.multiply(rows).sum(axis=1)).ravel() == pytest.approx(1.0)
    assert len({tuple(row.data) for row in wanted}) == 30


def test_growth_is_a_power_and_is_drawn(tmp_path):
    assert matching.power([1, 2, 4], [3.0, 12.0, 48.0]) == pytest.approx(2.0)
    points = [(10, 5, 0.1), (20, 5, 0.2)]
    matching.draw(
        {"people": points, "openings": [(9, 5, 0.1), (9, 10, 0.2)], "texts": points}, tmp_path / "a.svg"
    )
    assert "<svg" in (tmp_path / "a.svg").read_text()


def test_the_bench_itself_can_be_read(tmp_path):
    if not BENCH.is_dir():
        pytest.skip(f"the bench is not beside the repository: {BENCH}")
    assert len(tasks(BENCH)) >= 22
    task = tmp_path / "h2b_title"
    task.mkdir()
    for name in ("docs.jsonl", "dev.jsonl"):
        shutil.copy(BENCH / "h2b_title" / name, task / name)
    assert 0.3 < quality(task, Tfidf("char_wb", (2, 4)), scorer(BENCH)) < 0.7
