"""Interviews of several slots, desks that come first, promised interviews and earlier days."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobfair.scheduling import (
    Day,
    DayError,
    Employer,
    EmployerGone,
    InterpreterGone,
    Late,
    LeavesEarly,
    NoShow,
    Problem,
    ProblemError,
    Resource,
    RunsOver,
    Seeker,
    WalkIn,
    check,
    propose_on,
    repair,
    solve,
)
from jobfair.scheduling.blocks import refill_employer
from jobfair.scheduling.board import Board
from jobfair.scheduling.grid import make_grid
from jobfair.scheduling.records import Interview
from tests.scheduling.random_problems import rules_broken

DAY = frozenset(range(4))
LONG = Employer(8, 1, DAY, 4, slots_per_interview=2)
SHORT = Employer(9, 1, DAY, 4)
DESK = Employer(50, 1, DAY, 9, is_desk=True)


def fair(people: int = 2, *, employers: tuple[Employer, ...] = (LONG, SHORT), **changes: object) -> Problem:
    """Everybody is free all day and may meet everybody."""
    hosts = [one.id for one in employers if not one.is_desk]
    problem = Problem.build(
        slot_count=4,
        seekers=[Seeker(person, DAY, 2) for person in range(1, people + 1)],
        employers=employers,
        pairs=[(person, host, person / 10) for person in range(1, people + 1) for host in hosts],
    )
    return replace(problem, **changes)  # type: ignore[arg-type]


def with_desk(people: int = 2, *, employers: tuple[Employer, ...] = (LONG, SHORT)) -> Problem:
    """Everybody needs the desk before the last employer."""
    problem = fair(people, employers=(*employers, DESK))
    needy = tuple(replace(one, needs_desks=frozenset({50})) for one in problem.seekers)
    return replace(problem, seekers=needy, before=frozenset({(50, employers[-1].id)}))


def best_of_all_plans(problem: Problem) -> tuple[int, tuple[int, ...], float]:
    """Try every plan: promises, then counts, then fit."""
    fits = {(pair.seeker, pair.employer): pair.fit for pair in problem.pairs()}
    sets: list[tuple[Interview, ...]] = [()]
    for pair in fits:
        seats = [(*pair, slot) for slot in range(problem.slot_count)]
        sets += [
            (*chosen, seat) for chosen in sets for seat in seats if not rules_broken(problem, (*chosen, seat))
        ]
    return max((promises_kept(problem, one), counts_of(problem, one), fit_of(fits, one)) for one in sets)


def promises_kept(problem: Problem, plan: tuple[Interview, ...]) -> int:
    held = [sum(one[1] == host.id for one in plan) - host.min_interviews for host in problem.employers]
    return sum(min(0, more) for more in held)


def counts_of(problem: Problem, plan: tuple[Interview, ...]) -> tuple[int, ...]:
    each = [one.interviews_before + sum(seat[0] == one.id for seat in plan) for one in problem.seekers]
    return tuple(sum(count >= least for count in each) for least in range(1, 5))


def fit_of(fits: dict[tuple[int, int], float], plan: tuple[Interview, ...]) -> float:
    return round(sum(fits[one[:2]] for one in plan), 9)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=6, max_size=6),
    st.lists(st.frozensets(st.integers(0, 3), min_size=1), min_size=3, max_size=3),
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.booleans()),
)
def test_tiny_fairs_with_long_interviews_are_planned_as_well_as_by_trying_everything(
    tenths: list[int], free: list[frozenset[int]], rest: tuple[int, int, bool]
) -> None:
    before, promised, rests = rest
    seekers = [
        Seeker(1, free[0] | {1, 2}, 2, needs_rest=rests, interviews_before=before),
        Seeker(2, free[1], 2, resource=5),
        Seeker(3, free[2], 1, resource=5),
    ]
    problem = Problem.build(
        slot_count=4,
        seekers=seekers,
        employers=[replace(LONG, zone="a"), replace(SHORT, zone="b", min_interviews=promised)],
        resources=[Resource(5, "interpreter", (1, 1, 1, 0))],
        pairs=[
            (one.id, host, tenths[2 * one.id - 2 + place] / 10)
            for one in seekers
            for place, host in enumerate((8, 9))
        ],
        far_zones=[("a", "b")],
    )
    plan = solve(problem)
    fits = {(pair.seeker, pair.employer): pair.fit for pair in problem.pairs()}
    ours = (
        promises_kept(problem, plan.interviews),
        counts_of(problem, plan.interviews),
        fit_of(fits, plan.interviews),
    )
    best = best_of_all_plans(problem)
    assert ours == (*best[:2], pytest.approx(best[2]))
    assert rules_broken(problem, plan.interviews) == []


def test_long_interviews_do_not_overlap_and_are_named_by_their_first_slot() -> None:
    plan = solve(fair(3, employers=(LONG,)))
    slots = sorted(slot for _, _, slot in plan.interviews)
    assert slots == [0, 2]
    assert (plan.status, plan.unplaced[0].reason) == ("optimal", "booths_full")


def test_runs_are_cut_where_people_can_come() -> None:
    problem = fair(1, employers=(LONG,), seekers=(Seeker(1, frozenset({1, 2}), 1),))
    assert solve(problem).interviews == ((1, 8, 1),)
    assert repair(Day(problem, [])).added == ((1, 8, 1),)


def test_a_booth_with_long_interviews_keeps_what_stands_where_nothing_is_better() -> None:
    problem = fair(2, employers=(LONG,), resources=(Resource(5, "interpreter", (1, 1, 1, 1)),))
    users = tuple(replace(one, resource=5) for one in problem.seekers)
    board = Board(make_grid(replace(problem, seekers=users, employers=(replace(LONG, interviewers=2),))))
    refill_employer(board, 0, board.value)
    stands = board.interviews()
    assert [one[2] for one in stands] in ([0, 2], [2, 0])
    refill_employer(board, 0, board.value)
    assert board.interviews() == stands


def test_one_interpreter_is_not_in_two_long_interviews_that_overlap() -> None:
    problem = Problem.build(
        slot_count=3,
        seekers=[Seeker(1, frozenset({0, 1}), 1, resource=5), Seeker(2, frozenset({1, 2}), 1, resource=5)],
        employers=[Employer(8, 2, frozenset({0, 1, 2}), 4, slots_per_interview=2)],
        resources=[Resource(5, "interpreter", (1, 1, 1))],
        pairs=[(1, 8, 0.2), (2, 8, 0.4)],
    )
    board = Board(make_grid(problem))
    refill_employer(board, 0, board.value)
    assert len(board.interviews()) == 1
    assert solve(problem).interviews == ((2, 8, 1),)


def test_a_visit_comes_first_and_is_no_interview() -> None:
    problem = with_desk()
    plan = solve(problem)
    assert check(problem, plan.interviews) == ()
    assert sum(one[1] == 50 for one in plan.interviews) == 2
    assert (plan.status, plan.counts, plan.fit) == ("optimal", (2, 2), pytest.approx(0.6))


def test_desks_can_wait_for_desks_and_visits_for_locked_interviews() -> None:
    second = replace(DESK, id=51)
    problem = with_desk(1, employers=(second, SHORT))
    needs = tuple(replace(one, needs_desks=frozenset({50, 51})) for one in problem.seekers)
    chain = replace(problem, seekers=needs, before=frozenset({(50, 51), (51, 9)}), locked={(1, 9, 2)})
    assert solve(chain).interviews == ((1, 9, 2), (1, 50, 0), (1, 51, 1))


def test_a_visit_without_a_place_leaves_out_what_waits_for_it() -> None:
    problem = with_desk(1, employers=(SHORT,))
    shut = replace(problem, employers=(SHORT, replace(DESK, open_slots=frozenset())))
    plan = solve(shut)
    assert (plan.status, plan.missed_visits, plan.interviews) == ("infeasible", ((1, 50),), ())
    assert (plan.unplaced[0].reason, plan.unplaced[0].change) == ("desk_too_late", None)


def test_a_promise_comes_before_counts_and_what_cannot_be_kept_is_named() -> None:
    promised = replace(SHORT, min_interviews=2, open_slots=frozenset({0, 1}))
    problem = fair(2, employers=(LONG, promised))
    plan = solve(problem)
    assert sum(one[1] == 9 for one in plan.interviews) == 2
    assert plan.missed_promises == ()
    late = replace(problem, seekers=tuple(replace(one, free_slots={1, 2, 3}) for one in problem.seekers))
    assert (solve(late).status, solve(late).missed_promises) == ("infeasible", (9,))


def test_interviews_of_earlier_days_count_as_the_first_ones() -> None:
    one_seat = replace(SHORT, open_slots=frozenset({0}))
    problem = fair(2, employers=(one_seat,))
    had_one = replace(problem.seekers[1], interviews_before=1)
    plan = solve(replace(problem, seekers=(problem.seekers[0], had_one)))
    assert (plan.interviews, plan.counts, plan.unplaced) == (((1, 9, 0),), (2, 0), ())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"seekers": (Seeker(1, DAY, 1, interviews_before=-1),)}, "had -1 interviews before"),
        ({"employers": (replace(LONG, slots_per_interview=0), SHORT)}, "has interviews of 0 slots"),
        ({"employers": (replace(LONG, min_interviews=3), SHORT)}, "promised 3 interviews and can hold 2"),
        ({"employers": (LONG, replace(SHORT, min_interviews=3))}, "promised 3 interviews and may meet 2"),
        ({"seekers": (Seeker(1, DAY, 1, needs_desks=frozenset({9})), Seeker(2, DAY, 1))}, "needs desk 9"),
        ({"before": {(8, 9)}}, "are not a desk and an employer"),
        ({"locked": {(1, 8, 3)}}, "past the end of the day"),
    ],
)
def test_contradictions_are_named(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ProblemError, match=sentence):
        fair(**changes)  # type: ignore[arg-type]


def test_desks_that_contradict_are_named() -> None:
    problem = with_desk()
    with pytest.raises(ProblemError, match="needs desk 50 and is forbidden"):
        replace(problem, forbidden=frozenset({(1, 50)}))
    with pytest.raises(ProblemError, match="is with a desk"):
        replace(problem, employers=(LONG, replace(SHORT, is_desk=True), DESK), before=frozenset())
    two = replace(problem, employers=(*problem.employers, replace(DESK, id=51)))
    with pytest.raises(ProblemError, match=r"come before each other: \[50, 51\]"):
        replace(two, before=frozenset({(50, 51), (51, 50)}))
    with pytest.raises(ProblemError, match="cannot visit desk 50 before slot 0"):
        replace(problem, locked=frozenset({(1, 9, 0)}))


def test_who_lost_the_visit_gets_another_or_loses_what_waits_for_it() -> None:
    problem = with_desk(1)
    published = [(1, 50, 0), (1, 9, 2)]
    day = Day(problem, published)
    day.happen(Late(1, 1))
    assert day.interviews() == ((1, 9, 2), (1, 50, 1))
    assert repair(day).moved == ((1, 50, 0, 1),)
    day.happen(EmployerGone(50))
    assert day.interviews() == ()
    locked = Day(replace(problem, locked=frozenset({(1, 9, 2)})), published)
    locked.happen(EmployerGone(50))
    assert locked.interviews() == ((1, 9, 2),)


def test_a_plan_from_elsewhere_is_taken_over_visits_first() -> None:
    day = Day(with_desk(2), [])
    day.follow([(1, 9, 1), (1, 50, 0), (1, 8, 2)])
    assert day.interviews() == ((1, 8, 2), (1, 9, 1), (1, 50, 0))
    for wrong in ([(1, 9, 0), (1, 50, 1)], [(1, 50, 1), (1, 8, 3)]):
        assert Day(with_desk(2), wrong).interviews() == ((1, 50, 1),)


def test_a_long_interview_that_has_begun_is_cut_short() -> None:
    day = Day(fair(2), [(1, 8, 0), (2, 9, 3)], now=1)
    day.happen(LeavesEarly(1, 1))
    assert day.interviews() == ((1, 8, 0), (2, 9, 3))
    assert repair(day).added == ((2, 8, 1),)


def test_a_long_interview_that_runs_over_takes_the_slot_after_its_last() -> None:
    for now in (0, 2):
        day = Day(fair(2), [(1, 8, 0), (2, 8, 2), (1, 9, 2)], now=now)
        day.happen(RunsOver(1, 8, 0), RunsOver(1, 8, 0))
        assert day.interviews() == ((1, 8, 0),)
        day.happen(NoShow(1))
        assert day.interviews() == (((1, 8, 0),) if now else ())
        assert (2, 8, 2) in repair(day).interviews


def test_an_interpreter_who_leaves_takes_the_whole_of_a_long_interview() -> None:
    problem = fair(1, resources=(Resource(5, "interpreter", (1, 1, 1, 1)),))
    users = tuple(replace(one, resource=5) for one in problem.seekers)
    day = Day(replace(problem, seekers=users), [(1, 8, 1)])
    day.happen(InterpreterGone(5, 2))
    assert day.interviews() == ()
    assert repair(day).interviews == ((1, 8, 0),)


def test_history_that_cannot_have_been_stays_as_it_was_told() -> None:
    published = [(1, 8, 0), (1, 9, 1), (2, 8, 3)]
    day = Day(fair(2), published, now=4)
    assert day.interviews() == tuple(sorted(published))
    assert day.unknown_history == {(1, 9, 1), (2, 8, 3)}


def test_a_walk_in_brings_visits_and_earlier_interviews() -> None:
    day = Day(with_desk(1), [])
    walk_in = Seeker(7, DAY, 1, needs_desks=frozenset({50}), interviews_before=3)
    day.happen(WalkIn(walk_in, {9: 0.5}))
    assert (7, 50) in {one[:2] for one in day.interviews()}
    result = repair(day)
    assert rules_broken(with_desk(1), [one for one in result.interviews if one[0] == 1]) == []
    assert result.counts == (2, 2, 1, 1)
    with pytest.raises(DayError, match="unknown: 99"):
        day.happen(WalkIn(replace(walk_in, id=6, needs_desks=frozenset({99})), {}))


def test_nobody_is_proposed_before_the_visit_or_for_half_an_interview() -> None:
    day = Day(with_desk(2), [(1, 50, 1), (2, 50, 2), (2, 9, 3)])
    able = {
        (host, slot): [one.seeker for one in propose_on(day, host, slot)]
        for host, slot in ((9, 1), (9, 2), (8, 0), (8, 2), (8, 3), (50, 0))
    }
    assert able == {(9, 1): [], (9, 2): [1], (8, 0): [2], (8, 2): [1], (8, 3): [], (50, 0): []}


def test_few_changes_and_a_new_plan_keep_visits_and_long_interviews_whole() -> None:
    problem = with_desk(3)
    published = solve(problem).interviews
    for mode in ("few_changes", "replan"):
        day = Day(problem, published)
        day.happen(NoShow(1))
        result = repair(day, mode=mode)  # type: ignore[arg-type]
        assert [one for one in rules_broken(problem, result.interviews) if one.ids[0] != 1] == []
        stays = {one for one in published if one[1] == 50 and one[0] != 1}
        assert stays <= set(result.interviews)


def test_no_two_people_of_a_large_fair_sit_on_one_seat_for_two_slots() -> None:
    random = np.random.default_rng(1)
    slots = frozenset(range(8))
    problem = Problem.build(
        slot_count=8,
        seekers=[
            Seeker(person, slots, 3, needs_desks=frozenset({50} if person % 3 else ()))
            for person in range(160)
        ],
        employers=[
            *(Employer(host, 2, slots, 16, slots_per_interview=1 + host % 3) for host in range(20)),
            replace(DESK, open_slots=slots, interviewers=30, max_interviews=200),
        ],
        pairs=[(person, host, float(random.random())) for person in range(160) for host in range(20)],
        before=[(50, host) for host in range(10)],
    )
    plan = solve(problem)
    assert check(problem, plan.interviews) == ()
    assert plan.counts[0] == 160
    assert all(one[1] != other[1] or one[0] != other[0] for one, other in combinations(plan.interviews, 2))
