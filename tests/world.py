"""A whole world for tests that walk everything: two fairs that must never see each other's things."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.accounts import actions as account_actions
from jobfair.db import Base, Database, vault_of
from jobfair.employers.models import Employer
from jobfair.fairs.importing import actions as importing
from jobfair.fairs.importing.sheets import SpreadsheetFile
from jobfair.fairs.models import Break, Fair, Slot, SpreadsheetImport, TeamMember
from jobfair.interviews import actions as planning
from jobfair.interviews.models import Interview, InterviewChange, Schedule
from jobfair.outbox import Message
from jobfair.seekers.models import Seeker
from jobfair.suggestions.models import FairWord, Interest, MatchingSettings
from jobfair.tasks import Job
from tests.databases import migrated, open_database
from tests.factories import (
    NOW,
    make_employer,
    make_fair,
    make_impression,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
    make_user,
    make_visit,
)

#: tables that may change while somebody only looks, or tries in vain
BOOKKEEPING = {"sign_in", "sign_in_throttle", "audit_entry", "alembic_version"}
#: never in the database: an id nobody has
MISSING = 987_654
#: number of the seeker who comes after the schedule is published
LATE = 3

Snapshot = dict[str, dict[Any, str]]


@dataclass
class FairWorld:
    """One fair with everything that can belong to it."""

    fair_id: int
    #: values for the parameters of addresses, by name
    values: dict[str, Any]
    #: session tokens by role
    tokens: dict[str, str]
    #: values of the second employer's things
    other_values: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """Two fairs; `theirs` are the rows of the second."""

    ours: FairWorld
    others: FairWorld
    theirs: Snapshot


def build_world(database: Database, now: datetime = NOW) -> World:
    """Store both fairs, plan and publish them, and sign everybody in."""
    ours = _build_fair(database, "Alder", now)
    before = snapshot(database)
    others = _build_fair(database, "Birch", now)
    after = snapshot(database)
    theirs = {
        table: {key: row for key, row in rows.items() if key not in before[table]}
        for table, rows in after.items()
    }
    return World(ours, others, theirs)


def store_world(path: Path) -> World:
    """Make an SQLite file that holds the world."""
    migrated(f"sqlite:///{path}")
    database = open_database(f"sqlite:///{path}")
    world = build_world(database)
    database.close()
    return world


def snapshot(database: Database, *, leave_out: frozenset[str] = frozenset(BOOKKEEPING)) -> Snapshot:
    """Every row of every table, by primary key."""
    with database.read() as session:
        return {
            table.name: {
                tuple(row._mapping[c.name] for c in table.primary_key): repr(tuple(row))
                for row in session.execute(select(table))
            }
            for table in Base.metadata.sorted_tables
            if table.name not in leave_out
        }


def _build_fair(database: Database, name: str, now: datetime) -> FairWorld:
    with database.write() as session:
        built = _store_fair(session, name, now)
    published = planning.plan_now(database, built.fair_id, now=now)
    with database.write() as session:
        schedule = session.get_one(Schedule, published.schedule_id)
        planning.publish(session, schedule, now=now, actor=("system", None), instead_of=None)
        fair = session.get_one(Fair, built.fair_id)
        late = _seeker(session, fair, name, LATE)
        built.tokens["late seeker"] = account_actions.open_sign_in(session, "seeker", late.id, now)
        built.values |= _change(session, fair, schedule, built.values["seeker_id"], now)
    draft = planning.plan_now(database, built.fair_id, now=now)
    with database.read() as session:
        interviews = select(Interview.id).where(Interview.schedule_id == draft.schedule_id)
        built.values |= {
            "schedule_id": draft.schedule_id,
            "version": draft.version,
            "interview_id": session.scalar(interviews.limit(1)),
        }
    with database.write() as session:
        built.values["begun_interview_id"] = _begin_interview(session, built.values, now).id
    return built


def _store_fair(session: Session, name: str, now: datetime) -> FairWorld:
    fair = make_fair(session, name=f"{name} Fair", booths=4)
    fair.breaks.append(Break(starts=time(11), ends=time(11, 20)))
    first, second = (
        _employer(session, fair, f"{name} {kind}", n) for n, kind in enumerate(("Foods", "Works"))
    )
    seekers = [_seeker(session, fair, name, number) for number in range(LATE)]
    for side, answer in (("seeker", "yes"), ("employer", "no")):
        session.add(
            Interest(
                fair_id=fair.id,
                seeker_id=seekers[0].id,
                opening_id=first.openings[0].id,
                side=side,
                answer=answer,
                answered_at=now,
            )
        )
    visit = make_visit(session, fair, seekers[0])
    visit.booth.support_desk, visit.booth.desk_about = f"{name} papers desk", "Bring what you have."
    session.add(MatchingSettings(fair_id=fair.id, crowding_percent=50))
    session.add(FairWord(fair_id=fair.id, label=f"the {name} place", meaning="kitchen work"))
    job = Job(kind="plan", payload={"fair_id": fair.id}, fair_id=fair.id, created_at=now, state="done")
    session.add(job)
    confirmed = _import(session, fair, "Name,Phone,Skills\nImported One,816 555 0199,welding\n", now)
    importing.confirm(session, confirmed, now=now, actor=("system", None))
    previewed = _import(session, fair, "Name,Phone,Skills\nImported Two,816 555 0198,cooking\n,,\n", now)
    organizer = make_team_member(session, fair, user=make_user(session, may_create_fairs=True))
    helper = make_team_member(session, fair, "helper")
    employers = [make_representative(session, employer) for employer in (first, second)]
    session.flush()
    membership = session.scalar(select(TeamMember.id).where(TeamMember.user_id == helper.id))
    people = {
        "seeker": ("seeker", seekers[0].id),
        "other seeker": ("seeker", seekers[1].id),
        "employer": ("user", employers[0].id),
        "other employer": ("user", employers[1].id),
        "helper": ("user", helper.id),
        "organizer": ("user", organizer.id),
    }
    return FairWorld(
        fair_id=fair.id,
        values={
            "fair_id": fair.id,
            "seeker_id": seekers[0].id,
            "employer_id": first.id,
            "opening_id": first.openings[0].id,
            "booth_id": fair.booths[0].id,
            "desk_id": fair.booths[-1].id,
            "slot_id": fair.slots[0].id,
            "break_id": fair.breaks[0].id,
            "user_id": helper.id,
            "import_id": previewed.id,
            "confirmed_import_id": confirmed.id,
            "representative_id": employers[0].id,
            "member_id": membership,
            "job_id": job.id,
        },
        other_values={"employer_id": second.id, "opening_id": second.openings[0].id},
        tokens={
            role: account_actions.open_sign_in(session, kind, subject_id, now)
            for role, (kind, subject_id) in people.items()
        },
    )


def _change(
    session: Session, fair: Fair, schedule: Schedule, seeker_id: int, now: datetime
) -> dict[str, Any]:
    """What publishing told a person, and one interview more; their ids by name."""
    own = select(Interview).where(Interview.schedule_id == schedule.id, Interview.seeker_id == seeker_id)
    interview = session.scalars(own.limit(1)).one()
    change = InterviewChange(
        fair_id=fair.id,
        seeker_id=seeker_id,
        new_interview_id=interview.id,
        by_whom="organizer",
        created_at=now,
    )
    session.add(change)
    session.flush()
    message = session.scalar(select(Message.id).where(Message.seeker_id == seeker_id).limit(1))
    return {"published_interview_id": interview.id, "change_id": change.id, "message_id": message}


def _begin_interview(session: Session, values: dict[str, Any], now: datetime) -> Interview:
    """One more published interview, which is over, and of which the person told something."""
    published = session.get_one(Interview, values["published_interview_id"])
    slot = Slot(
        fair_id=values["fair_id"], starts_at=now - timedelta(minutes=60), ends_at=now - timedelta(minutes=40)
    )
    given = {name: values[name] for name in ("seeker_id", "employer_id", "opening_id", "booth_id")}
    interview = Interview(schedule_id=published.schedule_id, slot=slot, seat=0, fit=0.5, **given)
    session.add(interview)
    session.flush()
    make_impression(session, interview, next_step="second_interview")
    return interview


def _import(session: Session, fair: Fair, text: str, now: datetime) -> SpreadsheetImport:
    file = SpreadsheetFile("seekers.csv", text.encode())
    return importing.preview_files(session, fair.id, [file], now=now, actor=("system", None))


def private_facts(name: str, number: int) -> list[str]:
    """Name, phone, notes and ZIP of a seeker, each found nowhere else."""
    phone = f"816555{ord(name[0]):03d}{number}"
    return [f"Quentin{name}{number}", phone, f"planted note {name} {number}", f"9{ord(name[0]):03d}{number}"]


def _seeker(session: Session, fair: Fair, name: str, number: int) -> Seeker:
    called_name, phone, notes, zip_code = private_facts(name, number)
    uid = uuid.uuid4()
    vault = vault_of(session)
    return make_seeker(
        session,
        fair,
        uid=uid,
        called_name=called_name,
        zip_code=zip_code,
        locale="es" if number == 1 else "en",
        contact_sealed=vault.seal(phone, f"seeker.contact:{uid}"),
        contact_index=vault.blind_index(phone, "contact"),
        private_notes_sealed=vault.seal(notes, f"seeker.notes:{uid}"),
        second_factor_kind="birthday",
        shifts=["mornings"],
        days=["mon", "sat"],
        travel="bus",
        languages=["en"],
        attendance={"needs": ["reading_help", "brings_child"]},
        consent_version="1",
        consent_at=NOW,
    )


def _employer(session: Session, fair: Fair, name: str, index: int) -> Employer:
    employer = make_employer(
        session,
        fair,
        booth=fair.booths[index],
        attendance={"interviewers": 2},
        name=name,
        hires_people_with_records="case_by_case",
    )
    make_opening(session, employer, title=f"{name} dishwasher", wage_cents_per_hour=1850)
    make_opening(session, employer, title=f"{name} cook", is_open=False)
    session.refresh(employer)
    return employer
