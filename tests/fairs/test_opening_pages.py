"""The pages of openings, and the public page of employers, used as a person would."""

import pytest
from sqlalchemy import select

from jobfair.employers.models import Employer, Opening
from tests.factories import make_fair, make_opening
from tests.fairs.employer_place import Place, stored


@pytest.fixture
def place(database):
    return Place(database)


@pytest.fixture
def organizer(client, place):
    return client.sign_in_as("user", place.organizer)


@pytest.fixture
def representative(new_client, place):
    return new_client().sign_in_as("user", place.user)


OPENING = {
    "title": "Line cook",
    "duties": "Cook.",
    "seats": "3",
    "wage_cents_per_hour": "$14.50",
    "hours_per_week": "40",
    "shift_starts": "22:00",
    "shift_ends": "06:00",
    "days": ["mon", "tue"],
    "city": "Kansas City",
    "state": "mo",
    "zip_code": "64108",
    "must_have_certificates": "Food handler\nKnife card",
    "needs_driving_licence": "y",
    "lift_pounds": "50",
    "languages": ["es"],
    "skills": "Prepare food; Clean kitchen",
    "experience_months": "6",
}


def test_an_employer_adds_an_opening(representative, place, database):
    representative.get(place.mine + "openings/new")
    page = representative.post(place.mine + "openings/new", OPENING)
    assert "<h1>Line cook</h1>" in page.text
    for said in (
        "$14.50 an hour",
        "(the next day)",
        "Monday, Tuesday",
        "40 hours a week",
        "Kansas City, MO, 64108",
        "Knife card",
        "A driver's license",
        "Lifting up to 50 pounds",
        "Spanish",
        "Prepare food",
        "6 months of experience",
    ):
        assert said in page.text
    opening = stored(database, Opening, title="Line cook")
    assert (opening.wage_cents_per_hour, opening.seats, opening.employer_id) == (1450, 3, place.employer)


def test_an_opening_can_be_short(organizer, place, database):
    page = organizer.post(place.mine + "openings/new", {"title": "Packer"})
    assert "Pay not said" in page.text
    assert "Hours not said" in page.text
    assert "Nothing is a must." in page.text
    assert stored(database, Opening, title="Packer").seats == 1


@pytest.mark.parametrize(
    ("typed", "cents"), [("15", 1500), ("14.5", 1450), ("14,50", 1450), (" $ 9.99 ", 999), ("", None)]
)
def test_pay_as_people_type_it(organizer, place, database, typed, cents):
    organizer.post(place.job + "edit", {"title": "Oven helper", "wage_cents_per_hour": typed})
    assert stored(database, Opening, id=place.opening).wage_cents_per_hour == cents


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"wage_cents_per_hour": "a lot"}, "Write dollars and cents"),
        ({"wage_cents_per_hour": "1000"}, "less than 1,000 dollars"),
        ({"wage_cents_per_hour": "0"}, "more than 0"),
        ({"title": " "}, "Please answer this."),
        ({"seats": "0"}, "from 1 to 10000"),
        ({"lift_pounds": "9" * 40}, "from 0 to 200"),
        ({"state": "Missouri"}, "write two letters"),
        ({"shift_ends": ""}, "both times of the shift"),
    ],
)
def test_a_wrong_opening_keeps_what_was_typed(organizer, place, database, typed, sentence):
    page = organizer.post(place.mine + "openings/new", OPENING | typed)
    assert sentence in page.text
    assert "Knife card" in page.text
    with database.read() as session:
        assert len(list(session.scalars(select(Opening)))) == 2


def test_changing_an_opening_keeps_languages_the_page_does_not_name(organizer, place, database):
    with database.write() as session:
        session.get(Opening, place.opening).languages = ["vi"]
    page = organizer.get(place.job + "edit")
    assert 'value="vi"' in page.text
    assert 'value="14.50"' in page.text
    organizer.post(place.job + "edit", {"title": "Baker", "languages": ["en", "vi"]})
    assert stored(database, Opening, id=place.opening).languages == ["en", "vi"]


def test_closing_opening_again_and_deleting(representative, place, database):
    page = representative.post(place.job + "close")
    assert "is closed" in page.text
    assert "Closed" in representative.get(place.mine).text
    representative.post(place.job + "reopen")
    assert stored(database, Opening, id=place.opening).is_open
    assert "the answers people gave about it" in representative.get(place.job + "delete").text
    assert "is deleted" in representative.post(place.job + "delete").text
    representative.get(place.job, status=404)


def test_everybody_can_read_the_employers_at_the_fair(client, place, database):
    with database.write() as session:
        employer = session.get(Employer, place.employer)
        employer.hires_people_with_records, employer.policy_notes = "yes", "Ask for Ana."
        make_opening(session, employer, title="Secret job", is_open=False)
        session.get(Opening, place.opening).days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    page = client.get(f"/fairs/{place.fair}/employers-at-the-fair")
    for said in ("Millrace Bakery", "Booth A1", "Oven helper", "$14.50 an hour", "Every day", "Ask for Ana."):
        assert said in page.text
    assert "Secret job" not in page.text
    assert "816" not in page.text
    page = client.get(f"/fairs/{place.fair}/employers-at-the-fair?q=carpenter")
    assert "Millrace" not in page.text
    assert "Try fewer letters" in client.get(f"/fairs/{place.fair}/employers-at-the-fair?q=zzz").text
    client.get("/fairs/999999/employers-at-the-fair", status=404)


def test_the_public_page_of_an_empty_fair(client, database):
    with database.write() as session:
        fair_id = make_fair(session).id
    assert "No employer is listed yet." in client.get(f"/fairs/{fair_id}/employers-at-the-fair").text
