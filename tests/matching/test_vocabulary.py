"""The shipped vocabulary: its form, its size, and its manners."""

import csv
import re
import unicodedata
from collections import Counter
from importlib import resources

import pytest

from jobfair.matching import Concept, SkillVocabulary, VocabularyError, shipped_vocabulary
from jobfair.matching.vocabulary.shipped import GLOSSARY_COLUMNS, TRADE_COLUMNS, read_table
from jobfair.matching.vocabulary.variants import english_variants, spanish_variants
from jobfair.matching.words import phrases

FOLDER = resources.files("jobfair.matching.vocabulary")
TRADES = sorted(table.name for table in (FOLDER / "trades").iterdir() if table.name.endswith(".csv"))

#: Words that name a person by their record, or look down on anyone.
DEMEANING = re.compile(
    r"\b(inmate|convict|ex-?con|felon|offender|criminal|illegal|addict|junkie|retarded|crippled|girl|boy|"
    r"presidiario|reo|delincuente|criado|sirvienta|inv[aá]lido|preso|recluso|(ex)?convicto|drogadicto|"
    r"borracho|vagabundo|minusv[aá]lido|retrasado|muchacha|bum|hobo|thug|crackhead|handicapped|wetback)s?\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def vocabulary():
    return shipped_vocabulary()


def cells():
    for name in TRADES:
        for row in read_table(FOLDER / "trades" / name, TRADE_COLUMNS):
            for column in TRADE_COLUMNS[1:]:
                for part in row[column].split(";"):
                    yield name, row["code"], column, part.strip()


def test_it_is_as_large_as_promised(vocabulary):
    assert len(vocabulary.concepts) >= 800
    assert vocabulary.label_count >= 25_000
    assert len(vocabulary.glossary) >= 700


def test_its_size_holds_when_every_label_is_counted_once_however_it_is_written(vocabulary):
    labels = {" ".join(phrases(label)) for concept in vocabulary.concepts for label in concept.labels}
    assert len(labels) >= 12_000
    for column in ("labels_en", "labels_es"):
        written = {part for _, _, where, part in cells() if where == column}
        assert len(written) >= 2_000, column


def test_a_label_that_many_kinds_of_work_share_tells_none_of_them(vocabulary):
    owners = Counter(label for concept in vocabulary.concepts for label in concept.labels)
    assert {label: n for label, n in owners.items() if n > 4} == {}


def test_every_kind_of_work_has_a_code_of_its_own_and_words_in_both_languages(vocabulary):
    codes = [concept.soc_code for concept in vocabulary.concepts]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"\d\d-\d{4}\.\d\d", code) for code in codes)
    majors = {code[:2] for code in codes}
    assert majors <= {f"{number}" for number in range(11, 54, 2)}, "major groups of the classification"
    assert all(len(concept.labels) >= 6 and len(concept.tasks) >= 2 for concept in vocabulary.concepts)


def test_labels_are_not_repeated_within_a_kind_of_work(vocabulary):
    for concept in vocabulary.concepts:
        assert len(concept.labels) == len(set(concept.labels)), concept.key


def test_parts_are_short_lower_case_and_composed():
    for name, code, column, part in cells():
        where = (name, code, column, part)
        assert part, where
        assert part == unicodedata.normalize("NFC", part), where
        assert part == part.lower(), where
        assert phrases(part), where
        assert len(part.split()) <= 14, where


def test_spanish_is_written_with_its_accents():
    missing = re.compile(
        r"\b(mecanico|tecnico|electrico|jardineria|albanil|camion|construccion|nino|plomeria|panaderia|almacen|"
        r"carpinteria|maquina|bano|publico|telefono|clinica|autobus|lavanderia|produccion|reparacion)s?\b"
    )
    for name, code, column, part in cells():
        if column.endswith("_es"):
            assert not missing.search(part), (name, code, part)
    for row in read_table(FOLDER / "glossary.csv", GLOSSARY_COLUMNS):
        assert not missing.search(row["spanish"]), row


def test_nobody_is_demeaned(vocabulary):
    for concept in vocabulary.concepts:
        for text in (*concept.labels, *concept.tasks):
            assert not DEMEANING.search(text), (concept.key, text)
    for group in vocabulary.glossary:
        assert not DEMEANING.search(" ".join(group)), group


@pytest.mark.parametrize(
    ("label", "both"),
    [
        ("cocinero de línea", ("cocinero de línea", "cocinera de línea")),
        ("mecánico", ("mecánico", "mecánica")),
        ("conserje", ("conserje",)),
    ],
)
def test_spanish_labels_come_in_both_genders(label, both):
    assert spanish_variants(label) == both


@pytest.mark.parametrize(("label", "n"), [("welder", 2), ("dietary aide", 2), ("fork lift", 1)])
def test_english_people_come_in_the_plural_too(label, n):
    assert len(english_variants(label)) == n


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("code\n", 1),
        (f"{','.join(TRADE_COLUMNS)}\na,b,c\n", 2),
        (f"{','.join(TRADE_COLUMNS)}\n,,,,,,\n", 2),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path, content, line):
    table = tmp_path / "broken.csv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"broken\.csv, line {line}"):
        read_table(table, TRADE_COLUMNS)


def test_tables_are_plain_csv():
    for name in TRADES:
        rows = list(csv.reader((FOLDER / "trades" / name).read_text(encoding="utf-8").splitlines()))
        assert tuple(rows[0]) == TRADE_COLUMNS
        assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:]), name


def test_concepts_must_not_share_a_key():
    twice = Concept("a", "a", "a", ("a",))
    with pytest.raises(VocabularyError, match="repeat the keys a"):
        SkillVocabulary((twice, twice))


def test_merging_joins_where_a_skill_is_used():
    ours, theirs = (SkillVocabulary((Concept("s", "s", "s", ("s",), used_in=(key, "a")),)) for key in "ab")
    assert ours.merged([theirs]).concepts[0].used_in == ("a", "b")


def test_merging_adds_words_and_keeps_names():
    ours = SkillVocabulary((Concept("1", "roofer", "techador", ("roofer",)),), (("roof", "techo"),))
    theirs = SkillVocabulary(
        (
            Concept("1", "Roofers", "Roofers", ("roofer", "shingler"), ("fix",), "1"),
            Concept("2", "x", "y", ("x",)),
        ),
        attribution=("a source",),
    )
    both = ours.merged([theirs, theirs])
    assert [concept.key for concept in both.concepts] == ["1", "2"]
    assert both.concepts[0] == Concept("1", "roofer", "techador", ("roofer", "shingler"), ("fix",), "1")
    assert both.attribution == ("a source",)
    assert both.glossary == ours.glossary
