"""Commands that import, list and remove vocabularies, and what the site says of them."""

import json
import shutil
import zipfile

import pytest

from jobfair.app import create_app
from jobfair.config import load_settings
from jobfair.matching.vocabulary.importing import read_esco
from jobfair.suggestions import word_index as words
from jobfair.suggestions.vocabularies import FOLDER, stored_vocabulary

OCCUPATIONS = (
    "O*NET-SOC Code\tTitle\tDescription\n51-3011.00\tBakers\tMix and bake.\n99-0000.00\tGlimmers\tGlim.\n"
)
TITLES = "O*NET-SOC Code\tAlternate Title\n99-0000.00\tFlorbler\n"
ESCO = "conceptUri,preferredLabel,altLabels,description\nhttp://e/1,{name},{other},Text.\n"


@pytest.fixture
def onet(tmp_path):
    """The folder of a small O*NET database, as its publisher names it."""
    folder = tmp_path / "db_27_0_text"
    folder.mkdir()
    (folder / "Occupation Data.txt").write_text(OCCUPATIONS)
    (folder / "Alternate Titles.txt").write_text(TITLES)
    (folder / "Skills.txt").write_text("not read")
    return folder


@pytest.fixture
def esco(tmp_path):
    """The folder of a small ESCO classification."""
    folder = tmp_path / "esco"
    folder.mkdir()
    for language, name, other in (("en", "baker", "bread baker"), ("es", "panadera", "panadero")):
        (folder / f"occupations_{language}.csv").write_text(ESCO.format(name=name, other=other))
    return folder


def test_the_same_files_change_nothing_and_other_files_take_their_place(run, onet, tmp_path):
    assert run("vocabulary", "list") == "Nothing is imported; the shipped words are used.\n"
    first = run("vocabulary", "import", "onet", str(onet))
    assert first.startswith("Imported: onet 27.0, ")
    assert first.splitlines()[0].endswith("2 concepts, 3 labels")
    assert first.splitlines()[1:] == ["Note: read without Task Statements.txt: not there"]
    stored = tmp_path / "instance" / FOLDER / "onet.jsonl"
    before = stored.read_bytes()
    assert run("vocabulary", "import", "onet", str(onet)).startswith("Nothing changed: onet 27.0")
    assert stored.read_bytes() == before
    shutil.move(onet, tmp_path / "newer")
    (tmp_path / "newer" / "Alternate Titles.txt").unlink()
    (tmp_path / "newer" / "Read Me.txt").write_text("O*NET 28.1 Database")
    assert "Imported: onet 28.1" in run("vocabulary", "import", "onet", str(tmp_path / "newer"))
    told = json.loads(run("vocabulary", "list", "--json"))
    assert [(one["name"], one["version"], one["labels"]) for one in told] == [("onet", "28.1", 2)]


def test_what_is_stored_is_what_was_read(run, esco, tmp_path):
    (esco / "skills_en.csv").write_text(
        ESCO.format(name="knead dough", other="kneading").replace("e/1", "s/1")
    )
    (esco / "occupationSkillRelations_en.csv").write_text("occupationUri,skillUri\nhttp://e/1,http://s/1\n")
    run("vocabulary", "import", "esco", str(esco))
    stored, read = stored_vocabulary(tmp_path / "instance", "esco"), read_esco(esco)
    assert stored.concepts == read.concepts
    assert stored.attribution == read.attribution


def test_json_lines_are_imported_from_a_folder(run, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "onet.jsonl").write_text(
        '{"id": "99-0000.00", "title": "Glimmers", "alt_titles": ["Florbler"]}\n'
    )
    (folder / "esco_occupations.jsonl").write_text(
        '{"id": "http://e/1", "en": ["baker"], "es": ["panadera"]}\n'
    )
    assert "1 concepts, 2 labels" in run("vocabulary", "import", "onet", str(folder))
    assert "1 concepts, 2 labels" in run("vocabulary", "import", "esco", str(folder))
    (folder / "onet.jsonl").write_text("{}\n")
    told = run("vocabulary", "import", "onet", str(folder), exit_code=1)
    assert "onet.jsonl, line 1: id is no text or empty. Nothing was imported." in told


def test_zip_files_are_read_as_they_come_and_several_together(run, esco, tmp_path):
    for language in ("en", "es"):
        name = f"occupations_{language}.csv"
        with zipfile.ZipFile(tmp_path / f"ESCO dataset - v1.1.1 - {language}.zip", "w") as archive:
            archive.mkdir("inside")
            archive.write(esco / name, f"inside/{name}")
    zips = [str(path) for path in sorted(tmp_path.glob("*.zip"))]
    assert "esco 1.1.1" in run("vocabulary", "import", "esco", *zips)
    (tmp_path / "none.zip").write_text("no archive")
    told = run("vocabulary", "import", "esco", str(tmp_path / "none.zip"), exit_code=1)
    assert "neither a folder nor a ZIP file" in told
    whole = (tmp_path / zips[0]).read_bytes()
    for cut in (whole[:-30], whole.replace(b"bread", b"bweed"), whole[:40]):
        (tmp_path / "none.zip").write_bytes(cut)
        told = run("vocabulary", "import", "esco", str(tmp_path / "none.zip"), exit_code=1)
        assert "none.zip is cut off or damaged. Download it again." in told
    told = run("vocabulary", "import", "esco", str(esco), zips[0], exit_code=1)
    assert "two files occupations_en.csv" in told
    run("vocabulary", "remove", "esco")
    assert "is not imported" in run("vocabulary", "remove", "esco", exit_code=1)
    assert "Imported: esco " in run("vocabulary", "import", "esco", str(esco)), "no version: a checksum"


