"""Measure repair on the day: one decision at a time, and many no-shows and walk-ins at once.

`python -m benchmarks.repair INSTANCE [EVENTS]`; INSTANCE is a file in the format `jobfair-instance/1`. Times
are one core's, in milliseconds or seconds; a decision is an event, its refill and the proposals for a seat.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from jobfair.scheduling import (
    Day,
    EmployerGone,
    Event,
    InterpreterGone,
    Late,
    LeavesEarly,
    Limits,
    NoShow,
    Problem,
    RunsOver,
    Seeker,
    WalkIn,
    check,
    propose_on,
    read_instance,
    repair,
    solve,
)
from jobfair.scheduling.check import Interview

T = TypeVar("T")

NO_SHOWS, WALK_INS = 0.15, 0.10
#: How often each kind of event comes up among single ones; an employer is missing once in a hundred.
KINDS = ["no_show"] * 40 + ["walk_in"] * 28 + ["late"] * 10 + ["early"] * 10 + ["over"] * 10 + ["unit"]
KINDS += ["employer"]


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do something and give the processor's seconds it took."""
    started = time.process_time()
    done = work()
    return done, time.process_time() - started


class Crowd:
    """People who come as walk-ins: each is like somebody who is at the fair already."""

    def __init__(self, problem: Problem, random: np.random.Generator) -> None:
        self._problem, self._random = problem, random
        self._fits: dict[int, dict[int, float]] = {seeker.id: {} for seeker in problem.seekers}
        for pair in problem.pairs():
            self._fits[pair.seeker][pair.employer] = pair.fit
        self._next_id = max(self._fits, default=0) + 1

    def walk_in(self) -> WalkIn:
        """Send the next one in."""
        like: Seeker = self._problem.seekers[int(self._random.integers(len(self._problem.seekers)))]
        self._next_id += 1
        return WalkIn(replace(like, id=self._next_id), self._fits[like.id])


def event(day: Day, problem: Problem, crowd: Crowd, random: np.random.Generator) -> Event:
    """Draw one event for the day as it stands."""
    kind = str(random.choice(KINDS))
    seeker, employer, slot = random.permutation(np.array(day.interviews(), dtype=np.int64))[0].tolist()
    events: dict[str, Callable[[], Event]] = {
        "no_show": lambda: NoShow(seeker),
        "walk_in": crowd.walk_in,
        "late": lambda: Late(seeker, slot + 1),
        "early": lambda: LeavesEarly(seeker, slot),
        "over": lambda: RunsOver(seeker, employer, slot),
        "unit": lambda: InterpreterGone(problem.resources[0].id, slot),
        "employer": lambda: EmployerGone(employer, slot),
    }
    return events[kind]()


def decisions(problem: Problem, plan: tuple[Interview, ...], events: int) -> None:
    """Print how long single decisions take on a day kept in memory, and what keeping or making one takes."""
    random = np.random.default_rng(2)
    crowd = Crowd(problem, random)
    day, made = timed(lambda: Day(problem, plan))
    _, first = timed(lambda: repair(day))
    took: dict[str, list[float]] = {}
    for _ in range(events):
        happened = event(day, problem, crowd, random)
        freed = day.interviews()[0]

        def decide(happened: Event = happened, seat: Interview = freed) -> None:
            day.happen(happened)
            repair(day)
            propose_on(day, seat[1], seat[2])

        _, seconds = timed(decide)
        took.setdefault(type(happened).__name__, []).append(seconds)
    every = sorted(one for each in took.values() for one in each)
    _print_row("every event", every)
    for kind, each in sorted(took.items()):
        _print_row(kind, each)
    _, followed = timed(lambda: day.follow(day.interviews()[:-3]))
    line = f"  day made {1e3 * made:.1f} ms, first look at all seats {1e3 * first:.1f} ms"
    sys.stdout.write(f"{line}, plan from elsewhere taken over {1e3 * followed:.1f} ms\n")


def _print_row(name: str, seconds: list[float]) -> None:
    p50, p95 = np.percentile(seconds, [50, 95])
    row = f"  {name:16} {len(seconds):4}  p50 {1e3 * p50:6.2f}  p95 {1e3 * p95:6.2f}"
    sys.stdout.write(f"{row}  max {1e3 * max(seconds):6.2f} ms\n")


