"""What a fair wants planned: people, employers, shared resources and the rules between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jobfair.scheduling.contradictions import find_contradictions
from jobfair.scheduling.records import Employer, Facts, Pair, Resource, Seeker

__all__ = ["Employer", "Pair", "Problem", "ProblemError", "Resource", "Seeker"]


class ProblemError(ValueError):
    """A problem that contradicts itself; `contradictions` names each one."""

    def __init__(self, contradictions: tuple[str, ...]) -> None:
        super().__init__("; ".join(contradictions))
        self.contradictions = contradictions


@dataclass(frozen=True, eq=False)
class Problem(Facts):
    """One fair to be planned; use `Problem.build` unless the pairs are arrays already.

    Parameters
    ----------
    slot_count
        Number of slots of the day; slots are numbered from 0.
    slot_minutes
        Length of one slot in minutes.
    seekers, employers, resources
        Who and what takes part; ids are unique within each.
    pair_seekers, pair_employers
        Ids of the eligible pairs, shape (pairs,).
    pair_fits
        Fit of each pair from 0 to 1, shape (pairs,).
    forbidden
        Pairs (seeker, employer) that must never meet, eligible or not.
    must
        Pairs (seeker, employer) that have to meet.
    locked
        Interviews (seeker, employer, slot) that stand.
    far_zones
        Zones that one person cannot visit in consecutive slots, in either order.
    before
        Pairs (desk, employer): who needs the desk visits it before the employer.

    Raises
    ------
    ProblemError
        Where the problem contradicts itself, naming everybody concerned.
    """

    def __post_init__(self) -> None:
        found = find_contradictions(self)
        if found:
            raise ProblemError(tuple(found))

    @classmethod
    def build(  # noqa: PLR0913 - one keyword for each part of a fair, all but four optional
        cls,
        *,
        slot_count: int,
        seekers: Iterable[Seeker],
        employers: Iterable[Employer],
        pairs: Iterable[tuple[int, int, float]],
        slot_minutes: int = 15,
        resources: Iterable[Resource] = (),
        forbidden: Iterable[tuple[int, int]] = (),
        must: Iterable[tuple[int, int]] = (),
        locked: Iterable[tuple[int, int, int]] = (),
        far_zones: Iterable[tuple[str, str]] = (),
        before: Iterable[tuple[int, int]] = (),
    ) -> Problem:
        """Make a problem from plain tuples.

        Parameters
        ----------
        pairs
            Tuples (seeker id, employer id, fit from 0 to 1).
        slot_count, slot_minutes, seekers, employers, resources, forbidden, must, locked, far_zones, before
            As in `Problem`.

        Returns
        -------
        Problem

        Raises
        ------
        ProblemError
            Where the problem contradicts itself.

        Examples
        --------
        >>> problem = Problem.build(
        ...     slot_count=2,
        ...     seekers=[Seeker(id=7, free_slots=frozenset({0, 1}), max_interviews=2)],
        ...     employers=[Employer(id=3, interviewers=1, open_slots=frozenset({1}), max_interviews=1)],
        ...     pairs=[(7, 3, 0.5)],
        ... )
        >>> list(problem.pairs())
        [Pair(seeker=7, employer=3, fit=0.5)]
        """
        listed = list(pairs)
        return cls(
            slot_count=slot_count,
            slot_minutes=slot_minutes,
            seekers=tuple(seekers),
            employers=tuple(employers),
            resources=tuple(resources),
            pair_seekers=np.array([pair[0] for pair in listed], dtype=np.int64),
            pair_employers=np.array([pair[1] for pair in listed], dtype=np.int64),
            pair_fits=np.array([pair[2] for pair in listed], dtype=np.float64),
            forbidden=frozenset(forbidden),
            must=frozenset(must),
            locked=frozenset(locked),
            far_zones=frozenset(far_zones),
            before=frozenset(before),
        )
