"""Private facts planted in a world, each unmistakable, and the search that finds one in anything sent.

A fact is looked for as people write it and as programs write it: as it is, escaped for HTML, JSON or an
address, inside the parts of a workbook or an archive; a phone number in any style, a time on both clocks.
"""

import html
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import unquote_plus
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from jobfair.db import vault_of
from jobfair.fairs.models import SeekerAttendance
from jobfair.interviews.models import DeskVisit, Interview, InterviewImpression, Schedule
from jobfair.seekers import actions
from jobfair.seekers.models import Consent, Seeker
from tests.factories import NOW, make_impression, make_user

#: what employers may see of everybody here: the walk that does not find it has seen nothing
ALLOWED_WORDS = "zymurgist helper"
#: work with the place inside: as people write it, what employers read of it ("" for nothing), and never read
RECORD_WORDS = (
    ("cook inside for 300 men", "Restaurant cook", r"300 men|cook inside"),
    ("laundry room inside", "Laundry worker", r"room inside"),
    ("forklift at lansing prison", "Forklift operator", r"(?i)lansing|prison"),
    ("grounds crew at the yard", "Grounds maintenance worker", r"at the yard"),
    ("barber in the joint", "Barber", r"the joint"),
    ("kitchen at El Dorado Correctional", "Food preparation worker", r"El Dorado|Correctional"),
    ("laundry at USP Leavenworth", "Laundry worker", r"USP|Leavenworth"),
    ("cleaned the cell block", "Janitor", r"cell block"),
    ("cosina en Lansing 3 años", "", r"cosina"),
    ("lababa la ropa del penal", "Laundry worker", r"penal\b|lababa"),
    ("en la cana trabaje de soldador", "", r"la cana"),
    ("ex-felon, baker of rye", "", r"felon|of rye"),
    ("soldadura en la cárcel", "", r"cárcel"),
    ("drug charge in 2009", "", r"drug charge"),
)
NEEDS = (
    r"Reading help|Help with reading|Ayuda para leer|Brings a child|I bring a child|reading_help|brings_child"
)
IMPRESSION = "how an interview went"
IMPRESSION_WORDS = r"So-so|Más o menos|so_so|They will call|Van a llamar|they_call"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Fact:
    """One thing nobody at an employer may find: whose, what it is, and how it is recognised."""

    seeker_id: int
    what: str
    pattern: re.Pattern[str]


