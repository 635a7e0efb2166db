"""The private check: what it shows, to whom, and that nothing of it is left anywhere."""

import logging
import re

import pytest

from jobfair.accounts.models import AuditEntry
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
)
from tests.world import snapshot

ANSWERS = {
    "categories": ["drug_sale", "robbery"],
    "happened_year": "1987",
    "decided_year": "1988",
    "decided_month": "02",
    "was_inside": "yes",
    "released_year": "2023",
    "released_month": "05",
    "was_young": "no",
}


class Place:
    """A fair with a tanker, a care job on each side of the state line, a seeker and a team."""

    def __init__(self, session):
        fair = make_fair(session)
        employer = make_employer(session, fair, name="Prairie Fuel")
        make_opening(session, employer, title="Tanker driver", state="MO")
        make_opening(session, employer, title="Home care aide", state="KS")
        make_opening(session, employer, title="Bank teller", state="MO", is_open=False)
        make_opening(session, employer, title="Cook", state="MO")
        fair.booths[0].support_desk = "Legal aid desk"
        self.fair_id = fair.id
        self.seeker_id = make_seeker(session, fair).id
        self.helper_id = make_team_member(session, fair, "helper").id
        self.organizer_id = make_team_member(session, fair).id
        self.employer_id = make_representative(session, employer).id
        self.address = f"/fairs/{fair.id}/law/check"


@pytest.fixture
def place(database):
    with database.write() as session:
        return Place(session)


@pytest.fixture
def seeker(client, place):
    return client.sign_in_as("seeker", place.seeker_id)


def test_shows_what_may_be_closed_until_when_with_waiver_source_and_whom_to_ask(seeker, place):
    page = seeker.post(place.address, ANSWERS).text
    for part in (
        "May be closed by law until May 31, 2028 at the latest.",
        "Tanker driver, Prairie Fuel",
        "49 CFR 1572.103(b)",
        "Checked on November 21, 2026",
        "If TSA writes to you, you have 60 days.",
        "in a state whose rules we do not have",
        "Home care aide, Prairie Fuel",
        "This is information, not legal advice.",
        "Legal aid desk (A1)",
        "When an employer in Kansas City, Missouri, may ask",
    ):
        assert part in page, part
    assert "Bank teller" not in page, "closed openings are nobody's"
    assert "Cook, Prairie Fuel" not in page


def test_says_when_it_cannot_tell_and_when_it_knows_of_nothing(seeker, place):
    assert "We cannot tell from these answers." in seeker.post(place.address, {}).text
    page = seeker.post(place.address, {"categories": "driving"}).text
    assert "For these answers we know of no law that closes an opening at this fair." in page
    assert (
        "The time in this rule was over by"
        in seeker.post(place.address, {"categories": "theft", "decided_year": "1990"}).text
    )


def test_odd_answers_are_named_without_being_repeated(seeker, place):
    for year in ("19", "abcd", "1066", "2099", "١٩٨٧", "-198"):
        page = seeker.post(place.address, ANSWERS | {"decided_year": year}).text
        assert "Give a year with four digits" in page, year
        assert "<title>Error:" in page
    assert "What we found" not in page
    seeker.post(place.address, {"categories": "no such thing", "was_inside": "x", "decided_month": "13"})


def test_the_language_changes_with_the_answers_kept_on_the_page(seeker, place):
    page = seeker.post(place.address, ANSWERS).text
    assert re.search(rf'form="answers" formaction="{place.address}\?lang=es" lang="es">', page)
    spanish = seeker.post(f"{place.address}?lang=es", ANSWERS).text
    assert '<html lang="es">' in spanish
    assert "31 de mayo de 2028" in spanish
    assert 'value="1987"' in spanish


def test_helpers_are_told_how_to_do_it_and_employers_are_kept_out(new_client, place):
    notice = "Do this only with the person beside you"
    for kind, who in (("user", place.helper_id), ("user", place.organizer_id)):
        assert notice in new_client().sign_in_as(kind, who).get(place.address).text
    assert notice not in new_client().sign_in_as("seeker", place.seeker_id).get(place.address).text
    employer = new_client().sign_in_as("user", place.employer_id)
    employer.get(place.address, status=403)
    employer.post(place.address, ANSWERS, status=403)


