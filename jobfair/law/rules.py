"""What a rule of law says, and how it is written in a row of a table; free of the database and the web."""

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

SHIPPED = Path(__file__).parent / "rules.csv"

#: what a person may be asked about; a rule names those it looks at
CATEGORIES = (
    "theft",
    "fraud",
    "bank",
    "bribery",
    "robbery",
    "burglary",
    "arson",
    "drug_possession",
    "drug_sale",
    "driving",
    "weapon",
    "explosives",
    "assault",
    "serious_assault",
    "manslaughter",
    "murder",
    "kidnapping",
    "sexual",
    "child",
    "elder",
    "smuggling",
    "transport",
    "terror",
    "other",
)
KINDS = ("bar", "asking")
#: "years": until some years are over; "always": until somebody waives it; "unknown": we cannot tell
LASTS = ("years", "always", "unknown")
#: which of the dates counts where there are several
COUNTS = ("later", "sooner")

Kind = Literal["bar", "asking"]
Lasts = Literal["years", "always", "unknown"]
Counts = Literal["later", "sooner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, in words for people and in numbers for the check.

    The fields are the columns of `rules.csv`, in order; lists are split by semicolons there.
    """

    key: str
    #: "bar" may close work; "asking" says when an employer may ask, and is only shown
    kind: Kind
    #: "US", or the two letters of the state whose rule it is
    place: str
    title_en: str
    title_es: str
    says_en: str
    says_es: str
    #: how to have it lifted; empty where there is no way
    waiver_en: str
    waiver_es: str
    #: who to ask
    ask_en: str
    ask_es: str
    #: words of an opening that this rule may cover, in any case
    work_words: tuple[str, ...]
    #: beginnings of O*NET-SOC codes
    soc_codes: tuple[str, ...]
    #: of `CATEGORIES`
    categories: tuple[str, ...]
    lasts: Lasts
    counts: Counts
    years_after_offence: int | None
    #: years after the court's decision
    years_after_decision: int | None
    years_after_release: int | None
    #: months after the court's decision for those who were 21 or younger
    months_if_young: int | None
    #: law or regulation, and where it was read
    source: str
    checked_on: date
    in_force_from: date
    #: last day; empty while it is in force
    in_force_to: date | None

    def is_in_force(self, today: date) -> bool:
        """Whether it holds on this day."""
        return self.in_force_from <= today and (self.in_force_to is None or today <= self.in_force_to)

    def said(self, what: str, language: str) -> str:
        """Title, words, waiver or whom to ask, in this language."""
        return str(getattr(self, f"{what}_{language}"))

    def ending(self, last_day: date) -> "Rule":
        """The same rule with an end."""
        return replace(self, in_force_to=last_day)


_LISTS = {"work_words", "soc_codes", "categories"}
_NUMBERS = {"years_after_offence", "years_after_decision", "years_after_release", "months_if_young"}
_DATES = {"checked_on", "in_force_from", "in_force_to"}


def row_of(rule: Rule) -> dict[str, str]:
    """A rule as a row of texts."""
    return {name: _as_text(value) for name, value in asdict(rule).items()}


def rule_of(row: Mapping[str, str]) -> Rule:
    """The rule in a row of texts.

    Raises
    ------
    KeyError, ValueError
        A column is missing, or is no number or date.
    """
    return Rule(**{field.name: _from_text(field.name, row[field.name]) for field in fields(Rule)})


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the program, in the order to show them."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(rule_of(row) for row in csv.DictReader(file))


def _as_text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def _from_text(name: str, text: str) -> Any:
    if name in _LISTS:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if name in _NUMBERS:
        return int(text) if text else None
    if name in _DATES:
        return date.fromisoformat(text) if text else None
    return text
