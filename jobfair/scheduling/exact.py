"""The whole of a small fair as one integer program: proven best, where flow and sweeps leave a gap.

References
----------
The HiGHS branch and cut in `scipy.optimize.milp`; Q. Huangfu and J. A. J. Hall, Parallelizing the dual
revised simplex method, Mathematical Programming Computation 10 (2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array, vstack

from jobfair.scheduling.grid import Grid, reached_before, whole_runs
from jobfair.scheduling.prices import day_cap
from jobfair.scheduling.records import FloatArray, IntArray

#: More seats (pairs times shared slots) than this are not tried.
MOST_SEATS = 12_000
#: Branch and bound nodes of each program; a limit on work, so that answers do not vary.
MOST_NODES = 200


@dataclass(frozen=True, eq=False)
class Model:
    """Seats (person, employer, slot), each taken or not, and stages: a first, second, … interview."""

    grid: Grid
    people: IntArray
    employers: IntArray
    slots: IntArray
    stage: IntArray
    rules: csr_array
    limits: FloatArray
    links: csr_array
    least: FloatArray


@dataclass(frozen=True, eq=False)
class Exact:
    """The best plan found, shape (P, T), and bounds on counts and fit; `is_proven` where it is the best."""

    employer_at: IntArray
    counts: tuple[int, ...]
    fit_bound: float


def solve_exactly(grid: Grid, flow_counts: tuple[int, ...], seconds: float) -> Exact | None:
    """Plan a small fair to proven optimality, or give None where it is too large or takes too long.

    Promises are kept and visits made, or there is no plan.

    Parameters
    ----------
    flow_counts
        Bounds on the counts that are known already, which often saves proving them again.
    seconds
        Seconds left.
    """
    model = build_model(grid) if count_seats(grid) <= MOST_SEATS else None
    if model is None or not len(model.people):
        return None
    best = _run(
        model, np.append(grid.fit[model.people, model.employers], grid.worth[model.stage]), [], seconds
    )
    if best is None:
        return None
    counts, before = _counts(model, best), reached_before(grid).tolist()
    for level, count in enumerate(counts):
        if count + before[level] < flow_counts[level] and not _is_most(model, counts[:level], count, seconds):
            return None
    seats = np.flatnonzero(best.x[: len(model.people)] > 0.5)
    employer_at = np.full((grid.shape[0], grid.shape[2]), -1, dtype=np.int64)
    seat, slots = _covered(grid, model.employers[seats], model.slots[seats])
    employer_at[model.people[seats[seat]], slots] = model.employers[seats[seat]]
    bound = -best.mip_dual_bound - float(np.dot(grid.worth[: len(counts)], counts))
    totals = tuple(count + earlier for count, earlier in zip(counts, before, strict=True))
    return Exact(employer_at, totals, bound)


def _covered(grid: Grid, employers: IntArray, slots: IntArray) -> tuple[IntArray, IntArray]:
    """Give the place of each seat once for each slot that it covers, and these slots."""
    length = grid.length[employers]
    later = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    return np.repeat(np.arange(len(length)), length), np.repeat(slots, length) + later


def _counts(model: Model, found: OptimizeResult) -> tuple[int, ...]:
    stages = found.x[len(model.people) :]
    levels = len(model.grid.worth) - 1
    return tuple(round(float(stages[model.stage == level].sum())) for level in range(levels))


def _is_most(model: Model, before: tuple[int, ...], count: int, seconds: float) -> bool:
    """Say whether no plan with the counts before has more people at the next level."""
    seats = len(model.people)
    kept = [
        (np.append(np.zeros(seats), model.stage == level), reached) for level, reached in enumerate(before)
    ]
    gain = np.append(np.zeros(seats), model.stage == len(before)).astype(np.float64)
    found = _run(model, gain, kept, seconds)
    return found is not None and -found.mip_dual_bound < count + 1 - 1e-6


def _run(
    model: Model, gain: FloatArray, kept: list[tuple[FloatArray, int]], seconds: float
) -> OptimizeResult | None:
    rows = [LinearConstraint(row[None, :], reached, np.inf) for row, reached in kept]
    found = milp(
        -gain,
        constraints=[
            LinearConstraint(model.rules, ub=model.limits),
            LinearConstraint(model.links, 0, 0),
            *rows,
        ],
        bounds=Bounds(model.least, 1),
        integrality=np.append(np.ones(len(model.people), np.int64), np.zeros(len(model.stage), np.int64)),
        options={"node_limit": MOST_NODES, "mip_rel_gap": 1e-9, "time_limit": max(0.01, min(60.0, seconds))},
    )
    return found if found.status == 0 else None


def count_seats(grid: Grid) -> int:
    """Give the number of (person, employer, slot) that could be an interview."""
    shared = grid.free.astype(np.float32) @ grid.open.T.astype(np.float32)
    return int(shared[grid.eligible | grid.needs].sum())


def build_model(grid: Grid) -> Model:
    """Write every rule as rows over seats; the rules are those of `check.py`."""
    people, employers, slots, pair = _seats(grid)
    stage_person, stage = np.nonzero(np.arange(len(grid.worth) - 1)[None, :] < day_cap(grid)[:, None])
    stage += grid.earlier[stage_person]
    width = len(pair) + len(stage)
    blocks, limits = [], []
    for keys, limit, members in _rules(grid, people, employers, slots, pair):
        names, place = np.unique(keys, return_inverse=True)
        blocks.append(csr_array((np.ones(len(place)), (place, members)), shape=(len(names), width)))
        limits.append(limit[names] if limit is not None else np.ones(len(names)))
    for rows, limit in (
        _musts(grid, people, employers, pair, width),
        _promises(grid, employers, width),
        _visits_first(grid, people, employers, slots, width),
    ):
        blocks.append(rows)
        limits.append(limit)
    ends = (np.append(people, stage_person), np.arange(width))
    signs = np.append(~grid.is_desk[employers], -np.ones(len(stage)))
    return Model(
        grid=grid,
        people=people,
        employers=employers,
        slots=slots,
        stage=stage,
        rules=vstack(blocks, format="csr"),
        limits=np.concatenate(limits),
        links=csr_array((signs, ends), shape=(grid.shape[0], width)),
        least=_locks(grid, people, employers, slots, width),
    )


def _seats(grid: Grid) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Give person, employer and first slot of every interview there could be, and the number of its pair."""
    rows, columns = np.nonzero(grid.eligible | grid.needs)
    begins = grid.free[rows] & grid.open[columns]
    for length in np.unique(grid.length[grid.length > 1]).tolist():
        long = grid.length[columns] == length
        begins[long] = whole_runs(begins[long], length)
    pair, slots = np.nonzero(begins)
    return rows[pair], columns[pair], slots, pair


