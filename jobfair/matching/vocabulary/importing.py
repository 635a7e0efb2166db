"""Vocabularies as their publishers give them out: the O*NET text database and the ESCO tables.

Whoever keeps the same tables as JSON lines, an occupation or a skill a line, can have those read instead.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jobfair.matching.vocabulary.concepts import Concept, SkillVocabulary, VocabularyError

ONET_ATTRIBUTION = (
    "This site includes information from the O*NET Database by the U.S. Department of Labor, Employment and "
    "Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of "
    "USDOL/ETA. The makers of jobfair have modified all or some of this information. USDOL/ETA has not "
    "approved, endorsed, or tested these modifications."
)
ESCO_ATTRIBUTION = "This service uses the ESCO classification of the European Commission."

#: Skills of an occupation whose labels are read as its tasks; more only blur it.
MOST_SKILLS = 40

#: A table cell may hold a long description; the csv module's own limit is smaller.
LONGEST_CELL = 1_000_000

#: The same tables as JSON lines.
ONET_LINES = "onet.jsonl"
ESCO_LINES = {"occupations": "esco_occupations.jsonl", "skills": "esco_skills.jsonl"}


class _Tabs(csv.excel_tab):
    """Cells parted by tabs, in which a quotation mark is only that."""

    quoting = csv.QUOTE_NONE


def read_onet(folder: Path) -> SkillVocabulary:
    """Read the O*NET text database.

    Parameters
    ----------
    folder : Path
        With ``Occupation Data.txt``; ``Alternate Titles.txt`` and ``Task Statements.txt`` add to it. Where
        there is ``onet.jsonl``, that is read alone: objects with ``id``, ``title`` and perhaps
        ``description`` (texts), ``alt_titles`` and ``tasks`` (lists of texts).

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
    concepts = map(_onet_concept, _json_rows(lines)) if lines.exists() else _onet_concepts(folder)
    return SkillVocabulary(tuple(concepts), attribution=(ONET_ATTRIBUTION,))


def _onet_concepts(folder: Path) -> Iterator[Concept]:
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
    for row in occupations:
        description = row.get("Description", "")
        yield _coded(row[code], row["Title"], titles[row[code]], [description, *tasks[row[code]]])


def _onet_concept(row: "_JsonRow") -> Concept:
    titles, description = row.texts("alt_titles"), row.text("description", default="")
    return _coded(row.text("id"), row.text("title"), titles, [description, *row.texts("tasks")])


def _coded(code: str, title: str, titles: list[str], tasks: list[str]) -> Concept:
    return Concept(
        key=code,
        name_en=title,
        name_es=title,
        labels=tuple(dict.fromkeys([title, *titles])),
        tasks=tuple(task for task in tasks if task),
        soc_code=code,
    )


def read_esco(folder: Path) -> SkillVocabulary:
    """Read the ESCO tables in English and Spanish.

    Parameters
    ----------
    folder : Path
        With ``occupations_en.csv``; ``occupations_es.csv``, ``skills_en.csv``, ``skills_es.csv`` and
        ``occupationSkillRelations_en.csv`` add to it. Where there is ``esco_occupations.jsonl``, that and
        ``esco_skills.jsonl`` are read alone: objects with ``id``, ``en`` and ``es`` (lists of texts, the
        preferred label first; a row without any is left out), perhaps ``description_en`` and
        ``description_es``, and for occupations ``skills`` and ``skills_opt`` (lists of addresses).

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
    occupations, skills = (
        _esco_lines(folder / ESCO_LINES[kind]) if as_lines else _esco_concepts(folder, kind)
        for kind in ("occupations", "skills")
    )
    if not occupations:
        raise VocabularyError(f"{folder.name} holds no occupations of ESCO (occupations_en.csv)")
    needed: defaultdict[str, list[Concept]] = defaultdict(list)
    used: defaultdict[str, list[str]] = defaultdict(list)
    for occupation, skill in _line_relations(folder) if as_lines else _relations(folder):
        if occupation in occupations and skill in skills:
            needed[occupation].append(skills[skill])
            used[skill].append(occupation)
    with_skills = (_with_skills(concept, needed[key][:MOST_SKILLS]) for key, concept in occupations.items())
    with_uses = (replace(skills[key], used_in=tuple(dict.fromkeys(uses))) for key, uses in used.items())
    return SkillVocabulary((*with_skills, *with_uses), attribution=(ESCO_ATTRIBUTION,))


def _relations(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each occupation with each skill it needs."""
    table = folder / "occupationSkillRelations_en.csv"
    if table.exists():
        for row in _rows(table, ("occupationUri", "skillUri"), csv.excel):
            yield row["occupationUri"], row["skillUri"]


def _line_relations(folder: Path) -> Iterator[tuple[str, str]]:
    for row in _json_rows(folder / ESCO_LINES["occupations"]):
        for skill in (*row.texts("skills"), *row.texts("skills_opt")):
            yield row.text("id"), skill


def _esco_lines(lines: Path) -> dict[str, Concept]:
    rows = _json_rows(lines) if lines.exists() else iter(())
    return {row.text("id"): _esco_concept(row) for row in rows if row.texts("en") or row.texts("es")}


def _esco_concept(row: "_JsonRow") -> Concept:
    english, spanish = row.texts("en"), row.texts("es")
    texts = [row.text(f"description_{language}", default="") for language in ("en", "es")]
    return Concept(
        key=row.text("id"),
        name_en=(english or spanish)[0],
        name_es=(spanish or english)[0],
        labels=tuple(dict.fromkeys([*english, *spanish])),
        tasks=tuple(text for text in texts if text),
    )


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


class _JsonRow:
    """One line of a file of JSON lines; what is not as it should be is refused by name and line."""

    def __init__(self, lines: Path, number: int, line: str) -> None:
        self.place = f"{lines.name}, line {number}"
        try:
            self.fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.broken("no JSON") from error
        if not isinstance(self.fields, dict):
            raise self.broken("no JSON object")

    def broken(self, what: str) -> VocabularyError:
        """Return an error that names the file and the line."""
        return VocabularyError(f"{self.place}: {what}")

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and say something."""
        found = self.fields.get(name, default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            raise self.broken(f"{name} is no text or empty")
        return found

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, without those that say nothing; none where it is missing."""
        found = self.fields.get(name, [])
        if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
            raise self.broken(f"{name} is no list of texts")
        return [text for text in found if text.strip()]


def _json_rows(lines: Path) -> Iterator[_JsonRow]:
    """Yield the rows of a file of JSON lines, each with an `id` of its own."""
    met: set[str] = set()
    number = 0
    with lines.open(encoding="utf-8-sig") as read:
        try:
            for number, line in enumerate(read, start=1):
                row = _JsonRow(lines, number, line)
                if row.text("id") in met:
                    raise row.broken(f"{row.text('id')} is there twice")
                met.add(row.text("id"))
                yield row
        except UnicodeDecodeError as broken:
            raise VocabularyError(f"{lines.name}, after line {number}: {broken}") from broken
