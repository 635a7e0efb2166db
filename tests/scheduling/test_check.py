import ast
from dataclasses import replace
from pathlib import Path

import pytest

import jobfair.scheduling
from jobfair.scheduling import Employer, Problem, Resource, Seeker, Violation, check, explain_violations
from jobfair.scheduling.check import Interview

ALL = frozenset({0, 1, 2})
PROBLEM = Problem.build(
    slot_count=3,
    seekers=[
        Seeker(1, ALL, 2, resource=50),
        Seeker(2, frozenset({0, 1}), 2, 50, needs_rest=True),
        Seeker(3, ALL, 3),
    ],
    employers=[
        Employer(7, 1, ALL, 2, zone="a"),
        Employer(8, 2, frozenset({0, 1}), 2, zone="b"),
        Employer(9, 2, ALL, 3),
    ],
    resources=[Resource(50, "interpreter", (1, 1, 1))],
    pairs=[
        (seeker, employer, 0.5)
        for seeker in (1, 2, 3)
        for employer in (7, 8, 9)
        if (seeker, employer) != (1, 9)
    ],
    forbidden=[(3, 9)],
    far_zones=[("b", "a")],
)


@pytest.mark.parametrize(
    ("interviews", "violations"),
    [
        ([], []),
        ([(1, 7, 0), (1, 8, 1)], [Violation("too_far", (1, 0))]),
        ([(1, 8, 0), (1, 7, 1)], [Violation("too_far", (1, 0))]),
        ([(3, 8, 0), (3, 7, 2)], []),
        ([(2, 7, 0), (2, 9, 1)], [Violation("no_rest", (2, 0))]),
        ([(2, 7, 2)], [Violation("seeker_away", (2, 2))]),
        ([(1, 8, 2)], [Violation("employer_away", (8, 2))]),
        ([(1, 7, 0), (3, 7, 0)], [Violation("booth_over_interviewers", (7, 0))]),
        ([(1, 7, 0), (2, 8, 0)], [Violation("resource_over_capacity", (50, 0))]),
        ([(1, 9, 0)], [Violation("not_eligible", (1, 9))]),
        ([(3, 9, 0)], [Violation("forbidden", (3, 9))]),
        ([(3, 7, 0), (3, 7, 2)], [Violation("pair_twice", (3, 7))]),
        ([(3, 7, 0), (3, 8, 0)], [Violation("seeker_twice_in_slot", (3, 0))]),
        (
            [(1, 7, 3), (4, 7, 0), (1, 6, 0)],
            [Violation("unknown_interview", ids) for ids in [(1, 6, 0), (1, 7, 3), (4, 7, 0)]],
        ),
    ],
)
def test_each_rule_is_watched(interviews: list[Interview], violations: list[Violation]) -> None:
    assert list(check(PROBLEM, interviews)) == violations


def test_caps_are_watched() -> None:
    seekers = tuple(replace(seeker, max_interviews=0) for seeker in PROBLEM.seekers)
    employers = tuple(replace(employer, max_interviews=0) for employer in PROBLEM.employers)
    tight = replace(PROBLEM, seekers=seekers, employers=employers)
    assert check(tight, [(3, 8, 0)]) == (
        Violation("employer_over_cap", (8,)),
        Violation("seeker_over_cap", (3,)),
    )


def test_promises_are_watched() -> None:
    promised = replace(PROBLEM, must=frozenset({(1, 7)}), locked=frozenset({(3, 8, 1)}))
    assert check(promised, [(3, 8, 0)]) == (
        Violation("lock_broken", (3, 8, 1)),
        Violation("must_missing", (1, 7)),
    )
    assert check(promised, [(3, 8, 1), (1, 7, 0)]) == ()


def test_a_broken_rule_is_said_with_names_and_numbers() -> None:
    plan = [(3, 7, 0), (3, 7, 2), (4, 4, 4)]
    violations = check(PROBLEM, plan)
    assert explain_violations(PROBLEM, plan, violations) == (
        "seeker 3 meets employer 7 2 times",
        "the interview of seeker 4 with employer 4 in slot 4 names somebody or a slot that is not listed",
    )
    assert check(PROBLEM, []) == ()


def imported_by(module: str) -> set[str]:
    """Modules of scheduling that a module imports, and those that these import."""
    folder = Path(jobfair.scheduling.__file__).parent
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jobfair.scheduling."):
                waiting.append(str(node.module).split(".")[2])
    return found


def test_the_checker_shares_no_code_with_the_solver() -> None:
    assert imported_by("check") == {"bookings", "check", "contradictions", "problem", "records", "rules"}
    shared = imported_by("solve") & imported_by("check")
    # `unplaced` speaks of rules after the plan is made.
    assert shared - {"bookings", "rules"} == {"contradictions", "problem", "records"}
    assert {"board", "blocks", "grid", "sweeps"} <= imported_by("solve")
