"""Writing exports; each is entered in the audit, because contacts and private notes leave the house."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.errors import N_, NotFound
from jobfair.fairs.importing.writing import csv_bytes, xlsx_bytes
from jobfair.fairs.queries import fair_by_id
from jobfair.reports.printable import printable_schedule
from jobfair.reports.queries import TABLES, export_tables, interviews_to_print, schedule_to_print

WORKBOOK = "fair.xlsx"
SCHEDULE = "schedule.html"
ARCHIVE = "fair.zip"
#: every single file of an export
FILES = (*(f"{name}.csv" for name in TABLES), WORKBOOK, SCHEDULE)


def files_of(session: Session, fair_id: int, name: str = ARCHIVE) -> dict[str, bytes]:
    """The files of a fair's export by name: one of them, or all for `fair.zip`. Only reads.

    Raises
    ------
    NotFound
        There is no such fair or file.
    """
    if name != ARCHIVE and name not in FILES:
        raise NotFound(N_("There is no such page."))
    return _files(session, fair_id, FILES if name == ARCHIVE else (name,))


def export_fair(
    session: Session, fair_id: int, files: dict[str, bytes], folder: Path, *, now: datetime, actor: Actor
) -> list[Path]:
    """Write the files of an export into a folder, which is made when it is missing.

    Returns
    -------
    list of Path
        The files, which only their owner can read.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(data)
        written.append(path)
    record_export(session, fair_id, now=now, actor=actor)
    return written


def record_export(session: Session, fair_id: int, *, now: datetime, actor: Actor) -> None:
    """Enter in the audit that somebody took a fair's files; before they are handed out.

    Apart from the reading on purpose: what takes seconds must not keep others from writing (SQLite).
    """
    audit.record(session, "fair.export", now=now, actor=actor, on=("fair", fair_id), fair_id=fair_id)


def _files(session: Session, fair_id: int, names: tuple[str, ...]) -> dict[str, bytes]:
    fair = fair_by_id(session, fair_id)
    tables = export_tables(session, fair_id) if set(names) != {SCHEDULE} else {}
    files: dict[str, bytes] = {}
    for name in names:
        if name == WORKBOOK:
            files[name] = xlsx_bytes(tables.values())
        elif name == SCHEDULE:
            schedule = schedule_to_print(session, fair_id)
            page = printable_schedule(fair, schedule, interviews_to_print(session, schedule))
            files[name] = page.encode()
        else:
            files[name] = csv_bytes(tables[name.removesuffix(".csv")])
    return files


def archive_of(files: dict[str, bytes]) -> bytes:
    """All files in one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
