import doctest
import importlib
import pkgutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jobfair.scheduling
from jobfair.scheduling import Employer, Limits, Problem, Progress, Resource, Seeker, check, solve
from jobfair.scheduling.check import Interview
from tests.scheduling.random_problems import problems

ALL = frozenset({0, 1, 2})
SHORT = Limits(rounds=6)
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def counts_of(problem: Problem, interviews: tuple[Interview, ...]) -> tuple[int, ...]:
    each = [sum(one[0] == seeker.id for one in interviews) for seeker in problem.seekers]
    return tuple(sum(count >= least for count in each) for least in range(1, 6))


def greedy_counts(problem: Problem) -> tuple[int, ...]:
    """Plan as a careful volunteer would: best fit first, first free slot, locks before everything."""
    interviews = tuple(sorted(problem.locked))
    wished = replace(problem, must=frozenset())
    for pair in sorted(problem.pairs(), key=lambda pair: -pair.fit):
        for slot in range(problem.slot_count):
            longer = (*interviews, (pair.seeker, pair.employer, slot))
            if not check(wished, longer):
                interviews = longer
                break
    return counts_of(problem, interviews)


@RELAXED
@given(problems(plain=True))
def test_nobody_is_left_out_whom_a_greedy_plan_serves(problem: Problem) -> None:
    without_musts = replace(problem, must=frozenset())
    plan = solve(without_musts, limits=Limits(rounds=20))
    assert sum(plan.counts[:1]) >= greedy_counts(without_musts)[0]


@RELAXED
@given(problems(), st.integers(0, 3))
def test_more_seats_never_lower_the_bound(problem: Problem, which: int) -> None:
    before = solve(problem, limits=Limits(rounds=0)).certificate.counts
    more = tuple(
        replace(employer, interviewers=employer.interviewers + 1, max_interviews=employer.max_interviews + 1)
        if place == which
        else employer
        for place, employer in enumerate(problem.employers)
    )
    assert solve(replace(problem, employers=more), limits=Limits(rounds=0)).certificate.counts >= before


def best_by_trying_everything(problem: Problem) -> tuple[tuple[int, ...], float]:
    """Try every set of interviews that keeps the rules; a set that breaks one never gets better."""
    seats = [
        (pair.seeker, pair.employer, slot) for pair in problem.pairs() for slot in range(problem.slot_count)
    ]
    fits = {(pair.seeker, pair.employer): pair.fit for pair in problem.pairs()}
    sets: list[tuple[Interview, ...]] = [()]
    for seat in seats:
        sets += [(*chosen, seat) for chosen in sets if not check(problem, (*chosen, seat))]
    return max(
        (counts_of(problem, chosen), round(sum(fits[one[:2]] for one in chosen), 9)) for chosen in sets
    )


def tiny_problem(fits: list[float], rests: bool, capacity: int) -> Problem:
    return Problem.build(
        slot_count=3,
        seekers=[
            Seeker(1, frozenset({0, 1}), 2, 5, rests),
            Seeker(2, ALL, 2, 5),
            Seeker(3, frozenset({1}), 1),
        ],
        employers=[Employer(1, 1, frozenset({0, 1}), 2, "a"), Employer(2, 1, frozenset({1, 2}), 2, "b")],
        resources=[Resource(5, "interpreter", (1, capacity, 1))],
        pairs=[(1, 1, fits[0]), (1, 2, fits[1]), (2, 1, fits[2]), (2, 2, fits[3]), (3, 1, fits[4])],
        far_zones=[("a", "b")],
    )


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=5, max_size=5), st.booleans(), st.integers(0, 2))
def test_tiny_fairs_are_planned_as_well_as_by_trying_everything(
    tenths: list[int], rests: bool, capacity: int
) -> None:
    problem = tiny_problem([tenth / 10 for tenth in tenths], rests, capacity)
    plan = solve(problem)
    counts = counts_of(problem, plan.interviews)
    assert (counts, pytest.approx(plan.fit)) == best_by_trying_everything(problem)


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = tiny_problem([0.1, 0.2, 0.3, 0.4, 0.5], rests=False, capacity=1)
    assert solve(problem, seed=3) == solve(problem, seed=3)


def test_progress_is_told_from_start_to_end() -> None:
    told: list[Progress] = []
    problem = tiny_problem([0.1, 0.2, 0.3, 0.4, 0.5], rests=True, capacity=0)
    plan = solve(problem, limits=SHORT, progress=told.append)
    fractions = [one.fraction for one in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], told[-1]) == (0.0, Progress("done", 1.0, plan.counts, plan.certificate.gap))


def test_a_cancelled_plan_keeps_every_rule() -> None:
    problem = tiny_problem([0.1, 0.2, 0.3, 0.4, 0.5], rests=True, capacity=0)
    asked = iter([False] * 3 + [True] * 99)
    plan = solve(problem, limits=Limits(rounds=50), cancelled=lambda: next(asked))
    assert (plan.status, check(problem, plan.interviews)) == ("cancelled", ())


def test_a_limit_on_time_is_kept() -> None:
    problem = tiny_problem([0.1, 0.2, 0.3, 0.4, 0.5], rests=True, capacity=0)
    told: list[Progress] = []
    solve(problem, limits=Limits(rounds=10**9, seconds=0.0), progress=told.append)
    assert "improve" not in {one.step for one in told}


def test_musts_that_cannot_all_meet_are_an_answer() -> None:
    problem = Problem.build(
        slot_count=1,
        seekers=[Seeker(1, frozenset({0}), 1), Seeker(2, frozenset({0}), 1), Seeker(3, frozenset(), 1)],
        employers=[Employer(9, 1, frozenset({0}), 3)],
        pairs=[(1, 9, 0.2), (2, 9, 0.9), (3, 9, 0.9)],
        must=[(1, 9), (2, 9), (3, 9)],
    )
    plan = solve(problem)
    assert (plan.status, len(plan.interviews), len(plan.missed_musts)) == ("infeasible", 1, 2)


def test_every_example_in_the_docs_runs() -> None:
    tried = 0
    for module in pkgutil.iter_modules(jobfair.scheduling.__path__, "jobfair.scheduling."):
        result = doctest.testmod(importlib.import_module(module.name))
        assert result.failed == 0, module.name
        tried += result.attempted
    assert tried >= 8
