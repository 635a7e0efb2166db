"""What an employer and an opening may say of themselves; each check names the field it belongs to."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any, TypedDict

from jobfair.errors import N_, Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HIRING_POLICIES = ("yes", "case_by_case", "depends_on_job", "no")

#: texts of the hiring-policy card
POLICY_TEXTS = ("who_decides", "who_can_veto", "closed_by_law", "how_to_appeal", "policy_notes")

NAME_LENGTH = 120
TEXT_LENGTH = 2_000
LIST_LENGTH = 50

SOC_CODE = re.compile(r"\d\d-\d{4}(\.\d\d)?", re.ASCII)
STATE = re.compile(r"[A-Z]{2}")
ZIP_CODE = re.compile(r"\d{5}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2}")

#: field -> lowest and highest whole number
RANGES = {
    "seats": (1, 10_000),
    "hours_per_week": (1, 80),
    "lift_pounds": (0, 200),
    "experience_months": (0, 600),
    "looks_back_years": (0, 99),
}


class CardValues(TypedDict, total=False):
    """What an employer tells about itself; the hiring-policy card begins with whom they hire."""

    name: str
    sector: str | None
    about: str
    #: e-mail or phone of the contact person; stored sealed
    contact: str | None
    hires_people_with_records: str | None
    looks_back_years: int | None
    who_decides: str
    who_can_veto: str
    closed_by_law: str
    how_to_appeal: str
    policy_notes: str


class OpeningValues(TypedDict, total=False):
    """What an opening says; units as in the table."""

    title: str
    duties: str
    skills: Iterable[str]
    soc_code: str | None
    city: str | None
    state: str | None
    zip_code: str | None
    seats: int
    wage_cents_per_hour: int | None
    hours_per_week: int | None
    shift_starts: time | None
    shift_ends: time | None
    days: Iterable[str]
    experience_months: int | None
    must_have_certificates: Iterable[str]
    needs_driving_licence: bool
    lift_pounds: int | None
    languages: Iterable[str]


def folded(name: str) -> str:
    """A name without the differences people overlook: case, accents, blanks.

    >>> folded("  Café  DEL Sol ") == folded("cafe del sol")
    True
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def plain_line(text: str | None, field: str, longest: int = NAME_LENGTH) -> str:
    """One line without control characters and doubled blanks; empty for None."""
    return _not_longer(" ".join(_printable(text or "", " ").split()), field, longest)


def plain_text(text: str | None, field: str, longest: int = TEXT_LENGTH) -> str:
    """Several lines without other control characters; empty for None."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _not_longer("\n".join(_printable(line, " ").rstrip() for line in lines).strip(), field, longest)


def plain_list(texts: Iterable[str] | None, field: str) -> list[str]:
    """Short texts in the order given, each once, without empty ones."""
    found: dict[str, str] = {}
    for text in texts or ():
        line = plain_line(text, field)
        if line:
            found.setdefault(folded(line), line)
    if len(found) > LIST_LENGTH:
        raise Invalid(N_("Give at most %(most)s entries."), field=field, most=LIST_LENGTH)
    return list(found.values())


def checked_card(values: CardValues) -> dict[str, Any]:
    """The given fields of an employer, cleaned; `contact` stays in the clear.

    Raises
    ------
    Invalid
        A field cannot be right.
    """
    checked: dict[str, Any] = dict(values)
    for field in ("name", "sector", "contact"):
        if field in checked:
            checked[field] = plain_line(checked[field], field) or None
    for field in ("about", *POLICY_TEXTS):
        if field in checked:
            checked[field] = plain_text(checked[field], field)
    if "name" in checked and not checked["name"]:
        raise Invalid(N_("Give the employer a name."), field="name")
    policy = checked.get("hires_people_with_records")
    if policy is not None and policy not in HIRING_POLICIES:
        raise Invalid(
            N_("“%(value)s” is no answer we know."), field="hires_people_with_records", value=policy
        )
    _check_ranges(checked)
    return checked


def checked_opening(values: OpeningValues) -> dict[str, Any]:
    """The given fields of an opening, cleaned.

    Raises
    ------
    Invalid
        A field cannot be right.
    """
    checked: dict[str, Any] = dict(values)
    for field in ("title", "city"):
        if field in checked:
            checked[field] = plain_line(checked[field], field) or None
    if "title" in checked and not checked["title"]:
        raise Invalid(N_("Give the opening a title."), field="title")
    if "duties" in checked:
        checked["duties"] = plain_text(checked["duties"], "duties", 2 * TEXT_LENGTH)
    for field in ("skills", "must_have_certificates"):
        if field in checked:
            checked[field] = plain_list(checked[field], field)
    _check_patterns(checked)
    _check_wage(checked.get("wage_cents_per_hour"))
    _check_ranges(checked)
    _check_week(checked)
    return checked


def check_shift(starts: time | None, ends: time | None) -> None:
    """A shift has both times or neither; it may pass midnight, and is never empty."""
    if (starts is None) != (ends is None):
        missing = "shift_starts" if starts is None else "shift_ends"
        raise Invalid(N_("Give both times of the shift, or neither."), field=missing)
    if starts is not None and starts == ends:
        raise Invalid(N_("The shift cannot end when it starts."), field="shift_ends")


def check_range(field: str, value: int | None, lowest: int, highest: int) -> None:
    """A whole number within its limits, or nothing."""
    if value is not None and not lowest <= value <= highest:
        raise Invalid(
            N_("This must be a whole number from %(lowest)s to %(highest)s."),
            field=field,
            lowest=lowest,
            highest=highest,
        )


def _check_ranges(checked: Mapping[str, Any]) -> None:
    if "seats" in checked and checked["seats"] is None:
        raise Invalid(N_("Say how many people are wanted."), field="seats")
    for field, (lowest, highest) in RANGES.items():
        check_range(field, checked.get(field), lowest, highest)


def _check_wage(cents_per_hour: int | None) -> None:
    if cents_per_hour is not None and not 0 < cents_per_hour < 100_000:
        raise Invalid(
            N_("Pay must be more than 0 and less than 1,000 dollars an hour."), field="wage_cents_per_hour"
        )


def _check_patterns(checked: dict[str, Any]) -> None:
    patterns = {
        "soc_code": (SOC_CODE, N_("“%(value)s” is no SOC code: write it like 37-3011.")),
        "state": (STATE, N_("“%(value)s” is no state: write two letters, like MO.")),
        "zip_code": (ZIP_CODE, N_("“%(value)s” is no ZIP code: write five digits.")),
    }
    for field, (pattern, sentence) in patterns.items():
        if field not in checked:
            continue
        value = plain_line(checked[field], field).upper() or None
        if value is not None and not pattern.fullmatch(value):
            raise Invalid(sentence, field=field, value=checked[field])
        checked[field] = value


def _check_week(checked: dict[str, Any]) -> None:
    if "days" in checked:
        days = set(checked["days"] or ())
        _none_left(days - set(DAYS), "days")
        checked["days"] = [day for day in DAYS if day in days]
    if "languages" in checked:
        codes = list(dict.fromkeys(checked["languages"] or ()))
        _none_left({code for code in codes if not LANGUAGE.fullmatch(code)}, "languages")
        checked["languages"] = codes


def _none_left(unknown: set[str], field: str) -> None:
    if unknown:
        raise Invalid(N_("“%(value)s” is no answer we know."), field=field, value=min(unknown))


def _printable(text: str, blank: str) -> str:
    return "".join(blank if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)


def _not_longer(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid(N_("This is too long: at most %(most)s letters."), field=field, most=longest)
    return text
