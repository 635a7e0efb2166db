"""A bad day: two windows, phone numbers in any style, other scripts, codes that are guessed or over."""

import re
from datetime import timedelta

import pytest

from jobfair.accounts import actions as account_actions
from jobfair.carriers import Carriers
from jobfair.db import vault_of
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.seekers import actions
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import contact_of, profile_of
from tests.factories import make_employer, make_fair, make_opening, make_seeker, make_team_member
from tests.test_routes import filled_form

ARABIC = "أحمد الطباخ"
ME = ("system", None)


@pytest.fixture
def person(app, client, database, clock):
    """Ids of a person at a fair, signed in, where texts can be sent."""
    app.config["CARRIERS"] = Carriers(text="json://localhost/{to}")
    with database.write() as session:
        fair = make_fair(session)
        seeker = make_seeker(session, fair, called_name="Ana", work=["roofer"], skills=[])
        actions.set_second_factor(session, seeker, "pin", "4071", now=clock(), actor=ME)
        found = fair.id, seeker.id
    client.sign_in_as("seeker", found[1])
    return found


@pytest.fixture
def question(client, person):
    """Opens a question and gives what its form would send."""

    def open_question(step):
        address = f"/fairs/{person[0]}/register/{step}"
        return address, fields_of(client.get(address).text, address)

    return open_question


def fields_of(page, address):
    """What "Next" would send."""
    return {name: value for name, value in filled_form(page, address).items() if name != "skip"}


def stored(database, seeker_id):
    with database.read() as session:
        return profile_of(session, session.get_one(Seeker, seeker_id))


def test_of_two_windows_the_older_one_asks_before_it_replaces(client, database, person, question):
    address, older = question("words")
    client.post(address, {**older, "work": "roofer\npainter"})
    page = client.post(address, {**older, "work": "roofer\nplumber"}).text
    assert "<title>Error:" in page
    assert "You changed this in another window since. There it says: roofer; painter." in page
    assert "roofer\nplumber</textarea>" in page, "what was written here is still here"
    assert stored(database, person[1])["work"] == ["roofer", "painter"]
    client.post(address, {**fields_of(page, address), "work": "roofer\npainter\nplumber"})
    assert stored(database, person[1])["work"] == ["roofer", "painter", "plumber"]


def test_of_two_windows_each_keeps_what_it_alone_changed(client, database, person):
    older = filled_form(client.get("/me/profile").text, "/me/profile")
    newer = {**older, "zip_code": "64108", "shifts": ["days"], "busy": [], "home_by": "21:00"}
    client.post("/me/profile", {**newer, "home_until": "06:00"})
    client.post("/me/profile", {**older, "called_name": "Anna"})
    found = stored(database, person[1])
    assert (found["called_name"], found["zip_code"], found["shifts"]) == ("Anna", "64108", ["days"])
    assert found["busy"][0]["starts"] == "21:00"


def test_ticks_of_two_windows_are_told_in_words(client, database, person, question):
    address, older = question("needs")
    client.post(address, {**older, "needs": ["wheelchair"]})
    page = client.post(address, {**older, "needs": ["reading_help"]}).text
    assert "There it says: Room for a wheelchair." in page
    newest = {**fields_of(page, address), "needs": []}
    assert "There it says" not in client.post(address, newest).text
    with database.read() as session:
        assert session.query(SeekerAttendance).one().needs == []


def test_the_same_answer_from_two_windows_is_no_matter(client, database, person, question):
    address, older = question("words")
    for _ in range(2):
        assert "There it says" not in client.post(address, {**older, "work": "painter"}).text
    assert stored(database, person[1])["work"] == ["painter"]


def test_another_language_is_no_other_answer(client, database, person, question):
    address, older = question("needs")
    client.post(address, {**older, "needs": ["wheelchair"]})
    address, older = question("needs")
    assert "There it says" not in client.post(f"{address}?lang=es", {**older, "needs": []}).text
    page = client.post(f"{address}?lang=es", {**older, "needs": ["reading_help"]}).text
    assert "Allí dice: nada." in page


