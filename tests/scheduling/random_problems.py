"""Small random fairs for property tests, with every rule in play, down to nobody and one slot."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from jobfair.scheduling import Employer, Problem, ProblemError, Resource, Seeker, Violation, check
from jobfair.scheduling.records import Interview

#: Ids of desks; employers' are below.
DESK_IDS = 900
#: What a plan may lack where not everything can be had.
PROMISES = ("must_missing", "visit_missing", "employer_below_promise")


def rules_broken(problem: Problem, interviews: Iterable[Interview]) -> list[Violation]:
    """Give what no plan may break."""
    return [one for one in check(problem, interviews) if one.kind not in PROMISES]


@st.composite
def problems(draw: st.DrawFn, plain: bool = False) -> Problem:
    """Draw a problem; wishes and locks that contradict it are dropped one by one.

    A plain one has interviews of one slot, no desks, no promises and no earlier days.
    """
    slots = draw(st.integers(1, 5))
    some_slots = st.frozensets(st.integers(0, slots - 1))
    resource_count = draw(st.integers(0, 3))
    resources = [
        Resource(
            100 + kind, f"r{kind}", tuple(draw(st.lists(st.integers(0, 2), min_size=slots, max_size=slots)))
        )
        for kind in range(resource_count)
    ]
    kinds = st.sampled_from([None, *(resource.id for resource in resources)])
    seekers = [
        Seeker(10 * place + 7, draw(some_slots), draw(st.integers(0, 4)), draw(kinds), draw(st.booleans()))
        for place in range(draw(st.integers(0, 7)))
    ]
    zones = st.sampled_from([None, "east", "west"])
    employers = [
        Employer(
            5 * place - 3, draw(st.integers(0, 3)), draw(some_slots), draw(st.integers(0, 6)), draw(zones)
        )
        for place in range(draw(st.integers(0, 5)))
    ]
    if not plain:
        seekers = [replace(one, interviews_before=draw(rarely(2))) for one in seekers]
        employers = [replace(one, slots_per_interview=1 + draw(rarely(2))) for one in employers]
    desks = [] if plain else draw(st.lists(support_desks(slots), max_size=2, unique_by=lambda one: one.id))
    seekers = [replace(one, needs_desks=draw(some_of(desks))) for one in seekers]
    waits = [(desk.id, other.id) for desk in desks for other in [*employers, *desks] if desk.id < other.id]
    waits += [(desk.id, one.id) for desk in desks for one in employers]
    both = [(seeker.id, employer.id) for seeker in seekers for employer in employers]
    eligible = draw(st.lists(st.sampled_from(both), unique=True)) if both else []
    facts: dict[str, Any] = {
        "slot_count": slots,
        "seekers": seekers,
        "employers": [*employers, *desks],
        "resources": resources,
        "pairs": [(*pair, draw(st.integers(0, 20)) / 20) for pair in eligible],
        "forbidden": draw(st.frozensets(st.sampled_from(both), max_size=3)) if both else (),
        "far_zones": draw(st.sampled_from([(), (("east", "west"),)])),
        "before": draw(st.frozensets(st.sampled_from(waits))) if waits else (),
        "must": set(),
        "locked": set(),
    }
    visits = [(seeker.id, desk) for seeker in seekers for desk in sorted(seeker.needs_desks)]
    wishes: list[dict[str, Any]] = []
    for pair in [*eligible[:4], *visits[:2]]:
        wish = draw(st.sampled_from(["none", "must", "lock"]))
        wishes += [{"must": {pair}}] if wish == "must" else []
        wishes += [{"locked": {(*pair, draw(st.integers(0, slots - 1)))}}] if wish == "lock" else []
    for wish in wishes:
        with suppress(ProblemError):
            longer = facts | {key: facts[key] | more for key, more in wish.items()}
            Problem.build(**longer)
            facts = longer
    for place, one in enumerate(() if plain else employers):
        with suppress(ProblemError):
            promised = list(facts["employers"])
            promised[place] = replace(one, min_interviews=draw(rarely(2)))
            Problem.build(**{**facts, "employers": promised})
            facts["employers"] = promised
    return Problem.build(**facts)


def rarely(most: int) -> st.SearchStrategy[int]:
    """Draw 0 more often than anything else."""
    return st.sampled_from([0, 0, 0, *range(1, most + 1)])


@st.composite
def support_desks(draw: st.DrawFn, slots: int) -> Employer:
    """Draw a desk, also one that is never open for a whole visit."""
    return Employer(
        draw(st.integers(DESK_IDS, DESK_IDS + 3)),
        draw(st.integers(0, 2)),
        draw(st.frozensets(st.integers(0, slots - 1))),
        draw(st.integers(0, 6)),
        slots_per_interview=draw(st.integers(1, 2)),
        is_desk=True,
    )


def some_of(desks: list[Employer]) -> st.SearchStrategy[frozenset[int]]:
    """Draw the desks that somebody needs."""
    return st.frozensets(st.sampled_from([desk.id for desk in desks])) if desks else st.just(frozenset())
