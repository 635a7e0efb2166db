"""A shared device: no rights of its own, big keys, short sign-ins, and nothing left of anybody."""

import re
from datetime import timedelta

import pytest
from flask import render_template

from jobfair.accounts.models import AuditEntry, SignIn
from jobfair.fairs.models import Fair
from jobfair.seekers import actions
from jobfair.seekers.models import Seeker
from jobfair.suggestions.vocabularies import StoredVocabulary
from tests.conftest import NOW
from tests.factories import make_employer, make_interview, make_opening, make_seeker
from tests.fairs.kiosk import BY, address, fair_of_two, made_a_kiosk, open_page, without_tokens


@pytest.fixture
def fair(database):
    return fair_of_two(database)


@pytest.fixture
def kiosk(client, fair):
    return made_a_kiosk(client, fair)


def test_starting_signs_the_organizer_out_and_shows_two_languages(kiosk, fair, database):
    page = kiosk.first.text
    assert "I have a code" in page
    assert "Tengo un código" in page
    assert "Sign out" not in page
    with database.read() as session:
        assert session.query(SignIn).count() == 0
        assert [entry.action for entry in session.query(AuditEntry)][-1] == "kiosk.start"
    assert "I have a code" in kiosk.get(f"/fairs/{fair['id']}/people/").text, "no sign-in page"


def test_only_organizers_start_one_and_other_devices_have_none(client, fair, new_client):
    client.get(address(fair), status=404)
    client.get(address(fair, "/code"), status=404)
    client.sign_in_as("user", fair["helper"]).get(address(fair, "/start"), status=403)
    assert "still-there" not in client.get("/").text


def test_a_kiosk_is_one_of_its_fair_alone_and_ends_after_the_day(kiosk, fair, monkeypatch):
    kiosk.get(f"/fairs/{fair['elsewhere']}/kiosk", status=404)
    value = kiosk.flask.get_cookie("kiosk").value
    kiosk.flask.set_cookie("kiosk", value[:-2] + "xx")
    kiosk.get(address(fair), status=404)
    kiosk.flask.set_cookie("kiosk", value)
    kiosk.get(address(fair))
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: NOW.timestamp() * 2)
    kiosk.get(address(fair), status=404)


def test_every_key_works_without_scripts(kiosk, fair):
    typed = ""
    for key in "K7MAPLX":
        page = kiosk.post(address(fair, "/code"), {"code": typed, "key": key}).text
        typed = re.search(r'name="code" value="([^"]*)"', page)[1]
    page = kiosk.post(address(fair, "/code"), {"code": typed, "key": "back"}).text
    assert 'value="K7MAPL"' in page
    assert 'value="K7MAPL"' in kiosk.post(address(fair, "/code"), {"code": "K7MAPL", "key": "<b>"}).text
    assert "PIN, or birthday" in kiosk.post(address(fair, "/code"), {"code": "K7MAPLE"}).text
    page = kiosk.post(address(fair, "/code"), {"code": "K7MAPLE", "secret": "407", "key": "1"}).text
    assert 'value="4071"' in page
    assert "Hello Ana" in kiosk.post(address(fair, "/code"), {"code": "K7MAPLE", "secret": "4071"}).text


def test_a_birthday_opens_as_well_and_mistakes_say_nothing(kiosk, fair):
    assert "Type your code." in kiosk.post(address(fair, "/code"), {"code": " "}).text
    wrong = open_page(kiosk, fair, "B2-RIVER", "0704").text
    unknown = open_page(kiosk, fair, "B2-RIVAR", "0704").text
    assert "This did not work." in wrong
    assert "0704" not in wrong
    assert without_tokens(wrong) == without_tokens(unknown).replace("B2-RIVAR", "B2-RIVER")
    for _ in range(5):
        page = open_page(kiosk, fair, "B2-RIVER", "0704").text
    assert "Too many wrong tries" in page
    assert "Hello Ana" in open_page(kiosk, fair).text


def test_a_sign_in_there_ends_soon_unless_somebody_is_there(kiosk, fair, clock):
    open_page(kiosk, fair)
    for _ in range(5):
        clock.time += timedelta(seconds=100)
        assert "Hello Ana" in kiosk.get("/me/").text
    clock.time += timedelta(seconds=100)
    kiosk.post("/me/profile", {"called_name": ""})
    clock.time += timedelta(seconds=100)
    asked = kiosk.get(address(fair, "/still-there?next=/me/profile")).text
    assert "Are you still there?" in asked
    assert 'http-equiv="refresh" content="40; url=' in asked
    clock.time += timedelta(seconds=30)
    assert "Your answers" in kiosk.post(address(fair, "/stay?next=/me/profile")).text
    clock.time += timedelta(seconds=166)
    assert "I have a code" in kiosk.get("/me/").text


def test_the_warning_does_not_give_more_time_by_itself(kiosk, fair, clock):
    open_page(kiosk, fair)
    clock.time += timedelta(seconds=120)
    kiosk.get(address(fair, "/still-there"))
    clock.time += timedelta(seconds=50)
    assert "I have a code" in kiosk.get("/me/").text


def test_the_schedule_comes_first_once_it_is_published(kiosk, fair, database):
    with database.write() as session:
        here = session.get_one(Fair, fair["id"])
        ana = session.query(Seeker).filter_by(code="K7-MAPLE").one()
        opening = make_opening(session, make_employer(session, here))
        make_interview(session, here, ana, opening, state="published").schedule.published_at = NOW
        stranger = make_seeker(session, code="C3-STONE", called_name="Cem")
        actions.set_second_factor(session, stranger, "pin", "4071", now=NOW, actor=BY)
    assert "Your schedule, Ana" in open_page(kiosk, fair).text
    kiosk.post(address(fair, "/finish"))
    assert "Hello Cem" in open_page(kiosk, fair, "C3-STONE").text


