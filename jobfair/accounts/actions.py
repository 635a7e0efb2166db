"""Changing accounts: users, sign-in, single-use links, passwords."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import audit
from jobfair.accounts.models import SignIn, SingleUseLink, User
from jobfair.accounts.passwords import check_new_password, hash_secret
from jobfair.accounts.queries import sign_in_account, usable_link, user_by_email
from jobfair.accounts.throttling import Client, Limit, check_secret, count, has_room, lift_lock
from jobfair.accounts.tokens import new_token, token_hash
from jobfair.errors import N_, Conflict, Invalid, NotAllowed, NotFound

SIGN_IN_LASTS = timedelta(hours=12)
RESET_LINK_LASTS = timedelta(hours=1)
INVITATION_LASTS = timedelta(days=7)
#: letters in the name of a user
USER_NAME_LENGTH = 120
#: letters asked for: to one address, and from one network
LETTERS_TO_ADDRESS = Limit(3, timedelta(minutes=20))
LETTERS_FROM_NETWORK = Limit(20, timedelta(minutes=3))

#: subject and text of the message that carries a link to set a password, given the link
PASSWORD_LETTER = (
    N_("Set your password"),
    N_("Open this link to set your password. It works once: %(link)s"),
)


def create_user(
    session: Session,
    *,
    email: str,
    name: str,
    now: datetime,
    password: str | None = None,
    locale: str = "en",
    may_create_fairs: bool = False,
) -> User:
    """Create a user; without a password, one is set through a link.

    Raises
    ------
    Conflict
        The address has an account already.
    Invalid
        The address, the name or the password cannot be right.
    """
    address = email.strip().lower()
    if "@" not in address.strip("@") or " " in address:
        raise Invalid(N_("This is not an e-mail address: “%(email)s”."), field="email", email=email)
    if len(name.strip()) > USER_NAME_LENGTH:
        raise Invalid(N_("Use at most %(count)s characters."), field="name", count=USER_NAME_LENGTH)
    if user_by_email(session, address):
        raise Conflict(N_("There is already an account for %(email)s."), field="email", email=address)
    user = User(
        email=address, name=name.strip(), locale=locale, may_create_fairs=may_create_fairs, created_at=now
    )
    if password is not None:
        check_new_password(password, email=address)
        user.password_hash = hash_secret(password)
    session.add(user)
    session.flush()
    audit.record(session, "user.create", now=now, on=("user", user.id))
    return user


def sign_in_user(
    session: Session,
    email: str,
    password: str,
    now: datetime,
    client: Client = Client(),  # noqa: B008 - frozen
) -> str | None:
    """Check e-mail and password; return the token for the cookie, or None when they do not fit.

    Raises
    ------
    NotAllowed
        Too many wrong tries; the sentence says when to try again.
    """
    user = user_by_email(session, email)
    secret_hash = user.password_hash if user else None
    if not check_secret(session, sign_in_account(email), secret_hash, password, now, client) or user is None:
        return None
    return open_sign_in(session, "user", user.id, now)


def open_sign_in(session: Session, subject_kind: str, subject_id: int, now: datetime) -> str:
    """Store a sign-in; return the token for the cookie."""
    token = new_token()
    session.add(
        SignIn(
            token_hash=token_hash(token),
            subject_kind=subject_kind,
            subject_id=subject_id,
            created_at=now,
            expires_at=now + SIGN_IN_LASTS,
        )
    )
    session.flush()
    return token


def sign_out(session: Session, token: str) -> None:
    """End one sign-in; its cookie is worth nothing afterwards."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def end_sign_in_at(session: Session, token: str, ends: datetime) -> None:
    """Let one sign-in end at this moment (UTC): on a shared device soon, and later when somebody is there."""
    session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(expires_at=ends))


def sign_out_everywhere(session: Session, subject_kind: str, subject_id: int) -> None:
    """End every sign-in of one person."""
    session.execute(
        delete(SignIn).where(SignIn.subject_kind == subject_kind, SignIn.subject_id == subject_id)
    )


