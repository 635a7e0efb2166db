"""XLSX files: checked before they are unpacked, counted while they are read, never calculated."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from jobfair.errors import N_, Invalid, JobFairError
from jobfair.fairs.importing.cell_text import plain_cell
from jobfair.fairs.importing.sheets import MOST_COLUMNS, Sheet, checked_rows

MOST_UNPACKED_BYTES = 30 * 1024 * 1024
MOST_RATIO = 50
#: small files may pack well; the ratio is looked at from here on
SMALL_BYTES = 1024 * 1024
FORMULA = re.compile(rb"<f[ >/]")
MOST_PARTS = 1_000
MOST_SHEETS = 50


def read_xlsx(name: str, data: bytes) -> list[Sheet]:
    """Every sheet of a workbook, with the values that formulas had when it was saved.

    Raises
    ------
    Invalid
        It unpacks to too much, is broken, or is larger than what is read.
    """
    has_formulas = check_package(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions we do not read
            sheets = _read_sheets(name, data, values=True)
            if has_formulas:
                _fill_from_formulas(sheets, _read_sheets(name, data, values=False))
    except JobFairError:
        raise
    except Exception as error:  # a broken workbook makes openpyxl stumble in any way there is
        raise _broken(name) from error
    return sheets


def check_package(name: str, data: bytes) -> bool:
    """Look at a workbook's table of contents alone; True when formulas may be in it.

    Raises
    ------
    Invalid
        It would unpack to too much, or is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
                raise Invalid(
                    N_("%(file)s is no Excel workbook. Open it, and save it as XLSX or CSV."), file=name
                )
            if any(part.flag_bits & 1 for part in parts):
                raise locked(name)
            _check_sizes(name, parts)
            return any(
                FORMULA.search(package.read(part))
                for part in parts
                if part.filename.startswith("xl/worksheets/")
            )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _broken(name) from error


def locked(name: str) -> Invalid:
    """The refusal of a workbook with a password."""
    return Invalid(
        N_("%(file)s is locked with a password. Save a copy without a password and choose that."), file=name
    )


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    suspicious = unpacked > SMALL_BYTES and unpacked / packed > MOST_RATIO
    if unpacked > MOST_UNPACKED_BYTES or suspicious or len(parts) > MOST_PARTS:
        raise Invalid(
            N_("%(file)s would unpack to far more than a fair's lists need. Save the lists alone, as CSV."),
            file=name,
        )


def _read_sheets(name: str, data: bytes, *, values: bool) -> list[Sheet]:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    try:
        if len(workbook.worksheets) > MOST_SHEETS:
            raise Invalid(
                N_("%(file)s has more than %(most)s sheets. Save those alone that are needed."),
                file=name,
                most=MOST_SHEETS,
            )
        return [
            Sheet(name, str(sheet.title), checked_rows(_cells(sheet), name, str(sheet.title)))
            for sheet in workbook.worksheets
        ]
    finally:
        workbook.close()


def _cells(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    for row in sheet.iter_rows(values_only=True):
        yield [plain_cell(value) for value in row[: MOST_COLUMNS + 1]]


def _fill_from_formulas(sheets: list[Sheet], formulas: list[Sheet]) -> None:
    """Where a formula was saved without its value, show its text, so that the cell is not silently empty."""
    for sheet, other in zip(sheets, formulas, strict=True):
        by_number = dict(sheet.rows)
        for number, cells in other.rows:
            mine = by_number.setdefault(number, [])
            mine.extend([""] * (len(cells) - len(mine)))
            for index, cell in enumerate(cells):
                mine[index] = mine[index] or cell
        sheet.rows[:] = sorted(by_number.items())


def _broken(name: str) -> Invalid:
    return Invalid(
        N_("%(file)s is damaged and cannot be read. Open it in a spreadsheet program and save it again."),
        file=name,
    )
