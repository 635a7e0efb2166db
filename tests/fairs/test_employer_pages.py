"""The pages of employers and openings, used as organizers, helpers, employers and the public would."""

import re
from datetime import time

import pytest
from sqlalchemy import select

from jobfair import outbox
from jobfair.accounts.models import User
from jobfair.employers.models import Employer, Opening, Representative
from jobfair.fairs.models import EmployerAttendance, Fair
from tests.databases import counted
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
    make_user,
)
from tests.fairs.employer_place import Place, stored
from tests.fairs.test_employer_attendance import plan


@pytest.fixture
def place(database):
    return Place(database)


@pytest.fixture
def organizer(client, place):
    return client.sign_in_as("user", place.organizer)


@pytest.fixture
def representative(new_client, place):
    return new_client().sign_in_as("user", place.user)


EMPLOYER = {"name": "Blue Heron", "interviewers": "2", "arrives": "09:30", "needs_power": "y"}


# the list


def test_the_list_shows_booth_openings_and_what_is_missing(organizer, place, database):
    with database.write() as session:
        session.get(Opening, place.theirs).is_open = False
    page = organizer.get(place.all)
    assert page.text.index("Cedar Works") < page.text.index("Millrace Bakery"), "by name"
    assert "No booth" in page.text
    assert "No opening" in page.text
    assert "Without a booth (1)" in page.text
    for flag in ("no_booth", "no_opening"):
        flagged = organizer.get(f"{place.all}?only={flag}").text
        assert "Cedar Works" in flagged
        assert "Millrace Bakery" not in flagged


def test_searching_by_name_or_opening(organizer, place):
    for words, found in (("MILL", "Millrace"), ("carpen", "Cedar"), ("oven", "Millrace")):
        page = organizer.get(f"{place.all}?q={words}")
        assert found in page.text
        assert len(re.findall('<th scope="row"', page.text)) == 1
    for words in ("100%25", "_", "%00zzz"):
        assert "Try fewer letters" in organizer.get(f"{place.all}?q={words}").text


def test_an_empty_fair_says_what_to_do(new_client, database):
    with database.write() as session:
        fair = make_fair(session)
        user = make_team_member(session, fair).id
        fair_id = fair.id
    page = new_client().sign_in_as("user", user).get(f"/fairs/{fair_id}/employers/")
    assert "No employer is at this fair yet." in page.text
    assert "Add an employer" in page.text


def test_nothing_flagged_is_said(organizer, place, database):
    assert "Well done" in organizer.get(f"{place.all}?only=no_opening").text


def test_the_list_takes_the_same_number_of_queries_for_more_employers(organizer, place, database):
    def queries(address):
        with counted(database.engine) as statements:
            organizer.get(address)
        return len(statements)

    addresses = (place.all, f"/fairs/{place.fair}/employers-at-the-fair")
    before = [queries(address) for address in addresses]
    with database.write() as session:
        for _ in range(5):
            make_opening(session, make_employer(session, session.get(Fair, place.fair)))
    assert [queries(address) for address in addresses] == before


# organizers


def test_an_organizer_adds_an_employer(organizer, place, database):
    organizer.get(place.all + "new")
    page = organizer.post(
        place.all + "new",
        EMPLOYER
        | {
            "contact": "ana@example.org",
            "hires_people_with_records": "case_by_case",
            "looks_back_years": "3",
            "policy_notes": "The owner decides.",
            "how_to_appeal": "Call Ana.",
            "break_starts": "11:00",
            "break_ends": "11:20",
        },
    )
    assert "<h1>Blue Heron</h1>" in page.text
    for said in (
        "9:30",
        "11:00",
        "ana@example.org",
        "We look at each person",
        "3 years",
        "The owner decides.",
        "Call Ana.",
    ):
        assert said in page.text
    employer = stored(database, Employer, name="Blue Heron")
    attendance = stored(database, EmployerAttendance, employer_id=employer.id)
    assert (attendance.interviewers, attendance.arrives, attendance.needs_power) == (2, time(9, 30), True)


def test_a_wrong_form_keeps_what_was_typed(organizer, place, database):
    page = organizer.post(place.all + "new", EMPLOYER | {"name": "millrace BAKERY", "about": "We bake."})
    assert "is at this fair already" in page.text
    assert "We bake." in page.text
    assert "<title>Error:" in page.text
    page = organizer.post(
        place.all + "new", EMPLOYER | {"interviewers": "two", "arrives": "noonish", "looks_back_years": "200"}
    )
    assert "Write a whole number." in page.text
    assert "Write a time, like 9:30." in page.text
    assert 'value="two"' in page.text
    assert 'value="noonish"' in page.text
    page = organizer.post(place.all + "new", EMPLOYER | {"looks_back_years": "200"})
    assert "from 0 to 99" in page.text
    with database.read() as session:
        assert len(list(session.scalars(select(Employer)))) == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:45", time(9, 45)),
        ("1 pm", time(13)),
        ("12:30 p.m.", time(12, 30)),
        ("11:00:00", time(11)),
        ("", None),
    ],
)
def test_times_as_people_type_them(organizer, place, database, typed, meant):
    organizer.post(place.mine + "edit", {"name": "Millrace Bakery", "leaves": typed})
    assert stored(database, EmployerAttendance, employer_id=place.employer).leaves == meant


