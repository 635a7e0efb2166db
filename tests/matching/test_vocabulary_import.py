"""O*NET and ESCO folders, whole and broken."""

import pytest

from jobfair.matching import VocabularyError
from jobfair.matching.vocabulary.importing import read_esco, read_onet


def write(folder, name, *lines):
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


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
