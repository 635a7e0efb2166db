from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobfair.scheduling import (
    Day,
    Employer,
    Limits,
    Problem,
    Resource,
    Seeker,
    propose,
    refill,
    repair,
    solve,
)
from jobfair.scheduling.proposals import Proposal
from jobfair.scheduling.refill import Mode, keep_better
from tests.scheduling.random_problems import problems, rules_broken

RELAXED = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MODES = st.sampled_from(["fill_only", "few_changes", "replan"])
ALL = frozenset({0, 1, 2})
FAIR = Problem.build(
    slot_count=3,
    seekers=[
        Seeker(1, ALL, 3),
        Seeker(2, ALL, 1),
        Seeker(3, ALL, 2, resource=5),
        Seeker(4, ALL, 3, needs_rest=True),
    ],
    employers=[Employer(8, 1, ALL, 2, zone="a"), Employer(9, 2, ALL, 9, zone="b")],
    resources=[Resource(5, "interpreter", (1, 0, 1))],
    pairs=[(seeker, employer, seeker / 10) for seeker in (1, 2, 3, 4) for employer in (8, 9)],
    far_zones=[("a", "b")],
)


def without(problem: Problem, place: int) -> Problem:
    """Send one person home; nothing is locked or promised any more."""
    seekers = tuple(
        replace(seeker, free_slots=frozenset()) if index == place else seeker
        for index, seeker in enumerate(problem.seekers)
    )
    return replace(problem, seekers=seekers, locked=frozenset(), must=frozenset())


@RELAXED
@given(problems(), st.integers(0, 6), MODES)
def test_a_repaired_day_keeps_every_rule_and_tells_every_change(
    problem: Problem, place: int, mode: Mode
) -> None:
    published = solve(problem, limits=Limits(rounds=1)).interviews
    today = without(problem, place)
    result = refill(today, published, mode=mode)
    assert rules_broken(today, result.interviews) == []
    arrived = {(seeker, employer, slot) for seeker, employer, _, slot in result.moved} | set(result.added)
    left = {moved[:3] for moved in result.moved} | set(result.cancelled)
    assert set(result.interviews) == set(published) - left | arrived
    assert set(result.affected_seekers) == {seeker for seeker, _, _ in left | arrived}


@RELAXED
@given(problems(), st.integers(0, 6))
def test_filling_moves_nobody_and_leaves_no_usable_seat(problem: Problem, place: int) -> None:
    published = solve(problem, limits=Limits(rounds=1)).interviews
    today = without(problem, place)
    result = refill(today, published)
    assert result.moved == ()
    assert {seeker for seeker, _, _ in result.cancelled} <= {
        seeker.id for seeker in problem.seekers[place : place + 1]
    }
    for employer in problem.employers:
        for slot in range(problem.slot_count):
            assert propose(today, result.interviews, employer.id, slot) == ()


@RELAXED
@given(problems(), st.integers(0, 4))
def test_whoever_is_proposed_can_come(problem: Problem, slot: int) -> None:
    today = replace(problem, must=frozenset(), locked=frozenset())
    slot = min(slot, problem.slot_count - 1)
    for employer in problem.employers:
        offers = propose(today, [], employer.id, slot, most=99)
        able = [
            seeker.id
            for seeker in problem.seekers
            if not employer.is_desk and not rules_broken(today, [(seeker.id, employer.id, slot)])
        ]
        assert sorted(offer.seeker for offer in offers) == able


def test_history_stays_as_it_was() -> None:
    late = replace(FAIR, seekers=(replace(FAIR.seekers[0], free_slots=frozenset({2})), *FAIR.seekers[1:]))
    published = [(1, 8, 0), (1, 9, 1), (77, 9, 0)]
    result = refill(late, published, now=1)
    assert {(1, 8, 0), (77, 9, 0)} <= set(result.interviews)
    assert (1, 9, 1) not in result.interviews
    assert all(slot >= 1 for _, _, slot in result.added)


