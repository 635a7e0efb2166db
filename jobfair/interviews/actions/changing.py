"""Changing a published interview for one person: another time, none, and back again; and having seen it.

Everybody who changes a published schedule locks it first, and looks at all that overlaps. The indexes on
person, booth and slot are the last wall: who loses a race hears that the time is taken.
"""

import itertools
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict
from jobfair.fairs.actions.employers import MOST_SLOTS
from jobfair.fairs.models import EmployerAttendance, Fair, Slot
from jobfair.fairs.queries.slots import slots_of
from jobfair.fairs.slot_times import overlap
from jobfair.interviews.actions.telling import stop_waiting, tell_change
from jobfair.interviews.models import Interview, InterviewChange, Schedule
from jobfair.interviews.queries import broken_interviews, interviews_of
from jobfair.interviews.queries.changes import may_undo
from jobfair.interviews.queries.free_seats import FreeSeat

TAKEN = N_("Somebody else just took this time. Nothing changed: please choose another one.")
NOT_BACK = N_("Your old time is taken by now. Nothing changed.")
OVER = N_("This interview has started or changed meanwhile. Ask at the help desk.")
TOO_LATE = N_("This cannot be taken back any more. Ask at the help desk.")


def change_time(
    session: Session, interview: Interview, seat: FreeSeat, *, now: datetime, actor: Actor, by_whom: str
) -> InterviewChange:
    """Give a person another seat in place of an interview.

    Raises
    ------
    Conflict
        The interview has started or is not theirs any more, or the seat is not free for them.
    """
    _lock(session, interview, now)
    new = _seated(session, interview.schedule, interview.seeker_id, seat, now, instead_of=interview)
    return _record(session, interview, interview, new, now=now, actor=actor, by_whom=by_whom)


def take_seat(
    session: Session,
    schedule: Schedule,
    seeker_id: int,
    seat: FreeSeat,
    *,
    now: datetime,
    actor: Actor,
    by_whom: str,
) -> InterviewChange:
    """Give a person a free seat of a published schedule besides what they have.

    Raises
    ------
    Conflict
        The schedule is not the published one any more, or the seat is not free for them.
    """
    lock_row(session, schedule)
    if schedule.state != "published":
        raise Conflict(TAKEN)
    new = _seated(session, schedule, seeker_id, seat, now)
    return _record(session, new, None, new, now=now, actor=actor, by_whom=by_whom)


def give_up(
    session: Session, interview: Interview, *, now: datetime, actor: Actor, by_whom: str
) -> InterviewChange:
    """Take an interview out without another.

    Raises
    ------
    Conflict
        It has started, or is not theirs any more.
    """
    _lock(session, interview, now)
    interview.status = "cancelled"
    session.flush()
    return _record(session, interview, interview, None, now=now, actor=actor, by_whom=by_whom)


def undo_change(session: Session, change: InterviewChange, *, now: datetime, actor: Actor) -> None:
    """Go back to the old time while nobody has taken it, or to having none where there was none.

    Raises
    ------
    Conflict
        It is too late, or somebody has the seat; the new time stays.
    """
    old, new = change.old, change.new
    one = old or new
    if one is None:
        raise Conflict(TOO_LATE)
    lock_row(session, one.schedule)
    session.refresh(change, ["undone_at"])
    is_open = may_undo(change, now) and one.schedule.state == "published"
    if new is not None:
        session.refresh(new)
        is_open = is_open and new.status == "planned"
    if not is_open or any(row.slot.starts_at <= now for row in (old, new) if row):
        raise Conflict(TOO_LATE)
    seat = _free_seat(session, old.schedule, new, old, NOT_BACK) if old else None
    if new is not None:
        new.status = "cancelled"
        session.flush()
    if old is not None and seat is not None:
        old.seat, old.status = seat, "planned"
    change.undone_at = now
    _flush_or(session, NOT_BACK)
    _audit(session, "interview.undo", one, now, actor)
    _tell(session, change, f"undo:{change.id}", now)


def mark_seen(session: Session, changes: Iterable[InterviewChange], *, now: datetime, actor: Actor) -> None:
    """Note that a person knows of their changes; harmless when they said so before."""
    for change in changes:
        if change.seen_at is None:
            change.seen_at = now
            audit.record(
                session,
                "interview.seen",
                now=now,
                actor=actor,
                on=("interview_change", change.id),
                fair_id=change.fair_id,
            )
    session.flush()


