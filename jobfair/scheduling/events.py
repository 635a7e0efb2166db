"""What can happen on the day of a fair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jobfair.scheduling.records import Seeker


@dataclass(frozen=True, slots=True)
class NoShow:
    """A person who does not come, or has gone home."""

    seeker: int


@dataclass(frozen=True, slots=True)
class Late:
    """A person who will be here from `first_slot` on."""

    seeker: int
    first_slot: int


@dataclass(frozen=True, slots=True)
class LeavesEarly:
    """A person who is gone from `first_slot_away` on."""

    seeker: int
    first_slot_away: int


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A person nobody expected, with the fit of each employer they may meet, by employer id."""

    seeker: Seeker
    fits: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmployerGone:
    """An employer who holds no interviews from `first_slot_away` on."""

    employer: int
    first_slot_away: int = 0


@dataclass(frozen=True, slots=True)
class InterpreterGone:
    """Units of a shared resource that are missing from `first_slot_away` on."""

    resource: int
    first_slot_away: int = 0
    units: int = 1


@dataclass(frozen=True, slots=True)
class RunsOver:
    """An interview that is still going on in the slot after `slot`.

    Its person, its interviewer and its interpreter are busy for one more slot.
    """

    seeker: int
    employer: int
    slot: int


Event = NoShow | Late | LeavesEarly | WalkIn | EmployerGone | InterpreterGone | RunsOver
