"""Changing openings."""

from datetime import datetime
from typing import Unpack

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.employers.checks import OpeningValues, check_shift, checked_opening
from jobfair.employers.models import Opening
from jobfair.employers.queries.standing import INTERVIEW, lock_drafts, standing
from jobfair.errors import N_, Conflict


def add_opening(
    session: Session,
    employer_id: int,
    *,
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
    **values: Unpack[OpeningValues],
) -> Opening:
    """Add an opening to an employer; `title` is the only value that must be given.

    Parameters
    ----------
    fair_id : int or None
        The fair on whose pages this is done; only for the audit.
    **values
        Fields of `OpeningValues`; what is left out stays at the table's default.

    Raises
    ------
    Invalid
        A field cannot be right; `field` names it.
    """
    given: OpeningValues = {"title": "", **values}
    checked = checked_opening(given)
    check_shift(checked.get("shift_starts"), checked.get("shift_ends"))
    opening = Opening(employer_id=employer_id, created_at=now, **checked)
    session.add(opening)
    session.flush()
    audit.record(session, "opening.add", now=now, actor=actor, on=("opening", opening.id), fair_id=fair_id)
    return opening


def edit_opening(
    session: Session,
    opening: Opening,
    *,
    now: datetime,
    actor: Actor,
    fair_id: int | None = None,
    **values: Unpack[OpeningValues],
) -> None:
    """Change the given fields of an opening.

    Raises
    ------
    Invalid
        A field cannot be right; nothing was changed.
    """
    checked = checked_opening(values)
    check_shift(
        checked.get("shift_starts", opening.shift_starts), checked.get("shift_ends", opening.shift_ends)
    )
    for field, value in checked.items():
        setattr(opening, field, value)
    session.flush()
    audit.record(session, "opening.edit", now=now, actor=actor, on=("opening", opening.id), fair_id=fair_id)


def close_opening(
    session: Session, opening: Opening, *, now: datetime, actor: Actor, fair_id: int | None = None
) -> None:
    """Neither suggest nor plan an opening from now on; interviews that are published stay."""
    opening.is_open = False
    session.flush()
    audit.record(session, "opening.close", now=now, actor=actor, on=("opening", opening.id), fair_id=fair_id)


def reopen_opening(
    session: Session, opening: Opening, *, now: datetime, actor: Actor, fair_id: int | None = None
) -> None:
    """Suggest and plan a closed opening again."""
    opening.is_open = True
    session.flush()
    audit.record(session, "opening.reopen", now=now, actor=actor, on=("opening", opening.id), fair_id=fair_id)


def delete_opening(
    session: Session, opening: Opening, *, now: datetime, actor: Actor, fair_id: int | None = None
) -> None:
    """Delete an opening, the answers given about it, and its interviews in drafts.

    Raises
    ------
    Conflict
        Interviews for it stand in a schedule that people were given; it can be closed instead.
    """
    drafts = lock_drafts(session, opening_id=opening.id)
    kept = standing(session, opening_id=opening.id).kept
    if kept:
        raise Conflict(
            N_("Interviews for this opening stand in a published schedule (%(count)s). Close it instead."),
            count=kept,
        )
    session.execute(
        delete(INTERVIEW).where(INTERVIEW.c.schedule_id.in_(drafts), INTERVIEW.c.opening_id == opening.id)
    )
    opening_id = opening.id
    session.delete(opening)
    session.flush()
    audit.record(session, "opening.delete", now=now, actor=actor, on=("opening", opening_id), fair_id=fair_id)
