"""Reading seekers."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from jobfair.accounts.models import AuditEntry, SignIn, User
from jobfair.accounts.queries import throttle_of
from jobfair.db import Base, vault_of
from jobfair.errors import N_, NotFound
from jobfair.outbox import Message, read
from jobfair.seekers.codes import parse_code
from jobfair.seekers.contact import direct_contact
from jobfair.seekers.models import Consent, Seeker
from jobfair.seekers.profile import ProfileAnswers

#: columns of another table that say what a row there is called
_NAMING_COLUMNS = (
    "name", "title", "label", "support_desk", "date", "version", "state", "starts_at", "ends_at", "fair_id",
)  # fmt: skip
#: of no use to the person, and none of them readable
_LEFT_OUT = {"uid", "contact_sealed", "contact_index", "private_notes_sealed", "second_factor_hash"}


def seeker_by_id(session: Session, seeker_id: int) -> Seeker:
    """The seeker with this id.

    Raises
    ------
    NotFound
        There is none.
    """
    seeker = session.get(Seeker, seeker_id)
    if seeker is None:
        raise NotFound(N_("There is no such person."))
    return seeker


def seeker_by_code(session: Session, code: str) -> Seeker | None:
    """The seeker with this code as `parse_code` writes it; None when there is none."""
    return session.scalar(select(Seeker).where(Seeker.code == code))


def seeker_by_uid(session: Session, uid: UUID) -> Seeker | None:
    """The seeker with this uid; None when there is none."""
    return session.scalar(select(Seeker).where(Seeker.uid == uid))


def seeker_of_code_typed(session: Session, text: str) -> Seeker | None:
    """The seeker whose code somebody typed in any style; None when there is none."""
    code = parse_code(text)
    return seeker_by_code(session, code) if code else None


def contact_of(session: Session, seeker: Seeker) -> str | None:
    """How to reach a seeker, opened; None when nobody said. For the person and the team alone."""
    sealed = seeker.contact_sealed
    return vault_of(session).open(sealed, f"seeker.contact:{seeker.uid}") if sealed else None


def channel_of(session: Session, seeker: Seeker) -> tuple[str, str]:
    """How somebody is told: "text" or "mail" and where, after a yes to it; else "paper" and any contact."""
    contact = contact_of(session, seeker) or ""
    direct = direct_contact(contact) if seeker.wants_messages else None
    if direct is None:
        return "paper", contact
    return ("text" if direct.startswith("+") else "mail"), direct


def address_for(session: Session, seeker_id: int, carrier: str) -> str | None:
    """Where somebody gets texts or e-mails by now; None where they want none, changed it or are gone."""
    seeker = session.get(Seeker, seeker_id)
    way, address = channel_of(session, seeker) if seeker else ("", "")
    return address if way == carrier else None


def notes_of(session: Session, seeker: Seeker) -> str | None:
    """The team's notes on a seeker, opened; None when there are none. Never for employers."""
    sealed = seeker.private_notes_sealed
    return vault_of(session).open(sealed, f"seeker.notes:{seeker.uid}") if sealed else None


def consents_of(session: Session, seeker_id: int) -> list[tuple[Consent, User | None]]:
    """What a person agreed to, newest first, with the user who heard it; None where they did it alone."""
    rows = session.execute(
        select(Consent, User)
        .outerjoin(User, User.id == Consent.helper_id)
        .where(Consent.seeker_id == seeker_id)
        .order_by(Consent.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def profile_of(session: Session, seeker: Seeker) -> ProfileAnswers:
    """All answers of a seeker with contact and notes opened, as `edit_seeker` takes them."""
    answers = {name: getattr(seeker, name, None) for name in ProfileAnswers.__annotations__}
    answers |= {"contact": contact_of(session, seeker), "notes": notes_of(session, seeker)}
    return cast(ProfileAnswers, answers)


def times_done(session: Session, action: str, seeker_id: int) -> int:
    """How often something was done with a seeker, by the audit."""
    found = select(func.count(AuditEntry.id)).where(
        AuditEntry.action == action, AuditEntry.object_kind == "seeker", AuditEntry.object_id == seeker_id
    )
    return session.scalar(found) or 0


def is_locked(session: Session, code: str) -> bool:
    """Whether wrong tries with this code are counted at the moment."""
    return throttle_of(session, sign_in_account(code)) is not None


def sign_in_account(code: str) -> str:
    """What wrong tries with a code, however it is typed, are counted under."""
    plain = parse_code(code) or " ".join(code.split())
    return f"seeker:{plain.casefold()}"


def all_data_of(session: Session, seeker: Seeker) -> dict[str, Any]:
    """Everything that is kept about a person, by table, oldest first; names beside the ids they stand for.

    Follows the foreign keys to the person and to what is theirs, so that no table added later is forgotten.
    """
    opened = {"contact": contact_of(session, seeker), "notes": notes_of(session, seeker)}
    found: dict[str, Any] = {"seeker": _readable_row(session, seeker) | opened}
    for table in Base.metadata.sorted_tables:
        theirs = _rows_of(table, seeker.id)
        if theirs is not None:
            rows = session.execute(select(table).where(theirs).order_by(table.c.id)).mappings()
            found[table.name] = [_named(session, table, _without_seals(dict(row))) for row in rows]
    messages = session.scalars(select(Message).where(Message.seeker_id == seeker.id).order_by(Message.id))
    for row, message in zip(found["message"], messages, strict=True):
        row["address"], row["text"] = read(session, message)
    found["sign_in"] = [
        {"created_at": row.created_at, "expires_at": row.expires_at}
        for row in session.scalars(
            select(SignIn)
            .where(SignIn.subject_kind == "seeker", SignIn.subject_id == seeker.id)
            .order_by(SignIn.id)
        )
    ]
    found["audit"] = [
        {"at": row.at, "by": row.actor_kind, "action": row.action, "fair_id": row.fair_id}
        for row in session.scalars(
            select(AuditEntry)
            .where(AuditEntry.object_kind == "seeker", AuditEntry.object_id == seeker.id)
            .order_by(AuditEntry.id)
        )
    ]
    return found


def _rows_of(table: Table, seeker_id: int) -> ColumnElement[bool] | None:
    """Which rows of a table name a person, or a row that does; None for a table of other things."""
    if "seeker_id" in table.columns:
        return table.c.seeker_id == seeker_id
    for key in table.foreign_keys:
        owner = key.column.table
        if "seeker_id" in owner.columns:
            return key.parent.in_(select(key.column).where(owner.c.seeker_id == seeker_id))
    return None


def _readable_row(session: Session, seeker: Seeker) -> dict[str, Any]:
    table = Base.metadata.tables["seeker"]
    row = session.execute(select(table).where(table.c.id == seeker.id)).mappings().one()
    return {name: value for name, value in row.items() if name not in _LEFT_OUT}


def _without_seals(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what nobody can read: sealed texts, and the keys made for machines."""
    return {
        name: value
        for name, value in row.items()
        if not name.endswith("_sealed") and name not in {"uid", "idempotency_key"}
    }


def _named(session: Session, table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row, with what the rows it points to are called."""
    for key in table.foreign_keys:
        target, number = key.column.table, row[key.parent.name]
        columns = [target.c[name] for name in _NAMING_COLUMNS if name in target.columns]
        if target.name == "seeker" or number is None or not columns:
            continue
        named = session.execute(select(*columns).where(target.c.id == number)).mappings().one()
        row[key.parent.name.removesuffix("_id")] = dict(named)
    return row
