"""Messages: stored in the transaction that causes them, sent after it.

Without a carrier a message waits in the table and is shown by `jobfair outbox` and on the page of messages;
bodies are sealed, because they may carry a sign-in link. `jobfair.sending` sends them.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobfair.db import Base, vault_of
from jobfair.tasks import Job, submit

SEND = "send"


class Message(Base):
    """One message to one person."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'sending', 'sent', 'failed', 'stopped')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: what the sealed texts are bound to
    uid: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    #: the seeker it is for; empty for letters to people of the team and of employers
    seeker_id: Mapped[int | None] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    #: the fair it tells of
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    #: "mail", "text", or "paper" for people who are told at the desk
    carrier: Mapped[str]
    #: what it is about, such as "password-reset"; never shown to the receiver
    kind: Mapped[str]
    #: sealed address or phone number
    address_sealed: Mapped[bytes]
    #: sealed subject line and text, separated by a blank line
    text_sealed: Mapped[bytes]
    #: a second message with the same key is not stored
    idempotency_key: Mapped[str | None] = mapped_column(unique=True)
    #: "queued", "sending", "sent", "failed" or "stopped" by the person's no
    state: Mapped[str] = mapped_column(default="queued", server_default="queued")
    #: how often it was tried
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    #: UTC; not before this
    due_at: Mapped[datetime | None]
    #: UTC; from then on it tells nothing worth knowing and is not sent
    good_until: Mapped[datetime | None]
    #: the time zone whose quiet hours it keeps; empty where the receiver asked for it just now
    time_zone: Mapped[str | None]
    #: UTC
    created_at: Mapped[datetime]
    #: UTC; when it was handed to the carrier, or told at the desk
    sent_at: Mapped[datetime | None]

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody knows if it arrived: it was under way when its worker died."""
        return self.state == "failed" and self.due_at is not None

    def is_over(self, now: datetime) -> bool:
        """Whether it is too late for what it tells."""
        return self.good_until is not None and self.good_until <= now


def send(  # noqa: PLR0913 - a message has this many parts
    session: Session,
    *,
    carrier: str,
    kind: str,
    address: str,
    subject: str,
    body: str,
    now: datetime,
    idempotency_key: str | None = None,
    seeker_id: int | None = None,
    fair_id: int | None = None,
    time_zone: str | None = None,
    good_until: datetime | None = None,
) -> Message | None:
    """Store a message to be sent after the commit; None if one with the same key is there.

    Parameters
    ----------
    carrier : str
        "mail", "text" or "paper".
    seeker_id : int or None
        Whose wish for no messages is kept; None where somebody asked for this one.
    time_zone : str or None
        Where its quiet hours are; None where it goes at once.
    good_until : datetime or None
        When it is too late for it.
    """
    if idempotency_key and session.scalar(
        select(Message.id).where(Message.idempotency_key == idempotency_key)
    ):
        return None
    vault, uid = vault_of(session), uuid.uuid4()
    message = Message(
        uid=uid,
        carrier=carrier,
        kind=kind,
        address_sealed=vault.seal(address, f"message.address:{uid}"),
        text_sealed=vault.seal(f"{subject}\n\n{body}", f"message.text:{uid}"),
        idempotency_key=idempotency_key,
        seeker_id=seeker_id,
        fair_id=fair_id,
        time_zone=time_zone,
        good_until=good_until,
        created_at=now,
    )
    session.add(message)
    session.flush()
    if carrier != "paper":
        ask_to_send(session, now)
    return message


def ask_to_send(session: Session, now: datetime, *, due_at: datetime | None = None) -> None:
    """Have the worker look into the outbox, at once or at a time, unless it will by then anyway."""
    by_then = or_(Job.due_at.is_(None), Job.due_at <= (due_at or now))
    asked = session.scalar(select(Job.id).where(Job.kind == SEND, Job.state == "waiting", by_then).limit(1))
    if asked is None:
        submit(session, SEND, {}, fair_id=None, now=now, due_at=due_at)


def try_again(session: Session, messages: Iterable[Message], now: datetime) -> None:
    """Send failed messages once more, as if they were new."""
    for message in messages:
        message.state, message.tries, message.due_at = "queued", 0, None
    session.flush()
    ask_to_send(session, now)


def try_all_again(session: Session, now: datetime, *, fair_id: int | None = None) -> int:
    """Try all again that failed and did not arrive, of a fair or of all; how many.

    Messages that may have arrived stay, so that nobody gets one twice; one by one a person may judge.
    """
    statement = select(Message).where(Message.state == "failed").with_for_update()
    if fair_id is not None:
        statement = statement.where(Message.fair_id == fair_id)
    failed = [one for one in session.scalars(statement) if not one.is_doubtful and not one.is_over(now)]
    try_again(session, failed, now)
    return len(failed)


def read(session: Session, message: Message) -> tuple[str, str]:
    """Address and text (subject, blank line, body) of a stored message."""
    vault = vault_of(session)
    return (
        vault.open(message.address_sealed, f"message.address:{message.uid}"),
        vault.open(message.text_sealed, f"message.text:{message.uid}"),
    )


def unsent(session: Session, fair_id: int | None = None) -> list[Message]:
    """Messages that wait or failed, of a fair or all, oldest first."""
    statement = select(Message).where(Message.state.in_(("queued", "failed"))).order_by(Message.id)
    if fair_id is not None:
        statement = statement.where(Message.fair_id == fair_id)
    return list(session.scalars(statement))
