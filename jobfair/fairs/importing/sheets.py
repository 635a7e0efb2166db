"""A spreadsheet as plain text: its sheets, and the limits within which it is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jobfair.errors import N_, Invalid

MOST_ROWS = 20_000
#: empty rows count here, so that a cell in the last row of a sheet does not make us walk a million rows
MOST_LINES = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
MOST_FILE_BYTES = 25 * 1024 * 1024

#: number of the row as the person sees it in their spreadsheet, and its cells
NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class SpreadsheetFile:
    """A file as it was handed over."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; a CSV file is one sheet without a name. Empty rows are left out."""

    file: str
    name: str
    rows: list[NumberedRow]


def checked_rows(rows: Iterable[list[str]], file: str, sheet: str) -> list[NumberedRow]:
    """Number the rows from 1, leave out the empty ones, and stop early at what is too much.

    Raises
    ------
    Invalid
        Too many rows or columns, or one cell is too long.
    """
    return list(_within_limits(rows, file, sheet))


def _within_limits(rows: Iterable[list[str]], file: str, sheet: str) -> Iterator[NumberedRow]:
    taken = 0
    for number, cells in enumerate(rows, start=1):
        while cells and not cells[-1]:
            cells.pop()
        if number > MOST_LINES or taken > MOST_ROWS:
            raise Invalid(
                N_("%(file)s has more than %(most)s rows. Split it into smaller files."),
                file=file,
                most=f"{MOST_ROWS:,}",
            )
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Invalid(
                N_("%(file)s, row %(row)s: there are more than %(most)s columns. Delete those nobody needs."),
                file=file,
                row=number,
                most=MOST_COLUMNS,
            )
        longest = max(cells, key=len)
        if len(longest) > LONGEST_CELL:
            raise Invalid(
                N_("%(file)s, row %(row)s: one cell holds more than %(most)s letters. Shorten it."),
                file=file,
                row=number,
                most=f"{LONGEST_CELL:,}",
                sheet=sheet,
            )
        taken += 1
        yield number, cells
