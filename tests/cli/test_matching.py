"""Commands that rank texts, explain a pair and evaluate a fair."""

import json
import re

import pytest

from jobfair.app import open_database
from jobfair.config import load_settings
from tests.factories import make_employer, make_fair, make_opening, make_seeker


@pytest.fixture
def run(run):
    """Run a command in a folder of its own that is set up."""
    run("setup")
    return run


@pytest.fixture
def ids(run):
    """A fair with two people and two openings, one of them closed."""
    database = open_database(load_settings())
    with database.write() as session:
        older, fair = make_fair(session), make_fair(session)
        employer = make_employer(session, fair)
        found = {
            "fair": fair.id,
            "older": older.id,
            "opening": make_opening(session, employer).id,
            "closed": make_opening(session, employer, is_open=False).id,
            "seeker": make_seeker(session, fair, code="K7-MAPLE").id,
            "other": make_seeker(session, fair, work=["roofer"], skills=[]).id,
        }
    database.close()
    return {name: str(value) for name, value in found.items()}


def test_lines_that_are_none_are_named(run, tmp_path):
    broken, fine = tmp_path / "broken.jsonl", tmp_path / "fine.jsonl"
    fine.write_text('\n{"id": "1", "text": "baker"}\n')
    broken.write_text('{"id": "1", "text": "baker"}\n{"id": 2, "text": "cook"}\n')
    told = run(
        *("match", "rank", "--documents", str(fine), "--queries", str(broken), "--out", "run.jsonl"),
        exit_code=1,
    )
    assert "broken.jsonl, line 2" in told


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "2", "text": "cook", "title": 5}',
        b'{"id": "2", "text": "cook", "title": null}',
        b'{"id": "2", "text": "caf\xe9"}',
        '{"id": "2", "text": "cook"}'.encode("utf-16"),
        b'{"id": "\\ud800", "text": "cook"}',
        b'["id", "text"]',
        b"[" * 100_000,
    ],
    ids=["title", "no title", "Latin-1", "UTF-16", "half a character", "list", "deep"],
)
def test_a_line_of_another_kind_is_named(run, tmp_path, line):
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b'{"id": "1", "text": "baker"}\n' + line)
    rank = ("match", "rank", "--documents", str(broken), "--queries", str(broken), "--out", "run.jsonl")
    assert "broken.jsonl, line 2" in run(*rank, exit_code=1)
    assert not (tmp_path / "run.jsonl").exists()


def test_a_folder_that_is_missing_is_named(run, tmp_path):
    (tmp_path / "rows.jsonl").touch()
    rank = ("match", "rank", "--documents", "rows.jsonl", "--queries", "rows.jsonl")
    assert "There is no folder gone." in run(*rank, "--out", "gone/run.jsonl", exit_code=1)


def test_a_line_ends_at_a_line_feed_alone(run, tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "cook\u2028\u0085here"}\r\n{"id": "2", "text": "roofer"}\n', "utf-8")
    rank = ("match", "rank", "--documents", str(rows), "--queries", str(rows), "--out", "run.jsonl")
    assert run(*rank).startswith("2 queries")


def test_words_of_ones_own_are_explained(run):
    told = run("match", "explain", "--said", "ran a forklift", "--opening", "Forklift driver")
    assert told.startswith("You said “ran a forklift”")
    told = json.loads(
        run(*("match", "explain", "--said", "cook", "--opening", "Line cook", "--duties", "grill", "--json"))
    )
    assert told["said"] == ["cook"]
    run("match", "explain", "--said", "cook", exit_code=2)
    run("match", "explain", exit_code=2)


def test_a_pair_of_a_fair_is_explained_by_code_or_id(run, ids):
    by_code = run("match", "explain", "k7 maple", ids["opening"])
    assert "and the opening says “Dishwasher”" in by_code
    assert run("match", "explain", ids["seeker"], ids["opening"], "--fair", ids["fair"]) == by_code
    assert "no person with the code" in run("match", "explain", "K7-NOBODY", ids["opening"], exit_code=1)
    assert "at no fair together" in run("match", "explain", "999", ids["opening"], exit_code=1)
    told = run("match", "explain", ids["seeker"], ids["opening"], "--fair", ids["older"], exit_code=1)
    assert "no such person" in told
    assert "no person with the code" in run("match", "explain", "9" * 5000, ids["opening"], exit_code=1)
    assert "is not in the range" in run("match", "explain", ids["seeker"], "9" * 20, exit_code=2)
    assert "or it is closed" in run("match", "explain", ids["seeker"], ids["closed"], exit_code=1)


def test_a_fair_is_evaluated_without_and_with_spreading(run, ids):
    told = run("match", "evaluate", ids["fair"])
    assert "Spread 0 %" in told
    assert "coverage     1.00" in told
    assert re.search(r"exposure     least \d\.\d, mean \d\.\d, most \d\.\d", told)
    told = json.loads(run("match", "evaluate", ids["fair"], "--spread", "80", "--json"))
    assert [one["crowding_percent"] for one in told["figures"]] == [0, 80]
    assert list(told["figures"][0]["exposure"]) == [ids["opening"]]
    assert "coverage     no opening to cover" in run("match", "evaluate", ids["older"])
    run("match", "evaluate", "999", exit_code=1)


def test_where_large_work_is_done_is_a_setting(run, tmp_path, monkeypatch):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "baker"}\n{"id": "2", "text": "roofer"}\n')
    rank = ("match", "rank", "--documents", str(rows), "--queries", str(rows), "--out", "run.jsonl")
    monkeypatch.setenv("JOBFAIR_COMPUTE", "threads")
    run(*rank)
    rankings = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text().splitlines()]
    assert [row["ranking"][0] for row in rankings] == ["1", "2"]
    monkeypatch.setenv("JOBFAIR_COMPUTE", "elsewhere")
    assert "JOBFAIR_COMPUTE must be one of" in run(*rank, exit_code=1)
