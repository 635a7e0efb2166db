"""The answers a profile is made of, and what each must look like; free of the database."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import time
from typing import Any, TypedDict

from jobfair.errors import N_, Invalid

LOCALES = ("en", "es")
SHIFTS = ("days", "mornings", "evenings", "nights", "weekends")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TRAVEL = ("walk", "bike", "bus", "ride", "car")
PHONE_KINDS = ("own", "shared", "changing", "none")
EXPERIENCE = ("under_1", "1_to_3", "over_3")
STANDING = ("all_day", "with_breaks", "sitting")

LONGEST_NAME = 120
LONGEST_TEXT = 300
MOST_TEXTS = 100
LONGEST_NOTES = 4000
MOST_MILES = 500
MOST_POUNDS = 500
MOST_BUSY_TIMES = 10

#: overrides and isolates of the writing direction: U+202A to U+202E, U+2066 to U+2069
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_ZIP = re.compile(r"(\d{5})(-\d{4})?")


class ProfileAnswers(TypedDict, total=False):
    """Answers by field; one that is missing is left as it is."""

    called_name: str
    locale: str
    contact: str | None
    phone_kind: str | None
    wants_messages: bool | None
    work: Sequence[str]
    skills: Sequence[str]
    wishes: Sequence[str]
    experience: str | None
    certificates: Sequence[str]
    shifts: Sequence[str]
    days: Sequence[str]
    #: "starts" and "ends" as times or as "21:00", and "days"
    busy: Sequence[Mapping[str, Any]]
    travel: str | None
    zip_code: str | None
    max_distance_miles: int | None
    crosses_state_line: bool | None
    has_driving_licence: bool | None
    max_lift_pounds: int | None
    standing: str | None
    languages: Sequence[str]
    notes: str | None


def clean(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as they are stored.

    Raises
    ------
    Invalid
        One of them cannot be right; the error names its field.
    """
    return {name: _CLEANERS[name](name, value) for name, value in answers.items()}


def known_words(field: str, value: Sequence[str], words: Collection[str]) -> list[str]:
    """The chosen words in the order of the list they come from, each once; Invalid for a word beyond it."""
    for word in value:
        if word not in words:
            raise _unknown(field, word)
    return [word for word in words if word in value]


def _unknown(field: str, value: object) -> Invalid:
    return Invalid(N_("“%(value)s” is not one of the answers here."), field=field, value=value)


def _words_of(words: Collection[str]) -> Callable[[str, Any], list[str]]:
    return lambda field, value: known_words(field, value, words)


def _one_of(words: Collection[str]) -> Callable[[str, Any], str | None]:
    def choose(field: str, value: str | None) -> str | None:
        if value and value not in words:
            raise _unknown(field, value)
        return value or None

    return choose


def without_tricks(text: str) -> str:
    """Text without control characters, and without marks that turn the writing around for what follows.

    Marks that join letters or emoji stay.
    """
    return "".join(c for c in text if c in "\n\t\r" or not _is_trick(c))


def _is_trick(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} or letter in _TURNING


def one_line(field: str, value: str | None, longest: int = LONGEST_TEXT) -> str | None:
    """The text on one line, without tricks; None where nothing is left, Invalid where it is too long."""
    text = " ".join(without_tricks(value or "").split())
    _check_length(field, text, longest)
    return text if any(unicodedata.category(c) != "Cf" for c in text) else None


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise Invalid(N_("Use at most %(count)s characters."), field=field, count=longest)


def _name(field: str, value: str | None) -> str:
    name = one_line(field, value, LONGEST_NAME)
    if name is None:
        raise Invalid(N_("Please give a name to be called."), field=field)
    return name


def _locale(field: str, value: str) -> str:
    if value not in LOCALES:
        raise _unknown(field, value)
    return value


def _notes(field: str, value: str | None) -> str | None:
    text = without_tricks(value or "").strip()
    _check_length(field, text, LONGEST_NOTES)
    return text or None


def _texts(field: str, value: Sequence[str]) -> list[str]:
    lines = [line for line in (one_line(field, text) for text in value) if line]
    if len(lines) > MOST_TEXTS:
        raise Invalid(N_("Use at most %(count)s lines."), field=field, count=MOST_TEXTS)
    return list(dict.fromkeys(lines))


def _busy(field: str, value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(value) > MOST_BUSY_TIMES:
        raise Invalid(N_("Use at most %(count)s lines."), field=field, count=MOST_BUSY_TIMES)
    return [
        {
            "starts": _clock(field, one["starts"]),
            "ends": _clock(field, one["ends"]),
            "days": known_words(field, one["days"], DAYS),
        }
        for one in value
    ]


def _clock(field: str, value: time | str) -> str:
    try:
        return (value if isinstance(value, time) else time.fromisoformat(value)).strftime("%H:%M")
    except ValueError:
        raise _unknown(field, value) from None


def _zip_code(field: str, value: str | None) -> str | None:
    text = (value or "").strip()
    found = _ZIP.fullmatch(text)
    if text and not found:
        raise Invalid(N_("A ZIP code has five digits, such as 64108."), field=field)
    return found[1] if found else None


def _number_to(most: int) -> Callable[[str, Any], int | None]:
    def check(field: str, value: int | None) -> int | None:
        if value is not None and not 0 <= value <= most:
            raise Invalid(N_("Give a number from 0 to %(most)s."), field=field, most=most)
        return value

    return check


def _languages(field: str, value: Sequence[str]) -> list[str]:
    return [text.lower() if len(text) == 2 else text for text in _texts(field, value)]


def _as_it_is(_field: str, value: bool | None) -> bool | None:
    return value


def _yes(_field: str, value: bool | None) -> bool:
    return bool(value)


_CLEANERS: dict[str, Callable[[str, Any], Any]] = {
    "called_name": _name,
    "locale": _locale,
    "contact": one_line,
    "phone_kind": _one_of(PHONE_KINDS),
    "wants_messages": _yes,
    "work": _texts,
    "skills": _texts,
    "wishes": _texts,
    "certificates": _texts,
    "experience": _one_of(EXPERIENCE),
    "shifts": _words_of(SHIFTS),
    "days": _words_of(DAYS),
    "busy": _busy,
    "travel": _one_of(TRAVEL),
    "zip_code": _zip_code,
    "max_distance_miles": _number_to(MOST_MILES),
    "crosses_state_line": _as_it_is,
    "has_driving_licence": _as_it_is,
    "max_lift_pounds": _number_to(MOST_POUNDS),
    "standing": _one_of(STANDING),
    "languages": _languages,
    "notes": _notes,
}
