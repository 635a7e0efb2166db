import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from jobfair.scheduling import (
    ProblemError,
    check,
    read_instance,
    read_schedule,
    solve,
    summary,
    write_schedule,
)

CONTENT: dict[str, Any] = {
    "format": "jobfair-instance/1",
    "name": "two people",
    "slots": 2,
    "slot_minutes": 20,
    "seekers": [
        {"id": 0, "avail": [0, 1], "cap": 2, "resource": 0, "rest": 0},
        {"id": 1, "avail": [1], "cap": 1, "resource": None, "rest": 1},
        {"id": 2, "avail": [], "cap": 1, "resource": None, "rest": 0},
    ],
    "employers": [
        {"id": 0, "sector": 3, "interviewers": 1, "cap": 2, "avail": [0, 1], "zone": 0},
        {"id": 1, "sector": 3, "interviewers": 1, "cap": 2, "avail": [0, 1], "zone": None},
    ],
    "far_zones": [[0, 1]],
    "resources": [{"name": "interpreter", "cap": [1, 1]}],
    "pairs": {"s": [0, 0, 1], "e": [0, 1, 0], "u": [0.5, 0.25, 1.0]},
    "forbidden": [],
    "must": [[1, 0]],
    "locked": [[0, 0, 0]],
}
BENCH = Path(__file__).parents[3] / "shared" / "bench" / "scheduling" / "instances"


def written(folder: Path, content: Any, name: str = "fair.json") -> Path:
    path = folder / name
    text = json.dumps(content).encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return path


@pytest.mark.parametrize("name", ["fair.json", "fair.json.gz"])
def test_a_file_becomes_a_problem_and_its_plan_a_file(tmp_path: Path, name: str) -> None:
    problem = read_instance(written(tmp_path, CONTENT, name))
    plan = solve(problem)
    write_schedule(tmp_path / "plan.json", plan)
    interviews = read_schedule(tmp_path / "plan.json")
    assert interviews == plan.interviews == ((0, 0, 0), (0, 1, 1), (1, 0, 1))
    assert check(problem, interviews) == ()


def test_the_summary_is_ready_for_json(tmp_path: Path) -> None:
    told = summary(solve(read_instance(written(tmp_path, CONTENT))))
    assert json.loads(json.dumps(told)) == told
    assert (told["status"], told["counts"], told["fit"], told["gap"]) == ("optimal", [2, 1], 1.75, 0.0)
    assert told["bound"]["counts"] == [2, 1]
    assert told["bound"]["message"] == "counts_proven_fit_proven"
    assert [one["reason"] for one in told["unplaced"]] == ["never_free"]


@pytest.mark.parametrize(
    "content",
    [
        {**CONTENT, "format": "something else"},
        [],
        {key: value for key, value in CONTENT.items() if key != "pairs"},
        {**CONTENT, "seekers": [{"id": 0}]},
        {**CONTENT, "locked": [[0, 0]]},
        {**CONTENT, "must": [[0, 0], [1, 0]], "forbidden": [[1, 0]]},
    ],
)
def test_a_broken_instance_is_refused_by_name(tmp_path: Path, content: Any) -> None:
    with pytest.raises(ProblemError, match=r"fair\.json|forbidden"):
        read_instance(written(tmp_path, content))


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"", b"{", b"\x1f\x8b broken"])
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, raw: bytes) -> None:
    for name in ("fair.json", "fair.json.gz"):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(ProblemError, match="is not JSON"):
            read_instance(tmp_path / name)


@pytest.mark.parametrize("interviews", [[[1, 2]], [["a", 1, 2]], None])
def test_a_broken_schedule_is_refused_by_name(tmp_path: Path, interviews: Any) -> None:
    path = written(tmp_path, {"format": "jobfair-schedule/1", "interviews": interviews}, "plan.json")
    with pytest.raises(ProblemError, match=r"plan\.json"):
        read_schedule(path)


@pytest.mark.skipif(not BENCH.exists(), reason="the shared scheduling bench is not beside the repository")
def test_the_small_bench_fair_is_planned_without_a_violation() -> None:
    problem = read_instance(BENCH / "small_1.json")
    plan = solve(problem)
    assert check(problem, plan.interviews) == ()
    assert plan.counts[0] == 60
