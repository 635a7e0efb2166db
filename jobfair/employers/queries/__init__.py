"""Reading employers and their openings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.accounts.models import User
from jobfair.db import vault_of
from jobfair.employers.models import Employer, Opening, Representative
from jobfair.errors import N_, NotFound


def contact_of(session: Session, employer: Employer) -> str | None:
    """How to reach the employer's contact person, unsealed; None when nobody said."""
    if employer.contact_sealed is None:
        return None
    return vault_of(session).open(employer.contact_sealed, f"employer.contact:{employer.uid}")


def openings_of(session: Session, employer_id: int) -> list[Opening]:
    """Openings of an employer, open ones first, then as they were entered."""
    return list(
        session.scalars(
            select(Opening)
            .where(Opening.employer_id == employer_id)
            .order_by(Opening.is_open.desc(), Opening.id)
        )
    )


def opening_of(session: Session, employer_id: int, opening_id: int) -> Opening:
    """One opening of an employer.

    Raises
    ------
    NotFound
        There is none, or it is another employer's.
    """
    opening = session.scalar(
        select(Opening).where(Opening.id == opening_id, Opening.employer_id == employer_id)
    )
    if opening is None:
        raise NotFound(N_("There is no such opening."))
    return opening


def representatives_of(session: Session, employer_id: int) -> list[User]:
    """Users who act for an employer, by e-mail address."""
    return list(
        session.scalars(
            select(User)
            .join(Representative, Representative.user_id == User.id)
            .where(Representative.employer_id == employer_id)
            .order_by(User.email)
        )
    )


def representative(session: Session, employer_id: int, user_id: int) -> Representative | None:
    """The row that lets a user act for an employer; None when they do not."""
    return session.scalar(
        select(Representative).where(
            Representative.employer_id == employer_id, Representative.user_id == user_id
        )
    )
