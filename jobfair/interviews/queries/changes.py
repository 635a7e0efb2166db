"""Reading what changed for whom since they were told, and who has seen it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from jobfair.errors import N_, NotFound
from jobfair.interviews.models import Interview, InterviewChange
from jobfair.interviews.queries.schedules import published_schedule

#: how long a person can take their own change back
UNDO_LASTS = timedelta(minutes=15)


def unseen_changes(session: Session, fair_id: int, seeker_id: int) -> list[InterviewChange]:
    """What a person has still to be shown, oldest first."""
    return _changes(
        session,
        InterviewChange.fair_id == fair_id,
        InterviewChange.seeker_id == seeker_id,
        InterviewChange.seen_at.is_(None),
    )


def unseen_by_people(session: Session, fair_id: int) -> list[list[InterviewChange]]:
    """Everybody's changes that they have not seen, a list for each person, by name."""
    by_person: dict[int, list[InterviewChange]] = {}
    for change in _changes(session, InterviewChange.fair_id == fair_id, InterviewChange.seen_at.is_(None)):
        by_person.setdefault(change.seeker_id, []).append(change)
    return sorted(by_person.values(), key=lambda changes: changes[0].seeker.called_name.casefold())


def change_to_undo(session: Session, fair_id: int, seeker_id: int, now: datetime) -> InterviewChange | None:
    """A person's last own change while it can be taken back; None when there is none."""
    schedule = published_schedule(session, fair_id)
    found = _changes(session, InterviewChange.fair_id == fair_id, InterviewChange.seeker_id == seeker_id)
    last = found[-1] if found else None
    if last is None or schedule is None or not may_undo(last, now):
        return None
    one = last.old or last.new
    return last if one is not None and one.schedule_id == schedule.id else None


def may_undo(change: InterviewChange, now: datetime) -> bool:
    """Whether a change is somebody's own, young, and not taken back yet."""
    is_own = change.by_whom != "organizer" and change.undone_at is None
    return is_own and now - change.created_at <= UNDO_LASTS


def change_by_id(session: Session, fair_id: int, seeker_id: int, change_id: int) -> InterviewChange:
    """One change of a person at a fair.

    Raises
    ------
    NotFound
        There is none.
    """
    found = _changes(
        session,
        InterviewChange.id == change_id,
        InterviewChange.fair_id == fair_id,
        InterviewChange.seeker_id == seeker_id,
    )
    if not found:
        raise NotFound(N_("There is no such page."))
    return found[0]


def changes_of_seeker(session: Session, fair_id: int, seeker_id: int) -> list[InterviewChange]:
    """All that ever changed for a person at a fair, oldest first."""
    return _changes(session, InterviewChange.fair_id == fair_id, InterviewChange.seeker_id == seeker_id)


def _changes(session: Session, *which: ColumnElement[bool]) -> list[InterviewChange]:
    parts = [
        joinedload(getattr(InterviewChange, side)).joinedload(part)
        for side in ("old", "new")
        for part in (Interview.employer, Interview.opening, Interview.booth, Interview.slot)
    ]
    statement = (
        select(InterviewChange)
        .where(*which)
        .options(joinedload(InterviewChange.seeker), *parts)
        .order_by(InterviewChange.id)
    )
    return list(session.scalars(statement))
