"""When an interview is, said on pages."""

from jobfair.interviews.models import Interview
from jobfair.interviews.queries.free_seats import FreeSeat
from jobfair.web.i18n import slot_time


def interview_time(one: Interview | FreeSeat, time_zone: str) -> str:
    """When it starts, such as "10:20 AM"; where it takes several slots, until when, too."""
    starts = slot_time(one.starts_at, time_zone)
    return starts if one.slots == 1 else f"{starts}–{slot_time(one.ends_at, time_zone)}"