def _locks(grid: Grid, people: IntArray, employers: IntArray, slots: IntArray, width: int) -> FloatArray:
    """Give the least of every column: one where a seat is locked."""
    forced = np.zeros(width)
    locks = {tuple(lock) for lock in grid.locked.tolist()}
    seats = zip(people.tolist(), employers.tolist(), slots.tolist(), strict=True)
    forced[[place for place, seat in enumerate(seats) if seat in locks]] = 1.0
    return forced


def _musts(
    grid: Grid, people: IntArray, employers: IntArray, pair: IntArray, width: int
) -> tuple[csr_array, FloatArray]:
    """Have one seat at least for every pair that has to meet."""
    musts = (grid.must | grid.needs)[people, employers]
    names, place = np.unique(pair[musts], return_inverse=True)
    rows = csr_array((-np.ones(len(place)), (place, np.flatnonzero(musts))), shape=(len(names), width))
    return rows, -np.ones(len(names))


def _promises(grid: Grid, employers: IntArray, width: int) -> tuple[csr_array, FloatArray]:
    """Have as many seats at least as employers were promised."""
    promised = np.flatnonzero(grid.least)
    rows = np.zeros((len(promised), width))
    rows[:, : len(employers)] = -(promised[:, None] == employers).astype(np.float64)
    return csr_array(rows), -grid.least[promised].astype(np.float64)


def _visits_first(
    grid: Grid, people: IntArray, employers: IntArray, slots: IntArray, width: int
) -> tuple[csr_array, FloatArray]:
    """Have no seat that a visit has to come before without that visit."""
    later, sooner = _waits(grid, people, employers, slots)
    rows = coo_array((np.ones(len(later)), (np.arange(len(later)), later)), shape=(len(later), width))
    rows_of = np.repeat(np.arange(len(later)), [len(visits) for visits in sooner])
    earlier = np.concatenate([np.zeros(0, dtype=np.int64), *sooner])
    rows = rows - coo_array((np.ones(len(earlier)), (rows_of, earlier)), shape=rows.shape)
    return csr_array(rows), np.zeros(len(later))


def _waits(
    grid: Grid, people: IntArray, employers: IntArray, slots: IntArray
) -> tuple[list[int], list[IntArray]]:
    """Give each seat that a visit has to come before, and the seats of that visit that end in time."""
    later, sooner = [], []
    for desk in np.flatnonzero(grid.is_desk).tolist():
        visits = np.flatnonzero(employers == desk)
        for seat in np.flatnonzero(grid.before[desk, employers] & grid.needs[people, desk]).tolist():
            mine = visits[people[visits] == people[seat]]
            later.append(seat)
            sooner.append(mine[slots[mine] + grid.length[desk] <= slots[seat]])
    return later, sooner


Rule = tuple[IntArray, FloatArray | None, IntArray]


def _rules(grid: Grid, people: IntArray, employers: IntArray, slots: IntArray, pair: IntArray) -> list[Rule]:
    """Give each rule as the row of every member, the limits by row (None: one), and the members."""
    span = grid.shape[2]
    every = np.arange(len(people))
    seat, when = _covered(grid, employers, slots)
    kinds = grid.resource[people]
    users = np.flatnonzero(kinds[seat] >= 0)
    resters = np.flatnonzero(grid.rests[people])
    # Slot -1 or the next person's slot 0 would be another row; one slot more per person keeps them apart.
    wide = people * (span + 1) + slots
    wide_end = wide + grid.length[employers]
    rested = np.flatnonzero(grid.rests[people[seat]])
    rules: list[Rule] = [
        (people[seat] * span + when, None, seat),
        (pair, None, every),
        (employers[seat] * span + when, np.repeat(grid.interviewers, span).astype(np.float64), seat),
        (employers, grid.most.astype(np.float64), every),
        (kinds[seat[users]] * span + when[users], grid.capacity.astype(np.float64).ravel(), seat[users]),
        (
            np.append(people[seat[rested]] * (span + 1) + when[rested], wide_end[resters]),
            None,
            np.append(seat[rested], resters),
        ),
    ]
    patterns, zone = np.unique(grid.far, axis=0, return_inverse=True)
    for kind in np.flatnonzero(patterns.any(axis=1)).tolist():
        here = np.flatnonzero(zone[employers] == kind)
        there = np.flatnonzero(patterns[kind][employers])
        rules.append((np.append(wide_end[here], wide[there]), None, np.append(here, there)))
    return rules
