"""Which employers at a fair the person who is signed in may look at, and which they may change."""

from jobfair.errors import N_, NotAllowed, NotFound
from jobfair.fairs import queries
from jobfair.fairs.models import EmployerAttendance
from jobfair.fairs.queries import employers as employer_queries
from jobfair.web import access, edge
from jobfair.web.access import Audience


def employer_to_see(fair_id: int, employer_id: int) -> EmployerAttendance:
    """An employer at this fair: any for the team, one's own for an employer.

    Raises
    ------
    NotFound
        It is not at this fair, or it is somebody else's.
    """
    if Audience.HELPER not in access.roles() and not _is_own(fair_id, employer_id):
        raise NotFound(N_("There is no such employer at this fair."))
    return employer_queries.attendance_of(edge.session(), fair_id, employer_id)


def employer_to_change(fair_id: int, employer_id: int) -> EmployerAttendance:
    """An employer at this fair: any for organizers, one's own for an employer.

    Raises
    ------
    NotFound
        It is not at this fair, or it is somebody else's.
    NotAllowed
        A helper may look at it only.
    """
    attendance = employer_to_see(fair_id, employer_id)
    if not may_change(fair_id, employer_id):
        raise NotAllowed(N_("Only organizers and the employer itself may change this."))
    return attendance


def may_change(fair_id: int, employer_id: int) -> bool:
    """Whether the person who is signed in may change this employer's card and openings."""
    return Audience.ORGANIZER in access.roles() or _is_own(fair_id, employer_id)


def _is_own(fair_id: int, employer_id: int) -> bool:
    return Audience.EMPLOYER in access.roles() and employer_id in queries.represented_employer_ids(
        edge.session(), fair_id, access.me().id
    )
