"""Who needs a spot in the hall, what spots offer, and who stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BoothReason = Literal["lock_impossible", "no_such_spot", "spots_taken"]
Need = Literal["power", "access", "near_door", "area"]


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
        Booths of one sector are competitors: kept from being neighbours, and in one row where that does not
        cost long walks. None competes with nobody.
    crowd
        How many people are drawn, from 0 for few to 1 for the most; crowds are kept from being neighbours.
    """

    id: int
    needs_power: bool = False
    needs_access: bool = False
    needs_near_door: bool = False
    area_square_meters: float = 0.0
    sector: str | None = None
    crowd: float = 0.0


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
    row: str | None = None


@dataclass(frozen=True, slots=True)
class UnplacedBooth:
    """A booth whose needs cannot be met, and why.

    Parameters
    ----------
    booth
        Its id.
    reason
        `no_such_spot`: no spot has all it needs; `lock_impossible`: the spot it is locked on has not;
        `spots_taken`: others need the same spots, and there are too few of them.
    fitting_spots
        Spots that would do.
    needs
        What is missing: needs that no spot (or not the locked one) meets, or all needs where each is met
        somewhere but nowhere together.
    rivals
        Ids of the booths that have all the spots between them that this booth or they could use.
    """

    booth: int
    reason: BoothReason
    fitting_spots: int
    needs: tuple[Need, ...] = ()
    rivals: tuple[int, ...] = ()


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
    cost_meters
        Walks, neighbouring competitors and crowds, and trades in different rows, all in metres.
    bound_meters
        What no way to place the same booths can cost less than.
    """

    spot_by_booth: dict[int, int]
    unplaced: tuple[UnplacedBooth, ...]
    walk_meters: float
    neighbouring_competitors: int
    cost_meters: float
    bound_meters: float

    @property
    def gap(self) -> float:
        """Give how far the cost may be from the least, as a part of the cost, 0 to 1."""
        return 1 - self.bound_meters / self.cost_meters if self.cost_meters else 0.0
