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
        {"id": 0, "avail": [0, 1], "cap": 2, "resource": 0, "rest": False},
        {"id": 1, "avail": [1], "cap": 1, "resource": None, "rest": True},
        {"id": 2, "avail": [], "cap": 1, "resource": None, "rest": False},
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
    assert [one["key"] for one in told["proof"]] == ["placed", "counts_proven", "fit_proven"]
    assert [(one["reason"], one["change"]) for one in told["unplaced"]] == [("never_free", None)]


def test_the_summary_names_the_smallest_change(tmp_path: Path) -> None:
    fair = with_pairs(s=[0, 0, 1, 2], e=[0, 1, 0, 1], u=[0.5, 0.25, 1.0, 0.5])
    (unplaced,) = summary(solve(read_instance(written(tmp_path, fair))))["unplaced"]
    steps = [{"kind": "seeker_is_free", "first_slot": 0, "last_slot": 0}]
    assert unplaced["change"] == {"employer": 1, "slot": 0, "steps": steps}


def without(field: str) -> dict[str, Any]:
    return {key: value for key, value in CONTENT.items() if key != field}


def with_seeker(**changes: Any) -> dict[str, Any]:
    return {**CONTENT, "seekers": [{**CONTENT["seekers"][0], **changes}, *CONTENT["seekers"][1:]]}


def with_pairs(**changes: Any) -> dict[str, Any]:
    return {**CONTENT, "pairs": {**CONTENT["pairs"], **changes}}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({**CONTENT, "format": "something else"}, " is not a jobfair-instance/1"),
        ([], " is not a jobfair-instance/1"),
        (without("pairs"), ": the file lacks field pairs"),
        ({**CONTENT, "colour": 1, "age": 2}, ": the file has the unknown fields colour, age"),
        ({**CONTENT, "slots": "two"}, ": slots has to be a whole number, not 'two'"),
        ({**CONTENT, "slots": True}, ": slots has to be a whole number, not True"),
        ({**CONTENT, "slots": 2**60}, ": slots has to be a whole number, not 1152921504606846976"),
        ({**CONTENT, "must": {}}, ": must has to be a list, not {}"),
        ({**CONTENT, "seekers": [{"id": 0}]}, ": seekers[0] lacks fields avail, cap, resource, rest"),
        ({**CONTENT, "seekers": [7]}, ": seekers[0] has to be an object, not 7"),
        (with_seeker(shoes=44), ": seekers[0] has the unknown field shoes"),
        (with_seeker(avail=[0, 1.5]), ": seekers[0].avail[1] has to be a whole number, not 1.5"),
        (with_seeker(rest=1), ": seekers[0].rest has to be true or false, not 1"),
        (with_seeker(resource=9), ": seeker 0 needs resource 9, which does not exist"),
        (with_pairs(s=[0, "0", 1]), ": pairs.s[1] has to be a whole number, not '0'"),
        (with_pairs(s=[0, 2**70, 1]), ": pairs.s has a number that is too large"),
        (with_pairs(u=[0.5, 10**400, 1]), ": pairs.u has a number that is too large"),
        (with_pairs(u=[0.5, None, 1]), ": pairs.u[1] has to be a number, not None"),
        (with_pairs(u=[0.5, 1]), ": the arrays of pairs have different lengths: [2, 3]"),
        ({**CONTENT, "locked": [[0, 0]]}, ": locked[0] has to be 3 whole numbers, not [0, 0]"),
        ({**CONTENT, "far_zones": [[0]]}, ": far_zones[0] has to be two zones, not 1"),
        (
            {**CONTENT, "resources": [{"name": None, "cap": [1, 1]}]},
            ": resources[0].name has to be text, not None",
        ),
        (
            {**CONTENT, "must": [[0, 0], [1, 0]], "forbidden": [[1, 0]]},
            ": must pair: seeker 1 and employer 0 are forbidden to meet",
        ),
        (with_seeker(id="x" * 60), ": seekers[0].id has to be a whole number, not '" + "x" * 39 + "…"),
    ],
)
def test_a_broken_instance_is_refused_by_name(tmp_path: Path, content: Any, what: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_instance(written(tmp_path, content))
    assert str(caught.value) == f"fair.json{what}"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe",
        b"",
        b"{",
        b"\x1f\x8b broken",
        b"[" * 100_000,
        gzip.compress(b"[NaN]", mtime=0)[:-9],
        b"[NaN]",
    ],
)
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, raw: bytes) -> None:
    for name in ("fair.json", "fair.json.gz"):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(ProblemError, match="is not JSON"):
            read_instance(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"interviews": [[1, 2]]}, "interviews[0] has to be 3 whole numbers, not [1, 2]"),
        ({"interviews": [[1, 2, 3], ["a", 1, 2]]}, "interviews[1][0] has to be a whole number, not 'a'"),
        ({"interviews": None}, "interviews has to be a list, not None"),
        ({}, "the file lacks field interviews"),
    ],
)
def test_a_broken_schedule_is_refused_by_name(tmp_path: Path, content: Any, what: str) -> None:
    path = written(tmp_path, {"format": "jobfair-schedule/1", **content}, "plan.json")
    with pytest.raises(ProblemError) as caught:
        read_schedule(path)
    assert str(caught.value) == f"plan.json: {what}"


@pytest.mark.skipif(not BENCH.exists(), reason="the shared scheduling bench is not beside the repository")
def test_the_small_bench_fair_is_planned_without_a_violation() -> None:
    problem = read_instance(BENCH / "small_1.json")
    plan = solve(problem)
    assert check(problem, plan.interviews) == ()
    assert plan.counts[0] == 60
