"""`jobfair fair import`, `undo-import`, `export` and `jobfair try`, as a person or a script runs them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from jobfair.cli import main
from jobfair.config import create_settings_file, load_settings
from jobfair.db import Database
from jobfair.seekers.models import Consent, Seeker
from jobfair.vault import Vault
from tests.factories import make_fair

SEEKERS = "Name,Work\nAna,cook\nBo,dishwasher\n,painter\n"
EMPLOYERS = "Employer,Arrives,Leaves\nOak Foods,9:00,12:00\nNo Booth Works,,\n"
OPENINGS = "Employer,Position\nOak Foods,Cook\nOak Foods,Dishwasher\n"
REAL = Path(__file__).resolve().parents[3] / "shared" / "bench" / "fair"


@pytest.fixture
def run():
    def run(*arguments, code=0, answer=None):
        result = CliRunner().invoke(main, [str(one) for one in arguments], input=answer)
        assert result.exit_code == code, result.output + result.stderr + repr(result.exception)
        return result

    return run


@pytest.fixture
def installed(tmp_path, monkeypatch, migrated_sqlite):
    """A database with an empty fair of id 1, where the command finds it."""
    monkeypatch.setenv("JOBFAIR_INSTANCE", str(tmp_path))
    create_settings_file(tmp_path)
    (tmp_path / "jobfair.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    settings = load_settings()
    database = Database(settings.database_url, Vault(settings.data_key))
    with database.write() as session:
        make_fair(session)
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    for name, text in (("s", SEEKERS), ("e", EMPLOYERS), ("o", OPENINGS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def people(database):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Seeker))


def agreed(database):
    with database.read() as session:
        return list(session.scalars(select(Consent.how)))


def test_people_of_an_import_agreed_only_where_that_is_said(run, installed, folder):
    run("fair", "import", 1, folder / "s.csv", "--yes")
    assert (people(installed), agreed(installed)) == (2, [])


def test_people_of_an_import_agreed_on_paper(run, installed, folder):
    run("fair", "import", 1, folder / "s.csv", "--yes", "--agreed-on-paper")
    assert agreed(installed) == ["paper", "paper"]


def test_import_shows_asks_imports_and_can_be_undone(run, installed, folder):
    files = sorted(folder.iterdir())
    assert "Nothing was imported." in run("fair", "import", 1, *files, answer="n\n").output
    assert people(installed) == 0
    shown = run("fair", "import", 1, *files, answer="y\nn\n").output
    assert "Did these people agree" in shown
    assert agreed(installed) == []
    assert "The name is missing." in shown
    assert "Rows read: 7 = 6 accepted + 1 rejected." in shown
    assert people(installed) == 2
    import_id = shown.split()[-1]
    again = json.loads(run("fair", "import", 1, *files, "--yes", "--json").stdout)
    assert (again["imported"], again["already_there"]) == (False, 6)
    assert "Nothing was removed." in run("fair", "undo-import", 1, import_id, answer="n\n").output
    assert "Rows removed: 6." in run("fair", "undo-import", 1, import_id, "--yes").output
    assert people(installed) == 0
    run("fair", "import", 1, *files, answer="y\ny\n")
    assert agreed(installed) == ["paper", "paper"]
    assert "never confirmed" in run("fair", "undo-import", 1, import_id, "--yes", code=1).stderr


def test_json_of_an_import_names_the_rejected_rows(run, installed, folder):
    told = json.loads(run("fair", "import", 1, folder / "s.csv", "--yes", "--json").stdout)
    assert (told["rows_read"], told["accepted"], len(told["rejected"])) == (3, 2, 1)
    assert told["rejected"][0] | {"file": "s.csv", "row": 4, "column": "Name"} == told["rejected"][0]


def test_bad_files_say_what_is_wrong_and_write_nothing(run, installed, folder):
    (folder / "bad.csv").write_bytes(b"%PDF-1.7")
    failed = run("fair", "import", 1, folder / "s.csv", folder / "bad.csv", "--yes", code=1)
    assert "is a PDF file" in failed.stderr
    assert "cannot be opened" in run("fair", "import", 1, folder / "none.csv", code=1).stderr
    assert "no such fair" in run("fair", "import", 99, folder / "s.csv", code=1).stderr
    assert people(installed) == 0


def test_export_writes_every_file(run, installed, folder, tmp_path):
    run("fair", "import", 1, *folder.iterdir(), "--yes")
    paths = json.loads(run("fair", "export", 1, "--to", tmp_path / "out", "--json").stdout)
    assert len(paths) == 8
    assert all(Path(path).stat().st_size for path in paths)
    assert "fair.xlsx" in run("fair", "export", 1, "--to", tmp_path / "out").output
    (tmp_path / "taken").write_text("a file")
    assert "cannot be written" in run("fair", "export", 1, "--to", tmp_path / "taken" / "x", code=1).stderr


def test_try_plans_a_folder_and_keeps_nothing(run, folder):
    told = json.loads(run("try", folder, "--json").stdout)
    assert (told["rows_read"], told["accepted"], len(told["rejected"])) == (7, 6, 1)
    assert (told["seekers"], told["employers"], told["openings"]) == (2, 2, 2)
    assert told["interviews"] == 2
    assert told["seekers_with_at_least"][0] == 2
    assert told["violations"] == 0
    assert told["unplaced"] == []
    assert {"reading", "importing", "matching", "planning", "checking"} <= set(told["seconds"])
    assert any("2 were made" in note for note in told["notes"])
    assert "2 interviews for 2 people" in run("try", folder).output


def test_try_reads_with_the_vocabularies_imported_here(run, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("JOBFAIR_INSTANCE", str(tmp_path))
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "onet.jsonl").write_text("no vocabulary\n")
    assert "onet.jsonl, line 1, cannot be read" in run("try", folder, "--json", code=1).stderr


@pytest.mark.parametrize(
    ("left_out", "sentence"), [("s", "No person"), ("o", "No opening"), ("soe", "There is no spreadsheet")]
)
def test_try_says_what_is_missing(run, folder, left_out, sentence):
    for name in left_out:
        (folder / f"{name}.csv").unlink()
    assert sentence in run("try", folder, "--json", code=1).stderr


def test_try_of_no_folder_and_of_impossible_hours(run, folder):
    assert "There is no folder" in run("try", folder / "none", code=1).stderr
    (folder / "e.csv").write_text("Employer,Arrives,Leaves\nOak Foods,13:00,\nElm,,12:00\n")
    assert "make no fair" in run("try", folder, code=1).stderr


@pytest.mark.skipif(not REAL.exists(), reason="the real fair's spreadsheets are not beside the repository")
def test_try_of_the_real_fair(run):
    told = json.loads(run("try", REAL, "--json").stdout)
    assert told["rows_read"] == 367 == told["accepted"] + len(told["rejected"])
    assert [one["row"] for one in told["rejected"]] == [19, 43, 79, 122]
    assert (told["seekers"], told["employers"], told["openings"]) == (232, 32, 59)
    assert told["violations"] == 0
    assert told["seekers_with_at_least"][0] + len(told["unplaced"]) == 232
