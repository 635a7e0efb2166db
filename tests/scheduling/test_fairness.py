import pytest

from jobfair.scheduling import Employer, Problem, Seeker, report
from jobfair.scheduling.fairness import EmployerShare, GroupShare, score_driven_plan

BOTH = frozenset({0, 1})
FAIR = Problem.build(
    slot_count=2,
    seekers=[Seeker(1, BOTH, 2), Seeker(2, BOTH, 2), Seeker(3, BOTH, 2)],
    employers=[Employer(8, 1, BOTH, 2), Employer(9, 1, frozenset({0}), 2), Employer(7, 0, BOTH, 2)],
    pairs=[(1, 8, 0.9), (2, 8, 0.5), (3, 8, 0.1), (1, 9, 0.8), (3, 9, 0.3)],
)


def test_a_plan_is_set_beside_one_by_score_alone() -> None:
    found = report(FAIR, [(2, 8, 0), (1, 8, 1), (3, 9, 0)])
    assert found.plan == ((3,), 1, 1.0, 0.0, pytest.approx(1.7), (0, 3))
    assert set(score_driven_plan(FAIR)) == {(2, 8, 0), (1, 9, 0), (1, 8, 1)}
    assert (found.by_score.counts, found.by_score.fit) == ((2, 1), pytest.approx(2.2))
    assert found.by_score.people_by_number == (1, 1, 1)
    assert found.by_score.gini == pytest.approx(4 / 9)


def test_employers_are_served_by_what_they_can_hold() -> None:
    found = report(FAIR, [(1, 8, 0), (3, 9, 0)])
    assert found.employers == (
        EmployerShare(8, 1, 2, 0.5),
        EmployerShare(9, 1, 1, 1.0),
        EmployerShare(7, 0, 0, 1.0),
    )
    assert found.employer_gini == pytest.approx((-2 * 0.5 + 2 * 1.0) / (3 * 2.5))


def test_small_groups_are_not_reported() -> None:
    everyone = Problem.build(
        slot_count=1,
        seekers=[Seeker(place, frozenset({0}), 1) for place in range(13)],
        employers=[Employer(8, 5, frozenset({0}), 5)],
        pairs=[(place, 8, 0.5) for place in range(13)],
    )
    groups = {place: "veterans" if place < 10 else "others" for place in range(12)}
    found = report(everyone, [(place, 8, 0) for place in (0, 1, 10, 12)], groups)
    assert found.groups == (GroupShare("veterans", 10, 0.2, found.groups[0].mean_by_score, 8),)
    assert found.groups[0].mean_by_score <= 0.5
    assert found.smallest_group == 10


def test_a_fair_without_people_has_a_report() -> None:
    assert report(Problem.build(slot_count=1, seekers=[], employers=[], pairs=[]), []).plan == (
        (),
        0,
        0.0,
        0.0,
        0,
        (0,),
    )


def test_both_plans_use_employers_as_they_do() -> None:
    found = report(FAIR, [(1, 8, 0), (2, 8, 1), (3, 9, 0)])
    assert found.employer_gini == 0.0
    assert found.employer_gini_by_score == 0.0
    assert report(FAIR, [(1, 8, 0)]).employer_gini > 0.3
