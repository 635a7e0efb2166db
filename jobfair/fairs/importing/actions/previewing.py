"""Looking at files before anything is written: only the import itself is stored, with the files sealed."""

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row, vault_of
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.importing.plan import Reading, read_spreadsheets
from jobfair.fairs.importing.queries import hours_of, known_at, sealing_place
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.models import SpreadsheetImport
from jobfair.fairs.queries import fair_by_id

MOST_FILES = 20
LONGEST_NAME = 200


def preview(
    session: Session, fair_id: int, file_name: str, data: bytes, *, now: datetime, actor: Actor
) -> SpreadsheetImport:
    """Look at one file; see `preview_files`."""
    return preview_files(session, fair_id, [SpreadsheetFile(file_name, data)], now=now, actor=actor)


def preview_files(
    session: Session, fair_id: int, files: Sequence[SpreadsheetFile], *, now: datetime, actor: Actor
) -> SpreadsheetImport:
    """Look at files together and keep what was seen; see `read_files` and `store_preview`."""
    return store_preview(session, fair_id, files, read_files(session, fair_id, files), now=now, actor=actor)


def read_files(session: Session, fair_id: int, files: Sequence[SpreadsheetFile]) -> Reading:
    """Look at files together, so that openings find their employers in another file. Only reads.

    Raises
    ------
    Invalid
        There is no file, or one cannot be read at all; the sentence names it.
    """
    fair = fair_by_id(session, fair_id)
    if not files:
        raise Invalid(N_("Choose a file first."), field="files")
    if len(files) > MOST_FILES:
        raise Invalid(N_("Choose at most %(most)s files at once."), field="files", most=MOST_FILES)
    try:
        return read_spreadsheets(files, known_at(session, fair.id), hours_of(session, fair))
    except Invalid as error:
        raise Invalid(error.message, field="files", **error.values) from error


def store_preview(
    session: Session,
    fair_id: int,
    files: Sequence[SpreadsheetFile],
    reading: Reading,
    *,
    now: datetime,
    actor: Actor,
) -> SpreadsheetImport:
    """Keep files and what was seen in them until somebody decides.

    Apart from the reading on purpose: what takes seconds must not keep others from writing (SQLite).

    Returns
    -------
    SpreadsheetImport
        In state "previewed"; `report` says what would be done. The fair itself is not changed.
    """
    packed = json.dumps([{"name": file.name, "data": base64.b64encode(file.data).decode()} for file in files])
    import_ = SpreadsheetImport(
        fair_id=fair_id,
        file_name=", ".join(file.name for file in files)[:LONGEST_NAME],
        file_hash=hashlib.sha256(packed.encode()).hexdigest(),
        state="previewed",
        report=reading.report(),
        created={},
        created_at=now,
    )
    import_.file_sealed = vault_of(session).seal(packed, sealing_place(import_))
    session.add(import_)
    session.flush()
    audit.record(session, "import.preview", now=now, actor=actor, on=("import", import_.id), fair_id=fair_id)
    return import_


def discard(session: Session, import_: SpreadsheetImport, *, now: datetime, actor: Actor) -> None:
    """Drop a preview and its files; the fair is as it was.

    Raises
    ------
    Conflict
        It was confirmed: it can be undone instead.
    """
    lock_row(session, import_)
    if import_.state != "previewed":
        raise Conflict(N_("This import was confirmed. Undo it instead."))
    import_id, fair_id = import_.id, import_.fair_id
    session.delete(import_)
    session.flush()
    audit.record(session, "import.discard", now=now, actor=actor, on=("import", import_id), fair_id=fair_id)
