"""The peers of the scheduling benchmark, on plain fairs: their plans hold, the one model knows the best."""

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks import one_model, scheduling
from benchmarks.scheduling_peers import PEERS
from benchmarks.scheduling_run import OURS, run
from jobfair.scheduling import Employer, Problem, Seeker, check, solve
from tests.scheduling.random_problems import problems

STEADY = settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
FAIR = {
    "format": "jobfair-instance/1",
    "slots": 2,
    "slot_minutes": 20,
    "seekers": [
        {"id": number, "avail": [0, 1], "cap": 2, "resource": None, "rest": False} for number in range(3)
    ],
    "employers": [
        {"id": number, "sector": None, "interviewers": 1, "cap": 2, "avail": [0, 1], "zone": None}
        for number in range(2)
    ],
    "far_zones": [],
    "resources": [],
    "pairs": {"s": [0, 0, 1, 1, 2], "e": [0, 1, 0, 1, 0], "u": [0.9, 0.2, 0.8, 0.3, 0.1]},
    "forbidden": [],
    "must": [],
    "locked": [],
}


def a_fair_with_one_best_plan() -> Problem:
    """Person 2 fits one employer alone, so that somebody else has to leave it its best pair."""
    return Problem.build(
        slot_count=1,
        seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0}), 1)],
        employers=[Employer(8, 1, frozenset({0}), 1), Employer(9, 1, frozenset({0}), 1)],
        pairs=[(1, 8, 0.9), (1, 9, 0.5), (2, 8, 0.4)],
    )


@pytest.mark.parametrize("method", sorted(PEERS))
@STEADY
@given(problem=problems(plain=True))
def test_the_plan_of_a_simple_peer_keeps_every_rule_but_must_pairs(problem, method):
    kinds = {one.kind for one in check(problem, PEERS[method](problem))}
    assert kinds <= {"must_missing"}


def test_simple_peers_plan_as_their_names_say():
    problem = a_fair_with_one_best_plan()
    assert PEERS["by score"](problem) == ((1, 8, 0),)
    assert sorted(PEERS["greedy rounds"](problem)) == [(1, 9, 0), (2, 8, 0)]
    assert PEERS["deferred acceptance"](problem) == ((1, 8, 0),)


def test_the_one_model_finds_the_one_best_plan():
    assert sorted(one_model.by_highs(a_fair_with_one_best_plan(), 10.0)) == [(1, 9, 0), (2, 8, 0)]


@STEADY
@given(problem=problems(plain=True))
def test_the_one_model_and_the_solver_agree(problem):
    ours, theirs = solve(problem), one_model.by_highs(problem, 10.0)
    assert (theirs is None) == bool(ours.missed_musts)
    if theirs is None:
        return
    assert check(problem, theirs) == ()
    each = Counter(seeker for seeker, _, _ in theirs)
    assert tuple(sum(n >= k for n in each.values()) for k in range(1, len(ours.counts) + 1)) == ours.counts
    fits = {(pair.seeker, pair.employer): pair.fit for pair in problem.pairs()}
    assert sum(fits[one[:2]] for one in theirs) == pytest.approx(ours.fit, abs=1e-6)


def test_the_one_model_of_too_large_a_fair_is_not_written(monkeypatch):
    monkeypatch.setattr(one_model, "MOST_SEATS", 1)
    with pytest.raises(one_model.TooLarge, match="3 seats"):
        run(a_fair_with_one_best_plan(), "one model (HiGHS)", 10.0)


def test_cp_sat_finds_the_one_best_plan_where_it_is_installed():
    pytest.importorskip("ortools", reason="OR-Tools is an optional peer")
    assert sorted(one_model.by_cp_sat(a_fair_with_one_best_plan(), 10.0)) == [(1, 9, 0), (2, 8, 0)]


def test_the_table_sets_every_method_beside_ours(tmp_path, capsys):
    (tmp_path / "three.json").write_text(json.dumps(FAIR))
    told = tmp_path / "told.json"
    scheduling.main([str(tmp_path), "--fairs", "th*", "--methods", f"{OURS},by score", "--json", str(told)])
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[1] for row in rows[1:]] == [OURS, "bound", "by"]
    ours, simple = json.loads(told.read_text())["results"]
    assert (ours["counts"], ours["gap"], ours["times"], ours["violations"]) == ([3, 1], 0.0, 1.0, [])
    assert simple["counts"] == [2, 2]
    assert simple["gap"] is None
    assert ours["megabytes"] > 0


def test_a_run_that_fails_is_a_row(tmp_path):
    (tmp_path / "broken.json").write_text("{")
    found = scheduling.measure(tmp_path / "broken.json", "by score", 1.0)
    assert "broken.json is not JSON" in scheduling.row_of(found)


def test_fairs_and_methods_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(SystemExit):
        scheduling.main([str(tmp_path), "--fairs", "x"])
    with pytest.raises(SystemExit):
        scheduling.main([str(tmp_path), "--methods", "x"])


def test_the_pictures_are_drawn(tmp_path):
    pictures = pytest.importorskip("benchmarks.scheduling_pictures", reason="matplotlib is not installed")
    ours = run(a_fair_with_one_best_plan(), OURS, 1.0) | {"fair": "two", "limit": 1.0}
    simple = run(a_fair_with_one_best_plan(), "by score", 1.0) | {"fair": "two"}
    nothing = {"fair": "two", "method": "one model (HiGHS)", "counts": None, "size": 3, "seconds": 60.0}
    pictures.draw_gaps({"two": [ours]}, [ours, simple, nothing], tmp_path / "gap.svg")
    pictures.draw_times([ours, simple, nothing], tmp_path / "time.svg")
    assert all((tmp_path / name).read_text().startswith("<?xml") for name in ("gap.svg", "time.svg"))
