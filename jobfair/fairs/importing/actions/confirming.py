"""Writing what was previewed: all of it, or nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row
from jobfair.employers.actions.openings import add_opening
from jobfair.employers.models import Employer
from jobfair.errors import N_, Conflict, JobFairError
from jobfair.fairs.actions.booths import create_booth
from jobfair.fairs.actions.employers import add_employer
from jobfair.fairs.actions.people import add_seeker
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.likeness import row_key
from jobfair.fairs.importing.queries import known_at, marks_of, reading_of
from jobfair.fairs.importing.records import Record
from jobfair.fairs.models import EmployerAttendance, Fair, SpreadsheetImport
from jobfair.fairs.queries import lock_fair
from jobfair.fairs.queries.booths import booth_by_label
from jobfair.seekers.actions import CONSENT_VERSION, agree

#: takes how many rows are written, and how many there are
Progress = Callable[[int, int], None]


def confirm(
    session: Session,
    import_: SpreadsheetImport,
    *,
    now: datetime,
    actor: Actor,
    people_agreed: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> SpreadsheetImport:
    """Write the rows of a previewed import to its fair, and drop the files.

    The files are read once more, because the fair may have changed since the preview: what somebody added
    meanwhile is already there, and is not doubled.

    Parameters
    ----------
    people_agreed : bool
        The team has the agreement of these people, on paper or in person; it is noted for each. Without it
        they take no part in matching and planning until somebody asks them.

    Raises
    ------
    Conflict
        It was confirmed already, or a row cannot be written; the caller undoes what was written.
    Invalid
        The files are not kept any more.
    """
    fair = lock_fair(session, import_.fair_id)
    lock_row(session, import_)
    if import_.state != "previewed":
        raise Conflict(N_("This import was confirmed already."))
    reading = reading_of(session, import_)
    writer = _Writer(session, fair, import_, now, actor, people_agreed)
    records = [record for record in reading.accepted if not record.already_there]
    for done, record in enumerate(records):
        progress(done, len(records))
        writer.write(record)
    progress(len(records), len(records))
    import_.report = reading.report()
    import_.created = writer.remembered()
    import_.state, import_.confirmed_at, import_.file_sealed = "confirmed", now, None
    session.flush()
    audit.record(session, "import.confirm", now=now, actor=actor, on=("import", import_.id), fair_id=fair.id)
    return import_


class _Writer:
    """Writes record after record through the rooms' own actions, and remembers what it created."""

    def __init__(
        self,
        session: Session,
        fair: Fair,
        import_: SpreadsheetImport,
        now: datetime,
        actor: Actor,
        people_agreed: bool,
    ) -> None:
        self.session = session
        self.fair = fair
        self.import_id = import_.id
        self.by: dict[str, Any] = {"now": now, "actor": actor}
        self.people_agreed = people_agreed
        self.index = known_at(session, fair.id).index
        self.employer_ids = {fold(name): employer_id for employer_id, name in self._employers()}
        #: kind -> id -> hash of the row it comes from
        self.created: dict[str, dict[int, str]] = {}

    def write(self, record: Record) -> None:
        """Write one record; what an action refuses becomes a conflict that names the row."""
        try:
            created_id = getattr(self, f"_write_{record.kind}")(record)
        except JobFairError as error:
            raise Conflict(
                N_("%(file)s, row %(row)s: %(reason)s Nothing was imported."),
                file=record.file,
                row=record.row,
                reason=str(error),
            ) from error
        self.created.setdefault(record.kind, {})[created_id] = self.index(row_key(record))

    def remembered(self) -> dict[str, Any]:
        """For undo and for the next import: ids, the rows they come from, and how they look now."""
        marks = marks_of(
            self.session, self.fair.id, {kind: list(rows) for kind, rows in self.created.items()}
        )
        return {
            kind: [{"id": row_id, "row": row, "mark": marks[kind][row_id]} for row_id, row in rows.items()]
            for kind, rows in self.created.items()
        }

    def _write_booths(self, record: Record) -> int:
        return create_booth(self.session, self.fair, **record.values).id

    def _write_employers(self, record: Record) -> int:
        attendance = add_employer(
            self.session, self.fair.id, import_id=self.import_id, **self.by, **record.values
        )
        self._seat(attendance, record.extra["booth"])
        self.employer_ids[fold(attendance.employer.name)] = attendance.employer_id
        return attendance.employer_id

    def _write_openings(self, record: Record) -> int:
        name = record.extra["employer"]
        if record.extra.get("new_employer"):
            attendance = add_employer(
                self.session, self.fair.id, import_id=self.import_id, **self.by, name=name
            )
            self.employer_ids[fold(name)] = attendance.employer_id
            self.created.setdefault("employers", {})[attendance.employer_id] = ""
        employer_id = self.employer_ids[fold(name)]
        opening = add_opening(self.session, employer_id, fair_id=self.fair.id, **self.by, **record.values)
        return opening.id

    def _write_seekers(self, record: Record) -> int:
        attendance = add_seeker(
            self.session, self.fair.id, import_id=self.import_id, **self.by, **record.values, **record.extra
        )
        if self.people_agreed:
            agree(self.session, attendance.seeker, CONSENT_VERSION, how="paper", **self.by)
        return attendance.seeker_id

    def _seat(self, attendance: EmployerAttendance, label: str | None) -> None:
        booth = booth_by_label(self.session, self.fair.id, label) if label else None
        if booth is not None:
            attendance.booth_id = booth.id
            self.session.flush()

    def _employers(self) -> list[tuple[int, str]]:
        statement = (
            select(Employer.id, Employer.name)
            .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
            .where(EmployerAttendance.fair_id == self.fair.id)
        )
        return [(row[0], row[1]) for row in self.session.execute(statement)]
