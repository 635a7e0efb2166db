"""What a draft's report says: counts, proof, who is left out and why, fairness, seconds."""

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

from jobfair.interviews.queries import LeftOut, Places
from jobfair.scheduling import Plan, Problem, summary


def plan_report(plan: Plan, problem: Problem, places: Places, seconds: dict[str, float]) -> dict[str, Any]:
    """Everything the pages and the command line tell of a plan, as JSON; ids only, no names.

    Keys: status, seekers, employers, interviews, counts, fit, bound, gap, proof, unplaced, slot_ids (what
    the slot numbers in unplaced stand for), employers_left_out, fairness, violations, seconds.
    """
    found = summary(plan)
    # Whom nobody fits is not in the problem, and is without an interview all the same.
    found["proof"][0]["numbers"]["people"] = len(places.hall.seekers)
    unplaced = [one | {"bars": {}} for one in found["unplaced"]]
    unplaced += [
        {"seeker": one.id, "reason": one.reason, "numbers": {}, "change": None, "bars": one.bars}
        for one in places.seekers_left_out
    ]
    return found | {
        "slot_ids": places.hall.slot_ids,
        "seekers": len(places.hall.seekers),
        "employers": len(problem.employers),
        "slots": problem.slot_count,
        "unplaced": sorted(unplaced, key=lambda one: one["seeker"]),
        "employers_left_out": [_left_out(one) for one in places.employers_left_out],
        "fairness": _fairness(plan, problem, len(places.hall.seekers)),
        "violations": 0,
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
    }


def gini(values: list[int]) -> float:
    """Inequality from 0 (all have the same) to 1; 0 for nobody or nothing.

    Examples
    --------
    >>> gini([1, 1, 1]), gini([0, 0, 3])
    (0.0, 0.667)
    """
    ordered: npt.NDArray[np.float64] = np.sort(np.array(values, dtype=float))
    total = ordered.sum()
    if total == 0:
        return 0.0
    count = len(ordered)
    weights = 2 * np.arange(1, count + 1) - count - 1
    return round(float((weights * ordered).sum() / (count * total)), 3)


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"employer": one.id, "reason": one.reason}


def _fairness(plan: Plan, problem: Problem, seekers: int) -> dict[str, Any]:
    by_seeker = Counter(seeker for seeker, _, _ in plan.interviews)
    by_employer = Counter(employer for _, employer, _ in plan.interviews)
    seats = {employer.id: employer.max_interviews for employer in problem.employers}
    filled = [by_employer[one] / most for one, most in seats.items() if most]
    return {
        "seekers_without": seekers - len(by_seeker),
        "gini_of_seekers": gini([*by_seeker.values(), *[0] * (seekers - len(by_seeker))]),
        "gini_of_employers": gini([by_employer[one] for one in seats]),
        "least_filled_employer": round(min(filled, default=0.0), 3),
        "seats": sum(seats.values()),
    }
