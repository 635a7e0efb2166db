"""What other rooms keep about a seeker at a fair: interests, interviews, changes, visits to desks, messages.

Their tables are named here with the few columns needed, because imports point down only; a test compares
them with the real ones.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Integer, String, column, func, select, table
from sqlalchemy.orm import Session

SCHEDULE = table("schedule", column("id", Integer), column("fair_id", Integer), column("state", String))
INTERVIEW = table(
    "interview", column("schedule_id", Integer), column("seeker_id", Integer), column("status", String)
)
#: what hangs on a person at a fair by nothing but these two
INTEREST, CHANGE, MESSAGE = (
    table(name, column("fair_id", Integer), column("seeker_id", Integer))
    for name in ("interest", "interview_change", "message")
)
VISIT = table(
    "desk_visit",
    column("fair_id", Integer),
    column("seeker_id", Integer),
    column("booth_id", Integer),
    column("slot_id", Integer),
)


def published_interviews_of(session: Session, seeker_id: int, fair_id: int | None = None) -> int:
    """How many planned interviews of a seeker stand in published schedules, at one fair or at all."""
    statement = (
        select(func.count())
        .select_from(INTERVIEW.join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id))
        .where(
            SCHEDULE.c.state == "published",
            INTERVIEW.c.seeker_id == seeker_id,
            INTERVIEW.c.status == "planned",
        )
    )
    if fair_id is not None:
        statement = statement.where(SCHEDULE.c.fair_id == fair_id)
    return session.scalar(statement) or 0


def visits_at(session: Session, booth_id: int) -> int:
    """How many people booked a time at a support desk."""
    return _visits(session, VISIT.c.booth_id == booth_id)


def most_at_once(session: Session, booth_id: int) -> int:
    """How many people booked the same time at a support desk, at the time that most have."""
    by_slot = select(func.count()).where(VISIT.c.booth_id == booth_id).group_by(VISIT.c.slot_id)
    return max(session.scalars(by_slot), default=0)


def visits_in(session: Session, slot_ids: Iterable[int]) -> int:
    """How many visits to support desks are booked in these slots."""
    return _visits(session, VISIT.c.slot_id.in_(list(slot_ids)))


def _visits(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(VISIT).where(which)) or 0