def at_once(problem: Problem, plan: tuple[Interview, ...]) -> None:
    """Print what each mode makes of many no-shows and walk-ins at once, beside a plan made anew."""
    random = np.random.default_rng(1)
    people = random.permutation([seeker.id for seeker in problem.seekers]).tolist()
    gone = set(people[: int(NO_SHOWS * len(people))])
    crowd = Crowd(problem, random)
    coming = [crowd.walk_in() for _ in range(int(WALK_INS * len(people)))]
    today = _today(problem, gone, coming)
    anew, full = timed(lambda: solve(today))
    swept, short = timed(lambda: solve(today, limits=Limits(rounds=0)))
    _print_plan("solve anew", full, anew.counts, anew.fit, "")
    _print_plan("the same, no cooling", short, swept.counts, swept.fit, "")
    day = Day(problem, plan)
    repair(day)
    _, happened = timed(lambda: day.happen(*(NoShow(seeker) for seeker in sorted(gone)), *coming))
    result, seconds = timed(lambda: repair(day))
    seconds += happened
    moved = f"moved {len(result.moved)}, cancelled {_still_here(result.cancelled, gone)}"
    seats = _usable_seats(day, today)
    moved += f", usable seats left {seats}, rules broken {len(check(today, result.interviews))}"
    moved += f", fit {result.fit / anew.fit:.2%} of anew in 1/{full / seconds:.0f} of its time"
    _print_plan("fill_only", seconds, result.counts, result.fit, moved)
    for mode in ("few_changes", "replan"):
        result, seconds = timed(lambda mode=mode: repair(_hit(problem, plan, gone, coming), mode=mode))
        moved = f"moved {len(result.moved)}, cancelled {_still_here(result.cancelled, gone)}"
        moved += f", rules broken {len(check(today, result.interviews))}"
        _print_plan(mode, seconds, result.counts, result.fit, moved)


def _hit(problem: Problem, plan: tuple[Interview, ...], gone: set[int], coming: list[WalkIn]) -> Day:
    day = Day(problem, plan)
    day.happen(*(NoShow(seeker) for seeker in sorted(gone)), *coming)
    return day


def _still_here(cancelled: tuple[Interview, ...], gone: set[int]) -> int:
    return sum(seeker not in gone for seeker, _, _ in cancelled)


def _usable_seats(day: Day, problem: Problem) -> int:
    return sum(
        bool(propose_on(day, employer.id, slot, most=1))
        for employer in problem.employers
        for slot in range(problem.slot_count)
    )


def _today(problem: Problem, gone: set[int], coming: list[WalkIn]) -> Problem:
    """Give the fair as it is after all of that, as a problem of its own."""
    new = [(one.seeker.id, employer, fit) for one in coming for employer, fit in one.fits.items()]
    here = [
        replace(seeker, free_slots=frozenset()) if seeker.id in gone else seeker for seeker in problem.seekers
    ]
    return replace(
        problem,
        seekers=(*here, *(one.seeker for one in coming)),
        pair_seekers=np.append(problem.pair_seekers, [one[0] for one in new]).astype(np.int64),
        pair_employers=np.append(problem.pair_employers, [one[1] for one in new]).astype(np.int64),
        pair_fits=np.append(problem.pair_fits, [one[2] for one in new]),
        locked=frozenset(lock for lock in problem.locked if lock[0] not in gone),
        must=frozenset(pair for pair in problem.must if pair[0] not in gone),
    )


def _print_plan(name: str, seconds: float, counts: tuple[int, ...], fit: float, more: str) -> None:
    sys.stdout.write(f"  {name:20} {seconds:7.3f} s  {list(counts)}  fit {fit:.2f}  {more}\n")


def main(path: Path, events: int) -> None:
    """Plan the fair, then measure."""
    problem = read_instance(path)
    plan, seconds = timed(lambda: solve(problem))
    sys.stdout.write(f"{path.name}: planned in {seconds:.1f} s\n")
    decisions(problem, plan.interviews, events)
    at_once(problem, plan.interviews)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
