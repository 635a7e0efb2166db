"""Reading messages of a fair: how people are reached, what waits, and what came of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.errors import N_, NotFound
from jobfair.outbox import Message
from jobfair.seekers.contact import direct_contact
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import contact_of


class Channel(NamedTuple):
    """How somebody is told: "text", "mail", or "paper" at the desk; and where."""

    carrier: str
    address: str


class Told(NamedTuple):
    """A message with whom it is for, opened for the team."""

    message: Message
    seeker: Seeker
    address: str
    body: str


def channel_of(session: Session, seeker: Seeker) -> Channel:
    """By text or e-mail who said yes to it and gave one; on paper everybody else."""
    contact = contact_of(session, seeker) or ""
    direct = direct_contact(contact) if seeker.wants_messages else None
    if direct is None:
        return Channel("paper", contact)
    return Channel("text" if direct.startswith("+") else "mail", direct)


def channels_of(session: Session, codes: Collection[str]) -> Counter[str]:
    """How many of the people with these codes are reached by which carrier."""
    people = session.scalars(select(Seeker).where(Seeker.code.in_(codes)))
    return Counter(channel_of(session, seeker).carrier for seeker in people)


def messages_of(session: Session, fair_id: int, *states: str) -> list[Told]:
    """Messages to people at a fair in these states, oldest first."""
    rows = session.execute(
        select(Message, Seeker)
        .join(Seeker, Seeker.id == Message.seeker_id)
        .where(Message.fair_id == fair_id, Message.state.in_(states))
        .order_by(Message.id)
    )
    return [_opened(session, message, seeker) for message, seeker in rows]


def to_tell(told: Iterable[Told], connected: Collection[str]) -> list[Told]:
    """What the team has to tell people themselves: on paper, without a carrier, or failed."""
    return [one for one in told if one.message.state == "failed" or one.message.carrier not in connected]


def counts_by_state(session: Session, fair_id: int) -> Counter[str]:
    """How many messages of a fair are in which state."""
    return Counter(
        session.scalars(
            select(Message.state).where(Message.fair_id == fair_id, Message.seeker_id.is_not(None))
        )
    )


def message_by_id(session: Session, fair_id: int, message_id: int) -> Message:
    """One message of a fair.

    Raises
    ------
    NotFound
        There is none.
    """
    message = session.scalar(select(Message).where(Message.id == message_id, Message.fair_id == fair_id))
    if message is None:
        raise NotFound(N_("There is no such message."))
    return message


def _opened(session: Session, message: Message, seeker: Seeker) -> Told:
    address, text = outbox.read(session, message)
    return Told(message, seeker, address, text.partition("\n\n")[2])
