"""Cards to tick: each text once, each with a picture that exists and words that matching reads."""

import re
from pathlib import Path

from flask_babel import gettext

from jobfair.matching.certificates import CERTIFICATE_NAMES, certificate_key
from jobfair.seekers.work_cards import (
    CARDS,
    CERTIFICATES,
    PLACE_CARDS,
    SKILLS,
    WORK,
    WORK_CARDS,
    skills_of_places,
)

SPRITE = Path(__file__).parents[2] / "jobfair/static/work.svg"


def test_every_text_stands_for_itself_once():
    texts = [*WORK, *SKILLS]
    assert len(texts) == len(set(texts))


def test_every_card_has_a_picture():
    drawn = set(re.findall(r'<symbol id="(\w+)"', SPRITE.read_text(encoding="utf-8")))
    assert {card.picture for card in (*WORK_CARDS, *PLACE_CARDS.values())} <= drawn


def test_the_pictures_are_small_and_carry_no_style():
    text = SPRITE.read_text(encoding="utf-8")
    assert "style" not in text
    assert len(text) < 8000


def test_work_in_an_institution_comes_to_skills_that_everybody_may_tick():
    assert set(skills_of_places(list(PLACE_CARDS))) <= set(SKILLS)
    assert skills_of_places(["nowhere"]) == []


def test_certificates_are_cards_that_openings_ask_for():
    assert all(certificate_key(text) in CERTIFICATE_NAMES for text in CERTIFICATES)


def test_no_two_cards_read_the_same_in_spanish(app):
    with app.test_request_context("/?lang=es", headers={"Accept-Language": "es"}):
        said = [gettext(text) for text in CARDS]
    assert len(said) == len(set(said))
