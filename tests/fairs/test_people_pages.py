"""The team's pages about people, and the rules behind them."""

import hashlib
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import select

from jobfair.db import Base
from jobfair.errors import Invalid, NotFound
from jobfair.fairs.actions import people as actions
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries import people as queries
from jobfair.fairs.queries import traces
from jobfair.fairs.views import people as people_views
from jobfair.interviews.models import DeskVisit, Interview
from jobfair.seekers.actions import CONSENT_VERSION, agree, sign_in_seeker
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import consents_of
from jobfair.suggestions.models import Interest
from tests.conftest import NOW
from tests.databases import counted
from tests.factories import (
    make_employer,
    make_fair,
    make_interest,
    make_interview,
    make_opening,
    make_seeker,
    make_team_member,
    make_user,
    make_visit,
)

BY = ("system", None)


class Place:
    """A fair with a helper and one person, and a second fair."""

    def __init__(self, session):
        fair, other = make_fair(session), make_fair(session, name="Northside Job Fair")
        self.fair_id, self.other_id = fair.id, other.id
        self.helper_id = make_team_member(session, fair, "helper").id
        self.seeker_id = add(
            session, fair.id, called_name="Ana", contact="816-555-0171", notes="quiet"
        ).seeker_id

    def address(self, page="", seeker_id=None):
        return f"/fairs/{self.fair_id}/people/{seeker_id or self.seeker_id}/{page}"


def add(session, fair_id, **answers):
    return actions.add_seeker(session, fair_id, now=NOW, actor=BY, **({"called_name": "Ben"} | answers))


@pytest.fixture
def place(database):
    with database.write() as session:
        return Place(session)


@pytest.fixture
def helper(client, place):
    return client.sign_in_as("user", place.helper_id)


def found(session, fair_id, words="", only=""):
    statement = queries.people_of_fair(fair_id, queries.Wanted(words, only))
    return [row.seeker.called_name for row in session.scalars(statement)]


def test_searches_by_name_code_and_words(session):
    fair = make_fair(session)
    one = add(session, fair.id, called_name="Ángel", skills=["Albañil de obra"], needs=["wheelchair"])
    add(session, fair.id, called_name="Beth_Ann", work=["100% roofing"])
    for words in ("Ángel", "ángel", "ALBAÑIL", "obra albañil", one.seeker.code.lower().replace("-", " ")):
        assert found(session, fair.id, words) == ["Ángel"], words
    for words in ("beth_", "100%", "ROOF"):
        assert found(session, fair.id, words) == ["Beth_Ann"], words
    assert found(session, fair.id, "_") == ["Beth_Ann"], "an underscore is no wildcard"
    assert found(session, fair.id, "albañil nobody") == []
    assert found(session, fair.id, only="wheelchair") == ["Ángel"]
    assert len(found(session, fair.id, only="no_second_factor")) == 2
    assert len(found(session, fair.id, only="no_consent")) == 2
    assert len(found(session, fair.id, only="something else")) == 2
    assert found(session, make_fair(session).id) == []


def test_finds_possible_doubles(session):
    fair, other = make_fair(session), make_fair(session)
    ana = add(session, fair.id, called_name="Ana", contact="816-555-0171").seeker
    add(session, fair.id, called_name="Ben", contact="ask for me at the shelter")
    add(session, other.id, called_name="Ana", contact="816-555-0171")

    def doubles(name, contact, **other):
        return queries.possible_doubles(session, fair.id, called_name=name, contact=contact, **other)

    assert doubles("Anna", "call (816) 555 0171") == [ana]
    assert doubles("Anna", "call (816) 555 0171", except_id=ana.id) == []
    assert [s.called_name for s in doubles("BEN", "Ask for me  at the shelter")] == ["Ben"]
    assert doubles("Carl", "ask for me at the shelter") == [], "a whole house may give the same words"
    assert doubles("Ana", None) == doubles("Ana", " ") == []


def test_times_must_be_in_order_and_needs_known(session):
    fair = make_fair(session)
    attendance = add(session, fair.id, arrives=time(10))
    with pytest.raises(Invalid) as caught:
        actions.edit_person(session, fair.id, attendance.seeker_id, now=NOW, actor=BY, leaves=time(10))
    assert caught.value.field == "leaves"
    with pytest.raises(Invalid) as caught:
        add(session, fair.id, needs=["a horse"])
    assert caught.value.field == "needs"
    with pytest.raises(NotFound):
        add(session, 999)


