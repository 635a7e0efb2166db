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
        '47-2181.00\tRoofers\tUse "hot" tar.',
    )
    return tmp_path


@pytest.fixture
def esco(tmp_path):
    head = "conceptUri,preferredLabel,altLabels,description"
    write(
        tmp_path,
        "occupations_en.csv",
        head,
        'http://e/o1,roofer,"shingler\nroof layer",Covers roofs.',
        "http://e/o2,cook,,",
    )
    write(tmp_path, "occupations_es.csv", head, "http://e/o1,techador,,Cubre techos.")
    write(tmp_path, "skills_en.csv", head, "http://e/s1,lay shingles,,")
    write(tmp_path, "skills_es.csv", head, "http://e/s1,poner tejas,,")
    write(
        tmp_path,
        "occupationSkillRelations_en.csv",
        "occupationUri,relationType,skillType,skillUri",
        "http://e/o1,essential,skill,http://e/s1",
        "http://e/o1,essential,skill,http://e/unknown",
    )
    return tmp_path


def test_onet_without_its_other_tables(onet):
    (roofer,) = read_onet(onet).concepts
    assert (roofer.key, roofer.soc_code, roofer.labels) == ("47-2181.00", "47-2181.00", ("Roofers",))
    assert roofer.tasks == ('Use "hot" tar.',)