def test_skills_that_were_understood_are_kept_from_an_older_window(client, database, person, question):
    with database.write() as session:
        session.get_one(Seeker, person[1]).skills = ["Wash dishes", "Sew"]
    address, older = question("understood")
    client.post(address, {**older, "skills": ["Sew"]})
    assert "There it says" not in client.post(address, older).text
    assert stored(database, person[1])["skills"] == ["Sew"], "the older one changed nothing itself"
    page = client.post(address, {**older, "skills": ["Wash dishes"]}).text
    assert "You changed this in another window since. There it says: Sew." in page
    assert re.search('value="Wash dishes"[^>]* checked|checked[^>]* value="Wash dishes"', page)
    assert stored(database, person[1])["skills"] == ["Sew"]
    client.post(address, fields_of(page, address))
    assert stored(database, person[1])["skills"] == ["Wash dishes"]


def test_words_that_are_put_right_are_kept_from_an_older_window(client, database, person):
    fair_id, seeker_id = person
    with database.write() as session:
        employer = make_employer(session, session.get_one(Fair, fair_id))
        opening = make_opening(session, employer, title="Roofer").id
        session.get_one(Seeker, seeker_id).skills = ["Sew"]
    address = f"/fairs/{fair_id}/openings-for-me/{opening}/wrong"
    older = filled_form(client.get(address).text, address)
    client.post(address, {**older, "work-0": "painter"})
    page = client.post(f"{address}?lang=es", {**older, "work-0": "plumber"}).text
    assert "Allí dice: painter." in page
    assert 'value="plumber"' in page
    assert re.findall('href="#(work)"', page) == re.findall('id="(work)"', page)
    client.post(f"{address}?lang=en", {**older, "drop": "skills-0"})
    found = stored(database, seeker_id)
    assert (found["work"], found["skills"]) == (["painter"], []), "each window changed one line"
    newest = {**filled_form(page, address), "drop": "work-0", "skills-0": ""}
    client.post(address, newest)
    assert stored(database, seeker_id)["work"] == []


def test_a_helper_does_not_replace_what_the_person_changed_meanwhile(client, new_client, database, person):
    fair_id, seeker_id = person
    with database.write() as session:
        session.query(SeekerAttendance).one().interpreter_language = "Vietnamese"
        helper = make_team_member(session, session.get_one(Fair, fair_id), "helper").id
    desk, address = new_client().sign_in_as("user", helper), f"/fairs/{fair_id}/people/{seeker_id}/edit"
    at_the_desk = filled_form(desk.get(address).text, address)
    client.post("/me/profile", {"called_name": "Ana", "zip_code": "64108"})
    desk.post(address, {**at_the_desk, "notes": "comes with her sister"})
    found = stored(database, seeker_id)
    assert (found["zip_code"], found["notes"]) == ("64108", "comes with her sister")
    with database.read() as session:
        assert session.query(SeekerAttendance).one().interpreter_language == "Vietnamese"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_words_in_other_scripts_are_written_in_their_own_direction(client, database, person, question, lang):
    with database.write() as session:
        seeker = session.get_one(Seeker, person[1])
        actions.edit_seeker(
            session, seeker, now=seeker.created_at, actor=ME, called_name=ARABIC, work=["سبّاك"], skills=[]
        )
    name = client.get(f"/fairs/{person[0]}/register/name?lang={lang}").text
    assert re.search(rf'<input[^>]*dir="auto"[^>]*value="{ARABIC}"', name)
    assert re.search(r'<textarea[^>]*dir="auto"', client.get(question("words")[0]).text)
    assert f"<bdi>{ARABIC}</bdi>" in client.get(f"/fairs/{person[0]}/register/check").text
    assert '<dd dir="auto">سبّاك</dd>' in client.get("/me/seen-by-employers").text


