"""Which booth may stand where, a first plan, and who cannot be placed and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from jobfair.scheduling.booths.records import Booth, BoothError, BoothReason, Need, Spot, UnplacedBooth
from jobfair.scheduling.records import BoolArray, IntArray


def validate(booths: Sequence[Booth], spots: Sequence[Spot], locks: Mapping[int, int]) -> None:
    """Raise a `BoothError` where ids are doubled or unknown, or two locks want one spot."""
    booth_ids, spot_ids = {booth.id for booth in booths}, {spot.id for spot in spots}
    if len(booth_ids) < len(booths) or len(spot_ids) < len(spots):
        raise BoothError("two booths or two spots have the same id")
    for booth, spot in sorted(locks.items()):
        if booth not in booth_ids or spot not in spot_ids:
            raise BoothError(f"the lock of booth {booth} on spot {spot} names somebody who is not listed")
    if len(set(locks.values())) < len(locks):
        raise BoothError(f"two booths are locked on the same spot: {dict(sorted(locks.items()))}")


def needs_met(booth: Booth, spot: Spot) -> dict[Need, bool]:
    """Say of each need of a booth whether a spot meets it; what it does not need is left out."""
    offers: dict[Need, tuple[bool, bool]] = {
        "power": (booth.needs_power, spot.has_power),
        "access": (booth.needs_access, spot.has_access),
        "near_door": (booth.needs_near_door, spot.near_door),
        "area": (booth.area_square_meters > 0, spot.area_square_meters >= booth.area_square_meters),
    }
    return {need: met for need, (needed, met) in offers.items() if needed}


def fitting(booths: Sequence[Booth], spots: Sequence[Spot]) -> BoolArray:
    """Say which spots meet all needs of which booths, shape (booths, spots)."""
    fits = [[all(needs_met(booth, spot).values()) for spot in spots] for booth in booths]
    return np.array(fits, dtype=np.bool_).reshape(len(booths), len(spots))


def with_locks(
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


def first_places(allowed: BoolArray, locked: BoolArray) -> IntArray:
    """Place as many booths as possible, locked ones first, choosy ones on spots few others can use."""
    at: IntArray = np.full(len(allowed), -1, dtype=np.int64)
    wanted_by = allowed.sum(axis=0) / max(1, len(allowed))
    worth = np.where(allowed, 2.0 + 2.0 * locked[:, None] * len(allowed) - wanted_by, 0.0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    real = allowed[rows, columns]
    at[rows[real]] = columns[real]
    return at


def unplaced(
    booths: Sequence[Booth], spots: Sequence[Spot], at: IntArray, locks: Mapping[int, int]
) -> tuple[UnplacedBooth, ...]:
    """Name who has no spot, with the need nobody meets or the booths that take the spots."""
    fits = fitting(booths, spots)
    allowed, _ = with_locks(booths, spots, fits, locks)
    by_id = {spot.id: spot for spot in spots}
    found = []
    for row in np.flatnonzero(at < 0).tolist():
        booth, reason = booths[row], _reason(booths[row], fits[row], locks)
        rivals: tuple[int, ...] = ()
        if reason == "spots_taken":
            rivals = _rivals(booths, allowed if allowed[row].any() else fits, at, row)
        offered = [by_id[locks[booth.id]]] if booth.id in locks else spots
        needs = () if reason == "spots_taken" else _missing(booth, offered)
        found.append(UnplacedBooth(booth.id, reason, int(fits[row].sum()), needs, rivals))
    return tuple(sorted(found, key=lambda one: one.booth))


def _reason(booth: Booth, fits: BoolArray, locks: Mapping[int, int]) -> BoothReason:
    if booth.id in locks:
        return "lock_impossible"
    return "spots_taken" if fits.any() else "no_such_spot"


def _missing(booth: Booth, offered: Sequence[Spot]) -> tuple[Need, ...]:
    met = [needs_met(booth, spot) for spot in offered]
    needs = needs_met(booth, Spot(0, 0.0, 0.0))
    nowhere = tuple(need for need in needs if not any(one[need] for one in met))
    return nowhere or tuple(needs)


def _rivals(booths: Sequence[Booth], may: BoolArray, at: IntArray, row: int) -> tuple[int, ...]:
    """Follow who stands on a spot this booth could use, and where they could stand instead, to the end.

    All these spots are taken, else somebody could have moved over: there is one booth too many for them.
    """
    holder = {int(spot): other for other, spot in enumerate(at.tolist()) if spot >= 0}
    reached, waiting = {row}, [row]
    while waiting:
        for spot in np.flatnonzero(may[waiting.pop()]).tolist():
            other = holder.get(spot, row)
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return tuple(sorted(booths[other].id for other in reached - {row}))