def _seated(
    session: Session,
    schedule: Schedule,
    seeker_id: int,
    seat: FreeSeat,
    now: datetime,
    *,
    instead_of: Interview | None = None,
) -> Interview:
    """A new interview on a seat of a locked schedule, in place of an old one where there is one."""
    new = Interview(
        schedule_id=schedule.id,
        seeker_id=seeker_id,
        employer_id=seat.employer_id,
        opening_id=seat.opening_id,
        booth_id=seat.booth_id,
        slot_id=seat.slot_id,
        slot=session.get_one(Slot, seat.slot_id),
        slots=seat.slots,
        fit=seat.fit,
        reason=seat.reason,
        status="planned",
    )
    if seat.starts_at <= now:
        raise Conflict(TAKEN)
    new.seat = _free_seat(session, schedule, instead_of, new, TAKEN)
    if instead_of is not None:
        instead_of.status = "cancelled"
        session.flush()
    session.add(new)
    _flush_or(session, TAKEN)
    return new


def _lock(session: Session, interview: Interview, now: datetime) -> None:
    lock_row(session, interview.schedule)
    session.refresh(interview)
    is_open = interview.schedule.state == "published" and interview.status == "planned"
    if not is_open or interview.slot.starts_at <= now:
        raise Conflict(OVER)


def _free_seat(
    session: Session, schedule: Schedule, gone: Interview | None, new: Interview, sentence: str
) -> int:
    """The lowest seat for an interview, all the while it lasts; looks at this person and this time alone.

    Raises
    ------
    Conflict
        The person or every seat is busy at some moment of it, or it breaks a rule that held before.
    """
    standing = _concerned(session, schedule, new)
    others = [row for row in standing if row is not gone]
    beside = [row for row in others if row.overlaps(new)]
    taken = {row.seat for row in beside if row.booth_id == new.booth_id}
    seat = next(number for number in itertools.count() if number not in taken)
    is_busy = any(row.seeker_id == new.seeker_id for row in beside)
    if is_busy or seat >= _interviewers(session, schedule.fair_id, new.employer_id):
        raise Conflict(sentence)
    if broken_interviews(session, schedule.fair_id, [*others, new]) > broken_interviews(
        session, schedule.fair_id, standing
    ):
        raise Conflict(sentence)
    return seat


def _concerned(session: Session, schedule: Schedule, new: Interview) -> list[Interview]:
    """Interviews of a person, and all that take place while another one does."""
    times = (new.slot.starts_at, new.ends_at)
    near = [
        slot.id
        for slot in slots_of(session, schedule.fair_id)
        if overlap((slot.starts_at, slot.starts_at + MOST_SLOTS * (slot.ends_at - slot.starts_at)), times)
    ]
    rows = interviews_of(
        session, schedule.id, or_(Interview.seeker_id == new.seeker_id, Interview.slot_id.in_(near))
    )
    return [row for row in rows if row.seeker_id == new.seeker_id or row.overlaps(new)]


def _interviewers(session: Session, fair_id: int, employer_id: int) -> int:
    found = select(EmployerAttendance.interviewers).where(
        EmployerAttendance.fair_id == fair_id, EmployerAttendance.employer_id == employer_id
    )
    return session.scalar(found) or 0


def _flush_or(session: Session, sentence: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(sentence) from error


def _record(
    session: Session,
    one: Interview,
    old: Interview | None,
    new: Interview | None,
    *,
    now: datetime,
    actor: Actor,
    by_whom: str,
) -> InterviewChange:
    """Store a change and tell of it; `one` is the interview of the two that the audit names."""
    change = InterviewChange(
        fair_id=one.schedule.fair_id,
        seeker_id=one.seeker_id,
        old=old,
        new=new,
        by_whom=by_whom,
        created_at=now,
        seen_at=now if by_whom == "seeker" else None,
    )
    session.add(change)
    session.flush()
    kind = "change" if old and new else "give_up" if old else "take"
    _audit(session, f"interview.{kind}", one, now, actor)
    _tell(session, change, f"change:{change.id}", now)
    return change


def _tell(session: Session, change: InterviewChange, key: str, now: datetime) -> None:
    """Tell what the desk did; who did it themselves knows, and what waits to be told is not so any more."""
    if change.by_whom == "helper":
        tell_change(session, session.get_one(Fair, change.fair_id), change.seeker, key, now)
    else:
        stop_waiting(session, change.fair_id, change.seeker_id)


def _audit(session: Session, action: str, interview: Interview, now: datetime, actor: Actor) -> None:
    audit.record(
        session,
        action,
        now=now,
        actor=actor,
        on=("interview", interview.id),
        fair_id=interview.schedule.fair_id,
    )
