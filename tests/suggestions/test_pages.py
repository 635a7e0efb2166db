"""The pages of suggestions, used as a seeker, an employer and an organizer would."""

import re
from datetime import time

import pytest
from sqlalchemy import select

from jobfair.suggestions.models import Interest
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
)


def fair_with_one_pair(database, **opening):
    with database.write() as session:
        fair = make_fair(session)
        employer = make_employer(
            session,
            fair,
            name="Cedar Kitchen",
            hires_people_with_records="case_by_case",
            looks_back_years=3,
            policy_notes="The owner decides alone.",
            who_decides="The shift lead",
        )
        given = {
            "wage_cents_per_hour": 1750,
            "shift_starts": time(7),
            "shift_ends": time(15),
            "city": "Kansas City",
            "state": "MO",
        } | opening
        opening_row = make_opening(session, employer, **given)
        seeker = make_seeker(
            session, fair, zip_code="64108", attendance={"needs": ["wheelchair"]}, called_name="Rosalinda"
        )
        return {
            "fair": fair.id,
            "employer": employer.id,
            "opening": opening_row.id,
            "seeker": seeker.id,
            "code": seeker.code,
            "representative": make_representative(session, employer).id,
            "organizer": make_team_member(session, fair).id,
            "helper": make_team_member(session, fair, "helper").id,
        }


def answers(database):
    with database.read() as session:
        return {(row.side, row.answer) for row in session.scalars(select(Interest))}


def test_a_seeker_sees_pay_shift_town_policy_and_the_reason(client, database):
    ids = fair_with_one_pair(database)
    page = client.sign_in_as("seeker", ids["seeker"]).get(f"/fairs/{ids['fair']}/openings-for-me").text
    for words in (
        "Cedar Kitchen",
        "$17.50 an hour",
        "7:00",
        "Kansas City, MO",
        "We look at each person",
        "3 years",
        "The shift lead",
        "The owner decides alone.",
        "You said “",
    ):
        assert words in page.replace("\u202f", " "), words


def test_liking_skipping_and_taking_it_back(client, database):
    ids = fair_with_one_pair(database)
    client.sign_in_as("seeker", ids["seeker"])
    address = f"/fairs/{ids['fair']}/openings-for-me/{ids['opening']}"
    assert "You like this" in client.post(address, {"said": "yes"}).text
    assert answers(database) == {("seeker", "yes")}
    assert "You skipped every opening that fits" in client.post(address, {"said": "no"}).text
    assert answers(database) == {("seeker", "no")}
    assert "I like this" in client.post(address, {"said": "forget"}).text
    assert answers(database) == set()
    client.post(address, {"said": "perhaps"}, status=400)


def test_where_nothing_fits_the_page_says_why_and_what_helps(client, database):
    ids = fair_with_one_pair(database, needs_driving_licence=True)
    with database.write() as session:
        fair = make_fair(session)
        seeker = make_seeker(session, fair, has_driving_licence=False).id
        other = make_employer(session, fair)
        make_opening(session, other, needs_driving_licence=True)
        fair_id = fair.id
    page = client.sign_in_as("seeker", seeker).get(f"/fairs/{fair_id}/openings-for-me").text
    assert "No opening fits right now" in page
    assert "the license desk can tell you the first step" in page
    assert "You need a driver&#39;s license for this work." in page
    client.get(f"/fairs/{ids['fair']}/openings-for-me", status=404)


def test_a_fair_without_openings_says_so(client, database):
    with database.write() as session:
        fair = make_fair(session)
        seeker, fair_id = make_seeker(session, fair).id, fair.id
    page = client.sign_in_as("seeker", seeker).get(f"/fairs/{fair_id}/openings-for-me").text
    assert "There are no openings at this fair yet." in page


def test_long_lists_have_pages_and_a_page_too_far_leads_to_the_last(client, database):
    ids = fair_with_one_pair(database)
    with database.write() as session:
        employer = make_employer(session)
        for number in range(12):
            make_opening(session, employer, title=f"Kitchen helper {number}")
        from jobfair.fairs.models import EmployerAttendance  # noqa: PLC0415 - one row only here

        session.add(EmployerAttendance(fair_id=ids["fair"], employer_id=employer.id))
    client.sign_in_as("seeker", ids["seeker"])
    assert "Page 1 of 2" in client.get(f"/fairs/{ids['fair']}/openings-for-me").text
    assert "Page 2 of 2" in client.get(f"/fairs/{ids['fair']}/openings-for-me?page=9").text


