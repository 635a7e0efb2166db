"""Interviews that could be given up for somebody who has none: nobody's only one, not locked or promised."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.records import Interview


class Spares:
    """The spare interviews of a plan; which is given up depends on what it has to set free."""

    def __init__(self, booked: Bookings, interviews: Collection[Interview]) -> None:
        self._booked = booked
        self._best: dict[tuple[str, int, int, int | None], Interview] = {}
        for interview in sorted(filter(self._is_spare, interviews), key=self._loss):
            for key in self._frees(interview):
                self._best.setdefault(key, interview)

    def at_seat(self, employer: int, slot: int) -> Interview | None:
        """Give a spare interview in one slot of a booth."""
        return self._best.get(("seat", employer, slot, None))

    def at_seat_with(self, employer: int, slot: int, resource: int | None) -> Interview | None:
        """Give one in a slot of a booth that uses a resource as well."""
        return self._best.get(("both", employer, slot, resource))

    def in_day(self, employer: int) -> Interview | None:
        """Give one in any slot of a booth."""
        return self._best.get(("day", employer, 0, None))

    def with_unit(self, resource: int | None, slot: int) -> Interview | None:
        """Give one at any booth that uses a resource in a slot."""
        return self._best.get(("unit", 0, slot, resource))

    def _loss(self, interview: Interview) -> tuple[int, float, Interview]:
        """Order by who has most, then by what fits least."""
        seeker, employer, _ = interview
        return -self._booked.of_seeker[seeker], self._booked.fits[seeker, employer], interview

    def _is_spare(self, interview: Interview) -> bool:
        facts, (seeker, employer, _) = self._booked.facts, interview
        host = self._booked.employers[employer]
        is_promised = interview in facts.locked or interview[:2] in facts.must
        is_promised |= host.is_desk or self._booked.of_employer[employer] <= host.min_interviews
        return self._booked.of_seeker[seeker] > 1 and not is_promised

    def _frees(self, interview: Interview) -> Iterator[tuple[str, int, int, int | None]]:
        seeker, employer, slot = interview
        resource = self._booked.seekers[seeker].resource
        yield "seat", employer, slot, None
        yield "day", employer, 0, None
        if resource is not None:
            yield "both", employer, slot, resource
            for covered in self._booked.covers(interview):
                yield "unit", 0, covered, resource
