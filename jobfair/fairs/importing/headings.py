"""Which row of a sheet holds the headings, which column is which, and what kind of sheet it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.columns import KINDS
from jobfair.fairs.importing.kinds import Column, Kind
from jobfair.fairs.importing.sheets import NumberedRow, Sheet

#: a heading is taken for a column from this likeness on; 1 is the same words
ENOUGH = 0.75
#: letters; a longer cell is no heading
LONGEST_HEADING = 80
#: titles, addresses and notes that may stand above the headings
ROWS_TO_LOOK_AT = 30
NOT_LETTERS = re.compile(r"[^0-9a-zñ#]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose kind and columns are known."""

    sheet: Sheet
    kind: Kind
    #: number of the row that holds the headings
    heading_row: int
    #: index of a column -> the field it fills
    fields: dict[int, str]
    #: index of a column -> its heading as the person wrote it
    headings: dict[int, str]
    score: float

    @property
    def unused(self) -> list[str]:
        """Headings of columns nothing is read from, from left to right."""
        return [text for index, text in self.headings.items() if index not in self.fields]

    def rows(self) -> Iterator[NumberedRow]:
        """The rows below the headings; headings that are repeated further down are no rows."""
        headings = [fold(text) for text in self.headings.values()]
        for number, cells in self.sheet.rows:
            if number > self.heading_row and [fold(cell) for cell in cells if cell] != headings:
                yield number, cells


def recognise(sheet: Sheet) -> Table | None:
    """Find the headings of a sheet; None where no row looks like headings of a kind we know."""
    best: Table | None = None
    for number, cells in sheet.rows[:ROWS_TO_LOOK_AT]:
        for kind in KINDS.values():
            table = _as_headings(sheet, number, cells, kind)
            if table and (best is None or table.score > best.score):
                best = table
    return best


def _as_headings(sheet: Sheet, number: int, cells: list[str], kind: Kind) -> Table | None:
    headings = {index: cell for index, cell in enumerate(cells) if cell}
    words = {index: _words(heading) for index, heading in headings.items() if len(heading) <= LONGEST_HEADING}
    likenesses = (
        (-_likeness(heading, _names(column)), index, position, column)
        for index, heading in words.items()
        for position, column in enumerate(kind.columns)
    )
    found = sorted(one for one in likenesses if -one[0] >= ENOUGH)
    fields: dict[int, str] = {}
    score = 0.0
    for unlikeness, index, _, column in found:
        if index in fields or (column.field in fields.values() and not column.repeats):
            continue
        fields[index] = column.field
        score -= unlikeness
    if len(fields) < min(2, len(headings)) or not set(kind.required) <= set(fields.values()):
        return None
    return Table(sheet, kind, number, dict(sorted(fields.items())), headings, score)


def _words(text: str) -> str:
    plain = fold(text).replace("#", " number ")
    return " ".join(NOT_LETTERS.sub(" ", plain).split())


@cache
def _names(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(name) for name in column.names))


@lru_cache(maxsize=4096)
def _likeness(heading: str, names: tuple[str, ...]) -> float:
    """How surely a heading means a column, from 0 to 1.

    The same words count 1; the same words among others, by their share of the letters; words misspelt, by
    the letters they have in common.
    """
    if heading in names:
        return 1.0
    return max(_partial(heading, name) for name in names)


def _partial(heading: str, name: str) -> float:
    words, wanted = heading.split(), name.split()
    share = len(name) / max(1, len(heading))
    if set(wanted) <= set(words):
        return 0.5 + 0.45 * share if len(name) >= 5 else 0.0
    if min(len(heading), len(name)) < 5 or not 0.7 <= share <= 1.4:
        return 0.0
    close = SequenceMatcher(None, heading, name, autojunk=False).ratio()
    return 0.9 * close if close >= 0.86 else 0.0