def planted(seeker_id: int, what: str, text: str) -> Fact:
    """A fact that is recognised by a text, written in any case and with any blanks."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    return Fact(seeker_id, what, re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE))


def planted_phone(seeker_id: int, digits: str) -> Fact:
    """A phone number in any style."""
    return Fact(seeker_id, "phone", re.compile(r"\W{0,3}".join(digits)))


def planted_time(seeker_id: int, what: str, moment: time) -> Fact:
    """A time of day on a clock of 24 or 12 hours."""
    hours = {moment.hour, moment.hour % 12 or 12}
    either = "|".join(sorted({f"{hour:02d}" for hour in hours} | {str(hour) for hour in hours}))
    return Fact(seeker_id, what, re.compile(rf"(?<![\d:])(?:{either})[:.]{moment.minute:02d}(?!\d)"))


def plant(session: Session, fair_id: int) -> list[Fact]:
    """Give everybody at a fair private facts of their own, and words an employer may read."""
    helper = make_user(session, name=f"Helga Hidden{fair_id}", email=f"helga.hidden{fair_id}@example.org")
    attendances = session.scalars(
        select(SeekerAttendance).where(SeekerAttendance.fair_id == fair_id).order_by(SeekerAttendance.id)
    )
    facts = []
    for one in attendances.all():
        facts += _plant_answers(session, one.seeker, fair_id)
        facts += _plant_at_the_fair(session, one, helper.id)
    facts += _plant_visits(session, fair_id)
    told = [Fact(0, "record", re.compile(word)) for _, _, word in RECORD_WORDS]
    return [*facts, *told, planted(0, "helper", helper.name), planted(0, "helper's e-mail", helper.email)]


def _plant_answers(session: Session, seeker: Seeker, fair_id: int) -> Iterator[Fact]:
    number = seeker.id
    name, note = f"Zoë & <Quillón{number}>", f"burglary in 1998, note no. {number}"
    phone, email, place = (
        f"816{7_000_000 + 7 * number}",
        f"me.{number}@hidden.example",
        f"Hidden House {number}",
    )
    zip_code = f"9{number:04d}"
    home_by, home_until = time(19, 10 + number % 40), time(4, 10 + number % 40)
    actions.edit_seeker(
        session,
        seeker,
        now=NOW,
        actor=("system", None),
        called_name=name,
        contact=f"{phone}, {email}, or ask for me at {place}",
        notes=note,
        zip_code=zip_code,
        phone_kind="changing",
        travel="bus",
        work=[ALLOWED_WORDS, *(typed for typed, _, _ in RECORD_WORDS)],
        wishes=[f"forklift wish no {number}"],
        busy=[{"starts": home_by, "ends": home_until, "days": []}],
    )
    seeker.second_factor_hash = f"$argon2id$planted{number}"
    yield planted(number, "name", name)
    yield planted_phone(number, phone)
    yield planted(number, "e-mail", email)
    yield planted(number, "place to ask for them", place)
    yield planted(number, "notes", note)
    yield planted(number, "work wanted", f"forklift wish no {number}")
    yield planted(number, "ZIP", zip_code)
    yield planted_time(number, "curfew", home_by)
    yield planted_time(number, "curfew", home_until)
    yield Fact(number, "birthday", re.compile(rf"planted{number}\b"))


def _plant_at_the_fair(session: Session, attendance: SeekerAttendance, helper_id: int) -> Iterator[Fact]:
    number = attendance.seeker_id
    attendance.arrives, attendance.leaves = time(9, 1 + number % 9), time(12, 41 + number % 9)
    attendance.needs, attendance.interpreter_language = ["reading_help", "brings_child"], f"Tlingit{number}"
    came = datetime(2026, 6, 7, 1, 19 + number % 40, tzinfo=UTC)  # eight in the evening there
    attendance.checked_in_at = came
    version = f"planted-consent-{number}"
    session.add(Consent(seeker_id=number, version=version, how="spoken", helper_id=helper_id, agreed_at=NOW))
    attendance.seeker.consent_version = version
    session.flush()
    _plant_impressions(session, attendance)
    yield planted_time(number, "arrival", attendance.arrives)
    yield planted_time(number, "leaving", attendance.leaves)
    yield planted_time(number, "check-in", came.time())
    yield planted_time(number, "check-in", came.astimezone(ZoneInfo("America/Chicago")).time())
    yield planted(number, "interpreter", attendance.interpreter_language)
    yield planted(number, "consent", version)
    yield Fact(number, "needs", re.compile(NEEDS))
    yield Fact(number, IMPRESSION, re.compile(IMPRESSION_WORDS))


def _plant_impressions(session: Session, attendance: SeekerAttendance) -> None:
    for interview in session.scalars(
        select(Interview)
        .join(Schedule)
        .where(
            Interview.seeker_id == attendance.seeker_id,
            Schedule.fair_id == attendance.fair_id,
            Schedule.state == "published",
        )
    ).all():
        told = session.scalar(
            select(InterviewImpression).where(InterviewImpression.interview_id == interview.id)
        )
        told = told or make_impression(session, interview)
        told.went, told.next_step = "so_so", "they_call"


def _plant_visits(session: Session, fair_id: int) -> Iterator[Fact]:
    """Give each desk that somebody visits a name and words found nowhere else."""
    visits = select(DeskVisit).where(DeskVisit.fair_id == fair_id)
    for booth in {visit.booth for visit in session.scalars(visits)}:
        booth.support_desk, booth.desk_about = (
            f"Clean slate desk {booth.id}",
            f"Bring your papers no. {booth.id}",
        )
        session.flush()
        yield planted(0, "desk", booth.support_desk)
        yield planted(0, "what a desk helps with", booth.desk_about)


def change_everything_private(session: Session, fair_id: int) -> None:
    """Give everybody at a fair other private facts, and leave what they can do as it was."""
    vault = vault_of(session)
    session.execute(delete(DeskVisit).where(DeskVisit.fair_id == fair_id))
    for one in session.scalars(select(SeekerAttendance).where(SeekerAttendance.fair_id == fair_id)):
        seeker = one.seeker
        seeker.called_name, seeker.zip_code, seeker.uid = "Somebody Else", None, uuid.uuid4()
        seeker.contact_sealed = vault.seal("913 555 0100", f"seeker.contact:{seeker.uid}")
        seeker.contact_index = seeker.private_notes_sealed = None
        seeker.locale, seeker.phone_kind, seeker.wants_messages = "es", None, True
        seeker.second_factor_kind, seeker.second_factor_hash = "pin", "otherwise"
        seeker.travel, seeker.max_distance_miles, seeker.crosses_state_line = "walk", 300, False
        seeker.busy = [{"starts": "02:00", "ends": "02:30", "days": []}]
        if seeker.consent_at is not None:  # who has not agreed takes no part: that much everybody may see
            seeker.consent_version, seeker.consent_at = "otherwise", datetime(1979, 3, 7, tzinfo=UTC)
        seeker.created_at = seeker.updated_at = datetime(1979, 3, 7, tzinfo=UTC)
        told = InterviewImpression.interview_id.in_(
            select(Interview.id).where(Interview.seeker_id == seeker.id)
        )
        session.execute(update(InterviewImpression).where(told).values(went="well", next_step="offer"))
        one.needs, one.interpreter_language, one.arrives, one.leaves = ["wheelchair"], None, None, None
        one.checked_in_at = None


def found_in(data: bytes, facts: Iterable[Fact]) -> set[Fact]:
    """The facts that some bytes tell, in whatever way they are packed or escaped."""
    readings = [reading for text in texts_in(data) for reading in _readings(text)]
    return {fact for fact in facts if any(fact.pattern.search(reading) for reading in readings)}


def texts_in(data: bytes) -> Iterator[str]:
    """The text of some bytes; of an archive or a workbook, that of each part and the parts' names."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield from texts_in(archive.read(name))


def _readings(text: str) -> set[str]:
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return {each for one in (text, unescaped, unquote_plus(text)) for each in (one, html.unescape(one))}
