"""Interviews of an earlier plan as locks: all that still can be, and no two against each other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.scheduling import Employer, Limits, Problem, Resource, Seeker, check, possible_locks, solve
from tests.scheduling.random_problems import problems

DAY = frozenset({0, 1, 2})
PROBLEM = Problem.build(
    slot_count=3,
    seekers=[Seeker(1, DAY, 1, resource=50), Seeker(2, DAY, 2, resource=50), Seeker(3, frozenset({0}), 2)],
    employers=[Employer(7, 1, DAY, 3), Employer(8, 1, frozenset({0, 1}), 2)],
    resources=[Resource(50, "interpreter", (1, 1, 1))],
    pairs=[(1, 7, 0.5), (1, 8, 0.5), (2, 7, 0.5), (2, 8, 0.5), (3, 7, 0.5)],
)


@pytest.mark.parametrize(
    ("interviews", "locks"),
    [
        ([], []),
        ([(1, 7, 0), (2, 8, 1)], [(1, 7, 0), (2, 8, 1)]),
        ([(9, 7, 0), (1, 9, 0), (1, 7, -1), (1, 7, 3)], []),
        ([(3, 8, 0)], []),
        ([(3, 7, 1)], []),
        ([(2, 8, 2)], []),
        ([(1, 7, 0), (1, 8, 1)], [(1, 7, 0)]),
        ([(2, 7, 0), (3, 7, 0)], [(2, 7, 0)]),
        ([(2, 7, 0), (1, 8, 0)], [(2, 7, 0)]),
    ],
)
def test_what_can_stand_stands(interviews, locks):
    assert possible_locks(PROBLEM, interviews) == locks
    assert replace(PROBLEM, locked=frozenset(locks)).locked == set(locks)


@given(problem=problems(plain=True), data=st.data())
def test_any_interviews_leave_a_problem_that_can_be_planned_and_a_plan_stands_whole(problem, data):
    problem = replace(problem, must=frozenset(), locked=frozenset())
    pairs = [(pair.seeker, pair.employer) for pair in problem.pairs()] or [(0, 0)]
    one = st.tuples(st.sampled_from(pairs), st.integers(-1, problem.slot_count))
    drawn = [(*pair, slot) for pair, slot in data.draw(st.lists(one, max_size=12))]
    locks = possible_locks(problem, drawn)
    planned = solve(replace(problem, locked=frozenset(locks)), limits=Limits(rounds=1)).interviews
    assert set(locks) <= set(planned)
    assert not check(problem, planned)
    assert possible_locks(problem, planned) == list(planned)
