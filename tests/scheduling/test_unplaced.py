"""Why somebody is left out, and the smallest change: named, applied, and placed."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobfair.scheduling import (
    Employer,
    Limits,
    Problem,
    Resource,
    Seeker,
    Step,
    Unplaced,
    Violation,
    apply_change,
    check,
    explain_unplaced,
    solve,
)
from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.records import Interview
from jobfair.scheduling.rules import barriers
from jobfair.scheduling.unplaced import EFFORTS
from tests.scheduling.random_problems import PROMISES, problems, rules_broken

BOTH = frozenset({0, 1})
STEADY = settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def promises_broken(problem: Problem, interviews: tuple[Interview, ...]) -> set[Violation]:
    return {one for one in check(problem, interviews) if one.kind in PROMISES}


def small_fair(**changes: Any) -> Problem:
    """Seeker 1 meets employer 9 in slot 0, and seeker 2 has nothing."""
    facts: dict[str, Any] = {
        "slot_count": 2,
        "seekers": [Seeker(1, BOTH, 1), Seeker(2, BOTH, 1)],
        "employers": [Employer(9, 1, BOTH, 2)],
        "resources": [Resource(4, "interpreter", (0, 0))],
        "pairs": [(1, 9, 0.9), (2, 9, 0.1)],
    }
    return Problem.build(**{**facts, **changes})


@pytest.mark.parametrize(
    ("seeker", "employer", "reason", "steps"),
    [
        (Seeker(2, BOTH, 0), Employer(9, 1, BOTH, 2), "cap_zero", ["seeker_wants_more"]),
        (Seeker(2, frozenset(), 1), Employer(9, 1, BOTH, 2), "never_free", ["seeker_is_free"]),
        (
            Seeker(2, frozenset({1}), 1),
            Employer(9, 2, frozenset({0}), 2),
            "never_free_when_open",
            ["seeker_comes"],
        ),
        (
            Seeker(2, frozenset({1}), 1),
            Employer(9, 1, frozenset({0}), 2),
            "never_free_when_open",
            ["employer_opens"],
        ),
        (Seeker(2, frozenset({0}), 1), Employer(9, 1, BOTH, 2), "booths_full", ["interview_moves"]),
        (Seeker(2, BOTH, 1), Employer(9, 1, frozenset({0}), 2), "booths_full", ["employer_opens"]),
        (Seeker(2, BOTH, 1), Employer(9, 1, BOTH, 1), "employers_full", ["employer_gives_more"]),
        (Seeker(2, BOTH, 1), Employer(9, 1, BOTH, 2), "seat_free", []),
        (Seeker(2, frozenset({1}), 1, resource=4), Employer(9, 1, BOTH, 2), "resource_full", ["unit_more"]),
        (
            Seeker(2, frozenset({0}), 0, resource=4),
            Employer(9, 1, frozenset({0}), 1),
            "cap_zero",
            ["employer_gives_more", "interviewer_more", "unit_more", "seeker_wants_more"],
        ),
    ],
)
def test_the_true_reason_and_the_smallest_change_are_given(
    seeker: Seeker, employer: Employer, reason: str, steps: list[str]
) -> None:
    problem = small_fair(seekers=[Seeker(1, BOTH, 1), seeker], employers=[employer])
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0)])
    assert (unplaced.seeker, unplaced.reason) == (2, reason)
    assert unplaced.change is not None
    assert [step.kind for step in unplaced.change.steps] == steps
    changed, interviews = apply_change(problem, [(1, 9, 0)], unplaced)
    assert rules_broken(changed, interviews) == []
    assert sorted(one for one, _, _ in interviews) == [1, 2]


def test_a_longer_day_is_told_by_its_first_and_last_slot() -> None:
    problem = small_fair(
        slot_count=6,
        resources=[],
        seekers=[Seeker(1, BOTH, 1), Seeker(2, frozenset({1, 2}), 1), Seeker(3, frozenset({0, 5}), 1)],
        employers=[Employer(9, 1, frozenset({0, 4}), 2)],
        pairs=[(1, 9, 0.9), (2, 9, 0.1), (3, 9, 0.1)],
    )
    stays, between = explain_unplaced(problem, [(1, 9, 0)])
    assert stays.change is not None
    assert stays.change.steps == (Step("seeker_stays", {"first_slot": 3, "last_slot": 4}),)
    assert (stays.numbers["first_free_slot"], stays.numbers["last_free_slot"]) == (1, 2)
    assert between.change is not None
    assert between.change.steps == (Step("seeker_is_free", {"first_slot": 4, "last_slot": 4}),)


def test_without_anybody_who_fits_nothing_would_help() -> None:
    problem = small_fair(pairs=[(1, 9, 0.9)])
    plan = ((1, 9, 0),)
    (unplaced,) = explain_unplaced(problem, plan)
    assert (unplaced.reason, unplaced.change) == ("no_fitting_employer", None)
    assert apply_change(problem, plan, unplaced) == (problem, plan)


def test_a_no_on_every_pair_is_said_as_such() -> None:
    problem = small_fair(forbidden=[(2, 9)])
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0)])
    assert (unplaced.reason, unplaced.numbers["fitting_employers"]) == ("all_forbidden", 0)
    assert unplaced.change is not None
    assert unplaced.change.steps == (Step("no_is_lifted", {"employer": 9}),)
    changed, interviews = apply_change(problem, [(1, 9, 0)], unplaced)
    assert check(changed, interviews) == ()


def test_booths_that_are_full_in_different_ways_are_counted() -> None:
    problem = small_fair(
        seekers=[Seeker(1, BOTH, 2), Seeker(2, frozenset({0}), 1)],
        employers=[Employer(8, 1, BOTH, 1), Employer(9, 1, BOTH, 2)],
        pairs=[(1, 8, 0.5), (1, 9, 0.9), (2, 8, 0.1), (2, 9, 0.1)],
    )
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0), (1, 8, 1)])
    assert unplaced.reason == "full_in_several_ways"
    counted = [unplaced.numbers[key] for key in ("employers_full", "booths_full", "resource_full")]
    assert counted == [1, 1, 0]


def test_an_interview_moves_to_free_an_interpreter() -> None:
    problem = small_fair(
        seekers=[Seeker(1, BOTH, 1, resource=4), Seeker(2, frozenset({0}), 1, resource=4)],
        employers=[Employer(9, 2, BOTH, 2)],
        resources=[Resource(3, "other", (0, 0)), Resource(4, "interpreter", (1, 1))],
    )
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0)])
    assert unplaced.reason == "resource_full"
    assert unplaced.change is not None
    ids = {"seeker": 1, "employer": 9, "slot": 0, "new_slot": 1}
    assert unplaced.change.steps == (Step("interview_moves", ids),)


def test_a_move_that_frees_the_booth_but_no_interpreter_is_no_help() -> None:
    problem = small_fair(
        seekers=[Seeker(1, BOTH, 1), Seeker(2, frozenset({0}), 1, resource=4)],
        resources=[Resource(4, "interpreter", (0, 1))],
    )
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0)])
    assert unplaced.change is not None
    assert [step.kind for step in unplaced.change.steps] == ["seeker_stays"]


@pytest.mark.parametrize(
    ("resource", "interviewers", "most", "units", "steps"),
    [
        # The booth's only seat in slot 0.
        (None, 1, 2, (0, 0), ["interview_given_up"]),
        # The seat and the interpreter who goes with it.
        (4, 1, 2, (1, 0), ["interview_given_up"]),
        # The last interview the employer gives.
        (None, 2, 1, (0, 0), ["interview_given_up"]),
        # The interpreter alone, while seats are left.
        (4, 2, 2, (1, 0), ["interview_given_up"]),
        # Without an interpreter in slot 0 the rest of the way.
        (4, 1, 2, (0, 0), ["interview_given_up", "unit_more"]),
    ],
)
def test_who_has_more_gives_one_up(
    resource: int | None, interviewers: int, most: int, units: tuple[int, int], steps: list[str]
) -> None:
    needs = resource if sum(units) else None
    plan = [(1, 9, 0), (1, 8, 1)]
    problem = small_fair(
        seekers=[Seeker(1, BOTH, 2, needs), Seeker(2, frozenset({0}), 1, resource)],
        employers=[Employer(8, 1, BOTH, 2), Employer(9, interviewers, frozenset({0}), most)],
        resources=[Resource(4, "interpreter", (units[0], 1 if needs else 0))],
        pairs=[(1, 8, 0.5), (1, 9, 0.9), (2, 9, 0.1)],
    )
    (unplaced,) = explain_unplaced(problem, plan)
    assert unplaced.change is not None
    assert [step.kind for step in unplaced.change.steps] == steps
    assert unplaced.change.steps[0].ids == {"seeker": 1, "employer": 9, "slot": 0}
    changed, after = apply_change(problem, plan, unplaced)
    assert check(changed, after) == ()
    assert sorted(seeker for seeker, _, _ in after) == [1, 2]


def test_a_promised_interview_is_not_given_up() -> None:
    problem = small_fair(
        seekers=[Seeker(1, BOTH, 2), Seeker(2, frozenset({0}), 1)],
        employers=[Employer(8, 1, BOTH, 2), Employer(9, 1, frozenset({0}), 2)],
        pairs=[(1, 8, 0.5), (1, 9, 0.9), (2, 9, 0.1)],
        must=[(1, 9)],
    )
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0), (1, 8, 1)])
    assert unplaced.change is not None
    assert [step.kind for step in unplaced.change.steps] == ["interviewer_more"]


def test_a_locked_interview_is_never_the_one_that_moves() -> None:
    problem = small_fair(seekers=[Seeker(1, BOTH, 1), Seeker(2, frozenset({0}), 1)], locked=[(1, 9, 0)])
    (unplaced,) = explain_unplaced(problem, [(1, 9, 0)])
    assert unplaced.change is not None
    assert [step.kind for step in unplaced.change.steps] == ["seeker_stays"]


def test_changes_are_named_for_as_many_people_as_it_helps() -> None:
    crowd = [Seeker(number, BOTH, 1) for number in range(150)]
    problem = small_fair(seekers=crowd, employers=[], pairs=[])
    assert len(explain_unplaced(problem, [])) == 150
    pairs = [(seeker.id, 9, 0.5) for seeker in crowd]
    fair = small_fair(seekers=crowd, pairs=pairs, employers=[Employer(9, 1, BOTH, 0)])
    named = [one.change is not None for one in explain_unplaced(fair, [])]
    assert (sum(named), named[:100]) == (100, [True] * 100)


def changed_by_one_step(problem: Problem, seeker: int, interviews: tuple[Interview, ...]) -> bool:
    """Try every single step there is and say whether one places the person."""
    slots = range(problem.slot_count)
    fairs = [
        replace(
            problem,
            seekers=tuple(
                replace(one, free_slots=frozenset(slots)) if one.id == seeker else one
                for one in problem.seekers
            ),
        ),
        replace(
            problem,
            seekers=tuple(
                replace(one, max_interviews=1) if one.id == seeker else one for one in problem.seekers
            ),
        ),
        replace(
            problem,
            employers=tuple(replace(one, interviewers=one.interviewers + 1) for one in problem.employers),
        ),
        replace(
            problem,
            employers=tuple(replace(one, max_interviews=one.max_interviews + 1) for one in problem.employers),
        ),
        replace(problem, forbidden=frozenset()),
    ]
    fairs += [
        replace(
            problem,
            employers=tuple(
                replace(one, open_slots=one.open_slots | {slot}) if one == opened else one
                for one in problem.employers
            ),
        )
        for opened in problem.employers
        for slot in slots
    ]
    fairs += [
        replace(
            problem,
            resources=tuple(
                replace(
                    one,
                    capacity_by_slot=tuple(
                        units + (when == slot) for when, units in enumerate(one.capacity_by_slot)
                    ),
                )
                for one in problem.resources
            ),
        )
        for slot in slots
    ]
    plans = [(fair, interviews) for fair in fairs]
    hosts = {one.id: one for one in problem.employers if not one.is_desk}
    held = Counter(employer for _, employer, _ in interviews)
    for one in interviews:
        if one[1] not in hosts:
            continue
        others = tuple(other for other in interviews if other != one)
        plans += [(problem, (*others, (one[0], one[1], slot))) for slot in slots]
        is_only = sum(other[0] == one[0] and other[1] in hosts for other in interviews) == 1
        is_promised = one in problem.locked or one[:2] in problem.must
        if not is_only and not is_promised and held[one[1]] > hosts[one[1]].min_interviews:
            plans.append((problem, others))
    return any(
        rules_broken(fair, (*plan, (seeker, employer, slot))) == []
        for fair, plan in plans
        for employer in hosts
        for slot in slots
    )


@STEADY
@given(problems(), st.data())
def test_every_change_places_the_person_and_none_is_smaller(problem: Problem, data: st.DataObject) -> None:
    plan = solve(problem, limits=Limits(rounds=2)).interviews
    desks = {one.id for one in problem.employers if one.is_desk}
    fixed = [one for one in plan if one in problem.locked or one[1] in desks]
    kept = data.draw(st.lists(st.sampled_from(plan), unique=True)) if plan else []
    interviews = tuple(sorted({*fixed, *kept}))
    for unplaced in explain_unplaced(problem, interviews):
        changed, after = apply_change(problem, interviews, unplaced)
        seats = [
            (unplaced.seeker, pair.employer, slot)
            for pair in problem.pairs()
            for slot in range(problem.slot_count)
            if pair.seeker == unplaced.seeker
        ]
        could = any(
            {one.kind for one in barriers(Bookings(problem, interviews, [unplaced.seeker]), seat)}
            <= EFFORTS.keys()
            for seat in seats
        )
        assert (unplaced.change is not None) == could
        if unplaced.change is None:
            continue
        assert rules_broken(changed, after) == []
        assert promises_broken(changed, after) <= promises_broken(problem, interviews)
        assert len(after) == len(interviews) + 1
        assert unplaced.seeker in {seeker for seeker, employer, _ in after if employer not in desks}
        assert_smallest(problem, interviews, unplaced)


def assert_smallest(problem: Problem, interviews: tuple[Interview, ...], unplaced: Unplaced) -> None:
    assert unplaced.change is not None
    steps = len(unplaced.change.steps)
    seats = [
        (unplaced.seeker, one.id, slot)
        for one in problem.employers
        for slot in range(problem.slot_count)
        if not one.is_desk
    ]
    is_free = any(rules_broken(problem, (*interviews, seat)) == [] for seat in seats)
    assert (steps == 0) == is_free
    assert is_free == (unplaced.reason == "seat_free")
    if steps > 1:
        assert not changed_by_one_step(problem, unplaced.seeker, interviews)
