"""Reading imports, and what a fair has already."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Session

from jobfair.db import vault_of
from jobfair.employers.models import Employer, Opening
from jobfair.errors import N_, Invalid, NotFound
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.likeness import Known, answers_key, opening_key, person_key
from jobfair.fairs.importing.plan import Reading, read_spreadsheets
from jobfair.fairs.importing.records import FairHours
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.importing.traces import interviews_given
from jobfair.fairs.models import Booth, EmployerAttendance, Fair, SeekerAttendance, SpreadsheetImport
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.open_slots import seats_in, slots_of_day
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import contact_of

#: what changes without anybody editing
NOT_AN_EDIT = {"id", "uid", "created_at", "updated_at", "import_id", "booth_id"}


def imports_of(fair_id: int) -> Select[SpreadsheetImport]:
    """Imports of a fair, newest first."""
    return (
        select(SpreadsheetImport)
        .where(SpreadsheetImport.fair_id == fair_id)
        .order_by(SpreadsheetImport.id.desc())
    )


def import_by_id(session: Session, fair_id: int, import_id: int) -> SpreadsheetImport:
    """The import of this fair with this id.

    Raises
    ------
    NotFound
        There is none, or it is another fair's.
    """
    found = session.scalar(imports_of(fair_id).where(SpreadsheetImport.id == import_id))
    if found is None:
        raise NotFound(N_("There is no such import."))
    return found


def reading_of(session: Session, import_: SpreadsheetImport) -> Reading:
    """What is in the files of an import, against what the fair has now.

    Raises
    ------
    Invalid
        The files are not kept any more, or cannot be read.
    """
    fair = fair_by_id(session, import_.fair_id)
    return read_spreadsheets(files_of(session, import_), known_at(session, fair.id), hours_of(session, fair))


def hours_of(session: Session, fair: Fair) -> FairHours:
    """The hours rows are checked against, and what fits into them."""
    slots = slots_of_day(session, fair)

    def seats(values: dict[str, Any]) -> int:
        return seats_in(fair, slots, EmployerAttendance(**({"slots_per_interview": 1} | values)))

    return FairHours(fair.opens, fair.closes, fair.slot_minutes, seats if slots else None)


def files_of(session: Session, import_: SpreadsheetImport) -> list[SpreadsheetFile]:
    """The files of an import, opened.

    Raises
    ------
    Invalid
        They were dropped when it was confirmed.
    """
    if import_.file_sealed is None:
        raise Invalid(N_("The files of this import are not kept any more. Upload them again."))
    text = vault_of(session).open(import_.file_sealed, sealing_place(import_))
    return [SpreadsheetFile(each["name"], base64.b64decode(each["data"])) for each in json.loads(text)]


def sealing_place(import_: SpreadsheetImport) -> str:
    """What the sealed files of an import are bound to."""
    return f"import:{import_.fair_id}:{import_.file_hash}"


def known_at(session: Session, fair_id: int) -> Known:
    """What a fair has already, as keys that tell no name or contact."""
    vault = vault_of(session)

    def index(key: str) -> str:
        return vault.blind_index(key, "import")

    keys = {index(key) for key in _keys_at(session, fair_id)} | _row_keys(session, fair_id)
    employers = {fold(name): name for name in _employer_names(session, fair_id)}
    return Known(keys, employers, _booths(session, fair_id), index)


def marks_of(session: Session, fair_id: int, created: dict[str, Sequence[int]]) -> dict[str, dict[int, str]]:
    """A hash of the present state of rows by kind and id; rows that are gone are left out."""
    return {
        kind: {row_id: _mark(session, rows) for row_id, rows in _rows(session, fair_id, kind, ids)}
        for kind, ids in created.items()
    }


def names_of(session: Session, fair_id: int, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """What people call these rows, by id; rows that are gone are left out."""
    field = {"seekers": "called_name", "employers": "name", "openings": "title", "booths": "label"}[kind]
    return {row_id: getattr(rows[0], field) for row_id, rows in _rows(session, fair_id, kind, ids)}


def _keys_at(session: Session, fair_id: int) -> Iterator[str]:
    seekers = (
        select(Seeker)
        .join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
        .where(SeekerAttendance.fair_id == fair_id)
    )
    for seeker in session.scalars(seekers):
        contact = contact_of(session, seeker)
        own = person_key(seeker.called_name, contact)
        if own:
            yield own
        yield answers_key(
            {
                "called_name": seeker.called_name,
                "contact": contact,
                "work": seeker.work,
                "skills": seeker.skills,
                "zip_code": seeker.zip_code,
            }
        )
    openings = (
        select(Opening, Employer.name)
        .join(Employer, Employer.id == Opening.employer_id)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
        .where(EmployerAttendance.fair_id == fair_id)
    )
    for opening, name in session.execute(openings):
        yield opening_key(
            name, {column.key: getattr(opening, column.key) for column in Opening.__table__.columns}
        )
    for name in _employer_names(session, fair_id):
        yield f"employer|{fold(name)}"
    for label in _booths(session, fair_id):
        yield f"booth|{label}"


def _employer_names(session: Session, fair_id: int) -> list[str]:
    statement = (
        select(Employer.name)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
        .where(EmployerAttendance.fair_id == fair_id)
        .order_by(Employer.id)
    )
    return list(session.scalars(statement))


def _booths(session: Session, fair_id: int) -> dict[str, bool]:
    occupied = set(
        session.scalars(select(EmployerAttendance.booth_id).where(EmployerAttendance.fair_id == fair_id))
    )
    booths = session.scalars(select(Booth).where(Booth.fair_id == fair_id))
    return {
        booth.label.casefold(): booth.id in occupied or booth.support_desk is not None for booth in booths
    }


def _row_keys(session: Session, fair_id: int) -> set[str]:
    """Keys of the rows that earlier imports brought in and that are still there, edited or not."""
    found: set[str] = set()
    confirmed = imports_of(fair_id).where(SpreadsheetImport.state == "confirmed")
    for import_ in session.scalars(confirmed):
        for kind, rows in import_.created.items():
            here = {row_id for row_id, _ in _rows(session, fair_id, kind, [row["id"] for row in rows])}
            found |= {row["row"] for row in rows if row["id"] in here and row["row"]}
    return found


def _rows(session: Session, fair_id: int, kind: str, ids: Sequence[int]) -> Iterator[tuple[int, list[Any]]]:
    """Rows of a kind at this fair by id, each with its attendance where it has one; gone ones left out."""
    statements: dict[str, Any] = {
        "seekers": select(Seeker, SeekerAttendance)
        .join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
        .where(SeekerAttendance.fair_id == fair_id),
        "employers": select(Employer, EmployerAttendance)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
        .where(EmployerAttendance.fair_id == fair_id),
        "openings": select(Opening)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Opening.employer_id)
        .where(EmployerAttendance.fair_id == fair_id),
        "booths": select(Booth).where(Booth.fair_id == fair_id),
    }
    wanted = set(ids)
    for row in session.execute(statements[kind]):
        if row[0].id in wanted:
            yield row[0].id, list(row)


def _mark(session: Session, rows: list[Any]) -> str:
    values = {
        f"{type(row).__name__}.{column.key}": getattr(row, column.key)
        for row in rows
        for column in inspect(row).mapper.column_attrs
        if column.key not in NOT_AN_EDIT
    }
    return vault_of(session).blind_index(json.dumps(values, sort_keys=True, default=repr), "mark")


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing an import would remove."""

    #: number of rows that are still there, by kind
    counts: dict[str, int]
    #: names of rows that were edited after the import, by kind
    edited: dict[str, list[str]]
    #: number of openings that were added by hand to employers of the import
    openings_added: int
    #: interviews in published and earlier schedules; while there are any, nothing can be undone
    interviews_given: int

    @property
    def total(self) -> int:
        """Rows that would be removed."""
        return sum(self.counts.values())


def undo_preview(session: Session, import_: SpreadsheetImport) -> UndoPreview:
    """What undoing this import would remove, and what of it was edited since."""
    created = created_ids(import_)
    now = marks_of(session, import_.fair_id, created)
    edited: dict[str, list[str]] = {}
    for kind, rows in import_.created.items():
        changed = [row["id"] for row in rows if now[kind].get(row["id"], row["mark"]) != row["mark"]]
        if changed:
            edited[kind] = sorted(names_of(session, import_.fair_id, kind, changed).values())
    openings = set(created.get("openings", ()))
    of_employers = select(Opening.id, Opening.employer_id)
    employers = set(now.get("employers", {}))
    added = sum(
        1
        for opening_id, owner in session.execute(of_employers)
        if owner in employers and opening_id not in openings
    )
    return UndoPreview(
        {kind: len(now[kind]) for kind in created if now[kind]},
        edited,
        added,
        interviews_given(session, import_.fair_id, {kind: list(rows) for kind, rows in now.items()}),
    )


def created_ids(import_: SpreadsheetImport) -> dict[str, Sequence[int]]:
    """Ids of the rows an import created, by kind."""
    return {kind: [row["id"] for row in rows] for kind, rows in import_.created.items()}
