"""What matching may know, and that nothing else moves a score by a single bit."""

import dataclasses
import random
from datetime import time

import numpy as np
import pytest

from jobfair.matching import (
    BusyTime,
    Matcher,
    OpeningRecord,
    SeekerRecord,
    eligibility,
    explain,
)

#: everything a record of a person holds; a new field has to be put here on purpose
SAID = {"work", "skills", "wishes", "certificates"}
LIMITS = {
    "shifts": frozenset({"nights"}),
    "days": frozenset({"mon"}),
    "travel": "walk",
    "zip_code": "64108",
    "max_distance_miles": 3.0,
    "has_driving_licence": False,
    "max_lift_pounds": 1,
    "languages": frozenset({"es"}),
    "crosses_state_line": False,
    "busy": (BusyTime(time(21), time(6)),),
    "id": 99,
}

OPENINGS = [
    OpeningRecord(1, 1, "Forklift operator", duties="Move pallets.", zip_code="66044"),
    OpeningRecord(2, 1, "Line cook", skills=("grill", "fryer"), shift=frozenset({"days"})),
    OpeningRecord(3, 2, "Janitor", languages=frozenset({"en"}), lift_pounds=40),
]

WORDS = (
    "ran the kitchen",
    "forklif",
    "conserje",
    "limpieza de oficinas",
    "line cook, grill",
    "c.n.a.",
    "🔥",
    "",
    "of the",
    "xqzt",
    "worked the line at tyson",
)
PEOPLE = [
    SeekerRecord(number, work=tuple(random.Random(number).choices(WORDS, k=number % 5)))
    for number in range(40)
]


@pytest.fixture(scope="module")
def matcher():
    return Matcher().fit(OPENINGS)


def test_a_record_of_a_person_holds_nothing_but_words_and_limits():
    assert {field.name for field in dataclasses.fields(SeekerRecord)} == SAID | set(LIMITS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        PEOPLE[0].work = ("cook",)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_moves_no_score_and_no_reason(matcher, name):
    plain = SeekerRecord(1, work=("forklif", "conserje"), wishes=("kitchen",))
    limited = dataclasses.replace(plain, **{name: LIMITS[name]})
    assert matcher.score([plain]).tobytes() == matcher.score([limited]).tobytes()
    for opening in OPENINGS:
        one, other = explain(plain, opening, matcher), explain(limited, opening, matcher)
        assert (one.score, one.reason, one.said) == (other.score, other.reason, other.said)


@pytest.mark.parametrize("zip_code", ["64108", "10001", "nowhere", None])
@pytest.mark.parametrize("travel", ["walk", "bus", None])
def test_a_zip_code_bars_nothing_unless_the_person_limits_the_way(zip_code, travel):
    plain = SeekerRecord(1, shifts=frozenset({"days"}), travel=travel)
    somewhere = dataclasses.replace(plain, zip_code=zip_code)
    assert (eligibility([plain], OPENINGS).mask == eligibility([somewhere], OPENINGS).mask).all()


def test_a_zip_code_acts_through_the_distance_rule_alone():
    people = [
        SeekerRecord(number, zip_code=zip_code, max_distance_miles=5.0, languages=frozenset({"es"}))
        for number, zip_code in enumerate(("64108", "66044", None))
    ]
    found = eligibility(people, OPENINGS)
    for rule, bars in found.bars.items():
        assert rule == "distance" or (bars == bars[0]).all(), rule
    assert found.bars["distance"][:, 0].tolist() == [True, False, False]


def test_a_persons_scores_do_not_depend_on_who_else_is_scored(matcher):
    together = matcher.score(PEOPLE)
    assert together.any()
    alone = np.vstack([matcher.score([person]) for person in PEOPLE])
    assert alone.tobytes() == together.tobytes()
    order = random.Random(5).sample(range(len(PEOPLE)), len(PEOPLE))
    assert matcher.score([PEOPLE[place] for place in order]).tobytes() == together[order].tobytes()
    assert Matcher().fit(OPENINGS).score(PEOPLE).tobytes() == together.tobytes()


def test_short_lists_hold_the_same_scores(matcher):
    top = matcher.top(PEOPLE, 3)
    assert top.scores.tobytes() == np.take_along_axis(matcher.score(PEOPLE), top.openings, 1).tobytes()