def test_employers_see_a_code_and_skills_and_nothing_private(client, database):
    ids = fair_with_one_pair(database)
    client.sign_in_as("user", ids["representative"])
    page = client.get(f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates").text
    assert ids["code"] in page
    assert "They said “" in page
    for private in ("Rosalinda", "64108", "wheelchair", "miles"):
        assert private not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([["wash dishes"]], "1 person fits your words."),
        ([["wash dishes"], []], "1 person fits your words. 1 more could do the hours."),
        ([["wash dishes"], ["dishes"], [], []], "2 people fit your words. 2 more could do the hours."),
        ([[], []], "Nobody fits your words yet. 2 people could do the hours."),
    ],
)
def test_who_fits_by_words_and_who_could_do_the_hours_are_said_apart(client, database, said, sentence):
    with database.write() as session:
        fair = make_fair(session)
        opening = make_opening(session, make_employer(session, fair), title="Dishwasher").id
        for skills in said:
            make_seeker(session, fair, skills=skills, work=[])
        address = f"/fairs/{fair.id}/openings/{opening}/candidates"
        organizer = make_team_member(session, fair).id
    client.sign_in_as("user", organizer)
    english, spanish = (
        " ".join(re.sub("<[^>]+>", "", client.get(f"{address}?lang={language}").text).split())
        for language in ("en", "es")
    )
    assert f"{sentence} They are ranked" in english
    assert "con las palabras de este puesto." in spanish
    assert ("en ese turno." in spanish) == (len(said) > 1)


def test_employers_and_organizers_answer_for_the_employer(client, database):
    ids = fair_with_one_pair(database)
    address = f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates/{ids['seeker']}"
    client.sign_in_as("user", ids["representative"])
    assert "You would like to meet" in client.post(address, {"said": "yes"}).text
    client.sign_in_as("user", ids["organizer"])
    assert "You said no" in client.post(address, {"said": "no"}).text
    assert answers(database) == {("employer", "no")}
    client.sign_in_as("seeker", ids["seeker"])
    assert "Cedar Kitchen" not in client.get(f"/fairs/{ids['fair']}/openings-for-me").text


def test_a_yes_of_the_employer_is_told_to_the_seeker_and_back(client, database):
    ids = fair_with_one_pair(database)
    candidate = f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates/{ids['seeker']}"
    client.sign_in_as("user", ids["representative"]).post(candidate, {"said": "yes"})
    client.sign_in_as("seeker", ids["seeker"])
    assert "would like to meet you" in client.get(f"/fairs/{ids['fair']}/openings-for-me").text
    client.post(f"/fairs/{ids['fair']}/openings-for-me/{ids['opening']}", {"said": "yes"})
    page = client.sign_in_as("user", ids["representative"]).get(candidate.rsplit("/", 1)[0]).text
    assert "This person likes your opening." in page


def test_another_employers_opening_is_not_there(client, database):
    ids = fair_with_one_pair(database)
    with database.write() as session:
        from jobfair.fairs.models import Fair  # noqa: PLC0415 - one row only here

        other = make_employer(session, session.get_one(Fair, ids["fair"]))
        stranger = make_representative(session, other).id
    client.sign_in_as("user", stranger)
    client.get(f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates", status=404)
    address = f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates/{ids['seeker']}"
    client.post(address, {"said": "yes"}, status=404)
    client.sign_in_as("user", ids["helper"])
    client.get(f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates", status=403)
    client.sign_in_as("user", ids["organizer"])
    client.get(f"/fairs/{ids['fair']}/openings/{ids['opening'] + 99}/candidates", status=404)


def test_closed_and_empty_openings_say_so(client, database):
    ids = fair_with_one_pair(database, is_open=False)
    client.sign_in_as("user", ids["organizer"])
    address = f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates"
    assert "This opening is closed" in client.get(address).text
    client.post(f"{address}/{ids['seeker']}", {"said": "yes"}, status=409)
    client.post(f"{address}/{ids['seeker'] + 99}", {"said": "yes"}, status=404)
    with database.write() as session:
        from jobfair.employers.models import Opening  # noqa: PLC0415 - one row only here

        opening = session.get_one(Opening, ids["opening"])
        opening.is_open, opening.lift_pounds = True, 90
        from jobfair.seekers.models import Seeker  # noqa: PLC0415 - one row only here

        session.get_one(Seeker, ids["seeker"]).max_lift_pounds = 20
    assert "Nobody fits this opening yet" in client.get(address).text


def test_the_reason_speaks_spanish_where_it_is_translated(client, database):
    ids = fair_with_one_pair(database)
    page = client.sign_in_as("seeker", ids["seeker"]).get(
        f"/fairs/{ids['fair']}/openings-for-me?lang=es", headers={"Accept-Language": "es"}
    )
    assert 'lang="es"' in page.text
    assert "Cedar Kitchen" in page.text


def test_both_sides_may_say_maybe_and_take_it_back(client, database):
    ids = fair_with_one_pair(database)
    candidate = f"/fairs/{ids['fair']}/openings/{ids['opening']}/candidates/{ids['seeker']}"
    mine = f"/fairs/{ids['fair']}/openings-for-me/{ids['opening']}"
    client.sign_in_as("seeker", ids["seeker"])
    assert "You said maybe" in client.post(mine, {"said": "maybe"}).text
    page = client.sign_in_as("user", ids["representative"]).get(candidate.rsplit("/", 1)[0]).text
    assert "This person might like your opening." in page
    assert "You said maybe" in client.post(candidate, {"said": "maybe"}).text
    assert answers(database) == {("seeker", "maybe"), ("employer", "maybe")}
    assert "We would like to meet" in client.post(candidate, {"said": "forget"}).text
    client.sign_in_as("seeker", ids["seeker"])
    assert "would like to meet you" not in client.get(mine.rsplit("/", 1)[0]).text
    assert "I like this" in client.post(mine, {"said": "forget"}).text
    assert answers(database) == set()
