"""An interview that stands in a slot, for tests of what may not be pulled from under it."""

from jobfair.fairs.actions.booths import create_booth
from tests.factories import make_employer, make_interview, make_opening, make_seeker


def make_standing_interview(session, fair, slot, *, state, version=1, booth=None):
    """One interview of a new schedule in this state, at this booth or one of its own."""
    booth = booth or create_booth(session, fair, label=f"Z{version}", row="Z", place=version)
    opening = make_opening(session, make_employer(session, fair, booth=booth))
    seeker = make_seeker(session, fair)
    return make_interview(session, fair, seeker, opening, state=state, booth_id=booth.id, slot_id=slot.id)
