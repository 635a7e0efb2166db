"""Vocabularies as their publishers give them out: the O*NET text database and the ESCO tables.

Whoever keeps the same tables as JSON lines, an occupation or a skill a line, can have those read instead.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jobfair.matching.vocabulary.concepts import Concept, SkillVocabulary, VocabularyError
from jobfair.matching.vocabulary.rows import Row, each_once, json_rows, left_out, table_rows

ONET_ATTRIBUTION = (
    "This site includes information from the O*NET Database by the U.S. Department of Labor, Employment and "
    "Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of "
    "USDOL/ETA. The makers of jobfair have modified all or some of this information. USDOL/ETA has not "
    "approved, endorsed, or tested these modifications."
)
ESCO_ATTRIBUTION = "This service uses the ESCO classification of the European Commission."

#: Skills of an occupation whose labels are read as its tasks; more only blur it.
MOST_SKILLS = 40

#: The same tables as JSON lines.
ONET_LINES = "onet.jsonl"
ESCO_LINES = {"occupations": "esco_occupations.jsonl", "skills": "esco_skills.jsonl"}


OCCUPATION_DATA = "Occupation Data.txt"
#: tables that add to the occupations of O*NET, and the column that is read
ONET_MORE = {"Alternate Titles.txt": "Alternate Title", "Task Statements.txt": "Task"}
ESCO_RELATIONS = "occupationSkillRelations_en.csv"
LANGUAGES = ("en", "es")

CODE_COLUMN = "O*NET-SOC Code"
CODE = re.compile(r"\d\d-\d{4}\.\d\d")
CODE_EXAMPLE = "51-3011.00"
ADDRESS = re.compile(r"https?://[^\s/]+/\S+")
ADDRESS_EXAMPLE = "http://data.europa.eu/esco/occupation/…"

#: takes a sentence about what was not read
Tell = Callable[[str], None]


class _Tabs(csv.excel_tab):
    """Cells parted by tabs, in which a quotation mark is only that."""

    quoting = csv.QUOTE_NONE


def _unheard(sentence: str) -> None:
    """Tell nobody."""


def read_onet(folder: Path, tell: Tell = _unheard) -> SkillVocabulary:
    """Read the O*NET text database.

    Parameters
    ----------
    folder : Path
        With ``Occupation Data.txt``; ``Alternate Titles.txt`` and ``Task Statements.txt`` add to it. Where
        there is ``onet.jsonl``, that is read alone: objects with ``id``, ``title`` and perhaps
        ``description`` (texts), ``alt_titles`` and ``tasks`` (lists of texts).
    tell : callable
        Gets a sentence for a table that is not there, and for rows of a code that is no occupation's.

    Returns
    -------
    SkillVocabulary
        Keys are O*NET-SOC codes, so that its words join those of the shipped vocabulary.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    lines = folder / ONET_LINES
    if lines.exists():
        concepts = [_onet_concept(row) for row in each_once(json_rows(lines), "id")]
    else:
        concepts = list(_onet_concepts(folder, tell))
    if not concepts:
        raise VocabularyError(f"{lines.name if lines.exists() else OCCUPATION_DATA} holds no occupations")
    return SkillVocabulary(tuple(concepts), attribution=(ONET_ATTRIBUTION,))


def _onet_concepts(folder: Path, tell: Tell) -> Iterator[Concept]:
    table = table_rows(folder / OCCUPATION_DATA, (CODE_COLUMN, "Title"), _Tabs)
    occupations = {_code(row, CODE_COLUMN): row for row in each_once(table, CODE_COLUMN)}
    _tell_missing(folder, ONET_MORE, tell)
    titles, tasks = (_texts_by_code(folder / name, occupations, tell) for name in ONET_MORE)
    for code, row in occupations.items():
        texts = [row.text("Description", default=""), *tasks[code]]
        yield _coded(code, row.text("Title"), titles[code], texts)


