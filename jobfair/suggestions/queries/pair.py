"""One person and one opening at a fair they are both at."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.errors import N_, NotFound
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance
from jobfair.matching import Explanation
from jobfair.suggestions.queries.fit import explain_pairs, fair_fit


def newest_fair_of(session: Session, seeker_id: int, opening_id: int) -> int:
    """Id of the newest fair both are at.

    Raises
    ------
    NotFound
        There is none.
    """
    fair_id = session.scalar(
        select(Fair.id)
        .join(SeekerAttendance, SeekerAttendance.fair_id == Fair.id)
        .join(EmployerAttendance, EmployerAttendance.fair_id == Fair.id)
        .join(Opening, Opening.employer_id == EmployerAttendance.employer_id)
        .where(SeekerAttendance.seeker_id == seeker_id, Opening.id == opening_id)
        .order_by(Fair.date.desc(), Fair.id.desc())
    )
    if fair_id is None:
        raise NotFound(N_("This person and this opening are at no fair together."))
    return fair_id


def explain_pair(session: Session, fair_id: int, seeker_id: int, opening_id: int) -> Explanation:
    """Why a person at a fair fits an open opening there, what stands in the way, and what to ask.

    Raises
    ------
    NotFound
        One of them is not there, or the opening is closed.
    """
    table = fair_fit(session, fair_id, seeker_id)
    if not table.seekers:
        raise NotFound(N_("There is no such person at this fair."))
    if opening_id not in {opening.id for opening in table.openings}:
        raise NotFound(N_("There is no such opening, or it is closed."))
    return explain_pairs(table, [(seeker_id, opening_id)], with_wishes=True)[0]
