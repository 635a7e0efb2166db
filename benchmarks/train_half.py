"""The bench's train half of O*NET and ESCO, in the formats of their publishers.

The bench keeps it as JSON lines; written out as tables it is read the way an organizer's import reads it.
"""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jobfair.matching import SkillVocabulary, shipped_vocabulary
from jobfair.matching.vocabulary.importing import read_esco, read_onet

CODE = "O*NET-SOC Code"


def imported_vocabulary(train: Path) -> SkillVocabulary:
    """Return the shipped vocabulary joined with the train half, read from the publishers' formats.

    Parameters
    ----------
    train : Path
        Folder with ``onet.jsonl``, ``esco_occupations.jsonl`` and ``esco_skills.jsonl``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_onet(train, folder)
        write_esco(train, folder)
        return shipped_vocabulary().merged([read_onet(folder), read_esco(folder)])


def write_onet(train: Path, folder: Path) -> None:
    """Write the O*NET text database: tab-separated, a line a title and a line a task."""
    rows = list(_lines(train / "onet.jsonl"))
    occupations = ((row["id"], row["title"], row["description"]) for row in rows)
    titles = ((row["id"], title) for row in rows for title in row["alt_titles"])
    tasks = ((row["id"], task) for row in rows for task in row["tasks"])
    _tabs(folder / "Occupation Data.txt", (CODE, "Title", "Description"), occupations)
    _tabs(folder / "Alternate Titles.txt", (CODE, "Alternate Title"), titles)
    _tabs(folder / "Task Statements.txt", (CODE, "Task"), tasks)


def write_esco(train: Path, folder: Path) -> None:
    """Write the ESCO tables: comma-separated, other labels as lines of one cell."""
    occupations = list(_lines(train / "esco_occupations.jsonl"))
    skills = list(_lines(train / "esco_skills.jsonl"))
    for kind, rows in (("occupations", occupations), ("skills", skills)):
        for language in ("en", "es"):
            _esco_table(folder / f"{kind}_{language}.csv", rows, language)
    with (folder / "occupationSkillRelations_en.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("occupationUri", "relationType", "skillType", "skillUri"))
        for row in occupations:
            for relation, key in (("essential", "skills"), ("optional", "skills_opt")):
                writer.writerows((row["id"], relation, "", skill) for skill in row[key])


def _esco_table(path: Path, rows: Iterable[dict[str, Any]], language: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("conceptUri", "preferredLabel", "altLabels", "description"))
        for row in rows:
            if row[language]:
                name, *others = row[language]
                writer.writerow((row["id"], name, "\n".join(others), row.get(f"description_{language}", "")))


def _tabs(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8") as table:
        table.write("\t".join(columns) + "\n")
        table.writelines("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
