"""Who acts for an employer."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import actions as account_actions
from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.accounts.models import User
from jobfair.accounts.queries import user_by_email
from jobfair.employers.checks import plain_line
from jobfair.employers.models import Employer, Representative
from jobfair.employers.queries import representative
from jobfair.errors import N_, Conflict, NotFound

#: subject and text of the message to somebody who has no password yet, given employer and link
INVITATION = (
    N_("Your employer page for the job fair"),
    N_(
        "You can now look after the openings of %(employer)s. Open this link within seven days to set your "
        "password. It works once: %(link)s"
    ),
)
#: subject and text of the message to somebody who has a password, given employer and link
NOTICE = (
    N_("Your employer page for the job fair"),
    N_("You can now look after the openings of %(employer)s. Sign in here: %(link)s"),
)


def invite_representative(  # noqa: PLR0913 - whom, for whom, how it is said, and who did it when
    session: Session,
    employer: Employer,
    *,
    email: str,
    name: str,
    write: Callable[[User, str | None], tuple[str, str]],
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
    locale: str = "en",
) -> User:
    """Let somebody act for an employer, and put a message to them into the outbox.

    Parameters
    ----------
    write : callable
        Gives subject and body of the message in the receiver's language, from the user and the token of a
        link to set a password; the token is None for a user who has a password.
    locale : str
        Language of an account made for somebody new.

    Raises
    ------
    Invalid
        The address cannot be right.
    Conflict
        The user acts for this employer already.
    """
    user = user_by_email(session, email)
    if user is None:
        user = account_actions.create_user(
            session, email=email, name=plain_line(name, "name"), now=now, locale=locale
        )
    if representative(session, employer.id, user.id):
        raise Conflict(N_("%(email)s looks after this employer already."), field="email", email=user.email)
    session.add(Representative(user_id=user.id, employer_id=employer.id))
    session.flush()
    token = None
    if user.password_hash is None:
        token = account_actions.make_link(
            session, "password", ("user", user.id), lasts=account_actions.INVITATION_LASTS, now=now
        )
    subject, body = write(user, token)
    outbox.send(
        session, carrier="mail", kind="invitation", address=user.email, subject=subject, body=body, now=now
    )
    audit.record(session, "employer.invite", now=now, actor=actor, on=("user", user.id), fair_id=fair_id)
    return user


def remove_representative(
    session: Session,
    employer: Employer,
    user_id: int,
    *,
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
) -> None:
    """Let a user no longer act for an employer; the account stays.

    Raises
    ------
    NotFound
        The user does not act for this employer.
    """
    row = representative(session, employer.id, user_id)
    if row is None:
        raise NotFound(N_("This person does not look after this employer."))
    session.delete(row)
    session.flush()
    audit.record(session, "employer.dismiss", now=now, actor=actor, on=("user", user_id), fair_id=fair_id)
