"""Interviews of a fair, counted in the ways the rules ask for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import product

import numpy as np

from jobfair.scheduling.records import BoolArray, Facts, IntArray, Interview


class Bookings:
    """Interviews of a fair, counted in the ways the rules ask for.

    Parameters
    ----------
    facts
        The fair.
    interviews
        Interviews of listed people and employers in slots of the day.
    hopeful
        Ids of seekers all of whose pairs are of interest; else only the pairs of the interviews are known.
    """

    def __init__(
        self, facts: Facts, interviews: Collection[Interview] = (), hopeful: Collection[int] = ()
    ) -> None:
        self.facts = facts
        self.seekers = {seeker.id: seeker for seeker in facts.seekers}
        self.employers = {employer.id: employer for employer in facts.employers}
        self.resources = {resource.id: resource for resource in facts.resources}
        self.fits = fits_of(facts, {interview[:2] for interview in interviews}, hopeful)
        self.of_pair: Counter[tuple[int, int]] = Counter()
        self.of_seeker: Counter[int] = Counter()
        self.of_employer: Counter[int] = Counter()
        self.at_booth: Counter[tuple[int, int]] = Counter()
        self.of_resource: Counter[tuple[int | None, int]] = Counter()
        self._starts: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._hosts: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        self._desks_before: defaultdict[int, set[int]] = defaultdict(set)
        for desk, employer in facts.before:
            self._desks_before[employer].add(desk)
        for interview in interviews:
            self.add(interview)

    def add(self, interview: Interview) -> None:
        """Book one more interview, whatever the rules say."""
        self._change(interview, 1)
        seeker, employer, slot = interview
        self._starts[seeker, employer].append(slot)
        for covered in self.covers(interview):
            self._hosts[seeker, covered].append((employer, slot))

    def remove(self, interview: Interview) -> None:
        """Take a booked interview out."""
        self._change(interview, -1)
        seeker, employer, slot = interview
        self._starts[seeker, employer].remove(slot)
        for covered in self.covers(interview):
            self._hosts[seeker, covered].remove((employer, slot))

    def _change(self, interview: Interview, step: int) -> None:
        seeker, employer, _ = interview
        self.of_pair[seeker, employer] += step
        self.of_seeker[seeker] += 0 if self.employers[employer].is_desk else step
        self.of_employer[employer] += step
        for slot in self.covers(interview):
            self.at_booth[employer, slot] += step
            self.of_resource[self.seekers[seeker].resource, slot] += step

    def covers(self, interview: Interview) -> range:
        """Give the slots that an interview takes up."""
        _, employer, slot = interview
        return range(slot, slot + self.employers[employer].slots_per_interview)

    def hosts_of(self, seeker: int, slot: int) -> list[tuple[int, int]]:
        """Give the employers whom a person meets in a slot, and when each of these interviews began."""
        return self._hosts.get((seeker, slot), [])

    def neighbours(self, seeker: int, slot: int) -> list[tuple[int, int]]:
        """Give the employers of two interviews one right after the other, in a slot and the next."""
        both = product(self.hosts_of(seeker, slot), self.hosts_of(seeker, slot + 1))
        return [(first[0], second[0]) for first, second in both if first != second]

    def far_neighbours(self, seeker: int, slot: int) -> int:
        """Count the far booths a person meets one after the other in a slot and the next."""
        zones = [[self.employers[one].zone for one in two] for two in self.neighbours(seeker, slot)]
        return sum(self.facts.are_far(*two) for two in zones)

    def is_wanted(self, seeker: int, employer: int) -> bool:
        """Say whether a pair is eligible, or a visit the person needs."""
        return (seeker, employer) in self.fits or self.needs(seeker, employer)

    def needs(self, seeker: int, employer: int) -> bool:
        """Say whether an employer is a desk that the person has to visit."""
        return seeker in self.seekers and employer in self.seekers[seeker].needs_desks

    def desks_of(self, seeker: int, employer: int) -> set[int]:
        """Give the desks that a person has to visit before an employer."""
        return self._desks_before[employer] & self.seekers[seeker].needs_desks

    def too_early(self, seeker: int, employer: int) -> int:
        """Count the interviews of a pair that begin before the end of a visit that has to come first.

        A lock stands also where there is no visit at all; the missing visit is told by itself.
        """
        begins, locked, count = self._starts.get((seeker, employer), []), self.facts.locked, 0
        for desk in self.desks_of(seeker, employer) if begins else ():
            visits = [self.covers((seeker, desk, slot)).stop for slot in self._starts.get((seeker, desk), [])]
            if visits:
                count += sum(slot < min(visits) for slot in begins)
            else:
                count += sum((seeker, employer, slot) not in locked for slot in begins)
        return count

    def units(self, resource: int, slot: int) -> int:
        """Give how many of a resource there are in a slot; none outside the day."""
        units = self.resources[resource].capacity_by_slot
        return units[slot] if 0 <= slot < len(units) else 0


def fits_of(
    facts: Facts, pairs: Collection[tuple[int, int]], hopeful: Collection[int] = ()
) -> dict[tuple[int, int], float]:
    """Give the fits of those of the pairs that are eligible, and of every pair of the hopeful people."""
    if not pairs and not hopeful:
        return {}
    wanted = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    seekers = np.sort(np.array([seeker.id for seeker in facts.seekers], dtype=np.int64))
    employers = np.sort(np.array([employer.id for employer in facts.employers], dtype=np.int64))
    wanted = wanted[np.isin(wanted[:, 0], seekers) & np.isin(wanted[:, 1], employers)]

    def numbered(left: IntArray, right: IntArray) -> IntArray:
        number: IntArray = np.searchsorted(seekers, left) * len(employers) + np.searchsorted(employers, right)
        return number

    found: BoolArray = np.isin(
        numbered(facts.pair_seekers, facts.pair_employers), numbered(wanted[:, 0], wanted[:, 1])
    )
    if hopeful:
        found |= np.isin(facts.pair_seekers, list(hopeful))
    columns = (facts.pair_seekers[found], facts.pair_employers[found], facts.pair_fits[found])
    listed = zip(*(column.tolist() for column in columns), strict=True)
    return {(seeker, employer): fit for seeker, employer, fit in listed}
