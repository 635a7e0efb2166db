"""What kind of file this really is, by its first bytes and not by its name."""

from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.csv_reading import read_csv
from jobfair.fairs.importing.sheets import MOST_FILE_BYTES, Sheet
from jobfair.fairs.importing.xlsx_reading import locked, read_xlsx

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: first bytes -> what the file is, to be said in the refusal
OTHER_KINDS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"<!DOCTYPE": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
}


def read_sheets(name: str, data: bytes) -> list[Sheet]:
    """Every sheet of a CSV or XLSX file as plain text.

    Raises
    ------
    Invalid
        It is empty, too large, damaged, locked, or no spreadsheet; the sentence says what to do.
    """
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise Invalid(N_("%(file)s is empty."), file=name)
    if len(data) > MOST_FILE_BYTES:
        raise Invalid(
            N_("%(file)s is larger than %(most)s MB. Split it into smaller files."),
            file=name,
            most=MOST_FILE_BYTES // 1024 // 1024,
        )
    if data.startswith(OLD_OFFICE):
        raise _old_office(name, data)
    for first, kind in OTHER_KINDS.items():
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(first):
            raise Invalid(
                N_("%(file)s is a %(kind)s file, whatever its name says. Save the list as XLSX or CSV."),
                file=name,
                kind=kind,
            )
    return read_xlsx(name, data) if data.startswith(b"PK") else read_csv(name, data)


def _old_office(name: str, data: bytes) -> Invalid:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked(name)
    return Invalid(
        N_("%(file)s is in the old XLS format. Open it, choose “Save as”, and save it as XLSX."), file=name
    )
