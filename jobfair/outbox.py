"""Messages: stored in the transaction that causes them, sent after it.

Without a carrier a message waits in the table and is shown by `jobfair outbox` and on the page of messages;
bodies are sealed, because they may carry a sign-in link. `jobfair.sending` sends them.
"""

import uuid
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
    #: the time zone whose quiet hours it keeps; empty where the receiver asked for it just now
    time_zone: Mapped[str | None]
    #: UTC
    created_at: Mapped[datetime]
    #: UTC; when it was handed to the carrier, or told at the desk
    sent_at: Mapped[datetime | None]


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


def read(session: Session, message: Message) -> tuple[str, str]:
    """Address and text (subject, blank line, body) of a stored message."""
    vault = vault_of(session)
    return (
        vault.open(message.address_sealed, f"message.address:{message.uid}"),
        vault.open(message.text_sealed, f"message.text:{message.uid}"),
    )


def waiting(session: Session) -> list[Message]:
    """Messages that wait to be sent or told, oldest first."""
    return _in_states(session, "queued")


def unsent(session: Session) -> list[Message]:
    """Messages that wait or failed, oldest first."""
    return _in_states(session, "queued", "failed")


def _in_states(session: Session, *states: str) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.state.in_(states)).order_by(Message.id)))
