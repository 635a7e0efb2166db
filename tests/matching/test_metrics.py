"""Figures about short lists, on cases small enough to do by hand."""

import numpy as np
import pytest

from jobfair.matching.metrics import (
    best_lists,
    coverage,
    envy,
    examination,
    expected_matches,
    exposure,
    gini,
    inferiority,
    list_worth,
)

NOBODY = np.zeros((0, 2), dtype=np.intp)


def test_the_first_place_is_looked_at_most():
    assert examination(3).tolist() == pytest.approx([1, 0.6309, 0.5], abs=1e-4)


def test_exposure_adds_up_to_all_that_is_looked_at():
    lists = np.array([[0, 2], [2, 1], [1, -1]])
    assert exposure(lists, 4).sum() == pytest.approx(3 + 2 * examination(2)[1])
    assert exposure(lists, 4)[3] == 0


@pytest.mark.parametrize(
    ("lists", "m", "share"), [(np.array([[0, 1]]), 4, 0.5), (np.array([[-1]]), 2, 0.0), (NOBODY, 0, 1.0)]
)
def test_coverage(lists, m, share):
    assert coverage(lists, m) == share


@pytest.mark.parametrize(
    ("values", "spread"), [([2, 2, 2], 0), ([0, 0, 0, 1], 0.75), ([0, 0], 0), ([1, 3], 0.25), ([], 0)]
)
def test_gini(values, spread):
    assert gini(np.array(values, dtype=float)) == pytest.approx(spread)


def test_nobody_envies_when_all_have_their_best_list():
    scores = np.array([[0.9, 0.5, 0.1], [0.2, 0.3, 0.8]])
    assert envy(scores, np.argsort(-scores, axis=1)[:, :2]).tolist() == [0, 0]


def test_an_empty_list_envies_a_full_one():
    scores = np.array([[0.9, 0.5], [0.7, 0.1]])
    lists = np.array([[-1], [0]])
    assert list_worth(scores, lists).tolist() == [0, 0.7]
    assert envy(scores, lists).tolist() == pytest.approx([0.9, 0])


def test_inferiority_is_the_gap_to_the_best_rival():
    scores = np.array([[0.9, 0.1], [0.4, 0.2], [0.3, 0.3]])
    lists = np.array([[0, 1], [0, -1], [-1, -1]])
    assert inferiority(scores, lists).tolist() == pytest.approx([0, 0.5, 0])


@pytest.mark.parametrize("figure", [envy, inferiority, list_worth])
def test_figures_of_nobody_are_empty(figure):
    assert figure(np.zeros((0, 3)), NOBODY).shape == (0,)


@pytest.mark.parametrize(
    ("scores", "k", "best"),
    [
        ([[0.1, 0.9, 0.5]], 2, [[1, 2]]),
        ([[0.5, 0.5, 0.5]], 2, [[0, 1]]),
        ([[0.0, 0.0], [0.0, 0.1]], 2, [[-1, -1], [1, -1]]),
        ([[0.3]], 10, [[0]]),
    ],
)
def test_best_lists_leave_out_what_is_0(scores, k, best):
    assert best_lists(np.array(scores), k).tolist() == best


def test_matches_are_fewer_where_all_stand_before_one_door():
    same, apart = np.array([[0], [0], [0]]), np.array([[0], [1], [2]])
    everyone = np.ones((3, 3))
    assert expected_matches(everyone, everyone, apart) == 3
    assert expected_matches(everyone, everyone, same) == pytest.approx(examination(3).sum())
    assert expected_matches(everyone, everyone * 0.5, apart) == 1.5
    assert expected_matches(everyone, everyone, np.full((3, 1), -1)) == 0


def test_an_opening_looks_first_at_whom_it_needs_most():
    wants, needs = np.ones((2, 1)), np.array([[0.2], [0.8]])
    expected = 0.8 + 0.2 * examination(2)[1]
    assert expected_matches(wants, needs, np.array([[0], [0]])) == pytest.approx(expected)
