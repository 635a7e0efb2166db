from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from jobfair.scheduling import Employer, Problem, ProblemError, Resource, Seeker

ALL = frozenset({0, 1, 2})
SEEKERS = [Seeker(1, ALL, 2, resource=50), Seeker(2, frozenset({0}), 1, needs_rest=True)]
EMPLOYERS = [Employer(8, 1, ALL, 2, zone="a"), Employer(9, 1, frozenset({0, 1}), 2, zone="b")]
FACTS: dict[str, Any] = {
    "slot_count": 3,
    "seekers": SEEKERS,
    "employers": EMPLOYERS,
    "resources": [Resource(50, "interpreter", (1, 1, 1))],
    "pairs": [(1, 8, 0.5), (1, 9, 0.25), (2, 8, 1.0), (2, 9, 0.0)],
}


def contradictions(**changes: Any) -> tuple[str, ...]:
    with pytest.raises(ProblemError) as caught:
        Problem.build(**{**FACTS, **changes})
    assert str(caught.value) == "; ".join(caught.value.contradictions)
    return caught.value.contradictions


def test_a_sound_problem_keeps_its_pairs_in_order() -> None:
    problem = Problem.build(**FACTS, must=[(1, 8)], locked=[(2, 9, 0)], forbidden=[(2, 8), (77, 78)])
    assert [tuple(pair) for pair in problem.pairs()] == FACTS["pairs"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slot_count": -1}, "a day of -1 slots of 15 minutes is no day"),
        ({"slot_count": 10_001, "resources": []}, "a day of 10001 slots of 15 minutes is no day"),
        ({"slot_minutes": 0}, "a day of 3 slots of 0 minutes is no day"),
        ({"seekers": [*SEEKERS, SEEKERS[0]]}, "seeker 1 is listed 2 times"),
        ({"employers": [*EMPLOYERS, EMPLOYERS[1]]}, "employer 9 is listed 2 times"),
        ({"seekers": [replace(SEEKERS[0], max_interviews=-1)]}, "seeker 1 wants -1 interviews"),
        (
            {"seekers": [replace(SEEKERS[0], interviews_before=2**53)]},
            "seeker 1 had 9007199254740992 interviews before",
        ),
        (
            {"employers": [replace(EMPLOYERS[0], slots_per_interview=2**53)]},
            "employer 8 has interviews of 9007199254740992 slots",
        ),
        ({"seekers": [replace(SEEKERS[0], resource=3)]}, "seeker 1 needs resource 3, which does not exist"),
        (
            {"seekers": [replace(SEEKERS[0], free_slots=frozenset({3, -1}))]},
            "seeker 1 has slots outside the day: [-1, 3]",
        ),
        (
            {"employers": [replace(EMPLOYERS[0], interviewers=-2)]},
            "employer 8 has a negative number of interviews or interviewers",
        ),
        (
            {"employers": [replace(EMPLOYERS[0], open_slots=frozenset({4}))]},
            "employer 8 has slots outside the day: [4]",
        ),
        (
            {"resources": [Resource(50, "interpreter", (1, 1))]},
            "resource 50 (interpreter) needs a number, 0 or more, for each of 3 slots",
        ),
        (
            {"resources": [Resource(50, "interpreter", (1, -1, 1))]},
            "resource 50 (interpreter) needs a number, 0 or more, for each of 3 slots",
        ),
        ({"pairs": [(1, 8, 0.5), (3, 8, 0.5)]}, "pair (3, 8) names somebody who is not listed"),
        ({"pairs": [(1, 8, 1.5)]}, "pair (1, 8) has a fit outside 0 to 1"),
        ({"pairs": [(1, 8, float("nan"))]}, "pair (1, 8) has a fit outside 0 to 1"),
        ({"pairs": [(1, 8, 0.5), (2, 8, 0.1), (1, 8, 0.5)]}, "pair (1, 8) is listed more than once"),
        ({"must": [(1, 7)]}, "must pair: seeker 1 and employer 7 are not an eligible pair"),
        (
            {"must": [(1, 8)], "forbidden": [(1, 8)]},
            "must pair: seeker 1 and employer 8 are forbidden to meet",
        ),
        ({"locked": [(5, 6, 0)]}, "locked pair: seeker 5 and employer 6 are not an eligible pair"),
        (
            {"must": [(2, 8)], "locked": [(2, 9, 0)]},
            "seeker 2 has 2 must and locked interviews and takes at most 1",
        ),
        (
            {"employers": [replace(EMPLOYERS[0], max_interviews=1), EMPLOYERS[1]], "must": [(1, 8), (2, 8)]},
            "employer 8 has 2 must and locked interviews and takes at most 1",
        ),
        ({"locked": [(2, 8, 1)]}, "locked interviews: seeker 2 is away in slot 1"),
        ({"locked": [(1, 9, 2)]}, "locked interviews: employer 9 is away in slot 2"),
        ({"locked": [(1, 8, 0), (1, 8, 1)]}, "locked interviews: seeker 1 meets employer 8 2 times"),
        (
            {"locked": [(1, 8, 0), (2, 8, 0)]},
            "locked interviews: employer 8 has 2 interviews in slot 0 and 1 interviewers",
        ),
        (
            {"locked": [(1, 8, 0), (1, 9, 0)]},
            "locked interviews: seeker 1 has 2 interviews in slot 0",
        ),
        (
            {"locked": [(1, 8, 0), (1, 9, 1)], "far_zones": [("b", "a")]},
            "locked interviews: seeker 1 has interviews in far zones in slot 0 and the next",
        ),
        (
            {"seekers": [replace(SEEKERS[0], needs_rest=True), SEEKERS[1]], "locked": [(1, 8, 0), (1, 9, 1)]},
            "locked interviews: seeker 1 needs rest and has interviews in slot 0 and the next",
        ),
        (
            {"resources": [Resource(50, "interpreter", (0, 1, 1))], "locked": [(1, 8, 0)]},
            "locked interviews: 1 people need resource 50 (interpreter) in slot 0 and there are 0",
        ),
    ],
)
def test_each_contradiction_is_named(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in contradictions(**changes)


def test_people_and_booths_are_called_by_their_names() -> None:
    seekers = [replace(SEEKERS[0], max_interviews=0, name="Ana"), SEEKERS[1]]
    employers = [replace(EMPLOYERS[0], name="Acme"), EMPLOYERS[1]]
    assert contradictions(seekers=seekers, employers=employers, must=[(1, 8)], forbidden=[(1, 8)]) == (
        "must pair: seeker 1 (Ana) and employer 8 (Acme) are forbidden to meet",
        "seeker 1 (Ana) has 1 must and locked interviews and takes at most 0",
    )


def test_a_lock_outside_the_day_is_named() -> None:
    assert "locked interviews: seeker 1 is away in slot 7" in contradictions(locked=[(1, 8, 7)])


def test_locks_in_near_zones_may_follow_each_other() -> None:
    locked = [(1, 8, 0), (1, 9, 1)]
    assert Problem.build(**FACTS, locked=locked, far_zones=[("a", "c")]).locked == frozenset(locked)


def test_arrays_of_different_lengths_are_refused() -> None:
    problem = Problem.build(**FACTS)
    with pytest.raises(ProblemError, match=r"different lengths: \[3, 4\]"):
        replace(problem, pair_fits=np.zeros(3))


def test_no_more_contradictions_are_named_than_help() -> None:
    assert len(contradictions(seekers=[Seeker(place, ALL, -1) for place in range(99)])) == 50


def test_a_zone_nobody_named_is_near_everything() -> None:
    problem = Problem.build(**FACTS, far_zones=[("a", "b")])
    assert problem.are_far("b", "a")
    assert not problem.are_far(None, "a")
    assert not problem.are_far("a", None)
