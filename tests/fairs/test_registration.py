"""Signing up for a fair by oneself: from the first page to the code, without a script."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from jobfair import outbox
from jobfair.carriers import Carriers
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import profile_of
from tests.factories import make_fair, make_seeker, make_team_member, make_user

STEPS = [
    ("contact", {"contact": "(816) 555-0171", "phone_kind": "shared"}),
    ("work", {"work": ["Kitchen and cooking", "Cleaning"]}),
    ("skills", {"skills": ["Wash dishes", "Wash windows"]}),
    ("inside", {"skills": ["sewing"]}),
    ("words", {"work": "montacargas\nhousepainter; roofer"}),
    ("understood", {"skills": ["Wash dishes", "Wash windows", "Sew", "Forklift operator"]}),
    ("years", {"experience": "1_to_3"}),
    (
        "certificates",
        {"certificate_cards": ["OSHA-10"], "certificates": "first aid", "has_driving_licence": "no"},
    ),
    ("lifting", {"max_lift_pounds": "50", "standing": "with_breaks"}),
    ("languages", {"languages": ["en", "es"]}),
    ("wishes", {"wish_cards": ["Warehouse"], "wishes": "bakery"}),
    ("when", {"shifts": ["days"], "days": ["mon", "tue"]}),
    (
        "elsewhere",
        {
            "home_by": "21:00",
            "home_until": "06:00",
            "away_days": ["wed"],
            "away_starts": "09:00",
            "away_ends": "11:00",
        },
    ),
    ("travel", {"travel": "bus"}),
    ("distance", {"zip_code": "64108", "max_distance_miles": "10", "crosses_state_line": "no"}),
    ("fair", {"arrives": "09:30", "leaves": "12:00"}),
    ("needs", {"needs": ["wheelchair"], "interpreter_language": "Vietnamese"}),
]


def a_fair(database, **values):
    with database.write() as session:
        return make_fair(session, **values).id


def begin(client, fair_id, name="Ana"):
    client.get(f"/fairs/{fair_id}/register")
    client.post(f"/fairs/{fair_id}/register/consent", {"submit": "1"})
    return client.post(f"/fairs/{fair_id}/register/name", {"called_name": name})


def only_seeker(database):
    with database.read() as session:
        seeker = session.scalars(select(Seeker)).one()
        attendance = session.scalars(select(SeekerAttendance)).one()
        return seeker, attendance, profile_of(session, seeker)


def test_from_the_first_page_to_the_code_and_back(client, new_client, database):
    fair_id = a_fair(database)
    page = begin(client, fair_id)
    assert "How do you want to come back?" in page.text
    page = client.post(page.request.path, {"month": "07", "day": "3"})
    for step, answer in STEPS:
        assert f"/register/{step}" in page.request.path
        page = client.post(page.request.path, answer)
    assert "Check your answers" in page.text
    assert "Not said" not in page.text
    seeker, attendance, profile = only_seeker(database)
    assert seeker.consent_version == CONSENT_VERSION
    assert seeker.second_factor_kind == "birthday"
    assert attendance.arrives == time(9, 30)
    assert attendance.leaves == time(12)
    assert attendance.needs == ["wheelchair"]
    assert profile["contact"] == "(816) 555-0171"
    assert attendance.interpreter_language == "Vietnamese"
    assert profile["phone_kind"] == "shared"
    assert profile["work"] == ["Kitchen and cooking", "Cleaning", "montacargas", "housepainter", "roofer"]
    assert sorted(profile["skills"]) == ["Forklift operator", "Sew", "Wash dishes", "Wash windows"]
    assert profile["experience"] == "1_to_3"
    assert profile["certificates"] == ["OSHA-10", "first aid"]
    assert profile["wishes"] == ["Warehouse", "bakery"]
    assert profile["has_driving_licence"] is False
    assert profile["max_lift_pounds"] == 50
    assert profile["standing"] == "with_breaks"
    assert profile["busy"] == [
        {"starts": "21:00", "ends": "06:00", "days": []},
        {"starts": "09:00", "ends": "11:00", "days": ["wed"]},
    ]
    assert profile["max_distance_miles"] == 10
    assert profile["crosses_state_line"] is False
    assert profile["languages"] == ["en", "es"]
    assert profile["days"] == ["mon", "tue"]
    assert profile["travel"] == "bus"
    done = client.get(f"/fairs/{fair_id}/register/done").text
    assert seeker.code in done
    assert "<svg" in done
    assert "style=" not in done
    other = new_client()
    typed = seeker.code.lower().replace("-", " ")
    assert "Hello Ana" in other.post("/come-back", {"code": typed, "month": "07", "day": "03"}).text


def test_everything_but_the_name_may_be_skipped(client, database):
    page = begin(client, a_fair(database))
    for step in ["second-factor", *(step for step, _ in STEPS if step not in {"skills", "understood"})]:
        assert f"/register/{step}" in page.request.path
        page = client.post(page.request.path, {"skip": "1"})
    assert "You have no PIN yet." in page.text
    assert page.text.count("Not said") == 19
    assert "Choose a PIN, or give your birthday." in client.get("/me/").text


def test_an_answer_is_saved_at_once_and_can_be_changed_from_the_check_page(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.post(f"/fairs/{fair_id}/register/words", {"work": "weld"})
    assert only_seeker(database)[2]["work"] == ["weld"]
    address = f"/fairs/{fair_id}/register/words?from=check"
    assert "weld" in client.get(address).text
    page = client.post(address, {"work": "weld\nsew"})
    assert "Did we understand you?" in page.text
    assert 'value="Welder"' in page.text
    page = client.post(page.request.full_path, {"skills": ["Welder"]})
    assert "Check your answers" in page.text
    page = client.post(f"/fairs/{fair_id}/register/name?from=check", {"called_name": "Ana M."})
    assert "Check your answers" in page.text
    assert "Ana M." in page.text
    assert only_seeker(database)[2]["work"] == ["weld", "sew"]


def test_a_wrong_answer_is_explained_and_stays_on_the_page(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    page = client.post(f"/fairs/{fair_id}/register/distance", {"zip_code": "sixty"})
    assert "A ZIP code has five digits" in page.text
    assert 'value="sixty"' in page.text
    assert "<title>Error:" in page.text
    page = client.post(f"/fairs/{fair_id}/register/fair", {"arrives": "12:00", "leaves": "10:00"})
    assert "must be after" in page.text
    page = client.post(f"/fairs/{fair_id}/register/elsewhere", {"home_by": "21:00"})
    assert "Give both times." in page.text
    page = client.post(f"/fairs/{fair_id}/register/second-factor", {})
    assert "Choose a PIN, or give your birthday." in page.text
    page = client.post(f"/fairs/{fair_id}/register/second-factor", {"pin": "1234"})
    assert "too easy" in page.text
    assert "1234" not in page.text


def test_nothing_is_asked_without_consent_and_nobody_made_without_a_name(client, database):
    fair_id = a_fair(database)
    page = client.get(f"/fairs/{fair_id}/register/name")
    assert page.request.path == f"/fairs/{fair_id}/register"
    client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Ana"})
    assert "Please give a name" in begin(client, fair_id, name=" ").text
    with database.read() as session:
        assert session.scalars(select(Seeker)).all() == []


def test_a_person_with_a_code_takes_part_in_a_second_fair_by_one_press(client, database):
    with database.write() as session:
        first, second = make_fair(session), make_fair(session, name="Northside Job Fair")
        seeker_id = make_seeker(session, first, second_factor_hash="x", consent_at=None).id
        second_id = second.id
    client.sign_in_as("seeker", seeker_id)
    client.get(f"/fairs/{second_id}/register/contact", status=404)
    page = client.get(f"/fairs/{second_id}/register/name")
    assert "Take part in this fair" in page.text
    page = client.post(f"/fairs/{second_id}/register")
    assert page.request.path == "/me/agreement", "what nobody agreed to yet is asked first"
    client.post(f"/me/agreement?next=/fairs/{second_id}/register")
    page = client.post(f"/fairs/{second_id}/register")
    assert "When can you be at the fair?" in page.text
    page = client.post(page.request.path, {"skip": "1"})
    assert "Check your answers" in client.post(page.request.path, {"skip": "1"}).text
    assert "Go on with my answers" in client.get(f"/fairs/{second_id}/register").text
    with database.read() as session:
        assert len(session.scalars(select(SeekerAttendance)).all()) == 2


def test_a_fair_that_is_over_takes_nobody_and_names_the_next(client, database):
    fair_id = a_fair(database, date=date(2026, 5, 1))
    assert "No other fair" in client.get(f"/fairs/{fair_id}/register").text
    a_fair(database, name="Northside Job Fair")
    for step in ("", "/consent", "/name"):
        page = client.get(f"/fairs/{fair_id}/register{step}")
        assert "is over" in page.text
        assert "Northside Job Fair" in page.text
    client.get("/fairs/999/register", status=404)


def test_a_team_member_is_led_to_the_list_of_people(client, database):
    with database.write() as session:
        fair = make_fair(session)
        user_id, fair_id = make_team_member(session, fair).id, fair.id
    client.sign_in_as("user", user_id)
    for step in ("", "/consent", "/name"):
        assert "use the list of people" in client.get(f"/fairs/{fair_id}/register{step}").text
    client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Ana"})
    client.get(f"/fairs/{fair_id}/register/check", status=403)


def test_strangers_and_signed_out_people_see_no_answers(client, new_client, database):
    with database.write() as session:
        fair = make_fair(session)
        stranger, fair_id = make_user(session).id, fair.id
    for step in ("check", "done", "work", "second-factor"):
        client.get(f"/fairs/{fair_id}/register/{step}", status=302, follow=False)
    other = new_client().sign_in_as("user", stranger)
    other.get(f"/fairs/{fair_id}/register/check", status=404)


def press_again(client, cookie, fair_id):
    """Send the first question once more, with the cookie it was sent with before."""
    with client.flask.session_transaction() as kept:
        kept.clear()
        kept.update(cookie)
    return client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Ana"})


def test_next_pressed_twice_makes_one_person(client, database, clock):
    fair_id = a_fair(database)
    client.post(f"/fairs/{fair_id}/register/consent", {"submit": "1"})
    with client.flask.session_transaction() as kept:
        cookie = dict(kept)
    client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Ana"})
    assert "How do you want to come back?" in press_again(client, cookie, fair_id).text
    seeker, _, _ = only_seeker(database)
    clock.time += timedelta(minutes=11)
    assert "You signed up already." in press_again(client, cookie, fair_id).text
    assert client.get("/me/", follow=False, status=302).headers["Location"].startswith("/come-back")
    assert only_seeker(database)[0].id == seeker.id


def test_an_old_press_leads_nobody_in_after_signing_out(client, database):
    fair_id = a_fair(database)
    client.post(f"/fairs/{fair_id}/register/consent", {"submit": "1"})
    with client.flask.session_transaction() as kept:
        cookie = dict(kept)
    client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Ana"})
    client.post("/sign-out")
    assert "You signed up already." in press_again(client, cookie, fair_id).text
    assert client.get("/me/", follow=False, status=302).headers["Location"].startswith("/come-back")


def test_a_text_is_promised_only_where_texts_are_sent(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    address = f"/fairs/{fair_id}/register/done"
    for page in (client.get(address), client.post(address, {"number": "(816) 555-0171"})):
        assert "This is your code." in page.text
        assert "Get your code as a text" not in page.text
        assert "is on its way" not in page.text
    with database.read() as session:
        assert not session.scalars(select(outbox.Message)).all()


def test_the_code_is_sent_as_a_text_once_to_a_number(app, client, database):
    app.config["CARRIERS"] = Carriers(text="json://localhost/{to}")
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.post(
        f"/fairs/{fair_id}/register/contact", {"contact": "call 816.555.0171", "phone_kind": "shared"}
    )
    address = f"/fairs/{fair_id}/register/done"
    assert 'value="+18165550171"' in client.get(address).text
    assert "Write a phone number" in client.post(address, {"number": "ask for me"}).text
    for number in ("+18165550171", "(816) 555-0171", "816 555 0172", "816-555-0173"):
        assert "is on its way" in client.post(address, {"number": number}).text
    assert "a few times already" in client.post(address, {"number": "816 555 0174"}).text
    with database.read() as session:
        texts = [outbox.read(session, message) for message in session.scalars(select(outbox.Message))]
        code = session.scalars(select(Seeker)).one().code
    assert [number for number, _ in texts] == ["+18165550171", "+18165550172", "+18165550173"]
    assert code in texts[0][1]
    assert "/come-back" in texts[0][1]


def test_an_answer_sent_after_the_sign_in_ended_is_there_when_the_person_is_back(client, database, clock):
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.post(f"/fairs/{fair_id}/register/second-factor", {"month": "07", "day": "3"})
    clock.time += timedelta(hours=13)
    page = client.post(f"/fairs/{fair_id}/register/words", {"work": "weld\nsew", "submit": "Next"})
    assert "Come back with your code" in page.text
    code = only_seeker(database)[0].code
    page = client.post(page.request.full_path, {"code": code, "month": "07", "day": "3"})
    assert "Any other work or skill?" in page.text
    assert "weld\nsew" in page.text
    assert only_seeker(database)[2]["work"] == []
    assert "weld" not in client.get(page.request.path).text


def test_an_unsent_answer_is_given_to_nobody_else(client, database, clock):
    fair_id = a_fair(database)
    begin(client, fair_id)
    clock.time += timedelta(hours=13)
    client.post(f"/fairs/{fair_id}/register/words", {"work": "weld"})
    with database.write() as session:
        other = make_seeker(session, session.get(Fair, fair_id)).id
    client.sign_in_as("seeker", other)
    assert "weld" not in client.get(f"/fairs/{fair_id}/register/words").text
    with database.write() as session:
        first = session.scalars(select(Seeker).where(Seeker.id != other)).one().id
    client.sign_in_as("seeker", first)
    assert "weld" in client.get(f"/fairs/{fair_id}/register/words").text


def test_two_tabs_keep_each_others_answers(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.get(f"/fairs/{fair_id}/register/work")
    client.post(f"/fairs/{fair_id}/register/words", {"work": "roofer"})
    client.post(f"/fairs/{fair_id}/register/work", {"work": ["Cleaning"]})
    client.post(f"/fairs/{fair_id}/register/words", {"work": "roofer\npainter"})
    assert only_seeker(database)[2]["work"] == ["Cleaning", "roofer", "painter"]


def test_going_back_after_sending_asks_again_and_makes_nobody_new(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    page = client.post(f"/fairs/{fair_id}/register/name", {"called_name": "Anna"})
    assert "How do you want to come back?" in page.text
    assert only_seeker(database)[0].called_name == "Anna"
    assert client.get(f"/fairs/{fair_id}/register/consent").request.path == f"/fairs/{fair_id}/register"


def test_where_somebody_worked_is_shown_to_nobody_but_them(client, database):
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.post(f"/fairs/{fair_id}/register/inside", {"skills": ["laundry", "fire_crew"]})
    client.post(f"/fairs/{fair_id}/register/words", {"work": "cook in the county jail"})
    profile = only_seeker(database)[2]
    assert profile["skills"] == [
        "Do laundry", "Iron and press clothes", "Fight wild fires", "Cut trees with a chainsaw",
    ]  # fmt: skip
    assert "checked" not in client.get(f"/fairs/{fair_id}/register/inside").text
    page = client.get(f"/fairs/{fair_id}/register/check").text
    assert "<bdi>“cook in the county jail”</bdi>: employers read “Restaurant cook”" in page
    card, kept = client.get("/me/seen-by-employers").text.split("Employers do not read these words.")
    assert "Restaurant cook" in card
    assert "jail" not in card
    assert "cook in the county jail" in kept


@pytest.mark.parametrize(
    ("step", "answer", "stored"),
    [
        ("name", {"called_name": "🙂 Zoë 👩‍👩‍👧"}, {"called_name": "🙂 Zoë 👩‍👩‍👧"}),
        ("name", {"called_name": "أحمد \u202eevil"}, {"called_name": "أحمد evil"}),
        ("contact", {"contact": "1-816.555 0171 ext 4"}, {"contact": "1-816.555 0171 ext 4"}),
        ("contact", {"contact": "ask for me at the shelter"}, {"contact": "ask for me at the shelter"}),
        ("words", {"work": "סבל במחסן"}, {"work": ["סבל במחסן"]}),
    ],
)
def test_unusual_answers_are_kept(client, database, step, answer, stored):
    fair_id = a_fair(database)
    begin(client, fair_id)
    client.post(f"/fairs/{fair_id}/register/{step}", answer)
    profile = only_seeker(database)[2]
    assert {name: profile[name] for name in stored} == stored
    assert "Did we understand you?" in client.get(f"/fairs/{fair_id}/register/understood").text


@pytest.mark.parametrize("step", ["name", "contact", "words", "wishes", "certificates", "needs"])
def test_an_answer_of_5000_letters_is_refused_and_stays_on_the_page(client, database, step):
    fair_id = a_fair(database)
    begin(client, fair_id)
    field = {"name": "called_name", "words": "work", "needs": "interpreter_language"}.get(step, step)
    page = client.post(f"/fairs/{fair_id}/register/{step}", {field: "x" * 5000})
    assert "Use at most" in page.text
    assert "x" * 5000 in page.text
