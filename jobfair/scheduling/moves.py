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
    """The moves that break no rule by themselves; locked interviews and visits to desks are never moved."""

    def __init__(self, booked: Bookings, interviews: Collection[Interview]) -> None:
        self._booked = booked
        loose = sorted(set(interviews) - booked.facts.locked)
        self._interviews = [one for one in loose if not booked.employers[one[1]].is_desk]

    @cached_property
    def at_booth(self) -> dict[tuple[int, int], list[Move]]:
        """By (employer, slot that comes free), in the order of seekers and new slots."""
        found: defaultdict[tuple[int, int], list[Move]] = defaultdict(list)
        tries = ((one, slot) for one in self._interviews for slot in self._open_slots(one))
        for (seeker, employer, slot), new_slot in islice(tries, MOST_TRIES):
            interview = (seeker, employer, slot)
            self._booked.remove(interview)
            if not barriers(self._booked, (seeker, employer, new_slot)):
                for covered in self._booked.covers(interview):
                    found[employer, covered].append((interview, new_slot))
            self._booked.add(interview)
        return found

    @cached_property
    def of_resource(self) -> dict[tuple[int | None, int], list[Move]]:
        """By (resource, slot)."""
        found: defaultdict[tuple[int | None, int], list[Move]] = defaultdict(list)
        for (_, slot), moves in sorted(self.at_booth.items()):
            for move in moves:
                found[self._booked.seekers[move[0][0]].resource, slot].append(move)
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
        """Give the slots in which both are there and the booth has a seat, or gets it by the move."""
        seeker, employer, now = interview
        host = self._booked.employers[employer]
        for slot in sorted(self._booked.seekers[seeker].free_slots & host.open_slots):
            has_seat = self._booked.at_booth[employer, slot] < host.interviewers
            if slot != now and (has_seat or slot in self._booked.covers(interview)):
                yield slot
