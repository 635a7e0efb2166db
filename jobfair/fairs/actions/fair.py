"""Creating, changing and deleting a fair."""

from dataclasses import asdict, dataclass
from datetime import date as Date  # noqa: N812 - `date` is the name of a field here
from datetime import datetime, time, timedelta
from zoneinfo import available_timezones

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.models import SignIn, SingleUseLink
from jobfair.db import leave_no_copy
from jobfair.employers.checks import plain_line
from jobfair.employers.models import Employer
from jobfair.errors import N_, Invalid
from jobfair.fairs.actions.slots import change_slots, check_slot_minutes, generate_slots
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance, TeamMember
from jobfair.fairs.queries.slots import SlotChange, breaks_of, slot_change, slots_of
from jobfair.fairs.queries.standing import SCHEDULE, has_published_schedule
from jobfair.fairs.slot_times import Times, is_skipped, slot_times
from jobfair.seekers.models import Seeker

FIRST_DATE = Date(2000, 1, 1)
FURTHEST_AHEAD = timedelta(days=5 * 366)
VENUE_LENGTH = 200
MOST_INTERVIEWS = 12
MOST_INTERPRETERS = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class FairDetails:
    """What an organizer says about a fair; checked by `check_details`."""

    name: str
    venue: str
    date: Date
    time_zone: str
    opens: time
    closes: time
    slot_minutes: int = 20
    max_interviews_per_seeker: int = 4
    spanish_interpreters: int | None = None
    asl_interpreters: int | None = None


def create_fair(  # noqa: PLR0913 - a fair has this many facts
    session: Session,
    *,
    name: str,
    venue: str,
    date: Date,
    time_zone: str,
    opens: time,
    closes: time,
    slot_minutes: int = 20,
    max_interviews_per_seeker: int = 4,
    spanish_interpreters: int | None = None,
    asl_interpreters: int | None = None,
    organizer_id: int | None,
    now: datetime,
    is_sample: bool = False,
) -> Fair:
    """Create a fair with its slots; whoever creates it becomes its organizer.

    Parameters
    ----------
    date : date
        Local date.
    time_zone : str
        IANA name such as "America/Chicago".
    opens, closes : time
        Local times; the fair ends on the day it starts.
    slot_minutes : int
        5 to 120.
    organizer_id : int or None
        Id of the user who becomes organizer; None where nobody is signed in, as in a throw-away database.

    Raises
    ------
    Invalid
        With the field that cannot be right.
    """
    details = FairDetails(
        name=name,
        venue=venue,
        date=date,
        time_zone=time_zone,
        opens=opens,
        closes=closes,
        slot_minutes=slot_minutes,
        max_interviews_per_seeker=max_interviews_per_seeker,
        spanish_interpreters=spanish_interpreters,
        asl_interpreters=asl_interpreters,
    )
    check_details(details, now)
    fair = Fair(**asdict(details), is_sample=is_sample, created_at=now)
    fair.name, fair.venue = plain_line(name, "name"), plain_line(venue, "venue", VENUE_LENGTH)
    session.add(fair)
    session.flush()
    if organizer_id is not None:
        session.add(TeamMember(fair_id=fair.id, user_id=organizer_id, role="organizer"))
    generate_slots(session, fair)
    _record(session, "fair.create", fair, now, organizer_id)
    return fair


def check_details(details: FairDetails, now: datetime) -> None:
    """Refuse a fair that cannot be, with the first field that is wrong.

    Raises
    ------
    Invalid
        With the field that cannot be right.
    """
    if not plain_line(details.name, "name"):
        raise Invalid(N_("Give the fair a name."), field="name")
    plain_line(details.venue, "venue", VENUE_LENGTH)
    _check_hours(details, now)
    check_slot_minutes(details.slot_minutes)
    if not _times(details):
        raise Invalid(N_("The slots are longer than the fair. Make them shorter."), field="slot_minutes")
    if not 1 <= details.max_interviews_per_seeker <= MOST_INTERVIEWS:
        raise Invalid(
            N_("Between 1 and %(most)s interviews for one person."),
            field="max_interviews_per_seeker",
            most=MOST_INTERVIEWS,
        )
    for field in ("spanish_interpreters", "asl_interpreters"):
        if not 0 <= (getattr(details, field) or 0) <= MOST_INTERPRETERS:
            raise Invalid(N_("Between 0 and %(most)s interpreters."), field=field, most=MOST_INTERPRETERS)


