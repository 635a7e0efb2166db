from hypothesis import HealthCheck, given, settings

from jobfair.scheduling import Employer, Limits, Problem, Seeker, explain_missed, solve
from tests.scheduling.random_problems import problems

STEADY = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_the_slot_that_breaks_the_fewest_rules_is_told() -> None:
    problem = Problem.build(
        slot_count=2,
        seekers=[Seeker(1, frozenset({1}), 1), Seeker(2, frozenset({1}), 1)],
        employers=[Employer(9, 1, frozenset({1}), 2, name="Acme")],
        pairs=[(1, 9, 0.9), (2, 9, 0.1)],
        must=[(1, 9), (2, 9)],
    )
    assert explain_missed(problem, [(1, 9, 1)], [(2, 9)]) == (
        "seeker 2 and employer 9 (Acme) have to meet and do not: "
        "in slot 1, employer 9 (Acme) has 2 interviews in slot 1 and 1 interviewers",
    )


def test_without_a_day_nobody_meets() -> None:
    problem = Problem.build(
        slot_count=0,
        seekers=[Seeker(1, frozenset(), 1)],
        employers=[Employer(9, 1, frozenset(), 1)],
        pairs=[(1, 9, 0.5)],
        must=[(1, 9)],
    )
    plan = solve(problem)
    assert explain_missed(problem, plan.interviews, plan.missed_musts)[0].endswith("the day has no slots")


@STEADY
@given(problems())
def test_every_missed_pair_has_something_in_its_way(problem: Problem) -> None:
    plan = solve(problem, limits=Limits(rounds=0))
    told = explain_missed(problem, plan.interviews, plan.missed_musts)
    assert len(told) == len(plan.missed_musts)
    assert all(": in slot" in one for one in told)
