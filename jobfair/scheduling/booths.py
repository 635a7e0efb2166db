"""Give each employer and support desk a spot in the hall that meets its needs, with short walks.

The start is one rectangular assignment; then the best swap of two spots is made until none helps.

References
----------
T. C. Koopmans and M. Beckmann, Assignment problems and the location of economic activities, Econometrica
25 (1957):
the quadratic assignment problem. The change of the cost by every swap is one matrix product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.records import BoolArray, FloatArray, IntArray

#: Metres of walking that one pair of neighbouring competitors is worth avoiding.
COMPETITOR_METERS = 10_000.0
#: Smallest gain in metres for which a swap is made, so that rounding cannot keep two spots swapping for ever.
LEAST_GAIN = 1e-6

BoothReason = Literal["lock_impossible", "no_such_spot", "spots_taken"]


class BoothError(ValueError):
    """Booths, spots or locks that contradict themselves; the text names them."""


@dataclass(frozen=True, slots=True)
class Booth:
    """Somebody who needs a spot: an employer or a support desk, with needs that have to be met.

    Parameters
    ----------
    id
        Any integer; the caller's own number.
    needs_power, needs_access, needs_near_door
        Needs a socket; a way wide enough for a wheelchair; a spot near the door.
    area_square_meters
        Least area.
    sector
        Booths of one sector are competitors and kept from being neighbours; None competes with nobody.
    """

    id: int
    needs_power: bool = False
    needs_access: bool = False
    needs_near_door: bool = False
    area_square_meters: float = 0.0
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered place in the hall and what it offers; coordinates and area in metres."""

    id: int
    x_meters: float
    y_meters: float
    has_power: bool = False
    has_access: bool = False
    near_door: bool = False
    area_square_meters: float = float("inf")


@dataclass(frozen=True, slots=True)
class UnplacedBooth:
    """A booth whose needs cannot be met: the reason's key, and how many spots would do."""

    booth: int
    reason: BoothReason
    fitting_spots: int


@dataclass(frozen=True, slots=True)
class BoothPlan:
    """Who stands where.

    Parameters
    ----------
    spot_by_booth
        Spot id by booth id, for all booths that could be placed.
    unplaced
        Booths that could not, by booth id.
    walk_meters
        All walks of `walks` together.
    neighbouring_competitors
        Pairs of booths of one sector on neighbouring spots.
    """

    spot_by_booth: dict[int, int]
    unplaced: tuple[UnplacedBooth, ...]
    walk_meters: float
    neighbouring_competitors: int


def assign_booths(
    booths: Sequence[Booth],
    spots: Sequence[Spot],
    locks: Mapping[int, int] | None = None,
    *,
    walks: Mapping[tuple[int, int], float] | None = None,
    neighbour_meters: float = 4.0,
    swaps: int = 2_000,
) -> BoothPlan:
    """Give booths spots: every need met, locks kept, competitors apart, then short walks.

    Parameters
    ----------
    booths, spots
        Who needs a place, and the places.
    locks
        Spot id by booth id for booths that stay where they are.
    walks
        People who go from one booth straight to another, by pair of booth ids; see `walks_of`.
    neighbour_meters
        Spots at most this far apart are neighbours.
    swaps
        Most swaps to make.

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
    (UnplacedBooth(booth=3, reason='spots_taken', fitting_spots=1),)
    """
    _validate(booths, spots, locks or {})
    fits = _fits(booths, spots)
    allowed, locked = _with_locks(booths, spots, fits, locks or {})
    at = _start(allowed, locked)
    distance = _distances(spots)
    walk, rivals = _walk_table(booths, walks or {}, len(spots)), _rivals(booths, len(spots))
    near = ((distance <= neighbour_meters) & (distance > 0)).astype(np.float64)
    _swap(at, allowed, locked, [(walk, distance), (rivals * COMPETITOR_METERS, near)], swaps)
    placed = np.flatnonzero(at >= 0).tolist()
    here = at[placed]
    block = np.ix_(placed, placed)
    return BoothPlan(
        spot_by_booth={booths[row].id: spots[at[row]].id for row in placed},
        unplaced=_unplaced(booths, fits, at, locks or {}),
        walk_meters=float((walk[block] * distance[np.ix_(here, here)]).sum() / 2),
        neighbouring_competitors=int((rivals[block] * near[np.ix_(here, here)]).sum() / 2),
    )


def walks_of(interviews: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], float]:
    """Count who goes from one employer straight to the next in a plan (seeker, employer, slot)."""
    walks: dict[tuple[int, int], float] = {}
    ordered = sorted(interviews, key=lambda interview: (interview[0], interview[2]))
    for (seeker, employer, _), (next_seeker, next_employer, _) in pairwise(ordered):
        if seeker == next_seeker:
            pair = (min(employer, next_employer), max(employer, next_employer))
            walks[pair] = walks.get(pair, 0.0) + 1.0
    return walks


def _validate(booths: Sequence[Booth], spots: Sequence[Spot], locks: Mapping[int, int]) -> None:
    booth_ids, spot_ids = {booth.id for booth in booths}, {spot.id for spot in spots}
    if len(booth_ids) < len(booths) or len(spot_ids) < len(spots):
        raise BoothError("two booths or two spots have the same id")
    for booth, spot in sorted(locks.items()):
        if booth not in booth_ids or spot not in spot_ids:
            raise BoothError(f"the lock of booth {booth} on spot {spot} names somebody who is not listed")
    if len(set(locks.values())) < len(locks):
        raise BoothError(f"two booths are locked on the same spot: {dict(sorted(locks.items()))}")