def test_an_organizer_changes_everything(organizer, place, database):
    page = organizer.get(place.mine + "edit")
    assert 'value="816 555 0100"' in page.text
    organizer.post(place.mine + "edit", {"name": "Millrace", "interviewers": "", "contact": ""})
    assert stored(database, Employer, id=place.employer).contact_sealed is None
    assert stored(database, EmployerAttendance, employer_id=place.employer).interviewers == 1


def test_how_long_interviews_take_and_what_was_promised(organizer, place, database):
    page = organizer.get(place.mine + "edit").text
    assert re.findall(r'<option[^>]* value="\d">(\d+) minutes</option>', page) == ["20", "40", "60", "80"]
    sent = {"name": "Millrace", "slots_per_interview": "2", "promised_interviews": "3"}
    page = organizer.post(place.mine + "edit", sent).text
    assert "40 minutes" in page
    assert "at least 3" in page
    row = stored(database, EmployerAttendance, employer_id=place.employer)
    assert (row.slots_per_interview, row.promised_interviews) == (2, 3)
    page = organizer.post(place.mine + "edit", sent | {"promised_interviews": "4"}).text
    assert "Promise 3 at most: that is how many interviews fit into their day." in page
    assert 'value="4"' in page
    organizer.post(place.mine + "edit", {"name": "Millrace", "promised_interviews": ""})
    row = stored(database, EmployerAttendance, employer_id=place.employer)
    assert (row.slots_per_interview, row.promised_interviews) == (2, 0)


def test_a_change_after_publishing_says_that_nothing_moves(organizer, place, database):
    with database.write() as session:
        attendance = session.scalars(select(EmployerAttendance).filter_by(employer_id=place.employer)).one()
        plan(session, session.get(Fair, place.fair), attendance.employer, state="published")
    assert "1 interview with this employer is published" in organizer.get(place.mine + "edit").text
    page = organizer.get(place.mine + "delete")
    assert "stands in the published schedule" in page.text
    assert "Remove this employer" not in page.text
    page = organizer.post(place.mine + "delete")
    assert "Interviews with Millrace Bakery stand in the published schedule (1)." in page.text
    page = organizer.get(place.job + "delete")
    assert "cannot be deleted" in page.text
    assert "Close it instead" in organizer.post(place.job + "delete").text
    page = organizer.post(place.job + "close")
    assert "1 interview for it is published and stays." in page.text


def test_removing_an_employer_names_what_will_be_lost(organizer, place, database):
    page = organizer.get(place.mine + "delete")
    user = stored(database, User, id=place.user)
    for said in ("booth A1", "1 opening, with the answers", f"the right of {user.email}"):
        assert said in page.text
    page = organizer.post(place.mine + "delete")
    assert "Millrace Bakery is no longer at this fair." in page.text
    organizer.get(place.mine, status=404)


def test_an_employer_of_another_fair_keeps_its_card(organizer, place, database):
    with database.write() as session:
        session.add(EmployerAttendance(fair_id=make_fair(session).id, employer_id=place.employer))
    page = organizer.get(place.mine + "delete")
    assert "at another fair too" in page.text
    assert "its hiring-policy card" not in page.text


# inviting


def test_inviting_somebody_new(organizer, place, database, new_client):
    organizer.get(place.mine + "invite")
    organizer.post(place.mine + "invite?lang=es", {"name": "Eva", "email": "eva@example.org"})
    with database.read() as session:
        assert session.scalar(select(User.locale).where(User.email == "eva@example.org")) == "es"
        assert "Su página" in outbox.read(session, outbox.unsent(session)[0])[1]
    page = organizer.post(place.mine + "invite?lang=en", {"name": "Ana", "email": "Ana@Example.org"})
    assert "A message to ana@example.org is on its way." in page.text
    assert "Has not set a password yet" in page.text
    with database.read() as session:
        address, text = outbox.read(session, outbox.unsent(session)[-1])
    assert address == "ana@example.org"
    assert "Millrace Bakery" in text
    link = re.search(r"http://127.0.0.1:5000(/password/\S+)", text).group(1)
    guest = new_client()
    guest.post(link, {"password": "green ladder window nine"})
    guest.post("/sign-in", {"email": "ana@example.org", "password": "green ladder window nine"})
    assert "Millrace Bakery" in guest.get(place.all + "mine").text


