"""Changing what an employer tells about itself."""

from datetime import datetime
from typing import Unpack

from sqlalchemy.orm import Session

from jobfair.db import vault_of
from jobfair.employers.checks import CardValues, checked_card
from jobfair.employers.models import Employer


def create_employer(session: Session, *, now: datetime, **values: Unpack[CardValues]) -> Employer:
    """Create an employer that attends no fair yet; `jobfair.fairs.actions.employers.add_employer` calls this.

    Raises
    ------
    Invalid
        The name is missing, or a field cannot be right.
    """
    given: CardValues = {"name": "", **values}
    checked = checked_card(given)
    employer = Employer(name=checked.pop("name"), created_at=now)
    session.add(employer)
    session.flush()  # gives the uid that sealed columns are bound to
    _apply(session, employer, checked)
    session.flush()
    return employer


def edit_card(session: Session, employer: Employer, **values: Unpack[CardValues]) -> None:
    """Change the given fields of an employer.

    Raises
    ------
    Invalid
        A field cannot be right; nothing was changed.
    """
    _apply(session, employer, checked_card(values))
    session.flush()


def _apply(session: Session, employer: Employer, checked: dict[str, object]) -> None:
    if "contact" in checked:
        contact = checked.pop("contact")
        place = f"employer.contact:{employer.uid}"
        employer.contact_sealed = vault_of(session).seal(str(contact), place) if contact else None
    for field, value in checked.items():
        setattr(employer, field, value)