def test_taking_part_twice_is_taking_part_once(session):
    fair, seeker = make_fair(session), make_seeker(session)
    first = actions.take_part(session, fair.id, seeker.id, now=NOW, actor=BY)
    assert actions.take_part(session, fair.id, seeker.id, now=NOW, actor=BY) is first


def book(session, fair, seeker, opening):
    make_interview(session, fair, seeker, opening, state="published")
    make_interest(session, fair.id, seeker.id, opening.id)
    make_visit(session, fair, seeker)


@pytest.mark.parametrize("fairs", [1, 2])
def test_removing_leaves_no_trace_at_the_fair(session, fairs):
    places = [make_fair(session) for _ in range(fairs)]
    seeker, employer = make_seeker(session), make_employer(session)
    opening = make_opening(session, employer)
    for fair in places:
        actions.take_part(session, fair.id, seeker.id, now=NOW, actor=BY)
        book(session, fair, seeker, opening)
    assert traces.published_interviews_of(session, seeker.id) == fairs
    gone = actions.remove_from_fair(session, places[0].id, seeker.id, now=NOW, actor=BY)
    assert gone == (fairs == 1)
    for table in (SeekerAttendance, Interest, Interview, DeskVisit, Seeker):
        assert len(session.scalars(select(table)).all()) == fairs - 1
    with pytest.raises(NotFound):
        actions.remove_from_fair(session, places[0].id, seeker.id, now=NOW, actor=BY)


def test_traces_name_every_table_that_points_to_people():
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "seeker"
    }
    named = {
        traces.INTEREST,
        traces.INTERVIEW,
        traces.SCHEDULE,
        traces.CHANGE,
        traces.VISIT,
        traces.MESSAGE,
    }
    of_fairs = {"seeker_attendance", "interest", "interview", "interview_change", "desk_visit", "message"}
    assert pointing == {*of_fairs, "consent"}, "remove_from_fair must know it too"
    for table in named:
        assert set(table.columns.keys()) <= set(Base.metadata.tables[table.name].columns.keys())


def test_lists_people_with_the_same_few_queries_however_many(helper, place, database):
    counts = []
    for more in (0, 2):
        with database.write() as session:
            for _ in range(more):
                add(session, place.fair_id, work=["cook"])
        with counted(database.engine) as statements:
            page = helper.get(f"/fairs/{place.fair_id}/people/")
        counts.append(len(statements))
    assert "3 people" in page.text
    assert counts[0] == counts[1]


def test_pages_of_fifty(helper, place, database):
    with database.write() as session:
        for number in range(50):
            make_seeker(session, called_name=f"P{number}")
        for seeker in session.scalars(select(Seeker).where(Seeker.id != place.seeker_id)):
            session.add(SeekerAttendance(fair_id=place.fair_id, seeker_id=seeker.id))
    first = helper.get(f"/fairs/{place.fair_id}/people/")
    assert "Page 1 of 2" in first.text
    assert first.text.count('scope="row"') == 50
    assert helper.get(f"/fairs/{place.fair_id}/people/?page=2").text.count('scope="row"') == 1
    assert "Nobody was found" in helper.get(f"/fairs/{place.fair_id}/people/?q=zzz").text


def test_adds_a_person_and_shows_all_to_the_team(helper, place, database):
    answers = {"called_name": "Cleo", "contact": "cleo@example.org", "notes": "reads slowly", "locale": "es"}
    answers |= {"work": "cook", "needs": ["reading_help"], "arrives": "10:00", "travel": ""}
    answers |= {"consent": "later", "save_and_open": "y"}
    helper.get(f"/fairs/{place.fair_id}/people/new")
    page = helper.post(f"/fairs/{place.fair_id}/people/new", answers).text
    for part in ("Cleo", "cleo@example.org", "reads slowly", "Help with reading", "10:00"):
        assert part in page
    assert "<title>Error:" in helper.post(f"/fairs/{place.fair_id}/people/new", {"locale": "en"}).text


