"""The solver's parts, where a whole solve does not reach every corner of them."""

import subprocess
import sys
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from jobfair.scheduling import Employer, Limits, Problem, Progress, Seeker, check, solve
from jobfair.scheduling.assignment import assign
from jobfair.scheduling.blocks import refill_slot
from jobfair.scheduling.board import Board
from jobfair.scheduling.bounds import bound_counts
from jobfair.scheduling.exact import solve_exactly
from jobfair.scheduling.grid import make_grid, worth_of_next
from jobfair.scheduling.musts import place_musts
from jobfair.scheduling.pairs import best_pairs, bound_fit_for
from jobfair.scheduling.prices import bound_fit, day_cap
from jobfair.scheduling.start import place_chosen
from jobfair.scheduling.sweeps import Stopper, cool

ALL = frozenset(range(4))


def crowd(people: int, employers: int, seats: int) -> Problem:
    """Make a fair in which everybody wants the same few employers most."""
    random = np.random.default_rng(1)
    return Problem.build(
        slot_count=4,
        seekers=[Seeker(place, ALL, 2) for place in range(people)],
        employers=[Employer(place, 1, ALL, seats) for place in range(employers)],
        pairs=[
            (person, employer, float(random.random() / (1 + employer)))
            for person in range(people)
            for employer in range(employers)
        ],
        forbidden=[(0, 0), (0, 999), (999, 0)],
    )


def test_pricing_takes_in_pairs_that_looked_poor() -> None:
    grid = make_grid(crowd(40, 20, 3))
    flow = best_pairs(grid)
    counts = tuple(int((flow.chosen.sum(axis=1) >= least).sum()) for least in (1, 2))
    assert counts == bound_counts(grid) == (40, 20)
    assert bound_fit(grid, flow.prices, counts) == pytest.approx(float(grid.fit[flow.chosen].sum()))


def test_worths_fall_and_stay_exact() -> None:
    assert worth_of_next(4).tolist() == pytest.approx([20_000, 2_000, 200, 20, 0])
    assert worth_of_next(0).tolist() == [0.0]
    many = worth_of_next(12)
    assert many[0] == pytest.approx(200_000)
    assert (np.diff(many) < 0).all()


def test_musts_are_spread_so_that_rest_and_walks_are_kept() -> None:
    two = frozenset({0, 1, 2})
    problem = Problem.build(
        slot_count=3,
        seekers=[Seeker(1, two, 2, needs_rest=True), Seeker(2, two, 2)],
        employers=[Employer(7, 1, two, 2, "a"), Employer(8, 1, two, 2, "b")],
        pairs=[(seeker, employer, 0.5) for seeker in (1, 2) for employer in (7, 8)],
        must=[(seeker, employer) for seeker in (1, 2) for employer in (7, 8)],
        far_zones=[("a", "b")],
    )
    board = Board(make_grid(problem))
    place_musts(board)
    ids = [(problem.seekers[p].id, problem.employers[e].id, slot) for p, e, slot in board.interviews()]
    assert len(ids) == 4
    assert check(problem, ids) == ()


def test_an_exact_plan_that_is_not_fair_is_not_taken() -> None:
    problem = Problem.build(
        slot_count=2,
        seekers=[Seeker(1, frozenset({0, 1}), 2), Seeker(2, frozenset({0}), 1)],
        employers=[Employer(8, 1, frozenset({0}), 1), Employer(9, 1, frozenset({1}), 1)],
        pairs=[(1, 8, 0.5), (1, 9, 0.5), (2, 8, 0.5)],
    )
    grid = make_grid(problem)
    fair = solve_exactly(grid, (2, 1), np.inf)
    assert fair is not None
    assert fair.counts == (2, 0)
    assert solve_exactly(replace(grid, worth=np.array([1.0, 100.0, 0.0])), (2, 1), np.inf) is None


def test_cooling_keeps_the_best_plan_and_ends_at_the_goal() -> None:
    grid = make_grid(crowd(30, 8, 4))
    flow = best_pairs(grid)
    bound = bound_counts(grid)
    board = Board(grid)
    told: list[Progress] = []
    stopper = Stopper(Limits(), None)
    random = np.random.default_rng(0)
    cool(board, (bound, np.inf), Limits(rounds=12), random, stopper, told.append)
    assert (len(told), board.counts()) == (12, bound)
    assert [one.counts for one in told] == sorted(one.counts for one in told)
    goal = (bound, bound_fit(grid, flow.prices, bound) / 2)
    cool(board, goal, Limits(rounds=12), random, stopper, told.append)
    assert len(told) == 12


def test_a_fair_too_large_to_be_solved_exactly_is_cooled() -> None:
    told: list[Progress] = []
    problem = crowd(160, 20, 4)
    tight = replace(problem, seekers=tuple(replace(one, needs_rest=True) for one in problem.seekers))
    plan = solve(tight, limits=Limits(rounds=3, seconds=600.0), progress=told.append)
    assert check(tight, plan.interviews) == ()
    assert plan.fit <= plan.certificate.fit


