"""What stands in a fair's slots and booths: interviews, counted by schedule.

Interviews are a room above this one and may not be imported from here. Yet whoever changes slots or booths
has to know what depends on them, so this module names the two tables and the few columns it counts by; a
test compares them with the real ones.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    column,
    false,
    func,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session

from jobfair.fairs.models import Slot

SCHEDULE = table(
    "schedule",
    column("id", Integer),
    column("fair_id", Integer),
    column("version", Integer),
    column("state", String),
)
INTERVIEW = table(
    "interview",
    column("id", Integer),
    column("schedule_id", Integer),
    column("slot_id", Integer),
    column("slots", Integer),
    column("booth_id", Integer),
    column("employer_id", Integer),
    column("seeker_id", Integer),
    column("status", String),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many interviews of one schedule stand in what was asked about."""

    schedule_id: int
    version: int
    #: "draft", "published" or "superseded"
    state: str
    interviews: int

    @property
    def is_published(self) -> bool:
        """Whether people have been told these times."""
        return self.state == "published"


def slots_in_use(session: Session, fair_id: int, slot_ids: Iterable[int] | None = None) -> list[Standing]:
    """Interviews in these slots (in all, when None) by schedule, newest version first; empty when unused."""
    which = None if slot_ids is None else stands_in(session, fair_id, slot_ids)
    return _standing(session, fair_id, which)


def stands_in(session: Session, fair_id: int, slot_ids: Iterable[int]) -> ColumnElement[bool]:
    """The condition that an interview of a fair takes one of these slots, as its first or a later one."""
    wanted = set(slot_ids)
    starts = [
        and_(INTERVIEW.c.slot_id == taken[0], INTERVIEW.c.slots == len(taken))
        for taken, _ in _slots_and_counts(session, fair_id)
        if wanted.intersection(taken)
    ]
    return or_(false(), *starts)


def booths_in_use(session: Session, fair_id: int, booth_ids: Iterable[int] | None = None) -> list[Standing]:
    """Interviews at these booths (at all, when None) by schedule, newest version first; empty when unused."""
    which = None if booth_ids is None else INTERVIEW.c.booth_id.in_(list(booth_ids))
    return _standing(session, fair_id, which)


def interviews_by_slot(session: Session, fair_id: int) -> dict[int, int]:
    """Interviews of the published schedule by each slot id they take; slots without one are left out."""
    found: Counter[int] = Counter()
    for taken, count in _slots_and_counts(session, fair_id, SCHEDULE.c.state == "published"):
        found.update(dict.fromkeys(taken, count))
    return dict(found)


def has_published_schedule(session: Session, fair_id: int) -> bool:
    """Whether people at this fair have been told their times."""
    return "published" in schedule_states(session, fair_id)


def seekers_with_interviews(fair_id: int) -> Select[tuple[int]]:
    """Ids of the people who have a published interview at a fair, to be asked within another statement."""
    return (
        select(INTERVIEW.c.seeker_id)
        .select_from(INTERVIEW.join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id))
        .where(SCHEDULE.c.fair_id == fair_id, SCHEDULE.c.state == "published")
        .where(INTERVIEW.c.status == "planned")
    )


def schedule_states(session: Session, fair_id: int) -> set[str]:
    """States of a fair's schedules: of "draft", "published", "superseded"."""
    return set(session.scalars(select(SCHEDULE.c.state).where(SCHEDULE.c.fair_id == fair_id)))


def _slots_and_counts(
    session: Session, fair_id: int, *which: ColumnElement[bool]
) -> list[tuple[list[int], int]]:
    """Ids of slots that interviews of a fair take, by time, and how many take just these."""
    ids = list(session.scalars(select(Slot.id).where(Slot.fair_id == fair_id).order_by(Slot.starts_at)))
    rows = session.execute(
        select(INTERVIEW.c.slot_id, INTERVIEW.c.slots, func.count())
        .select_from(INTERVIEW.join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id))
        .where(SCHEDULE.c.fair_id == fair_id, *which)
        .group_by(INTERVIEW.c.slot_id, INTERVIEW.c.slots)
    )
    return [(ids[ids.index(first) :][:slots], count) for first, slots, count in rows]


def _standing(session: Session, fair_id: int, which: ColumnElement[bool] | None) -> list[Standing]:
    statement = (
        select(SCHEDULE.c.id, SCHEDULE.c.version, SCHEDULE.c.state, func.count())
        .select_from(INTERVIEW.join(SCHEDULE, SCHEDULE.c.id == INTERVIEW.c.schedule_id))
        .where(SCHEDULE.c.fair_id == fair_id)
        .group_by(SCHEDULE.c.id, SCHEDULE.c.version, SCHEDULE.c.state)
        .order_by(SCHEDULE.c.version.desc())
    )
    if which is not None:
        statement = statement.where(which)
    return [Standing(*row) for row in session.execute(statement)]
