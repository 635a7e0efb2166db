"""Reading one row of a sheet of seekers."""

from typing import Any

from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.hours import read_hours, times_of
from jobfair.fairs.importing.numbers import read_answer, read_whole, read_zip
from jobfair.fairs.importing.records import FairHours, Record
from jobfair.fairs.importing.rows import Row
from jobfair.fairs.importing.vocabulary import (
    ANYTHING,
    BILINGUAL,
    LANGUAGES,
    NEEDS,
    SHIFTS,
    TRAVEL,
    WEEK,
    code_of,
    days_in,
    list_of,
    parts_of,
    plain_words,
)
from jobfair.seekers import profile

NO_ANSWER = {"n/a", "na", "none", "-", "--", "?", "unknown", "tbd", "no", "ninguno", "ninguna"}
#: fields of a profile -> our column, where they differ
COLUMN_OF = {"called_name": "name"}


def read_seeker(row: Row, fair: FairHours | None) -> Record:
    """A person and their day at the fair; raises `Refused` for a row that cannot be taken."""
    name = row.text("name")
    if not name:
        row.refuse(
            "name", N_("The name is missing."), N_("Write a name to be called; a first name is enough.")
        )
    private: list[str] = []
    locale, languages = _languages(row)
    needs, words = _needs(row)
    shifts, days, wishes, travel = _work_wanted(row, private)
    values: dict[str, Any] = {
        "called_name": name,
        "locale": locale,
        "contact": _contact(row),
        "work": _list(row, "work", commas=False),
        "skills": _list(row, "skills", commas=True),
        "wishes": wishes,
        "certificates": _list(row, "certificates", commas=True),
        "shifts": shifts,
        "days": days,
        "travel": _travel(row, travel, private),
        "zip_code": zip_of(row),
        "max_distance_miles": _number(row, "max_distance_miles"),
        "has_driving_licence": _licence(row),
        "max_lift_pounds": _number(row, "max_lift_pounds"),
        "languages": languages,
    }
    arrives, leaves = read_hours(row, fair)
    values["notes"] = "\n".join([*words, *private, *_hour_words(row)])
    try:
        profile.clean(values)
    except Invalid as error:
        row.refuse_for(error, COLUMN_OF)
    return Record(
        "seekers",
        row.table.sheet.file,
        row.table.sheet.name,
        row.number,
        values,
        {"arrives": arrives, "leaves": leaves, "needs": needs},
    )


def zip_of(row: Row) -> str | None:
    """The five digits of the ZIP; words and other numbers refuse the row."""
    text = row.text("zip_code")
    if fold(text) in NO_ANSWER or not text:
        return None
    found = read_zip(text)
    if found is None:
        row.refuse(
            "zip_code",
            N_("“%(value)s” is no ZIP code."),
            N_("Write its five digits, such as 64108, or leave the cell empty."),
        )
    if len(text) == 4:
        row.warn("zip_code", N_("“%(value)s” has four digits; read as %(zip)s."), zip=found)
    return found


def _contact(row: Row) -> str | None:
    text = row.text("contact", ", ")
    return None if fold(text) in NO_ANSWER else text or None


def _list(row: Row, field: str, *, commas: bool) -> list[str]:
    return [part for part in list_of(row.lines(field, "; "), commas=commas) if fold(part) not in NO_ANSWER]


def _languages(row: Row) -> tuple[str, list[str]]:
    """The language to speak with a person, and those they can work in when they name several."""
    asked = row.text("locale")
    codes = [code_of(part, LANGUAGES) for part in parts_of(asked, ";,/&+\n")]
    known = [code for code in codes if code]
    if plain_words(asked) in BILINGUAL:
        known = ["en", "es"]
    if asked and (not known or None in codes) and plain_words(asked) not in BILINGUAL:
        row.warn(
            "locale",
            N_("We do not know the language “%(value)s”; pages and slips will be in English or Spanish."),
        )
    at_work = [code_of(part, LANGUAGES) or part for part in parts_of(row.text("languages"), ";,/&+\n")]
    if not at_work and len(known) > 1:
        at_work = known
    return next((code for code in known if code in profile.LOCALES), "en"), list(dict.fromkeys(at_work))


