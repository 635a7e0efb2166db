"""`jobfair fair plan`, `fair publish`, `schedule …` and `match …`, run as a person would."""

import json
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from jobfair import migrate
from jobfair.app import open_database
from jobfair.cli import main
from jobfair.config import create_settings_file, load_settings
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance
from tests.factories import make_employer
from tests.interviews.planning import make_small_fair

CHECKER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "scheduling" / "check.py"
INSTANCE = {
    "format": "jobfair-instance/1",
    "name": "two",
    "seed": 0,
    "slots": 2,
    "slot_minutes": 20,
    "seekers": [
        {"id": number, "avail": [0, 1], "cap": 2, "resource": None, "rest": False} for number in range(2)
    ],
    "employers": [
        {"id": number, "sector": "food", "interviewers": 1, "cap": 2, "avail": [0, 1], "zone": "A"}
        for number in range(2)
    ],
    "far_zones": [],
    "resources": [],
    "pairs": {"s": [0, 0, 1, 1], "e": [0, 1, 0, 1], "u": [0.9, 0.2, 0.3, 0.8]},
    "forbidden": [],
    "must": [],
    "locked": [],
}


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A folder with settings and an empty database; gives the open database."""
    monkeypatch.setenv("JOBFAIR_INSTANCE", str(tmp_path))
    create_settings_file(tmp_path)
    database = open_database(load_settings())
    migrate.upgrade(database.engine)
    yield database
    database.close()


def run(*arguments, code=0):
    """Run a command; fail on any other exit code."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == code, result.output
    return result


def test_plan_and_publish_a_fair(installation):
    fair = make_small_fair(installation)
    shown = run("fair", "plan", fair.id).output
    assert "Version 1 (draft): 10 interviews." in shown
    assert "5 of 5 people have at least 2." in shown
    assert "Rules broken: 0." in shown
    report = json.loads(run("fair", "plan", fair.id, "--json", "--seed", 4, "--time-limit", 5).stdout)
    assert (report["version"], report["interviews"], report["seed"]) == (2, 10, 4)
    assert "Version 2 is published: 5 people get interviews" in run("fair", "publish", fair.id).output
    assert "0 lose theirs" in run("fair", "publish", fair.id, "--version", 1).output
    assert "There is no draft." in run("fair", "publish", fair.id, code=1).output


def test_planning_again_keeps_what_was_published_unless_asked_otherwise(installation):
    fair = make_small_fair(installation)
    run("fair", "plan", fair.id)
    run("fair", "publish", fair.id)
    shown = run("fair", "plan", fair.id, "--seed", 9).output
    assert "10 published interviews kept; 0 cannot take place." in shown
    assert "0 get other times" in run("fair", "publish", fair.id).output
    assert "kept" not in run("fair", "plan", fair.id, "--anew").output


def test_one_person_is_not_people(installation):
    fair = make_small_fair(installation, seekers=1)
    shown = run("fair", "plan", fair.id).output
    assert "1 of 1 person has at least 1." in shown
    said = run("fair", "publish", fair.id).output
    assert "1 person gets interviews, 0 get one more or several, 0 get other times, 0 lose theirs." in said


def test_employers_without_a_booth_are_given_a_free_one(installation):
    fair = make_small_fair(installation)
    with installation.write() as session:
        for row in session.scalars(select(EmployerAttendance)):
            row.booth_id = None
    assert "No employer has a booth yet" in run("fair", "plan", fair.id, "--keep-booths", code=1).output
    with installation.write() as session:
        for index in range(4):
            make_employer(session, session.get_one(Fair, fair.id), name=f"Late {index}")
    shown = run("fair", "plan", fair.id)
    assert "Booths given to employers without one: " in shown.stderr
    assert "gets no booth: " in shown.stderr
    assert "Version 1 (draft): 10 interviews." in shown.stdout


