"""`jobfair schedule …` in words, and stopped by Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import click
import pytest

from jobfair.cli import scheduling
from jobfair.scheduling import read_instance, solve
from tests.cli.test_plans import INSTANCE, run

SHUT = INSTANCE["employers"][0] | {"avail": [0]}
LATE = {"id": 2, "avail": [1], "cap": 1, "resource": None, "rest": False}


@pytest.fixture
def fair(tmp_path):
    """Write an instance with changes; gives the files of the instance and the schedule to be."""

    def write(**changes):
        instance = tmp_path / "instance.json"
        instance.write_text(json.dumps(INSTANCE | changes))
        return instance, tmp_path / "schedule.json"

    return write


def with_latecomers(number):
    late = [LATE | {"id": 2 + place} for place in range(number)]
    pairs = {"s": [0, *(one["id"] for one in late)], "e": [0] * (number + 1), "u": [0.5] * (number + 1)}
    return {"seekers": [*INSTANCE["seekers"], *late], "employers": [SHUT], "pairs": pairs}


def test_the_proof_and_the_smallest_change_are_said(fair):
    instance, schedule = fair(**with_latecomers(1))
    said = run("schedule", "solve", instance, "--out", schedule).output
    assert "people with at least 1, 2, …: 1; at most 1" in said
    assert "1 of 3 people have an interview. No other plan gives more people" in said
    assert "seeker 1: No employer at a booth has an opening that fits." in said
    assert "The least that would help: employer 0 at slot 1, if the booth is open then." in said


def test_a_long_list_of_people_is_cut_off(fair):
    instance, schedule = fair(**with_latecomers(30))
    said = run("schedule", "solve", instance, "--out", schedule).output
    assert "… and 11 more; --json lists all." in said
    told = json.loads(run("schedule", "solve", instance, "--out", schedule, "--json").output)
    assert len(told["unplaced"]) == 31
    assert told["seconds"] >= 0


def test_an_empty_fair_is_planned(fair):
    instance, schedule = fair(seekers=[], employers=[], pairs={"s": [], "e": [], "u": []})
    assert (
        "at least 1, 2, …: nobody; at most nobody"
        in run("schedule", "solve", instance, "--out", schedule).output
    )
    assert json.loads(schedule.read_text())["interviews"] == []


def test_must_pairs_that_do_not_meet_are_named(fair):
    pairs = {"s": [0, 1], "e": [0, 0], "u": [0.5, 0.5]}
    instance, schedule = fair(employers=[SHUT], pairs=pairs, must=[[0, 0], [1, 0]])
    said = run("schedule", "solve", instance, "--out", schedule, code=1).output
    assert "have to meet and do not" in said
    said = run("schedule", "check", instance, schedule, code=1).output
    assert "must_missing: seeker" in said


def test_files_that_cannot_be_read_or_written_are_named(fair, tmp_path):
    instance, schedule = fair(colour="red")
    said = run("schedule", "solve", instance, "--out", schedule, code=1).output
    assert "instance.json: the file has the unknown field colour" in said
    instance, _ = fair()
    said = run("schedule", "solve", instance, "--out", tmp_path / "no" / "x.json", code=1).output
    assert "There is no folder" in said


def test_a_plan_that_breaks_a_rule_is_refused(fair):
    problem = read_instance(fair()[0])
    plan = replace(solve(problem), interviews=((0, 0, 0), (1, 0, 0)))
    with pytest.raises(
        click.ClickException, match="employer 0 has 2 interviews in slot 0 and 1 interviewers"
    ):
        scheduling._refuse_broken(problem, plan)


def test_ctrl_c_writes_the_best_schedule_so_far(fair, monkeypatch):
    employers = [row | {"zone": zone} for row, zone in zip(INSTANCE["employers"], "AB", strict=True)]
    instance, schedule = fair(employers=employers, far_zones=[["A", "B"]])
    real, before = scheduling.solve, signal.getsignal(signal.SIGINT)

    def interrupted(problem, **options):
        pressed = threading.Event()
        os.kill(os.getpid(), signal.SIGINT)
        pressed.wait(0.01)
        return real(problem, **options)

    monkeypatch.setattr(scheduling, "solve", interrupted)
    said = run("schedule", "solve", instance, "--out", schedule, code=130).output
    assert "The plan was stopped early" in said
    assert signal.getsignal(signal.SIGINT) is before
    run("schedule", "check", instance, schedule)


def test_planning_a_file_does_not_load_the_application(fair):
    instance, schedule = fair()
    program = (
        "import sys; from jobfair.cli import main; "
        f"main(['schedule', 'solve', {str(instance)!r}, '--out', {str(schedule)!r}], standalone_mode=False); "
        "sys.exit('jobfair.app' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_planning_a_file_loads_neither_the_database_nor_the_matching():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, jobfair.cli.base as b; b._define(b.ALONE['schedule']); print(*sys.modules)",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "jobfair.scheduling" in told.stdout.split()
    assert not {"sqlalchemy", "sklearn", "flask"} & set(told.stdout.split())
