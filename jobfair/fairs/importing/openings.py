"""Reading one row of a sheet of openings."""

import re
from datetime import time
from typing import Any

from jobfair.employers.checks import checked_opening
from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.clock import NotATime, read_times
from jobfair.fairs.importing.numbers import read_answer, read_numbers, read_whole, read_zip
from jobfair.fairs.importing.records import FairHours, Record
from jobfair.fairs.importing.rows import Row
from jobfair.fairs.importing.vocabulary import (
    LANGUAGES,
    STATES,
    code_of,
    days_in,
    list_of,
    parts_of,
    plain_words,
)

#: 29 U.S.C. 206(a)(1), since 24 July 2009; states may ask for more
FEDERAL_MINIMUM_CENTS = 725
#: beyond this it is the pay of a week, a month or a year
MOST_CENTS = 15_000
MOST_MONTHS = 600
DRIVING = re.compile(r"\b(?:driv(?:er'?s?|ing) licen[sc]e|licencia de (?:conducir|manejo))\b")
NOTHING = {
    "",
    "no",
    "none",
    "n/a",
    "na",
    "-",
    "no se necesita",
    "ninguno",
    "ninguna",
    "not needed",
    "not required",
}


def read_opening(row: Row, _fair: FairHours | None) -> Record:
    """A posted position; raises `Refused` for a row that cannot be taken."""
    for field, reason in (
        ("employer", N_("The employer’s name is missing.")),
        ("title", N_("The position’s title is missing.")),
    ):
        if not row.text(field):
            row.refuse(field, reason, N_("Write it in every row, also where the rows above say the same."))
    certificates, needs_licence = _certificates(row)
    starts, ends = _shift(row)
    values: dict[str, Any] = {
        "title": row.text("title"),
        "duties": row.lines("duties"),
        "skills": list_of(row.lines("skills"), commas=True),
        "soc_code": _soc(row),
        "city": row.text("city") or None,
        "state": _state(row),
        "zip_code": _zip(row),
        "seats": _seats(row),
        "wage_cents_per_hour": _wage(row),
        "hours_per_week": _whole(row, "hours_per_week", 1, 80),
        "shift_starts": starts,
        "shift_ends": ends,
        "days": _days(row),
        "experience_months": _experience(row),
        "must_have_certificates": certificates,
        "needs_driving_licence": needs_licence,
        "lift_pounds": _whole(row, "lift_pounds", 0, 200),
        "languages": _languages(row),
    }
    try:
        checked_opening(values)  # type: ignore[arg-type]  # built field by field
    except Invalid as error:
        row.refuse_for(error)
    extra = {"employer": row.text("employer")}
    return Record("openings", row.table.sheet.file, row.table.sheet.name, row.number, values, extra)


def _soc(row: Row) -> str | None:
    text = row.text("soc_code")
    match = re.fullmatch(r"(\d\d)[-.\s]?(\d{4})(\.\d\d)?", text)
    if text and not match:
        row.warn("soc_code", N_("“%(value)s” is no SOC code; left out."), N_("Write it like 37-3011."))
    return f"{match[1]}-{match[2]}{match[3] or ''}" if match else None


def _state(row: Row) -> str | None:
    text = row.text("state")
    if re.fullmatch(r"[A-Za-z]\.?[A-Za-z]\.?", text) and text.replace(".", "").upper() in STATES.values():
        return text.replace(".", "").upper()
    found = STATES.get(plain_words(text))
    if text and not found:
        row.warn("state", N_("“%(value)s” is no state; left out."), N_("Write two letters, such as MO."))
    return found


def _zip(row: Row) -> str | None:
    text = row.text("zip_code")
    found = read_zip(text) if text else None
    if text and found is None:
        row.warn(
            "zip_code",
            N_("“%(value)s” is no ZIP code; left out."),
            N_("Write its five digits, such as 64108."),
        )
    return found


def _seats(row: Row) -> int:
    text = row.text("seats")
    if not text:
        return 1
    seats = read_whole(text)
    if seats is None or not 1 <= seats <= 10_000:
        row.refuse(
            "seats",
            N_("“%(value)s” is no number of people."),
            N_("Write how many people are needed, such as 3."),
        )
    return seats


