"""What the seeker wants and what the opening needs."""

import numpy as np
import pytest

from jobfair.matching import Matcher, OpeningRecord, SeekerRecord, reciprocal, two_sides

OPENINGS = [OpeningRecord(1, 1, "Line cook"), OpeningRecord(2, 1, "Office clerk")]
COOK = SeekerRecord(1, work=("cook",), skills=("grill",))


@pytest.fixture(scope="module")
def matcher():
    return Matcher().fit(OPENINGS)


def test_wishes_speak_for_the_seeker_and_work_for_the_opening(matcher):
    changing = SeekerRecord(1, work=("cook",), wishes=("office clerk",))
    wants, needs = two_sides(matcher, [changing])
    assert wants[0, 1] > wants[0, 0]
    assert needs[0, 0] > needs[0, 1]


@pytest.mark.parametrize(
    "one_sided",
    [COOK, SeekerRecord(1, wishes=("cook",)), SeekerRecord(1, certificates=("CNA",)), SeekerRecord(1)],
)
def test_who_gave_one_side_alone_has_the_same_score_on_both(matcher, one_sided):
    wants, needs = two_sides(matcher, [one_sided])
    assert wants.tobytes() == needs.tobytes() == matcher.score([one_sided]).tobytes()


def test_nobody_has_an_empty_table(matcher):
    assert [side.shape for side in two_sides(matcher, [])] == [(0, 2), (0, 2)]


def test_a_pair_is_as_good_as_both_sides_make_it():
    wants, needs = np.array([[1.0, 0.5, 0.9]]), np.array([[0.0, 0.5, 0.1]])
    assert reciprocal(wants, needs)[0].tolist() == pytest.approx([0, 0.5, 0.3])
