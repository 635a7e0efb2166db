"""A problem as arrays: people in rows, employers in columns, places in both lists instead of ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: Worth of the last interview a person can have, so that no exchange of fits outweighs a person's interview.
LAST_WORTH = 20.0
#: Most an interview may be worth, so that sums stay exact enough for the fits beside them.
MOST_WORTH = 200_000.0


@dataclass(frozen=True, eq=False)
class Grid:
    """The numbers of a problem; P people, E employers, T slots, R resources.

    Parameters
    ----------
    fit
        Fit of each eligible pair, NaN elsewhere, shape (P, E).
    eligible
        Pairs that may meet and share a slot, shape (P, E).
    must, forced, locked
        Pairs that have to meet, and these or locked, shape (P, E); locked interviews, shape (locks, 3).
    free, open
        Availability of people, shape (P, T), and of employers, shape (E, T).
    cap, earlier, rests, resource
        Per person: most interviews, those of earlier days counted; interviews of earlier days; needs rest;
        place of the resource or -1; shape (P,).
    interviewers, most, least, length
        Per employer: interviews at once, interviews a day, promised interviews, slots of an interview;
        shape (E,).
    is_desk, needs, before
        Support desks, shape (E,); desks that people have to visit, shape (P, E); desks (rows) that come
        before employers, shape (E, E). Nobody is eligible for a desk.
    capacity
        Units of each resource in each slot, shape (R, T).
    far
        Employers that may not follow each other, shape (E, E).
    worth
        Worth of a person's next interview by how many the person has, last entry 0, shape (K + 1,).
    """

    fit: FloatArray
    eligible: BoolArray
    must: BoolArray
    forced: BoolArray
    locked: IntArray
    free: BoolArray
    open: BoolArray
    cap: IntArray
    earlier: IntArray
    rests: BoolArray
    resource: IntArray
    interviewers: IntArray
    most: IntArray
    least: IntArray
    length: IntArray
    is_desk: BoolArray
    needs: BoolArray
    before: BoolArray
    capacity: IntArray
    far: BoolArray
    worth: FloatArray

    @property
    def shape(self) -> tuple[int, int, int]:
        """Give the numbers of people, employers and slots."""
        return (*self.fit.shape, self.free.shape[1])

    @cached_property
    def any_long(self) -> bool:
        """Say whether any interview takes more than one slot."""
        return bool((self.length > 1).any())

    @cached_property
    def any_desk(self) -> bool:
        """Say whether there is a support desk."""
        return bool(self.is_desk.any())

    @cached_property
    def any_promise(self) -> bool:
        """Say whether any employer was promised interviews."""
        return bool(self.least.any())

    def begins(self, employer: int) -> BoolArray:
        """Say in which slots an interview may begin as far as the booth's hours go, shape (T,)."""
        return whole_runs(self.open[employer], int(self.length[employer]))

    def runs(self) -> IntArray:
        """Give how many interviews one interviewer of each employer can hold one after the other."""
        runs: IntArray = self.open.sum(axis=1)
        for employer in np.flatnonzero(self.length > 1).tolist():
            runs[employer] = len(best_runs(self.open[employer], int(self.length[employer])))
        return runs


def make_grid(problem: Problem) -> Grid:
    """Turn a problem into arrays; people and employers keep the order in which they are listed."""
    people = {seeker.id: place for place, seeker in enumerate(problem.seekers)}
    booths = {employer.id: place for place, employer in enumerate(problem.employers)}
    kinds = {resource.id: place for place, resource in enumerate(problem.resources)}
    free = _slots([seeker.free_slots for seeker in problem.seekers], problem.slot_count)
    opened = _slots([employer.open_slots for employer in problem.employers], problem.slot_count)
    shape = (len(people), len(booths))
    rows = _places(problem.pair_seekers, [seeker.id for seeker in problem.seekers])
    columns = _places(problem.pair_employers, [employer.id for employer in problem.employers])
    fit = np.full(shape, np.nan)
    fit[rows, columns] = problem.pair_fits
    length = np.array([employer.slots_per_interview for employer in problem.employers], dtype=np.int64)
    eligible = ~np.isnan(fit) & _share_time(free, opened, length)
    needs, before = _visits(problem, people, booths)
    fit[needs] = 0.0
    for seeker, employer in problem.forbidden:
        if seeker in people and employer in booths:
            eligible[people[seeker], booths[employer]] = False
    must = np.zeros(shape, dtype=np.bool_)
    for seeker, employer in problem.must:
        must[people[seeker], booths[employer]] = True
    earlier = np.array([seeker.interviews_before for seeker in problem.seekers], dtype=np.int64)
    cap = earlier + np.array([seeker.max_interviews for seeker in problem.seekers], dtype=np.int64)
    today = np.minimum(cap - earlier, min(problem.slot_count, len(booths)))
    locked = sorted((people[seeker], booths[employer], slot) for seeker, employer, slot in problem.locked)
    forced = must.copy()
    for person, booth, _ in locked:
        forced[person, booth] = True
    return Grid(
        fit=fit,
        eligible=eligible,
        must=must,
        forced=forced,
        locked=np.array(locked, dtype=np.int64).reshape(-1, 3),
        free=free,
        open=opened,
        cap=cap,
        earlier=earlier,
        rests=np.array([seeker.needs_rest for seeker in problem.seekers], dtype=np.bool_),
        resource=np.array(
            [-1 if seeker.resource is None else kinds[seeker.resource] for seeker in problem.seekers],
            dtype=np.int64,
        ),
        interviewers=np.array([employer.interviewers for employer in problem.employers], dtype=np.int64),
        most=np.array([employer.max_interviews for employer in problem.employers], dtype=np.int64),
        least=np.array([employer.min_interviews for employer in problem.employers], dtype=np.int64),
        length=length,
        is_desk=np.array([employer.is_desk for employer in problem.employers], dtype=np.bool_),
        needs=needs,
        before=before,
        capacity=np.array(
            [resource.capacity_by_slot for resource in problem.resources], dtype=np.int64
        ).reshape(len(problem.resources), problem.slot_count),
        far=_far(problem),
        worth=worth_of_next(int((earlier + today).max(initial=0))),
    )


