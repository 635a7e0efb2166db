"""A seeker's own pages, used as on a phone."""

import json

import pytest
from sqlalchemy import select

from jobfair.seekers import actions
from jobfair.seekers.models import Seeker
from tests.conftest import NOW
from tests.factories import make_fair, make_seeker, make_user

BY = ("system", None)


@pytest.fixture
def seeker(database):
    with database.write() as session:
        seeker = make_seeker(session, make_fair(session), code="K7-MAPLE", called_name="Ana", locale="en")
        actions.edit_seeker(
            session,
            seeker,
            now=NOW,
            actor=("system", None),
            contact="816-555-0171",
            notes="n",
            zip_code="64108",
        )
        actions.set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=("system", None))
        return seeker.id


@pytest.fixture
def signed_in(client, seeker):
    return client.sign_in_as("seeker", seeker)


def test_comes_back_with_code_and_pin(client, seeker):
    assert 'value="K7-MAPLE"' in client.get("/come-back?code=K7-MAPLE").text
    page = client.post("/come-back", {"code": "k7 maple", "pin": "4071"})
    assert "Hello Ana" in page.text
    assert "Westside Job Fair" in page.text
    assert "Choose now" not in page.text


def test_a_wrong_pin_and_an_unknown_code_get_the_same_page(client, seeker):
    wrong = client.post("/come-back", {"code": "K7-MAPLE", "pin": "9999"}).text
    unknown = client.post("/come-back", {"code": "K7-MAPEL", "pin": "9999"}).text
    assert "This did not work." in wrong
    assert "9999" not in wrong
    assert wrong == unknown.replace("K7-MAPEL", "K7-MAPLE")
    for _ in range(4):
        client.post("/come-back", {"code": "K7-MAPLE", "pin": "9999"})
    assert "Too many wrong tries" in client.post("/come-back", {"code": "K7-MAPLE", "pin": "4071"}).text
    assert "Type your PIN" in client.post("/come-back", {"code": "K7-MAPLE"}).text


def test_speaks_the_persons_language_after_coming_back(client, database, seeker):
    with database.write() as session:
        session.get(Seeker, seeker).locale = "es"
    assert '<html lang="es">' in client.post("/come-back", {"code": "K7-MAPLE", "pin": "4071"}).text


def test_changes_answers_and_keeps_notes(signed_in, database, seeker):
    page = signed_in.get("/me/profile")
    assert "816-555-0171" in page.text
    answers = {"called_name": "Ana M.", "work": "cook\nroofer", "travel": "", "has_driving_licence": "yes"}
    assert "Your answers are saved." in signed_in.post("/me/profile", answers).text
    with database.read() as session:
        row = session.get(Seeker, seeker)
        assert (row.called_name, row.work, row.has_driving_licence) == ("Ana M.", ["cook", "roofer"], True)
        assert row.contact_sealed is None
        assert row.private_notes_sealed is not None
    page = signed_in.post("/me/profile", {"called_name": "Ana", "zip_code": "x"})
    assert "A ZIP code has five digits" in page.text


def test_a_language_we_have_no_label_for_is_kept(signed_in, database, seeker):
    with database.write() as session:
        session.get(Seeker, seeker).languages = ["en", "Haitian Creole"]
    assert 'value="Haitian Creole"' in signed_in.get("/me/profile").text
    signed_in.post("/me/profile", {"called_name": "Ana", "languages": ["Haitian Creole"]})
    with database.read() as session:
        assert session.get(Seeker, seeker).languages == ["Haitian Creole"]


def test_chooses_another_pin_and_stays_signed_in(signed_in, seeker):
    signed_in.get("/me/second-factor")
    assert "There is no such day." in signed_in.post("/me/second-factor", {"month": "02", "day": "31"}).text
    assert "Saved." in signed_in.post("/me/second-factor", {"pin": "7402"}).text
    assert "Hello Ana" in signed_in.get("/me/").text


def test_sees_what_employers_see(signed_in):
    page = signed_in.get("/me/seen-by-employers").text
    assert "K7-MAPLE" in page
    assert "dishwasher; kitchen helper" in page
    for hidden in ("816-555-0171", "64108", "Ana"):
        assert hidden not in page


def test_an_empty_card_says_so(signed_in, database, seeker):
    with database.write() as session:
        row = session.get(Seeker, seeker)
        row.work, row.skills, row.has_driving_licence, row.max_lift_pounds = [], [], False, 0
    page = signed_in.get("/me/seen-by-employers").text
    assert "No work or skills are written down yet." in page
    assert "Up to 0 pounds" in page


def test_takes_the_data_along(signed_in):
    signed_in.get("/me/data")
    answer = signed_in.get("/me/data.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.text)["seeker"]["contact"] == "816-555-0171"


def test_deletes_everything_after_asking(signed_in, database):
    page = signed_in.get("/me/delete").text
    assert "your place at Westside Job Fair" in page
    assert "K7-MAPLE" in page
    assert "Everything about you is deleted." in signed_in.post("/me/delete").text
    with database.read() as session:
        assert session.scalars(select(Seeker)).all() == []
    signed_in.get("/me/", status=302, follow=False)


def test_a_person_at_no_fair_is_told_so(client, database):
    with database.write() as session:
        seeker_id = make_seeker(session).id
    page = client.sign_in_as("seeker", seeker_id).get("/me/").text
    assert "You do not take part in a fair" in page
    assert "Choose now" in page


def test_users_have_no_pages_of_seekers(client, database):
    with database.write() as session:
        user_id = make_user(session).id
    client.sign_in_as("user", user_id)
    for address in (
        "/me/",
        "/me/profile",
        "/me/data",
        "/me/data.json",
        "/me/delete",
        "/me/seen-by-employers",
    ):
        client.get(address, status=403)


def test_cards_read_in_the_language_of_the_page_and_stay_the_same(signed_in, database, seeker):
    with database.write() as session:
        row = session.get(Seeker, seeker)
        row.work, row.skills = ["Warehouse", "Wash dishes at home"], ["Wash dishes", "Weld"]
    page = signed_in.get("/me/profile?lang=es").text
    assert "Lavar platos\nSoldar" in page
    assert "Bodega\nWash dishes at home" in page
    answers = {"called_name": "Ana", "work": "Bodega\nalbañil", "skills": "lavar platos\nWeld"}
    signed_in.post("/me/profile", answers)
    with database.read() as session:
        row = session.get(Seeker, seeker)
        assert row.work == ["Warehouse", "albañil"]
        assert row.skills == ["Wash dishes", "Weld"]
