"""Sending what waits in the outbox: background work that nobody is texted twice by.

A message is marked as under way and committed before the carrier gets it. A worker that dies between leaves
it so, and it counts as failed later: whether it arrived is not known, and a person of the team decides.
Failures are tried again, later and later.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.carriers import CarrierError, Carriers
from jobfair.db import Database
from jobfair.outbox import Message, ask_to_send
from jobfair.quiet_hours import QuietHours
from jobfair.tasks import Attempt, utc_now

#: how long after each failed try the next one is
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
#: a message under way for so long was lost with its worker
LOST_AFTER = timedelta(minutes=10)
#: how long letters to users are kept; what is told of a fair stays as long as the fair or the person
LETTERS_KEPT = timedelta(days=30)
#: then other work has its turn
MOST_IN_A_GO = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs to know.

    Parameters
    ----------
    address_for
        Where a seeker (by id) gets messages of a carrier by now, None for nowhere; asked right before
        sending, so that a STOP counts and no number somebody gave up gets their times.
    """

    carriers: Carriers
    quiet: QuietHours
    address_for: Callable[[Session, int, str], str | None]
    clock: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class _Claimed:
    id: int
    carrier: str
    to: str
    subject: str
    body: str


def work_on_messages(attempt: Attempt, post: Post) -> dict[str, Any]:
    """Background work of kind "send": how many were sent and how many failed in this go."""
    sent = failed = 0
    _tidy(attempt.database, post.clock())
    while sent + failed < MOST_IN_A_GO:
        claimed = _claim(attempt.database, post)
        if claimed is None:
            break
        is_sent = _carried(claimed, post)
        sent, failed = sent + is_sent, failed + (not is_sent)
        _settle(attempt.database, claimed.id, post.clock(), is_sent=is_sent)
    with attempt.database.write() as session:
        _come_again(session, post)
        return attempt.finish(session, {"sent": sent, "failed": failed})


def _waiting(post: Post) -> ColumnElement[bool]:
    return and_(Message.state == "queued", Message.carrier.in_(post.carriers.names()))


def _claim(database: Database, post: Post) -> _Claimed | None:
    """Take the oldest message that may go now; what may not is put off or stopped on the way."""
    now = post.clock()
    is_due = or_(Message.due_at.is_(None), Message.due_at <= now)
    with database.write() as session:
        found = session.scalars(
            select(Message)
            .where(_waiting(post), is_due)
            .order_by(Message.id)
            .limit(MOST_IN_A_GO)
            .with_for_update(skip_locked=True)
        )
        for message in found:
            to, subject, body = _opened(session, message, post)
            if message.is_over(now) or not to:
                message.state = "stopped"
                continue
            morning = post.quiet.until(now, message.time_zone) if message.time_zone else None
            if morning is not None:
                message.due_at = morning
                continue
            message.state, message.tries, message.due_at = "sending", message.tries + 1, now
            return _Claimed(message.id, message.carrier, to, subject, body)
    return None


def _opened(session: Session, message: Message, post: Post) -> tuple[str, str, str]:
    """Address, subject and body; no address for who wants no messages."""
    to, text = outbox.read(session, message)
    subject, _, body = text.partition("\n\n")
    if message.seeker_id is None:
        return to, subject, body
    wanted = post.address_for(session, message.seeker_id, message.carrier) or ""
    return wanted, subject, post.carriers.with_stop(message.carrier, body)


def _carried(claimed: _Claimed, post: Post) -> bool:
    try:
        post.carriers.carry(claimed.carrier, claimed.to, claimed.subject, claimed.body)
    except CarrierError as error:
        log.warning("message %s: %s", claimed.id, error)
        return False
    except Exception as error:  # noqa: BLE001 - a carrier's library may do anything; its words may tell
        log.warning("message %s: %s", claimed.id, type(error).__name__)
        return False
    return True


def _settle(database: Database, message_id: int, now: datetime, *, is_sent: bool) -> None:
    with database.write() as session:
        message = session.get_one(Message, message_id)
        message.due_at = None
        if is_sent:
            message.state, message.sent_at = "sent", now
        elif message.tries > len(BACK_OFF) or message.is_over(now + BACK_OFF[message.tries - 1]):
            message.state = "failed"
        else:
            message.state, message.due_at = "queued", now + BACK_OFF[message.tries - 1]


def _tidy(database: Database, now: datetime) -> None:
    """Give up what was lost with its worker, and forget old letters of no fair: they may carry links."""
    with database.write() as session:
        session.execute(
            update(Message)
            .where(Message.state == "sending", Message.due_at < now - LOST_AFTER)
            .values(state="failed")
        )
        session.execute(
            delete(Message).where(Message.fair_id.is_(None), Message.created_at < now - LETTERS_KEPT)
        )


def _come_again(session: Session, post: Post) -> None:
    """Ask for the next go when something waits: at once, or when the first of it is due."""
    now = post.clock()
    first = select(func.count(Message.id), func.min(func.coalesce(Message.due_at, now))).where(_waiting(post))
    count, due_at = session.execute(first).one()
    if count:
        ask_to_send(session, now, due_at=max(due_at, now))
