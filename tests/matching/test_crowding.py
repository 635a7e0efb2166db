"""Rankings that spread people over openings, and what they cost."""

import numpy as np
import pytest

from jobfair.matching import CrowdingCosts, crowding_costs, with_crowding
from jobfair.matching.crowding import _clearing, _prices
from jobfair.matching.metrics import best_lists, coverage, exposure, gini

RANDOM = np.random.default_rng(7)
#: Forty people who all like the same few of twenty openings best.
WANTS = np.clip(np.linspace(0.9, 0.2, 20)[None, :] + RANDOM.normal(0, 0.1, (40, 20)), 0.01, 1)


def lists(scores):
    return np.argsort(-scores, axis=1)[:, :3]


def crowded_fair(n=400, m=150, alike=0.75):
    """Who wants whom where people are alike in their tastes by three quarters (Su et al. 2022)."""
    random = np.random.default_rng(1)
    wants = alike * (1 - np.arange(m) / m)[None, :] + (1 - alike) * random.random((n, m))
    needs = alike * (1 - np.arange(n) / n)[:, None] + (1 - alike) * random.random((n, m))
    return wants, needs


def test_no_strength_keeps_everyones_own_scores_to_the_last_bit():
    wants = WANTS.copy()
    wants[:, 3] = 0
    wants[5] = 0
    wants[6, :2] = [0.5, np.nextafter(0.5, 1)]
    assert (with_crowding(wants, WANTS, strength=0) == wants).all()
    assert (with_crowding(wants, np.ones_like(wants), strength=0, spread=0.01) == wants).all()


def test_the_stronger_the_more_even():
    spreads = [gini(exposure(lists(with_crowding(WANTS, WANTS, strength=s)), 20)) for s in (0.0, 0.75, 1.0)]
    assert spreads[0] > spreads[1] >= spreads[2]
    assert coverage(lists(with_crowding(WANTS, WANTS, strength=1.0)), 20) > coverage(lists(WANTS), 20)


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0])
def test_scores_stay_from_0_to_1_and_forbidden_stays_forbidden(strength):
    wants, needs = WANTS.copy(), WANTS.copy()
    wants[:, 3] = 0
    wants[5] = 0
    needs[8, 2] = 0
    scores = with_crowding(wants, needs, strength)
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert not scores[:, 3].any()
    assert not scores[5].any()
    assert scores[8, 2] == 0
    assert (scores > 0).sum() == ((wants > 0) & (needs > 0)).sum()


@pytest.mark.parametrize(
    "fit",
    [
        np.zeros((3, 4)),
        np.ones((3, 4)),
        np.ones((5, 1)),
        np.ones((1, 5)),
        np.eye(4),
        np.vstack([np.zeros((2, 3)), np.full((2, 3), 1e-12)]),
    ],
    ids=["all zero", "all one", "one column", "one row", "one each", "zero rows"],
)
@pytest.mark.parametrize("spread", [0.01, 0.1, 1e9])
def test_odd_tables_have_finite_scores(fit, spread):
    for strength in (0.0, 0.5, 1.0):
        scores = with_crowding(fit, fit, strength, spread)
        assert np.isfinite(scores).all()
        assert ((scores > 0) == (fit > 0)).all()
        assert crowding_costs(fit, fit, strength, spread=spread).own_lists_lose == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("shape", "spread"), [((400, 150), 0.01), ((150, 400), 0.1), ((400, 1), 0.1)])
def test_prices_clear_both_sides_of_the_market(shape, spread):
    wants, needs = crowded_fair(*shape)
    affinity = np.exp((wants + needs) / (2 * spread))
    seekers, openings = _prices(affinity)
    matched = affinity * seekers[:, None] * openings[None, :]
    assert matched.sum(axis=1) + seekers**2 == pytest.approx(1, abs=1e-4)
    assert matched.sum(axis=0) + openings**2 == pytest.approx(1, abs=1e-4)


def test_a_large_demand_leaves_a_small_price_and_not_none():
    demand = np.array([0.0, 1.0, 1e9, 1e60])
    assert _clearing(demand) == pytest.approx([1.0, 0.6180339887, 1e-9, 1e-60], rel=1e-9)


def test_too_few_steps_still_give_scores(monkeypatch):
    monkeypatch.setattr("jobfair.matching.crowding.MOST_STEPS", 1)
    assert np.isfinite(with_crowding(WANTS, WANTS)).all()


@pytest.mark.parametrize("shape", [(0, 3), (3, 0)])
def test_nobody_or_nothing_is_an_empty_table(shape):
    assert with_crowding(np.zeros(shape), np.zeros(shape)).shape == shape
    assert crowding_costs(np.zeros(shape), np.zeros(shape)).own_lists_lose == 0


@pytest.mark.parametrize(
    "wrong", [{"strength": 1.5}, {"strength": -0.1}, {"strength": np.nan}, {"spread": 0}, {"spread": np.nan}]
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="strength"):
        with_crowding(WANTS, WANTS, **wrong)


@pytest.mark.parametrize("wrong", [np.nan, -0.1, 1.1, np.inf])
def test_scores_out_of_range_are_refused_by_the_name_of_their_side(wrong):
    bad = WANTS.copy()
    bad[2, 2] = wrong
    with pytest.raises(ValueError, match="wants must be"):
        with_crowding(bad, WANTS)
    with pytest.raises(ValueError, match="needs must be"):
        with_crowding(WANTS, bad)


@pytest.mark.parametrize("other", [WANTS[:1], WANTS[0]])
def test_sides_of_different_shape_are_refused(other):
    with pytest.raises(ValueError, match="one shape"):
        with_crowding(WANTS, other)


def test_costs_name_what_is_lost_and_what_is_won():
    wants, needs = crowded_fair()
    costs = crowding_costs(wants, needs, 0.75)
    assert 0.15 < costs.own_lists_lose < 0.3
    assert costs.after.expected_matches > 1.3 * costs.before.expected_matches
    assert costs.before.gini > 0.8
    assert costs.after.gini < 0.4
    assert costs.before.coverage < 0.5
    assert costs.after.coverage == 1
    both = best_lists(wants * needs, 10)
    assert gini(exposure(both, 150)) > costs.after.gini


def test_the_more_strength_the_more_the_own_lists_lose():
    lost = [crowding_costs(*crowded_fair(), strength).own_lists_lose for strength in (0.0, 0.5, 0.75, 1.0)]
    assert lost[0] == 0
    assert lost == sorted(lost)


def test_no_strength_costs_and_brings_nothing():
    costs = crowding_costs(WANTS, WANTS, 0.0, k=3)
    assert costs == CrowdingCosts(0.0, 0.0, costs.before, costs.before)
