"""Saying yes, maybe or no to an opening or to a person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.errors import N_, Conflict, Invalid, NotFound
from jobfair.fairs.queries import attends
from jobfair.fairs.queries.employers import opening_at_fair
from jobfair.suggestions.models import Interest

ANSWERS = ("yes", "maybe", "no", "forget")


def answer(  # noqa: PLR0913 - who says what about which pair at which fair
    session: Session,
    *,
    fair_id: int,
    seeker_id: int,
    opening_id: int,
    side: str,
    said: str,
    now: datetime,
    actor: tuple[str, int | None],
) -> Interest | None:
    """Store, change or forget what one side says about a pair; saying it twice changes nothing.

    Parameters
    ----------
    side : str
        For whom it is said: "seeker" or "employer".
    said : str
        "yes", "maybe", "no" or "forget".
    actor : tuple
        Kind and id of who says it.

    Raises
    ------
    NotFound
        The seeker or the opening's employer is not at this fair.
    Conflict
        The opening is closed, and the answer is not to forget.
    """
    if said not in ANSWERS:
        raise Invalid(N_("Say yes, maybe or no."))
    opening = opening_at_fair(session, fair_id, opening_id)
    if not attends(session, fair_id, seeker_id):
        raise NotFound(N_("There is no such person at this fair."))
    if said != "forget" and not opening.is_open:
        raise Conflict(N_("This opening is closed now."))
    interest = session.scalar(
        select(Interest).where(
            Interest.fair_id == fair_id,
            Interest.seeker_id == seeker_id,
            Interest.opening_id == opening_id,
            Interest.side == side,
        )
    )
    before = interest.answer if interest else "forget"
    if said == before:
        return interest
    if said == "forget":
        session.delete(interest)
        interest = None
    elif interest is None:
        interest = Interest(
            fair_id=fair_id,
            seeker_id=seeker_id,
            opening_id=opening_id,
            side=side,
            answer=said,
            answered_at=now,
        )
        session.add(interest)
    else:
        interest.answer, interest.answered_at = said, now
    session.flush()
    audit.record(
        session, f"interest.{said}", now=now, actor=actor, on=("opening", opening_id), fair_id=fair_id
    )
    return interest
