"""Reading one row of a sheet of employers."""

from typing import Any

from jobfair.employers.checks import POLICY_TEXTS, checked_card
from jobfair.errors import N_, Invalid
from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.hours import read_hours, read_lunch
from jobfair.fairs.importing.numbers import read_answer, read_numbers, read_whole
from jobfair.fairs.importing.records import FairHours, Record
from jobfair.fairs.importing.rows import Row
from jobfair.fairs.importing.vocabulary import HIRING, code_of

MOST_INTERVIEWERS = 50
DEFAULT_SLOT_MINUTES = 20
#: slots that one interview can take
MOST_SLOTS = 4
MOST_PROMISED = 200
#: values that say how many interviews fit into an employer's day
OF_THE_DAY = ("interviewers", "arrives", "leaves", "break_starts", "break_ends", "slots_per_interview")


def read_employer(row: Row, fair: FairHours | None) -> Record:
    """An employer and its day at the fair; raises `Refused` for a row that cannot be taken."""
    if not row.text("name"):
        row.refuse("name", N_("The employer’s name is missing."), N_("Write the name in every row."))
    notes = [row.lines("policy_notes")]
    card: dict[str, Any] = {
        "name": row.text("name"),
        "sector": row.text("sector") or None,
        "about": row.lines("about"),
        "contact": row.text("contact", ", ") or None,
        "hires_people_with_records": _hiring(row, notes),
        "looks_back_years": _years(row, notes),
        **{part: row.lines(part) for part in POLICY_TEXTS if part != "policy_notes"},
    }
    card["policy_notes"] = "\n".join(note for note in notes if note)
    try:
        checked_card(card)  # type: ignore[arg-type]  # built field by field
    except Invalid as error:
        row.refuse_for(error)
    arrives, leaves = read_hours(row, fair)
    starts, ends = read_lunch(row, fair.slot_minutes if fair else DEFAULT_SLOT_MINUTES)
    values = {
        **card,
        "interviewers": _interviewers(row),
        "arrives": arrives,
        "leaves": leaves,
        "break_starts": starts,
        "break_ends": ends,
        "needs_power": _power(row),
        **_interviews(row),
    }
    _check_promise(row, fair, values)
    extra = {"booth": "".join(row.text("booth").split()) or None}
    return Record("employers", row.table.sheet.file, row.table.sheet.name, row.number, values, extra)


def _interviewers(row: Row) -> int:
    text = row.text("interviewers")
    if not text:
        return 1
    count = read_whole(text)
    if count is None or not 1 <= count <= MOST_INTERVIEWERS:
        row.refuse(
            "interviewers",
            N_("“%(value)s” is no number of interviewers."),
            N_("Write how many people interview at the same time, from 1 to %(most)s."),
            most=MOST_INTERVIEWERS,
        )
    return count


def _interviews(row: Row) -> dict[str, int]:
    """How long an interview takes and how many were promised, without what is left empty."""
    said = {}
    if text := row.text("slots_per_interview"):
        slots = read_whole(text)
        if slots is None or not 1 <= slots <= MOST_SLOTS:
            row.refuse(
                "slots_per_interview",
                N_("“%(value)s” is no length of an interview."),
                N_("Write how many slots one interview takes, from 1 to %(most)s."),
                most=MOST_SLOTS,
            )
        said["slots_per_interview"] = slots
    if text := row.text("promised_interviews"):
        promised = 0 if text == "-" else read_whole(text)
        if promised is None or not 0 <= promised <= MOST_PROMISED:
            row.refuse(
                "promised_interviews",
                N_("“%(value)s” is no number of interviews."),
                N_("Write how many interviews you promised them, or leave the cell empty."),
            )
        said["promised_interviews"] = promised
    return said


def _check_promise(row: Row, fair: FairHours | None, values: dict[str, Any]) -> None:
    """Refuse a promise above what fits into their day; where that is not known, say so."""
    if not values.get("promised_interviews"):
        return
    if fair is None or fair.seats_in_day is None:
        row.warn(
            "promised_interviews", N_("Nobody knows yet whether %(value)s interviews fit into their day.")
        )
        return
    seats = fair.seats_in_day({field: values[field] for field in OF_THE_DAY if field in values})
    if values["promised_interviews"] > seats:
        row.refuse(
            "promised_interviews",
            N_("%(value)s interviews do not fit into their day: %(seats)s do."),
            N_("Promise fewer, or let more interviewers come."),
            seats=seats,
        )


def _hiring(row: Row, notes: list[str]) -> str | None:
    text = row.text("hires_people_with_records")
    code = code_of(text, HIRING)
    if text and code is None:
        row.warn(
            "hires_people_with_records",
            N_("“%(value)s” is no answer we know; kept as a note on the hiring-policy card."),
            N_("Write yes, no, case by case, or depends on job."),
        )
        notes.append(text)
    return code


def _years(row: Row, notes: list[str]) -> int | None:
    text = row.text("looks_back_years")
    found = read_numbers(text)
    if len(found) == 1 and found[0].is_integer() and found[0] < 100:
        return int(found[0])
    if text and fold(text) not in {"n/a", "na", "-", "none", "?"}:
        row.warn(
            "looks_back_years",
            N_("“%(value)s” is no number of years; kept as a note on the hiring-policy card."),
            N_("Write a whole number of years."),
        )
        notes.append(f"{row.heading('looks_back_years')}: {text}")
    return None


def _power(row: Row) -> bool:
    text = row.text("needs_power")
    answer = read_answer(text)
    if text and answer is None:
        row.warn("needs_power", N_("“%(value)s” is neither yes nor no; read as yes."), N_("Write yes or no."))
        return True
    return bool(answer)
