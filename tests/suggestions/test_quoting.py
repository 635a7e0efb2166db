"""Reasons quote what people typed or ticked, in their page's language, and miss nothing they have."""

import pytest

from jobfair.matching import Matcher, OpeningRecord, SeekerRecord, explain
from jobfair.suggestions.queries.quoting import in_own_words
from jobfair.suggestions.speech import spoken
from tests.factories import make_employer, make_fair, make_opening, make_seeker

FORKLIFT = OpeningRecord(1, 1, "Forklift Operator", skills=("forklift", "pallet jack"))


def said(seeker, opening):
    matcher = Matcher().fit([opening, OpeningRecord(9, 1, "Roofer")])
    found = in_own_words(explain(seeker, opening, matcher), seeker, matcher.encoder_)
    return found.reason.values["said"]


def test_what_we_understood_is_quoted_as_it_was_typed():
    typed = SeekerRecord(1, work=("manejava el montacargas",), skills=("Forklift operator",))
    assert said(typed, FORKLIFT) == "manejava el montacargas"


def test_what_was_understood_of_words_that_are_gone_is_quoted_by_its_name():
    assert said(SeekerRecord(1, skills=("Forklift operator",)), FORKLIFT) == "Forklift operator"


def test_a_card_with_commas_is_quoted_whole():
    floors = OpeningRecord(1, 1, "Floor waxer", skills=("buff floors",))
    assert said(SeekerRecord(1, skills=("Mop, wax and buff floors",)), floors) == "Mop, wax and buff floors"


@pytest.mark.parametrize(
    ("key", "values", "spanish"),
    [
        ("matching.fits_same_words", {"said": "Wash dishes", "opening": "Cook"}, "Lavar platos"),
        ("matching.fits_same_words", {"said": "Forklift operator", "opening": "Driver"}, "Montacarguista"),
        ("matching.would_help_certificate", {"certificate": "welding cert"}, "Certificado de soldadura"),
        ("matching.would_help_skill", {"skill": "food prep"}, "preparación de alimentos"),
        ("matching.would_help_skill", {"skill": "pallet jack"}, "patín hidráulico"),
        ("matching.would_help_skill", {"skill": "mowing"}, "cortar el pasto"),
    ],
)
def test_cards_and_missing_things_are_said_in_the_language_of_the_page(app, key, values, spanish):
    with app.test_request_context("/?lang=es", headers={"Accept-Language": "es"}):
        assert spanish.casefold() in spoken(key, values | {"gain": 0.2}).casefold()


@pytest.mark.parametrize(
    ("has", "skill"),
    [
        ("Forklift operator", "forklift"),
        ("Forklift card", "forklift"),
        ("Wash dishes", "dishwashing"),
        ("Clean rooms and bathrooms", "housekeeping"),
        ("Wash and cut food", "food prep"),
    ],
)
def test_what_somebody_has_under_another_name_is_not_missing(has, skill):
    work = OpeningRecord(1, 1, "Helper", skills=(skill,))
    assert explain(SeekerRecord(1, skills=(has,)), work).missing == ()


def test_the_page_of_wrong_words_shows_what_was_ticked_in_its_language(client, database):
    with database.write() as session:
        fair = make_fair(session)
        opening = make_opening(session, make_employer(session, fair), title="Forklift Operator")
        typed = make_seeker(session, fair, work=["manejava el montacargas"], skills=["Forklift operator"])
        ids = fair.id, opening.id, typed.id
    client.sign_in_as("seeker", ids[2])
    address = f"/fairs/{ids[0]}/openings-for-me/{ids[1]}/wrong"
    page = client.get(f"{address}?lang=es").text
    assert "<strong>Montacarguista</strong>" in page
    assert page.count('value="Forklift operator"') == 1, "it is kept by a hidden field alone"
    assert "“manejava el montacargas”" in page