def make_link(
    session: Session, purpose: str, subject: tuple[str, int], *, lasts: timedelta, now: datetime
) -> str:
    """Make a single-use link for a subject (kind and id); return its token."""
    token = new_token()
    session.add(
        SingleUseLink(
            token_hash=token_hash(token),
            purpose=purpose,
            subject_kind=subject[0],
            subject_id=subject[1],
            expires_at=now + lasts,
        )
    )
    session.flush()
    return token


def use_sign_in_link(session: Session, token: str, now: datetime) -> str:
    """Use up a sign-in link; return the token for the cookie.

    Raises
    ------
    NotFound
        The link is unknown, used or over.
    """
    link = _use(session, token, "sign-in", now)
    return open_sign_in(session, link.subject_kind, link.subject_id, now)


def ask_for_password_link(
    session: Session,
    email: str,
    *,
    link_to: Callable[[str], str],
    letter: tuple[str, str],
    now: datetime,
    network: str | None = None,
) -> None:
    """Answer somebody who forgot their password; silently nothing for an unknown address.

    Three letters to one address, then one in twenty minutes: more are silently left out.

    Raises
    ------
    NotAllowed
        Too many letters were asked for from this network.
    """
    if network:
        crowd = f"letters-from:{network}"
        if not has_room(session, crowd, LETTERS_FROM_NETWORK, now):
            raise NotAllowed(N_("Too many letters were asked for just now. Try again in a few minutes."))
        count(session, crowd, LETTERS_FROM_NETWORK, now)
    user = user_by_email(session, email)
    if user and has_room(session, f"letters-to:{user.email}", LETTERS_TO_ADDRESS, now):
        count(session, f"letters-to:{user.email}", LETTERS_TO_ADDRESS, now)
        send_password_link(session, user, link_to=link_to, letter=letter, now=now)


def send_password_link(
    session: Session,
    user: User,
    *,
    link_to: Callable[[str], str],
    letter: tuple[str, str],
    now: datetime,
    lasts: timedelta = RESET_LINK_LASTS,
) -> None:
    """Put a message with a link to set a password into the outbox.

    Parameters
    ----------
    link_to : callable
        Makes the full address from the token.
    letter : tuple
        Subject and body in the receiver's language; the body has a place `%(link)s`.
    """
    token = make_link(session, "password", ("user", user.id), lasts=lasts, now=now)
    subject, body = letter
    outbox.send(
        session,
        carrier="mail",
        kind="password-link",
        address=user.email,
        subject=subject,
        body=body % {"link": link_to(token)},
        now=now,
        good_until=now + lasts,
    )


def set_password(session: Session, token: str, password: str, now: datetime) -> User:
    """Set a new password through a link; signs the user out everywhere else, and ends their other links.

    Raises
    ------
    NotFound
        The link is unknown, used or over.
    Invalid
        The password is too weak; the link stays good.
    """
    link = usable_link(session, token, "password", now)
    if link is None:
        raise NotFound(N_("This link was used already, or is too old. Ask for a new one."))
    user = session.get_one(User, link.subject_id)
    check_new_password(password, email=user.email)
    _use(session, token, "password", now)
    user.password_hash = hash_secret(password)
    _end_links(session, "password", ("user", user.id), now)
    sign_out_everywhere(session, "user", user.id)
    lift_lock(session, sign_in_account(user.email))
    audit.record(session, "user.password", now=now, actor=("user", user.id), on=("user", user.id))
    return user


def _end_links(session: Session, purpose: str, subject: tuple[str, int], now: datetime) -> None:
    """Use up every link of a purpose that a subject was sent: an older letter must not open the account."""
    session.execute(
        update(SingleUseLink)
        .where(
            SingleUseLink.purpose == purpose,
            SingleUseLink.subject_kind == subject[0],
            SingleUseLink.subject_id == subject[1],
            SingleUseLink.used_at.is_(None),
        )
        .values(used_at=now)
    )


def _use(session: Session, token: str, purpose: str, now: datetime) -> SingleUseLink:
    link = usable_link(session, token, purpose, now)
    if link is None:
        raise NotFound(N_("This link was used already, or is too old. Ask for a new one."))
    link.used_at = now
    session.flush()
    return link
