"""Reading who attends a fair: seekers with their times and needs."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from jobfair.accounts.models import AuditEntry
from jobfair.db import vault_of
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.seekers.codes import parse_code
from jobfair.seekers.contact import direct_contact, plain_contact
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import profile_of

AT_THE_FAIR = ("arrives", "leaves", "needs", "interpreter_language")
NEEDS = ("spanish_interpreter", "asl_interpreter", "wheelchair", "reading_help", "brings_child")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to."""

    #: name, code or words of work, skills, wishes and certificates; all of them must be there
    words: str = ""
    #: one of `NEEDS`, "no_second_factor", "no_consent", "checked_in" or "not_here"; empty for everybody
    filter: str = ""


def people_of_fair(fair_id: int, wanted: Wanted) -> Select[SeekerAttendance]:
    """Attendances with their seekers, by name."""
    statement = (
        select(SeekerAttendance)
        .join(SeekerAttendance.seeker)
        .options(contains_eager(SeekerAttendance.seeker))
        .where(SeekerAttendance.fair_id == fair_id)
        .order_by(func.lower(Seeker.called_name), Seeker.id)
    )
    if wanted.words.strip():
        statement = statement.where(_found_by(wanted.words))
    if wanted.filter in NEEDS:
        statement = statement.where(cast(SeekerAttendance.needs, String).contains(f'"{wanted.filter}"'))
    if wanted.filter == "no_second_factor":
        statement = statement.where(Seeker.second_factor_hash.is_(None))
    if wanted.filter == "no_consent":
        statement = statement.where(~Seeker.has_agreed)
    if wanted.filter == "checked_in":
        statement = statement.where(SeekerAttendance.checked_in_at.is_not(None))
    if wanted.filter == "not_here":
        statement = statement.where(SeekerAttendance.checked_in_at.is_(None))
    return statement


def attendance_at(session: Session, fair_id: int, seeker_id: int) -> SeekerAttendance:
    """The attendance of a seeker at a fair, with the seeker loaded.

    Raises
    ------
    NotFound
        There is no such person at this fair.
    """
    found = session.scalar(
        select(SeekerAttendance)
        .join(SeekerAttendance.seeker)
        .options(contains_eager(SeekerAttendance.seeker))
        .where(SeekerAttendance.fair_id == fair_id, SeekerAttendance.seeker_id == seeker_id)
    )
    if found is None:
        raise NotFound(N_("There is no such person at this fair."))
    return found


def answers_at(session: Session, attendance: SeekerAttendance) -> dict[str, Any]:
    """All answers of a person, those about the fair too, as `edit_person` takes them."""
    here = {name: getattr(attendance, name) for name in AT_THE_FAIR}
    return {**profile_of(session, attendance.seeker), **here}


def attendance_of_code(session: Session, fair_id: int, text: str) -> SeekerAttendance | None:
    """The attendance of whose code somebody typed in any style; None when nobody here has it."""
    code = parse_code(text)
    return session.scalar(
        select(SeekerAttendance)
        .join(SeekerAttendance.seeker)
        .where(SeekerAttendance.fair_id == fair_id, Seeker.code == code)
    )


def entered_by(session: Session, fair_id: int, user_id: int, most: int) -> list[Seeker]:
    """People of a fair whom a user entered, last first."""
    return list(
        session.scalars(
            select(Seeker)
            .join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
            .join(AuditEntry, and_(AuditEntry.object_kind == "seeker", AuditEntry.object_id == Seeker.id))
            .where(
                SeekerAttendance.fair_id == fair_id,
                AuditEntry.fair_id == fair_id,
                AuditEntry.action == "seeker.create",
                AuditEntry.actor_kind == "user",
                AuditEntry.actor_id == user_id,
            )
            .order_by(AuditEntry.id.desc())
            .limit(most)
        )
    )


def attendances_of_seeker(session: Session, seeker_id: int) -> list[tuple[Fair, SeekerAttendance]]:
    """Fairs a seeker takes part in with the attendance there, newest first."""
    rows = session.execute(
        select(Fair, SeekerAttendance)
        .join(SeekerAttendance, SeekerAttendance.fair_id == Fair.id)
        .where(SeekerAttendance.seeker_id == seeker_id)
        .order_by(Fair.date.desc(), Fair.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def attends_elsewhere(session: Session, fair_id: int, seeker_id: int) -> bool:
    """Whether a seeker takes part in another fair too."""
    found = session.scalar(
        select(SeekerAttendance.id)
        .where(SeekerAttendance.seeker_id == seeker_id, SeekerAttendance.fair_id != fair_id)
        .limit(1)
    )
    return found is not None


def possible_doubles(
    session: Session, fair_id: int, *, called_name: str, contact: str | None, except_id: int | None = None
) -> list[Seeker]:
    """Seekers of a fair who may be the same person, by id.

    The same phone or e-mail in any style; for other words ("ask for me at the shelter") the same name too,
    because a whole house may share them.
    """
    if not contact or not contact.strip():
        return []
    index = vault_of(session).blind_index(plain_contact(contact), "contact")
    statement = (
        select(Seeker)
        .join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
        .where(
            SeekerAttendance.fair_id == fair_id, Seeker.contact_index == index, Seeker.id != (except_id or 0)
        )
        .order_by(Seeker.id)
    )
    found = list(session.scalars(statement))
    if direct_contact(contact):
        return found
    name = " ".join(called_name.casefold().split())
    return [seeker for seeker in found if seeker.called_name.casefold() == name]


def _found_by(words: str) -> ColumnElement[bool]:
    code = parse_code(words)
    all_words = and_(*(_has_word(word) for word in words.split()))
    return or_(Seeker.code == code, all_words) if code else all_words


def _has_word(word: str) -> ColumnElement[bool]:
    """Name, code or own words contain this; SQLite lowers ASCII only, so accented capitals are tried too."""
    tries = {word.lower(), word.capitalize(), word.upper()}
    texts = [func.lower(Seeker.called_name), Seeker.called_name, func.lower(Seeker.code)]
    own_words = [
        func.lower(cast(column, String))
        for column in (Seeker.work, Seeker.skills, Seeker.wishes, Seeker.certificates)
    ]
    found = [text.contains(one, autoescape=True) for text in texts for one in tries]
    # JSON is stored with escapes for letters beyond ASCII
    escaped = {json.dumps(one)[1:-1].lower() for one in tries}
    found += [text.contains(one, autoescape=True) for text in own_words for one in escaped]
    return or_(*found)
