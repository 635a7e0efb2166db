"""Rows of tables and lines of JSON, each of which knows the file and the line it stands on."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobfair.matching.vocabulary.concepts import VocabularyError

#: A table cell may hold a long description; the csv module's own limit is smaller.
LONGEST_CELL = 1_000_000

#: Rows that are named where some are left out; the others are counted.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table or one line of JSON."""

    file: str
    #: where it begins; a quoted cell may go on over further lines
    line: int
    fields: dict[str, Any]

    def broken(self, what: str) -> VocabularyError:
        """Return an error that names the file and the line."""
        return VocabularyError(f"{self.file}, line {self.line}: {what}")

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

    def text_like(self, name: str, form: re.Pattern[str], example: str) -> str:
        """Return a text of a given form; another is refused beside an example of a right one."""
        found = self.text(name).strip()
        if not form.fullmatch(found):
            raise self.broken(f"{name} {found[:80]!r} is not like {example}")
        return found


def table_rows(table: Path, columns: tuple[str, ...], dialect: type[csv.Dialect]) -> Iterator[Row]:
    """Yield the rows of a table that has a line of headings, in whatever order; blank lines say nothing.

    Raises
    ------
    VocabularyError
        A missing file or column, bytes that are no UTF-8, a quotation mark that never ends, more cells than
        headings; named by file and line.
    """
    if not table.exists():
        raise VocabularyError(f"{table.name} is missing")
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(_text(table), newline=""), dialect=dialect, strict=True)
    line = 1
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        missing = [column for column in columns if column not in headings]
        if missing:
            raise VocabularyError(f"{table.name}, line 1: no column {', '.join(missing)}")
        line = reader.line_num + 1
        for cells in reader:
            row = Row(table.name, line, dict(zip(headings, cells, strict=False)))
            line = reader.line_num + 1
            if len(cells) > len(headings):
                raise row.broken(f"{len(cells)} cells under {len(headings)} headings")
            if cells:
                yield row
    except csv.Error as broken:
        raise VocabularyError(f"{table.name}, line {line}: {broken}") from broken


def json_rows(lines: Path) -> Iterator[Row]:
    """Yield the objects of a file of JSON lines; blank lines say nothing.

    Raises
    ------
    VocabularyError
        Naming the file and the line.
    """
    for number, line in enumerate(io.StringIO(_text(lines)), start=1):
        if line.strip():
            yield Row(lines.name, number, _json_object(lines, number, line))


def _json_object(lines: Path, number: int, line: str) -> dict[str, Any]:
    row = Row(lines.name, number, {})
    try:
        fields = json.loads(line)
        json.dumps(fields, ensure_ascii=False).encode()  # half a pair of surrogates cannot be stored
    except (ValueError, RecursionError) as error:
        raise row.broken("no JSON") from error
    if not isinstance(fields, dict):
        raise row.broken("no JSON object")
    return fields


def each_once(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Yield the rows, of which no two may have the same text under a name.

    Raises
    ------
    VocabularyError
        Naming the file and both lines.
    """
    first: dict[str, int] = {}
    for row in rows:
        key = row.text(name).strip()
        if key in first:
            raise row.broken(f"{key} is there twice, first on line {first[key]}")
        first[key] = row.line
        yield row


def left_out(rows: Sequence[tuple[Row, str]], why: str) -> str:
    """Return a sentence that names the first rows of one file, counts the others, and says what is to blame.

    Examples
    --------
    >>> left_out([(Row("Titles.txt", line, {}), "99-0000.00") for line in range(2, 9)], "not known")
    'Titles.txt, lines 2, 3, 4, 5, 6 and 2 more left out, 99-0000.00 first: not known'
    >>> left_out([(Row("Titles.txt", 2, {}), "99-0000.00")], "not known")
    'Titles.txt, line 2 left out, 99-0000.00: not known'
    """
    first, culprit = rows[0]
    if len(rows) == 1:
        return f"{first.file}, line {first.line} left out, {culprit}: {why}"
    lines = ", ".join(str(row.line) for row, _ in rows[:MOST_NAMED])
    more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
    return f"{first.file}, lines {lines}{more} left out, {culprit} first: {why}"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = len((broken.object[: broken.start] + b"?").splitlines())
        raise VocabularyError(f"{path.name}, line {line}: not written in UTF-8") from broken