def test_nothing_could_be_planned(installation):
    fair = make_small_fair(installation, seekers=22)
    with installation.write() as session:
        for row in session.scalars(select(SeekerAttendance)):
            row.arrives = time(12, 59)
    shown = run("fair", "plan", fair.id, code=1).output
    assert "Without an interview: 22" in shown
    assert "and 2 more" in shown
    assert "The least that would help: " in shown
    assert "There is no such fair." in run("fair", "plan", 99, code=1).output
    run("fair", "plan", "soon", code=2)


def test_solve_and_check_files(tmp_path):
    instance, schedule = tmp_path / "instance.json", tmp_path / "schedule.json"
    instance.write_text(json.dumps(INSTANCE))
    assert "4 interviews" in run("schedule", "solve", instance, "--out", schedule).output
    found = json.loads(run("schedule", "solve", instance, "--out", schedule, "--json").output)
    assert (found["status"], found["counts"]) == ("optimal", [2, 2])
    assert "0 rules broken." in run("schedule", "check", instance, schedule).output
    broken = {"format": "jobfair-schedule/1", "interviews": [[0, 0, 0], [1, 0, 0]]}
    schedule.write_text(json.dumps(broken))
    assert "booth_over_interviewers" in run("schedule", "check", instance, schedule, code=1).output
    listed = json.loads(run("schedule", "check", instance, schedule, "--json", code=1).output)
    assert [one["rule"] for one in listed["violations"]] == ["booth_over_interviewers"]
    schedule.write_text("{}")
    run("schedule", "check", instance, schedule, code=1)
    run("schedule", "solve", schedule, "--out", tmp_path / "x.json", code=1)


def test_pairs_that_must_meet_and_cannot_end_with_1(tmp_path):
    instance = tmp_path / "instance.json"
    crowd = INSTANCE["seekers"] + [{"id": 2, "avail": [0, 1], "cap": 2, "resource": None, "rest": False}]
    pairs = {"s": [0, 1, 2], "e": [0, 0, 0], "u": [0.5, 0.5, 0.5]}
    must = [[0, 0], [1, 0], [2, 0]]
    employers = [row | {"cap": 3} for row in INSTANCE["employers"]]
    content = INSTANCE | {"seekers": crowd, "employers": employers, "pairs": pairs, "must": must}
    instance.write_text(json.dumps(content))
    run("schedule", "solve", instance, "--out", tmp_path / "out.json", code=1)


@pytest.mark.skipif(not CHECKER.exists(), reason="the bench with its independent checker is not here")
def test_the_independent_checker_agrees(tmp_path):
    instance, schedule = CHECKER.parent / "instances" / "small_1.json", tmp_path / "schedule.json"
    run("schedule", "solve", instance, "--out", schedule)
    checked = subprocess.run(
        [sys.executable, str(CHECKER), str(instance), str(schedule)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_rank_and_explain(tmp_path):
    documents, queries, out = (tmp_path / name for name in ("docs.jsonl", "q.jsonl", "run.jsonl"))
    work = [{"id": "a", "title": "Baker", "text": "bakes bread"}, {"id": "b", "text": "roofer on roofs"}]
    documents.write_text("\n".join(json.dumps(row) for row in work) + "\n\n", encoding="utf-8")
    queries.write_text(json.dumps({"id": "q", "text": "bread baker"}), encoding="utf-8")
    run("match", "rank", "--documents", documents, "--queries", queries, "--out", out, "--top", 1)
    assert json.loads(out.read_text(encoding="utf-8")) == {"id": "q", "ranking": ["a"]}
    queries.write_text('{"id": "q"}', encoding="utf-8")
    shown = run("match", "rank", "--documents", documents, "--queries", queries, "--out", out, code=1).output
    assert "q.jsonl, line 1" in shown
    assert "You said" in run("match", "explain", "--said", "bread baker", "--opening", "Baker").output
    found = json.loads(
        run("match", "explain", "--said", "baker", "--opening", "Baker", "--duties", "bake", "--json").output
    )
    assert found["reason"]["key"].startswith("matching.fits_same")
