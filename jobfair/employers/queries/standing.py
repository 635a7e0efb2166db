"""Which interviews an employer or an opening stands in.

Interviews belong to a room above this one, so their tables are read by name here: imports point down only.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, column, func, select, table
from sqlalchemy.orm import Session

SCHEDULE = table("schedule", column("id"), column("fair_id"), column("state"))
INTERVIEW = table(
    "interview", column("schedule_id"), column("employer_id"), column("opening_id"), column("status")
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of interviews."""

    #: planned, in the schedule people were given
    published: int
    #: in drafts nobody was given yet
    drafted: int
    #: in published and earlier schedules, cancelled ones too
    kept: int


def standing(
    session: Session,
    *,
    fair_id: int | None = None,
    employer_id: int | None = None,
    opening_id: int | None = None,
) -> Standing:
    """How many interviews of an employer or opening stand in schedules, at one fair or at all."""
    draft, published = SCHEDULE.c.state == "draft", SCHEDULE.c.state == "published"
    row = session.execute(
        select(
            _count(published & (INTERVIEW.c.status == "planned")),
            _count(draft),
            _count(~draft),
        )
        .select_from(INTERVIEW.join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id))
        .where(*_scope(fair_id, employer_id, opening_id))
    ).one()
    return Standing(*row)


def lock_drafts(
    session: Session,
    *,
    fair_id: int | None = None,
    employer_id: int | None = None,
    opening_id: int | None = None,
) -> list[int]:
    """Ids of draft schedules that name an employer or opening, locked so that none is published meanwhile."""
    naming = select(INTERVIEW.c.schedule_id).where(
        *(_scope(None, employer_id, opening_id)), INTERVIEW.c.schedule_id == SCHEDULE.c.id
    )
    statement = select(SCHEDULE.c.id).where(SCHEDULE.c.state == "draft", naming.exists())
    if fair_id is not None:
        statement = statement.where(SCHEDULE.c.fair_id == fair_id)
    return list(session.scalars(statement.order_by(SCHEDULE.c.id).with_for_update()))


def _scope(fair_id: int | None, employer_id: int | None, opening_id: int | None) -> list[ColumnElement[bool]]:
    pairs = (
        (SCHEDULE.c.fair_id, fair_id),
        (INTERVIEW.c.employer_id, employer_id),
        (INTERVIEW.c.opening_id, opening_id),
    )
    return [found == wanted for found, wanted in pairs if wanted is not None]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
