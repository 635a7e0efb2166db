"""What a draft's report says: counts, proof, who is left out and why, fairness, seconds."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from jobfair.fairs.queries.open_slots import GAP
from jobfair.interviews.queries import Kept, LeftOut, Places
from jobfair.interviews.queries.promises import missed_promises
from jobfair.scheduling import Plan, Problem, Seeker, report, summary


def plan_report(
    plan: Plan, problem: Problem, places: Places, kept: Kept, seconds: dict[str, float]
) -> dict[str, Any]:
    """Everything the pages and the command line tell of a plan, as JSON; ids only, no names.

    Keys: status, seekers, employers, interviews, counts, fit, bound, gap, proof, unplaced, slot_ids (what
    the slot numbers in unplaced stand for), employers_left_out, kept, not_kept, fairness, violations,
    promises_missed, seconds.
    """
    missed = missed_promises(plan.interviews, places.hall.promised)
    # The plan tells of promises that could be kept alone; people read of all.
    found = summary(replace(plan, missed_promises=tuple(one.employer for one in missed)))
    # Whom nobody fits is not in the problem, and is without an interview all the same.
    found["proof"][0]["numbers"]["people"] = len(places.hall.seekers)
    unplaced = [one | {"bars": {}} for one in found["unplaced"]]
    unplaced += [
        {
            "seeker": one.id,
            "reason": one.reason,
            "numbers": {},
            "change": None,
            "bars": one.bars,
            "opens": [asdict(change) for change in one.opens],
        }
        for one in places.seekers_left_out
    ]
    return found | {
        "slot_ids": places.hall.slot_ids,
        "seekers": len(places.hall.seekers),
        "employers": len(problem.employers),
        "slots": sum(slot_id != GAP for slot_id in places.hall.slot_ids),
        "unplaced": sorted(unplaced, key=lambda one: one["seeker"]),
        "employers_left_out": [_left_out(one) for one in places.employers_left_out],
        "promises_missed": [asdict(one) for one in missed],
        "kept": kept.number,
        "not_kept": [dict(zip(("seeker", "employer", "slot_id"), one, strict=True)) for one in kept.dropped],
        "fairness": _fairness(plan, problem, places.hall.seekers),
        "violations": 0,
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"employer": one.id, "reason": one.reason}


def _fairness(plan: Plan, problem: Problem, seekers: Sequence[Seeker]) -> dict[str, Any]:
    """How even the plan is, beside one by score alone; also of people whom nobody fits."""
    known = {seeker.id for seeker in problem.seekers}
    everybody = replace(
        problem, seekers=(*problem.seekers, *(seeker for seeker in seekers if seeker.id not in known))
    )
    found = report(everybody, plan.interviews)
    return {
        "seekers_without": found.plan.people_by_number[0],
        "plan": found.plan._asdict() | {"employer_gini": found.employer_gini},
        "by_score": found.by_score._asdict() | {"employer_gini": found.employer_gini_by_score},
        "employers": [one._asdict() for one in found.employers],
    }
