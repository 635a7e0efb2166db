"""The mask of possible pairs and the reasons behind it."""

import numpy as np
import pytest

from jobfair.matching import REACH_MILES, OpeningRecord, SeekerRecord, eligibility
from jobfair.matching.eligibility import RULES


def opening(**known):
    return OpeningRecord(**{"id": 1, "employer_id": 1, "title": "Cook", **known})


def judge(seeker, work, **settings):
    return eligibility([SeekerRecord(1, **seeker)], [opening(**work)], **settings)


BARRED = {
    "shift": (
        {"shifts": frozenset({"nights", "weekends"})},
        {"shift": frozenset({"days"})},
        {"needed": ("days",), "offered": ("nights", "weekends")},
    ),
    "days": (
        {"days": frozenset({"tue", "mon"})},
        {"days": frozenset({"mon", "sat"})},
        {"needed": ("mon", "sat"), "offered": ("mon", "tue")},
    ),
    "distance": (
        {"zip_code": "64108", "max_distance_miles": 10.0},
        {"zip_code": "66044"},
        {"miles": 36, "max_miles": 10},
    ),
    "state": (
        {"zip_code": "64108", "crosses_state_line": False},
        {"zip_code": "66044", "state": None},
        {"state": "KS"},
    ),
    "licence": ({"has_driving_licence": False}, {"needs_driving_licence": True}, {}),
    "certificate": (
        {"certificates": ("forklift card",)},
        {"must_have_certificates": ("Montacargas", "CDL Class A", "OSHA-10")},
        {"certificate": "CDL Class A, OSHA-10"},
    ),
    "lift": ({"max_lift_pounds": 20}, {"lift_pounds": 50}, {"needed_pounds": 50, "able_pounds": 20}),
    "language": (
        {"languages": frozenset({"es"})},
        {"languages": frozenset({"es", "en"})},
        {"languages": ("en",)},
    ),
}


@pytest.mark.parametrize("rule", BARRED)
def test_each_rule_bars_and_says_why(rule):
    seeker, work, values = BARRED[rule]
    found = judge(seeker, work)
    assert not found.mask[0, 0]
    (reason,) = found.reasons(0, 0)
    assert reason.key == f"matching.not_{rule}"
    if rule == "distance":  # the centroid data may move a little between editions
        assert reason.values["miles"] == pytest.approx(values.pop("miles"), abs=2)
    assert {name: reason.values[name] for name in values} == values


@pytest.mark.parametrize("rule", BARRED)
def test_unknown_on_either_side_is_never_a_no(rule):
    seeker, work, _ = BARRED[rule]
    assert judge({}, work).mask[0, 0]
    assert judge(seeker, {}).mask[0, 0]
    assert judge({}, {}).reasons(0, 0) == ()


def test_a_usual_reach_bars_only_when_the_caller_says_so():
    walker, far = {"zip_code": "64108", "travel": "walk"}, {"city": "Lawrence", "state": "Kansas"}
    assert judge(walker, far).mask[0, 0]
    found = judge(walker, far, reach_miles=REACH_MILES)
    assert [reason.key for reason in found.reasons(0, 0)] == ["matching.not_travel"]
    assert found.reasons(0, 0)[0].values["travel"] == "walk"
    assert found.asks(0, 0) == ()


def test_a_distance_people_name_counts_before_the_usual_reach():
    walker = {"zip_code": "64108", "travel": "walk", "max_distance_miles": 100.0}
    found = judge(walker, {"zip_code": "66044"}, reach_miles=REACH_MILES)
    assert found.mask[0, 0]
    assert found.asks(0, 0) == ()


def test_an_unknown_place_has_no_distance_and_no_bar():
    found = judge({"zip_code": "sixty four", "max_distance_miles": 1.0}, {"zip_code": "64108"})
    assert np.isnan(found.miles[0, 0])
    assert found.mask[0, 0]


@pytest.mark.parametrize("said", ["days", "mornings"])
@pytest.mark.parametrize("posted", ["days", "mornings"])
def test_days_and_mornings_stand_for_each_other(said, posted):
    assert judge({"shifts": frozenset({said})}, {"shift": frozenset({posted})}).mask[0, 0]


def test_an_opening_that_runs_all_week_asks_for_five_days():
    week = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
    assert judge({"days": week - {"sat", "sun"}}, {"days": week}).mask[0, 0]
    assert not judge({"days": frozenset({"mon", "tue", "wed", "thu"})}, {"days": week}).mask[0, 0]


def test_words_outside_the_list_say_nothing():
    assert judge({"shifts": frozenset({"whenever"})}, {"shift": frozenset({"nights"})}).mask[0, 0]


def test_what_is_unknown_is_asked():
    work = {
        "needs_driving_licence": True,
        "must_have_certificates": ("CNA",),
        "lift_pounds": 40,
        "languages": frozenset({"en"}),
        "experience_months": 6,
        "zip_code": "66044",
    }
    found = judge({"zip_code": "64108", "travel": "bus"}, work)
    assert found.mask[0, 0]
    assert [reason.key.removeprefix("matching.ask_") for reason in found.asks(0, 0)] == [
        "travel",
        "licence",
        "certificate",
        "lift",
        "language",
        "experience",
    ]


def test_what_is_known_is_not_asked():
    known = {
        "has_driving_licence": True,
        "certificates": ("cna",),
        "max_lift_pounds": 60,
        "languages": frozenset({"en", "es"}),
        "zip_code": "64108",
        "travel": "bus",
    }
    work = {
        "needs_driving_licence": True,
        "must_have_certificates": ("C.N.A.",),
        "lift_pounds": 40,
        "languages": frozenset({"en"}),
        "zip_code": "64106",
    }
    found = judge(known, work)
    assert found.mask[0, 0]
    assert found.asks(0, 0) == ()


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 2), (2, 0), (3, 2)])
def test_the_mask_has_the_shape_of_the_lists(n, m):
    found = eligibility([SeekerRecord(i) for i in range(n)], [opening(id=j) for j in range(m)])
    assert found.mask.shape == (n, m)
    assert found.mask.all()
    assert set(found.bars) == set(RULES)


def test_pairs_do_not_mix_up():
    seekers = [
        SeekerRecord(1, max_lift_pounds=10),
        SeekerRecord(2),
        SeekerRecord(3, certificates=("osha 10",)),
    ]
    work = [opening(lift_pounds=30), opening(must_have_certificates=("cdl a",)), opening()]
    expected = [[False, True, True], [True, True, True], [True, False, True]]
    assert eligibility(seekers, work).mask.tolist() == expected


@pytest.mark.parametrize(
    ("crosses", "zip_code", "work", "asks"),
    [
        (None, "64108", {"state": "KS"}, []),
        (True, "64108", {"state": "KS"}, []),
        (False, "64108", {"state": "Missouri"}, []),
        (False, "64108", {}, ["matching.ask_state"]),
        (False, None, {"state": "KS"}, []),
        (False, "00000", {"state": "KS"}, []),
    ],
)
def test_only_a_known_state_line_bars(crosses, zip_code, work, asks):
    found = judge({"crosses_state_line": crosses, "zip_code": zip_code}, work)
    assert found.mask[0, 0]
    assert [reason.key for reason in found.asks(0, 0)] == asks
