"""Reading a whole fair for an export, in the columns the import reads back."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobfair.employers.models import Employer, Opening
from jobfair.employers.queries import contact_of as employer_contact
from jobfair.fairs.importing.columns import BOOTHS, EMPLOYERS, OPENINGS, SEEKERS
from jobfair.fairs.importing.writing import CellValue, NamedTable, headings_of, title_of
from jobfair.fairs.models import Booth, EmployerAttendance, Fair, SeekerAttendance
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.booths import attendances_of, booths_of
from jobfair.fairs.queries.people import Wanted, people_of_fair
from jobfair.interviews.models import Interview, Schedule
from jobfair.interviews.queries import interviews_of, published_schedule, schedules_of
from jobfair.interviews.queries.impressions import ANSWERS, impressions_at, said_to
from jobfair.reports.times import local_clock
from jobfair.seekers.queries import contact_of, notes_of

INTERVIEW_HEADINGS = ("Starts", "Ends", "Booth", "Seat", "Employer", "Position", "Code", "Name", "Schedule")
#: in the words of the answers; what nobody said is empty
IMPRESSION_HEADINGS = (
    "Starts",
    "Employer",
    "Position",
    "Code",
    "Name",
    "Took place",
    "Went",
    "Said to come next",
)
#: names of the tables of an export, in the order of the workbook's sheets
TABLES = ("seekers", "employers", "openings", "booths", "interviews", "impressions")


def export_tables(session: Session, fair_id: int) -> dict[str, NamedTable]:
    """The fair's tables by name, for the team alone: contacts and private notes are in them."""
    fair = fair_by_id(session, fair_id)
    attendances = attendances_of(session, fair_id)
    people = session.scalars(people_of_fair(fair_id, Wanted()))
    return {
        "seekers": NamedTable(
            title_of(SEEKERS), headings_of(SEEKERS), [_seeker(session, one) for one in people]
        ),
        "employers": NamedTable(
            title_of(EMPLOYERS), headings_of(EMPLOYERS), [_employer(session, one) for one in attendances]
        ),
        "openings": NamedTable(
            title_of(OPENINGS),
            headings_of(OPENINGS),
            [_opening(name, one) for name, one in _open_openings(session, fair_id)],
        ),
        "booths": NamedTable(
            title_of(BOOTHS), headings_of(BOOTHS), [_booth(one) for one in booths_of(session, fair_id)]
        ),
        "interviews": NamedTable("Interviews", INTERVIEW_HEADINGS, _interviews(session, fair)),
        "impressions": NamedTable(
            "What people say of interviews", IMPRESSION_HEADINGS, _impressions(session, fair)
        ),
    }


def schedule_to_print(session: Session, fair_id: int) -> Schedule | None:
    """The published schedule, else the newest draft; None when nothing was planned yet."""
    published = published_schedule(session, fair_id)
    drafts = [one for one in schedules_of(session, fair_id) if one.state == "draft"]
    return published or (drafts[0] if drafts else None)


def interviews_to_print(session: Session, schedule: Schedule | None) -> list[Interview]:
    """Interviews of a schedule by time and booth; empty when there is none."""
    return interviews_of(session, schedule.id) if schedule else []


def _interviews(session: Session, fair: Fair) -> list[list[CellValue]]:
    schedule = schedule_to_print(session, fair.id)
    return [
        [
            local_clock(one.slot.starts_at, fair.time_zone),
            local_clock(one.ends_at, fair.time_zone),
            one.booth.label,
            one.seat + 1,
            one.employer.name,
            one.opening.title,
            one.seeker.code,
            one.seeker.called_name,
            schedule.state if schedule else "",
        ]
        for one in interviews_to_print(session, schedule)
    ]


def _impressions(session: Session, fair: Fair) -> list[list[CellValue]]:
    return [
        [
            local_clock(told.interview.slot.starts_at, fair.time_zone),
            told.interview.employer.name,
            told.interview.opening.title,
            told.interview.seeker.code,
            told.interview.seeker.called_name,
            *(said_to(question, told) or "" for question in ANSWERS),
        ]
        for told in impressions_at(session, fair.id)
    ]


def _open_openings(session: Session, fair_id: int) -> list[tuple[str, Opening]]:
    """Open openings with their employer's name, by that and as they were entered; closed ones stay here."""
    statement = (
        select(Employer.name, Opening)
        .join(Opening, Opening.employer_id == Employer.id)
        .join(EmployerAttendance, EmployerAttendance.employer_id == Employer.id)
        .where(EmployerAttendance.fair_id == fair_id, Opening.is_open)
        .order_by(func.lower(Employer.name), Employer.id, Opening.id)
    )
    return [(name, opening) for name, opening in session.execute(statement)]


def _seeker(session: Session, attendance: SeekerAttendance) -> list[CellValue]:
    seeker = attendance.seeker
    values = {column.field: getattr(seeker, column.field, None) for column in SEEKERS.columns}
    values |= {
        "name": seeker.called_name,
        "contact": contact_of(session, seeker),
        "arrives": attendance.arrives,
        "leaves": attendance.leaves,
        "needs": attendance.needs,
        "notes": notes_of(session, seeker),
    }
    return [_told(values[column.field]) for column in SEEKERS.columns]


def _employer(session: Session, attendance: EmployerAttendance) -> list[CellValue]:
    employer = attendance.employer
    starts, ends = attendance.break_starts, attendance.break_ends
    values = {column.field: getattr(employer, column.field, None) for column in EMPLOYERS.columns}
    values |= {
        "contact": employer_contact(session, employer),
        "booth": attendance.booth.label if attendance.booth else None,
        "interviewers": attendance.interviewers,
        "arrives": attendance.arrives,
        "leaves": attendance.leaves,
        "lunch": f"{starts:%H:%M}-{ends:%H:%M}" if starts and ends else None,
        "needs_power": attendance.needs_power,
        "slots_per_interview": attendance.slots_per_interview,
        "promised_interviews": attendance.promised_interviews,
    }
    return [_told(values[column.field]) for column in EMPLOYERS.columns]


def _opening(employer_name: str, opening: Opening) -> list[CellValue]:
    values = {column.field: getattr(opening, column.field, None) for column in OPENINGS.columns}
    cents = opening.wage_cents_per_hour
    values |= {
        "employer": employer_name,
        "wage_cents_per_hour": f"{cents / 100:.2f}" if cents is not None else None,
    }
    return [_told(values[column.field]) for column in OPENINGS.columns]


def _booth(booth: Booth) -> list[CellValue]:
    return [_told(getattr(booth, column.field)) for column in BOOTHS.columns]


def _told(value: Any) -> CellValue:
    """A value as the import reads it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list):
        return _list(value)
    return value if isinstance(value, int) else str(value)


def _list(texts: Sequence[str]) -> str:
    """Texts between semicolons; one alone with a comma in it ends in one, so that it is not parted."""
    joined = "; ".join(text.replace(";", ",") for text in texts)
    return joined + ";" if len(texts) == 1 and "," in joined else joined
