"""An interview that stands in a slot, for tests of what may not be pulled from under it."""

from jobfair.fairs.actions.booths import create_booth
from jobfair.interviews.models import Interview, Schedule
from tests.conftest import NOW
from tests.factories import make_employer, make_opening, make_seeker


def make_standing_interview(session, fair, slot, *, state, version=1, booth=None):
    """One interview of a new schedule in this state, at this booth or one of its own."""

    booth = booth or create_booth(session, fair, label=f"Z{version}", row="Z", place=version)
    employer = make_employer(session, fair, booth=booth)
    schedule = Schedule(fair_id=fair.id, version=version, state=state, created_at=NOW)
    session.add(schedule)
    session.flush()
    interview = Interview(
        schedule_id=schedule.id,
        seeker_id=make_seeker(session, fair).id,
        employer_id=employer.id,
        opening_id=make_opening(session, employer).id,
        booth_id=booth.id,
        slot_id=slot.id,
        seat=0,
        fit=0.5,
    )
    session.add(interview)
    session.flush()
    return interview
