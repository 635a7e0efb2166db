"""Booking a time at a support desk for one person, choosing another, and taking it back.

Who books locks the fair and its published schedule, as do those who publish or change interviews, so that a
visit and an interview are never at once. The constraints on person, desk and seat are the last wall.
"""

import itertools
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict
from jobfair.fairs.models import Booth
from jobfair.fairs.queries import lock_fair
from jobfair.interviews.models import DeskVisit
from jobfair.interviews.queries import published_schedule
from jobfair.interviews.queries.visits import desks_for, visits_of_seeker

NOT_FREE = N_("This time is not free any more. Nothing changed. Please pick another time.")
BEGAN = N_("This time has already begun, so it stays.")


def book_visit(
    session: Session, desk: Booth, seeker_id: int, slot_id: int, *, now: datetime, actor: Actor
) -> DeskVisit:
    """Give a person a time at a support desk, in place of the one they had there.

    Raises
    ------
    Conflict
        The time is not free for them, or somebody else was faster.
    """
    _lock(session, desk)
    found = next(
        (one for one in desks_for(session, desk.fair_id, seeker_id, now=now) if one.booth is desk), None
    )
    if found is None or not found.is_within_reach or slot_id not in {slot.id for slot in found.free}:
        raise Conflict(NOT_FREE)
    visit = found.visit or DeskVisit(fair_id=desk.fair_id, seeker_id=seeker_id, booth_id=desk.id)
    visit.slot_id, visit.seat, visit.created_at = slot_id, _lowest_seat(session, desk, slot_id), now
    session.add(visit)
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(NOT_FREE) from error
    session.expire(visit, ["slot"])
    _audit(session, "visit.book", visit, now, actor)
    return visit


def take_back_visit(session: Session, desk: Booth, seeker_id: int, *, now: datetime, actor: Actor) -> None:
    """Give the time back that a person has at a support desk; harmless where they have none.

    Raises
    ------
    Conflict
        It has begun.
    """
    _lock(session, desk)
    visits = visits_of_seeker(session, desk.fair_id, seeker_id)
    for visit in [one for one in visits if one.booth_id == desk.id]:
        if visit.starts_at <= now:
            raise Conflict(BEGAN)
        _audit(session, "visit.take_back", visit, now, actor)
        session.delete(visit)
    session.flush()


def _lock(session: Session, desk: Booth) -> None:
    """Wait for whoever publishes, changes interviews, slots or this desk."""
    lock_fair(session, desk.fair_id)
    published = published_schedule(session, desk.fair_id)
    for row in [published, desk] if published else [desk]:
        lock_row(session, row)


def _lowest_seat(session: Session, desk: Booth, slot_id: int) -> int:
    rows = select(DeskVisit.seat).where(DeskVisit.booth_id == desk.id, DeskVisit.slot_id == slot_id)
    taken = set(session.scalars(rows))
    return next(seat for seat in itertools.count() if seat not in taken)


def _audit(session: Session, action: str, visit: DeskVisit, now: datetime, actor: Actor) -> None:
    audit.record(session, action, now=now, actor=actor, on=("desk_visit", visit.id), fair_id=visit.fair_id)
