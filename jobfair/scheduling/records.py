"""The plain records of a fair to be planned, before anyone asks whether they fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

#: An interview: seeker id, employer id, slot.
Interview = tuple[int, int, int]
IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seeker:
    """A person looking for work, as far as the plan has to know them.

    Parameters
    ----------
    id
        Any integer; the caller's own number.
    free_slots
        Slots, counted from 0, in which the person is at the fair and free.
    max_interviews
        Most interviews the person wants on the day.
    resource
        Id of the shared `Resource` every interview of this person needs, or None.
    needs_rest
        True where two interviews must have a free slot between them.
    name
        What to call the person where something is said about them; None to use the id alone.
    needs_desks
        Ids of the support desks the person has to visit.
    interviews_before
        Interviews the person had on earlier days; they count as the person's first ones.
    """

    id: int
    free_slots: frozenset[int]
    max_interviews: int
    resource: int | None = None
    needs_rest: bool = False
    name: str | None = None
    needs_desks: frozenset[int] = frozenset()
    interviews_before: int = 0


@dataclass(frozen=True, slots=True)
class Employer:
    """A hiring organization with a booth, or a support desk.

    Parameters
    ----------
    id
        Any integer; the caller's own number.
    interviewers
        Interviews the booth can hold in one slot.
    open_slots
        Slots in which the booth interviews.
    max_interviews
        Most interviews the employer gives on the day.
    zone
        Part of the hall, used with `Problem.far_zones`; None is near everything.
    sector
        Line of business; not used by the solver.
    name
        What to call the employer where something is said about it; None to use the id alone.
    slots_per_interview
        Slots that one interview takes; an interview is named by its first slot.
    is_desk
        True for a support desk: people who need it visit it once, and a visit is no interview. It takes up
        time, place and interpreter like one, and counts neither as one nor for the fit.
    min_interviews
        Interviews the employer was promised.
    """

    id: int
    interviewers: int
    open_slots: frozenset[int]
    max_interviews: int
    zone: str | None = None
    sector: str | None = None
    name: str | None = None
    slots_per_interview: int = 1
    is_desk: bool = False
    min_interviews: int = 0

    def seats(self) -> int:
        """Give the most interviews the employer can hold in the day.

        Examples
        --------
        >>> Employer(1, 1, frozenset({0, 1, 2, 4}), 9, slots_per_interview=2).seats()
        1
        """
        length, runs, last = self.slots_per_interview, 0, -1
        for slot in sorted(self.open_slots):
            if slot > last and self.open_slots.issuperset(range(slot, slot + length)):
                runs, last = runs + 1, slot + length - 1
        return min(self.max_interviews, self.interviewers * runs)


@dataclass(frozen=True, slots=True)
class Resource:
    """Something people share, such as interpreters: how many there are in each slot."""

    id: int
    name: str
    capacity_by_slot: tuple[int, ...]


class Pair(NamedTuple):
    """An eligible seeker and employer with their fit, 0 to 1."""

    seeker: int
    employer: int
    fit: float


@dataclass(frozen=True, eq=False)
class Facts:
    """The fields of a `Problem`, which see, not yet validated."""

    slot_count: int
    slot_minutes: int
    seekers: tuple[Seeker, ...]
    employers: tuple[Employer, ...]
    resources: tuple[Resource, ...]
    pair_seekers: IntArray
    pair_employers: IntArray
    pair_fits: FloatArray
    forbidden: frozenset[tuple[int, int]] = frozenset()
    must: frozenset[tuple[int, int]] = frozenset()
    locked: frozenset[tuple[int, int, int]] = frozenset()
    far_zones: frozenset[tuple[str, str]] = frozenset()
    before: frozenset[tuple[int, int]] = frozenset()

    def pairs(self) -> Iterator[Pair]:
        """Give the eligible pairs in the order they were listed."""
        columns = (self.pair_seekers.tolist(), self.pair_employers.tolist(), self.pair_fits.tolist())
        for seeker, employer, fit in zip(*columns, strict=True):
            yield Pair(seeker, employer, fit)

    def are_far(self, first_zone: str | None, second_zone: str | None) -> bool:
        """Say whether two zones are too far apart for consecutive slots."""
        if first_zone is None or second_zone is None:
            return False
        return (first_zone, second_zone) in self.far_zones or (second_zone, first_zone) in self.far_zones


def called(word: str, record_id: int, name: str | None = None) -> str:
    """Say who or what an id is, with the name where there is one.

    Examples
    --------
    >>> called("seeker", 7), called("seeker", 7, "Ana")
    ('seeker 7', 'seeker 7 (Ana)')
    """
    return f"{word} {record_id} ({name})" if name else f"{word} {record_id}"
