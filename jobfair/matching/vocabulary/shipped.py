"""The vocabulary that comes with the program: one table a trade, written for this project.

`trades/*.csv` has a line a kind of work: O*NET-SOC code, its name in both languages, labels in both, and
tasks in both, parts separated by semicolons. `glossary.csv` has a line a meaning: English words, Spanish
words. Spanish labels are written in one gender; the other is formed here.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from jobfair.matching.stems import content_words, stem
from jobfair.matching.vocabulary.concepts import Concept, SkillVocabulary, VocabularyError
from jobfair.matching.vocabulary.variants import english_variants, spanish_variants
from jobfair.matching.words import folded_text

TRADE_COLUMNS = ("code", "name_en", "name_es", "labels_en", "labels_es", "tasks_en", "tasks_es")
GLOSSARY_COLUMNS = ("english", "spanish")


@cache
def shipped_vocabulary() -> SkillVocabulary:
    """Return the vocabulary shipped with the program; read once.

    Returns
    -------
    SkillVocabulary

    Raises
    ------
    VocabularyError
        If a file is broken; the message names it and the line.

    Examples
    --------
    >>> any("montacarguista" in concept.labels for concept in shipped_vocabulary().concepts)
    True
    """
    folder = resources.files("jobfair.matching.vocabulary")
    tables = sorted((folder / "trades").iterdir(), key=lambda table: table.name)
    concepts = tuple(
        _concept(row)
        for table in tables
        if table.name.endswith(".csv")
        for row in read_table(table, TRADE_COLUMNS)
    )
    groups = tuple(
        tuple(_parts(row["english"]) + _parts(row["spanish"]))
        for row in read_table(folder / "glossary.csv", GLOSSARY_COLUMNS)
    )
    return SkillVocabulary(concepts, groups)


@cache
def glossary_words() -> tuple[dict[str, str], dict[str, str]]:
    """Return two dictionaries, stems to words: into English, and into Spanish.

    From the phrases of openings, which no text is read with, and from the glossary.

    Examples
    --------
    >>> into_english, into_spanish = glossary_words()
    >>> into_spanish[stems("forklifts")], into_english[stems("montacargas")]
    ('montacargas', 'forklift')
    """
    into_english: dict[str, str] = {}
    into_spanish: dict[str, str] = {}
    for english, spanish in _same_meanings():
        for word in english:
            into_spanish.setdefault(stems(word), spanish[0])
        for word in spanish:
            into_english.setdefault(stems(word), english[0])
    return into_english, into_spanish


@cache
def glossary_forms() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of both languages, English and Spanish, folded and just as they are written.

    Examples
    --------
    >>> english, spanish = glossary_forms()
    >>> "planting" in english, "planting" in spanish, "plantar" in spanish
    (True, False, True)
    """
    both = zip(*_same_meanings(), strict=True)
    english, spanish = (frozenset(folded_text(word) for words in side for word in words) for side in both)
    return english, spanish


def _same_meanings() -> Iterator[tuple[list[str], list[str]]]:
    """Yield English and Spanish words of one meaning, phrases of openings first."""
    folder = resources.files("jobfair.matching.vocabulary")
    for name in ("phrases.csv", "glossary.csv"):
        for row in read_table(folder / name, GLOSSARY_COLUMNS):
            yield _parts(row["english"]), _parts(row["spanish"])


def stems(text: str) -> str:
    """Return the stems of a text's words that say something, by which forms of a word are found.

    Examples
    --------
    >>> stems("Mowing the lawns")
    'mowing lawn'
    """
    return " ".join(map(stem, content_words(folded_text(text))))


def read_table(table: Traversable, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a comma-separated table and refuse rows that do not have its columns.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    if not rows or tuple(rows[0]) != columns:
        raise VocabularyError(f"{table.name}, line 1: the columns must be {', '.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns) or not all(cell.strip() for cell in row):
            raise VocabularyError(f"{table.name}, line {number}: needs {len(columns)} filled cells")
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]


def _concept(row: dict[str, str]) -> Concept:
    english = [row["name_en"], *_parts(row["labels_en"])]
    spanish = [row["name_es"], *_parts(row["labels_es"])]
    labels = [variant for label in english for variant in english_variants(label)]
    labels += [variant for label in spanish for variant in spanish_variants(label)]
    return Concept(
        key=row["code"],
        name_en=row["name_en"],
        name_es=row["name_es"],
        labels=tuple(dict.fromkeys(labels)),
        tasks=(*_parts(row["tasks_en"]), *_parts(row["tasks_es"])),
        soc_code=row["code"],
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
