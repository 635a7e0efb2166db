"""Writing spreadsheets that are safe to open, and that the import reads back."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from jobfair.fairs.importing.cell_text import safe_cell
from jobfair.fairs.importing.columns import KINDS
from jobfair.fairs.importing.kinds import Kind

#: a column is made as wide as its heading, within these
NARROWEST, WIDEST = 10, 40
SPANISH_TITLES = {"booths": "Puestos", "employers": "Empresas", "openings": "Vacantes", "seekers": "Personas"}
LANGUAGES = ("en", "es")
#: letters XML does not know: one of them, and no program opens the workbook
UNKNOWN_TO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

CellValue = str | int | float | None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table to write: its title, headings and rows."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[CellValue]] = ()


def csv_bytes(table: NamedTable) -> bytes:
    """A table as CSV in UTF-8 with the mark that makes Excel read accents; formulas are disarmed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (table.headings, *table.rows):
        writer.writerow([safe_cell(value) if isinstance(value, str) else value for value in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(tables: Iterable[NamedTable]) -> bytes:
    """Tables as one workbook, a sheet each; text stays text, whatever it begins with."""
    workbook = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = workbook.create_sheet(table.title[:31])
        sheet.freeze_panes = "A2"
        for index, heading in enumerate(table.headings, start=1):
            width = min(WIDEST, max(NARROWEST, len(heading) + 2))
            sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.append([_cell(sheet, heading, bold=True) for heading in table.headings])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def headings_of(kind: Kind, language: str = "en") -> list[str]:
    """Our headings for a kind of sheet in a language."""
    return [column.spanish if language == "es" else column.english for column in kind.columns]


def template_tables(language: str) -> list[NamedTable]:
    """Our empty sheets, in the order people fill them in."""
    kinds = (KINDS["seekers"], KINDS["employers"], KINDS["openings"], KINDS["booths"])
    return [NamedTable(title_of(kind, language), headings_of(kind, language)) for kind in kinds]


def title_of(kind: Kind, language: str = "en") -> str:
    """What a sheet of this kind is called in a language."""
    return SPANISH_TITLES[kind.name] if language == "es" else kind.name.capitalize()


def _cell(sheet: Any, value: CellValue, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=safe_cell(UNKNOWN_TO_XML.sub("", value)))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet, value=value)
    if bold:
        cell.font = Font(bold=True)
    return cell
