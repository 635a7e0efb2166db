"""Reading accounts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.accounts.models import AuditEntry, SignIn, SignInThrottle, SingleUseLink, User
from jobfair.accounts.tokens import token_hash
from jobfair.db import vault_of


def user_by_email(session: Session, email: str) -> User | None:
    """The user with this e-mail address, in any case; None when there is none."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def sign_in_account(email: str) -> str:
    """What wrong tries with an e-mail address are counted under."""
    return f"user:{email.strip().lower()}"


def sign_in_by_token(session: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in a cookie's token belongs to; None when it is unknown or over."""
    return session.scalar(
        select(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.expires_at > now)
    )


def is_signed_in(session: Session, subject_kind: str, subject_id: int, now: datetime) -> bool:
    """Whether any sign-in of this person lasts."""
    lasting = select(SignIn.id).where(
        SignIn.subject_kind == subject_kind, SignIn.subject_id == subject_id, SignIn.expires_at > now
    )
    return session.scalar(select(lasting.exists())) or False


def usable_link(session: Session, token: str, purpose: str, now: datetime) -> SingleUseLink | None:
    """An unused link of this purpose that is still good; None otherwise."""
    return session.scalar(
        select(SingleUseLink).where(
            SingleUseLink.token_hash == token_hash(token),
            SingleUseLink.purpose == purpose,
            SingleUseLink.used_at.is_(None),
            SingleUseLink.expires_at > now,
        )
    )


def throttle_of(session: Session, account: str) -> SignInThrottle | None:
    """The locked row that counts failed sign-ins of an e-mail address or code; None when there were none."""
    key = vault_of(session).blind_index(account, "throttle")
    return session.scalar(select(SignInThrottle).where(SignInThrottle.account_key == key).with_for_update())


def newest_audit_entry(session: Session) -> AuditEntry | None:
    """The last entry of the chain; None when it is empty."""
    return session.scalar(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))
