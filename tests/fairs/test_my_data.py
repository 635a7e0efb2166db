"""My data: what employers see, everything that is kept, what was agreed to, leaving, and deletion."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from jobfair.accounts import audit
from jobfair.accounts.models import AuditEntry
from jobfair.db import Base
from jobfair.fairs.models import SeekerAttendance
from jobfair.interviews.models import Interview, InterviewImpression
from jobfair.outbox import send
from jobfair.seekers import actions
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.models import Consent, Seeker
from jobfair.suggestions.actions import answer
from tests.conftest import NOW
from tests.factories import (
    make_employer,
    make_fair,
    make_impression,
    make_interview,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
)

BY = ("system", None)
#: what is found nowhere else in a database
NAME, PHONE, NOTE, WORDS = "Quetzalina", "816-555-0143", "asks for the zinc desk", "polishing zeppelins"


def shown_tables():
    """Tables of things of a person that the page of everything has a list for, or shows as answers."""
    page = Path("jobfair/templates/seekers/everything.html").read_text(encoding="utf-8")
    return set(re.findall(r"found\.(\w+)", page)) | {"seeker", "seeker_attendance"}


@pytest.fixture
def stay(database):
    """Somebody at two fairs with an interview, an answer and an agreement."""
    with database.write() as session:
        fair, other = make_fair(session, name="Alder Fair"), make_fair(session, name="Birch Fair")
        employer = make_employer(session, fair, name="Cedar Kitchen")
        opening = make_opening(session, employer, title="Line cook")
        seeker = make_seeker(session, fair, called_name=NAME, code="K7-MAPLE", languages=["en"])
        session.add(SeekerAttendance(fair_id=other.id, seeker_id=seeker.id))
        actions.edit_seeker(
            session, seeker, now=NOW, actor=BY, contact=PHONE, notes=NOTE, work=[WORDS], zip_code="64108"
        )
        actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=BY)
        actions.agree(session, seeker, CONSENT_VERSION, now=NOW, actor=("seeker", seeker.id))
        interview = make_interview(session, fair, seeker, opening, state="published")
        interview.schedule.published_at = NOW
        make_impression(session, interview, went="so_so", next_step="they_call")
        send(
            session,
            carrier="text",
            kind="interviews",
            address=PHONE,
            subject="",
            body="Your times for Alder Fair",
            seeker_id=seeker.id,
            fair_id=fair.id,
            now=NOW,
        )
        answer(
            session,
            fair_id=fair.id,
            seeker_id=seeker.id,
            opening_id=opening.id,
            side="seeker",
            said="yes",
            now=NOW,
            actor=("seeker", seeker.id),
        )
        return {
            "fair": fair.id,
            "other": other.id,
            "opening": opening.id,
            "seeker": seeker.id,
            "organizer": make_team_member(session, fair).id,
            "employer": make_representative(session, employer).id,
        }


@pytest.fixture
def me(client, stay):
    return client.sign_in_as("seeker", stay["seeker"])


def facts(page):
    """The list of facts of the one person on a page."""
    found = re.findall(r'<dl class="facts">.*?</dl>', page.text, re.DOTALL)
    assert len(found) == 1
    return [" ".join(line.split()) for line in found[0].splitlines() if line.strip()]


def test_it_is_the_very_card_that_an_employer_gets(me, new_client, stay):
    mine = me.get("/me/seen-by-employers")
    theirs = new_client().sign_in_as("user", stay["employer"])
    page = theirs.get(f"/fairs/{stay['fair']}/openings/{stay['opening']}/candidates")
    assert facts(mine) == facts(page)
    assert WORDS in page.text
    for private in (NAME, PHONE, NOTE, "64108"):
        assert private not in page.text
        assert private not in mine.text


def test_everything_can_be_read(me):
    me.get("/me/data")
    page = me.get("/me/data/all").text
    answers = (NAME, PHONE, NOTE, WORDS, "64108", "Alder Fair", "Line cook: Yes (you")
    told = "Cedar Kitchen, Line cook: It took place · How it went: So-so · Said to come next: They will call"
    for kept in (*answers, "AM: Cedar Kitchen, Line cook", told, "Your times for Alder Fair"):
        assert kept in page, kept
    assert f"Version {CONSENT_VERSION}" in page
    assert "PIN or birthday set (the program)" in page
    assert "seeker." not in re.sub("<[^>]*>", "", page), "no words of the program"


def test_the_page_shows_every_table_that_the_file_has(me):
    assert set(me.get("/me/data.json").json) == shown_tables()


def test_the_same_done_often_on_a_day_is_one_line(client, database):
    with database.write() as session:
        seeker = make_seeker(session)
        for _ in range(3):
            actions.edit_seeker(session, seeker, now=NOW, actor=("seeker", seeker.id), work=[WORDS])
        seeker_id = seeker.id
    page = client.sign_in_as("seeker", seeker_id).get("/me/data/all").text
    assert page.count("answers changed") == 1
    assert "answers changed (you), 3 times" in page


def test_a_fair_that_somebody_left_says_so(client, database):
    with database.write() as session:
        fair_id, seeker_id = make_fair(session).id, make_seeker(session).id
    client.sign_in_as("seeker", seeker_id)
    page = client.get(f"/fairs/{fair_id}/openings-for-me", status=404).text
    assert "you take no part in this fair now" in page


def test_everything_can_be_read_at_no_fair(client, database):
    with database.write() as session:
        seeker_id = make_seeker(session).id
    page = client.sign_in_as("seeker", seeker_id).get("/me/data/all").text
    assert "My answers" in page
    page = client.get("/me/data").text
    assert "Leave a fair" not in page
    assert "You can leave at any time" not in page, "leaving keeps the answers"
    assert "for good" in page.split("Delete everything")[1]


def test_leaving_a_fair_says_what_is_lost_and_releases_the_interviews(me, database, stay):
    asked = me.get(f"/me/fairs/{stay['fair']}/leave").text
    assert "1 planned interview. Somebody else may get the time." in asked
    page = me.post(f"/me/fairs/{stay['fair']}/leave").text
    assert "You no longer take part in Alder Fair." in page
    with database.read() as session:
        assert session.scalars(select(Interview)).all() == []
        assert session.scalars(select(InterviewImpression)).all() == []
        assert [row.fair_id for row in session.scalars(select(SeekerAttendance))] == [stay["other"]]
        assert session.get_one(Seeker, stay["seeker"]).called_name == NAME
    me.get(f"/me/fairs/{stay['fair']}/leave", status=404)
    assert "No, thank you" not in me.get(f"/me/fairs/{stay['other']}/leave").text
    me.post(f"/fairs/{stay['fair']}/register")
    with database.read() as session:
        assert session.query(SeekerAttendance).count() == 2


def test_the_last_fair_can_be_left_and_the_person_stays(me, database, stay):
    me.post(f"/me/fairs/{stay['fair']}/leave")
    me.post(f"/me/fairs/{stay['other']}/leave")
    assert "You do not take part in a fair" in me.get("/me/").text


def test_what_was_agreed_to_and_when_in_those_words(me, database, stay):
    page = me.get("/me/agreement").text
    assert "Monday, June 1, 2026: you agreed on a screen." in page
    assert "Only the team of the fair sees" in page
    with database.write() as session:
        seeker = session.get_one(Seeker, stay["seeker"])
        seeker.consent_version = session.query(Consent).one().version = "2026-11"
    page = me.get("/me/agreement").text
    assert "The words have changed since you agreed." in page
    assert "I agree" not in page
    assert "I agree" in me.get(f"/me/agreement?version={CONSENT_VERSION}").text
    assert "Saved. Thank you." in me.post("/me/agreement").text
    me.get("/me/agreement?version=../../etc")
    with database.read() as session:
        assert session.get_one(Seeker, stay["seeker"]).consent_version == CONSENT_VERSION
        assert session.query(Consent).count() == 2


def test_an_agreement_can_be_taken_back_and_given_again(me, database, stay):
    asked = me.get("/me/agreement/end").text
    assert "Alder Fair" in asked
    assert "1 planned interview" in asked
    assert "You take part in no fair now." in me.post("/me/agreement/end").text
    with database.read() as session:
        assert session.query(SeekerAttendance).count() == 0
        assert session.query(Interview).count() == 0
        assert session.get_one(Seeker, stay["seeker"]).consent_at is None
    assert "no fair, because you take part in none" in me.get("/me/agreement/end").text
    page = me.post(f"/fairs/{stay['fair']}/register").text
    assert "You have not agreed here yet, or you took it back." in page
    page = me.post(f"/me/agreement?next=/fairs/{stay['fair']}/register").text
    assert "Take part in this fair" in page


@pytest.mark.parametrize("with_the_fair", [False, True], ids=["a person", "a fair"])
def test_deleting_leaves_no_byte_of_the_person_and_an_audit_without_names(
    me, database, stay, with_the_fair, new_client
):
    with database.read() as session:
        sealed = session.get_one(Seeker, stay["seeker"]).contact_sealed
    needles = [NAME.encode(), WORDS.encode(), b"K7-MAPLE", sealed]
    assert all(needle in bytes_of(database) for needle in needles)
    if with_the_fair:
        me.post(f"/me/fairs/{stay['other']}/leave")
        organizer = new_client().sign_in_as("user", stay["organizer"])
        organizer.post(f"/fairs/{stay['fair']}/delete", {"typed_name": "Alder Fair"})
    else:
        me.post("/me/delete")
    after = bytes_of(database)
    assert [needle for needle in needles if needle in after] == []
    with database.read() as session:
        assert session.query(Seeker).count() == session.query(InterviewImpression).count() == 0
        assert audit.first_broken_entry(session) is None
        entries = session.scalars(select(AuditEntry)).all()
        assert entries[-1].action == ("fair.delete" if with_the_fair else "seeker.delete")
        assert NAME not in repr([vars(entry) for entry in entries])


def bytes_of(database):
    """All that SQLite keeps in its file and its log; on PostgreSQL, whose files are not ours, every row."""
    if database.engine.dialect.name != "sqlite":
        with database.engine.connect() as connection:
            rows = [connection.execute(select(table)).all() for table in Base.metadata.sorted_tables]
        return b"".join(
            bytes(value) if isinstance(value, bytes) else repr(value).encode()
            for table in rows
            for row in table
            for value in row
        )
    path = Path(database.engine.url.database)
    files = (path, path.with_name(path.name + "-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists())
