"""When two rows, or a row and what a fair has already, are the same person, employer, opening or booth."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jobfair.fairs.importing.cell_text import fold
from jobfair.fairs.importing.records import Record
from jobfair.seekers.contact import direct_contact, plain_contact

#: words beside a number or address that do not make it somebody else's
OWN_WORDS = re.compile(
    r"phone|cell|mobile|tel|telephone|home|work|text|e|mail|email|or|and|me|call|telefono|celular|correo|casa|o|y|ext|x"
)
OPENING_FIELDS = (
    "city", "state", "zip_code", "soc_code", "wage_cents_per_hour", "hours_per_week",
    "shift_starts", "shift_ends",
)  # fmt: skip


def _itself(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Known:
    """What a fair has already, as keys to compare rows by.

    `index` hides a key before it is compared or stored, because keys hold names and contacts.
    """

    keys: set[str] = field(default_factory=set)
    #: folded name -> name
    employers: dict[str, str] = field(default_factory=dict)
    #: label in lower case -> whether an employer or a support desk has the booth
    booths: dict[str, bool] = field(default_factory=dict)
    index: Callable[[str], str] = _itself


def is_own_contact(text: str | None) -> bool:
    """Whether a contact is the person's own: a number or address without "call my sister".

    >>> is_own_contact("cell (816) 555-0159"), is_own_contact("call my sister 913-555-0142")
    (True, False)
    """
    if not text or direct_contact(text) is None:
        return False
    words = re.findall(r"[^\W\d_]+", fold(re.sub(r"\S+@\S+", " ", text)))
    return all(OWN_WORDS.fullmatch(word) for word in words)


def person_key(name: str, contact: str | None) -> str | None:
    """Name and own contact, which only one person has; None without a contact of their own."""
    if not is_own_contact(contact):
        return None
    return f"person|{fold(name)}|{plain_contact(contact or '')}"


def answers_key(values: dict[str, Any]) -> str:
    """What tells people of one name apart who share a contact or gave none: their work, skills and ZIP."""
    parts = [
        fold(values["called_name"]),
        plain_contact(values["contact"]) if values["contact"] else "",
        *(",".join(sorted({fold(text) for text in values[name]})) for name in ("work", "skills")),
        values["zip_code"] or "",
    ]
    return "answers|" + "|".join(parts)


def opening_key(employer: str, values: dict[str, Any]) -> str:
    """An employer's opening, told apart by title, place, pay and hours."""
    parts = [
        fold(employer),
        fold(values["title"]),
        *(str(values[name]).casefold() for name in OPENING_FIELDS),
    ]
    return "opening|" + "|".join(parts)


def keys_of(record: Record) -> list[str]:
    """Every key under which a record counts as the same."""
    values = record.values
    if record.kind == "seekers":
        own = person_key(values["called_name"], values["contact"])
        return [own] if own else [answers_key(values)]
    if record.kind == "openings":
        return [opening_key(record.extra["employer"], values)]
    if record.kind == "employers":
        return [f"employer|{fold(values['name'])}"]
    return [f"booth|{values['label'].casefold()}"]


def row_key(record: Record) -> str:
    """The whole row: finds it again although what was made of it has been edited since."""
    everything = {**record.values, **record.extra}
    return f"row|{record.kind}|{json.dumps(everything, sort_keys=True, default=str)}"
