"""What people may type: a sensible answer or a named error; never a crash, a NaN, or a silent zero."""

import dataclasses
import string
from datetime import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobfair.matching import (
    BusyTime,
    Matcher,
    OpeningRecord,
    SeekerRecord,
    VocabularyError,
    eligibility,
    explain,
)
from jobfair.matching.certificates import certificate_key
from jobfair.matching.vocabulary.shipped import TRADE_COLUMNS, read_table

#: A small fair as employers word it: title, duties, skills.
OPENINGS = [
    OpeningRecord(number, 1, title, duties=duties, skills=skills)
    for number, (title, duties, skills) in enumerate(
        [
            ("Forklift Operator", "Stack and fetch pallets in the warehouse.", ("forklift", "loading")),
            ("Poultry Line Worker", "Debone and pack chicken on a moving line.", ("knife work",)),
            ("Certified Nursing Assistant", "Help residents wash, dress and eat.", ("patient care",)),
            ("Janitor", "Sweep, mop and empty the trash of an office.", ("cleaning",)),
            ("Kitchen Manager", "Plan meals and lead the cooks of a busy kitchen.", ("ordering",)),
            ("Roofer", "Tear off and lay shingles.", ("ladders",)),
            ("Welder", "MIG weld steel frames.", ("grinding",)),
            ("Delivery Driver", "Drive a van and hand over parcels.", ("map reading",)),
            ("Cashier", "Ring up customers and count the drawer.", ("cash register",)),
            ("Landscaper", "Mow lawns, trim hedges, plant trees.", ("mowing",)),
            ("Office Clerk", "File papers and answer the phone.", ("typing",)),
            ("Auto Mechanic", "Change brakes and oil.", ("engines",)),
            ("Hotel Housekeeper", "Make beds and clean guest rooms.", ("laundry",)),
            ("Carpenter", "Frame walls and hang doors.", ("measuring",)),
            ("Peer Support Specialist", "Walk with people through recovery.", ("listening",)),
        ]
    )
]

NAMED = {
    "forklif": "Forklift Operator",
    "montacargas": "Forklift Operator",
    "worked the line at tyson": "Poultry Line Worker",
    "c.n.a.": "Certified Nursing Assistant",
    "conserje": "Janitor",
    "ran the kitchen at Lansing": "Kitchen Manager",
}

ODD = {
    "empty": "",
    "blank": " \t\n ",
    "emoji": "🔥🔥👷🏽‍♀️",
    "marks": "!!! ... ??? ---",
    "markup": "<b></b><script>alert(1)</script>",
    "broken markup": "<<<b <b <a href='x",
    "stop words": "the of and el la de los",
    "control characters": "\x00\x01\x1b[31m\x7f\ufeff",
    "right to left": "\u202eרואה חשבון\u202c نجار",
    "Chinese": "厨师 焊工",
    "surrogate": "cook \ud800 cook",
    "huge number": "9" * 5000,
    "numbers": "1e309 -inf nan 0x10 ½ ²",
    "one long word": "x" * 20_000,
    "combining marks": "c" + "\u0301" * 5000,
    "percent and braces": "%s {said} %(said)s {0}",
}

MIXED = {
    "three languages in one line": "cocinero 料理人 cook готовил парikmacher de línea",
    "emoji between words": "🔥cook🔥grill🔥",
    "markup around words": "<p>line&nbsp;<b>cook</b></p><!-- x --> grill",
    "control characters between": "co\u200bok\x00 grill cook",
    "turned direction": "\u202ecook\u202c grill",
    "wide letters": "ＣＯＯＫ ｇｒｉｌｌ",
    "an essay": "I cooked on the grill for many men. " * 1250,
    "an essay without an end": "i cooked on the grill for many men " * 1250,
    "one word ten thousand times": "cook " * 10_000,
}


@pytest.fixture(scope="module")
def matcher():
    return Matcher().fit(OPENINGS)


def best_title(matcher, text):
    return OPENINGS[matcher.top([SeekerRecord(1, work=(text,))], 1).openings[0, 0]].title


