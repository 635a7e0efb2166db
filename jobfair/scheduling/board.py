"""The plan while it is being made; every state it can be in keeps all rules but must pairs."""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.grid import Grid, whole_runs
from jobfair.scheduling.plan import Interview
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: A must pair outweighs whatever an assignment could give up for it.
MUST_WORTH = 10_000_000.0
#: An interview that an employer was promised outweighs any person's, and no must pair.
PROMISE_WORTH = 1_000_000.0
#: A missed must pair is worse than any number of promised interviews.
MUST_FIRST = 1_000_000


class Board:
    """Who sits where: `employer_at` has shape (P, T) and holds an employer's place or -1.

    An interview of several slots is in `employer_at`, `is_locked`, `taken` and `used` with each of them; it
    is put down and taken out by its first slot. Visits to desks are on the board as well, and no interviews.
    """

    def __init__(self, grid: Grid) -> None:
        people, employers, slots = grid.shape
        self.grid = grid
        self.worth: FloatArray = grid.worth
        #: What a person gains by a seat in each slot, beyond the pair's value; used at employers.
        self.stay_worth: FloatArray = np.zeros((people, slots))
        self._fit = 0.0
        self.employer_at: IntArray = np.full((people, slots), -1, dtype=np.int64)
        self.is_locked: BoolArray = np.zeros((people, slots), dtype=np.bool_)
        self.count: IntArray = grid.earlier.copy()
        self.held: IntArray = np.zeros(employers, dtype=np.int64)
        self.taken: IntArray = np.zeros((employers, slots), dtype=np.int64)
        self.used: IntArray = np.zeros((len(grid.capacity) + 1, slots), dtype=np.int64)
        self.met: BoolArray = np.zeros((people, employers), dtype=np.bool_)
        self._must_people = np.nonzero(grid.must)
        self.any_far = bool(grid.far.any())
        #: First slot in which visits to desks let people meet employers, shape (P, E); past the day: never.
        self.ready: IntArray = np.zeros(grid.fit.shape if grid.any_desk else (0, 0), dtype=np.int64)
        self.get_ready(np.arange(people))
        self._far = np.vstack([grid.far, np.zeros((1, employers), dtype=np.bool_)])
        #: Value of each pair by itself, 0 where it may not meet; small so that it never counts as nothing.
        self.value: FloatArray = np.where(grid.eligible, np.nan_to_num(grid.fit) + 1e-6, 0.0)
        self.value[grid.must & grid.eligible] += MUST_WORTH
        people_locked, employers_locked, slots_locked = grid.locked.T
        self.put(people_locked, employers_locked, slots_locked)
        rows, _, covered = self.covered(people_locked, employers_locked, slots_locked)
        self.is_locked[rows, covered] = True

    def put(self, people: IntArray, employers: IntArray, slots: IntArray) -> None:
        """Add interviews; the caller has seen to the rules."""
        self._change(people, employers, 1)
        self.occupy(*self.covered(people, employers, slots), 1)

    def take(self, people: IntArray, slots: IntArray) -> None:
        """Take interviews out, each by its first slot."""
        employers = self.employer_at[people, slots]
        self._change(people, employers, -1)
        self.occupy(*self.covered(people, employers, slots), -1)

    def _change(self, people: IntArray, employers: IntArray, step: int) -> None:
        np.add.at(self.held, employers, step)
        self.met[people, employers] = step > 0
        self._fit += step * float(self.grid.fit[people, employers].sum())
        if self.grid.any_desk:
            people = people[~self.grid.is_desk[employers]]
        np.add.at(self.count, people, step)

    def occupy(self, people: IntArray, employers: IntArray, slots: IntArray, step: int) -> None:
        """Take up single slots of people, booths and units (1), or set them free (-1)."""
        np.add.at(self.taken, (employers, slots), step)
        np.add.at(self.used, (self.grid.resource[people], slots), step)
        self.employer_at[people, slots] = employers if step > 0 else -1
        if self.grid.any_desk:
            self.get_ready(people[self.grid.is_desk[employers]])

    def covered(
        self, people: IntArray, employers: IntArray, slots: IntArray
    ) -> tuple[IntArray, IntArray, IntArray]:
        """Give people, employers and slots of interviews, once for each slot that they take up."""
        if not self.grid.any_long:
            return people, employers, slots
        length = self.grid.length[employers]
        later = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
        return np.repeat(people, length), np.repeat(employers, length), np.repeat(slots, length) + later

    def get_ready(self, people: IntArray) -> None:
        """See which employers people may meet from when on, as their visits are now."""
        grid = self.grid
        for desk in np.flatnonzero(grid.is_desk).tolist() if len(people) else []:
            if desk == int(np.argmax(grid.is_desk)):
                self.ready[people] = 0
            at = self.employer_at[people] == desk
            end = np.where(at.any(axis=1), grid.shape[2] - np.argmax(at[:, ::-1], axis=1), grid.shape[2] + 1)
            end = np.where(grid.needs[people, desk], end, 0)
            self.ready[people] = np.maximum(self.ready[people], end[:, None] * grid.before[desk])

    def may_sit(self, slot: int) -> BoolArray:
        """Say who is free in a slot and not resting, shape (P,)."""
        free: BoolArray = self.grid.free[:, slot] & (self.employer_at[:, slot] < 0)
        for beside in self._beside(slot):
            free &= ~self.grid.rests | (self.employer_at[:, beside] < 0)
        return free

    @property
    def bars_pairs(self) -> bool:
        """Say whether walks or desks can keep a pair from meeting in a slot."""
        return self.any_far or self.grid.any_desk

    def barred(self, people: IntArray, employers: IntArray, slot: int) -> BoolArray:
        """Say which pairs cannot meet in one slot: too far to walk in time, or a desk comes first.

        Returns
        -------
        array, shape (people, employers)
        """
        barred = np.zeros((len(people), len(employers)), dtype=np.bool_)
        for beside in self._beside(slot) if self.any_far else []:
            # Place -1, nobody, finds the empty last row.
            barred |= self._far[self.employer_at[people, beside]][:, employers]
        if self.grid.any_desk:
            barred |= self.ready[people[:, None], employers] > slot
        return barred

    def may_visit(self, people: IntArray, employer: int) -> BoolArray:
        """Say in which slots people could begin an interview with an employer, shape (people, T)."""
        at = self.employer_at[people]
        may: BoolArray = self.grid.free[people] & (at < 0)
        barred = (at >= 0) & self.grid.rests[people][:, None]
        if self.any_far:
            barred |= self._far[at, employer]
        length = int(self.grid.length[employer])
        if length > 1:
            may = whole_runs(may, length)
        may[:, 1:] &= ~barred[:, :-1]
        may[:, :-length] &= ~barred[:, length:]
        if self.grid.any_desk:
            may &= np.arange(may.shape[1]) >= self.ready[people, employer][:, None]
        return may

    def _beside(self, slot: int) -> list[int]:
        return [beside for beside in (slot - 1, slot + 1) if 0 <= beside < self.employer_at.shape[1]]

    def units_left(self) -> IntArray:
        """Give how many units of each resource are unused in each slot, shape (R, T)."""
        left: IntArray = self.grid.capacity - self.used[:-1]
        return left

    def units_at(self, employer: int) -> IntArray:
        """Give the units unused throughout an interview with an employer, by its first slot, shape (R, T)."""
        left, whole = self.units_left(), self.units_left()
        for later in range(1, int(self.grid.length[employer])):
            whole[:, :-later] = np.minimum(whole[:, :-later], left[:, later:])
        return whole

    def seats_in(self, slot: int) -> IntArray:
        """Give the free seats of each employer that one slot can fill, shape (E,); may be negative."""
        grid = self.grid
        seats: IntArray = np.minimum(grid.interviewers - self.taken[:, slot], grid.most - self.held)
        seats[~grid.open[:, slot]] = 0
        if grid.any_long:
            seats[grid.length > 1] = 0
        return seats

    def seats_at(self, employer: int) -> IntArray:
        """Give how many interviewers of an employer are free in each open slot, shape (T,)."""
        grid = self.grid
        free = grid.interviewers[employer] - self.taken[employer]
        seats: IntArray = np.where(grid.open[employer], free, 0)
        return seats

    def sitting_in(self, slot: int) -> IntArray:
        """Give the people with an interview in a slot that a block may take out."""
        at = self.employer_at[:, slot]
        sitting = np.flatnonzero((at >= 0) & ~self.is_locked[:, slot])
        if self.grid.any_long or self.grid.any_desk:
            stands = (self.grid.length > 1) | self.grid.is_desk
            sitting = sitting[~stands[at[sitting]]]
        return sitting

    def loose(self) -> tuple[IntArray, IntArray]:
        """Give people and first slots of all interviews that are not locked; no visits to desks."""
        people, slots = first_slots(self.employer_at)
        loose = ~self.is_locked[people, slots]
        if self.grid.any_desk:
            loose &= ~self.grid.is_desk[self.employer_at[people, slots]]
        return people[loose], slots[loose]

    def loose_at(self, employer: int) -> tuple[IntArray, IntArray]:
        """Give people and first slots of the interviews with one employer that are not locked."""
        at = (self.employer_at == employer) & ~self.is_locked
        if self.grid.length[employer] > 1:
            at[:, 1:] &= ~at[:, :-1]
        people, slots = np.nonzero(at)
        return people, slots

    def interviews(self) -> list[Interview]:
        """Give the interviews and visits as places, by person and first slot."""
        people, slots = first_slots(self.employer_at)
        employers = self.employer_at[people, slots]
        return list(zip(people.tolist(), employers.tolist(), slots.tolist(), strict=True))

    def restore(self, employer_at: IntArray) -> None:
        """Go back to an earlier `employer_at` of this board."""
        for at, step in ((self.employer_at.copy(), -1), (employer_at, 1)):
            people, slots = first_slots(at)
            self._change(people, at[people, slots], step)
            people, slots = np.nonzero(at >= 0)
            self.occupy(people, at[people, slots], slots, step)

    def fit(self) -> float:
        """Give the total fit."""
        return self._fit

    def missed_musts(self) -> BoolArray:
        """Say which must pairs do not meet, shape (P, E)."""
        return self.grid.must & ~self.met

    def counts(self) -> tuple[int, ...]:
        """Give the people with at least 1, 2, … interviews."""
        most = len(self.grid.worth) - 1
        return tuple(int((self.count >= least).sum()) for least in range(1, most + 1))

    def score(self) -> tuple[int, tuple[int, ...], float]:
        """Give what a plan is judged by, first things first."""
        # Rounded, since a sum kept up to date drifts a little.
        return (self._promises_kept(), self.counts(), round(self.fit(), 6))

    def _promises_kept(self) -> int:
        """Give 0 where all must pairs meet and all promised interviews are held; less where not."""
        missed = len(self._must_people[0]) - int(self.met[self._must_people].sum())
        return -MUST_FIRST * missed - (int(self.promised_left().sum()) if self.grid.any_promise else 0)

    def promised_left(self) -> IntArray:
        """Give how many promised interviews each employer still lacks, shape (E,)."""
        left: IntArray = np.maximum(0, self.grid.least - self.held)
        return left


def first_slots(employer_at: IntArray) -> tuple[IntArray, IntArray]:
    """Give people and first slots of all interviews; slots in a row at one employer are one interview."""
    first = employer_at >= 0
    first[:, 1:] &= employer_at[:, 1:] != employer_at[:, :-1]
    people, slots = np.nonzero(first)
    return people, slots
