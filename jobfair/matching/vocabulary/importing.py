"""Vocabularies as their publishers give them out: the O*NET text database and the ESCO tables."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jobfair.matching.vocabulary.concepts import Concept, SkillVocabulary, VocabularyError

ONET_ATTRIBUTION = (
    "This product includes information from the O*NET Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. It was modified."
)
ESCO_ATTRIBUTION = "This service uses the ESCO classification of the European Commission."

#: Skills of an occupation whose labels are read as its tasks; more only blur it.
MOST_SKILLS = 40

#: A table cell may hold a long description; the csv module's own limit is smaller.
LONGEST_CELL = 1_000_000


class _Tabs(csv.excel_tab):
    """Cells parted by tabs, in which a quotation mark is only that."""

    quoting = csv.QUOTE_NONE


def read_onet(folder: Path) -> SkillVocabulary:
    """Read the O*NET text database.

    Parameters
    ----------
    folder : Path
        With ``Occupation Data.txt``; ``Alternate Titles.txt`` and ``Task Statements.txt`` add to it.

    Returns
    -------
    SkillVocabulary
        Keys are O*NET-SOC codes, so that its words join those of the shipped vocabulary.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    code = "O*NET-SOC Code"
    occupations = list(_rows(folder / "Occupation Data.txt", (code, "Title"), _Tabs))
    titles: defaultdict[str, list[str]] = defaultdict(list)
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for name, column, found in (
        ("Alternate Titles.txt", "Alternate Title", titles),
        ("Task Statements.txt", "Task", tasks),
    ):
        if (folder / name).exists():
            for row in _rows(folder / name, (code, column), _Tabs):
                found[row[code]].append(row[column])
    concepts = tuple(
        Concept(
            key=row[code],
            name_en=row["Title"],
            name_es=row["Title"],
            labels=tuple(dict.fromkeys([row["Title"], *titles[row[code]]])),
            tasks=tuple(part for part in (row.get("Description", ""), *tasks[row[code]]) if part),
            soc_code=row[code],
        )
        for row in occupations
    )
    return SkillVocabulary(concepts, attribution=(ONET_ATTRIBUTION,))


def read_esco(folder: Path) -> SkillVocabulary:
    """Read the ESCO tables in English and Spanish.

    Parameters
    ----------
    folder : Path
        With ``occupations_en.csv``; ``occupations_es.csv``, ``skills_en.csv``, ``skills_es.csv`` and
        ``occupationSkillRelations_en.csv`` add to it.

    Returns
    -------
    SkillVocabulary
        Keys are ESCO addresses. Skills that no occupation needs are left out: they lead nowhere.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    occupations = _esco_concepts(folder, "occupations")
    if not occupations:
        raise VocabularyError(f"{folder.name} holds no occupations_en.csv or occupations_es.csv")
    skills = _esco_concepts(folder, "skills")
    needed: defaultdict[str, list[Concept]] = defaultdict(list)
    used: defaultdict[str, list[str]] = defaultdict(list)
    relations = folder / "occupationSkillRelations_en.csv"
    if relations.exists():
        for row in _rows(relations, ("occupationUri", "skillUri"), csv.excel):
            occupation, skill = row["occupationUri"], row["skillUri"]
            if occupation in occupations and skill in skills:
                needed[occupation].append(skills[skill])
                used[skill].append(occupation)
    with_skills = (_with_skills(concept, needed[key][:MOST_SKILLS]) for key, concept in occupations.items())
    with_uses = (replace(skills[key], used_in=tuple(dict.fromkeys(uses))) for key, uses in used.items())
    return SkillVocabulary((*with_skills, *with_uses), attribution=(ESCO_ATTRIBUTION,))


def _esco_concepts(folder: Path, kind: str) -> dict[str, Concept]:
    labels: defaultdict[str, list[str]] = defaultdict(list)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language in ("en", "es"):
        table = folder / f"{kind}_{language}.csv"
        if not table.exists():
            continue
        for row in _rows(table, ("conceptUri", "preferredLabel"), csv.excel):
            key = row["conceptUri"]
            names[key][language] = row["preferredLabel"]
            labels[key] += [row["preferredLabel"], *row.get("altLabels", "").splitlines()]
            texts[key].append(row.get("description", ""))
    return {
        key: Concept(
            key=key,
            name_en=found.get("en") or found["es"],
            name_es=found.get("es") or found["en"],
            labels=tuple(dict.fromkeys(label for label in labels[key] if label.strip())),
            tasks=tuple(text for text in texts[key] if text),
        )
        for key, found in names.items()
    }


def _with_skills(concept: Concept, skills: list[Concept]) -> Concept:
    names = [name for skill in skills for name in dict.fromkeys((skill.name_en, skill.name_es))]
    return replace(concept, tasks=(*concept.tasks, *names))


def _rows(table: Path, columns: tuple[str, ...], dialect: type[csv.Dialect]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table; a missing file, column or cell is refused by name and line."""
    if not table.exists():
        raise VocabularyError(f"{table.name} is missing")
    csv.field_size_limit(LONGEST_CELL)
    with table.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, dialect=dialect, restval="")
        try:
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise VocabularyError(f"{table.name}, line 1: no column {', '.join(missing)}")
            for row in reader:
                if not all(row[column].strip() for column in columns):
                    raise VocabularyError(
                        f"{table.name}, line {reader.line_num}: {' or '.join(columns)} is empty"
                    )
                yield row
        except (UnicodeDecodeError, csv.Error) as broken:
            raise VocabularyError(f"{table.name}, after line {reader.line_num}: {broken}") from broken