def _wage(row: Row) -> int | None:
    """Cents an hour. What is far too much for an hour is left out; what is too little is kept and said."""
    text = row.text("wage_cents_per_hour")
    if fold(text) in NOTHING:
        return None
    found = [amount for amount in read_numbers(text) if amount > 0]
    if not found:
        row.warn(
            "wage_cents_per_hour",
            N_("“%(value)s” is no pay; left out."),
            N_("Write dollars an hour, such as 14.50."),
        )
        return None
    cents = round(found[0] * 100)
    if cents > MOST_CENTS:
        row.warn(
            "wage_cents_per_hour",
            N_("“%(value)s” an hour cannot be right; left out. Perhaps it is the pay of a week."),
            N_("Ask the employer for the pay an hour."),
        )
        return None
    if len(found) > 1:
        row.warn("wage_cents_per_hour", N_("“%(value)s” names several amounts; the first was taken."))
    if cents < FEDERAL_MINIMUM_CENTS:
        row.warn(
            "wage_cents_per_hour",
            N_("“%(value)s” an hour is below the federal minimum wage of $7.25; kept as it is."),
            N_("Ask the employer whether this is right."),
        )
    return cents


def _whole(row: Row, field: str, lowest: int, highest: int) -> int | None:
    text = row.text(field)
    if fold(text) in NOTHING:
        return None
    number = read_whole(text)
    if number is None or not lowest <= number <= highest:
        row.warn(
            field,
            N_("“%(value)s” is no whole number from %(lowest)s to %(highest)s; left out."),
            lowest=lowest,
            highest=highest,
        )
        return None
    return number


def _shift(row: Row) -> tuple[time | None, time | None]:
    """A shift has both times or neither; one that ends before it starts passes midnight."""
    found: dict[str, time | None] = {}
    for field in ("shift_starts", "shift_ends"):
        text = row.text(field)
        try:
            found[field] = read_times(text).times[0] if fold(text) not in NOTHING else None
        except NotATime:
            row.refuse(
                field, N_("“%(value)s” is no time of day."), N_("Write one time such as 7:00 or 3:30 pm.")
            )
    starts, ends = found["shift_starts"], found["shift_ends"]
    if (starts is None) != (ends is None):
        given = "shift_starts" if ends is None else "shift_ends"
        row.warn(given, N_("Only one time of the shift is given; the shift is left open."))
        return None, None
    if starts is not None and starts == ends:
        row.refuse("shift_ends", N_("The shift ends when it starts."), N_("Look whether it is am or pm."))
    return starts, ends


def _days(row: Row) -> list[str]:
    text = row.text("days")
    found = days_in(text) or []
    if text and not found:
        row.warn(
            "days",
            N_("We do not know the days “%(value)s”; left open."),
            N_("Write them like M-F or Sat, Sun."),
        )
    return found


def _experience(row: Row) -> int | None:
    """Months of experience: 0 where none is asked for, nothing where it is not said."""
    months = _whole(row, "experience_months", 0, MOST_MONTHS)
    needed = row.text("experience_needed")
    answer = read_answer(needed)
    if months is None and answer is False:
        return 0
    if needed and answer is None and months is None:
        found = read_numbers(needed)
        if len(found) == 1 and found[0].is_integer():
            return min(MOST_MONTHS, int(found[0]) * (12 if re.search(r"\b(?:y|a[nñ]o)", fold(needed)) else 1))
        row.warn("experience_needed", N_("“%(value)s” is neither yes nor no; left open."))
    return months


def _certificates(row: Row) -> tuple[list[str], bool]:
    """Certificates nobody is taken without, and whether a driving licence is among them."""
    text = row.text("needs_driving_licence")
    licence = read_answer(text)
    if text and licence is None:
        licence = bool(DRIVING.search(fold(text)))
        if not licence:
            row.warn("needs_driving_licence", N_("“%(value)s” is neither yes nor no; read as no."))
    found = []
    for part in list_of(row.lines("must_have_certificates", "; "), commas=True):
        if fold(part) in NOTHING:
            continue
        if DRIVING.search(fold(part).replace("’", "'")) and "commercial" not in fold(part):
            licence = True
        else:
            found.append(part)
    return found, bool(licence)


def _languages(row: Row) -> list[str]:
    found = []
    for part in parts_of(row.text("languages"), ";,/&+"):
        code = code_of(part, LANGUAGES) or (part.lower() if re.fullmatch(r"[A-Za-z]{2}", part) else None)
        if code:
            found.append(code)
        elif fold(part) not in NOTHING:
            row.warn("languages", N_("We do not know the language “%(value)s”; left out."), value=part)
    return list(dict.fromkeys(found))
