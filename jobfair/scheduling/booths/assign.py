"""Give each employer and support desk a spot in the hall that meets its needs, with short walks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from jobfair.scheduling.booths.costs import COMPETITOR_METERS, bound_cost, cost_of, terms_of
from jobfair.scheduling.booths.needs import first_places, fitting, unplaced, validate, with_locks
from jobfair.scheduling.booths.records import Booth, BoothPlan, Spot
from jobfair.scheduling.booths.swaps import improve_places
from jobfair.scheduling.records import BoolArray, IntArray


def assign_booths(  # noqa: PLR0913 - who and where, and what has its own default
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    locks: Mapping[int, int] | None = None,
    *,
    walks: Mapping[tuple[int, int], float] | None = None,
    start: Mapping[int, int] | None = None,
    neighbour_meters: float = 4.0,
    swaps: int = 10_000,
    seed: int = 0,
) -> BoothPlan:
    """Give booths spots: every need met, locks kept, competitors apart, then short walks and the rest.

    Parameters
    ----------
    booths, spots
        Who needs a place, and the places.
    locks
        Spot id by booth id for booths that stay where they are.
    walks
        People who go from one booth straight to another, by pair of booth ids; see `walks_of`.
    start
        Spot id by booth id to begin with, such as an earlier plan's; the result costs no more. Ignored
        where it does not place as many booths as can be placed.
    neighbour_meters
        Spots at most this far apart are neighbours.
    swaps
        Most swaps to make.
    seed
        Two runs with the same seed give the same plan.

    Returns
    -------
    BoothPlan
        Booths that cannot be placed are named with the reason.

    Raises
    ------
    BoothError
        Where ids are doubled or unknown, or two locks want one spot.

    Examples
    --------
    >>> plan = assign_booths(
    ...     [Booth(id=1, needs_power=True), Booth(id=2), Booth(id=3, needs_power=True)],
    ...     [Spot(id=10, x_meters=0, y_meters=0, has_power=True), Spot(id=11, x_meters=3, y_meters=0)],
    ... )
    >>> plan.spot_by_booth
    {1: 10, 2: 11}
    >>> plan.unplaced
    (UnplacedBooth(booth=3, reason='spots_taken', fitting_spots=1, needs=(), rivals=(1,)),)
    """
    validate(booths, spots, locks or {})
    allowed, locked = with_locks(booths, spots, fitting(booths, spots), locks or {})
    at = _started(booths, spots, allowed, first_places(allowed, locked), start or {})
    terms = terms_of(booths, spots, walks or {}, neighbour_meters)
    improve_places(at, allowed, locked, [term for term in terms if term.joins.any()], swaps, seed)
    placed = np.flatnonzero(at >= 0)
    block = np.ix_(placed, placed)
    here = [term._replace(joins=term.joins[block]) for term in terms]
    return BoothPlan(
        spot_by_booth={booths[row].id: spots[at[row]].id for row in placed.tolist()},
        unplaced=unplaced(booths, spots, at, locks or {}),
        walk_meters=cost_of(terms.walks, at),
        neighbouring_competitors=round(cost_of(terms.competitors, at) / COMPETITOR_METERS),
        cost_meters=sum(cost_of(term, at) for term in terms),
        bound_meters=bound_cost(here, allowed[placed]),
    )


def _started(
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    allowed: BoolArray,
    first: IntArray,
    start: Mapping[int, int],
) -> IntArray:
    """Begin with an earlier plan where it is allowed and places as many."""
    columns = {spot.id: column for column, spot in enumerate(spots)}
    at: IntArray = np.array([columns.get(start.get(booth.id, -1), -1) for booth in booths], dtype=np.int64)
    placed = np.flatnonzero(at >= 0)
    is_allowed = allowed[placed, at[placed]].all() and len(set(at[placed].tolist())) == len(placed)
    return at if is_allowed and len(placed) == (first >= 0).sum() else first
