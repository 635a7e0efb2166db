"""Reading a fair's team."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobfair.accounts.models import User
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import TeamMember


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the team."""

    membership: TeamMember
    user: User


def members_of(session: Session, fair_id: int) -> list[Member]:
    """The team of a fair: organizers first, then helpers, each by name."""
    rows = session.execute(
        select(TeamMember, User)
        .join(User, User.id == TeamMember.user_id)
        .where(TeamMember.fair_id == fair_id)
        .order_by(TeamMember.role.desc(), func.lower(User.name), User.id)
    )
    return [Member(membership, user) for membership, user in rows]


def member_by_id(session: Session, fair_id: int, member_id: int) -> Member:
    """The team member of this fair with this id; NotFound when it is another fair's or none."""
    found = next((each for each in members_of(session, fair_id) if each.membership.id == member_id), None)
    if found is None:
        raise NotFound(N_("There is no such team member."))
    return found


def organizers_of(session: Session, fair_id: int) -> list[TeamMember]:
    """Organizers of a fair, locked until the end of the transaction, in no order."""
    return list(
        session.scalars(
            select(TeamMember)
            .where(TeamMember.fair_id == fair_id, TeamMember.role == "organizer")
            .with_for_update()
        )
    )
