"""Changing seekers: their profile, consent, second factor and sign-in, and their deletion."""

import calendar
import itertools
import uuid
from datetime import datetime
from typing import Any, Unpack, cast

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import audit
from jobfair.accounts.actions import open_sign_in, sign_out_everywhere
from jobfair.accounts.audit import Actor
from jobfair.accounts.models import SingleUseLink
from jobfair.accounts.passwords import hash_secret
from jobfair.accounts.throttling import Client, check_secret
from jobfair.accounts.throttling import lift_lock as forget_failures
from jobfair.db import leave_no_copy, vault_of
from jobfair.errors import N_, Conflict, Invalid
from jobfair.seekers.codes import draw_code
from jobfair.seekers.contact import phone_of, plain_contact
from jobfair.seekers.models import Consent, Seeker
from jobfair.seekers.profile import ProfileAnswers, clean
from jobfair.seekers.queries import seeker_by_code, seeker_of_code_typed, sign_in_account, times_done

#: the words people agree to now: the file of this name in templates/consent
CONSENT_VERSION = "2026-11b"
#: how somebody agreed
CONSENT_WAYS = ("self", "spoken", "paper")
TEXT_CODE = "seeker.text_code"
#: to different numbers
MOST_TEXTS_OF_A_CODE = 3
PIN_LENGTHS = range(4, 9)
DRAWS = 200
#: after so many wrong tries only a helper opens the account to a new device: there are just 366 birthdays
MOST_FAILURES = 20


def create_seeker(
    session: Session,
    *,
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
    uid: uuid.UUID | None = None,
    **answers: Unpack[ProfileAnswers],
) -> Seeker:
    """Create a seeker with a fresh code; only `called_name` must be given.

    Parameters
    ----------
    actor : tuple
        Kind and id; ("seeker", None) for somebody who registers by themselves.
    uid : UUID or None
        Given where the same form may come twice: the database takes each one once.

    Raises
    ------
    Invalid
        An answer cannot be right; `field` names it.
    """
    seeker = Seeker(uid=uid or uuid.uuid4(), code=_free_code(session), created_at=now, updated_at=now)
    _store(session, seeker, clean(cast("dict[str, Any]", {"called_name": None, **answers})))
    session.add(seeker)
    session.flush()
    by = actor if actor != ("seeker", None) else ("seeker", seeker.id)
    audit.record(session, "seeker.create", now=now, actor=by, on=("seeker", seeker.id), fair_id=fair_id)
    return seeker


def edit_seeker(
    session: Session,
    seeker: Seeker,
    *,
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
    **answers: Unpack[ProfileAnswers],
) -> Seeker:
    """Change the answers that are given and leave the others.

    Raises
    ------
    Invalid
        An answer cannot be right; `field` names it.
    """
    _store(session, seeker, clean(cast("dict[str, Any]", answers)))
    seeker.updated_at = now
    session.flush()
    audit.record(session, "seeker.edit", now=now, actor=actor, on=("seeker", seeker.id), fair_id=fair_id)
    return seeker


def agree(
    session: Session, seeker: Seeker, version: str, *, now: datetime, actor: Actor, how: str = "self"
) -> None:
    """Note which consent text a person agreed to, when, how, and who heard it.

    Parameters
    ----------
    how : str
        "self" on their own screen, "spoken" to a helper, or "paper".

    Raises
    ------
    Invalid
        There is no such way (field `consent`).
    """
    if how not in CONSENT_WAYS:
        raise Invalid(N_("Say how the person agreed."), field="consent")
    seeker.consent_version = version
    seeker.consent_at = now
    helper_id = actor[1] if actor[0] == "user" else None
    session.add(Consent(seeker_id=seeker.id, version=version, how=how, helper_id=helper_id, agreed_at=now))
    session.flush()
    audit.record(session, "seeker.consent", now=now, actor=actor, on=("seeker", seeker.id))


def withdraw_agreement(session: Session, seeker: Seeker, *, now: datetime, actor: Actor) -> None:
    """Note that a person no longer agrees; what they agreed to before, and when, stays."""
    seeker.consent_version = seeker.consent_at = None
    session.flush()
    audit.record(session, "seeker.withdraw_agreement", now=now, actor=actor, on=("seeker", seeker.id))


def set_second_factor(
    session: Session, seeker: Seeker, kind: str, secret: str, *, now: datetime, actor: Actor
) -> None:
    """Set or replace what a person knows beside the code; ends other sign-ins and a lock-out.

    Parameters
    ----------
    kind : str
        "pin" with 4 to 8 digits, or "birthday" with month and day as "0703".

    Raises
    ------
    Invalid
        The PIN is too short, too long or too easy (field `pin`), or there is no such day (field `day`).
    """
    digits = "".join(secret.split())
    if kind == "pin":
        _check_pin(digits)
    else:
        kind = "birthday"
        _check_birthday(digits)
    seeker.second_factor_kind = kind
    seeker.second_factor_hash = hash_secret(f"{kind}:{digits}")
    seeker.updated_at = now
    sign_out_everywhere(session, "seeker", seeker.id)
    forget_failures(session, sign_in_account(seeker.code))
    session.flush()
    audit.record(session, "seeker.second_factor", now=now, actor=actor, on=("seeker", seeker.id))