def test_asks_before_it_adds_a_double(helper, place, database):
    answers = {"called_name": "Anna", "contact": "(816) 555 0171", "locale": "en", "travel": ""}
    answers |= {"consent": "later", "save_and_open": "y"}
    page = helper.post(f"/fairs/{place.fair_id}/people/new", answers)
    assert "is at the fair already" in page.text
    assert place.address() in page.text
    page = helper.post(f"/fairs/{place.fair_id}/people/new", answers | {"is_another_person": "y"})
    assert "The same contact was given by:" in page.text


def test_changes_a_person(helper, place, database):
    assert "quiet" in helper.get(place.address("edit")).text
    answers = {"called_name": "Ana B.", "notes": "", "locale": "en", "leaves": "11:00", "zip_code": "bad"}
    assert "A ZIP code has five digits" in helper.post(place.address("edit"), answers).text
    page = helper.post(place.address("edit"), answers | {"zip_code": "64108"}).text
    assert "The changes are saved." in page
    assert "No notes." in page
    with database.read() as session:
        assert queries.attendance_at(session, place.fair_id, place.seeker_id).leaves == time(11)


def test_removes_a_person_after_naming_what_is_lost(helper, place):
    page = helper.get(place.address("delete")).text
    assert "only fair of Ana" in page
    assert "Everything about Ana is deleted." in helper.post(place.address("delete")).text
    assert "Nobody is signed up yet." in helper.get(f"/fairs/{place.fair_id}/people/").text


def test_takes_a_person_off_one_fair_of_two(helper, place, database):
    with database.write() as session:
        actions.take_part(session, place.other_id, place.seeker_id, now=NOW, actor=BY)
    assert "stays at other fairs" in helper.get(place.address("delete")).text
    assert "Ana is no longer at this fair." in helper.post(place.address("delete")).text


def test_sets_a_pin_lifts_a_lock_and_notes_consent(helper, place, database):
    helper.get(place.address("second-factor"))
    assert "A PIN has 4 to 8 digits." in helper.post(place.address("second-factor"), {"pin": "12"}).text
    page = helper.post(place.address("second-factor"), {"pin": "4071"}).text
    assert "A PIN is set" in page
    assert "Let them try again" not in page
    with database.write() as session:
        code = session.get_one(Seeker, place.seeker_id).code
        for _ in range(5):
            sign_in_seeker(session, code, "pin", "9999", NOW)
    assert "Let them try again" in helper.get(place.address()).text
    page = helper.post(place.address("lift-lock")).text
    assert "Ana can try again now." in page
    assert "Still to be asked" in page
    assert "Say how the person agreed." in helper.post(place.address("consent")).text
    assert "Agreed on" in helper.post(place.address("consent"), {"consent": "spoken"}).text
    with database.write() as session:
        assert sign_in_seeker(session, code, "pin", "4071", NOW)


def test_prints_a_slip_in_the_persons_language(helper, place, database):
    page = helper.get(place.address("slip")).text
    assert "Ask a helper for a PIN first." in page
    assert "<svg" in page
    assert "http://127.0.0.1:5000/come-back" in page
    assert "0171" not in page
    with database.write() as session:
        session.get_one(Seeker, place.seeker_id).locale = "es"
    assert '<html lang="es">' in helper.get(place.address("slip")).text


def entry(**answers):
    return {"called_name": "Cleo", "locale": "en", "travel": "", "consent": "later"} | answers


def test_enters_one_person_after_another(helper, place, database):
    address = f"/fairs/{place.fair_id}/people/new"
    assert "Entered last" not in helper.get(address).text
    for name, contact in (("Cleo", "816 555 0101"), ("Dan", ""), ("Eve", "")):
        page = helper.post(address, entry(called_name=name, contact=contact, submit="y"))
        assert page.request.path == address
        assert f"{name} has the code " in page.text
        assert 'value="Cleo"' not in page.text, "an empty page"
    assert [page.text.index(f"{name}</bdi>, ") for name in ("Eve", "Dan", "Cleo")] == sorted(
        page.text.index(f"{name}</bdi>, ") for name in ("Cleo", "Dan", "Eve")
    )
    assert "Ana</bdi>, " not in page.text, "somebody else entered her"


def test_the_list_speaks_of_needs_as_the_team_does(helper, place):
    page = helper.get(f"/fairs/{place.fair_id}/people/").text
    assert "Brings a child" in page
    assert "I bring a child" not in page


