"""CSV files in the encodings and with the separators that spreadsheet programs write."""

import codecs
import csv
import io
from collections.abc import Iterator

from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.cell_text import plain_cell
from jobfair.fairs.importing.headings import recognise
from jobfair.fairs.importing.sheets import Sheet, checked_rows

SEPARATORS = (",", ";", "\t")
LINES_TO_GUESS_FROM = 40
LETTERS_TO_GUESS_FROM = 200_000
#: control characters that no text has
CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r", "\x0b", "\x0c"}


def read_csv(name: str, data: bytes) -> list[Sheet]:
    """The one sheet of a CSV file.

    Raises
    ------
    Invalid
        It is no text, or is larger than what is read.
    """
    text = decode(name, data)
    separator = guess_separator(name, text)
    return [Sheet(name, "", checked_rows(_records(name, text, separator), name, ""))]


def decode(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or the Windows and ISO code pages for the West.

    Raises
    ------
    Invalid
        It holds characters no text has, or is in another encoding.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _wrong_encoding(name)
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = _decode_bytes(data)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(name) from error
    if "\0" in text:
        raise _wrong_encoding(name)
    if any(mark in text for mark in CONTROLS):
        raise Invalid(
            N_("%(file)s is no spreadsheet: it holds characters that no text has. Save it as XLSX or CSV."),
            file=name,
        )
    return text


def _decode_bytes(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _wrong_encoding(name: str) -> Invalid:
    return Invalid(
        N_("%(file)s is in an encoding we cannot read. Save it again as “CSV UTF-8” or as XLSX."), file=name
    )


def guess_separator(name: str, text: str) -> str:
    """The separator under which the first lines show the most column headings; a comma when in doubt."""
    head = "".join(text[:LETTERS_TO_GUESS_FROM].splitlines(keepends=True)[:LINES_TO_GUESS_FROM])

    def found(separator: str) -> float:
        try:
            sheet = Sheet(name, "", checked_rows(_records(name, head, separator), name, ""))
        except Invalid:
            return 0.0
        headings = recognise(sheet)
        return headings.score if headings else 0.0

    return max(SEPARATORS, key=found)


def _records(name: str, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):  # noqa: B007 - the number of the last good row
            yield [plain_cell(cell) for cell in record]
    except csv.Error as error:
        raise Invalid(
            N_("%(file)s, row %(row)s cannot be read: a cell is too long, or a quotation mark is missing."),
            file=name,
            row=number + 1,
        ) from error
