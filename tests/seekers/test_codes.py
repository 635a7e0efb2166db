"""Codes: easy to say, hard to mistake."""

import itertools

import pytest

from jobfair.errors import Conflict
from jobfair.seekers import actions
from jobfair.seekers.codes import DIGITS, LETTERS, WORDS, draw_code, parse_code
from jobfair.seekers.contact import direct_contact, plain_contact
from tests.conftest import NOW


@pytest.mark.parametrize(
    "typed",
    ["K7-MAPLE", "k7 maple", "K7MAPLE", " k7-Maple ", "k7_maple", "k 7 m a p l e", "Ｋ７ maple", "k7–maple."],
)
def test_reads_a_code_in_any_style(typed):
    assert parse_code(typed) == "K7-MAPLE"


@pytest.mark.parametrize(
    "typed", ["", "maple", "K7", "maple k7", "77-maple", "K7-MAPLE-7", "-", "é7 maple", "a" * 99]
)
def test_says_when_there_is_no_code_in_it(typed):
    assert parse_code(typed) is None


def test_a_misspelt_word_is_not_corrected():
    assert parse_code("k7-mapel") == "K7-MAPEL"


def test_drawn_codes_can_be_read_back_and_hold_nothing_that_looks_alike():
    for _ in range(500):
        code = draw_code()
        assert parse_code(code.lower().replace("-", " ")) == code
    assert not set(LETTERS + DIGITS) & set("IOLQ01")


def test_words_are_many_short_and_two_slips_apart():
    assert len(WORDS) >= 400
    assert all(4 <= len(word) <= 7 and word.isalpha() and word.isascii() and word.isupper() for word in WORDS)
    near = [pair for pair in itertools.combinations(WORDS, 2) if one_slip_apart(*pair)]
    assert not near


def one_slip_apart(one, other):
    """Whether one letter changed, added, lost or swapped with its neighbour makes one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    wrong = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(wrong) <= 1:
        return True
    first, *rest = wrong
    return rest == [first + 1] and one[first] == other[first + 1] and one[first + 1] == other[first]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("816-555-0171", "+18165550171"),
        ("call my sister (816) 555.0171, evenings", "+18165550171"),
        ("+1 816 555 0171", "+18165550171"),
        ("Ana <ANA@Example.org>.", "ana@example.org"),
        ("ask for me at the Westside center", None),
        ("room 12", None),
    ],
)
def test_finds_phone_or_email_in_what_was_written(text, found):
    assert direct_contact(text) == found


def test_other_words_are_compared_without_case_and_blanks():
    assert plain_contact(" Ask  for me ") == plain_contact("ask for ME")


def test_says_when_all_codes_are_in_use(session, monkeypatch):
    monkeypatch.setattr(actions, "draw_code", lambda: "K7-MAPLE")
    first = actions.create_seeker(session, called_name="Ana", now=NOW, actor=("system", None))
    assert first.code == "K7-MAPLE"
    with pytest.raises(Conflict):
        actions.create_seeker(session, called_name="Ben", now=NOW, actor=("system", None))
