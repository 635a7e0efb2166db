"""What happens on the day, looked over with a model of each event made for these tests alone."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobfair.scheduling import (
    Day,
    DayError,
    Employer,
    EmployerGone,
    Event,
    InterpreterGone,
    Late,
    LeavesEarly,
    Limits,
    NoShow,
    Problem,
    Resource,
    RunsOver,
    Seeker,
    Violation,
    WalkIn,
    check,
    propose_on,
    refill,
    repair,
    seats_for,
    solve,
)
from jobfair.scheduling.check import Interview
from jobfair.scheduling.refill import Mode
from tests.scheduling.random_problems import problems, rarely, rules_broken, some_of

RELAXED = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MODES: tuple[Mode, ...] = ("fill_only", "few_changes", "replan")
ALL = frozenset({0, 1, 2})
FAIR = Problem.build(
    slot_count=3,
    seekers=[Seeker(1, ALL, 3), Seeker(2, ALL, 1), Seeker(3, ALL, 2, resource=5), Seeker(4, ALL, 3)],
    employers=[Employer(8, 1, ALL, 3, zone="a"), Employer(9, 2, ALL, 9, zone="b")],
    resources=[Resource(5, "interpreter", (1, 0, 1))],
    pairs=[(seeker, employer, seeker / 10) for seeker in (1, 2, 3, 4) for employer in (8, 9)],
)


def after(problem: Problem, event: Event, now: int) -> Problem:
    """Say what a fair is like after an event, on its records; locks it breaks are gone."""
    future = frozenset(range(now, problem.slot_count))
    match event:
        case NoShow(seeker):
            problem = away(problem, seeker, future)
        case Late(seeker, first_slot):
            problem = away(problem, seeker, {slot for slot in future if slot < first_slot})
        case LeavesEarly(seeker, first):
            problem = away(problem, seeker, {slot for slot in future if slot >= first})
        case WalkIn(seeker, fits):
            here = replace(seeker, free_slots=seeker.free_slots & future)
            pairs = [*problem.pairs(), *((seeker.id, employer, fit) for employer, fit in fits.items())]
            facts = {
                name: getattr(problem, name) for name in ("resources", "forbidden", "far_zones", "before")
            }
            problem = Problem.build(
                slot_count=problem.slot_count,
                seekers=[*problem.seekers, here],
                employers=problem.employers,
                pairs=pairs,
                **facts,
            )
        case EmployerGone(employer, first):
            shut = {slot for slot in future if slot >= first}
            problem = replace(
                problem,
                employers=tuple(
                    replace(one, open_slots=one.open_slots - shut) if one.id == employer else one
                    for one in problem.employers
                ),
            )
        case InterpreterGone(resource, first, units):
            problem = replace(
                problem,
                resources=tuple(
                    replace(
                        one,
                        capacity_by_slot=tuple(
                            max(0, number - units) if slot in future and slot >= first else number
                            for slot, number in enumerate(one.capacity_by_slot)
                        ),
                    )
                    if one.id == resource
                    else one
                    for one in problem.resources
                ),
            )
        case RunsOver(seeker, employer, slot):
            problem = with_running_over(problem, seeker, employer, slot)
    return problem


def away(problem: Problem, seeker: int, slots: "frozenset[int] | set[int]") -> Problem:
    return replace(
        problem,
        seekers=tuple(
            replace(one, free_slots=one.free_slots - slots) if one.id == seeker else one
            for one in problem.seekers
        ),
    )


def with_running_over(problem: Problem, seeker: int, employer: int, slot: int) -> Problem:
    """Put somebody who is nobody on the seat for one more slot, with the same need of a resource."""
    person = next(one for one in problem.seekers if one.id == seeker)
    problem = away(problem, seeker, {slot + 1})
    ghost = Seeker(100_000 + 100 * seeker + slot, frozenset({slot + 1}), 1, person.resource)
    walked = WalkIn(ghost, {employer: 0.0})
    problem = after(problem, walked, 0)
    return replace(
        problem,
        employers=tuple(
            replace(one, max_interviews=one.max_interviews + 1) if one.id == employer else one
            for one in problem.employers
        ),
    )


def ghosts(problem: Problem) -> list[Interview]:
    """Give the interviews of those who stand for somebody running over."""
    stand_ins = {one.id: one for one in problem.seekers if one.id > 90_000}
    return [
        (pair.seeker, pair.employer, min(stand_ins[pair.seeker].free_slots))
        for pair in problem.pairs()
        if pair.seeker in stand_ins
    ]


def broken_by_the_living(problem: Problem, interviews: tuple[Interview, ...], now: int) -> list[Violation]:
    """Give the broken rules but those that an interview running over breaks all by itself.

    A long interview that has begun may be cut short, and is looked at no further.
    """
    length = {one.id: one.slots_per_interview for one in problem.employers}
    begun = [one for one in interviews if one[2] < now < one[2] + length[one[1]]]
    interviews = tuple(one for one in interviews if one not in begun)
    kinds = {one.id: one.resource for one in problem.seekers}
    covered = [(s, e, slot) for s, e, first in interviews for slot in range(first, first + length[e])]
    here = {(employer, slot) for _, employer, slot in covered}
    used = {(kinds[seeker], slot) for seeker, _, slot in covered}
    places = {
        "employer_away": here,
        "booth_over_interviewers": here,
        "resource_over_capacity": used,
    }
    found = rules_broken(problem, [*interviews, *ghosts(problem)])
    return [one for one in found if one.kind not in places or one.ids in places[one.kind]]


def draw_event(data: st.DataObject, problem: Problem, day: Day, over: bool) -> Event | None:
    slots, people = st.integers(0, problem.slot_count - 1), [one.id for one in problem.seekers]
    kinds = ["over"] if over else ["gone", "late", "early", "in", "employer", "unit"]
    kind = data.draw(st.sampled_from(kinds))
    # One slot more is an interview of its own in the model, which has to be as long as any other there.
    short = {one.id for one in problem.employers if one.slots_per_interview == 1 and not one.is_desk}
    running = [
        one for one in day.interviews() if one[1] in short and day.now <= one[2] + 1 < problem.slot_count
    ]
    if kind == "in":
        employers = [one.id for one in problem.employers if not one.is_desk]
        desks = [one for one in problem.employers if one.is_desk]
        fits = st.dictionaries(st.sampled_from(employers), st.just(0.5)) if employers else st.just({})
        needs = [None, *(one.id for one in problem.resources)]
        seeker = Seeker(
            1_000 + len(day.seeker_ids),
            data.draw(st.frozensets(slots)),
            data.draw(st.integers(0, 6)),
            data.draw(st.sampled_from(needs)),
            data.draw(st.booleans()),
            needs_desks=data.draw(some_of(desks)),
            interviews_before=data.draw(rarely(2)),
        )
        return WalkIn(seeker, data.draw(fits))
    if kind == "employer" and problem.employers:
        return EmployerGone(data.draw(st.sampled_from(problem.employers)).id, data.draw(slots))
    if kind == "unit" and problem.resources:
        return InterpreterGone(data.draw(st.sampled_from(problem.resources)).id, data.draw(slots))
    if kind == "over" and running:
        return RunsOver(*data.draw(st.sampled_from(running)))
    if over or not people:
        return None
    seeker_id, slot = data.draw(st.sampled_from(people)), data.draw(slots)
    events = {"late": Late(seeker_id, slot), "early": LeavesEarly(seeker_id, slot)}
    return events.get(kind, NoShow(seeker_id))


def without_promises(problem: Problem) -> Problem:
    kept = tuple(replace(one, min_interviews=0) for one in problem.employers)
    return replace(problem, must=frozenset(), locked=frozenset(), employers=kept)


@RELAXED
@given(problems(), st.data())
def test_whatever_happens_the_day_keeps_every_rule(problem: Problem, data: st.DataObject) -> None:
    published = solve(problem, limits=Limits(rounds=1)).interviews
    today = without_promises(problem)
    now = data.draw(st.integers(0, problem.slot_count - 1))
    first = Day(today, published, now=now)
    happened: list[Event] = []
    model = today
    # Whoever runs over does so last: what becomes of them afterwards is tested below.
    for over in sorted(data.draw(st.lists(st.booleans(), min_size=1, max_size=4))):
        event = draw_event(data, model, first, over)
        if event is not None and event not in happened:
            first.happen(event)
            happened.append(event)
            model = after(model, event, now)
    results = []
    for mode in MODES:
        day = Day(today, published, now=now)
        day.happen(*happened)
        stood = set(day.interviews())
        result = repair(day, mode=mode)
        results.append(result)
        past = {one for one in result.interviews if one[2] < now}
        assert past == {one for one in published if one[2] < now}
        assert broken_by_the_living(model, result.interviews, now) == []
        arrived = {(s, e, slot) for s, e, _, slot in result.moved} | set(result.added)
        left = {one[:3] for one in result.moved} | set(result.cancelled)
        assert set(result.interviews) == set(published) - left | arrived
        assert set(result.affected_employers) == {one[1] for one in left | arrived}
        if mode == "fill_only":
            assert stood <= set(result.interviews)
        for employer in today.employers:
            for slot in range(now, problem.slot_count):
                assert propose_on(day, employer.id, slot) == ()
        assert not any(seats_for(day, one.id) for one in model.seekers)
    assert results[0].counts <= results[1].counts <= results[2].counts


def test_an_interview_that_runs_over_takes_the_next_seat_and_its_person() -> None:
    published = [(1, 8, 0), (2, 8, 1), (1, 9, 1), (4, 9, 1)]
    result = refill(FAIR, published, events=[RunsOver(1, 8, 0)], now=1)
    assert (2, 8, 1) not in result.interviews
    assert (1, 9, 1) not in result.interviews
    assert Counter(one[1:] for one in result.interviews)[8, 1] == 0
    assert {1, 2} <= set(result.affected_seekers)
    assert result.counts[0] == 4


def test_who_runs_over_and_then_goes_home_leaves_the_seat_and_has_met_the_employer() -> None:
    day = Day(FAIR, [(1, 8, 0)])
    day.happen(RunsOver(1, 8, 0), RunsOver(1, 8, 1), LeavesEarly(1, 1))
    result = repair(day)
    assert (1, 8, 0) in result.interviews
    assert [one for one in result.interviews if one[0] == 1 and one[1] == 8] == [(1, 8, 0)]
    assert check(FAIR, result.interviews) == ()


def test_who_needs_rest_or_a_long_walk_loses_the_interview_right_after_one_that_runs_over() -> None:
    tired = replace(FAIR, seekers=(replace(FAIR.seekers[0], needs_rest=True), *FAIR.seekers[1:]))
    apart = replace(FAIR, far_zones=frozenset({("a", "b")}))
    for fair in (tired, apart):
        day = Day(fair, [(1, 8, 0), (1, 9, 2)])
        day.happen(RunsOver(1, 8, 0))
        assert day.interviews() == ((1, 8, 0),)


def test_an_interpreter_stays_with_an_interview_that_runs_over() -> None:
    two = replace(FAIR, seekers=(*FAIR.seekers, Seeker(6, ALL, 1, resource=5)))
    signing = replace(two, resources=(Resource(5, "interpreter", (1, 1, 1)),))
    pairs = Problem.build(
        slot_count=3,
        seekers=signing.seekers,
        employers=signing.employers,
        pairs=[*signing.pairs(), (6, 9, 0.9)],
        resources=signing.resources,
    )
    day = Day(pairs, [(3, 8, 0), (6, 9, 1)])
    day.happen(RunsOver(3, 8, 0))
    assert day.interviews() == ((3, 8, 0),)


def test_a_day_that_is_over_cannot_be_run_over() -> None:
    day = Day(FAIR, [(1, 8, 2), (1, 9, 0)], now=2)
    before = day.interviews()
    day.happen(RunsOver(1, 8, 2), RunsOver(1, 9, 0))
    assert day.interviews() == before


def test_employers_and_interpreters_who_are_gone_take_their_interviews_with_them() -> None:
    two = replace(FAIR, resources=(Resource(5, "interpreter", (1, 1, 1)),))
    day = Day(two, [(3, 8, 0), (3, 9, 2), (1, 9, 1), (2, 9, 0)])
    day.happen(InterpreterGone(5, 1, units=2), EmployerGone(9, 1))
    assert day.interviews() == ((2, 9, 0), (3, 8, 0))


def test_those_with_most_interviews_and_then_the_worst_fit_give_way() -> None:
    day = Day(FAIR, [(1, 9, 0), (2, 9, 0), (1, 8, 1), (4, 9, 1)])
    wide = Day(replace(FAIR, employers=(FAIR.employers[0], replace(FAIR.employers[1], interviewers=3))), [])
    wide.follow([(1, 9, 1), (2, 9, 1), (4, 9, 0), (1, 8, 2), (3, 8, 0)])
    wide.happen(RunsOver(4, 9, 0), RunsOver(3, 8, 0))
    assert (1, 9, 1) in wide.interviews()
    day.happen(RunsOver(1, 9, 0), RunsOver(2, 9, 0))
    assert day.interviews() == ((1, 9, 0), (2, 9, 0))


def test_who_is_told_is_told_once() -> None:
    day = Day(FAIR, [(1, 8, 0), (77, 8, 1), (1, 99, 2)])
    first = repair(day)
    assert set(first.cancelled) == {(77, 8, 1), (1, 99, 2)}
    assert repair(day).affected_seekers == ()


def test_a_plan_from_elsewhere_is_taken_over() -> None:
    day = Day(FAIR, [(1, 8, 0)], now=0)
    repair(day)
    elsewhere = [(2, 8, 0), (1, 8, 1), (1, 9, 2), (77, 8, 2)]
    day.follow(elsewhere)
    assert day.interviews() == ((1, 8, 1), (1, 9, 2), (2, 8, 0))
    result = repair(day)
    assert set(result.added) == set(result.interviews) - {(1, 8, 1), (1, 9, 2), (2, 8, 0)}


def test_a_plan_that_breaks_rules_is_taken_over_as_far_as_it_keeps_them() -> None:
    overfull = [(1, 8, 0), (2, 8, 0), (2, 9, 1), (3, 9, 1), (4, 8, 0)]
    assert Day(FAIR, overfull).interviews() == ((1, 8, 0), (2, 9, 1))


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (NoShow(77), "unknown: 77"),
        (EmployerGone(77), "unknown: 77"),
        (InterpreterGone(77), "unknown: 77"),
        (WalkIn(Seeker(1, ALL, 1)), "seeker 1 is at the fair already"),
        (WalkIn(Seeker(6, ALL, 1), {77: 0.5}), "unknown: 77"),
        (RunsOver(1, 8, 0), "no interview with 8"),
    ],
)
def test_events_about_nobody_are_named(event: Event, sentence: str) -> None:
    with pytest.raises(DayError, match=sentence):
        Day(FAIR, []).happen(event)


def test_any_number_of_people_can_walk_in_and_want_more_than_anybody_before() -> None:
    small = Problem.build(
        slot_count=3,
        seekers=[Seeker(1, ALL, 1)],
        employers=[Employer(7, 9, ALL, 99), Employer(8, 9, ALL, 99), Employer(9, 1, ALL, 2)],
        pairs=[(1, 7, 0.9)],
    )
    day = Day(small, [(1, 7, 0)])
    for place in range(80):
        day.happen(WalkIn(Seeker(100 + place, ALL, 1 + place % 3), {7: 0.5, 8: 0.4, 9: 0.1}))
    result = repair(day)
    assert (1, 7, 0) in result.interviews
    assert sum(one[1] == 9 for one in result.interviews) == 2
    assert result.counts == (56, 0, 0)


def test_an_interpreter_who_is_free_again_lets_somebody_take_a_seat_at_another_booth() -> None:
    one = frozenset({0})
    fair = Problem.build(
        slot_count=1,
        seekers=[Seeker(3, one, 1, resource=5), Seeker(6, one, 1, resource=5)],
        employers=[Employer(8, 1, one, 1), Employer(9, 1, one, 1)],
        resources=[Resource(5, "interpreter", (1,))],
        pairs=[(3, 8, 0.9), (6, 9, 0.5)],
    )
    day = Day(fair, [(3, 8, 0)])
    assert repair(day).added == ()
    day.happen(NoShow(3))
    assert repair(day).added == ((6, 9, 0),)


def test_nothing_is_filled_where_nobody_can_come_or_no_booth_is_open() -> None:
    day = Day(FAIR, [(1, 8, 0)])
    day.happen(EmployerGone(8), EmployerGone(9))
    assert repair(day).interviews == ()
    one = frozenset({0})
    both = [Seeker(1, one, 1), Seeker(2, one, 1)]
    pairs = [(1, 8, 0.9), (2, 8, 0.5)]
    fair = Problem.build(slot_count=1, seekers=both, employers=[Employer(8, 1, one, 1)], pairs=pairs)
    day = Day(fair, [(1, 8, 0)])
    assert repair(day).added == ()
    day.happen(NoShow(1))
    assert repair(day).added == ((2, 8, 0),)
    day.happen(NoShow(2))
    assert repair(day).interviews == ()
