"""How often somebody may try, by account, by network and on the whole site; see docs/adr/0008."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from jobfair.accounts.models import SignInThrottle
from jobfair.accounts.passwords import verify_secret
from jobfair.accounts.queries import throttle_of
from jobfair.db import vault_of
from jobfair.errors import N_, NotAllowed

FREE_FAILURES = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Client:
    """Who tries, as far as the server can tell."""

    #: address of their network; None where it says nothing
    network: str | None = None
    #: what this device was given when it signed in to this account before; None for any other
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and then one more each time this has passed."""

    at_once: int
    then_each: timedelta


#: wrong tries from devices we do not know; a venue with hundreds of people stands behind one address
NETWORK_LIMIT = Limit(100, timedelta(seconds=30))
SITE_LIMIT = Limit(500, timedelta(seconds=10))


def check_secret(
    session: Session,
    account: str,
    secret_hash: str | None,
    secret: str,
    now: datetime,
    client: Client = Client(),
    *,
    most_failures: int | None = None,
) -> bool:
    """Verify a password, PIN or birthday, counting wrong tries.

    The first five tries are free; then each wrong one locks the account, for a minute at first and twice as
    long every time, up to half an hour; after `most_failures` only a helper opens it. An unknown account is
    counted and locked alike, so that nobody learns who has one.

    A device that signed in to the account before has five tries of its own, so that no stranger locks the
    owner out. Other devices count for their network and for the whole site as well, so that nobody tries one
    birthday with every code.

    Raises
    ------
    NotAllowed
        The account, the network or the site is locked at the moment.
    """
    own = f"{account}@{client.device}"
    is_own = client.device is not None and _failures(session, own) < FREE_FAILURES
    crowds = [] if is_own else _crowds(client)
    _refuse_crowded(session, crowds, now)
    throttle = _counted(session, own if is_own else account, now)
    _refuse_locked(throttle, now, most_failures)
    if verify_secret(secret_hash, secret):
        session.delete(throttle)
        session.flush()
        lift_lock(session, own)
        return True
    throttle.failures += 1
    throttle.last_failed_at = now
    if throttle.failures >= FREE_FAILURES:
        throttle.locked_until = now + min(FIRST_LOCK * 2 ** (throttle.failures - FREE_FAILURES), LONGEST_LOCK)
    session.flush()
    for crowd, limit in crowds:
        count(session, crowd, limit, now)
    return False


def note_code_tried(
    session: Session, account: str, *, now: datetime, client: Client, is_right: bool, most_failures: int
) -> None:
    """Refuse a code that is asked for without a secret while too many were wrong, and count a wrong one.

    They count for the network and the whole site alone: nobody is locked out by them, and a right one opens
    no account that is locked.

    Raises
    ------
    NotAllowed
        The account, the network or the site is locked at the moment.
    """
    crowds = _crowds(client)
    _refuse_crowded(session, crowds, now)
    throttle = throttle_of(session, account)
    if throttle is not None:
        _refuse_locked(throttle, now, most_failures)
    if not is_right:
        for crowd, limit in crowds:
            count(session, crowd, limit, now)


def has_room(session: Session, key: str, limit: Limit, now: datetime) -> bool:
    """Whether one more is within a limit."""
    row = session.execute(
        select(SignInThrottle.failures, SignInThrottle.last_failed_at).where(
            SignInThrottle.account_key == _index(session, key)
        )
    ).one_or_none()
    return row is None or _faded(row.failures, row.last_failed_at, limit, now) < limit.at_once


def count(session: Session, key: str, limit: Limit, now: datetime) -> None:
    """Count one more for a limit."""
    row = _counted(session, key, now)
    row.failures = _faded(row.failures, row.last_failed_at, limit, now) + 1
    row.last_failed_at = now
    session.flush()


def lift_lock(session: Session, account: str) -> None:
    """Forget the wrong tries of an account; a helper does this for a person at the desk."""
    throttle = throttle_of(session, account)
    if throttle:
        session.delete(throttle)
        session.flush()


def _crowds(client: Client) -> list[tuple[str, Limit]]:
    site = ("site", SITE_LIMIT)
    return [(f"network:{client.network}", NETWORK_LIMIT), site] if client.network else [site]


def _refuse_crowded(session: Session, crowds: list[tuple[str, Limit]], now: datetime) -> None:
    if not all(has_room(session, crowd, limit, now) for crowd, limit in crowds):
        raise NotAllowed(N_("Too many wrong tries just now. Wait a minute and try again, or ask for help."))


def _refuse_locked(throttle: SignInThrottle, now: datetime, most_failures: int | None) -> None:
    if most_failures is not None and throttle.failures >= most_failures:
        raise NotAllowed(N_("Too many wrong tries. Please ask the help desk to open your page again."))
    if throttle.locked_until and throttle.locked_until > now:
        minutes = int((throttle.locked_until - now).total_seconds() // 60) + 1
        raise NotAllowed(
            N_("Too many wrong tries. Try again in %(minutes)s min, or ask for help."), minutes=minutes
        )


def _faded(counted: int, last_at: datetime, limit: Limit, now: datetime) -> int:
    return max(0, counted - int((now - last_at) / limit.then_each))


def _failures(session: Session, account: str) -> int:
    throttle = throttle_of(session, account)
    return throttle.failures if throttle else 0


def _counted(session: Session, account: str, now: datetime) -> SignInThrottle:
    """The locked row that counts tries, made when it is not there.

    It is made before the secret is looked at: otherwise tries that come at the same time are all free.
    """
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    new_row = insert(SignInThrottle).values(
        account_key=_index(session, account), failures=0, last_failed_at=now
    )
    while True:
        session.execute(new_row.on_conflict_do_nothing())
        throttle = throttle_of(session, account)
        if throttle is not None:  # else somebody signed in just now, and the row went away while we waited
            return throttle


def _index(session: Session, account: str) -> str:
    return vault_of(session).blind_index(account, "throttle")
