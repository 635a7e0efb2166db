"""The day of a fair while it goes on: the plan as it stands, what happened to it, and what came free.

A `Day` is made once and kept in memory. An event changes a few rows of its arrays, and what came free is
remembered, so that filling it again looks at little else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import numpy as np

from jobfair.scheduling.board import Board
from jobfair.scheduling.events import (
    EmployerGone,
    Event,
    InterpreterGone,
    Late,
    LeavesEarly,
    NoShow,
    RunsOver,
    WalkIn,
)
from jobfair.scheduling.grid import Grid, make_grid, worth_of_next
from jobfair.scheduling.problem import Problem
from jobfair.scheduling.records import BoolArray, IntArray, Interview

#: Rows kept free for walk-ins: this many, and one for each so many people.
SPARE_ROWS, PEOPLE_PER_SPARE_ROW = 16, 8


class DayError(ValueError):
    """An event about somebody or something the day does not know; the text names it."""


class Freed:
    """What came free since it was last filled: seats, units of resources, and people with a gap to fill."""

    def __init__(self, grid: Grid) -> None:
        people, employers, slots = grid.shape
        self.people: BoolArray = np.ones(people, dtype=np.bool_)
        self.seats: BoolArray = np.zeros((employers, slots), dtype=np.bool_)
        self.units: BoolArray = np.zeros((len(grid.capacity), slots), dtype=np.bool_)

    def clear(self) -> None:
        """Forget everything, since it is filled."""
        for each in (self.people, self.seats, self.units):
            each[:] = False


class Day:
    """A published plan on its day.

    Parameters
    ----------
    problem
        The fair as it is now; its locked interviews stand.
    published
        The plan so far, (seeker, employer, slot), also with what no longer holds.
    now
        First slot that can still be changed. What was before is history and stays as it was.

    Examples
    --------
    >>> from jobfair.scheduling import Employer, Seeker
    >>> problem = Problem.build(
    ...     slot_count=2,
    ...     seekers=[Seeker(1, frozenset({0, 1}), 1), Seeker(2, frozenset({0, 1}), 1)],
    ...     employers=[Employer(9, 1, frozenset({0, 1}), 1)],
    ...     pairs=[(1, 9, 0.9), (2, 9, 0.4)],
    ... )
    >>> day = Day(problem, [(1, 9, 1)], now=1)
    >>> day.happen(NoShow(1))
    >>> day.interviews()
    ()
    """

    def __init__(self, problem: Problem, published: Iterable[Interview], *, now: int = 0) -> None:
        self.now = now
        self.seeker_ids: list[int] = [seeker.id for seeker in problem.seekers]
        self.employer_ids = [employer.id for employer in problem.employers]
        self._rows = {seeker: row for row, seeker in enumerate(self.seeker_ids)}
        self._booths = {employer: place for place, employer in enumerate(self.employer_ids)}
        self._kinds = {resource.id: place for place, resource in enumerate(problem.resources)}
        grid = make_grid(problem)
        locks = [tuple(lock) for lock in grid.locked.tolist() if lock[2] >= now]
        standing = sorted(set(published))
        places = [
            (self._rows[s], self._booths[e], t)
            for s, e, t in standing
            if s in self._rows and e in self._booths
        ]
        history = {one for one in places if one[2] < now and not np.isnan(grid.fit[one[:2]])}
        known = {(self.seeker_ids[row], self.employer_ids[booth], slot) for row, booth, slot in history}
        #: History with people, employers or pairs that the problem does not know.
        self.unknown_history = {one for one in standing if one[2] < now} - known
        #: Published interviews of people or employers who take no part any more; told of once.
        self.without_a_side = [
            one for one in standing if one[2] >= now and not (one[0] in self._rows and one[1] in self._booths)
        ]
        fixed = np.array(sorted({*history, *locks}), dtype=np.int64).reshape(-1, 3)
        # What is over is open for what took place in it, and for nothing else.
        grid.free[:, :now], grid.open[:, :now] = False, False
        grid.free[fixed[:, 0], fixed[:, 2]] = grid.open[fixed[:, 1], fixed[:, 2]] = True
        grid.forced[fixed[:, 0], fixed[:, 1]] = True
        self.board = Board(_with_spare_rows(replace(grid, locked=fixed)))
        self._runs_over: BoolArray = np.zeros(self.board.employer_at.shape, dtype=np.bool_)
        self._seat([one for one in places if one[2] >= now and one not in set(locks)])
        self.freed = Freed(self.board.grid)
        #: `employer_at` as people were last told, -1 where they were told of nothing.
        self.told: IntArray = np.full_like(self.board.employer_at, -1)
        for row, booth, slot in [*history, *(one for one in places if one[2] >= now)]:
            self.told[row, slot] = booth

    def happen(self, *events: Event) -> None:
        """Take note of what happened; interviews that cannot take place are taken out.

        Raises
        ------
        DayError
            Where an event is about somebody or something unknown.
        """
        for event in events:
            try:
                self._happen(event)
            except KeyError as error:
                raise DayError(f"{event} is about somebody or something unknown: {error}") from error

    def follow(self, published: Iterable[Interview]) -> None:
        """Take over a plan that was published elsewhere, as far as it differs from now on."""
        wanted = {
            (self._rows[s], self._booths[e], t)
            for s, e, t in published
            if t >= self.now and s in self._rows and e in self._booths
        }
        present = {one for one in self._places() if one[2] >= self.now}
        gone = np.array(sorted(present - wanted), dtype=np.int64).reshape(-1, 3)
        self._drop(gone[:, 0], gone[:, 2])
        self._seat(sorted(wanted - present))
        self.told = self.standing()

    def interviews(self) -> tuple[Interview, ...]:
        """Give the whole day, history included, sorted."""
        seekers, employers = self.seeker_ids, self.employer_ids
        planned = [(seekers[row], employers[booth], slot) for row, booth, slot in self._places()]
        return tuple(sorted([*planned, *self.unknown_history]))

    def counts_and_fit(self) -> tuple[tuple[int, ...], float]:
        """Give the people with at least 1, 2, … interviews, and the total fit."""
        rows, slots = np.nonzero(self._runs_over)
        twice = float(self.board.grid.fit[rows, self.board.employer_at[rows, slots]].sum())
        return self.board.counts(), self.board.fit() - twice

    def standing(self) -> IntArray:
        """Give the employer's place each person has an interview with, or -1, shape (P, T)."""
        at: IntArray = np.where(self._runs_over, -1, self.board.employer_at)
        return at

    def standing_of(self, row: int) -> IntArray:
        """Give one person's row of `standing`, shape (T,)."""
        at: IntArray = np.where(self._runs_over[row], -1, self.board.employer_at[row])
        return at

    def place_of_employer(self, employer: int) -> int:
        """Give the column of an employer; KeyError where there is none."""
        return self._booths[employer]

    def _places(self) -> list[Interview]:
        rows, slots = np.nonzero((self.board.employer_at >= 0) & ~self._runs_over)
        booths = self.board.employer_at[rows, slots]
        return list(zip(rows.tolist(), booths.tolist(), slots.tolist(), strict=True))

    def _happen(self, event: Event) -> None:
        match event:
            case NoShow(seeker):
                self._send_away(seeker, self.now, None)
            case Late(seeker, first_slot):
                self._send_away(seeker, self.now, max(first_slot, self.now))
            case LeavesEarly(seeker, first_slot_away):
                self._send_away(seeker, max(first_slot_away, self.now), None)
            case WalkIn():
                self._admit(event)
            case EmployerGone(employer, first_slot_away):
                self._close(self._booths[employer], max(first_slot_away, self.now))
            case InterpreterGone(resource, first_slot_away, units):
                self._take_units(self._kinds[resource], max(first_slot_away, self.now), units)
            case _:
                self._run_over(event)

    def _send_away(self, seeker: int, first: int, after: int | None) -> None:
        row, away = self._rows[seeker], slice(first, after)
        self.board.grid.free[row, away] = False
        slots = np.flatnonzero(self.board.employer_at[row, away] >= 0) + first
        self._drop(np.full(len(slots), row), slots)

    def _close(self, booth: int, first: int) -> None:
        self.board.grid.open[booth, first:] = False
        rows, slots = np.nonzero(self.board.employer_at[:, first:] == booth)
        self._drop(rows, slots + first)

    def _take_units(self, kind: int, first: int, units: int) -> None:
        board = self.board
        left = board.grid.capacity[kind, first:]
        np.maximum(left - units, 0, out=left)
        for slot in range(first, board.grid.shape[2]):
            users = np.flatnonzero((board.grid.resource == kind) & (board.employer_at[:, slot] >= 0))
            self._drop_some(users, slot, int(board.used[kind, slot] - board.grid.capacity[kind, slot]))

    def _run_over(self, event: RunsOver) -> None:
        board, row, booth = self.board, self._rows[event.seeker], self._booths[event.employer]
        if board.employer_at[row, event.slot] != booth:
            raise DayError(f"seeker {event.seeker} has no interview with {event.employer} then: {event}")
        slot = event.slot + 1
        if not self.now <= slot < board.grid.shape[2]:
            return
        one, when = np.array([row]), np.array([slot])
        if board.employer_at[row, slot] >= 0:
            self._drop(one, when)
        board.grid.free[row, slot] = False
        self._runs_over[row, slot] = board.is_locked[row, slot] = True
        board.put(one, np.array([booth]), when)
        # It takes a seat and a unit once more, but it is one interview.
        board.count[row] -= 1
        board.held[booth] -= 1
        there = np.flatnonzero(board.employer_at[:, slot] == booth)
        self._drop_some(there, slot, int(board.taken[booth, slot] - board.grid.interviewers[booth]))
        kind = board.grid.resource[row]
        if kind >= 0:
            users = np.flatnonzero((board.grid.resource == kind) & (board.employer_at[:, slot] >= 0))
            self._drop_some(users, slot, int(board.used[kind, slot] - board.grid.capacity[kind, slot]))
        self._keep_gap_after(row, slot)

    def _keep_gap_after(self, row: int, slot: int) -> None:
        """Take out the next interview of somebody who cannot rest or walk in time any more."""
        board = self.board
        after = slot + 1
        booth = int(board.employer_at[row, after]) if after < board.grid.shape[2] else -1
        if booth >= 0 and (board.grid.rests[row] or board.grid.far[board.employer_at[row, slot], booth]):
            self._drop(np.array([row]), np.array([after]))

    def _drop_some(self, rows: IntArray, slot: int, too_many: int) -> None:
        """Take out as many as there are too many: those with most interviews first, then the worst fit."""
        board = self.board
        rows = rows[~self._runs_over[rows, slot]]
        fit = board.grid.fit[rows, board.employer_at[rows, slot]]
        order = np.lexsort((fit, -board.count[rows], board.is_locked[rows, slot]))
        out = rows[order[: max(0, too_many)]]
        self._drop(out, np.full(len(out), slot))

    def _drop(self, rows: IntArray, slots: IntArray) -> None:
        board, freed = self.board, self.freed
        if not len(rows):
            return
        booths, kinds = board.employer_at[rows, slots], board.grid.resource[rows]
        full = booths[board.held[booths] >= board.grid.most[booths]]
        freed.people[rows] = True
        freed.seats[booths, slots] = True
        freed.seats[full] = True
        freed.units[kinds[kinds >= 0], slots[kinds >= 0]] = True
        again = self._runs_over[rows, slots]
        np.add.at(board.count, rows[again], 1)
        np.add.at(board.held, booths[again], 1)
        self._runs_over[rows, slots] = False
        board.is_locked[rows, slots] = False
        board.take(rows, slots)
        # Who was running over has met the employer all the same.
        board.met[rows, booths] = (board.employer_at[rows] == booths[:, None]).any(axis=1)

    def _seat(self, places: list[Interview]) -> None:
        """Put in what keeps every rule: all at once where all of it does, else one by one."""
        board = self.board
        rows, booths, slots = np.array(places, dtype=np.int64).reshape(-1, 3).T
        if _all_may(board, rows, booths, slots):
            board.put(rows, booths, slots)
            if _keeps_limits(board, rows, booths, slots):
                return
            board.take(rows, slots)
        for row, booth, slot in places:
            _put_if_allowed(board, row, booth, slot)

    def _admit(self, event: WalkIn) -> None:
        seeker = event.seeker
        if seeker.id in self._rows:
            raise DayError(f"seeker {seeker.id} is at the fair already")
        columns = [self._booths[employer] for employer in event.fits]
        kind = -1 if seeker.resource is None else self._kinds[seeker.resource]
        row = len(self.seeker_ids)
        self._make_room(seeker.max_interviews)
        grid, board = self.board.grid, self.board
        slots = [slot for slot in seeker.free_slots if slot >= self.now]
        grid.free[row, slots] = True
        grid.cap[row], grid.rests[row], grid.resource[row] = seeker.max_interviews, seeker.needs_rest, kind
        grid.fit[row, columns] = list(event.fits.values())
        grid.eligible[row] = ~np.isnan(grid.fit[row]) & (grid.open & grid.free[row]).any(axis=1)
        board.value[row] = np.where(grid.eligible[row], np.nan_to_num(grid.fit[row]) + 1e-6, 0.0)
        self.freed.people[row] = True
        self.seeker_ids.append(seeker.id)
        self._rows[seeker.id] = row

    def _make_room(self, max_interviews: int) -> None:
        """Make sure there is a spare row and a worth for each of a walk-in's interviews."""
        people, employers, slots = self.board.grid.shape
        most = min(max_interviews, employers, slots)
        if len(self.seeker_ids) < people and most < len(self.board.grid.worth):
            return
        grid, old = self.board.grid, self.board
        if most >= len(grid.worth):
            grid = replace(grid, worth=worth_of_next(most))
        self.board = Board(_with_spare_rows(replace(grid, locked=grid.locked[:0])))
        more = self.board.grid.shape[0] - people
        rows, at = np.nonzero(old.employer_at >= 0)
        self.board.put(rows, old.employer_at[rows, at], at)
        self.board.count[:people], self.board.held[:] = old.count, old.held
        self.board.is_locked[:people] = old.is_locked
        self.told = np.pad(self.told, ((0, more), (0, 0)), constant_values=-1)
        self._runs_over = np.pad(self._runs_over, ((0, more), (0, 0)))
        self.freed.people = np.pad(self.freed.people, (0, more))