@pytest.mark.parametrize(
    "typed",
    [
        "+1 (816) 555-0171",
        "8165550171",
        "816.555.0171 ext 2",
        "1-816-555-0171",
        "816 555 01 71",
        "816·555·0171",
        "816_555_0171",
        "816,555,0171",
        "８１６５５５０１７１",
        "tel:+18165550171 evenings",
    ],
)
def test_a_phone_number_in_any_style_is_one_number(client, database, person, question, typed):
    address, fields = question("contact")
    assert "<title>Error:" not in client.post(address, {**fields, "contact": typed}).text
    with database.read() as session:
        seeker = session.get_one(Seeker, person[1])
        assert contact_of(session, seeker) == typed
        assert seeker.contact_index == vault_of(session).blind_index("+18165550171", "contact")
    page = client.get(f"/fairs/{person[0]}/register/done").text
    assert 'value="+18165550171"' in page, "the number that the code would be sent to"


@pytest.mark.parametrize("typed", ["816-555-017", "555-0171", "816-555-CALL", "81655501ab", "816 555 01711"])
def test_a_phone_number_that_is_not_whole_is_said_at_once_and_stays(
    client, database, person, question, typed
):
    address, fields = question("contact")
    page = client.post(address, {**fields, "contact": typed}).text
    assert "<title>Error:" in page
    assert "This phone number is not whole." in page
    assert f'value="{typed}"' in page
    assert stored(database, person[1])["contact"] is None


@pytest.mark.parametrize(
    "typed", ["ask for me at 1234 Main St, 64108", "my sister’s house", "ana@example.org"]
)
def test_words_and_addresses_are_as_good_as_a_number(client, database, person, question, typed):
    address, fields = question("contact")
    client.post(address, {**fields, "contact": typed})
    assert stored(database, person[1])["contact"] == typed


def test_letters_where_a_text_should_go_are_refused_in_words(client, person):
    page = client.post(f"/fairs/{person[0]}/register/done", {"number": "my sister", "submit": "1"}).text
    assert "Write a phone number, such as 816 555 0171." in page


def test_a_code_guessed_a_hundred_times_opens_nothing_and_keeps_nobody_out(
    client, new_client, database, person, clock
):
    with database.read() as session:
        code = session.get_one(Seeker, person[1]).code
    own = new_client()
    come_back(own, code, "4071")
    assert own.get("/me/").status_code == 200
    stranger, answers = new_client(), []
    for guess in range(100):
        answers.append(come_back(stranger, code, f"{1000 + 7 * guess}").text)
        clock.time += timedelta(minutes=31)
    assert not any("Hello Ana" in answer for answer in answers)
    refused = [answer for answer in answers if "Too many wrong tries" in answer]
    assert len(refused) >= 80, "20 tries, and then no more"
    assert "help desk" in refused[-1]
    assert "Too many wrong tries" in come_back(stranger, code, "4071").text, "even the right PIN"
    own.post("/sign-out")
    assert "Hello Ana" in come_back(own, code, "4071").text, "the person's own phone is known"


def come_back(client, code, pin):
    return client.post("/come-back", {"code": code, "pin": pin, "submit": "1"})


def test_a_code_that_is_over_says_whom_to_ask_and_not_that_it_was_one(client, new_client, database, person):
    with database.write() as session:
        seeker = session.get_one(Seeker, person[1])
        code = seeker.code
        actions.delete_seeker(session, seeker, now=seeker.created_at, actor=ME)
    page = come_back(new_client(), code, "4071").text
    assert "This did not work. Look at your code again, or ask the help desk." in page
    unknown = come_back(new_client(), "K9-NOBODY", "4071").text
    assert plain(page, code) == plain(unknown, "K9-NOBODY")
    assert client.get("/me/").request.path == "/come-back", "the browser that was signed in is led there too"


def plain(page, code):
    return re.sub(r'csrf_token"[^>]*>', "", page.replace(code, ""))


def test_a_link_that_is_over_leads_on(client, database, person, clock):
    with database.write() as session:
        lasts = timedelta(hours=1)
        token = account_actions.make_link(session, "sign-in", ("seeker", person[1]), lasts=lasts, now=clock())
    clock.time += timedelta(hours=2)
    client.post("/sign-out")
    page = client.get(f"/link/{token}", status=404)
    assert "/come-back" in page.text
