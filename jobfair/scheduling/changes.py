"""Make the smallest change that an explanation names come true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jobfair.scheduling.plan import Interview, Step, Unplaced
from jobfair.scheduling.problem import Employer, Problem, Resource, Seeker


def apply_change(
    problem: Problem, interviews: Iterable[Interview], unplaced: Unplaced
) -> tuple[Problem, tuple[Interview, ...]]:
    """Give the fair as it would be after a change, and the plan in which the person has their seat.

    A booth has the same number of interviewers in every slot, so one more in a slot becomes one more all
    day.

    Parameters
    ----------
    problem, interviews
        The fair and the plan that were explained.
    unplaced
        A person with a change; somebody without one is left as they are.

    Examples
    --------
    >>> from jobfair.scheduling import solve
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[Seeker(1, frozenset({0}), 1)],
    ...     employers=[Employer(9, 1, frozenset({1}), 2)],
    ...     pairs=[(1, 9, 0.9)],
    ... )
    >>> plan = solve(problem)
    >>> [step.kind for step in plan.unplaced[0].change.steps]
    ['seeker_stays']
    >>> changed, interviews = apply_change(problem, plan.interviews, plan.unplaced[0])
    >>> interviews, sorted(changed.seekers[0].free_slots)
    (((1, 9, 1),), [0, 1])
    """
    planned = set(interviews)
    change = unplaced.change
    if change is None:
        return problem, tuple(sorted(planned))
    for step in change.steps:
        problem = _stepped(problem, unplaced.seeker, change.employer, step)
        if "seeker" in step.ids:
            planned.remove((step.ids["seeker"], step.ids["employer"], step.ids["slot"]))
        if step.kind == "interview_moves":
            planned.add((step.ids["seeker"], step.ids["employer"], step.ids["new_slot"]))
    return problem, tuple(sorted({*planned, (unplaced.seeker, change.employer, change.slot)}))


def _stepped(problem: Problem, seeker: int, employer: int, step: Step) -> Problem:
    if step.kind == "no_is_lifted":
        return replace(problem, forbidden=problem.forbidden - {(seeker, employer)})
    return replace(
        problem,
        seekers=tuple(_seeker(one, step) if one.id == seeker else one for one in problem.seekers),
        employers=tuple(_employer(one, step) if one.id == employer else one for one in problem.employers),
        resources=tuple(_resource(one, step) for one in problem.resources),
    )


def _seeker(seeker: Seeker, step: Step) -> Seeker:
    if step.kind == "seeker_wants_more":
        return replace(seeker, max_interviews=seeker.max_interviews + 1)
    if "first_slot" in step.ids:
        added = range(step.ids["first_slot"], step.ids["last_slot"] + 1)
        return replace(seeker, free_slots=seeker.free_slots.union(added))
    return seeker


def _employer(employer: Employer, step: Step) -> Employer:
    if step.kind == "employer_gives_more":
        return replace(employer, max_interviews=employer.max_interviews + 1)
    if step.kind == "interviewer_more":
        return replace(employer, interviewers=employer.interviewers + 1)
    if step.kind == "employer_opens":
        return replace(employer, open_slots=employer.open_slots | {step.ids["slot"]})
    return employer


def _resource(resource: Resource, step: Step) -> Resource:
    if step.kind != "unit_more" or step.ids["resource"] != resource.id:
        return resource
    units = list(resource.capacity_by_slot)
    units[step.ids["slot"]] += 1
    return replace(resource, capacity_by_slot=tuple(units))