def _check_hours(details: FairDetails, now: datetime) -> None:
    if details.time_zone not in available_timezones():
        raise Invalid(
            N_("“%(name)s” is not a time zone. Use a name such as America/Chicago."),
            field="time_zone",
            name=details.time_zone,
        )
    if not FIRST_DATE <= details.date <= now.date() + FURTHEST_AHEAD:
        raise Invalid(N_("Check the year of this date."), field="date")
    if details.closes <= details.opens:
        raise Invalid(
            N_("The fair must close after it opens, on the same day. Past midnight is a second fair."),
            field="closes",
        )
    for field, clock in (("opens", details.opens), ("closes", details.closes)):
        if is_skipped(details.date, clock, details.time_zone):
            raise Invalid(
                N_("The clocks are set forward on this day and skip %(time)s. Choose another time."),
                field=field,
                time=f"{clock:%H:%M}",
            )


def slot_change_of_edit(session: Session, fair: Fair, details: FairDetails) -> SlotChange:
    """What an edit would do to the slots: nothing, unless it changes day, time zone, hours or slot length."""
    if _shape(fair) == _shape(details):
        return SlotChange(slots_of(session, fair.id), [], [], [])
    breaks = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
    return slot_change(session, fair, _times(details, breaks))


def edit_fair(
    session: Session, fair: Fair, details: FairDetails, *, now: datetime, actor_id: int | None
) -> SlotChange:
    """Change a fair; its slots follow its day, hours and slot length. Returns what became of them.

    Raises
    ------
    Invalid
        With the field that cannot be right.
    Conflict
        A published schedule uses a slot that would go.
    """
    check_details(details, now)
    change = slot_change_of_edit(session, fair, details)
    if change.dropped or change.added:
        breaks = [(pause.starts, pause.ends) for pause in breaks_of(session, fair.id)]
        change_slots(session, fair, _times(details, breaks))
    for name, value in asdict(details).items():
        setattr(fair, name, plain_line(value, name, VENUE_LENGTH) if isinstance(value, str) else value)
    session.flush()
    _record(session, "fair.edit", fair, now, actor_id)
    return change


def people_of_this_fair_alone(session: Session, fair_id: int) -> tuple[list[int], list[int]]:
    """Ids of seekers and of employers who are at this fair and at no other, in order."""
    found = []
    for attendance, who in (
        (SeekerAttendance, SeekerAttendance.seeker_id),
        (EmployerAttendance, EmployerAttendance.employer_id),
    ):
        elsewhere = select(who).where(attendance.fair_id != fair_id)
        here = select(who).where(attendance.fair_id == fair_id, who.not_in(elsewhere)).order_by(who)
        found.append(list(session.scalars(here)))
    return found[0], found[1]


def delete_fair(
    session: Session, fair: Fair, *, typed_name: str = "", now: datetime, actor_id: int | None
) -> None:
    """Delete a fair with everything: slots, booths, team, schedules, and the people of this fair alone.

    Seekers and employers who are at another fair as well stay; only their part in this one goes.

    Parameters
    ----------
    typed_name : str
        The fair's name, typed once more; needed when it has a published schedule.

    Raises
    ------
    Invalid
        The fair has a published schedule, and its name was not typed.
    """
    if (
        has_published_schedule(session, fair.id)
        and plain_line(typed_name, "typed_name").casefold() != fair.name.casefold()
    ):
        raise Invalid(
            N_("People have been told their times. To delete the fair all the same, type its name: %(name)s"),
            field="typed_name",
            name=fair.name,
        )
    seeker_ids, employer_ids = people_of_this_fair_alone(session, fair.id)
    _record(session, "fair.delete", fair, now, actor_id)
    fair_id = fair.id
    session.expunge(fair)
    # Schedules first, with their interviews: these hold on to slots, booths, openings and employers.
    session.execute(delete(SCHEDULE).where(SCHEDULE.c.fair_id == fair_id))
    session.execute(delete(Fair).where(Fair.id == fair_id))
    session.execute(delete(Employer).where(Employer.id.in_(employer_ids)))
    session.execute(delete(Seeker).where(Seeker.id.in_(seeker_ids)))
    # An id may be given again: whoever is signed in as a seeker that is gone must not become another.
    for table in (SignIn, SingleUseLink):
        session.execute(delete(table).where(table.subject_kind == "seeker", table.subject_id.in_(seeker_ids)))
    session.expire_all()
    leave_no_copy(session)


def _times(details: FairDetails, breaks: list[tuple[time, time]] | None = None) -> list[Times]:
    hours = (details.opens, details.closes)
    return slot_times(details.date, details.time_zone, hours, details.slot_minutes, breaks or [])


def _shape(of: Fair | FairDetails) -> tuple[object, ...]:
    return (of.date, of.time_zone, of.opens, of.closes, of.slot_minutes)


def _record(session: Session, action: str, fair: Fair, now: datetime, actor_id: int | None) -> None:
    actor = ("user", actor_id) if actor_id else ("system", None)
    audit.record(session, action, now=now, actor=actor, on=("fair", fair.id), fair_id=fair.id)
