"""Changing which employers attend a fair, and when they are there."""

from datetime import datetime, time
from typing import Any, TypedDict, Unpack, get_type_hints

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.employers.actions.card import create_employer, edit_card
from jobfair.employers.checks import CardValues, check_range, folded
from jobfair.employers.queries.standing import INTERVIEW, lock_drafts, standing
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.models import EmployerAttendance, Fair
from jobfair.fairs.queries import lock_fair
from jobfair.fairs.queries.employers import attendance_of, attends_fairs, names_at_fair
from jobfair.fairs.queries.open_slots import seats_in, slots_of_day

MOST_INTERVIEWERS = 50
#: slots that one interview can take
MOST_SLOTS = 4
MOST_PROMISED = 200


class AttendanceValues(TypedDict, total=False):
    """An employer at one fair: hours are local times of the fair; empty means from the start, to the end."""

    interviewers: int
    arrives: time | None
    leaves: time | None
    break_starts: time | None
    break_ends: time | None
    needs_power: bool
    slots_per_interview: int
    promised_interviews: int


USUAL: AttendanceValues = {"interviewers": 1, "slots_per_interview": 1, "promised_interviews": 0}


class EmployerValues(CardValues, AttendanceValues, total=False):
    """The card and the attendance together."""


def add_employer(
    session: Session,
    fair_id: int,
    *,
    now: datetime,
    actor: Actor,
    import_id: int | None = None,
    **values: Unpack[EmployerValues],
) -> EmployerAttendance:
    """Add an employer to a fair; `name` is the only value that must be given.

    Parameters
    ----------
    import_id : int or None
        The spreadsheet import this comes from.
    **values
        Fields of `EmployerValues`; `contact` is stored sealed.

    Raises
    ------
    NotFound
        There is no such fair.
    Conflict
        The fair has an employer of this name already, in any case or with other accents.
    Invalid
        A field cannot be right; `field` names it.
    """
    fair = lock_fair(session, fair_id)
    card, hours = _parted(values)
    _check_name(session, fair_id, card.get("name"))
    attendance = EmployerAttendance(fair_id=fair_id, import_id=import_id, **{**USUAL, **hours})
    _check_hours(fair, attendance)
    _check_interviews(session, fair, attendance)
    attendance.employer = employer = create_employer(session, now=now, **card)
    session.add(attendance)
    session.flush()
    audit.record(session, "employer.add", now=now, actor=actor, on=("employer", employer.id), fair_id=fair_id)
    return attendance


def edit_employer(
    session: Session,
    fair_id: int,
    employer_id: int,
    *,
    now: datetime,
    actor: Actor,
    **values: Unpack[EmployerValues],
) -> EmployerAttendance:
    """Change the given fields of an employer and of its attendance.

    Raises
    ------
    NotFound, Conflict, Invalid
        As for `add_employer`; the caller undoes what was written.
    """
    fair = lock_fair(session, fair_id)
    attendance = attendance_of(session, fair_id, employer_id)
    card, hours = _parted(values)
    if "name" in card:
        _check_name(session, fair_id, card["name"], besides=employer_id)
    edit_card(session, attendance.employer, **card)
    for field, value in hours.items():
        setattr(attendance, field, value)
    if hours:
        _check_hours(fair, attendance)
        _check_interviews(session, fair, attendance)
    session.flush()
    audit.record(
        session, "employer.edit", now=now, actor=actor, on=("employer", employer_id), fair_id=fair_id
    )
    return attendance


def remove_employer(session: Session, fair_id: int, employer_id: int, *, now: datetime, actor: Actor) -> None:
    """Remove an employer from a fair, with its interviews in drafts.

    When it attends no other fair it is deleted with its openings, the answers about them and the right of
    its people to act for it. An employer that earlier schedules name stays in the books without contact.

    Raises
    ------
    NotFound
        It does not attend this fair.
    Conflict
        Interviews with it stand in the published schedule.
    """
    lock_fair(session, fair_id)
    attendance = attendance_of(session, fair_id, employer_id)
    employer = attendance.employer
    drafts = lock_drafts(session, fair_id=fair_id, employer_id=employer_id)
    count = standing(session, fair_id=fair_id, employer_id=employer_id).published
    if count:
        raise Conflict(
            N_("Interviews with %(employer)s stand in the published schedule (%(count)s)."),
            count=count,
            employer=employer.name,
        )
    session.execute(
        delete(INTERVIEW).where(INTERVIEW.c.schedule_id.in_(drafts), INTERVIEW.c.employer_id == employer_id)
    )
    session.delete(attendance)
    session.flush()
    if not attends_fairs(session, employer_id):
        if standing(session, employer_id=employer_id).kept:
            employer.contact_sealed = None
        else:
            session.delete(employer)
        session.flush()
    audit.record(
        session, "employer.remove", now=now, actor=actor, on=("employer", employer_id), fair_id=fair_id
    )


def _parted(values: EmployerValues) -> tuple[CardValues, AttendanceValues]:
    of_card = get_type_hints(CardValues)
    card: Any = {field: value for field, value in values.items() if field in of_card}
    hours: Any = {field: value for field, value in values.items() if field not in of_card}
    return card, hours


def _check_name(session: Session, fair_id: int, name: str | None, *, besides: int | None = None) -> None:
    wanted = folded(name or "")
    for employer_id, other in names_at_fair(session, fair_id).items():
        if employer_id != besides and folded(other) == wanted:
            raise Conflict(N_("%(employer)s is at this fair already."), field="name", employer=other)


def _check_interviews(session: Session, fair: Fair, attendance: EmployerAttendance) -> None:
    """Refuse interviews that no run of slots holds, and a promise of more than their day holds."""
    for field, least, most in (
        ("slots_per_interview", 1, MOST_SLOTS),
        ("promised_interviews", 0, MOST_PROMISED),
    ):
        check_range(field, getattr(attendance, field), least, most)
    slots = slots_of_day(session, fair) if attendance.promised_interviews else []
    if not slots:
        return  # nothing is promised, or nobody knows yet what fits
    seats = seats_in(fair, slots, attendance)
    if attendance.promised_interviews > seats:
        raise Invalid(
            N_("Promise %(seats)s at most: that is how many interviews fit into their day."),
            field="promised_interviews",
            seats=seats,
        )


def _check_hours(fair: Fair, attendance: EmployerAttendance) -> None:
    if attendance.interviewers is None:
        raise Invalid(N_("Say how many interviewers come."), field="interviewers")
    check_range("interviewers", attendance.interviewers, 1, MOST_INTERVIEWERS)
    arrives, leaves = attendance.arrives or fair.opens, attendance.leaves or fair.closes
    if arrives >= fair.closes:
        raise Invalid(N_("They would arrive after the fair is over."), field="arrives")
    if leaves <= fair.opens:
        raise Invalid(N_("They would leave before the fair opens."), field="leaves")
    if arrives >= leaves:
        raise Invalid(N_("They must leave later than they arrive."), field="leaves")
    starts, ends = attendance.break_starts, attendance.break_ends
    if (starts is None) != (ends is None):
        missing = "break_starts" if starts is None else "break_ends"
        raise Invalid(N_("Give both times of the lunch break, or neither."), field=missing)
    if starts is not None and ends is not None and starts >= ends:
        raise Invalid(N_("The lunch break must end later than it starts."), field="break_ends")