def test_locks_stand_in_every_mode() -> None:
    locked = replace(FAIR, locked=frozenset({(4, 9, 1)}))
    modes: tuple[Mode, ...] = ("fill_only", "few_changes", "replan")
    for mode in modes:
        assert (4, 9, 1) in refill(locked, [(4, 9, 1), (1, 9, 0)], mode=mode).interviews


def test_few_changes_move_somebody_where_another_gains_a_first_interview() -> None:
    fair = Problem.build(
        slot_count=2,
        seekers=[Seeker(1, frozenset({0, 1}), 1), Seeker(2, frozenset({0}), 1)],
        employers=[Employer(8, 1, frozenset({0, 1}), 2)],
        pairs=[(1, 8, 0.9), (2, 8, 0.1)],
    )
    assert refill(fair, [(1, 8, 0)]).added == ()
    result = refill(fair, [(1, 8, 0)], mode="few_changes")
    assert (result.moved, result.added) == (((1, 8, 0, 1),), ((2, 8, 0),))
    assert (result.affected_seekers, result.affected_employers, result.counts) == ((1, 2), (8,), (2,))


def test_proposals_put_those_with_fewest_interviews_first() -> None:
    offers = propose(FAIR, [(1, 9, 0), (4, 9, 0)], 8, 2)
    assert offers == (
        Proposal(3, 0, 0.3, None, None, ("fewest_interviews",)),
        Proposal(2, 0, 0.2, None, None, ("fewest_interviews",)),
        Proposal(4, 1, 0.4, 2, None, ("best_fit",)),
        Proposal(1, 1, 0.1, 2),
    )


def test_nobody_is_proposed_against_a_rule() -> None:
    assert [offer.seeker for offer in propose(FAIR, [(1, 9, 0), (4, 9, 0)], 8, 1)] == [2]
    assert propose(FAIR, [(1, 8, 2)], 8, 2) == ()
    assert 2 not in [offer.seeker for offer in propose(FAIR, [(2, 9, 0)], 8, 2)]
    assert propose(FAIR, [(1, 8, 0), (2, 8, 1)], 8, 2) == ()
    assert [
        offer.seeker for offer in propose(replace(FAIR, forbidden=frozenset({(3, 8)})), [], 8, 2, most=2)
    ] == [4, 2]


def test_proposals_for_equal_fits_put_the_shorter_walk_first() -> None:
    fair = Problem.build(
        slot_count=3,
        seekers=[Seeker(place, ALL, 3) for place in (1, 2, 3)],
        employers=[Employer(place, 1, ALL, 9) for place in (6, 7, 8)],
        pairs=[(seeker, employer, 0.5 + seeker / 1000) for seeker in (1, 2, 3) for employer in (6, 7, 8)],
    )
    plan = [(1, 6, 0), (2, 7, 0), (3, 7, 1)]
    places = {6: (0.0, 0.0), 7: (9.0, 3.0), 8: (1.0, 3.0)}
    offers = propose(fair, plan, 8, 2, places=places)
    assert [(one.seeker, one.walk_meters, one.why) for one in offers] == [
        (1, 4.0, ("fewest_interviews", "shortest_walk")),
        (3, 8.0, ("fewest_interviews", "best_fit")),
        (2, 8.0, ("fewest_interviews",)),
    ]
    assert [one.walk_meters for one in propose(fair, plan, 8, 2, places={8: (1.0, 3.0)})] == [None] * 3


def test_a_change_for_the_worse_is_taken_back() -> None:
    day = Day(FAIR, [(1, 8, 0), (2, 9, 0)])
    result = repair(day)
    people, slots = np.nonzero(day.board.employer_at >= 0)
    day.board.grid.free[:] = False
    keep_better(day, lambda: day.board.take(people, slots))
    assert day.interviews() == result.interviews
