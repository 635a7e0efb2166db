"""A helper answers openings for a person: on one page, saved at once, for people of the own fair alone."""

import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.seekers.models import Seeker
from jobfair.suggestions.models import Interest
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
)


class Place:
    """A fair with a helper, a person and two openings that fit."""

    def __init__(self, session):
        fair = make_fair(session)
        employer = make_employer(session, fair)
        self.first, self.second = (make_opening(session, employer, title=t).id for t in ("Washer", "Cook"))
        self.helper_id = make_team_member(session, fair, "helper").id
        self.employer_id = make_representative(session, employer).id
        self.seeker_id = make_seeker(session, fair).id
        self.stranger_id = make_seeker(session, make_fair(session)).id
        self.fair_id = fair.id

    def address(self, seeker_id=None):
        return f"/fairs/{self.fair_id}/people/{seeker_id or self.seeker_id}/openings"


@pytest.fixture
def place(database):
    with database.write() as session:
        return Place(session)


@pytest.fixture
def helper(client, place):
    return client.sign_in_as("user", place.helper_id)


def said(database):
    with database.read() as session:
        return {
            row.opening_id: (row.seeker_id, row.side, row.answer) for row in session.scalars(select(Interest))
        }


def test_saves_all_answers_of_a_page_at_once(helper, place, database):
    page = helper.get(place.address()).text
    assert "Washer" in page
    assert page.count('value="forget" checked') == 2
    answers = {f"opening-{place.first}": "yes", f"opening-{place.second}": "no", "other": "yes"}
    page = helper.post(place.address(), answers).text
    assert "The answers are saved." in page
    assert said(database) == {
        place.first: (place.seeker_id, "seeker", "yes"),
        place.second: (place.seeker_id, "seeker", "no"),
    }
    assert "Cook" in page, "what was skipped can be taken back"
    helper.post(place.address(), answers | {f"opening-{place.second}": "forget"})
    assert set(said(database)) == {place.first}
    with database.read() as session:
        entries = list(session.scalars(select(AuditEntry).where(AuditEntry.action.like("interest.%"))))
    assert [entry.action for entry in entries] == ["interest.yes", "interest.no", "interest.forget"]
    assert {(entry.actor_kind, entry.actor_id) for entry in entries} == {("user", place.helper_id)}


@pytest.mark.parametrize("odd", ["opening-", "opening-x", "opening-²", "opening--1"])
def test_odd_fields_are_left_alone(helper, place, database, odd):
    helper.post(place.address(), {odd: "yes"})
    assert said(database) == {}


def test_an_opening_that_is_not_here_is_not_found(helper, place):
    helper.post(place.address(), {"opening-999999999999999": "yes"}, status=404)
    helper.post(place.address(), {"opening-" + "9" * 5000: "yes"}, status=404)
    helper.post(place.address(), {f"opening-{place.first}": "perhaps"}, status=400)


def test_only_the_team_and_only_for_its_own_people(helper, new_client, place):
    helper.get(place.address(place.stranger_id), status=404)
    helper.post(place.address(place.stranger_id), {f"opening-{place.first}": "yes"}, status=404)
    for kind, who in (("seeker", place.seeker_id), ("user", place.employer_id)):
        new_client().sign_in_as(kind, who).get(place.address(), status=403)


def test_who_has_not_agreed_is_asked_before_openings_are_shown(client, database, place):
    with database.write() as session:
        seeker = session.get_one(Seeker, place.seeker_id)
        seeker.consent_version = seeker.consent_at = None
    page = client.sign_in_as("user", place.helper_id).get(place.address()).text
    assert "This person has not agreed yet." in page
    assert "Washer" not in page
    client.sign_in_as("seeker", place.seeker_id)
    for more in ("", "/one"):
        address = f"/fairs/{place.fair_id}/openings-for-me{more}"
        page = client.get(address)
        assert page.request.path == "/me/agreement"
        assert page.request.args["next"] == address
    assert "Washer" in client.post(f"/me/agreement?next={address}").text
