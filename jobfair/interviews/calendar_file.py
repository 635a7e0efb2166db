"""Interviews as a calendar file (RFC 5545), so small that a library would not earn its place.

An event is a person's interview with one employer at one fair: its UID stays when the time changes, its
SEQUENCE grows, and one that is gone stays in the file as cancelled. The title is the fair's name alone.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from jobfair.interviews.models import DeskVisit, Interview, InterviewChange

LINE_BYTES = 75
#: a visit keeps no count of its changes: the seconds until it was booked grow with each (32 bits, until 2088)
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar; times are aware."""

    uid: str
    #: how often it was changed
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    place: str
    is_cancelled: bool = False


def events_of(
    interviews: Iterable[Interview],
    changes: Iterable[InterviewChange],
    *,
    told_at: datetime,
    title: str,
    places: tuple[str, ...],
) -> list[Event]:
    """A person's interviews as events, and as cancelled what is gone; by employer.

    Parameters
    ----------
    changes
        All that ever changed for the person at the fair, oldest first.
    told_at : datetime
        When the schedule was published; used where nothing changed since.
    places
        Where it is, without the booth.
    """
    changes = list(changes)
    latest = {row.employer_id: (row, True) for change in changes for row in (change.old, change.new) if row}
    latest |= {row.employer_id: (row, False) for row in interviews}
    moments: dict[int, list[datetime]] = {}
    for change in changes:
        for employer_id in {row.employer_id for row in (change.old, change.new) if row}:
            times = [change.created_at, *([change.undone_at] if change.undone_at else [])]
            moments.setdefault(employer_id, []).extend(times)
    return [
        Event(
            uid=f"{uuid.uuid5(row.seeker.uid, f'{row.schedule.fair_id}:{employer_id}')}@jobfair",
            sequence=len(moments.get(employer_id, ())),
            starts_at=row.slot.starts_at,
            ends_at=row.ends_at,
            changed_at=max(moments.get(employer_id, [told_at])),
            title=title,
            place=", ".join(part for part in (*places, row.booth.label) if part),
            is_cancelled=is_gone,
        )
        for employer_id, (row, is_gone) in sorted(latest.items())
    ]


def events_of_visits(visits: Iterable[DeskVisit], *, title: str, places: tuple[str, ...]) -> list[Event]:
    """A person's visits to support desks as events: of a desk only its booth, for calendars are shared."""
    return [
        Event(
            uid=f"{uuid.uuid5(visit.seeker.uid, f'{visit.fair_id}:booth:{visit.booth_id}')}@jobfair",
            sequence=int((visit.created_at - COUNTED_FROM).total_seconds()),
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            changed_at=visit.created_at,
            title=title,
            place=", ".join(part for part in (*places, visit.booth.label) if part),
        )
        for visit in visits
    ]


def calendar_file(events: Iterable[Event]) -> bytes:
    """The file: UTF-8, lines of at most 75 bytes, each ended by CR LF."""
    events = list(events)
    all_gone = bool(events) and all(event.is_cancelled for event in events)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//jobfair//jobfair//EN",
        f"METHOD:{'CANCEL' if all_gone else 'PUBLISH'}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.changed_at)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.ends_at)}",
        f"SUMMARY:{_escaped(event.title)}",
        f"LOCATION:{_escaped(event.place)}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Text without a meaning for the format (RFC 5545, 3.3.11)."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """A line cut where it is too long, never within a letter (RFC 5545, 3.1)."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        encoded = letter.encode()
        if len(part) + len(encoded) > LINE_BYTES - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += encoded
    return b"\r\n ".join([*parts, part]) + b"\r\n"
