"""Rankings that spread people over openings."""

import numpy as np
import pytest

from jobfair.matching import with_crowding
from jobfair.matching.metrics import coverage, exposure, gini

RANDOM = np.random.default_rng(7)
#: Forty people who all like the same few of twenty openings best.
WANTS = np.clip(np.linspace(0.9, 0.2, 20)[None, :] + RANDOM.normal(0, 0.1, (40, 20)), 0.01, 1)


def lists(scores):
    return np.argsort(-scores, axis=1)[:, :3]


def test_no_strength_keeps_everyones_own_order():
    assert (lists(with_crowding(WANTS, WANTS, strength=0)) == lists(WANTS)).all()


def test_the_stronger_the_more_even():
    spreads = [gini(exposure(lists(with_crowding(WANTS, WANTS, strength=s)), 20)) for s in (0.0, 0.75, 1.0)]
    assert spreads[0] > spreads[1] >= spreads[2]
    assert coverage(lists(with_crowding(WANTS, WANTS, strength=1.0)), 20) > coverage(lists(WANTS), 20)


def test_scores_stay_from_0_to_1_and_forbidden_stays_forbidden():
    wants = WANTS.copy()
    wants[:, 3] = 0
    wants[5] = 0
    scores = with_crowding(wants, WANTS)
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert not scores[:, 3].any()
    assert not scores[5].any()


def test_one_step_is_enough_when_prices_settle_at_once(monkeypatch):
    monkeypatch.setattr("jobfair.matching.crowding.MOST_STEPS", 1)
    assert np.isfinite(with_crowding(WANTS, WANTS)).all()


@pytest.mark.parametrize("shape", [(0, 3), (3, 0)])
def test_nobody_or_nothing_is_an_empty_table(shape):
    assert with_crowding(np.zeros(shape), np.zeros(shape)).shape == shape


@pytest.mark.parametrize("wrong", [{"strength": 1.5}, {"strength": -0.1}, {"spread": 0}])
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="strength"):
        with_crowding(WANTS, WANTS, **wrong)


def test_sides_of_different_shape_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        with_crowding(WANTS, WANTS[:1])
