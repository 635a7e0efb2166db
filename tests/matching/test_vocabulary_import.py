"""O*NET and ESCO folders, whole and broken."""

import json

import pytest

from jobfair.matching import VocabularyError
from jobfair.matching.vocabulary.importing import read_esco, read_onet


def write(folder, name, *lines):
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_lines(folder, name, *rows):
    write(folder, name, *(json.dumps(row, ensure_ascii=False) for row in rows))


@pytest.fixture
def onet(tmp_path):
    write(
        tmp_path,
        "Occupation Data.txt",
        "O*NET-SOC Code\tTitle\tDescription",
        '1-1.00\tRoofers\tUse "hot" tar.',
    )
    return tmp_path


@pytest.fixture
def esco(tmp_path):
    head = "conceptUri,preferredLabel,altLabels,description"
    write(
        tmp_path, "occupations_en.csv", head, 'o/1,roofer,"shingler\nroof layer",Covers roofs.', "o/2,cook,,"
    )
    write(tmp_path, "occupations_es.csv", head, "o/1,techador,,Cubre techos.")
    write(tmp_path, "skills_en.csv", head, "s/1,lay shingles,,")
    write(tmp_path, "skills_es.csv", head, "s/1,poner tejas,,")
    write(
        tmp_path,
        "occupationSkillRelations_en.csv",
        "occupationUri,relationType,skillType,skillUri",
        "o/1,essential,skill,s/1",
        "o/1,essential,skill,s/unknown",
    )
    return tmp_path


def test_onet_without_its_other_tables(onet):
    (roofer,) = read_onet(onet).concepts
    assert (roofer.key, roofer.soc_code, roofer.labels) == ("1-1.00", "1-1.00", ("Roofers",))
    assert roofer.tasks == ('Use "hot" tar.',)


def test_onet_with_titles_and_tasks(onet):
    write(
        onet, "Alternate Titles.txt", "O*NET-SOC Code\tAlternate Title", "1-1.00\tShingler", "1-1.00\tRoofers"
    )
    write(onet, "Task Statements.txt", "O*NET-SOC Code\tTask ID\tTask", "1-1.00\t5\tTear off old roofs.")
    vocabulary = read_onet(onet)
    assert vocabulary.concepts[0].labels == ("Roofers", "Shingler")
    assert vocabulary.concepts[0].tasks[-1] == "Tear off old roofs."
    assert "O*NET" in vocabulary.attribution[0]
    assert vocabulary.merged([read_onet(onet)]).concepts == vocabulary.concepts


def test_esco_joins_languages_and_skills(esco):
    vocabulary = read_esco(esco)
    roofer, cook, skill = vocabulary.concepts
    assert (roofer.name_en, roofer.name_es) == ("roofer", "techador")
    assert roofer.labels == ("roofer", "shingler", "roof layer", "techador")
    assert roofer.tasks == ("Covers roofs.", "Cubre techos.", "lay shingles", "poner tejas")
    assert (cook.name_es, cook.tasks) == ("cook", ())
    assert skill.labels == ("lay shingles", "poner tejas")


def test_esco_in_one_language_without_skills(tmp_path):
    write(tmp_path, "occupations_es.csv", "conceptUri,preferredLabel", "o/1,techador")
    (roofer,) = read_esco(tmp_path).concepts
    assert roofer.name_en == roofer.name_es == "techador"


@pytest.mark.parametrize("reader", [read_onet, read_esco])
def test_an_empty_folder_is_refused_by_name(tmp_path, reader):
    with pytest.raises(VocabularyError, match=r"Occupation Data\.txt|occupations_en\.csv"):
        reader(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Code\tName\n", "line 1: no column"),
        (b"", "line 1: no column"),
        (b"O*NET-SOC Code\tTitle\n1-1.00\tCooks\n\tRoofers\n", "line 3"),
        (b"O*NET-SOC Code\tTitle\n1-1.00\n", "line 2"),
        (b"O*NET-SOC Code\tTitle\n1-1.00\tJardiner\xeda\n", "after line"),
    ],
    ids=["columns", "empty", "cell", "short row", "encoding"],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, content, said):
    (tmp_path / "Occupation Data.txt").write_bytes(content)
    with pytest.raises(VocabularyError, match=rf"Occupation Data\.txt, {said}"):
        read_onet(tmp_path)


