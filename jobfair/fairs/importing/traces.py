"""What rooms above keep about the rows of an import: interviews in schedules.

Their tables are named here with the few columns needed, because imports point down only; a test compares
them with the real ones.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Integer, String, column, delete, select, table
from sqlalchemy.orm import Session

SCHEDULE = table("schedule", column("id", Integer), column("fair_id", Integer), column("state", String))
INTERVIEW = table(
    "interview",
    column("id", Integer),
    column("schedule_id", Integer),
    column("seeker_id", Integer),
    column("employer_id", Integer),
    column("opening_id", Integer),
    column("booth_id", Integer),
)
COLUMNS = {
    "seekers": INTERVIEW.c.seeker_id,
    "employers": INTERVIEW.c.employer_id,
    "openings": INTERVIEW.c.opening_id,
    "booths": INTERVIEW.c.booth_id,
}
#: databases allow a limited number of values in one statement
AT_ONCE = 500


def interviews_given(session: Session, fair_id: int, created: dict[str, Sequence[int]]) -> int:
    """How many interviews with any of these rows stand in schedules that people were given."""
    found: set[int] = set()
    for kind, ids in created.items():
        for some in _portions(ids):
            found |= set(
                session.scalars(
                    select(INTERVIEW.c.id)
                    .join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id)
                    .where(
                        SCHEDULE.c.fair_id == fair_id, SCHEDULE.c.state != "draft", COLUMNS[kind].in_(some)
                    )
                )
            )
    return len(found)


def drop_drafted_interviews(session: Session, fair_id: int, created: dict[str, Sequence[int]]) -> None:
    """Take these rows out of drafts nobody was given."""
    statement = select(SCHEDULE.c.id).where(SCHEDULE.c.fair_id == fair_id, SCHEDULE.c.state == "draft")
    drafts = list(session.scalars(statement.with_for_update()))
    for kind, ids in created.items():
        for some in _portions(ids):
            session.execute(
                delete(INTERVIEW).where(INTERVIEW.c.schedule_id.in_(drafts), COLUMNS[kind].in_(some))
            )


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
