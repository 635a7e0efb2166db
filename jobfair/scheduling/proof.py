"""What a plan's certificate says, as sentences in order: a key and numbers for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jobfair.scheduling.plan import Plan

#: A gap that is nothing to anybody who reads about it.
SMALL_GAP = 1e-4


class Sentence(NamedTuple):
    """One sentence of the paragraph: its key, and the numbers in its places."""

    key: str
    numbers: dict[str, float]


def explain_proof(plan: Plan) -> tuple[Sentence, ...]:
    """Put a certificate in sentences.

    `placed` says how many of how many people have an interview. `stopped` says that the plan was stopped;
    `musts_missed`, `promises_missed` and `visits_missed` how many must pairs, employers with fewer interviews
    than promised, and visits to desks it leaves out. `counts_proven` or `counts_short` tell whether
    the counts are the best there are; where they are short, at which number of interviews first, how many
    people have as many and how many could. `first_proven` says that at least nobody more could have one.
    `fit_proven` or `fit_within` tell about the fit of plans with these counts, with the `gap` from 0 to 1.
    `times_left_out` owns up to a bound that may be too high, since it leaves out when interviews are.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Problem, Seeker, solve
    >>> problem = Problem.build(
    ...     slot_count=1,
    ...     seekers=[Seeker(1, frozenset({0}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0}), 1)],
    ...     pairs=[(1, 9, 0.9)],
    ... )
    >>> [sentence.key for sentence in explain_proof(solve(problem))]
    ['placed', 'counts_proven', 'fit_proven']
    """
    certificate = plan.certificate
    placed = sum(plan.counts[:1])
    told = [Sentence("placed", {"placed": placed, "people": placed + len(plan.unplaced)})]
    if plan.status == "cancelled":
        told.append(Sentence("stopped", {}))
    if plan.missed_musts:
        told.append(Sentence("musts_missed", {"pairs": len(plan.missed_musts)}))
    if plan.missed_promises:
        told.append(Sentence("promises_missed", {"employers": len(plan.missed_promises)}))
    if plan.missed_visits:
        told.append(Sentence("visits_missed", {"visits": len(plan.missed_visits)}))
    told.extend(_counts(plan))
    is_close = certificate.gap < SMALL_GAP
    told.append(Sentence("fit_proven", {}) if is_close else Sentence("fit_within", {"gap": certificate.gap}))
    if certificate.relaxation == "flow" and not (certificate.counts_reached and is_close):
        told.append(Sentence("times_left_out", {}))
    return tuple(told)


def _counts(plan: Plan) -> Iterator[Sentence]:
    for level, (reached, bound) in enumerate(zip(plan.counts, plan.certificate.counts, strict=True), start=1):
        if reached < bound:
            if level > 1:
                yield Sentence("first_proven", {})
            yield Sentence("counts_short", {"interviews": level, "reached": reached, "bound": bound})
            return
    yield Sentence("counts_proven", {})
