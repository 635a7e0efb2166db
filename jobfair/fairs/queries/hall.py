"""The plan of the hall: where each booth is drawn, who stands there, and the way from the door.

Rows lie behind each other, the last one next to the door; each is cut in two by the middle aisle. All
lengths are units of the drawing.
"""

import textwrap
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from jobfair.fairs.models import Booth
from jobfair.fairs.queries.booths import attendances_by_booth, booths_of

BOOTH_WIDTH = 128
BOOTH_HEIGHT = 92
GAP = 10
AISLE = 60
ROW_STEP = 134
LEFT = 64
TOP = 36
FOOT = 60
NAME_LETTERS = 14
NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A booth as it is drawn: its left upper corner, and who is there."""

    booth: Booth
    #: name of the employer or support desk; empty while nobody has it
    occupant: str
    #: the occupant's name in short lines
    lines: tuple[str, ...]
    is_desk: bool
    x: int
    y: int
    #: 1 is next to the middle aisle
    from_middle: int
    is_left: bool

    @property
    def center(self) -> int:
        """Middle of the booth, across."""
        return self.x + BOOTH_WIDTH // 2


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall as it is drawn."""

    places: tuple[Place, ...]
    #: name of each row and the middle of its booths
    rows: tuple[tuple[str, int], ...]
    width: int
    height: int
    #: middle of the aisle, where the door is
    door: int
    booth_width: int = BOOTH_WIDTH
    booth_height: int = BOOTH_HEIGHT

    def place_of(self, label: str | None) -> Place | None:
        """The place with this label in any case of its letters; None when there is none."""
        wanted = (label or "").strip().casefold()
        return next((place for place in self.places if place.booth.label.casefold() == wanted), None)

    def way_to(self, place: Place) -> str:
        """Points of the way from the door to a booth."""
        front = place.y + BOOTH_HEIGHT
        turn = front + (ROW_STEP - BOOTH_HEIGHT) // 2
        points = [
            (self.door, self.height - 12),
            (self.door, turn),
            (place.center, turn),
            (place.center, front),
        ]
        return " ".join(f"{x},{y}" for x, y in points)

    def close_up(self, place: Place) -> "CloseUp":
        """The part of the drawing around a booth and the door, for a phone."""
        left = max(0, min(place.x - GAP, self.door - BOOTH_WIDTH))
        right = min(self.width, max(place.x + BOOTH_WIDTH + GAP, self.door + BOOTH_WIDTH + 2 * GAP))
        top = max(0, place.y - 2 * GAP)
        return CloseUp(
            view=f"{left} {top} {right - left} {self.height - top}",
            places=tuple(
                one for one in self.places if one.y >= top and one.x < right and one.x + BOOTH_WIDTH > left
            ),
        )


@dataclass(frozen=True, slots=True)
class CloseUp:
    """A part of a hall: what is seen of it, as x, y, width and height, and the places that are in it."""

    view: str
    places: tuple[Place, ...]


def hall_of(session: Session, fair_id: int) -> Hall:
    """The hall of a fair with everybody who has a booth; without places when there are no booths."""
    names = {
        booth_id: ", ".join(attendance.employer.name for attendance in attendances)
        for booth_id, attendances in attendances_by_booth(session, fair_id).items()
    }
    return lay_out(booths_of(session, fair_id), names)


def lay_out(booths: list[Booth], names: dict[int, str]) -> Hall:
    """Place booths (by row, place and label) in a hall; `names` tells who stands where by booth id."""
    rows = [(row, _columns(list(group))) for row, group in groupby(booths, key=lambda booth: booth.row)]
    widest = max((max(columns) for _, columns in rows), default=1)
    left_half = (widest + 1) // 2
    door = LEFT + left_half * (BOOTH_WIDTH + GAP) - GAP + AISLE // 2
    places = [
        _placed(booth, names.get(booth.id, ""), column, number, left_half)
        for number, (_, columns) in enumerate(rows)
        for column, booth in columns.items()
    ]
    right_half = max(widest - left_half, 1)
    return Hall(
        places=tuple(places),
        rows=tuple(
            (row, TOP + number * ROW_STEP + BOOTH_HEIGHT // 2) for number, (row, _) in enumerate(rows)
        ),
        width=door + AISLE // 2 + right_half * (BOOTH_WIDTH + GAP) + GAP,
        height=TOP + max(len(rows), 1) * ROW_STEP + FOOT,
        door=door,
    )


def _columns(booths: list[Booth]) -> dict[int, Booth]:
    """Booths by column: their places in the row, or simply one after the other where two share a place."""
    places = [booth.place for booth in booths]
    if len(set(places)) < len(places) or max(places) > 2 * len(places) + 10:
        places = list(range(1, len(booths) + 1))
    return dict(zip(places, booths, strict=True))


def _placed(booth: Booth, name: str, column: int, row_number: int, left_half: int) -> Place:
    is_left = column <= left_half
    x = LEFT + (column - 1) * (BOOTH_WIDTH + GAP) + (0 if is_left else AISLE - GAP)
    occupant = name or booth.support_desk or ""
    return Place(
        booth=booth,
        occupant=occupant,
        lines=_lines(occupant),
        is_desk=bool(booth.support_desk),
        x=x,
        y=TOP + row_number * ROW_STEP,
        from_middle=left_half - column + 1 if is_left else column - left_half,
        is_left=is_left,
    )


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, NAME_LETTERS, max_lines=NAME_LINES, placeholder="…"))
