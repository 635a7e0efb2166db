"""Taking an import back: exactly what it created goes, and nothing else."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row
from jobfair.employers.actions.openings import delete_opening
from jobfair.employers.models import Opening
from jobfair.errors import N_, Conflict
from jobfair.fairs.actions.booths import delete_booth
from jobfair.fairs.actions.employers import remove_employer
from jobfair.fairs.actions.people import remove_from_fair
from jobfair.fairs.importing.queries import UndoPreview, created_ids, marks_of, undo_preview
from jobfair.fairs.importing.traces import drop_drafted_interviews
from jobfair.fairs.models import Booth, Fair, SpreadsheetImport
from jobfair.fairs.queries import lock_fair


def undo(session: Session, import_: SpreadsheetImport, *, now: datetime, actor: Actor) -> UndoPreview:
    """Remove what an import created and is still there, with what was edited in it since.

    Drafts lose their interviews with these people and employers. What takes part in another fair too is
    only taken off this one.

    Returns
    -------
    UndoPreview
        What was removed.

    Raises
    ------
    Conflict
        It was not confirmed, or people were given interviews that need what it created.
    """
    fair = lock_fair(session, import_.fair_id)
    lock_row(session, import_)
    if import_.state != "confirmed":
        raise Conflict(N_("There is nothing to undo: this import was never confirmed, or is undone already."))
    removed = undo_preview(session, import_)
    if removed.interviews_given:
        raise Conflict(
            N_("This import stays: interviews that people were told of need it (%(count)s)."),
            count=removed.interviews_given,
        )
    here = marks_of(session, fair.id, created_ids(import_))
    drop_drafted_interviews(session, fair.id, {kind: list(rows) for kind, rows in here.items()})
    _remove(session, fair, {kind: list(rows) for kind, rows in here.items()}, now, actor)
    import_.state, import_.undone_at = "undone", now
    session.flush()
    audit.record(session, "import.undo", now=now, actor=actor, on=("import", import_.id), fair_id=fair.id)
    return removed


def _remove(session: Session, fair: Fair, ids: dict[str, list[int]], now: datetime, actor: Actor) -> None:
    fair_id = fair.id
    for seeker_id in ids.get("seekers", ()):
        remove_from_fair(session, fair_id, seeker_id, now=now, actor=actor)
    for opening_id in ids.get("openings", ()):
        delete_opening(session, session.get_one(Opening, opening_id), now=now, actor=actor, fair_id=fair_id)
    for employer_id in ids.get("employers", ()):
        remove_employer(session, fair_id, employer_id, now=now, actor=actor)
    for booth_id in ids.get("booths", ()):
        delete_booth(session, fair, session.get_one(Booth, booth_id), now=now, actor_id=actor[1])
