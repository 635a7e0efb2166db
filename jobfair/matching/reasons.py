"""Reasons as message keys with values: the caller translates, the command line reads the English here.

Every key the library can emit stands in `MESSAGES`, so that a test elsewhere can hold translations
against it. Values are plain numbers, words, clock times (always "22:40", in the values of `CLOCK_VALUES`),
or tuples of words (shift and day words, language codes).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = int | float | str | tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """The value names a key comes with, and its plain-English sentence."""

    values: tuple[str, ...]
    english: str


#: Every message the library can emit. Numbers are rounded where they are made.
MESSAGES: Mapping[str, Message] = {
    # Why a pair is not possible.
    "matching.not_shift": Message(
        ("needed", "offered"), "The shift is {needed}; this person can work {offered}."
    ),
    "matching.not_days": Message(
        ("needed", "offered"), "The work is on {needed}; this person can work on {offered}."
    ),
    "matching.not_busy": Message(
        ("starts", "ends", "busy_starts", "busy_ends"),
        "The shift is {starts} to {ends}; this person is not free {busy_starts} to {busy_ends}.",
    ),
    "matching.not_last_bus": Message(
        ("ends", "last_bus"), "The shift ends {ends}, and the last bus is {last_bus}."
    ),
    "matching.not_first_bus": Message(
        ("starts", "first_bus"), "The shift starts {starts}, and the first bus is {first_bus}."
    ),
    "matching.not_distance": Message(
        ("miles", "max_miles"), "It is {miles} away; this person can go {max_miles}."
    ),
    "matching.not_state": Message(("state",), "The work is in {state}; this person cannot work there."),
    "matching.not_travel": Message(
        ("miles", "travel", "max_miles"),
        "It is {miles} away; by {travel} people can go about {max_miles}.",
    ),
    "matching.not_licence": Message((), "The work needs a driving licence."),
    "matching.not_certificate": Message(("certificate",), "The work needs this card: {certificate}."),
    "matching.not_lift": Message(
        ("needed_pounds", "able_pounds"),
        "The work means lifting {needed_pounds}; this person can lift {able_pounds}.",
    ),
    "matching.not_language": Message(("languages",), "The work needs these languages: {languages}."),
    # Why a pair fits.
    "matching.fits_same_words": Message(
        ("said", "opening"), "You said \u201c{said}\u201d, and the opening says \u201c{opening}\u201d."
    ),
    "matching.fits_same_work": Message(
        ("said", "opening", "concept_en", "concept_es"),
        "You said \u201c{said}\u201d, and \u201c{opening}\u201d is the same kind of work: {concept_en}.",
    ),
    "matching.fits_part": Message(
        ("said", "opening", "part"),
        "You said \u201c{said}\u201d, and \u201c{part}\u201d is part of \u201c{opening}\u201d.",
    ),
    "matching.fits_unknown": Message(
        ("opening",), "Your words do not show yet whether \u201c{opening}\u201d fits."
    ),
    "matching.fits_nothing_said": Message(
        ("opening",),
        "You have not said yet what work you know, so nobody can tell whether \u201c{opening}\u201d fits.",
    ),
    # What would help, or should be asked.
    "matching.ask_hours": Message((), "Ask what hours the work is."),
    "matching.ask_days": Message(
        ("offered",), "Ask which days the work is; this person can work on {offered}."
    ),
    "matching.ask_busy": Message(
        ("starts", "ends", "busy_starts", "busy_ends", "days"),
        "The shift is {starts} to {ends}; ask about {days}, "
        "when this person is not free {busy_starts} to {busy_ends}.",
    ),
    "matching.ask_bus": Message(
        ("starts", "ends"), "The shift is {starts} to {ends}; ask whether a bus runs then."
    ),
    "matching.ask_distance": Message(
        ("max_miles",), "Ask where the work is; this person can go {max_miles}."
    ),
    "matching.ask_state": Message((), "Ask which state the work is in."),
    "matching.would_help_certificate": Message(
        ("certificate", "gain"), "This card would help: {certificate} (+{gain})."
    ),
    "matching.would_help_skill": Message(("skill", "gain"), "This would help: {skill} (+{gain})."),
    "matching.ask_certificate": Message(("certificate",), "Ask whether they hold this card: {certificate}."),
    "matching.ask_licence": Message((), "Ask whether they have a driving licence."),
    "matching.ask_lift": Message(("needed_pounds",), "Ask whether they can lift {needed_pounds}."),
    "matching.ask_language": Message(("languages",), "Ask whether they can work in: {languages}."),
    "matching.ask_travel": Message(
        ("miles", "travel", "max_miles"),
        "Ask how they would get there: {miles}, and by {travel} people usually go about {max_miles}.",
    ),
    "matching.ask_experience": Message(("months",), "Ask about {months} of experience."),
}

#: Names of the values that are clock times.
CLOCK_VALUES = frozenset({"starts", "ends", "busy_starts", "busy_ends", "first_bus", "last_bus"})

#: Names of the values that are amounts, and their unit.
AMOUNTS: Mapping[str, str] = {
    "miles": "mile",
    "max_miles": "mile",
    "needed_pounds": "pound",
    "able_pounds": "pound",
    "months": "month",
}

#: Each key with the names of its values.
MESSAGE_KEYS: Mapping[str, tuple[str, ...]] = {key: message.values for key, message in MESSAGES.items()}


@dataclass(frozen=True)
class Reason:
    """A message key and its values.

    Parameters
    ----------
    key : str
        One of `MESSAGE_KEYS`.
    values : mapping of str to int, float, str or tuple of str
        Named as `MESSAGE_KEYS` says.

    Raises
    ------
    KeyError
        If the key is not one of `MESSAGE_KEYS`.
    ValueError
        If the values are not those the key comes with.

    Examples
    --------
    >>> Reason("matching.not_lift", {"needed_pounds": 70, "able_pounds": 30}).english()
    'The work means lifting 70 pounds; this person can lift 30 pounds.'
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse a reason that no translation could be written for."""
        if set(MESSAGE_KEYS[self.key]) != set(self.values):
            raise ValueError(f"{self.key} comes with {MESSAGE_KEYS[self.key]}, not {tuple(self.values)}")

    def english(self) -> str:
        """Return the plain-English sentence: amounts with their unit, words of a tuple with commas."""
        words = {name: _said(name, value) for name, value in self.values.items()}
        return MESSAGES[self.key].english.format_map(words)


def _said(name: str, value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    unit = AMOUNTS.get(name)
    return f"{value} {unit}{'' if value == 1 else 's'}" if unit else f"{value}"
