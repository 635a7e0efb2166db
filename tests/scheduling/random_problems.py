"""Small random fairs for property tests, with every rule in play, down to nobody and one slot."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from jobfair.scheduling import Employer, Problem, ProblemError, Resource, Seeker


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a problem; wishes and locks that contradict it are dropped one by one."""
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
    both = [(seeker.id, employer.id) for seeker in seekers for employer in employers]
    eligible = draw(st.lists(st.sampled_from(both), unique=True)) if both else []
    facts: dict[str, Any] = {
        "slot_count": slots,
        "seekers": seekers,
        "employers": employers,
        "resources": resources,
        "pairs": [(*pair, draw(st.integers(0, 20)) / 20) for pair in eligible],
        "forbidden": draw(st.frozensets(st.sampled_from(both), max_size=3)) if both else (),
        "far_zones": draw(st.sampled_from([(), (("east", "west"),)])),
        "must": set(),
        "locked": set(),
    }
    for pair in eligible[:4]:
        wish = draw(st.sampled_from(["none", "must", "lock"]))
        addition = {"must": {pair}, "lock": {(*pair, draw(st.integers(0, slots - 1)))}}.get(wish, set())
        key = "must" if wish == "must" else "locked"
        longer = {**facts, key: facts[key] | addition}
        try:
            Problem.build(**longer)
        except ProblemError:
            continue
        facts = longer
    return Problem.build(**facts)
