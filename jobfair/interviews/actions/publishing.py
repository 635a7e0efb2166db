"""Publishing a draft: lock, check again, freeze. And throwing a draft away."""

import itertools
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict
from jobfair.fairs.queries import lock_fair
from jobfair.interviews.actions.impressions import carry_impressions
from jobfair.interviews.actions.telling import tell_published
from jobfair.interviews.models import Interview, InterviewChange, Place, Schedule
from jobfair.interviews.queries import broken_interviews, interviews_of, published_schedule
from jobfair.interviews.queries.visits import who_visits_instead


def publish(
    session: Session,
    schedule: Schedule,
    *,
    now: datetime,
    actor: tuple[str, int | None],
    instead_of: int | None,
) -> Schedule:
    """Make a draft the schedule that people are told; the one before is superseded, and this one frozen.

    Everybody for whom something changes gets a message; whoever had other interviews before finds each
    change on their page until they say that they have seen it.

    Parameters
    ----------
    instead_of : int or None
        Id of the published schedule the person compared this draft with; None when there was none.

    Raises
    ------
    Conflict
        It is no draft any more, another version was published meanwhile, or people, booths or times changed
        so that some of its interviews cannot take place.
    """
    fair = lock_fair(session, schedule.fair_id)
    lock_row(session, schedule)
    if schedule.state != "draft":
        raise Conflict(N_("This version was published before."))
    published = published_schedule(session, schedule.fair_id)
    if (published.id if published else None) != instead_of:
        raise Conflict(N_("Somebody else published another version. Look at the differences once more."))
    interviews = interviews_of(session, schedule.id)
    if not interviews:
        raise Conflict(N_("This version has no interviews, so there is nothing to publish."))
    _refuse_broken(session, schedule.fair_id, interviews)
    before: list[Interview] = []
    if published is not None:
        lock_row(session, published)  # so that nobody takes a seat of it that is not looked at here
        before = interviews_of(session, published.id)
        _note_changes(session, schedule.fair_id, before, interviews, now)
        carry_impressions(session, before, interviews)
        published.state = "superseded"
        session.flush()  # the index allows one published schedule a fair at any moment
    schedule.state, schedule.published_at = "published", now
    session.flush()
    tell_published(session, fair, schedule.version, before, interviews, now)
    audit.record(
        session,
        "schedule.publish",
        now=now,
        actor=actor,
        on=("schedule", schedule.id),
        fair_id=schedule.fair_id,
    )
    return schedule


def _refuse_broken(session: Session, fair_id: int, interviews: list[Interview]) -> None:
    """Who booked a support desk meanwhile keeps that time, and is named."""
    broken = broken_interviews(session, fair_id, interviews)
    if not broken:
        return
    sentence = N_(
        "People, booths or times changed since this draft was made: "
        "%(count)s of its interviews cannot take place. Please plan again."
    )
    codes = who_visits_instead(session, fair_id, interviews)
    if codes:
        sentence = N_(
            "Since this draft was made, people booked a support desk at the time of an interview: %(codes)s. "
            "%(count)s of its interviews cannot take place. Please plan again."
        )
    raise Conflict(sentence, count=broken, codes=", ".join(codes))


def _note_changes(
    session: Session, fair_id: int, before: list[Interview], interviews: list[Interview], now: datetime
) -> None:
    """Store what is different for everybody who had interviews before."""
    after = _by_person(interviews)
    for seeker_id, told in _by_person(before).items():
        new = after.get(seeker_id, {})
        gone = [row for place, row in told.items() if place not in new]
        come = [row for place, row in new.items() if place not in told]
        for old, instead in _paired(gone, come):
            session.add(
                InterviewChange(
                    fair_id=fair_id,
                    seeker_id=seeker_id,
                    old=old,
                    new=instead,
                    by_whom="organizer",
                    created_at=now,
                )
            )


def _by_person(interviews: list[Interview]) -> dict[int, dict[Place, Interview]]:
    people: dict[int, dict[Place, Interview]] = {}
    for row in interviews:
        people.setdefault(row.seeker_id, {})[row.place] = row
    return people


def _paired(
    gone: list[Interview], come: list[Interview]
) -> Iterator[tuple[Interview | None, Interview | None]]:
    """What is gone beside what has come, with the same employer where there is one, else in order."""
    by_employer = {row.employer_id: row for row in come}
    left = []
    for row in gone:
        if row.employer_id in by_employer:
            yield row, by_employer.pop(row.employer_id)
        else:
            left.append(row)
    yield from itertools.zip_longest(left, by_employer.values())


def delete_draft(
    session: Session, schedule: Schedule, *, now: datetime, actor: tuple[str, int | None]
) -> None:
    """Throw a draft away with its interviews.

    Raises
    ------
    Conflict
        It was published: then people were told, and it stays.
    """
    lock_row(session, schedule)
    if schedule.state != "draft":
        raise Conflict(N_("Only drafts can be deleted. This version was published."))
    fair_id, schedule_id = schedule.fair_id, schedule.id
    session.delete(schedule)
    session.flush()
    audit.record(
        session, "schedule.delete", now=now, actor=actor, on=("schedule", schedule_id), fair_id=fair_id
    )
