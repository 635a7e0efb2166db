"""Why people have no interview, and the least that would help, as the report of a stored plan tells it."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from jobfair.fairs.models import Fair, Slot
from jobfair.fairs.queries.employers import names_at_fair
from jobfair.fairs.queries.slots import slots_of
from jobfair.interviews.queries import seekers_by_id
from jobfair.interviews.speech import Speaker


def speaker_of(session: Session, fair: Fair, report: dict[str, Any]) -> Speaker:
    """Say a report's ids and slot numbers in English, people by their codes."""
    changes = [one["change"] for one in report["unplaced"] if one.get("change")]
    movers = [step["seeker"] for change in changes for step in change["steps"] if "seeker" in step]
    codes = {seeker_id: one.code for seeker_id, one in seekers_by_id(session, movers).items()}
    slots = {slot.id: slot for slot in slots_of(session, fair.id)}
    times = [slots.get(slot_id) for slot_id in report.get("slot_ids", ())]
    zone = ZoneInfo(fair.time_zone)

    def clock(slot: Slot | None, moment: str) -> str:
        return "–" if slot is None else f"{getattr(slot, moment).astimezone(zone):%H:%M}"

    return Speaker(
        translate=str,
        seeker=codes.__getitem__,
        employer=names_at_fair(session, fair.id).__getitem__,
        starts=lambda number: clock(times[number], "starts_at"),
        ends=lambda number: clock(times[number], "ends_at"),
        percent=lambda part: f"{part:.2%}",
    )
