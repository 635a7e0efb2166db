"""Interviews that could be in another slot of the same booth, and so make room for somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.records import Interview
from jobfair.scheduling.rules import barriers

#: Interviews and slots that are tried; a limit on work, which only a large fair with many free seats meets.
MOST_TRIES = 20_000

#: An interview and its new slot.
Move = tuple[Interview, int]


class Moves:
    """The moves that break no rule by themselves; locked interviews are never moved."""

    def __init__(self, booked: Bookings, interviews: Collection[Interview]) -> None:
        self._booked = booked
        self._interviews = sorted(set(interviews) - booked.facts.locked)

    @cached_property
    def at_booth(self) -> dict[tuple[int, int], list[Move]]:
        """By (employer, slot), in the order of seekers and new slots."""
        found: defaultdict[tuple[int, int], list[Move]] = defaultdict(list)
        tries = ((one, slot) for one in self._interviews for slot in self._open_slots(one))
        for (seeker, employer, slot), new_slot in islice(tries, MOST_TRIES):
            interview = (seeker, employer, slot)
            self._booked.remove(interview)
            if not barriers(self._booked, (seeker, employer, new_slot)):
                found[employer, slot].append((interview, new_slot))
            self._booked.add(interview)
        return found

    @cached_property
    def of_resource(self) -> dict[tuple[int | None, int], list[Move]]:
        """By (resource, slot)."""
        found: defaultdict[tuple[int | None, int], list[Move]] = defaultdict(list)
        for (_, slot), moves in sorted(self.at_booth.items()):
            for (seeker, employer, _), new_slot in moves:
                resource = self._booked.seekers[seeker].resource
                found[resource, slot].append(((seeker, employer, slot), new_slot))
        return found

    def makes_room(self, move: Move, interview: Interview) -> bool:
        """Say whether an interview would break no rule after a move."""
        (seeker, employer, slot), new_slot = move
        moved = (seeker, employer, new_slot)
        self._booked.remove((seeker, employer, slot))
        self._booked.add(moved)
        is_free = not barriers(self._booked, interview)
        self._booked.remove(moved)
        self._booked.add((seeker, employer, slot))
        return is_free

    def _open_slots(self, interview: Interview) -> Iterator[int]:
        """Give the slots in which both are there and the booth has a seat."""
        seeker, employer, _ = interview
        host = self._booked.employers[employer]
        for slot in sorted(self._booked.seekers[seeker].free_slots & host.open_slots):
            if self._booked.at_booth[employer, slot] < host.interviewers:
                yield slot