def _work_wanted(row: Row, private: list[str]) -> tuple[list[str], list[str], list[str], str | None]:
    """Shifts, days, wishes and a hint at the way of travel, out of the three columns people mix them in."""
    shifts: list[str] = []
    days = days_in(row.text("days")) or []
    if row.text("days") and not days and plain_words(row.text("days")) not in ANYTHING:
        row.warn("days", N_("We do not know the days “%(value)s”; kept in the private notes."))
        private.append(f"{row.heading('days')}: {row.text('days')}")
    for part in parts_of(row.lines("shifts")):
        found, week = _shifts_and_days(part)
        shifts, days = shifts + found, week or days
        if not (found or week or plain_words(part) in ANYTHING):
            row.warn(
                "shifts", N_("We do not know the hours “%(value)s”; kept in the private notes."), value=part
            )
            private.append(f"{row.heading('shifts')}: {part}")
    wishes, travel = [], None
    for part in _list(row, "wishes", commas=True):
        plain = plain_words(part)
        found, week = _shifts_and_days(part)
        if found or week:
            # "nights ok" adds to shifts somebody named; where none is named, any will do
            shifts, days = shifts + (found if shifts else []), days or week
        elif plain in {"near bus", "on bus line", "cerca del autobus", "bus line"}:
            travel = "bus"
            private.append(f"{row.heading('wishes')}: {part}")
        elif plain in {"full time", "part time", "tiempo completo", "medio tiempo", "temporary", "temp"}:
            private.append(f"{row.heading('wishes')}: {part}")
        elif plain not in ANYTHING:
            wishes.append(part)
    ordered = [shift for shift in SHIFTS if shift in shifts]
    return ordered, [day for day in WEEK if day in days], wishes, travel


def _shifts_and_days(part: str) -> tuple[list[str], list[str]]:
    """ "M-F days" is a shift and five days; "nights ok" a shift; "weekends no" five days."""
    plain = plain_words(part)
    week = days_in(part) or []
    if week and plain.split()[-1:] != ["days"]:
        return [], week
    negated = plain.startswith("no ") or plain.endswith(" no")
    core = " ".join(
        word for word in plain.split() if word not in {"ok", "only", "shift", "turno", "solo", "and", "y"}
    )
    found = [
        code for code in (code_of(core, SHIFTS), *(code_of(word, SHIFTS) for word in core.split())) if code
    ]
    if negated:
        left = [shift for shift in SHIFTS if shift not in found] if found else []
        return left, []
    return list(dict.fromkeys(found)), week


def _travel(row: Row, hint: str | None, private: list[str]) -> str | None:
    text = row.text("travel")
    code = code_of(text, TRAVEL)
    if code:
        return code
    answer = read_answer(text)
    if answer is not None:
        if answer is False:
            private.append(f"{row.heading('travel')}: {text}")
        return "car" if answer else hint
    if text and fold(text) not in NO_ANSWER:
        row.warn("travel", N_("We do not know the way of travel “%(value)s”; left open."))
    return hint


def _licence(row: Row) -> bool | None:
    text = row.text("has_driving_licence")
    answer = read_answer(text)
    if text and answer is None:
        row.warn("has_driving_licence", N_("“%(value)s” is neither yes nor no; left open."))
    return answer


def _number(row: Row, field: str) -> int | None:
    text = row.text(field)
    number = read_whole(text)
    if text and number is None and fold(text) not in NO_ANSWER:
        row.warn(field, N_("“%(value)s” is no whole number; left open."), N_("Write digits alone."))
    return number


def _needs(row: Row) -> tuple[list[str], list[str]]:
    """Needs at the fair, out of the needs and the notes; and what of these goes to the private notes."""
    found: list[str] = []
    words: list[str] = []
    for part in parts_of(row.lines("needs"), ";,\n/&+"):
        code = code_of(part, NEEDS)
        if code:
            found.append(code)
        elif fold(part) not in NO_ANSWER:
            row.warn(
                "needs", N_("We do not know the need “%(value)s”; kept in the private notes."), value=part
            )
            words.append(f"{row.heading('needs')}: {part}")
    for line in row.lines("notes").splitlines():
        code = code_of(line, NEEDS)
        if code:
            found.append(code)
        elif line.strip():
            words.append(line.strip())
    return [need for need in profile_needs() if need in found], words


def profile_needs() -> tuple[str, ...]:
    """Needs in the order in which pages show them."""
    return ("spanish_interpreter", "asl_interpreter", "wheelchair", "reading_help", "brings_child")


def _hour_words(row: Row) -> list[str]:
    """What somebody wrote beside a time ("noon - appointment") is private, and kept word for word."""
    kept = []
    for field in ("arrives", "leaves"):
        found = times_of(row, field)
        if found and (found.has_words or len(found.times) > 1):
            kept.append(f"{row.heading(field)}: {row.text(field)}")
    return kept
