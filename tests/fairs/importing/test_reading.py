"""Files of every kind: what is read, and what is refused with a sentence that names it."""

import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from jobfair.errors import Invalid
from jobfair.fairs.importing.plan import read_spreadsheets
from jobfair.fairs.importing.reading import read_sheets
from jobfair.fairs.importing.sheets import SpreadsheetFile


def names(data, file="people.csv"):
    reading = read_spreadsheets([SpreadsheetFile(file, data)])
    return [record.values["called_name"] for record in reading.accepted]


def workbook(*rows, title="People", change=None):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding, separator):
    rows = (("Nombre", "Teléfono", "Habilidades"), ("José Ñ.", "816-555-0101", "soldar"))
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    assert names(text.encode(encoding)) == ["José Ñ."]


def test_utf_16_big_endian_with_its_mark():
    assert names(b"\xfe\xff" + "Name,Skills\nZoë,cook\n".encode("utf-16-be")) == ["Zoë"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG file"),
        (b"<!DOCTYPE html><html>", "is a HTML file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old XLS format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        ("Name,Skills\nAna,cook\n".encode("utf-16-le"), "encoding we cannot read"),
        ("Name,Skills\nAna,cook\n".encode("utf-32"), "encoding we cannot read"),
        (b"\xff\xfeN", "encoding we cannot read"),
        (b"Name,Skills\nAna,\0\n", "encoding we cannot read"),
        (b"Name,Skills\nAna,\x01\x02\n", "characters that no text has"),
        (b"Name,Skills\n", "no row below them"),
        (b"apples,pears\n1,2\n", "No headings that we know"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"Name,Skills\nAna," + b"x" * 10_000_000, "too long"),
        (b"Name,Skills\nAna," + b"x" * 11_000, "more than 10,000 letters"),
        (b"Name,Skills\n" + b"Ana,cook\n" * 100_000, "more than 20,000 rows"),
        (b"Name,Skills\nAna" + b"," * 300 + b"x\n", "more than 200 columns"),
        (b"Name\n" + b"x" * (26 * 1024 * 1024), "larger than 25 MB"),
    ],
)
@pytest.mark.parametrize("file", ["list.csv", "list.xlsx"])
def test_what_cannot_be_read_is_refused_with_its_name(data, sentence, file):
    with pytest.raises(Invalid) as refused:
        names(data, file)
    assert sentence in str(refused.value)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def test_a_zip_bomb_is_not_unpacked():
    bomb = zipped(**{"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"<row>" * 20_000_000})
    tracemalloc.start()
    with pytest.raises(Invalid, match="unpack to far more"):
        read_sheets("bomb.xlsx", bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * 1024 * 1024


def test_a_small_bomb_by_its_ratio():
    with pytest.raises(Invalid, match="unpack to far more"):
        read_sheets("bomb.xlsx", zipped(**{"xl/workbook.xml": b" " * 5_000_000}))


def test_another_office_file_is_named():
    with pytest.raises(Invalid, match="no Excel workbook"):
        read_sheets("letter.xlsx", zipped(**{"word/document.xml": b"<w/>"}))


def test_a_workbook_with_nonsense_inside_is_damaged():
    with pytest.raises(Invalid, match="damaged"):
        read_sheets("x.xlsx", zipped(**{"xl/workbook.xml": b"<nonsense"}))


def test_entities_are_refused():
    data = workbook(["Name", "Skills"], ["Ana", "cook"])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            new.writestr(part, text)
    with pytest.raises(Invalid, match="damaged"):
        read_sheets("x.xlsx", stream.getvalue())


def test_too_many_rows_are_refused_early_and_cheaply():
    data = b"Name,Skills\n" + b"Ana Maria,cook and clean and paint\n" * 100_000
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(Invalid):
        read_sheets("large.csv", data)
    seconds = time.perf_counter() - started
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 10
    assert most < 100 * 1024 * 1024


def test_titles_blank_rows_and_merged_cells_stand_in_no_ones_way():
    def merge(book):
        book.active.merge_cells("A1:C1")
        book.active["A9"].fill = PatternFill("solid", "FF0000")

    data = workbook(
        ["People for the fair"],
        [],
        ["Name", "Phone", "Skills"],
        ["Ana", 8165550101, "cook"],
        [],
        ["Bo"],
        change=merge,
    )
    reading = read_spreadsheets([SpreadsheetFile("p.xlsx", data)])
    assert [(r.row, r.values["called_name"]) for r in reading.accepted] == [(4, "Ana"), (6, "Bo")]
    assert reading.rows_read == 2
    assert reading.accepted[0].values["contact"] == "8165550101"


def test_a_row_has_the_number_the_spreadsheet_shows_even_with_line_breaks():
    data = b'Name,Notes\n"Ana","two\nlines"\n,x\n'
    reading = read_spreadsheets([SpreadsheetFile("p.csv", data)])
    assert [finding.row for finding in reading.rejected] == [3]


def test_formulas_are_values_or_text_and_never_run():
    data = workbook(["Name", "Skills"], ["=cmd|' /C calc'!A0", "cook"], ["Ana", "=1+1"])
    reading = read_spreadsheets([SpreadsheetFile("p.xlsx", data)])
    assert [r.values["called_name"] for r in reading.accepted] == ["=cmd|' /C calc'!A0", "Ana"]
    assert reading.accepted[1].values["skills"] == ["=1+1"]


def test_sheets_of_no_kind_are_named():
    def add(book):
        book.create_sheet("Budget").append(["Hall", 300])
        book.create_sheet("Empty")

    data = workbook(["Name", "Skills", "Shoe size"], ["Ana", "cook", 38], change=add)
    reading = read_spreadsheets([SpreadsheetFile("p.xlsx", data)])
    assert reading.unused_sheets == [("p.xlsx", "Budget", 1)]
    assert reading.tables[0].unused == ["Shoe size"]


def test_a_cell_in_the_last_row_of_a_sheet_does_not_hang():
    def far(book):
        book.active.cell(1_048_576, 1, "far away")

    with pytest.raises(Invalid, match="rows"):
        read_sheets("p.xlsx", workbook(["Name", "Skills"], ["Ana", "cook"], change=far))


def test_too_many_sheets():
    def add(book):
        for number in range(60):
            book.create_sheet(f"S{number}")

    with pytest.raises(Invalid, match="more than 50 sheets"):
        read_sheets("p.xlsx", workbook(["Name"], change=add))
