"""Addresses that people make up."""

import pytest

from tests.factories import make_fair, make_seeker, make_team_member


@pytest.mark.parametrize(
    "address",
    [
        "/?endpoint=x",
        "/sign-in?_method=PUT",
        "/?_anchor=x",
        "/?self=1&values=2",
        "/come-back?_scheme=ftp&_external=1",
    ],
)
def test_names_that_mean_something_to_the_program_are_only_text_here(client, address):
    page = client.get(address).text
    assert "ftp:" not in page


def test_pages_of_a_list_keep_what_was_asked(client, database):
    with database.write() as session:
        fair = make_fair(session)
        for _ in range(51):
            make_seeker(session, fair)
        fair_id, user_id = fair.id, make_team_member(session, fair).id
    client.sign_in_as("user", user_id)
    page = client.get(f"/fairs/{fair_id}/people/?q=person&endpoint=x&fair_id=7").text
    assert f"/fairs/{fair_id}/people/?q=person&amp;endpoint=x&amp;fair_id=7&amp;page=2" in page


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_beyond_every_id_is_no_page(client, number):
    assert "There is no such page" in client.get(f"/fairs/{number}/register", status=404).text
    client.get(f"/fairs/{number}/people/", status=404)
