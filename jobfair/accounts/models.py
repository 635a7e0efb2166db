"""Tables of accounts: users, sign-ins, links, throttling, audit."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from jobfair.db import Base


class User(Base):
    """Somebody who signs in with e-mail and password: organizer, helper or employer representative."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: lower case
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    #: argon2id; empty until the invitation is accepted
    password_hash: Mapped[str | None]
    #: "en" or "es"
    locale: Mapped[str] = mapped_column(default="en")
    #: may create fairs of their own
    may_create_fairs: Mapped[bool] = mapped_column(default=False)
    #: UTC
    created_at: Mapped[datetime]


class SignIn(Base):
    """A signed-in browser. The cookie holds a token; this row, its hash: deleting the row signs out."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the token in the cookie
    token_hash: Mapped[str] = mapped_column(unique=True)
    #: "user" or "seeker"
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    #: UTC
    created_at: Mapped[datetime]
    #: UTC
    expires_at: Mapped[datetime]


class SingleUseLink(Base):
    """A link that works once: to reset a password, or to sign in to the sample fair."""

    __tablename__ = "single_use_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the token in the link
    token_hash: Mapped[str] = mapped_column(unique=True)
    #: "password" or "sign-in"
    purpose: Mapped[str]
    #: "user" or "seeker"
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    #: UTC
    expires_at: Mapped[datetime]
    #: UTC; empty while unused
    used_at: Mapped[datetime | None]


class SignInThrottle(Base):
    """Failed sign-ins with one account, device or network, and letters asked for: `accounts.throttling`."""

    __tablename__ = "sign_in_throttle"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: blind index of what is counted under, such as the e-mail or seeker code that was tried
    account_key: Mapped[str] = mapped_column(unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    #: UTC
    last_failed_at: Mapped[datetime]
    #: UTC; empty while tries are free
    locked_until: Mapped[datetime | None]


class AuditEntry(Base):
    """Who did what to which object; ids only, each entry chained to the one before."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: UTC
    at: Mapped[datetime]
    #: "user", "seeker" or "system"
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None]
    #: what was done, such as "fair.publish"
    action: Mapped[str]
    object_kind: Mapped[str | None]
    object_id: Mapped[int | None]
    fair_id: Mapped[int | None] = mapped_column(index=True)
    #: hash of the entry before; empty for the first
    previous_hash: Mapped[str]
    #: SHA-256 over this entry and `previous_hash`
    entry_hash: Mapped[str] = mapped_column(unique=True)
