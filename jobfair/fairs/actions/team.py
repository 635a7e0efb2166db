"""Changing a fair's team."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair import outbox
from jobfair.accounts import audit
from jobfair.accounts.actions import INVITATION_LASTS, create_user, send_password_link
from jobfair.accounts.models import User
from jobfair.accounts.queries import user_by_email
from jobfair.errors import N_, Conflict, Invalid
from jobfair.fairs.models import Fair, TeamMember
from jobfair.fairs.queries.team import organizers_of

ROLES = ("organizer", "helper")

#: subject and text for somebody new, who sets a password first
INVITATION = (
    N_("You are invited to help at a job fair"),
    N_("You are invited to the team of a job fair. Open this link to set your password: %(link)s"),
)
#: subject and text for somebody who has a password
WELCOME = (
    N_("You are on the team of a job fair"),
    N_("You are now on the team of a job fair. Sign in to see it: %(link)s"),
)


@dataclass(frozen=True, slots=True)
class Letters:
    """What an invitation says, in the receiver's language, and where its links lead.

    `password_link` makes the address to set a password from a token; both texts have a place `%(link)s`.
    """

    invitation: tuple[str, str]
    welcome: tuple[str, str]
    password_link: Callable[[str], str]
    sign_in_link: str


def invite(  # noqa: PLR0913 - an invitation has this many parts
    session: Session,
    fair: Fair,
    *,
    email: str,
    name: str,
    role: str,
    letters: Letters,
    now: datetime,
    actor_id: int | None,
    locale: str = "en",
) -> TeamMember:
    """Put somebody on the team, as "organizer" or "helper", and tell them; creates their account if needed.

    Who is on the team in the other role changes roles. `locale` is the language of an account made for them.

    Raises
    ------
    Invalid
        The role or the address cannot be right.
    Conflict
        They are on the team in this role, or they are the last organizer.
    """
    if role not in ROLES:
        raise Invalid(N_("Choose organizer or helper."), field="role")
    user = user_by_email(session, email) or create_user(
        session, email=email, name=name, now=now, locale=locale
    )
    member = session.scalar(
        select(TeamMember).where(TeamMember.fair_id == fair.id, TeamMember.user_id == user.id)
    )
    if member is not None and member.role == role:
        raise Conflict(N_("%(email)s is on the team already."), field="email", email=user.email)
    if member is not None:
        _keep_an_organizer(session, fair, member)
        member.role = role
    else:
        member = TeamMember(fair_id=fair.id, user_id=user.id, role=role)
        session.add(member)
        _tell(session, user, letters, now)
    session.flush()
    _record(session, f"team.{role}", fair, user.id, now, actor_id)
    return member


def remove(session: Session, fair: Fair, member: TeamMember, *, now: datetime, actor_id: int | None) -> None:
    """Take somebody off the team; their account stays.

    Raises
    ------
    Conflict
        They are the last organizer.
    """
    _keep_an_organizer(session, fair, member)
    session.delete(member)
    session.flush()
    _record(session, "team.remove", fair, member.user_id, now, actor_id)


def _keep_an_organizer(session: Session, fair: Fair, member: TeamMember) -> None:
    if [each.id for each in organizers_of(session, fair.id)] == [member.id]:
        raise Conflict(N_("A fair needs an organizer. Invite another one first."))


def _tell(session: Session, user: User, letters: Letters, now: datetime) -> None:
    if user.password_hash is None:
        send_password_link(
            session,
            user,
            link_to=letters.password_link,
            letter=letters.invitation,
            now=now,
            lasts=INVITATION_LASTS,
        )
        return
    subject, body = letters.welcome
    outbox.send(
        session,
        carrier="mail",
        kind="team-welcome",
        address=user.email,
        subject=subject,
        body=body % {"link": letters.sign_in_link},
        now=now,
    )


def _record(
    session: Session, action: str, fair: Fair, user_id: int, now: datetime, actor_id: int | None
) -> None:
    actor = ("user", actor_id) if actor_id else ("system", None)
    audit.record(session, action, now=now, actor=actor, on=("user", user_id), fair_id=fair.id)