def test_onet_with_titles_and_tasks(onet):
    write(
        onet,
        "Alternate Titles.txt",
        "O*NET-SOC Code\tAlternate Title",
        "47-2181.00\tShingler",
        "47-2181.00\tRoofers",
    )
    write(onet, "Task Statements.txt", "O*NET-SOC Code\tTask ID\tTask", "47-2181.00\t5\tTear off old roofs.")
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
    write(tmp_path, "occupations_es.csv", "conceptUri,preferredLabel", "http://e/o1,techador")
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
        (b"O*NET-SOC Code\tTitle\n47-2181.00\tCooks\n\tRoofers\n", "line 3"),
        (b"O*NET-SOC Code\tTitle\n47-2181.00\n", "line 2"),
        (b"O*NET-SOC Code\tTitle\n47-2181.00\tCooks\tmore\n", "line 2: 3 cells under 2 headings"),
        (
            b"O*NET-SOC Code\tTitle\n47-2181\tCooks\n",
            "line 2: O\\*NET-SOC Code '47-2181' is not like 51-3011.00",
        ),
        (
            b"O*NET-SOC Code\tTitle\r\n47-2181.00\tRoofers\r\n\r\n47-2181.00\tCooks\r\n",
            "line 4: 47-2181.00 is there twice, first on line 2",
        ),
        (b"O*NET-SOC Code\tTitle\n", "holds no occupations"),
        ("O*NET-SOC Code\tTitle\n".encode("utf-16"), "line 1: not written in UTF-8"),
        (b"O*NET-SOC Code\tTitle\n47-2181.00\t" + b"x" * 1_000_001 + b"\n", "line 2: field larger than"),
        (b"O*NET-SOC Code\tTitle\n47-2181.00\tJardiner\xeda\n", "line 2: not written in UTF-8"),
    ],
    ids=[
        *("columns", "empty", "cell", "short row", "long row", "code", "twice", "headings alone"),
        *("UTF-16", "endless cell", "encoding"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, content, said):
    (tmp_path / "Occupation Data.txt").write_bytes(content)
    with pytest.raises(VocabularyError, match=rf"Occupation Data\.txt,? {said}"):
        read_onet(tmp_path)


def test_a_skill_says_where_it_is_used_and_one_nobody_needs_is_left_out(esco):
    write(
        esco,
        "skills_en.csv",
        "conceptUri,preferredLabel,altLabels,description",
        "http://e/s1,lay shingles,,",
        "http://e/s2,sing,,",
    )
    roofer, cook, skill = read_esco(esco).concepts
    assert (roofer.used_in, cook.used_in, skill.used_in) == ((), (), ("http://e/o1",))


def test_onet_as_json_lines_says_the_same_as_its_tables(onet, tmp_path):
    code, kept = "O*NET-SOC Code", tmp_path / "kept"
    kept.mkdir()
    write(onet, "Alternate Titles.txt", f"{code}\tAlternate Title", "47-2181.00\tShingler")
    write(onet, "Task Statements.txt", f"{code}\tTask", "47-2181.00\tTear off old roofs.")
    roofers = {"id": "47-2181.00", "title": "Roofers", "description": 'Use "hot" tar.', "job_zone": 2}
    write_lines(
        kept, "onet.jsonl", roofers | {"alt_titles": ["Shingler", ""], "tasks": ["Tear off old roofs."]}
    )
    assert read_onet(kept).concepts == read_onet(onet).concepts
    assert read_onet(kept).attribution == read_onet(onet).attribution


def test_esco_as_json_lines_says_the_same_as_its_tables(esco, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    roofer = {"id": "http://e/o1", "en": ["roofer", "shingler", "roof layer"], "es": ["techador"]}
    texts = {"description_en": "Covers roofs.", "description_es": "Cubre techos."}
    uses = {"skills": ["http://e/s1"], "skills_opt": ["http://e/unknown"]}
    write_lines(
        kept, "esco_occupations.jsonl", roofer | texts | uses, {"id": "http://e/o2", "en": ["cook"], "es": []}
    )
    without_skills = read_esco(kept).concepts
    write_lines(
        kept, "esco_skills.jsonl", {"id": "http://e/s1", "en": ["lay shingles"], "es": ["poner tejas"]}
    )
    assert read_esco(kept).concepts == read_esco(esco).concepts
    assert [concept.key for concept in without_skills] == ["http://e/o1", "http://e/o2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "35-2014.00", "title": "Cooks"}\n{"id": ', "line 2: no JSON"),
        (b"[" * 100_000, "line 1: no JSON"),
        (b'["1"]\n', "line 1: no JSON object"),
        (b'{"title": "Cooks"}\n', "line 1: id is"),
        (b'{"id": "35-2014.00", "title": " "}\n', "line 1: title is"),
        (b'{"id": "35-2014.00", "title": "Cooks", "tasks": "Cook."}\n', "line 1: tasks is no list"),
        (b'{"id": "35-2014.00", "title": "Cooks", "tasks": [5]}\n', "line 1: tasks is no list"),
        (
            b'{"id": "35-2014.00", "title": "Cooks"}\n' * 2,
            "line 2: 35-2014.00 is there twice, first on line 1",
        ),
        (b'{"id": "cook", "title": "Cooks"}\n', "line 1: id 'cook' is not like"),
        (b'{"id": "35-2014.00", "title": "\\ud800"}\n', "line 1: no JSON"),
        (b'{"id": "35-2014.00", "title": "Jardiner\xeda"}\n', "line 1: not written in UTF-8"),
        (b"\n\n", "holds no occupations"),
    ],
    ids=[
        "cut off",
        "nested",
        "list",
        "no id",
        "no title",
        "text",
        "numbers",
        "twice",
        "code",
        "half a sign",
        "encoding",
        "blank",
    ],
)
def test_broken_json_lines_are_named(tmp_path, content, said):
    (tmp_path / "onet.jsonl").write_bytes(content)
    with pytest.raises(VocabularyError, match=rf"onet\.jsonl,? {said}"):
        read_onet(tmp_path)


def test_an_occupation_without_a_name_is_left_out(tmp_path):
    unnamed, named = {"id": "http://e/o1", "en": [], "es": [""]}, {"id": "http://e/o2", "es": ["techador"]}
    write_lines(tmp_path, "esco_occupations.jsonl", unnamed, named)
    (roofer,) = read_esco(tmp_path).concepts
    assert roofer.name_en == roofer.name_es == "techador"


def test_what_onet_asks_to_be_said_is_said(onet):
    (said,) = read_onet(onet).attribution
    for part in ("CC BY 4.0", "O*NET® is a trademark of USDOL/ETA", "has not approved, endorsed, or tested"):
        assert part in said


ESCO_HEAD = "conceptUri,preferredLabel,altLabels,description"


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("occupations_en.csv", ["http://e/o1,,,"], "line 2: preferredLabel is no text or empty"),
        ("occupations_en.csv", [",roofer,,"], "line 2: conceptUri is no text or empty"),
        ("occupations_en.csv", ["roofer,http://e/o1,,"], "line 2: conceptUri 'roofer' is not like http"),
        ("occupations_en.csv", ["http://e/o 1,roofer,,"], "line 2: conceptUri 'http://e/o 1' is not like"),
        (
            "occupations_en.csv",
            ['http://e/o1,roofer,"shingler\nroof layer",', "", "http://e/o2,,,"],
            "line 5: preferredLabel",
        ),
        (
            "occupations_en.csv",
            ['http://e/o1,roofer,"shingler\r\nroof layer",', "http://e/o1,cook,,"],
            "line 4: http://e/o1 is there twice, first on line 2",
        ),
        ("occupations_es.csv", ['http://e/o1,techador,"tejador', "http://e/o2,cocinera,,"], "line 2: unexp"),
        ("occupations_es.csv", ['http://e/o1,techador,"tejador"s,'], "line 2: ',' expected"),
        ("skills_en.csv", ["http://e/o1,lay shingles,,"], "line 2: http://e/o1 is an occupation already"),
    ],
    ids=[
        *("no label", "no address", "columns changed places", "broken address", "after lines within a cell"),
        *("twice", "quotation mark without an end", "text after a quotation mark", "skill and occupation"),
    ],
)
def test_a_broken_row_of_esco_is_named_by_the_line_it_begins_on(esco, name, lines, said):
    write(esco, name, ESCO_HEAD, *lines)
    with pytest.raises(VocabularyError) as refused:
        read_esco(esco)
    assert str(refused.value).startswith(f"{name}, {said}")


