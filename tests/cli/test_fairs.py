"""Commands that create and list fairs and accounts."""

import json

import pytest

CREATE = ["fair", "create", "--name", "Westside Job Fair", "--date", "2027-06-05", "--opens", "9:00"]


@pytest.fixture
def run(run):
    """Run a command in a folder of its own that is set up."""
    run("setup")
    return run


def test_from_an_account_to_a_fair(run):
    link = run("user", "create", "dana@example.org", "--name", "Dana", "--may-create-fairs")
    assert link.startswith("http://127.0.0.1:5000/password/")
    number = run(*CREATE, "--closes", "13:00", "--organizer", "dana@example.org").strip()
    told = json.loads(run(*CREATE, "--closes", "10:00", "--slot-minutes", "15", "--json"))
    assert (told["slots"], told["name"]) == (4, "Westside Job Fair")
    listed = json.loads(run("fair", "list", "--json"))
    assert [row["id"] for row in listed] == [told["id"], int(number)]
    assert "2027-06-05  Westside Job Fair  (0 people, 0 employers)" in run("fair", "list")


def test_says_what_is_wrong(run):
    assert "No fair yet" in run("fair", "list")
    assert "same day" in run(*CREATE, "--closes", "1:00", exit_code=1)
    assert "no account for" in run(*CREATE, "--closes", "12:00", "--organizer", "x@y.org", exit_code=1)
    assert "not a time zone" in run(*CREATE, "--closes", "12:00", "--time-zone", "Here", exit_code=1)
    assert "at most 120 letters" in run(*CREATE, "--closes", "12:00", "--name", "n" * 121, exit_code=1)
    assert run("fair", "list", "--json") == "[]\n"
    run("user", "create", "dana@example.org", "--name", "Dana")
    assert "already an account" in run("user", "create", "dana@example.org", "--name", "D", exit_code=1)
    long = run("user", "create", "eli@example.org", "--name", "n" * 121, exit_code=1)
    assert "at most 120 characters" in long
