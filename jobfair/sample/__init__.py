"""The sample fair: four spreadsheets of invented people and employers, loaded the way everybody's are."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobfair.accounts import actions as account_actions
from jobfair.accounts.models import User
from jobfair.accounts.queries import user_by_email
from jobfair.db import Database
from jobfair.employers.models import Representative
from jobfair.errors import N_, NotAllowed, NotFound
from jobfair.fairs.actions.booths import assign_free_booths
from jobfair.fairs.actions.fair import create_fair
from jobfair.fairs.importing.actions.confirming import confirm
from jobfair.fairs.importing.actions.previewing import preview_files
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.models import EmployerAttendance, Fair, SeekerAttendance
from jobfair.fairs.queries import fair_by_id
from jobfair.fairs.queries.booths import booths_of
from jobfair.interviews.actions.planning import plan_now
from jobfair.interviews.actions.publishing import publish
from jobfair.interviews.actions.visiting import book_visit
from jobfair.interviews.models import Interview
from jobfair.interviews.queries.schedules import published_schedule, schedule_by_version
from jobfair.interviews.queries.visits import desks_for
from jobfair.seekers.actions import CONSENT_VERSION, agree
from jobfair.seekers.models import Seeker
from jobfair.suggestions.actions import answer
from jobfair.suggestions.queries import FairFit, fair_fit

FOLDER = Path(__file__).parent
FILES = ("booths.csv", "employers.csv", "openings.csv", "seekers.csv")
SYSTEM = ("system", None)
ORGANIZER_EMAIL = "organizer@sample.invalid"
EMPLOYER_EMAIL = "employer@sample.invalid"
LINK_LASTS = timedelta(hours=12)
SATURDAY = 5
PEOPLE_WHO_ANSWERED = 40
STILL_TO_BE_ASKED = 2
#: employers whose interviews take two slots, since they let people show what they can do
LONG_INTERVIEWS = ("Kaw Valley Metals", "Westport Bakery")
#: employer -> interviews the organizer promised them
PROMISED = {"Santa Fe Plastics": 12}
#: support desk -> what it helps with and what to bring
DESKS = {
    "ID desk": "Helps you get a state ID. Bring any letter with your name.",
    "Driver's license desk": "Helps you get your license back. Bring court letters.",
}
PEOPLE_WHO_VISIT = 6

Progress = Callable[[str, float], None]


def load(database: Database, now: datetime, progress: Progress = lambda _step, _share: None) -> int | None:
    """Load, match, plan and publish the sample fair; None when there is a fair already.

    Returns
    -------
    int or None
        Id of the sample fair.
    """
    with database.write() as session:
        if session.scalar(select(func.count()).select_from(Fair)):
            return None
        progress("spreadsheets", 0.05)
        fair_id = _fill(session, now)
        progress("interest", 0.3)
        _let_people_answer(session, fair_id, now)
    planned = plan_now(
        database, fair_id, now=now, progress=lambda step, share: progress(step, 0.4 + share * 0.5)
    )
    with database.write() as session:
        schedule = schedule_by_version(session, fair_id, planned.version)
        publish(session, schedule, now=now, actor=SYSTEM, instead_of=None)
        _let_people_visit(session, sample_fair(session, fair_id), now)
    return fair_id


def sample_fair(session: Session, fair_id: int | None = None) -> Fair:
    """The sample fair.

    Raises
    ------
    NotFound
        There is none.
    NotAllowed
        The fair asked for is a real one.
    """
    if fair_id is None:
        fair_id = session.scalar(select(Fair.id).where(Fair.is_sample).order_by(Fair.id).limit(1))
    if fair_id is None:
        raise NotFound(N_("There is no sample fair here."))
    fair = fair_by_id(session, fair_id)
    if not fair.is_sample:
        raise NotAllowed(N_("Sign-in links are given out for the sample fair only."))
    return fair


def links(session: Session, fair: Fair, base_url: str, now: datetime) -> dict[str, str]:
    """A fresh single-use sign-in link each for a seeker, an employer and an organizer of the sample fair."""
    subjects = {
        "seeker": ("seeker", _busiest_seeker(session, fair)),
        "employer": ("user", _user_id(session, EMPLOYER_EMAIL)),
        "organizer": ("user", _user_id(session, ORGANIZER_EMAIL)),
    }

    def address(subject: tuple[str, int]) -> str:
        token = account_actions.make_link(session, "sign-in", subject, lasts=LINK_LASTS, now=now)
        return f"{base_url}/link/{token}"

    return {who: address(subject) for who, subject in subjects.items()}


def _fill(session: Session, now: datetime) -> int:
    organizer = account_actions.create_user(
        session, email=ORGANIZER_EMAIL, name="Sample organizer", now=now, may_create_fairs=True
    )
    fair = create_fair(
        session,
        name="Westside Job Fair",
        venue="Civic Hall, 12 Main Street, Kansas City",
        date=_coming_saturday(now.date()),
        time_zone="America/Chicago",
        opens=time(9),
        closes=time(13),
        spanish_interpreters=3,
        asl_interpreters=1,
        organizer_id=organizer.id,
        now=now,
        is_sample=True,
    )
    files = [SpreadsheetFile(name, (FOLDER / name).read_bytes()) for name in FILES]
    confirm(session, preview_files(session, fair.id, files, now=now, actor=SYSTEM), now=now, actor=SYSTEM)
    _let_people_agree(session, fair.id, now)
    _set_interviews(session, fair.id)
    for booth in booths_of(session, fair.id):
        booth.desk_about = DESKS.get(booth.support_desk or "", "")
    assign_free_booths(session, fair)
    _add_representative(session, fair, now)
    return fair.id


def _let_people_agree(session: Session, fair_id: int, now: datetime) -> None:
    """A yes on paper from all but the last of the list, whom the desk has still to ask."""
    people = select(Seeker).join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
    people = people.where(SeekerAttendance.fair_id == fair_id).order_by(Seeker.id)
    for seeker in session.scalars(people).all()[:-STILL_TO_BE_ASKED]:
        agree(session, seeker, CONSENT_VERSION, how="paper", now=now, actor=SYSTEM)


def _set_interviews(session: Session, fair_id: int) -> None:
    """What the spreadsheets do not say: long interviews, and a promise."""
    for attendance in session.scalars(select(EmployerAttendance).filter_by(fair_id=fair_id)):
        name = attendance.employer.name
        attendance.slots_per_interview = 2 if name in LONG_INTERVIEWS else 1
        attendance.promised_interviews = PROMISED.get(name, 0)
    session.flush()


def _add_representative(session: Session, fair: Fair, now: datetime) -> None:
    first = select(func.min(EmployerAttendance.employer_id)).where(EmployerAttendance.fair_id == fair.id)
    user = account_actions.create_user(session, email=EMPLOYER_EMAIL, name="Sample employer", now=now)
    session.add(Representative(user_id=user.id, employer_id=session.scalars(first).one()))
    session.flush()


def _let_people_answer(session: Session, fair_id: int, now: datetime) -> None:
    """A yes from some people to what fits them best, and from each opening to the two who fit it best."""
    table = fair_fit(session, fair_id)
    fit = table.fit()
    for row in range(min(PEOPLE_WHO_ANSWERED, len(table.seekers))):
        _say_yes(session, fair_id, table, fit, (row, int(np.argmax(fit[row]))), "seeker", now)
    for column in range(len(table.openings)):
        for row in np.argsort(-fit[:, column], kind="stable")[:2]:
            _say_yes(session, fair_id, table, fit, (int(row), column), "employer", now)


def _say_yes(
    session: Session,
    fair_id: int,
    table: FairFit,
    fit: np.ndarray,
    pair: tuple[int, int],
    side: str,
    now: datetime,
) -> None:
    if fit[pair] <= 0:
        return
    answer(
        session,
        fair_id=fair_id,
        seeker_id=table.seekers[pair[0]].id,
        opening_id=table.openings[pair[1]].id,
        side=side,
        said="yes",
        now=now,
        actor=SYSTEM,
    )


def _let_people_visit(session: Session, fair: Fair, now: datetime) -> None:
    """A time at a support desk for whom the sign-in link is, and for some others."""
    people = (
        select(SeekerAttendance.seeker_id).filter_by(fair_id=fair.id).order_by(SeekerAttendance.seeker_id)
    )
    first = session.scalars(people.limit(PEOPLE_WHO_VISIT)).all()
    for number, seeker_id in enumerate(dict.fromkeys([_busiest_seeker(session, fair), *first])):
        found = desks_for(session, fair.id, seeker_id, now=now)
        desks = [one for one in found if one.free and one.is_within_reach]
        desk = desks[number % len(desks)]
        slot = desk.free[len(desk.free) // 2]
        book_visit(session, desk.booth, seeker_id, slot.id, now=now, actor=SYSTEM)


def _coming_saturday(today: date) -> date:
    """The first Saturday that is at least a week away."""
    ahead = (SATURDAY - today.weekday()) % 7
    return today + timedelta(days=ahead + 7)


def _busiest_seeker(session: Session, fair: Fair) -> int:
    schedule = published_schedule(session, fair.id)
    if schedule is None:
        raise NotFound(N_("The sample fair has no published schedule."))
    busiest = (
        select(Interview.seeker_id)
        .where(Interview.schedule_id == schedule.id)
        .group_by(Interview.seeker_id)
        .order_by(func.count().desc(), Interview.seeker_id)
        .limit(1)
    )
    return session.scalars(busiest).one()


def _user_id(session: Session, email: str) -> int:
    user: User | None = user_by_email(session, email)
    if user is None:
        raise NotFound(N_("The sample fair has lost its users."))
    return user.id
