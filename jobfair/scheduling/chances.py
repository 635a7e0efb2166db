"""What stands in the way of each seat, for everybody and for one person, asked from the rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.problem import Problem, Seeker
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray, Interview
from jobfair.scheduling.rules import RULES, Kind

RULE = {rule.kind: rule for rule in RULES}


@dataclass(frozen=True, eq=False)
class Chances:
    """One person without an interview; E are the employers listed for them, T the slots.

    Parameters
    ----------
    seeker
        The person.
    employers, fits
        Ids of the eligible employers and the fits, shape (E,), best first.
    wants_none
        True where the person asked for no interview.
    refused, spent
        Employers that are forbidden, and that have given all their interviews, shape (E,).
    away, units_out
        Slots in which the person is away, and in which nothing is left of what they share, shape (T,).
    closed, full
        Seats at a booth that is closed, and that has no interviewer left, shape (E, T).
    """

    seeker: Seeker
    employers: IntArray
    fits: FloatArray
    wants_none: bool
    refused: BoolArray
    spent: BoolArray
    away: BoolArray
    units_out: BoolArray
    closed: BoolArray
    full: BoolArray


class Seats:
    """Which seats of a plan are left, whoever wants them."""

    def __init__(self, problem: Problem, interviews: Collection[Interview], hopeful: Collection[int]) -> None:
        self.booked = Bookings(problem, interviews, hopeful)
        self._slots = range(problem.slot_count)
        ids = [employer.id for employer in problem.employers]
        self._employers = np.sort(np.array(ids, dtype=np.int64))
        listed = self._employers.tolist()
        self._closed = self._table("employer_away", listed)
        self._full = self._table("booth_over_interviewers", listed)
        self._spent = np.array([self._breaks("employer_over_cap", one) for one in listed], dtype=np.bool_)
        self._units_out: dict[int | None, BoolArray] = {
            one: self._table("resource_over_capacity", [one])[0] for one in self.booked.resources
        }
        self._units_out[None] = np.zeros(problem.slot_count, dtype=np.bool_)
        self._order = np.argsort(problem.pair_seekers, kind="stable")
        self._seekers = problem.pair_seekers[self._order]

    def chances_of(self, seeker: Seeker) -> Chances:
        """Give what stands in a person's way, who has no interview yet."""
        problem = self.booked.facts
        first, last = np.searchsorted(self._seekers, [seeker.id, seeker.id + 1])
        rows = self._order[first:last]
        rows = rows[np.lexsort((problem.pair_employers[rows], -problem.pair_fits[rows]))]
        employers = problem.pair_employers[rows]
        places = np.searchsorted(self._employers, employers)
        refused = [self._breaks("forbidden", seeker.id, one) for one in employers.tolist()]
        return Chances(
            seeker=seeker,
            employers=employers,
            fits=problem.pair_fits[rows],
            wants_none=self._breaks("seeker_over_cap", seeker.id),
            refused=np.array(refused, dtype=np.bool_),
            spent=self._spent[places],
            away=self._table("seeker_away", [seeker.id])[0],
            units_out=self._units_out[seeker.resource],
            closed=self._closed[places],
            full=self._full[places],
        )

    def _breaks(self, kind: Kind, *case: int) -> bool:
        """Say whether one interview more would break a rule."""
        return RULE[kind].load(self.booked, *case) + 1 > RULE[kind].limit(self.booked, *case)

    def _table(self, kind: Kind, ids: list[int]) -> BoolArray:
        rows = [[self._breaks(kind, one, slot) for slot in self._slots] for one in ids]
        return np.array(rows, dtype=np.bool_).reshape(len(ids), len(self._slots))
