"""The day of a fair while it goes on: the plan as it stands, what happened to it, and what came free.

A `Day` is made once and kept in memory. An event changes a few rows of its arrays, and what came free is
remembered, so that filling it again looks at little else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import numpy as np

from jobfair.scheduling.board import Board, first_slots
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
from jobfair.scheduling.problem import Problem, Seeker
from jobfair.scheduling.records import BoolArray, IntArray, Interview
from jobfair.scheduling.seating import apart, seat
from jobfair.scheduling.visits import place_visits

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
        standing = sorted(set(published))
        places = [
            (self._rows[s], self._booths[e], t)
            for s, e, t in standing
            if s in self._rows and e in self._booths
        ]
        history = apart(grid, [one for one in places if one[2] < now and not np.isnan(grid.fit[one[:2]])])
        locks = {(row, booth, slot) for row, booth, slot in grid.locked.tolist() if slot >= now}
        known = {(self.seeker_ids[row], self.employer_ids[booth], slot) for row, booth, slot in history}
        #: History with people, employers or pairs that the problem does not know, or that cannot have been.
        self.unknown_history = {one for one in standing if one[2] < now} - known
        #: Published interviews of people or employers who take no part any more; told of once.
        self.without_a_side = [
            one for one in standing if one[2] >= now and not (one[0] in self._rows and one[1] in self._booths)
        ]
        fixed = np.array(sorted(apart(grid, [*history, *sorted(locks)])), dtype=np.int64).reshape(-1, 3)
        # What is over is open for what took place in it, and for nothing else.
        grid.free[:, :now], grid.open[:, :now] = False, False
        for row, booth, slot in fixed.tolist():
            covered = slice(slot, slot + int(grid.length[booth]))
            grid.free[row, covered] = grid.open[booth, covered] = True
        grid.forced[fixed[:, 0], fixed[:, 1]] = True
        self.board = Board(_with_spare_rows(replace(grid, locked=fixed)))
        seat(self.board, [one for one in places if one[2] >= now and one not in locks])
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
            if self.board.grid.any_desk:
                self._see_to_visits()

    def follow(self, published: Iterable[Interview]) -> None:
        """Take over a plan that was published elsewhere, as far as it differs from now on."""
        wanted = {
            (self._rows[s], self._booths[e], t)
            for s, e, t in published
            if t >= self.now and s in self._rows and e in self._booths
        }
        present = {one for one in self.board.interviews() if one[2] >= self.now}
        gone = np.array(sorted(present - wanted), dtype=np.int64).reshape(-1, 3)
        self._drop(gone[:, 0], gone[:, 2])
        seat(self.board, sorted(wanted - present))
        self.told = self.standing()

    def interviews(self) -> tuple[Interview, ...]:
        """Give the whole day, history included, sorted."""
        seekers, employers = self.seeker_ids, self.employer_ids
        planned = [(seekers[row], employers[booth], slot) for row, booth, slot in self.board.interviews()]
        return tuple(sorted([*planned, *self.unknown_history]))

    def counts_and_fit(self) -> tuple[tuple[int, ...], float]:
        """Give the people with at least 1, 2, … interviews, and the total fit."""
        return self.board.counts(), self.board.fit()

    def standing(self) -> IntArray:
        """Give the employer's place with whom each person's interview begins, or -1, shape (P, T)."""
        at = self.board.employer_at
        begins = at.copy()
        begins[:, 1:] = np.where(at[:, 1:] == at[:, :-1], -1, at[:, 1:])
        return begins

    def place_of_employer(self, employer: int) -> int:
        """Give the column of an employer; KeyError where there is none."""
        return self._booths[employer]

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
        first = int(self._edge(np.array([row]), np.array([event.slot]), -1)[0])
        slot = max(event.slot + 1, first + int(board.grid.length[booth]))
        if not self.now <= slot < board.grid.shape[2] or board.employer_at[row, slot] == booth:
            return
        one, when = np.array([row]), np.array([slot])
        if board.employer_at[row, slot] >= 0:
            self._drop(one, when)
        board.grid.free[row, slot] = False
        board.is_locked[row, first : slot + 1] = True
        board.occupy(one, np.array([booth]), when, 1)
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
        rows = rows[~self._goes_on(rows, np.full(len(rows), slot))]
        fit = board.grid.fit[rows, board.employer_at[rows, slot]]
        order = np.lexsort((fit, -board.count[rows], board.is_locked[rows, slot]))
        out = rows[order[: max(0, too_many)]]
        self._drop(out, np.full(len(out), slot))

    def _edge(self, rows: IntArray, slots: IntArray, step: int) -> IntArray:
        """Give the first slot (step -1) or the last (1) of the interview that each person has in a slot."""
        at, last = self.board.employer_at, self.board.grid.shape[2] - 1
        edge = slots
        while True:
            beside = np.clip(edge + step, 0, last)
            same = (beside != edge) & (at[rows, beside] == at[rows, slots])
            if not same.any():
                return edge
            edge = np.where(same, beside, edge)

    def _goes_on(self, rows: IntArray, slots: IntArray) -> BoolArray:
        """Say whose interview in a slot has begun, or runs over, and can only be cut short."""
        begins = self._edge(rows, slots, -1)
        length = self.board.grid.length[self.board.employer_at[rows, slots]]
        goes_on: BoolArray = (begins < self.now) | (slots >= begins + length)
        return goes_on

    def _drop(self, rows: IntArray, slots: IntArray) -> None:
        """Take out the interviews of these people in these slots; those that have begun are cut short."""
        board, freed, width = self.board, self.freed, self.board.grid.shape[2]
        if not len(rows):
            return
        goes_on = self._goes_on(rows, slots)
        begins = np.where(goes_on, slots, self._edge(rows, slots, -1))
        booths = board.employer_at[rows, slots]
        freed.people[rows] = True
        freed.seats[booths[~goes_on & (board.held[booths] >= board.grid.most[booths])]] = True
        length = self._edge(rows, slots, 1) - begins + 1
        later = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
        rows_cut, slots_cut = np.divmod(np.unique(np.repeat(rows * width + begins, length) + later), width)
        booths, kinds = board.employer_at[rows_cut, slots_cut], board.grid.resource[rows_cut]
        freed.seats[booths, slots_cut] = True
        freed.units[kinds[kinds >= 0], slots_cut[kinds >= 0]] = True
        board.is_locked[rows_cut, slots_cut] = False
        board.take(*np.divmod(np.unique((rows * width + begins)[~goes_on]), width))
        left = board.employer_at[rows_cut, slots_cut] >= 0
        board.occupy(rows_cut[left], booths[left], slots_cut[left], -1)

    def _see_to_visits(self) -> None:
        """Give visits to those who lost theirs, and take out what cannot wait for them."""
        board = self.board
        place_visits(board, self.now)
        people, slots = first_slots(board.employer_at)
        ready = board.ready[people, board.employer_at[people, slots]]
        # Locked interviews stand also where there is no visit at all.
        stands = board.is_locked[people, slots] & (ready > board.grid.shape[2])
        early = (slots >= self.now) & (slots < ready) & ~stands
        self._drop(people[early], slots[early])

    def _admit(self, event: WalkIn) -> None:
        seeker = event.seeker
        if seeker.id in self._rows:
            raise DayError(f"seeker {seeker.id} is at the fair already")
        columns = [self._booths[employer] for employer in event.fits]
        desks = [self._booths[desk] for desk in sorted(seeker.needs_desks)]
        kind = -1 if seeker.resource is None else self._kinds[seeker.resource]
        row = len(self.seeker_ids)
        self._make_room(seeker)
        grid, board = self.board.grid, self.board
        slots = [slot for slot in seeker.free_slots if slot >= self.now]
        grid.free[row, slots] = True
        grid.rests[row], grid.resource[row] = seeker.needs_rest, kind
        grid.earlier[row] = board.count[row] = seeker.interviews_before
        grid.cap[row] = seeker.interviews_before + seeker.max_interviews
        grid.fit[row, columns] = list(event.fits.values())
        grid.eligible[row] = ~np.isnan(grid.fit[row]) & (grid.open & grid.free[row]).any(axis=1)
        grid.eligible[row] &= ~grid.is_desk
        grid.needs[row, desks] = grid.is_desk[desks]
        grid.fit[row, desks] = 0.0
        board.get_ready(np.array([row]))
        board.value[row] = np.where(grid.eligible[row], np.nan_to_num(grid.fit[row]) + 1e-6, 0.0)
        self.freed.people[row] = True
        self.seeker_ids.append(seeker.id)
        self._rows[seeker.id] = row

    def _make_room(self, seeker: Seeker) -> None:
        """Make sure there is a spare row and a worth for each of a walk-in's interviews."""
        people, employers, slots = self.board.grid.shape
        most = seeker.interviews_before + min(seeker.max_interviews, employers, slots)
        if len(self.seeker_ids) < people and most < len(self.board.grid.worth):
            return
        grid, old = self.board.grid, self.board
        if most >= len(grid.worth):
            grid = replace(grid, worth=worth_of_next(most))
        self.board = Board(_with_spare_rows(replace(grid, locked=grid.locked[:0])))
        more = ((0, self.board.grid.shape[0] - people), (0, 0))
        self.board.restore(np.pad(old.employer_at, more, constant_values=-1))
        self.board.is_locked[:people] = old.is_locked
        self.told = np.pad(self.told, more, constant_values=-1)
        self.freed.people = np.pad(self.freed.people, more[0])


def _with_spare_rows(grid: Grid) -> Grid:
    """Add rows of nobody, who is never free and wants no interview."""
    people = grid.shape[0]
    more = SPARE_ROWS + people // PEOPLE_PER_SPARE_ROW
    fill = {"fit": np.nan, "resource": -1}
    by_person = {
        "fit",
        "eligible",
        "must",
        "forced",
        "free",
        "cap",
        "earlier",
        "rests",
        "resource",
        "needs",
    }
    padded = {}
    for one in fields(grid):
        table = getattr(grid, one.name)
        if one.name in by_person:
            width = ((0, more), *((0, 0),) * (table.ndim - 1))
            padded[one.name] = np.pad(table, width, constant_values=fill.get(one.name, 0))
    return replace(grid, **padded)