def _texts_by_code(table: Path, codes: Container[str], tell: Tell) -> defaultdict[str, list[str]]:
    """Texts of a table by code of an occupation; rows of other codes are told of."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    unknown = []
    column = ONET_MORE[table.name]
    for row in table_rows(table, (CODE_COLUMN, column), _Tabs) if table.exists() else ():
        code, text = _code(row, CODE_COLUMN), row.text(column)
        if code in codes:
            texts[code].append(text)
        else:
            unknown.append((row, code))
    if unknown:
        tell(left_out(unknown, f"not in {OCCUPATION_DATA}"))
    return texts


def _tell_missing(folder: Path, names: Iterable[str], tell: Tell) -> None:
    missing = [name for name in names if not (folder / name).exists()]
    if missing:
        tell(f"read without {', '.join(missing)}: not there")


def _code(row: Row, name: str) -> str:
    return row.text_like(name, CODE, CODE_EXAMPLE)


def _address(row: Row, name: str) -> str:
    return row.text_like(name, ADDRESS, ADDRESS_EXAMPLE)


def _onet_concept(row: Row) -> Concept:
    titles, description = row.texts("alt_titles"), row.text("description", default="")
    return _coded(_code(row, "id"), row.text("title"), titles, [description, *row.texts("tasks")])


def _coded(code: str, title: str, titles: list[str], tasks: list[str]) -> Concept:
    return Concept(
        key=code,
        name_en=title,
        name_es=title,
        labels=tuple(dict.fromkeys([title, *titles])),
        tasks=tuple(task for task in tasks if task),
        soc_code=code,
    )


def esco_tables() -> Iterator[str]:
    """Yield the names of the tables that are read."""
    for kind in ESCO_LINES:
        yield from (f"{kind}_{language}.csv" for language in LANGUAGES)
    yield ESCO_RELATIONS


def read_esco(folder: Path, tell: Tell = _unheard) -> SkillVocabulary:
    """Read the ESCO tables in English and Spanish.

    Parameters
    ----------
    folder : Path
        With ``occupations_en.csv``; ``occupations_es.csv``, ``skills_en.csv``, ``skills_es.csv`` and
        ``occupationSkillRelations_en.csv`` add to it. Where there is ``esco_occupations.jsonl``, that and
        ``esco_skills.jsonl`` are read alone: objects with ``id``, ``en`` and ``es`` (lists of texts, the
        preferred label first; a row without any is left out), perhaps ``description_en`` and
        ``description_es``, and for occupations ``skills`` and ``skills_opt`` (lists of addresses).
    tell : callable
        Gets a sentence for tables that are not there, and for skills or occupations that no table names.

    Returns
    -------
    SkillVocabulary
        Keys are ESCO addresses. Skills that no occupation needs are left out: they lead nowhere.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    as_lines = (folder / ESCO_LINES["occupations"]).exists()
    read = _esco_lines if as_lines else _esco_concepts
    _tell_missing(folder, ESCO_LINES.values() if as_lines else esco_tables(), tell)
    occupations = read(folder, "occupations", ())
    if not occupations:
        raise VocabularyError(f"{folder.name} holds no occupations of ESCO (occupations_en.csv)")
    skills = read(folder, "skills", occupations)
    needed: defaultdict[str, list[Concept]] = defaultdict(list)
    used: defaultdict[str, list[str]] = defaultdict(list)
    unknown = []
    for row, occupation, skill in _line_relations(folder) if as_lines else _relations(folder):
        if occupation in occupations and skill in skills:
            needed[occupation].append(skills[skill])
            used[skill].append(occupation)
        elif skills:
            unknown.append((row, skill if occupation in occupations else occupation))
    if unknown:
        tell(left_out(unknown, "not in the tables of occupations and skills"))
    with_skills = (_with_skills(concept, needed[key][:MOST_SKILLS]) for key, concept in occupations.items())
    with_uses = (replace(skills[key], used_in=tuple(dict.fromkeys(uses))) for key, uses in used.items())
    return SkillVocabulary((*with_skills, *with_uses), attribution=(ESCO_ATTRIBUTION,))


def _relations(folder: Path) -> Iterator[tuple[Row, str, str]]:
    """Yield each occupation with each skill it needs."""
    table = folder / ESCO_RELATIONS
    if table.exists():
        for row in table_rows(table, ("occupationUri", "skillUri"), csv.excel):
            yield row, _address(row, "occupationUri"), _address(row, "skillUri")


def _line_relations(folder: Path) -> Iterator[tuple[Row, str, str]]:
    for row in json_rows(folder / ESCO_LINES["occupations"]):
        for skill in (*row.texts("skills"), *row.texts("skills_opt")):
            yield row, _address(row, "id"), skill


def _esco_lines(folder: Path, kind: str, taken: Container[str]) -> dict[str, Concept]:
    lines = folder / ESCO_LINES[kind]
    rows = each_once(json_rows(lines), "id") if lines.exists() else ()
    return {
        _free_address(row, "id", taken): _esco_concept(row)
        for row in rows
        if row.texts("en") or row.texts("es")
    }


def _free_address(row: Row, name: str, taken: Container[str]) -> str:
    address = _address(row, name)
    if address in taken:
        raise row.broken(f"{address} is an occupation already")
    return address


def _esco_concept(row: Row) -> Concept:
    english, spanish = row.texts("en"), row.texts("es")
    texts = [row.text(f"description_{language}", default="") for language in LANGUAGES]
    return Concept(
        key=_address(row, "id"),
        name_en=(english or spanish)[0],
        name_es=(spanish or english)[0],
        labels=tuple(dict.fromkeys([*english, *spanish])),
        tasks=tuple(text for text in texts if text),
    )


def _esco_concepts(folder: Path, kind: str, taken: Container[str]) -> dict[str, Concept]:
    labels: defaultdict[str, list[str]] = defaultdict(list)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGES:
        table = folder / f"{kind}_{language}.csv"
        if not table.exists():
            continue
        rows = table_rows(table, ("conceptUri", "preferredLabel"), csv.excel)
        for row in each_once(rows, "conceptUri"):
            key = _free_address(row, "conceptUri", taken)
            names[key][language] = row.text("preferredLabel")
            labels[key] += [names[key][language], *row.text("altLabels", default="").splitlines()]
            texts[key].append(row.text("description", default=""))
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
