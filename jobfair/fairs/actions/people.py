"""Changing who attends a fair: adding, editing and removing seekers, their times and needs."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Unpack, cast, get_type_hints
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.accounts.throttling import Client, note_code_tried
from jobfair.db import lock_row
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries import attends, fair_by_id, today_at
from jobfair.fairs.queries.people import NEEDS, attendance_at, attendance_of_code, attends_elsewhere
from jobfair.fairs.queries.traces import CHANGE, INTEREST, INTERVIEW, MESSAGE, SCHEDULE, VISIT
from jobfair.seekers.actions import MOST_FAILURES, create_seeker, delete_seeker, edit_seeker
from jobfair.seekers.profile import ProfileAnswers, known_words, one_line
from jobfair.seekers.queries import sign_in_account


class PersonAnswers(ProfileAnswers, total=False):
    """A profile, and the person's times (local to the fair) and needs there."""

    arrives: time | None
    leaves: time | None
    needs: Sequence[str]
    interpreter_language: str | None


_AT_THE_FAIR = set(get_type_hints(PersonAnswers)) - set(get_type_hints(ProfileAnswers))


def add_seeker(
    session: Session,
    fair_id: int,
    *,
    now: datetime,
    actor: Actor,
    import_id: int | None = None,
    uid: UUID | None = None,
    **answers: Unpack[PersonAnswers],
) -> SeekerAttendance:
    """Add a new seeker to a fair; only `called_name` must be given.

    Does not look for doubles: `queries.people.possible_doubles` does, for those who want to ask first.

    Parameters
    ----------
    actor : tuple
        Kind and id; ("seeker", None) for somebody who registers by themselves.
    import_id : int or None
        The spreadsheet import this comes from.
    uid : UUID or None
        As for `create_seeker`.
    **answers
        Fields of `PersonAnswers`; `contact` and `notes` are stored sealed.

    Raises
    ------
    NotFound
        There is no such fair.
    Invalid
        An answer cannot be right; `field` names it.
    """
    fair_by_id(session, fair_id)
    profile, here = _parted(answers)
    attendance = SeekerAttendance(fair_id=fair_id, import_id=import_id, needs=[])
    _store_times_and_needs(attendance, here)
    seeker = create_seeker(session, now=now, actor=actor, fair_id=fair_id, uid=uid, **profile)
    attendance.seeker = seeker
    session.add(attendance)
    session.flush()
    return attendance


def take_part(
    session: Session, fair_id: int, seeker_id: int, *, now: datetime, actor: Actor
) -> SeekerAttendance:
    """Let somebody who has a code take part in a further fair; does nothing when they do already."""
    fair_by_id(session, fair_id)
    if not attends(session, fair_id, seeker_id):
        session.add(SeekerAttendance(fair_id=fair_id, seeker_id=seeker_id, needs=[]))
        session.flush()
        _record(session, "seeker.take_part", fair_id, seeker_id, now, actor)
    return attendance_at(session, fair_id, seeker_id)


def edit_person(
    session: Session,
    fair_id: int,
    seeker_id: int,
    *,
    now: datetime,
    actor: Actor,
    **answers: Unpack[PersonAnswers],
) -> SeekerAttendance:
    """Change the answers that are given, of the profile and of this fair, and leave the others.

    Raises
    ------
    NotFound
        There is no such person at this fair.
    Invalid
        An answer cannot be right; `field` names it.
    """
    attendance = attendance_at(session, fair_id, seeker_id)
    profile, here = _parted(answers)
    _store_times_and_needs(attendance, here)
    edit_seeker(session, attendance.seeker, now=now, actor=actor, fair_id=fair_id, **profile)
    return attendance


def check_in(
    session: Session, fair_id: int, seeker_id: int, *, now: datetime, actor: Actor
) -> SeekerAttendance:
    """Note that a person came to the fair; whoever came before keeps the time.

    Raises
    ------
    NotFound
        There is no such person at this fair.
    Conflict
        It is not the day of the fair, or somebody removed the person meanwhile.
    """
    fair, attendance = fair_by_id(session, fair_id), attendance_at(session, fair_id, seeker_id)
    if fair.date != today_at(fair, now):
        raise Conflict(N_("People check in on the day of the fair."))
    lock_row(session, attendance)  # desk and kiosk may do it at the same time
    if attendance.checked_in_at is None:
        attendance.checked_in_at = now
        session.flush()
        _record(session, "seeker.check_in", fair_id, seeker_id, now, actor)
    return attendance


