"""A fair as one big model for a general solver: every seat a yes or a no, every rule a row."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from jobfair.scheduling import Employer, Problem, Seeker
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray, Interview

#: A model with more seats than this does not fit into memory.
MOST_SEATS = 3_000_000
#: Worth of a person's last interview; each one before is worth ten times as much.
LAST_WORTH, FALL = 20.0, 10.0
#: CP-SAT counts in whole numbers.
FIT_UNIT = 10_000


class TooLarge(Exception):
    """The model would not fit into memory."""


class Model(NamedTuple):
    """Columns: seats (as places in the lists of the problem), then everybody's first, second, … interview.

    Each row of `rules` is at most its `most`; each row of `links` is 0; `least` and 1 bound the columns.
    """

    people: IntArray
    booths: IntArray
    slots: IntArray
    gain: FloatArray
    rules: csr_array
    most: FloatArray
    links: csr_array
    least: FloatArray


def write_model(problem: Problem) -> Model:
    """Write every rule of a fair as rows over its seats.

    Raises
    ------
    TooLarge
        Where there are more than `MOST_SEATS`.
    """
    free = _hours(problem, [one.free_slots for one in problem.seekers])
    opened = _hours(problem, [one.open_slots for one in problem.employers])
    pair_people = _places(problem.seekers, problem.pair_seekers)
    pair_booths = _places(problem.employers, problem.pair_employers)
    banned = problem.forbidden
    allowed = np.array([(pair.seeker, pair.employer) not in banned for pair in problem.pairs()], dtype=bool)
    shared = free[pair_people] & opened[pair_booths] & allowed[:, None]
    if shared.sum() > MOST_SEATS:
        raise TooLarge(f"{shared.sum():,} seats")
    pair, slots = np.nonzero(shared)
    people, booths = pair_people[pair], pair_booths[pair]
    caps = np.minimum([one.max_interviews for one in problem.seekers], free.sum(axis=1)).astype(np.int64)
    stage_people = np.repeat(np.arange(len(caps)), caps)
    stage = np.arange(len(stage_people)) - np.repeat(np.cumsum(caps) - caps, caps)
    width = len(pair) + len(stage)
    worth = LAST_WORTH * FALL ** (caps.max(initial=1) - 1 - stage)
    rules, most = _rules(problem, people, booths, slots, width)
    signs = np.append(np.ones(len(pair)), -np.ones(len(stage)))
    ends = np.append(people, stage_people)
    locks = set(_locks(problem))
    seats = zip(people.tolist(), booths.tolist(), slots.tolist(), strict=True)
    least = np.append([seat in locks for seat in seats], np.zeros(len(stage))).astype(np.float64)
    return Model(
        people=people,
        booths=booths,
        slots=slots,
        gain=np.append(problem.pair_fits[pair], worth),
        rules=rules,
        most=most,
        links=csr_array((signs, (ends, np.arange(width))), shape=(len(caps), width)),
        least=least,
    )


def _rules(
    problem: Problem, people: IntArray, booths: IntArray, slots: IntArray, width: int
) -> tuple[csr_array, FloatArray]:
    """Give one row for each pair, hour, booth, day, unit, rest, walk and promise."""
    span, every = problem.slot_count + 1, np.arange(len(people))
    hours = people * span + slots
    pairs = people * len(problem.employers) + booths
    interviewers = [one.interviewers for one in problem.employers]
    kinds = {one.id: place for place, one in enumerate(problem.resources)}
    needs = np.array(
        [-1 if one.resource is None else kinds[one.resource] for one in problem.seekers], dtype=int
    )
    rests = np.array([one.needs_rest for one in problem.seekers], dtype=bool)
    units = np.array([[*one.capacity_by_slot, 0] for one in problem.resources], dtype=np.float64)
    users, resters = every[needs[people] >= 0], every[rests[people]]
    rows = [
        _rows(pairs, every, np.ones_like, width),
        _rows(hours, every, np.ones_like, width),
        _rows(booths * span + slots, every, lambda key: np.take(interviewers, key // span), width),
        _rows(
            booths, every, lambda key: np.take([one.max_interviews for one in problem.employers], key), width
        ),
        _rows(needs[people[users]] * span + slots[users], users, lambda key: np.take(units, key), width),
        _rows(
            np.append(hours[resters], hours[resters] + 1), np.append(resters, resters), np.ones_like, width
        ),
    ]
    zones = np.array([str(one.zone) for one in problem.employers])
    for first, second in [*problem.far_zones, *((b, a) for a, b in problem.far_zones)]:
        here, there = every[zones[booths] == first], every[zones[booths] == second]
        keys = np.append(hours[here] + 1, hours[there])
        rows.append(_rows(keys, np.append(here, there), np.ones_like, width))
    wanted = np.array(sorted(s * len(problem.employers) + e for s, e in _musts(problem)), dtype=np.int64)
    promised = every[np.isin(pairs, wanted)]
    # A promise nobody could keep is a row as well.
    row = np.searchsorted(wanted, pairs[promised])
    must = csr_array((np.ones(len(row)), (row, promised)), shape=(len(wanted), width))
    matrices, limits = [row[0] for row in rows], [row[1] for row in rows]
    return vstack([*matrices, -must], format="csr"), np.concatenate([*limits, -np.ones(must.shape[0])])


def _rows(
    keys: IntArray, members: IntArray, most: Callable[[IntArray], Any], width: int
) -> tuple[csr_array, FloatArray]:
    names, row = np.unique(keys, return_inverse=True)
    matrix = csr_array((np.ones(len(row)), (row, members)), shape=(len(names), width))
    return matrix, np.asarray(most(names), dtype=np.float64)


def _hours(problem: Problem, sets: Sequence[frozenset[int]]) -> BoolArray:
    table = np.zeros((len(sets), problem.slot_count), dtype=np.bool_)
    for row, slots in enumerate(sets):
        table[row, list(slots)] = True
    return table


def _places(records: Sequence[Seeker] | Sequence[Employer], ids: IntArray) -> IntArray:
    place = {one.id: number for number, one in enumerate(records)}
    return np.array([place[one] for one in ids.tolist()], dtype=np.int64)


def _musts(problem: Problem) -> list[tuple[int, int]]:
    musts = np.array(sorted(problem.must), dtype=np.int64).reshape(-1, 2)
    people, booths = _places(problem.seekers, musts[:, 0]), _places(problem.employers, musts[:, 1])
    return list(zip(people.tolist(), booths.tolist(), strict=True))


def _locks(problem: Problem) -> list[tuple[int, int, int]]:
    locks = np.array(sorted(problem.locked), dtype=np.int64).reshape(-1, 3)
    people, booths = _places(problem.seekers, locks[:, 0]), _places(problem.employers, locks[:, 1])
    return list(zip(people.tolist(), booths.tolist(), locks[:, 2].tolist(), strict=True))


def by_highs(problem: Problem, seconds: float) -> tuple[Interview, ...] | None:
    """Solve the one model with HiGHS, as SciPy ships it; None where it finds nothing in time."""
    model = write_model(problem)
    if not len(model.gain):
        return () if not problem.must else None
    whole = np.append(np.ones(len(model.people)), np.zeros(len(model.gain) - len(model.people)))
    found = milp(
        -model.gain,
        constraints=[LinearConstraint(model.rules, ub=model.most), LinearConstraint(model.links, 0, 0)],
        bounds=Bounds(model.least, 1),
        integrality=whole,
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    return None if found.x is None else _interviews(problem, model, found.x[: len(model.people)] > 0.5)


def by_cp_sat(problem: Problem, seconds: float) -> tuple[Interview, ...] | None:
    """Solve the one model with the CP-SAT of OR-Tools, where that is installed; None as with HiGHS."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - not a requirement

    written = write_model(problem)
    model = cp_model.CpModel()
    columns = [model.new_int_var(int(least), 1, "") for least in written.least]
    for matrix, limits in ((written.rules, written.most), (written.links, np.zeros(written.links.shape[0]))):
        for row, most in enumerate(limits.tolist()):
            part = slice(matrix.indptr[row], matrix.indptr[row + 1])
            members = [columns[place] for place in matrix.indices[part].tolist()]
            total = cp_model.LinearExpr.weighted_sum(members, matrix.data[part].astype(int).tolist())
            model.add(total == 0) if matrix is written.links else model.add(total <= int(most))
    gain = np.rint(written.gain * FIT_UNIT).astype(np.int64).tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(columns, gain))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    taken = [solver.boolean_value(column) for column in columns[: len(written.people)]]
    return _interviews(problem, written, np.array(taken, dtype=np.bool_))


def _interviews(problem: Problem, model: Model, taken: BoolArray) -> tuple[Interview, ...]:
    seekers, employers = problem.seekers, problem.employers
    rows = zip(
        model.people[taken].tolist(), model.booths[taken].tolist(), model.slots[taken].tolist(), strict=True
    )
    return tuple((seekers[person].id, employers[booth].id, slot) for person, booth, slot in rows)


def models() -> dict[str, Callable[[Problem, float], tuple[Interview, ...] | None]]:
    """Give the solvers that are here."""
    found = {"one model (HiGHS)": by_highs}
    if importlib.util.find_spec("ortools") is not None:
        found["one model (CP-SAT)"] = by_cp_sat
    return found