@pytest.mark.parametrize(("said", "title"), NAMED.items())
def test_what_people_say_lands_at_its_opening(matcher, said, title):
    assert best_title(matcher, said) == title


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_have_finite_scores_and_a_reason(matcher, text):
    person = SeekerRecord(
        1, work=(text,), skills=(text, text), certificates=(text,), languages=frozenset({text})
    )
    scores = matcher.score([person])
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()
    found = explain(person, OPENINGS[0], matcher)
    assert found.reason.key in {"matching.fits_unknown", "matching.fits_nothing_said"}
    assert found.reason.english()
    assert certificate_key(text) == certificate_key(text.strip())


@pytest.mark.parametrize("text", MIXED.values(), ids=MIXED)
def test_sense_is_found_between_what_makes_none(matcher, text):
    kitchen = [opening for opening in OPENINGS if opening.title == "Kitchen Manager"]
    both = Matcher().fit([*kitchen, *OPENINGS[5:9]])
    assert both.top([SeekerRecord(1, work=(text,))], 1).openings[0, 0] == 0


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_openings_can_be_fitted_scored_and_explained(text):
    odd = OpeningRecord(
        1, 1, text, duties=text, skills=(text,), must_have_certificates=(text,), city=text, state=text
    )
    person = SeekerRecord(1, work=("cook",), zip_code="64108", max_distance_miles=5.0)
    matcher = Matcher().fit([odd, OPENINGS[0]])
    assert np.isfinite(matcher.score([person])).all()
    assert explain(person, odd, matcher).reason.english()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ((), "fits_nothing_said"),
        (("of the",), "fits_nothing_said"),
        (("xqzt wvvk",), "fits_unknown"),
        (("ㄅㄆㄇ",), "fits_nothing_said"),
    ],
)
def test_a_zero_is_never_silent(matcher, words, key):
    person = SeekerRecord(1, work=words)
    assert matcher.score([person]).max() < 0.1, "letters alone are no link"
    for opening in OPENINGS:
        assert explain(person, opening, matcher).reason.key == f"matching.{key}"


@pytest.mark.parametrize(
    "limits",
    [
        {"max_lift_pounds": 10**30},
        {"max_lift_pounds": -5},
        {"max_distance_miles": 1e308},
        {"max_distance_miles": float("inf")},
        {"max_distance_miles": 0.0},
        {"max_distance_miles": -1.0},
        {"zip_code": "9" * 500},
        {"zip_code": "٦٤١٠٨"},
        {"travel": "spaceship"},
        {"shifts": frozenset({"", "whenever"}), "days": frozenset({"someday"})},
        {"busy": (BusyTime(time(0), time(0)),)},
    ],
)
def test_odd_limits_are_judged_without_a_crash(limits):
    person = SeekerRecord(1, **{"zip_code": "64108", **limits})
    work = dataclasses.replace(
        OPENINGS[0],
        zip_code="66044",
        lift_pounds=10**20,
        days=frozenset({"mon"}),
        shift=frozenset({"days"}),
        shift_starts=time(0),
        shift_ends=time(0),
        experience_months=10**9,
    )
    found = eligibility([person], [work])
    said = found.reasons(0, 0) + found.asks(0, 0)
    assert found.mask[0, 0] == (not found.reasons(0, 0))
    assert all(reason.english() for reason in said)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(string.ascii_letters + string.digits + " \n,.;:/&<>'%{}" + "áéíóúñÑü"),
        st.characters(),
    ),
    max_size=200,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_is_answered_alike_alone_and_among_others(matcher, texts):
    people = [SeekerRecord(number, work=(text,)) for number, text in enumerate(texts)]
    scores = matcher.score(people)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()
    assert matcher.score(people[-1:]).tobytes() == scores[-1:].tobytes()
    found = explain(people[0], OPENINGS[0], matcher)
    assert found.reason.english()
    assert bool(found.said) == ("said" in found.reason.values)


@pytest.mark.parametrize("row", ["a,b,c", ",,,,,,", 'a,"b', "\x00,,,,,,"])
def test_a_broken_row_of_a_vocabulary_is_named_by_file_and_line(tmp_path, row):
    table = tmp_path / "trades.csv"
    good = "37-1.00,janitor,conserje,janitor,conserje,mop,trapear"
    table.write_text("\n".join([",".join(TRADE_COLUMNS), good, row]) + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"trades\.csv, line 3"):
        read_table(table, TRADE_COLUMNS)