def _share_time(free: BoolArray, opened: BoolArray, length: IntArray) -> BoolArray:
    """Say who could have an interview where if nobody else had one, shape (people, employers)."""
    shares: BoolArray = free.astype(np.float32) @ opened.T.astype(np.float32) > 0
    for booth in np.flatnonzero(length > 1).tolist():
        shares[:, booth] &= whole_runs(free & opened[booth], int(length[booth])).any(axis=1)
    return shares


def reached_before(grid: Grid) -> IntArray:
    """Give the people who had at least 1, 2, … interviews on earlier days, shape (K,)."""
    levels = np.arange(len(grid.worth) - 1)
    reached: IntArray = (grid.earlier[:, None] > levels).sum(axis=0)
    return reached


def whole_runs(free: BoolArray, length: int) -> BoolArray:
    """Say where so many slots in a row are free, by the first of them; the last axis is slots.

    Examples
    --------
    >>> whole_runs(np.array([True, True, False, True]), 2).tolist()
    [True, False, False, False]
    """
    whole = free.copy()
    for later in range(1, length):
        whole[..., :-later] &= free[..., later:]
        whole[..., -later:] = False
    return whole


def best_runs(free: BoolArray, length: int, gain: FloatArray | None = None) -> list[int]:
    """Choose runs of so many free slots that do not overlap; give their first slots.

    Parameters
    ----------
    free
        Shape (T,).
    length
        Slots of a run.
    gain
        What a run brings by its first slot, shape (T,); without it, as many runs as possible.

    Examples
    --------
    >>> best_runs(np.array([True] * 5), 2), best_runs(np.array([True] * 5), 2, np.array([0.0, 1, 1, 1, 0]))
    ([0, 2], [1, 3])
    """
    gains = (whole_runs(free, length) * (1.0 if gain is None else gain)).tolist()
    most = [0.0] * (len(gains) + length)
    for slot in range(len(gains) - 1, -1, -1):
        most[slot] = max(most[slot + 1], gains[slot] + most[slot + length] if gains[slot] else 0.0)
    starts, slot = [], 0
    while slot < len(gains):
        is_best = gains[slot] > 0 and gains[slot] + most[slot + length] >= most[slot + 1]
        starts += [slot] if is_best else []
        slot += length if is_best else 1
    return starts


def _visits(problem: Problem, people: dict[int, int], booths: dict[int, int]) -> tuple[BoolArray, BoolArray]:
    """Give the desks that people need, shape (P, E), and those before employers, shape (E, E)."""
    needs = np.zeros((len(people), len(booths)), dtype=np.bool_)
    before = np.zeros((len(booths), len(booths)), dtype=np.bool_)
    for seeker in problem.seekers:
        for desk in seeker.needs_desks:
            needs[people[seeker.id], booths[desk]] = True
    for desk, employer in problem.before:
        before[booths[desk], booths[employer]] = True
    return needs, before


def worth_of_next(most_interviews: int) -> FloatArray:
    """Give the worth of a person's first, second, … interview, falling tenfold where that stays exact.

    Returns
    -------
    array, shape (most_interviews + 1,)
        The last entry is 0: nobody has more.
    """
    steps = np.arange(most_interviews - 1, -1, -1, dtype=np.float64)
    fall = min(10.0, (MOST_WORTH / LAST_WORTH) ** (1 / max(1, most_interviews - 1)))
    return np.append(LAST_WORTH * fall**steps, 0.0)


def _slots(sets: list[frozenset[int]], slot_count: int) -> BoolArray:
    table = np.zeros((len(sets), slot_count), dtype=np.bool_)
    for row, slots in enumerate(sets):
        table[row, list(slots)] = True
    return table


def _places(ids: IntArray, listed: list[int]) -> IntArray:
    order = np.argsort(listed)
    found: IntArray = order[np.searchsorted(np.array(listed, dtype=np.int64), ids, sorter=order)]
    return found


def _far(problem: Problem) -> BoolArray:
    zones = [employer.zone for employer in problem.employers]
    kinds = sorted({zone for zone in zones if zone is not None})
    apart = np.array([[problem.are_far(a, b) for b in kinds] for a in kinds], dtype=np.bool_)
    table = np.zeros((len(kinds) + 1, len(kinds) + 1), dtype=np.bool_)
    table[: len(kinds), : len(kinds)] = apart.reshape(len(kinds), len(kinds))
    places = np.array([len(kinds) if zone is None else kinds.index(zone) for zone in zones], dtype=np.int64)
    far: BoolArray = table[np.ix_(places, places)]
    return far