def test_cooling_takes_the_time_it_is_given_or_as_much_work_as_suits_the_fair() -> None:
    grid = make_grid(crowd(12, 3, 4))
    random = np.random.default_rng(0)
    told: list[Progress] = []
    goal = (Board(grid).counts(), np.inf)
    cool(Board(grid), goal, Limits(), random, Stopper(Limits(), None), told.append)
    assert len(told) == 160
    limits = Limits(seconds=0.2)
    cool(Board(grid), goal, limits, random, Stopper(limits, None), told.append)
    assert len(told) > 160
    assert told[-1].fraction <= 1.0


def test_at_a_full_booth_those_who_bring_much_less_than_anyone_there_are_not_considered() -> None:
    problem = Problem.build(
        slot_count=1,
        seekers=[Seeker(place, frozenset({0}), 1) for place in range(3)],
        employers=[Employer(9, 1, frozenset({0}), 1)],
        pairs=[(0, 9, 0.5), (1, 9, 0.05), (2, 9, 0.6)],
    )
    board = Board(make_grid(problem))
    board.put(np.array([0]), np.array([0]), np.array([0]))
    refill_slot(board, 0, board.value)
    assert board.interviews() == [(2, 0, 0)]


def test_in_a_large_fair_only_the_head_of_each_line_is_placed_first() -> None:
    problem = crowd(5_200, 2, 9_000)
    board = Board(make_grid(problem))
    place_chosen(board, board.grid.eligible)
    assert board.taken.tolist() == [[1] * 4] * 2


@pytest.mark.parametrize("dummies", [0, 3])
def test_large_tables_are_assigned_as_well_as_small_ones(
    dummies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(dummies)
    gain = random.random((30, 8)) * (random.random((30, 8)) < 0.3)
    booth_of, users = np.repeat(np.arange(8), 3), np.arange(30) < 12
    kept_out = np.tile(users, (dummies, 1))
    people, seats = assign(gain, booth_of, kept_out)
    monkeypatch.setattr("jobfair.scheduling.assignment.LARGE", 0)
    few_people, few_seats = assign(gain, booth_of, kept_out)
    assert gain[people, booth_of[seats]].sum() == pytest.approx(gain[few_people, booth_of[few_seats]].sum())
    assert users[few_people].sum() <= 12 - dummies
    assert len(set(few_people.tolist())) == len(set(few_seats.tolist())) == len(few_people)


def test_two_processes_give_the_same_plan() -> None:
    code = (
        "from tests.scheduling.test_parts import crowd;"
        "from jobfair.scheduling import Limits, solve;"
        "print(solve(crowd(60, 12, 3), seed=4, limits=Limits(rounds=8)).interviews)"
    )
    plans = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert plans[0] == plans[1] != "()\n"


def test_who_needs_rest_counts_no_two_slots_in_a_row_and_none_while_every_fitting_booth_is_closed() -> None:
    free = frozenset({0, 1, 2, 4, 5})
    problem = Problem.build(
        slot_count=6,
        seekers=[Seeker(1, free, 5, needs_rest=True), Seeker(2, free, 5)],
        employers=[Employer(row, 1, frozenset({0, 1, 2, 3, 4}), 5) for row in range(5)],
        pairs=[(seeker, row, 0.5) for seeker in (1, 2) for row in range(5)],
    )
    assert day_cap(make_grid(problem)).tolist() == [3, 4]


def test_a_bound_that_may_take_no_time_is_each_persons_best_pairs() -> None:
    grid = make_grid(crowd(12, 3, 4))
    plan = solve(crowd(12, 3, 4))
    met = np.zeros_like(grid.eligible)
    best = np.sort(np.where(grid.eligible, grid.fit, 0.0), axis=1)[:, ::-1]
    each = sum(float(row[:most].sum()) for row, most in zip(best, day_cap(grid), strict=True))
    assert bound_fit_for(grid, plan.counts, met, 0.0) == pytest.approx(each)
    assert plan.fit <= bound_fit_for(grid, plan.counts, met) <= each


def test_what_cannot_be_stopped_goes_on_with_nobody_waiting_for_it() -> None:
    started, may_end = Event(), Event()

    def work() -> bool:
        started.set()
        return may_end.wait(60)

    stopper = Stopper(Limits(), started.is_set)
    assert stopper.wait_for(work) is None
    assert stopper.was_cancelled
    may_end.set()

    asked = Event()
    assert Stopper(Limits(), lambda: bool(asked.set())).wait_for(lambda: asked.wait(60))
    assert Stopper(Limits(), None).wait_for(lambda: 7) == 7


def test_pairs_that_have_to_be_chosen_at_once_still_prove_something() -> None:
    grid = make_grid(crowd(12, 3, 4))
    counts = bound_counts(grid)
    hurried = bound_fit(grid, best_pairs(grid, lambda: True).prices, counts)
    assert hurried >= bound_fit(grid, best_pairs(grid).prices, counts) - 1e-9
