"""Whether people want messages: STOP and START."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.accounts.throttling import Limit, count, has_room
from jobfair.db import vault_of
from jobfair.errors import N_, Invalid, NotAllowed, NotFound
from jobfair.fairs.queries import attends
from jobfair.fairs.queries.people import attendance_of_code
from jobfair.outbox import Message
from jobfair.seekers.contact import direct_contact
from jobfair.seekers.models import Seeker

STOPS_FROM_NETWORK = Limit(20, timedelta(minutes=3))


def stop_contact(session: Session, typed: str, *, now: datetime, network: str | None = None) -> None:
    """Note the STOP of anybody who typed a phone number or an e-mail; silently nothing for an unknown one.

    Raises
    ------
    Invalid
        It is neither.
    NotAllowed
        Too many came from this network.
    """
    contact = direct_contact(typed)
    if contact is None:
        raise Invalid(N_("Give a phone number or an e-mail."), field="typed")
    if network:
        crowd = f"stops-from:{network}"
        if not has_room(session, crowd, STOPS_FROM_NETWORK, now):
            raise NotAllowed(N_("Too many tries just now. Try again in a few minutes."))
        count(session, crowd, STOPS_FROM_NETWORK, now)
    for seeker in _with_contact(session, contact):
        wish(session, seeker, wants=False, now=now, actor=("system", None))


def set_wish(
    session: Session, typed: str, *, fair_id: int, wants: bool, now: datetime, actor: Actor
) -> list[Seeker]:
    """Note a STOP or a START for a code, or for all with a phone number or an e-mail; those of this fair.

    All fairs share one carrier, so the STOP of a number counts for people of other fairs as well; but no team
    learns of them, by what it is told or by the audit. Anything else a team may do for its own people alone.

    Raises
    ------
    NotFound
        Nobody here has this code or contact; for the STOP of a contact that is told by the empty list.
    """
    one = attendance_of_code(session, fair_id, typed)
    contact = None if one else direct_contact(typed)
    people = [one.seeker] if one else _with_contact(session, contact) if contact else []
    here = [who for who in people if attends(session, fair_id, who.id)]
    if not here and (wants or contact is None):
        raise NotFound(N_("Nobody here has this code, phone number or e-mail."), field="typed")
    for seeker in here if wants else people:
        at = fair_id if seeker in here else None
        wish(session, seeker, wants=wants, now=now, actor=actor if at else ("system", None), fair_id=at)
    return here


def wish(
    session: Session, seeker: Seeker, *, wants: bool, now: datetime, actor: Actor, fair_id: int | None = None
) -> None:
    """Note whether a person wants messages; a no also stops what waits for them."""
    seeker.wants_messages = wants
    if not wants:
        waiting = Message.seeker_id == seeker.id, Message.state == "queued", Message.carrier != "paper"
        session.execute(update(Message).where(*waiting).values(state="stopped"))
    session.flush()
    action = "seeker.messages_start" if wants else "seeker.messages_stop"
    audit.record(session, action, now=now, actor=actor, on=("seeker", seeker.id), fair_id=fair_id)


def _with_contact(session: Session, contact: str) -> list[Seeker]:
    index = vault_of(session).blind_index(contact, "contact")
    return list(session.scalars(select(Seeker).where(Seeker.contact_index == index)))
