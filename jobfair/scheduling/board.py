"""The plan while it is being made; every state it can be in keeps all rules but must pairs."""

from __future__ import annotations

import numpy as np

from jobfair.scheduling.grid import Grid
from jobfair.scheduling.plan import Interview
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: A must pair outweighs whatever an assignment could give up for it.
MUST_WORTH = 10_000_000.0


class Board:
    """Who sits where: `employer_at` has shape (P, T) and holds an employer's place or -1."""

    def __init__(self, grid: Grid) -> None:
        people, employers, slots = grid.shape
        self.grid = grid
        self.worth: FloatArray = grid.worth
        #: What a person gains by a seat in each slot, beyond the pair's value; used at employers.
        self.stay_worth: FloatArray = np.zeros((people, slots))
        self._fit = 0.0
        self.employer_at: IntArray = np.full((people, slots), -1, dtype=np.int64)
        self.is_locked: BoolArray = np.zeros((people, slots), dtype=np.bool_)
        self.count: IntArray = np.zeros(people, dtype=np.int64)
        self.held: IntArray = np.zeros(employers, dtype=np.int64)
        self.taken: IntArray = np.zeros((employers, slots), dtype=np.int64)
        self.used: IntArray = np.zeros((len(grid.capacity) + 1, slots), dtype=np.int64)
        self.met: BoolArray = np.zeros((people, employers), dtype=np.bool_)
        self._must_people = np.nonzero(grid.must)
        self.any_far = bool(grid.far.any())
        self._far = np.vstack([grid.far, np.zeros((1, employers), dtype=np.bool_)])
        #: Value of each pair by itself, 0 where it may not meet; small so that it never counts as nothing.
        self.value: FloatArray = np.where(grid.eligible, np.nan_to_num(grid.fit) + 1e-6, 0.0)
        self.value[grid.must & grid.eligible] += MUST_WORTH
        people_locked, employers_locked, slots_locked = grid.locked.T
        self.put(people_locked, employers_locked, slots_locked)
        self.is_locked[people_locked, slots_locked] = True

    def put(self, people: IntArray, employers: IntArray, slots: IntArray) -> None:
        """Add interviews; the caller has seen to the rules."""
        self._change(people, employers, slots, 1)
        self.employer_at[people, slots] = employers

    def take(self, people: IntArray, slots: IntArray) -> None:
        """Take interviews out."""
        self._change(people, self.employer_at[people, slots], slots, -1)
        self.employer_at[people, slots] = -1

    def _change(self, people: IntArray, employers: IntArray, slots: IntArray, step: int) -> None:
        np.add.at(self.count, people, step)
        np.add.at(self.held, employers, step)
        np.add.at(self.taken, (employers, slots), step)
        np.add.at(self.used, (self.grid.resource[people], slots), step)
        self.met[people, employers] = step > 0
        self._fit += step * float(self.grid.fit[people, employers].sum())

    def may_sit(self, slot: int) -> BoolArray:
        """Say who is free in a slot and not resting, shape (P,)."""
        free: BoolArray = self.grid.free[:, slot] & (self.employer_at[:, slot] < 0)
        for beside in self._beside(slot):
            free &= ~self.grid.rests | (self.employer_at[:, beside] < 0)
        return free

    def too_far(self, people: IntArray, employers: IntArray, slot: int) -> BoolArray:
        """Say which pairs the person could not walk to or from in time, shape (people, employers)."""
        far = np.zeros((len(people), len(employers)), dtype=np.bool_)
        for beside in self._beside(slot) if self.any_far else []:
            # Place -1, nobody, finds the empty last row.
            far |= self._far[self.employer_at[people, beside]][:, employers]
        return far

    def may_visit(self, people: IntArray, employer: int) -> BoolArray:
        """Say in which slots people could come to an employer, shape (people, T)."""
        at = self.employer_at[people]
        may: BoolArray = self.grid.free[people] & (at < 0)
        barred = (at >= 0) & self.grid.rests[people][:, None]
        if self.any_far:
            barred |= self._far[at, employer]
        may[:, 1:] &= ~barred[:, :-1]
        may[:, :-1] &= ~barred[:, 1:]
        return may

    def may_take(self, people: IntArray, employers: IntArray, slots: IntArray) -> BoolArray:
        """Say which seats could be taken, each by itself, as far as person and resource are concerned."""
        grid = self.grid
        at = np.pad(self.employer_at, ((0, 0), (1, 1)), constant_values=-1)
        may: BoolArray = grid.free[people, slots] & (at[people, slots + 1] < 0) & ~self.met[people, employers]
        kinds = grid.resource[people]
        may &= (kinds < 0) | (
            self.used[kinds, slots] < np.vstack([grid.capacity, self.used[-1:]])[kinds, slots]
        )
        for beside in (at[people, slots], at[people, slots + 2]):
            may &= ~(grid.rests[people] & (beside >= 0)) & ~self._far[beside, employers]
        return may

    def _beside(self, slot: int) -> list[int]:
        return [beside for beside in (slot - 1, slot + 1) if 0 <= beside < self.employer_at.shape[1]]

    def units_left(self) -> IntArray:
        """Give how many units of each resource are unused in each slot, shape (R, T)."""
        left: IntArray = self.grid.capacity - self.used[:-1]
        return left

    def interviews(self) -> list[Interview]:
        """Give the interviews as places, by person and slot."""
        people, slots = np.nonzero(self.employer_at >= 0)
        employers = self.employer_at[people, slots]
        return list(zip(people.tolist(), employers.tolist(), slots.tolist(), strict=True))

    def restore(self, employer_at: IntArray) -> None:
        """Go back to an earlier `employer_at` of this board."""
        people, slots = np.nonzero(self.employer_at >= 0)
        self.take(people, slots)
        people, slots = np.nonzero(employer_at >= 0)
        self.put(people, employer_at[people, slots], slots)

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
        return (-len(self._must_people[0]) + self._musts_met(), self.counts(), round(self.fit(), 6))

    def _musts_met(self) -> int:
        return int(self.met[self._must_people].sum())