def stored(folder):
    """Every byte that is kept in the folder of the installation."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_nothing_is_left_of_a_run(client, place, database, tmp_path, caplog):
    """No byte of the database or its log changes, no cookie, no line of a log, no entry of the audit."""
    caplog.set_level(logging.DEBUG)
    for kind, who in (("seeker", place.seeker_id), ("user", place.helper_id)):
        client.sign_in_as(kind, who).get(place.address)
        with client.flask.session_transaction() as cookie:
            cookie_before = dict(cookie)
        rows_before, bytes_before = snapshot(database, leave_out=frozenset()), stored(tmp_path)
        caplog.clear()
        answer = client.post(place.address, ANSWERS)
        client.post(place.address, ANSWERS | {"released_year": "soon"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.request.query_string == b""
        assert not answer.history, "a result that is redirected to has to be kept somewhere"
        assert snapshot(database, leave_out=frozenset()) == rows_before
        assert stored(tmp_path) == bytes_before
        with client.flask.session_transaction() as cookie:
            assert dict(cookie) == cookie_before
        logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
        for word in ("1987", "1988", "drug_sale", "robbery", "soon"):
            assert word not in logged


def test_looking_at_the_bytes_sees_what_is_kept(place, database, tmp_path):
    """The test above can fail: another row shows."""
    before, bytes_before = snapshot(database, leave_out=frozenset()), stored(tmp_path)
    with database.write() as session:
        make_seeker(session, called_name="drug_sale")
    assert snapshot(database, leave_out=frozenset()) != before
    if database.engine.dialect.name == "sqlite":
        assert stored(tmp_path) != bytes_before
        assert any(b"drug_sale" in content for content in stored(tmp_path).values())


RULES = "law/rules"


@pytest.fixture
def organizer(client, place):
    return client.sign_in_as("user", place.organizer_id)


def fields_of(page):
    """The form of a rule as a browser would send it."""
    from tests.test_routes import _Fields  # noqa: PLC0415 - only here

    found = _Fields()
    found.feed(page)
    return next(fields for _, fields in found.forms if "title_en" in fields)


def test_an_organizer_changes_a_rule_and_the_check_uses_it(organizer, new_client, place, database):
    rules = f"/fairs/{place.fair_id}/{RULES}"
    assert "Trucks with dangerous goods" in organizer.get(rules).text
    form = fields_of(organizer.get(f"{rules}/tsa-interim").text)
    page = organizer.post(f"{rules}/tsa-interim", form | {"years_after_release": "6"}).text
    assert "Saved." in page
    seeker = new_client().sign_in_as("seeker", place.seeker_id)
    assert "until May 31, 2029 at the latest" in seeker.post(place.address, ANSWERS).text
    organizer.post(f"{rules}/tsa-interim", form | {"years_after_release": "6"})
    with database.read() as session:
        entries = [entry.action for entry in session.query(AuditEntry)]
    assert entries.count("law.change") == 1, "the same once more is no change"
    assert organizer.get(f"{rules}/tsa-interim").text.count("<li>Jun 1, 2026") == 1


def test_a_change_stays_at_its_fair(organizer, new_client, place, database):
    with database.write() as session:
        other = Place(session)
    form = fields_of(organizer.get(f"/fairs/{place.fair_id}/{RULES}/tsa-interim").text)
    organizer.post(f"/fairs/{place.fair_id}/{RULES}/tsa-interim", form | {"years_after_release": "6"})
    elsewhere = new_client().sign_in_as("seeker", other.seeker_id)
    assert "until May 31, 2028 at the latest" in elsewhere.post(other.address, ANSWERS).text


def test_wrong_rules_are_named_at_their_field(organizer, place):
    address = f"/fairs/{place.fair_id}/{RULES}/tsa-interim"
    form = fields_of(organizer.get(address).text)
    for change, sentence in (
        ({"title_es": ""}, "Please answer this."),
        ({"source": " "}, "Please answer this."),
        ({"checked_on": ""}, "Please answer this."),
        ({"says_en": "x" * 1001}, "Use at most 1000 characters."),
        ({"waiver_es": ""}, "Write it in both languages."),
        ({"in_force_to": "2001-01-01"}, "The last day must not be before the first."),
        ({"categories": []}, "Tick at least one."),
        ({"work_words": "", "soc_codes": ""}, "Give words or codes of the work it covers."),
        ({"years_after_decision": "", "years_after_release": ""}, "Give at least one number of years."),
        ({"years_after_release": "-1"}, "Give a number from 0 to 99."),
    ):
        page = organizer.post(address, form | change).text
        assert sentence in page, change
        assert "<title>Error:" in page


def test_adds_a_rule_and_retires_one(organizer, place):
    rules = f"/fairs/{place.fair_id}/{RULES}"
    form = fields_of(organizer.get(f"{rules}/tsa-interim").text)
    organizer.get(f"{rules}/new")
    assert "Use small letters" in organizer.post(f"{rules}/new", form | {"key": "A Rule"}).text
    assert "short name already" in organizer.post(f"{rules}/new", form | {"key": "tsa-interim"}).text
    organizer.post(f"{rules}/new", form | {"key": "city-code-12", "title_en": "City code 12"})
    assert "City code 12" in organizer.get(rules).text
    assert "City code 12" in organizer.get(f"{rules}/city-code-12/retire").text
    assert "The rule is no longer used." in organizer.post(f"{rules}/city-code-12/retire").text
    organizer.post(f"{rules}/city-code-12/retire")
    assert "Not in force" in organizer.get(rules).text
    organizer.get(f"{rules}/no-such-rule", status=404)
    assert "City code 12" not in organizer.post(place.address, ANSWERS).text


def test_only_organizers_change_rules(new_client, place):
    for kind, who in (("seeker", place.seeker_id), ("user", place.helper_id), ("user", place.employer_id)):
        client = new_client().sign_in_as(kind, who)
        for page in ("", "/new", "/tsa-interim", "/tsa-interim/retire"):
            client.get(f"/fairs/{place.fair_id}/{RULES}{page}", status=403)
