"""Commands that set up a folder, and how errors show."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from click.testing import CliRunner

from jobfair.app import open_database
from jobfair.cli import main
from jobfair.config import load_settings
from jobfair.errors import Invalid
from jobfair.outbox import Message
from tests.conftest import NOW
from tests.test_outbox import put


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_setup_makes_secrets_and_database_once(folder):
    first = CliRunner().invoke(main, ["setup"])
    assert first.output == "New settings and database.\n"
    made = load_settings({}, folder / "instance")
    assert (folder / "instance" / "settings.toml").stat().st_mode & 0o777 == 0o600
    assert (folder / "instance" / "jobfair.sqlite3").exists()
    second = CliRunner().invoke(main, ["setup"])
    assert second.output == "Settings kept, database up to date.\n"
    assert load_settings({}, folder / "instance") == made


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_setup_closes_folder_and_database_to_everybody_else(folder):
    (folder / "instance").mkdir(mode=0o755)
    CliRunner().invoke(main, ["setup"])
    assert (folder / "instance").stat().st_mode & 0o777 == 0o700
    for file in (folder / "instance").glob("jobfair.sqlite3*"):
        assert file.stat().st_mode & 0o777 == 0o600, file.name


def test_a_command_without_settings_says_what_to_do(folder):
    result = CliRunner().invoke(main, ["outbox"])
    assert result.exit_code == 1
    assert "run `jobfair setup` once" in result.output
    with pytest.raises(Invalid):
        load_settings({}, folder / "instance")


def test_an_empty_outbox(folder):
    CliRunner().invoke(main, ["setup"])
    assert CliRunner().invoke(main, ["outbox"]).output == "0 waiting.\n"


def test_the_outbox_of_a_fair_and_once_more(folder):
    CliRunner().invoke(main, ["setup"])
    settings = load_settings()
    database = open_database(settings)
    with database.write() as session:
        for number in range(3):
            put(session, address=f"{number}@example.org", now=NOW + timedelta(days=3650)).state = "failed"
        session.get_one(Message, 2).due_at = NOW
    database.close()
    shown = CliRunner().invoke(main, ["outbox"]).output
    assert "perhaps not sent" in shown
    assert shown.endswith("0 waiting, 3 failed.\n")
    assert CliRunner().invoke(main, ["outbox", "--fair", "1"]).output == "0 waiting.\n"
    assert CliRunner().invoke(main, ["outbox", "--again"]).output.endswith("2 waiting, 1 failed.\n")


def test_the_audit_log_is_checked(folder):
    CliRunner().invoke(main, ["setup"])
    assert CliRunner().invoke(main, ["audit"]).output == "Whole, and empty.\n"
    for name in ("dana", "eli"):
        CliRunner().invoke(main, ["user", "create", f"{name}@example.org", "--name", name])
    whole = CliRunner().invoke(main, ["audit"])
    assert (whole.exit_code, whole.output.split()[:3]) == (0, ["Whole.", "Newest:", "2"])
    with closing(sqlite3.connect(folder / "instance" / "jobfair.sqlite3")) as database, database:
        database.execute("UPDATE audit_entry SET action = 'other' WHERE id = 1")
    broken = CliRunner().invoke(main, ["audit"])
    assert (broken.exit_code, broken.output.split(":")[0]) == (1, "Broken at entry 1")


def test_setup_uses_the_folder_that_is_set(folder, monkeypatch):
    monkeypatch.setenv("JOBFAIR_INSTANCE", str(folder / "elsewhere"))
    assert CliRunner().invoke(main, ["setup"]).output == "New settings and database.\n"
    assert (folder / "elsewhere" / "settings.toml").exists()
    assert not (folder / "instance").exists()