def test_a_skill_says_where_it_is_used_and_one_nobody_needs_is_left_out(esco):
    write(
        esco,
        "skills_en.csv",
        "conceptUri,preferredLabel,altLabels,description",
        "s/1,lay shingles,,",
        "s/2,sing,,",
    )
    roofer, cook, skill = read_esco(esco).concepts
    assert (roofer.used_in, cook.used_in, skill.used_in) == ((), (), ("o/1",))


def test_onet_as_json_lines_says_the_same_as_its_tables(onet, tmp_path):
    code, kept = "O*NET-SOC Code", tmp_path / "kept"
    kept.mkdir()
    write(onet, "Alternate Titles.txt", f"{code}\tAlternate Title", "1-1.00\tShingler")
    write(onet, "Task Statements.txt", f"{code}\tTask", "1-1.00\tTear off old roofs.")
    roofers = {"id": "1-1.00", "title": "Roofers", "description": 'Use "hot" tar.', "job_zone": 2}
    write_lines(
        kept, "onet.jsonl", roofers | {"alt_titles": ["Shingler", ""], "tasks": ["Tear off old roofs."]}
    )
    assert read_onet(kept).concepts == read_onet(onet).concepts
    assert read_onet(kept).attribution == read_onet(onet).attribution


def test_esco_as_json_lines_says_the_same_as_its_tables(esco, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    roofer = {"id": "o/1", "en": ["roofer", "shingler", "roof layer"], "es": ["techador"]}
    texts = {"description_en": "Covers roofs.", "description_es": "Cubre techos."}
    uses = {"skills": ["s/1"], "skills_opt": ["s/unknown"]}
    write_lines(
        kept, "esco_occupations.jsonl", roofer | texts | uses, {"id": "o/2", "en": ["cook"], "es": []}
    )
    without_skills = read_esco(kept).concepts
    write_lines(kept, "esco_skills.jsonl", {"id": "s/1", "en": ["lay shingles"], "es": ["poner tejas"]})
    assert read_esco(kept).concepts == read_esco(esco).concepts
    assert [concept.key for concept in without_skills] == ["o/1", "o/2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "1", "title": "Cooks"}\n{"id": ', "line 2: no JSON"),
        (b"[" * 100_000, "line 1: no JSON"),
        (b'["1"]\n', "line 1: no JSON object"),
        (b'{"title": "Cooks"}\n', "line 1: id is"),
        (b'{"id": "1", "title": " "}\n', "line 1: title is"),
        (b'{"id": "1", "title": "Cooks", "tasks": "Cook."}\n', "line 1: tasks is no list"),
        (b'{"id": "1", "title": "Cooks", "tasks": [5]}\n', "line 1: tasks is no list"),
        (b'{"id": "1", "title": "Cooks"}\n' * 2, "line 2: 1 is there twice"),
        (b'{"id": "1", "title": "Jardiner\xeda"}\n', "after line 0"),
    ],
    ids=["cut off", "nested", "list", "no id", "no title", "text", "numbers", "twice", "encoding"],
)
def test_broken_json_lines_are_named(tmp_path, content, said):
    (tmp_path / "onet.jsonl").write_bytes(content)
    with pytest.raises(VocabularyError, match=rf"onet\.jsonl, {said}"):
        read_onet(tmp_path)


def test_an_occupation_without_a_name_is_left_out(tmp_path):
    unnamed, named = {"id": "o/1", "en": [], "es": [""]}, {"id": "o/2", "es": ["techador"]}
    write_lines(tmp_path, "esco_occupations.jsonl", unnamed, named)
    (roofer,) = read_esco(tmp_path).concepts
    assert roofer.name_en == roofer.name_es == "techador"


def test_what_onet_asks_to_be_said_is_said(onet):
    (said,) = read_onet(onet).attribution
    for part in ("CC BY 4.0", "O*NET® is a trademark of USDOL/ETA", "has not approved, endorsed, or tested"):
        assert part in said
