"""Yes lifts, maybe lifts less, no forbids."""

import numpy as np
import pytest

from jobfair.matching import InterestRecord, OpeningRecord, SeekerRecord, with_interest

PEOPLE = [SeekerRecord(10)]
WORK = [OpeningRecord(20, 1, "Cook")]


def fit(score, *answers, mask=None):
    said = [InterestRecord(10, 20, *answers)] if answers else []
    return with_interest(np.array([[score]]), PEOPLE, WORK, said, mask=mask)[0, 0]


@pytest.mark.parametrize("score", [0.0, 0.3, 0.9])
def test_each_yes_lifts_and_two_lift_most(score):
    neither, one, other, both = (
        fit(score, *said) for said in [(), ("yes", None), (None, "yes"), ("yes", "yes")]
    )
    assert 0 < neither < one < both <= 1
    assert one == other


@pytest.mark.parametrize("score", [0.0, 0.3, 0.9])
def test_a_maybe_lifts_less_than_a_yes_and_adds_to_one(score):
    silent, maybe, yes = fit(score), fit(score, "maybe", None), fit(score, "yes", None)
    assert silent < maybe < yes
    assert maybe == fit(score, None, "maybe")
    assert yes < fit(score, "yes", "maybe") < fit(score, "yes", "yes")
    assert fit(score, "maybe", "maybe") == pytest.approx(yes)


@pytest.mark.parametrize("said", [("no", None), (None, "no"), ("no", "yes"), ("maybe", "no"), ("no", "no")])
def test_a_no_of_either_side_forbids(said):
    assert fit(0.9, *said) == 0


def test_silence_changes_nothing():
    assert fit(0.5) == fit(0.5, None, None)


def test_order_of_scores_is_kept():
    scores = np.array([[0.1, 0.5, 0.2]])
    openings = [OpeningRecord(number, 1, "Cook") for number in range(3)]
    assert with_interest(scores, PEOPLE, openings, []).argsort().tolist() == scores.argsort().tolist()


def test_words_about_others_are_left_out():
    said = [InterestRecord(11, 20, "no", None), InterestRecord(10, 21, "no", None)]
    assert with_interest(np.array([[0.5]]), PEOPLE, WORK, said)[0, 0] == fit(0.5)


def test_the_given_scores_stay_as_they_were():
    scores = np.array([[0.5]])
    with_interest(scores, PEOPLE, WORK, [InterestRecord(10, 20, "no", None)])
    assert scores[0, 0] == 0.5


def test_the_mask_forbids_even_a_double_yes():
    assert fit(0.9, "yes", "yes", mask=np.array([[False]])) == 0
    assert fit(0.9, "yes", "yes", mask=np.array([[True]])) == fit(0.9, "yes", "yes")


def test_scores_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="shape"):
        with_interest(np.zeros((2, 1)), PEOPLE, WORK, [])