def text_code(
    session: Session, seeker: Seeker, number: str, text: str, *, now: datetime, fair_id: int
) -> None:
    """Send somebody their code by text, once to a number; the number is kept nowhere else.

    Raises
    ------
    Invalid
        There is no phone number in it (field `number`).
    Conflict
        So many texts were sent that it may be somebody else's phone.
    """
    phone = phone_of(number)
    if phone is None:
        raise Invalid(N_("Write a phone number, such as 816 555 0171."), field="number")
    by = ("seeker", seeker.id)
    if times_done(session, TEXT_CODE, seeker.id) >= MOST_TEXTS_OF_A_CODE:
        raise Conflict(N_("We sent this a few times already. Ask the help desk."))
    sent = outbox.send(
        session,
        carrier="text",
        kind="code",
        address=phone,
        subject="",
        body=text,
        now=now,
        idempotency_key=f"code:{seeker.uid}:{vault_of(session).blind_index(phone, 'contact')}",
    )
    if sent:
        audit.record(session, TEXT_CODE, now=now, actor=by, on=by, fair_id=fair_id)


def sign_in_seeker(
    session: Session,
    code: str,
    kind: str,
    secret: str,
    now: datetime,
    client: Client = Client(),  # noqa: B008 - frozen
) -> str | None:
    """Check a code and its second factor; return the token for the cookie, or None when they do not fit.

    A code that nobody has, one without a second factor and a wrong PIN give the same answer after the same
    time, and are counted and locked alike.

    Raises
    ------
    NotAllowed
        Too many wrong tries.
    """
    seeker = seeker_of_code_typed(session, code)
    secret_hash = seeker.second_factor_hash if seeker else None
    told = f"{kind}:{''.join(secret.split())}"
    is_right = check_secret(
        session, sign_in_account(code), secret_hash, told, now, client, most_failures=MOST_FAILURES
    )
    if not is_right or seeker is None:
        return None
    return open_sign_in(session, "seeker", seeker.id, now)


def lift_lock(session: Session, seeker: Seeker, *, now: datetime, actor: Actor) -> None:
    """Forget the wrong tries with a person's code; a helper does this at the desk."""
    forget_failures(session, sign_in_account(seeker.code))
    audit.record(session, "seeker.lift_lock", now=now, actor=actor, on=("seeker", seeker.id))


def delete_seeker(session: Session, seeker: Seeker, *, now: datetime, actor: Actor) -> None:
    """Delete a person and all that hangs on them, for good.

    Attendance, interests and interviews go with the row by cascade; sign-ins, links and counted tries here.
    The audit keeps ids only.
    """
    seeker_id = seeker.id
    sign_out_everywhere(session, "seeker", seeker_id)
    session.execute(
        delete(SingleUseLink).where(
            SingleUseLink.subject_kind == "seeker", SingleUseLink.subject_id == seeker_id
        )
    )
    forget_failures(session, sign_in_account(seeker.code))
    session.delete(seeker)
    session.flush()
    session.expire_all()
    leave_no_copy(session)
    audit.record(session, "seeker.delete", now=now, actor=actor, on=("seeker", seeker_id))


def _store(session: Session, seeker: Seeker, answers: dict[str, Any]) -> None:
    vault = vault_of(session)
    for name, value in answers.items():
        if name == "contact":
            seeker.contact_sealed = vault.seal(value, f"seeker.contact:{seeker.uid}") if value else None
            seeker.contact_index = vault.blind_index(plain_contact(value), "contact") if value else None
        elif name == "notes":
            seeker.private_notes_sealed = vault.seal(value, f"seeker.notes:{seeker.uid}") if value else None
        else:
            setattr(seeker, name, value)


def _free_code(session: Session) -> str:
    for _ in range(DRAWS):
        code = draw_code()
        if seeker_by_code(session, code) is None:
            return code
    raise Conflict(N_("All codes are in use. Delete people of past fairs first."))


def _check_pin(digits: str) -> None:
    if not (digits.isascii() and digits.isdigit() and len(digits) in PIN_LENGTHS):
        raise Invalid(N_("A PIN has 4 to 8 digits."), field="pin")
    steps = {int(b) - int(a) for a, b in itertools.pairwise(digits)}
    if steps in ({0}, {1}, {-1}):
        raise Invalid(N_("This PIN is too easy to guess. Choose another."), field="pin")


def _check_birthday(digits: str) -> None:
    month, day = (int(digits[:2]), int(digits[2:])) if len(digits) == 4 and digits.isdecimal() else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]:
        raise Invalid(N_("There is no such day."), field="day")
