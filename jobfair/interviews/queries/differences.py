"""What publishing a draft would change for the people who already have a schedule."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from jobfair.interviews.models import Interview, Place, Schedule
from jobfair.interviews.queries.schedules import interviews_of, published_schedule


@dataclass(frozen=True, slots=True)
class Differences:
    """Codes of seekers, each list sorted."""

    #: id of the schedule it was compared with; None when nothing is published yet
    instead_of: int | None
    #: have interviews now and had none
    new: list[str]
    #: keep all they had and have one more, or several
    more: list[str]
    #: have other employers, booths or times
    changed: list[str]
    #: had interviews and have none any more
    lost: list[str]
    #: nothing moves
    same: list[str]


def differences(session: Session, schedule: Schedule) -> Differences:
    """How a draft differs from the published schedule of its fair."""
    published = published_schedule(session, schedule.fair_id)
    before = _days(interviews_of(session, published.id)) if published else {}
    after = _days(interviews_of(session, schedule.id))
    both = before.keys() & after.keys()
    return Differences(
        instead_of=published.id if published else None,
        new=sorted(after.keys() - before.keys()),
        more=sorted(code for code in both if before[code] < after[code]),
        changed=sorted(code for code in both if not before[code] <= after[code]),
        lost=sorted(before.keys() - after.keys()),
        same=sorted(code for code in both if before[code] == after[code]),
    )


def _days(interviews: list[Interview]) -> dict[str, set[Place]]:
    days: dict[str, set[Place]] = {}
    for row in interviews:
        days.setdefault(row.seeker.code, set()).add(row.place)
    return days