def _fits(booths: Sequence[Booth], spots: Sequence[Spot]) -> BoolArray:
    fits = [
        [
            spot.has_power >= booth.needs_power
            and spot.has_access >= booth.needs_access
            and spot.near_door >= booth.needs_near_door
            and spot.area_square_meters >= booth.area_square_meters
            for spot in spots
        ]
        for booth in booths
    ]
    return np.array(fits, dtype=np.bool_).reshape(len(booths), len(spots))


def _with_locks(
    booths: Sequence[Booth], spots: Sequence[Spot], fits: BoolArray, locks: Mapping[int, int]
) -> tuple[BoolArray, BoolArray]:
    """Narrow what is allowed to the locks; a lock against a need leaves its booth nowhere to go."""
    allowed, locked = fits.copy(), np.zeros(len(booths), dtype=np.bool_)
    columns = {spot.id: column for column, spot in enumerate(spots)}
    for row, booth in enumerate(booths):
        if booth.id in locks:
            column = columns[locks[booth.id]]
            allowed[row], allowed[:, column] = False, False
            allowed[row, column] = fits[row, column]
            locked[row] = True
    return allowed, locked


def _start(allowed: BoolArray, locked: BoolArray) -> IntArray:
    """Place as many booths as possible, locked ones first, choosy ones on spots few others can use."""
    at: IntArray = np.full(len(allowed), -1, dtype=np.int64)
    wanted_by = allowed.sum(axis=0) / max(1, len(allowed))
    worth = np.where(allowed, 2.0 + 2.0 * locked[:, None] * len(allowed) - wanted_by, 0.0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    real = allowed[rows, columns]
    at[rows[real]] = columns[real]
    return at


def _distances(spots: Sequence[Spot]) -> FloatArray:
    places = np.array([(spot.x_meters, spot.y_meters) for spot in spots], dtype=np.float64).reshape(-1, 2)
    distance: FloatArray = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2)
    return distance


def _walk_table(
    booths: Sequence[Booth], walks: Mapping[tuple[int, int], float], spot_count: int
) -> FloatArray:
    rows = {booth.id: row for row, booth in enumerate(booths)}
    table = np.zeros((max(len(booths), spot_count),) * 2)
    for (first, second), people in walks.items():
        if first in rows and second in rows:
            table[rows[first], rows[second]] += people
            table[rows[second], rows[first]] += people
    return table


def _rivals(booths: Sequence[Booth], spot_count: int) -> FloatArray:
    table = np.zeros((max(len(booths), spot_count),) * 2)
    for row, booth in enumerate(booths):
        for column, other in enumerate(booths):
            if row != column and booth.sector is not None and booth.sector == other.sector:
                table[row, column] = 1.0
    return table


def _swap(
    at: IntArray,
    allowed: BoolArray,
    locked: BoolArray,
    terms: list[tuple[FloatArray, FloatArray]],
    swaps: int,
) -> None:
    """Make the best swap, also with an empty spot, until none helps; `at` changes in place."""
    placed = np.flatnonzero(at >= 0)
    spots = allowed.shape[1]
    empty = np.setdiff1d(np.arange(spots), at[placed])
    # Empty spots are held by rows that need nothing and walk nowhere.
    spot_of = np.concatenate([at[placed], empty])
    may = np.vstack([allowed[placed], np.ones((len(empty), spots), dtype=np.bool_)])
    fixed = np.concatenate([locked[placed], np.zeros(len(empty), dtype=np.bool_)])
    flows = [np.zeros((spots, spots)) for _ in terms]
    for padded, (flow, _) in zip(flows, terms, strict=True):
        padded[: len(placed), : len(placed)] = flow[np.ix_(placed, placed)]
    for _ in range(swaps if spots else 0):
        change = np.zeros((spots, spots))
        for flow, (_, distance) in zip(flows, terms, strict=True):
            change += _change_by_swap(flow, distance[np.ix_(spot_of, spot_of)])
        fits = may[:, spot_of]
        change[~(fits & fits.T) | fixed | fixed[:, None]] = 0.0
        first, second = divmod(int(np.argmin(change)), spots)
        if change[first, second] > -LEAST_GAIN:
            break
        spot_of[[first, second]] = spot_of[[second, first]]
    at[placed] = spot_of[: len(placed)]


def _change_by_swap(flow: FloatArray, distance: FloatArray) -> FloatArray:
    """Give the change of sum(flow * distance) / 2 by every swap of two rows, both tables symmetric."""
    mixed = flow @ distance
    own = np.diag(mixed)
    change: FloatArray = mixed + mixed.T - own - own[:, None] + 2 * flow * distance
    return change


def _unplaced(
    booths: Sequence[Booth], fits: BoolArray, at: IntArray, locks: Mapping[int, int]
) -> tuple[UnplacedBooth, ...]:
    found = []
    for row in np.flatnonzero(at < 0).tolist():
        fitting = int(fits[row].sum())
        reason: BoothReason = "spots_taken" if fitting else "no_such_spot"
        if booths[row].id in locks:
            reason = "lock_impossible"
        found.append(UnplacedBooth(booths[row].id, reason, fitting))
    return tuple(sorted(found, key=lambda one: one.booth))
