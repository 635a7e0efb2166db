"""Reading one row of a sheet of booths."""

import re
from typing import Any

from jobfair.errors import N_
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.numbers import read_answer, read_whole
from jobfair.fairs.importing.records import FairHours, Record
from jobfair.fairs.importing.rows import Row

LONGEST_LABEL = 12
MOST_PLACES = 40
LONGEST_ABOUT = 400
MOST_DESK_SEATS = 20
LABEL = re.compile(r"(?P<row>[A-Za-z]*)[-.\s]?(?P<place>\d{1,2})")
NOBODY = {"", "-", "employer", "employers", "empresa", "empresas", "any", "free"}


def read_booth(row: Row, _fair: FairHours | None) -> Record:
    """A place in the hall; raises `Refused` for a row that cannot be taken."""
    label = "".join(row.text("label").split())
    if not label:
        row.refuse("label", N_("The booth’s label is missing."), N_("Write a short label such as A4."))
    if len(label) > LONGEST_LABEL:
        row.refuse("label", N_("“%(value)s” is too long for a label."), N_("Write a short label such as A4."))
    in_label = LABEL.fullmatch(label)
    place = read_whole(row.text("place")) if row.text("place") else int(in_label["place"]) if in_label else 1
    if place is None or not 1 <= place <= MOST_PLACES:
        row.warn("place", N_("“%(value)s” is no place in a row; read as 1."))
        place = 1
    values = {
        "label": label,
        "row": row.text("row") or (in_label["row"].upper() if in_label else ""),
        "place": place,
        "has_power": _mark(row, "has_power", empty=False),
        "near_door": _mark(row, "near_door", empty=False),
        # without such a column we assume that a wheelchair gets there, with one an empty cell says no
        "wheelchair_access": _mark(
            row, "wheelchair_access", empty="wheelchair_access" not in row.table.fields.values()
        ),
        "support_desk": row.text("support_desk") if fold(row.text("support_desk")) not in NOBODY else None,
        **_desk(row),
    }
    return Record("booths", row.table.sheet.file, row.table.sheet.name, row.number, values)


def _desk(row: Row) -> dict[str, Any]:
    """What is said of a support desk, without what is left empty."""
    said: dict[str, Any] = {}
    if about := row.lines("desk_about"):
        if len(about) > LONGEST_ABOUT:
            row.refuse(
                "desk_about",
                N_("This is too long for a desk: %(letters)s letters."),
                N_("Write %(most)s letters at most."),
                letters=len(about),
                most=LONGEST_ABOUT,
            )
        said["desk_about"] = about
    if text := row.text("desk_seats"):
        seats = read_whole(text)
        if seats is None or not 1 <= seats <= MOST_DESK_SEATS:
            row.refuse(
                "desk_seats",
                N_("“%(value)s” is no number of people at a desk."),
                N_("Write how many people the desk sees at the same time, from 1 to %(most)s."),
                most=MOST_DESK_SEATS,
            )
        said["desk_seats"] = seats
    return said


def _mark(row: Row, field: str, *, empty: bool) -> bool:
    text = row.text(field)
    if not text:
        return empty
    answer = read_answer(text)
    if answer is None:
        row.warn(
            field, N_("“%(value)s” is neither yes nor no; read as yes."), N_("Write x or leave it empty.")
        )
        return True
    return answer
