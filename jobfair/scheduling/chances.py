"""What stands in the way of each seat, for everybody and for one person, asked from the rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.problem import Employer, Problem, Seeker
from jobfair.scheduling.records import BoolArray, FloatArray, IntArray, Interview
from jobfair.scheduling.rules import RULES, Kind, barriers

RULE = {rule.kind: rule for rule in RULES}
#: What visits to desks can break for a person who has no interview.
OWN_DAY = tuple(RULE[kind] for kind in ("seeker_twice_in_slot", "no_rest", "too_far", "desk_first"))


@dataclass(frozen=True, eq=False)
class Chances:
    """One person without an interview; E are the employers listed for them, T the slots.

    An interview of several slots is looked at by its first one.

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
    lengths
        Slots of an interview with each employer, shape (E,).
    away
        Slots in which the person is away, shape (T,).
    missing, closed, units_out
        In how many slots of an interview the person is away, the booth closed, and nothing left of what
        they share, shape (E, T).
    full
        Interviews for which the booth has no interviewer left, shape (E, T).
    barred
        Interviews that the end of the day or the person's visits to desks leave no time for, shape (E, T).
    """

    seeker: Seeker
    employers: IntArray
    fits: FloatArray
    wants_none: bool
    refused: BoolArray
    spent: BoolArray
    lengths: IntArray
    away: BoolArray
    missing: IntArray
    closed: IntArray
    units_out: IntArray
    full: BoolArray
    barred: BoolArray


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
        hosts = [self.booked.employers[one] for one in employers.tolist()]
        lengths = np.array([host.slots_per_interview for host in hosts], dtype=np.int64)
        away = self._table("seeker_away", [seeker.id])[0]
        return Chances(
            seeker=seeker,
            employers=employers,
            fits=problem.pair_fits[rows],
            wants_none=self._breaks("seeker_over_cap", seeker.id),
            refused=np.array(refused, dtype=np.bool_),
            spent=self._spent[places],
            lengths=lengths,
            away=away,
            missing=_over_interviews(np.tile(away, (len(places), 1)), lengths),
            closed=_over_interviews(self._closed[places], lengths),
            units_out=_over_interviews(np.tile(self._units_out[seeker.resource], (len(places), 1)), lengths),
            full=_over_interviews(self._full[places], lengths) > 0,
            barred=self._barred(seeker, hosts),
        )

    def _barred(self, seeker: Seeker, hosts: list[Employer]) -> BoolArray:
        """Ask the rules about the person's own day, once for employers that are the same to them."""
        booked, rows = self.booked, []
        known: dict[tuple[str | None, int, frozenset[int]], list[bool]] = {}
        for host in hosts:
            desks = frozenset(booked.desks_of(seeker.id, host.id))
            same = (host.zone, host.slots_per_interview, desks)
            if same not in known:
                tries = [(seeker.id, host.id, slot) for slot in self._slots]
                known[same] = [
                    slot + host.slots_per_interview > len(self._slots)
                    or (bool(seeker.needs_desks) and bool(barriers(booked, one, OWN_DAY)))
                    for slot, one in enumerate(tries)
                ]
            rows.append(known[same])
        return np.array(rows, dtype=np.bool_).reshape(len(hosts), len(self._slots))

    def _breaks(self, kind: Kind, *case: int) -> bool:
        """Say whether one interview more would break a rule."""
        return RULE[kind].load(self.booked, *case) + 1 > RULE[kind].limit(self.booked, *case)

    def _table(self, kind: Kind, ids: list[int]) -> BoolArray:
        rows = [[self._breaks(kind, one, slot) for slot in self._slots] for one in ids]
        return np.array(rows, dtype=np.bool_).reshape(len(ids), len(self._slots))


def _over_interviews(slots: BoolArray, lengths: IntArray) -> IntArray:
    """Count the slots of each interview that are marked or past the day, by its first slot, shape (E, T)."""
    counts = slots.astype(np.int64)
    for later in range(1, int(lengths.max(initial=1))):
        longer = lengths > later
        counts[longer, :-later] += slots[longer, later:]
        counts[longer, -later:] += 1
    return counts
