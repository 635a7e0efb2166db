"""Which seats one person could take."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobfair.scheduling import Day, Employer, Limits, Problem, Seeker, propose_on, seats_for, solve
from tests.scheduling.random_problems import problems


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(), st.data())
def test_a_person_is_offered_every_seat_they_are_proposed_for(problem: Problem, data: st.DataObject) -> None:
    published = solve(problem, limits=Limits(rounds=1)).interviews
    standing = data.draw(st.sets(st.sampled_from(published))) if published else ()
    day = Day(problem, standing, now=data.draw(st.integers(0, problem.slot_count - 1)))
    proposed = [
        (one.seeker, (employer.id, slot))
        for employer in problem.employers
        for slot in range(problem.slot_count)
        for one in propose_on(day, employer.id, slot, most=len(problem.seekers))
    ]
    for seeker in problem.seekers:
        assert list(seats_for(day, seeker.id)) == [seat for who, seat in proposed if who == seeker.id]


def test_somebody_who_takes_no_part_has_no_seats() -> None:
    day = frozenset({0})
    fair = Problem.build(
        slot_count=1, seekers=[Seeker(1, day, 1)], employers=[Employer(8, 1, day, 1)], pairs=[(1, 8, 0.5)]
    )
    assert seats_for(Day(fair, []), 99) == ()
    assert seats_for(Day(fair, []), 1) == ((8, 0),)
