"""Reading messages of a fair: how people are reached, what waits, and what came of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.errors import N_, NotFound
from jobfair.interviews.models import Interview
from jobfair.interviews.queries.schedules import interviews_of
from jobfair.outbox import Message
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import channel_of


class Told(NamedTuple):
    """A message with whom it is for, opened for the team."""

    message: Message
    seeker: Seeker
    address: str
    body: str


def channels_of(session: Session, codes: Collection[str]) -> Counter[str]:
    """How many of the people with these codes are reached by which carrier."""
    people = session.scalars(select(Seeker).where(Seeker.code.in_(codes)))
    return Counter(channel_of(session, seeker)[0] for seeker in people)


def unsent_messages(session: Session, fair_id: int, now: datetime) -> list[Told]:
    """Messages to people at a fair that wait or failed and still tell something, oldest first."""
    rows = session.execute(
        select(Message, Seeker)
        .join(Seeker, Seeker.id == Message.seeker_id)
        .where(Message.fair_id == fair_id, Message.state.in_(("queued", "failed")))
        .order_by(Message.id)
    )
    return [_opened(session, message, seeker) for message, seeker in rows if not message.is_over(now)]


def to_tell(told: Iterable[Told], connected: Collection[str]) -> list[Told]:
    """What the team has to tell people themselves: on paper, without a carrier, or failed."""
    return [one for one in told if one.message.state == "failed" or one.message.carrier not in connected]


def counts_by_state(session: Session, fair_id: int, now: datetime) -> Counter[str]:
    """How many messages of a fair are in which state; what waits too long counts as stopped."""
    is_over = and_(Message.state == "queued", Message.good_until <= now)
    state = case((is_over, "stopped"), else_=Message.state)
    return Counter(
        session.scalars(select(state).where(Message.fair_id == fair_id, Message.seeker_id.is_not(None)))
    )


def most_interviews(session: Session, schedule_id: int) -> list[Interview]:
    """Interviews of the person who has the most in a schedule, by time; empty where nobody has any."""
    seeker_id = session.scalar(
        select(Interview.seeker_id)
        .where(Interview.schedule_id == schedule_id, Interview.status == "planned")
        .group_by(Interview.seeker_id)
        .order_by(func.count().desc(), Interview.seeker_id)
        .limit(1)
    )
    return interviews_of(session, schedule_id, Interview.seeker_id == seeker_id) if seeker_id else []


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
