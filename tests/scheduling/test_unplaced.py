import pytest

from jobfair.scheduling import Employer, Problem, Resource, Seeker, solve

BOTH = frozenset({0, 1})


@pytest.mark.parametrize(
    ("seeker", "employer", "eligible", "reason"),
    [
        (Seeker(2, BOTH, 0), Employer(9, 1, BOTH, 2), True, "cap_zero"),
        (Seeker(2, frozenset(), 1), Employer(9, 1, BOTH, 2), True, "never_free"),
        (Seeker(2, BOTH, 1), Employer(9, 1, BOTH, 2), False, "no_fitting_employer"),
        (Seeker(2, frozenset({1}), 1), Employer(9, 1, frozenset({0}), 2), True, "never_free_when_open"),
        (Seeker(2, frozenset({0}), 1), Employer(9, 1, frozenset({0}), 2), True, "booths_full"),
        (Seeker(2, BOTH, 1), Employer(9, 1, BOTH, 1), True, "employers_full"),
        (Seeker(2, frozenset({1}), 1, resource=4), Employer(9, 1, BOTH, 2), True, "resource_full"),
    ],
)
def test_the_true_reason_is_given(seeker: Seeker, employer: Employer, eligible: bool, reason: str) -> None:
    problem = Problem.build(
        slot_count=2,
        seekers=[Seeker(1, BOTH, 1), seeker],
        employers=[employer],
        resources=[Resource(4, "interpreter", (0, 0))],
        pairs=[(1, 9, 0.9), (2, 9, 0.1)] if eligible else [(1, 9, 0.9)],
        locked=[(1, 9, 0)],
    )
    (unplaced,) = solve(problem).unplaced
    assert (unplaced.seeker, unplaced.reason) == (2, reason)
    assert unplaced.numbers["fitting_employers"] == int(eligible)
