"""What holds for every fair, down to nobody, one slot and wishes that cannot all come true."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.scheduling_peers import PEERS
from jobfair.scheduling import Employer, Limits, Plan, Problem, ProblemError, Resource, Seeker, check, solve
from jobfair.scheduling.records import Interview
from tests.scheduling.random_problems import problems

STEADY = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
NOBODY = Problem.build(slot_count=1, seekers=[], employers=[], pairs=[])
NO_DAY = Problem.build(slot_count=0, seekers=[Seeker(1, frozenset(), 1)], employers=[], pairs=[])


def counts_of(problem: Problem, interviews: tuple[Interview, ...]) -> tuple[int, ...]:
    """People with at least 1, 2, … interviews, as long as anybody could have them."""
    desks = {one.id for one in problem.employers if one.is_desk}
    each = Counter(seeker for seeker, employer, _ in interviews if employer not in desks)
    each.update({one.id: one.interviews_before for one in problem.seekers})
    most = max((one.interviews_before + one.max_interviews for one in problem.seekers), default=0)
    return tuple(sum(each[one.id] >= least for one in problem.seekers) for least in range(1, most + 1))


def fit_of(problem: Problem, interviews: tuple[Interview, ...]) -> float:
    fits = {(pair.seeker, pair.employer): pair.fit for pair in problem.pairs()}
    return sum(fits.get(interview[:2], 0.0) for interview in interviews)


def broken(problem: Problem, plan: Plan) -> list[str]:
    missed = {
        *(("must_missing", pair) for pair in plan.missed_musts),
        *(("visit_missing", visit) for visit in plan.missed_visits),
        *(("employer_below_promise", (employer,)) for employer in plan.missed_promises),
    }
    found = set(check(problem, plan.interviews))
    return sorted(f"{kind} {ids}" for kind, ids in found ^ missed)


@STEADY
@given(problems(), st.integers(0, 3))
@example(NOBODY, 0)
@example(NO_DAY, 0)
def test_every_rule_is_kept_and_every_lock_stands(problem: Problem, seed: int) -> None:
    plan = solve(problem, seed=seed, limits=Limits(rounds=3))
    assert broken(problem, plan) == []
    assert problem.locked <= set(plan.interviews)
    missed = plan.missed_musts or plan.missed_promises or plan.missed_visits
    assert bool(missed) == (plan.status == "infeasible")
    desks = {one.id for one in problem.employers if one.is_desk}
    placed = {seeker for seeker, employer, _ in plan.interviews if employer not in desks}
    assert [one.seeker for one in plan.unplaced] == sorted(
        one.id for one in problem.seekers if one.id not in placed and not one.interviews_before
    )


@STEADY
@given(problems())
@example(NOBODY)
def test_the_certificate_holds(problem: Problem) -> None:
    plan = solve(problem, limits=Limits(rounds=3))
    certificate = plan.certificate
    assert plan.counts == counts_of(problem, plan.interviews)[: len(plan.counts)]
    assert plan.counts <= certificate.counts
    assert plan.fit <= certificate.fit + 1e-9
    assert certificate.gap == pytest.approx(1 - plan.fit / certificate.fit if certificate.fit else 0.0)
    assert certificate.counts_reached == (plan.counts == certificate.counts)
    assert plan.fit == pytest.approx(fit_of(problem, plan.interviews))


@STEADY
@given(problems(plain=True), st.sampled_from(sorted(PEERS)))
def test_no_plan_is_below_a_simple_one(problem: Problem, peer: str) -> None:
    """Leximin on counts, and the bounds hold for plans of whoever makes them."""
    without_musts = replace(problem, must=frozenset())
    plan, simple = solve(without_musts), PEERS[peer](without_musts)
    assert check(without_musts, simple) == ()
    ours, theirs = counts_of(problem, plan.interviews), counts_of(problem, simple)
    assert ours >= theirs
    if ours == theirs:
        assert fit_of(problem, simple) <= plan.certificate.fit + 1e-9


@STEADY
@given(problems(), st.integers(0, 4), st.sampled_from(["interviewer", "slot", "unit"]))
def test_a_seat_more_never_lowers_the_bound(problem: Problem, which: int, what: str) -> None:
    before = solve(problem, limits=Limits(rounds=0)).certificate.counts
    slots = frozenset(range(problem.slot_count))

    def more(employer: Employer) -> Employer:
        if what == "slot":
            return replace(employer, open_slots=slots, max_interviews=employer.max_interviews + 1)
        return replace(
            employer, interviewers=employer.interviewers + 1, max_interviews=employer.max_interviews + 1
        )

    def unit_more(resource: Resource) -> Resource:
        return replace(resource, capacity_by_slot=tuple(units + 1 for units in resource.capacity_by_slot))

    if what == "unit":
        larger = replace(problem, resources=tuple(unit_more(one) for one in problem.resources))
    else:
        employers = [more(one) if place == which else one for place, one in enumerate(problem.employers)]
        larger = replace(problem, employers=tuple(employers))
    after = solve(larger, limits=Limits(rounds=0)).certificate.counts
    length = max(len(before), len(after))
    assert after + (0,) * (length - len(after)) >= before + (0,) * (length - len(before))


def relabelled(problem: Problem, data: st.DataObject) -> Problem:
    """Give everybody another id and another place in the lists."""
    seekers = data.draw(st.permutations(problem.seekers))
    employers = data.draw(st.permutations(problem.employers))
    new_seeker = {one.id: 1000 - place for place, one in enumerate(seekers)}
    new_employer = {one.id: 7 * place for place, one in enumerate(employers)}
    pairs = data.draw(st.permutations(list(problem.pairs())))
    return Problem.build(
        slot_count=problem.slot_count,
        seekers=[
            replace(
                one,
                id=new_seeker[one.id],
                needs_desks=frozenset(new_employer[desk] for desk in one.needs_desks),
            )
            for one in seekers
        ],
        employers=[replace(one, id=new_employer[one.id]) for one in employers],
        resources=data.draw(st.permutations(problem.resources)),
        pairs=[(new_seeker[pair.seeker], new_employer[pair.employer], pair.fit) for pair in pairs],
        forbidden=[(new_seeker[s], new_employer[e]) for s, e in problem.forbidden],
        must=[(new_seeker[s], new_employer[e]) for s, e in problem.must],
        locked=[(new_seeker[s], new_employer[e], slot) for s, e, slot in problem.locked],
        before=[(new_employer[desk], new_employer[e]) for desk, e in problem.before],
        far_zones=problem.far_zones,
    )


@STEADY
@given(problems(), st.data())
def test_other_names_change_nothing_but_ties(problem: Problem, data: st.DataObject) -> None:
    plan, other = solve(problem), solve(relabelled(problem, data))
    assert len(plan.missed_musts) == len(other.missed_musts)
    assert (plan.counts, other.fit) == (other.counts, pytest.approx(plan.fit))
    assert plan.certificate.counts == other.certificate.counts


@STEADY
@given(problems(), st.data())
def test_a_lock_that_cannot_be_is_named_or_kept(problem: Problem, data: st.DataObject) -> None:
    """Any lock whatsoever: either somebody is told why not, or it stands."""
    ids = [one.id for one in problem.seekers] or [1]
    hosts = [one.id for one in problem.employers] or [1]
    lock = data.draw(
        st.tuples(st.sampled_from(ids), st.sampled_from(hosts), st.integers(-1, problem.slot_count))
    )
    locked = None
    with suppress(ProblemError):
        locked = replace(problem, locked=problem.locked | {lock})
    if locked is None:
        with pytest.raises(ProblemError, match=r"seeker|employer|resource"):
            replace(problem, locked=problem.locked | {lock})
    else:
        assert lock in solve(locked, limits=Limits(rounds=0)).interviews