def test_every_page_warns_with_and_without_scripts(kiosk, fair):
    page = open_page(kiosk, fair).text
    assert '<noscript><meta http-equiv="refresh" content="120; url=' in page
    assert 'data-quiet="120" data-warning="40"' in page
    assert "kiosk.js" in page
    assert "http-equiv" not in kiosk.get(address(fair)).text


def test_nothing_is_left_of_the_one_before(kiosk, fair, database):
    answer = open_page(kiosk, fair)
    assert answer.headers["Cache-Control"] == "no-store"
    assert kiosk.flask.get_cookie("device") is None, "the next person must not be taken for a known device"
    first = kiosk.post(address(fair, "/finish"))
    assert first.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert first.headers["Cache-Control"] == "no-store"
    with kiosk.flask.session_transaction() as cookie:
        assert "_user_id" not in cookie
    with database.read() as session:
        assert session.query(SignIn).count() == 0
    assert "Ana" not in kiosk.get("/me/").text


def test_the_first_screen_alone_forgets_as_well(kiosk, fair):
    open_page(kiosk, fair)
    kiosk.get(address(fair))
    assert "I have a code" in kiosk.get("/me/").text
    kiosk.post(address(fair, "/finish"))


def test_no_file_is_saved_on_a_shared_screen(kiosk, fair):
    open_page(kiosk, fair)
    page = kiosk.get("/me/data.json", status=403).text
    assert "Files cannot be saved on a shared screen." in page
    assert "4071" not in page


def test_a_browser_there_keeps_nothing_that_was_typed(kiosk, fair):
    open_page(kiosk, fair)
    unkept = re.compile(r'<(?:input|textarea)(?![^>]*type="(?:hidden|submit|radio|checkbox))[^>]*>')
    for page in ("/me/profile", f"/fairs/{fair['id']}/register/contact"):
        typed = unkept.findall(kiosk.get(page).text)
        assert typed, page
        assert [one for one in typed if 'autocomplete="off"' not in one] == [], page


@pytest.mark.parametrize("device", ["kiosk", "phone"])
def test_nothing_there_leads_away_from_the_site(app, kiosk, device):
    used = [
        StoredVocabulary(name, "1", NOW, checksum="", concepts=1, labels=1, attribution=("Words",))
        for name in ("onet", "esco")
    ]
    cookie = f"kiosk={kiosk.flask.get_cookie('kiosk').value}" if device == "kiosk" else ""
    with app.test_request_context("/about", headers={"Cookie": cookie}):
        page = render_template("suggestions/about.html", vocabularies=used)
    assert ('href="http' in page) == (device == "phone")
    assert "esco.ec.europa.eu" in page


def test_the_door_that_was_pressed_says_the_language(kiosk, fair):
    kiosk.get(address(fair, "/code?lang=es"))
    assert "Hola, Ana" in open_page(kiosk, fair).text
    kiosk.post(address(fair, "/finish"))
    assert "Hello Ana" in open_page(kiosk, fair).text


def test_somebody_new_signs_up_there(kiosk, fair, database):
    start = kiosk.get(f"/fairs/{fair['id']}/register?lang=es").text
    assert 'lang="es"' in start
    kiosk.post(f"/fairs/{fair['id']}/register/consent")
    kiosk.post(f"/fairs/{fair['id']}/register/name", {"called_name": "Nueva"})
    with database.read() as session:
        assert session.query(Seeker).filter_by(called_name="Nueva").count() == 1
    assert 'lang="en"' in kiosk.post(address(fair, "/finish")).text


def test_the_organizer_ends_it_on_the_device(kiosk, fair):
    kiosk.sign_in_as("user", fair["organizer"])
    assert "End the kiosk on this device" in kiosk.get(address(fair, "/start")).text
    kiosk.post(address(fair, "/stop"))
    kiosk.get(address(fair), status=404)


@pytest.mark.parametrize("device", ["kiosk", "phone"])
def test_files_are_not_offered_on_a_shared_screen(kiosk, fair, new_client, database, device):
    with database.write() as session:
        here = session.get_one(Fair, fair["id"])
        ana = session.query(Seeker).filter_by(code="K7-MAPLE").one()
        opening = make_opening(session, make_employer(session, here))
        make_interview(session, here, ana, opening, state="published").schedule.published_at = NOW
        number = ana.id
    schedule = f"/fairs/{fair['id']}/my-schedule"
    if device == "kiosk":
        open_page(kiosk, fair)
        browser = kiosk
    else:
        browser = new_client().sign_in_as("seeker", number)
    files = ("Add to my calendar", "Download everything", "/me/data.json", ".ics")
    pages = [browser.get(one).text for one in ("/me/data", "/me/data/all", schedule)]
    assert any(one in page for page in pages for one in files) == (device == "phone")
    assert ("Files cannot be saved on a shared screen." in pages[0]) == (device == "kiosk")


def test_a_form_there_says_before_that_without_scripts_words_are_lost(kiosk, fair):
    open_page(kiosk, fair)
    said = "Send your answer within 120 seconds, or what you typed is lost."
    page = kiosk.get("/me/profile").text
    assert said in re.search(r"<main.*?<noscript>(.*?)</noscript>", page, re.DOTALL)[1]
    asked = kiosk.get(address(fair, "/still-there?next=/me/profile")).text
    assert "What you typed and did not send is gone." in asked
    kiosk.post(address(fair, "/finish"))
    kiosk.flask.delete_cookie("kiosk")
    assert said not in kiosk.get(f"/fairs/{fair['id']}/register").text