def test_inviting_somebody_who_has_a_password(organizer, place, database):
    with database.write() as session:
        make_user(session, email="luz@example.org", password_hash="x", locale="es")
    organizer.post(place.mine + "invite", {"name": "Luz", "email": "luz@example.org"})
    with database.read() as session:
        _, text = outbox.read(session, outbox.unsent(session)[0])
    assert "/sign-in" in text
    assert "/password/" not in text
    page = organizer.post(place.mine + "invite", {"name": "Luz", "email": "luz@example.org"})
    assert "looks after this employer already" in page.text
    page = organizer.post(place.mine + "invite", {"name": "Luz", "email": "luz"})
    assert "not an e-mail address" in page.text


def test_taking_the_right_back(organizer, place, database, representative):
    address = f"{place.mine}people/{place.user}/remove"
    assert "no longer see or change" in organizer.get(address).text
    assert stored(database, Representative, user_id=place.user)
    organizer.post(address)
    organizer.get(address, status=404)
    representative.get(place.mine, status=404)


# employers themselves


def test_the_start_page_says_what_to_do(representative, place, database):
    page = representative.get(place.all + "mine")
    assert "Your booth is A1." in page.text
    assert "1 opening is open" in page.text
    assert "Say how you hire" in page.text
    assert "Cedar Works" not in page.text
    with database.write() as session:
        session.get(Opening, place.opening).is_open = False
        session.get(Employer, place.employer).hires_people_with_records = "yes"
        session.scalars(
            select(EmployerAttendance).filter_by(employer_id=place.employer)
        ).one().booth_id = None
    page = representative.get(place.all + "mine")
    assert "no booth yet" in page.text
    assert "Without an opening" in page.text
    assert "Your hiring policy is filled in" in page.text


def test_an_employer_changes_its_card_and_nothing_else(representative, place, database):
    page = representative.get(place.mine)
    assert "816 555 0100" in page.text
    assert "Invite somebody" not in page.text
    assert "Remove from the fair" not in page.text
    page = representative.get(place.mine + "edit")
    assert 'name="interviewers"' not in page.text
    representative.post(
        place.mine + "edit",
        {
            "about": "Fresh bread.",
            "contact": "816",
            "name": "Evil",
            "interviewers": "40",
            "looks_back_years": "0",
        },
    )
    employer = stored(database, Employer, id=place.employer)
    assert (employer.name, employer.about, employer.looks_back_years) == (
        "Millrace Bakery",
        "Fresh bread.",
        0,
    )
    assert stored(database, EmployerAttendance, employer_id=place.employer).interviewers == 1
    assert "Not at all" in representative.get(place.mine).text


def test_other_employers_are_not_there_for_an_employer(representative, place):
    theirs = f"{place.all}{place.other}/"
    for address in ("", "edit", "openings/new", f"openings/{place.theirs}/", f"openings/{place.theirs}/edit"):
        representative.get(theirs + address, status=404)
    for address in ("close", "reopen", "delete"):
        representative.post(f"{theirs}openings/{place.theirs}/{address}", status=404)
    representative.get(f"{place.mine}openings/{place.theirs}/", status=404)
    for address in (place.all, place.all + "new", place.mine + "delete", place.mine + "invite"):
        representative.get(address, status=403)


def test_a_helper_looks_and_changes_nothing(client, place):
    helper = client.sign_in_as("user", place.helper)
    for address in (place.all, place.mine, place.job):
        page = helper.get(address)
        assert "Add an" not in page.text
        assert ">Change<" not in page.text
    for address in (place.all + "new", place.mine + "edit", place.job + "edit", place.mine + "openings/new"):
        helper.get(address, status=403)


def test_a_helper_who_is_an_employer_too_changes_only_their_own(client, place, database):
    with database.write() as session:
        make_representative(session, session.get(Employer, place.employer), session.get(User, place.helper))
    helper = client.sign_in_as("user", place.helper)
    helper.get(place.mine + "edit")
    helper.get(f"{place.all}{place.other}/")
    helper.get(f"{place.all}{place.other}/edit", status=403)


def test_another_fairs_employer_is_not_found(organizer, place, database):
    with database.write() as session:
        elsewhere = make_employer(session, make_fair(session))
        opening = make_opening(session, elsewhere).id
        elsewhere_id = elsewhere.id
    for address in ("", "edit", "delete", "invite", "openings/new", f"openings/{opening}/"):
        organizer.get(f"{place.all}{elsewhere_id}/{address}", status=404)


def test_seekers_and_strangers_stay_outside(new_client, place, database):
    with database.write() as session:
        seeker = make_seeker(session, session.get(Fair, place.fair)).id
        stranger = make_user(session).id
    new_client().sign_in_as("seeker", seeker).get(place.mine, status=403)
    new_client().sign_in_as("user", stranger).get(place.mine, status=404)
    assert "Sign in" in new_client().get(place.mine).text