def test_a_broken_file_is_named_and_leaves_everything_as_it_was(run, onet, tmp_path):
    run("vocabulary", "import", "onet", str(onet))
    before = run("vocabulary", "list")
    (onet / "Alternate Titles.txt").write_text(TITLES + "99-0000.00\t\n")
    told = run("vocabulary", "import", "onet", str(onet), exit_code=1)
    assert "Alternate Titles.txt, line 3" in told
    assert "Nothing was imported." in told
    assert run("vocabulary", "list") == before
    assert not [path for path in (tmp_path / "instance" / FOLDER).iterdir() if path.name.startswith(".")]
    run("vocabulary", "import", "onet", str(tmp_path / "nowhere"), exit_code=2)
    (tmp_path / "empty").mkdir()
    assert "Occupation Data.txt is missing" in run(
        "vocabulary", "import", "onet", str(tmp_path / "empty"), exit_code=1
    )


@pytest.mark.parametrize(("line", "text"), [(1, "{}"), (1, '{"schema": "of tomorrow"}'), (2, "[]")])
def test_a_stored_file_that_is_none_of_ours_is_named(run, onet, tmp_path, monkeypatch, line, text):
    run("vocabulary", "import", "onet", str(onet))
    stored = tmp_path / "instance" / FOLDER / "onet.jsonl"
    lines = stored.read_text().splitlines()
    lines[line - 1] = text
    stored.write_text("\n".join(lines))
    for path in stored.parent.glob("index-*"):
        path.unlink()
    monkeypatch.setattr(words, "_kept_index", words._index)
    documents = tmp_path / "d.jsonl"
    documents.write_text('{"id": "1", "text": "baker"}\n')
    told = run(
        *("match", "rank", "--documents", str(documents), "--queries", str(documents), "--out", "run.jsonl"),
        exit_code=1,
    )
    assert f"onet.jsonl, line {line}, cannot be read" in told


def test_ranking_reads_with_the_words_that_are_chosen(run, onet, esco, tmp_path):
    documents, queries = tmp_path / "d.jsonl", tmp_path / "q.jsonl"
    documents.write_text('{"id": "b", "text": "baker"}\n{"id": "g", "text": "glimmer"}\n')
    queries.write_text('{"id": "q", "text": "florbler"}\n')
    rank = ("match", "rank", "--documents", str(documents), "--queries", str(queries), "--out", "run.jsonl")
    assert "1 queries ranked; vocabulary: all." in run(*rank)
    shipped = (tmp_path / "run.jsonl").read_text()
    assert "The vocabulary onet is not imported." in run(*rank, "--vocabulary", "onet", exit_code=1)
    run("vocabulary", "import", "onet", str(onet))
    run(*rank)
    assert json.loads((tmp_path / "run.jsonl").read_text())["ranking"][0] == "g"
    run(*rank, "--vocabulary", "shipped")
    assert (tmp_path / "run.jsonl").read_text() == shipped
    run("vocabulary", "import", "esco", str(esco))
    run(*rank, "--vocabulary", "onet")
    assert json.loads((tmp_path / "run.jsonl").read_text())["ranking"][0] == "g"


def test_an_index_is_worked_out_once_and_old_ones_go(run, onet, tmp_path, monkeypatch):
    instance = tmp_path / "instance"
    run("vocabulary", "import", "onet", str(onet))
    kept = list((instance / FOLDER).glob("index-*"))
    assert len(kept) == 1
    with monkeypatch.context() as only_here:
        only_here.setattr(words, "_kept_index", words._index)
        only_here.setattr(words, "LabelIndex", None)
        index = words.word_index(instance)
    assert "99-0000.00" in {concept.key for concept in index.vocabulary.concepts}
    for number in range(words.KEPT_ON_DISK + 1):
        (onet / "Alternate Titles.txt").write_text(TITLES + f"99-0000.00\tGlim {number}\n")
        run("vocabulary", "import", "onet", str(onet))
    assert len(list((instance / FOLDER).glob("index-*"))) == words.KEPT_ON_DISK


def test_everyone_may_read_whose_words_are_used(run, onet, esco):
    run("setup")
    run("vocabulary", "import", "onet", str(onet))
    run("vocabulary", "import", "esco", str(esco))
    client = create_app(load_settings()).test_client()
    assert 'href="/about"' in client.get("/").text
    page = client.get("/about").text
    for sentence in ("version 27.0", "O*NET Database by the U.S. Department of Labor", "ESCO classification"):
        assert sentence in page
    run("vocabulary", "remove", "onet")
    page = client.get("/about").text
    assert "Department of Labor" not in page
    assert "written for jobfair" in page
