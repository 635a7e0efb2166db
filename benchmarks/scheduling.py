"""Plan the bench's fairs with the solver and two simple peers.

`python -m benchmarks.scheduling FOLDER [SECONDS]`; FOLDER holds files in the format
`jobfair-instance/1`. Peers: by score alone, and rounds in which everybody gets at most one more interview.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from jobfair.scheduling import Limits, Problem, check, read_instance, report, solve
from jobfair.scheduling.check import Interview
from jobfair.scheduling.fairness import score_driven_plan

Plan = tuple[Interview, ...]


def greedy_rounds(problem: Problem) -> Plan:
    """Give everybody in turn, round by round, the best fit that has a seat left; locks first."""
    days: dict[int, dict[int, int]] = {seeker.id: {} for seeker in problem.seekers}
    taken: dict[tuple[int, int], int] = {}
    held: dict[int, int] = {}
    used: dict[tuple[int | None, int], int] = {}
    people = {seeker.id: seeker for seeker in problem.seekers}
    booths = {employer.id: employer for employer in problem.employers}
    units = {resource.id: resource.capacity_by_slot for resource in problem.resources}

    def put(seeker: int, employer: int, slot: int) -> None:
        days[seeker][slot] = employer
        taken[employer, slot] = taken.get((employer, slot), 0) + 1
        held[employer] = held.get(employer, 0) + 1
        used[people[seeker].resource, slot] = used.get((people[seeker].resource, slot), 0) + 1

    def fits(seeker: int, employer: int, slot: int) -> bool:
        person, booth, day = people[seeker], booths[employer], days[seeker]
        beside = [day[when] for when in (slot - 1, slot + 1) if when in day]
        unit = person.resource is None or used.get((person.resource, slot), 0) < units[person.resource][slot]
        return (
            unit
            and slot not in day
            and taken.get((employer, slot), 0) < booth.interviewers
            and held.get(employer, 0) < booth.max_interviews
            and not (person.needs_rest and beside)
            and not any(problem.are_far(booths[other].zone, booth.zone) for other in beside)
        )

    for lock in sorted(problem.locked):
        put(*lock)
    wishes: dict[int, list[tuple[float, int]]] = {seeker: [] for seeker in people}
    for pair in problem.pairs():
        if (pair.seeker, pair.employer) not in problem.forbidden:
            promised = (pair.seeker, pair.employer) in problem.must
            wishes[pair.seeker].append((-pair.fit - promised, pair.employer))
    for wish in wishes.values():
        wish.sort()
    for _ in range(max((seeker.max_interviews for seeker in problem.seekers), default=0)):
        for seeker, wish in wishes.items():
            if len(days[seeker]) < people[seeker].max_interviews:
                seat = next(
                    (
                        (employer, slot)
                        for _, employer in wish
                        if employer not in days[seeker].values()
                        for slot in sorted(people[seeker].free_slots & booths[employer].open_slots)
                        if fits(seeker, employer, slot)
                    ),
                    None,
                )
                if seat is not None:
                    put(seeker, *seat)
    return tuple((seeker, employer, slot) for seeker, day in days.items() for slot, employer in day.items())


def main(folder: Path, seconds: float) -> None:
    """Print one row for each fair and method."""
    methods: dict[str, Callable[[Problem], Plan]] = {
        "by score": score_driven_plan,
        "greedy rounds": greedy_rounds,
        "solve": lambda problem: solve(problem, limits=Limits(seconds=seconds)).interviews,
    }
    for path in sorted(folder.glob("*.json*")):
        problem = read_instance(path)
        for name, method in methods.items():
            started = time.perf_counter()
            plan = method(problem)
            took = time.perf_counter() - started
            spread = report(problem, plan).plan
            broken = len(check(problem, plan))
            row = f"{path.name:24} {name:14} {took:7.2f} s  {list(spread.counts)}"
            row += f"  fit {spread.fit:.2f}  Gini {spread.gini:.3f}  rules broken {broken}\n"
            sys.stdout.write(row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 10.0)