def check_in_by_code(
    session: Session, fair_id: int, typed: str, *, now: datetime, client: Client
) -> SeekerAttendance | None:
    """Check in whoever takes part in this fair with the code that was typed; None when nobody does.

    A wrong code and one of another fair give the same answer and are counted alike.

    Raises
    ------
    NotAllowed
        Too many wrong tries.
    Conflict
        It is not the day of the fair.
    """
    found = attendance_of_code(session, fair_id, typed)
    note_code_tried(
        session,
        sign_in_account(typed),
        now=now,
        client=client,
        is_right=found is not None,
        most_failures=MOST_FAILURES,
    )
    if found is None:
        return None
    by = ("seeker", found.seeker_id)
    return check_in(session, fair_id, found.seeker_id, now=now, actor=by)


def take_back_check_in(
    session: Session, fair_id: int, seeker_id: int, *, now: datetime, actor: Actor
) -> None:
    """Note that a person has not come after all; does nothing when nobody checked them in.

    Raises
    ------
    NotFound
        There is no such person at this fair.
    """
    attendance = attendance_at(session, fair_id, seeker_id)
    if attendance.checked_in_at is not None:
        attendance.checked_in_at = None
        session.flush()
        _record(session, "seeker.take_back_check_in", fair_id, seeker_id, now, actor)


def remove_from_fair(session: Session, fair_id: int, seeker_id: int, *, now: datetime, actor: Actor) -> bool:
    """Take a person off a fair, with their interests, interviews and visits there; True if no trace is left.

    Nobody could see or delete a person who is at no fair at all; so with the last fair, the person goes too.
    """
    attendance = attendance_at(session, fair_id, seeker_id)
    if not attends_elsewhere(session, fair_id, seeker_id):
        delete_seeker(session, attendance.seeker, now=now, actor=actor)
        return True
    _take_off(session, attendance)
    _record(session, "seeker.remove", fair_id, seeker_id, now, actor)
    return False


def withdraw(session: Session, fair_id: int, seeker_id: int, *, now: datetime, actor: Actor) -> None:
    """Take a person off a fair by their own wish: interviews there are free for others, the person stays."""
    _take_off(session, attendance_at(session, fair_id, seeker_id))
    _record(session, "seeker.withdraw", fair_id, seeker_id, now, actor)


def _take_off(session: Session, attendance: SeekerAttendance) -> None:
    fair_id, seeker_id = attendance.fair_id, attendance.seeker_id
    schedules = select(SCHEDULE.c.id).where(SCHEDULE.c.fair_id == fair_id)
    session.execute(
        delete(INTERVIEW).where(INTERVIEW.c.seeker_id == seeker_id, INTERVIEW.c.schedule_id.in_(schedules))
    )
    for table in (INTEREST, CHANGE, VISIT, MESSAGE):
        session.execute(delete(table).where(table.c.fair_id == fair_id, table.c.seeker_id == seeker_id))
    session.delete(attendance)
    session.flush()
    session.expire_all()


def _record(session: Session, action: str, fair_id: int, seeker_id: int, now: datetime, actor: Actor) -> None:
    audit.record(session, action, now=now, actor=actor, on=("seeker", seeker_id), fair_id=fair_id)


def _parted(answers: PersonAnswers) -> tuple[ProfileAnswers, dict[str, Any]]:
    profile = {name: value for name, value in answers.items() if name not in _AT_THE_FAIR}
    here = {name: value for name, value in answers.items() if name in _AT_THE_FAIR}
    return cast(ProfileAnswers, profile), here


def _store_times_and_needs(attendance: SeekerAttendance, here: dict[str, Any]) -> None:
    if "needs" in here:
        attendance.needs = known_words("needs", here["needs"], NEEDS)
    if "interpreter_language" in here:
        attendance.interpreter_language = one_line("interpreter_language", here["interpreter_language"])
    arrives, leaves = here.get("arrives", attendance.arrives), here.get("leaves", attendance.leaves)
    if arrives is not None and leaves is not None and arrives >= leaves:
        raise Invalid(N_("The time to leave must be after the time to arrive."), field="leaves")
    attendance.arrives, attendance.leaves = arrives, leaves