def _with_spare_rows(grid: Grid) -> Grid:
    """Add rows of nobody, who is never free and wants no interview."""
    people = grid.shape[0]
    more = SPARE_ROWS + people // PEOPLE_PER_SPARE_ROW
    fill = {"fit": np.nan, "resource": -1}
    by_person = {"fit", "eligible", "must", "forced", "free", "cap", "rests", "resource"}
    padded = {}
    for one in fields(grid):
        table = getattr(grid, one.name)
        if one.name in by_person:
            width = ((0, more), *((0, 0),) * (table.ndim - 1))
            padded[one.name] = np.pad(table, width, constant_values=fill.get(one.name, 0))
    return replace(grid, **padded)


def _all_may(board: Board, rows: IntArray, booths: IntArray, slots: IntArray) -> bool:
    grid = board.grid
    once = len({*zip(rows.tolist(), slots.tolist(), strict=True)}) == len(rows)
    pairs = len({*zip(rows.tolist(), booths.tolist(), strict=True)}) == len(rows)
    may = grid.eligible[rows, booths] & grid.free[rows, slots] & grid.open[booths, slots]
    new = ~board.met[rows, booths] & (board.employer_at[rows, slots] < 0)
    return once and pairs and bool((may & new).all())


def _keeps_limits(board: Board, rows: IntArray, booths: IntArray, slots: IntArray) -> bool:
    """Say whether caps, seats, units, rest and walks are kept where something was just put in."""
    grid, at = board.grid, board.employer_at
    kept = (board.count[rows] <= grid.cap[rows]).all() and (board.held[booths] <= grid.most[booths]).all()
    kept &= (board.taken[booths, slots] <= grid.interviewers[booths]).all()
    kinds = grid.resource[rows]
    users = kinds >= 0
    units = board.used[kinds[users], slots[users]] <= grid.capacity[kinds[users], slots[users]]
    first, second = at[:, :-1], at[:, 1:]
    both = (first >= 0) & (second >= 0)
    barred = both & (grid.rests[:, None] | grid.far[first, second]) if grid.shape[1] else both
    return bool(kept and units.all() and not barred.any())


def _put_if_allowed(board: Board, person: int, booth: int, slot: int) -> None:
    grid = board.grid
    one, there = np.array([person]), np.array([booth])
    resource = int(grid.resource[person])
    if (
        grid.eligible[person, booth]
        and not board.met[person, booth]
        and board.may_visit(one, booth)[0, slot]
        and board.count[person] < grid.cap[person]
        and grid.open[booth, slot]
        and board.taken[booth, slot] < grid.interviewers[booth]
        and board.held[booth] < grid.most[booth]
        and (resource < 0 or board.used[resource, slot] < grid.capacity[resource, slot])
    ):
        board.put(one, there, np.array([slot]))
