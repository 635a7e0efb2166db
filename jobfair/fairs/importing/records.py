"""What was understood of a row: ready to be written by the rooms' own actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any


@dataclass(frozen=True, slots=True)
class FairHours:
    """Local opening and closing time of the fair a sheet is read for, and its slots' length in minutes."""

    opens: time
    closes: time
    slot_minutes: int = 20
    #: interviews that fit into the day of an employer with these values; None where there are no slots yet
    seats_in_day: Callable[[dict[str, Any]], int] | None = None


@dataclass(slots=True)
class Record:
    """A row that can be taken.

    `values` are the arguments of the action that writes it; `extra` is what that action does not take
    itself, such as the name of the employer an opening belongs to.
    """

    #: "seekers", "employers", "openings" or "booths"
    kind: str
    file: str
    sheet: str
    row: int
    values: dict[str, Any]
    extra: dict[str, Any] = field(default_factory=dict)
    #: set where the fair has it already; nothing is written for it
    already_there: bool = False