def test_a_broken_address_in_what_joins_occupations_and_skills_is_named(esco):
    write(esco, "occupationSkillRelations_en.csv", "occupationUri,skillUri", "http://e/o1,lay shingles")
    with pytest.raises(VocabularyError, match=r"occupationSkillRelations_en\.csv, line 2: skillUri"):
        read_esco(esco)


def test_tables_are_read_whatever_the_order_of_columns_the_ends_of_lines_and_the_mark_before(esco, onet):
    plain = read_esco(esco).concepts, read_onet(onet).concepts
    (esco / "occupations_en.csv").write_bytes(
        b"\xef\xbb\xbfdescription, altLabels,conceptUri,preferredLabel\r\n"
        b'Covers roofs.,"shingler\nroof layer",http://e/o1,"roofer"\r\n\r\n'
        b",,http://e/o2,cook\r\n"
    )
    (onet / "Occupation Data.txt").write_bytes(
        b'\xef\xbb\xbfTitle\tDescription\tO*NET-SOC Code\r\nRoofers\tUse "hot" tar.\t47-2181.00'
    )
    assert (read_esco(esco).concepts, read_onet(onet).concepts) == plain


def test_titles_of_an_unknown_code_are_counted_and_named_by_line(onet):
    told = []
    head = "O*NET-SOC Code\tAlternate Title"
    rows = ["99-0000.00\tGlimmer", "47-2181.00\tShingler"]
    write(onet, "Alternate Titles.txt", head, *rows, *["99-0001.00\tFlorbler"] * 6)
    write(onet, "Task Statements.txt", "O*NET-SOC Code\tTask", "47-2181.00\tNail.", "99-0000.00\tGlim.")
    assert read_onet(onet, told.append).concepts[0].labels == ("Roofers", "Shingler")
    assert told == [
        "Alternate Titles.txt, lines 2, 4, 5, 6, 7 and 2 more left out, 99-0000.00 first: "
        "not in Occupation Data.txt",
        "Task Statements.txt, line 3 left out, 99-0000.00: not in Occupation Data.txt",
    ]
    write(onet, "Alternate Titles.txt", head, "Shingler\t47-2181.00")
    with pytest.raises(VocabularyError, match=r"Alternate Titles\.txt, line 2: O\*NET-SOC Code 'Shingler'"):
        read_onet(onet)


def test_tables_that_are_not_there_and_skills_nobody_names_are_told(onet, esco):
    told = []
    read_onet(onet, told.append)
    assert told == ["read without Alternate Titles.txt, Task Statements.txt: not there"]
    del told[:]
    read_esco(esco, told.append)
    unknown = "left out, http://e/unknown: not in the tables of occupations and skills"
    assert told == [f"occupationSkillRelations_en.csv, line 3 {unknown}"]
    del told[:]
    write(
        esco,
        "occupationSkillRelations_en.csv",
        "occupationUri,skillUri",
        "http://e/o9,http://e/s1",
        "http://e/o1,http://e/s8",
    )
    read_esco(esco, told.append)
    assert "lines 2, 3 left out, http://e/o9 first" in told[0]
    del told[:]
    for name in ("skills_en.csv", "skills_es.csv", "occupations_es.csv"):
        (esco / name).unlink()
    assert [concept.name_en for concept in read_esco(esco, told.append).concepts] == ["roofer", "cook"]
    assert told == ["read without occupations_es.csv, skills_en.csv, skills_es.csv: not there"]