def test_entry_takes_consent_and_pin_along(helper, place, database):
    address = f"/fairs/{place.fair_id}/people/new"
    assert "Say how the person agreed." in helper.post(address, entry(consent="")).text
    assert "too easy" in helper.post(address, entry(consent="paper", pin="1111")).text
    assert len(queries_of(database, place)) == 1, "nobody is stored by halves"
    page = helper.post(address, entry(consent="paper", pin="4071", save_and_open="y")).text
    assert "A PIN is set" in page
    assert "Agreed on" in page
    with database.write() as session:
        seeker = session.scalar(select(Seeker).where(Seeker.called_name == "Cleo"))
        assert sign_in_seeker(session, seeker.code, "pin", "4071", NOW)
        ((consent, user),) = consents_of(session, seeker.id)
        assert (consent.version, consent.how, consent.agreed_at) == (CONSENT_VERSION, "paper", NOW)
        assert user.id == place.helper_id


def queries_of(database, place):
    with database.read() as session:
        return found(session, place.fair_id)


def test_a_code_in_any_style_leads_to_its_person(helper, place, database):
    with database.write() as session:
        code = session.get_one(Seeker, place.seeker_id).code
        stranger = make_seeker(session, make_fair(session)).code
    for typed in (code, code.lower(), f" {code.replace('-', ' ')} ", code.replace("-", "")):
        page = helper.get(f"/fairs/{place.fair_id}/people/", query_string={"q": typed})
        assert page.request.path == place.address(), typed
    page = helper.get(f"/fairs/{place.fair_id}/people/", query_string={"q": stranger})
    assert "Nobody was found" in page.text


def test_shows_what_a_person_agreed_to_and_when(helper, place, database):
    with database.write() as session:
        seeker = session.get_one(Seeker, place.seeker_id)
        seeker.locale = "es"
        agree(session, seeker, "2026-11", now=NOW, actor=("seeker", seeker.id))
    page = helper.get(place.address("consent")).text
    assert "The words have changed since this person agreed." in page
    assert "on their own screen" in page
    assert "Quienes emplean ven" in page, "in the person's language"
    before = helper.get(place.address("consent?version=2026-11")).text
    assert "when you must be elsewhere" not in before
    assert "Did the person agree?" not in before, "only the newest words can be agreed to"
    assert "Did the person agree?" in helper.get(place.address("consent?version=../layout")).text
    page = helper.post(place.address("consent"), {"consent": "spoken"}).text
    assert "It is noted that Ana agreed." in page
    page = helper.get(place.address("consent")).text
    assert "The words have changed" not in page
    assert page.count("Version 2026-11") >= 3


#: SHA-256 of the words of each version: other words need another version
WORDS = {
    "2026-11": "102a1c80eac1471f83ff5043ff563250f84bb19abc43d01743ce959fd609323f",
    "2026-11b": "c890878ec3560d93fdf7e4b0244710b035eb7fb1f3d7e1061a2a5e698ef807af",
}


def test_words_that_somebody_agreed_to_never_change():
    folder = Path(people_views.__file__).parents[2] / "templates" / "consent"
    assert {path.stem for path in folder.iterdir()} == set(WORDS)
    assert CONSENT_VERSION in WORDS
    for version, known in WORDS.items():
        content = (folder / f"{version}.html").read_bytes()
        assert hashlib.sha256(content).hexdigest() == known, f"{version}: give the new words a new version"


PAGES = ("", "edit", "delete", "second-factor", "slip", "consent")


def test_people_of_another_fair_are_nobody_here(helper, place, database):
    with database.write() as session:
        stranger = make_seeker(session, make_fair(session)).id
    for page in PAGES:
        helper.get(place.address(page, stranger), status=404)
    for page in ("delete", "lift-lock", "consent"):
        helper.post(place.address(page, stranger), status=404)


def test_only_the_team_sees_people(client, new_client, place, database):
    with database.write() as session:
        user_id = make_user(session).id
    client.sign_in_as("user", user_id)
    seeker = new_client().sign_in_as("seeker", place.seeker_id)
    for page in PAGES:
        client.get(place.address(page), status=404)
        seeker.get(place.address(page), status=403)
