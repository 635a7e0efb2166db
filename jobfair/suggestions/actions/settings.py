"""Changing how a fair is matched: its settings and its own words."""

import csv
from datetime import datetime, time

from sqlalchemy import delete
from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.errors import N_, Invalid
from jobfair.matching.words import phrases
from jobfair.suggestions.models import FairWord
from jobfair.suggestions.queries.settings import matching_settings, words_of_fair

MOST_WORDS = 500
MOST_LETTERS = 80


def change_settings(
    session: Session,
    fair_id: int,
    *,
    crowding_percent: int | None,
    first_bus: time | None,
    last_bus: time | None,
    now: datetime,
    actor: tuple[str, int | None],
) -> bool:
    """Set how a fair is matched; says whether anything changed.

    Parameters
    ----------
    crowding_percent : int or None
        From 0, where openings are ranked for each person alone, to 100; None, nothing given, is refused.
    first_bus, last_bus : time or None
        Local times; None means unknown. A last bus before the first runs after midnight.

    Raises
    ------
    Invalid
        The share is not from 0 to 100.
    """
    if crowding_percent is None or not 0 <= crowding_percent <= 100:
        raise Invalid(N_("Write a number from 0 to 100."), field="crowding_percent")
    settings = matching_settings(session, fair_id)
    given = {"crowding_percent": crowding_percent, "first_bus": first_bus, "last_bus": last_bus}
    if all(getattr(settings, name) == value for name, value in given.items()):
        return False
    for name, value in given.items():
        setattr(settings, name, value)
    session.add(settings)
    session.flush()
    audit.record(session, "matching.settings", now=now, actor=actor, on=("fair", fair_id), fair_id=fair_id)
    return True


def change_words(
    session: Session, fair_id: int, text: str, *, now: datetime, actor: tuple[str, int | None]
) -> bool:
    """Put a fair's own words in place of those it has; says whether anything changed.

    Parameters
    ----------
    text : str
        A word a line: the word, a comma, what it means; as a spreadsheet writes it.

    Raises
    ------
    Invalid
        Naming the line that cannot be read.
    """
    words = _read(text)
    if tuple(words) == words_of_fair(session, fair_id):
        return False
    session.execute(delete(FairWord).where(FairWord.fair_id == fair_id))
    session.add_all(FairWord(fair_id=fair_id, label=label, meaning=meaning) for label, meaning in words)
    session.flush()
    audit.record(session, "matching.words", now=now, actor=actor, on=("fair", fair_id), fair_id=fair_id)
    return True


def _read(text: str) -> list[tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.replace("\0", " ").splitlines(), start=1):
        if not line.strip():
            continue
        label, meaning = _pair(number, line)
        key = " ".join(phrases(label))
        if key in words:
            raise _wrong(N_("Line %(line)s: “%(label)s” is there twice."), number, label=label)
        words[key] = label, meaning
    if len(words) > MOST_WORDS:
        raise Invalid(N_("At most %(most)s words."), field="words", most=MOST_WORDS)
    return list(words.values())


def _pair(number: int, line: str) -> tuple[str, str]:
    cells = next(csv.reader([line], delimiter="\t" if "\t" in line else ",", skipinitialspace=True))
    label, meaning = (" ".join(part.split()) for part in (cells[0], ", ".join(cells[1:])))
    if not phrases(label) or not phrases(meaning):
        raise _wrong(N_("Line %(line)s: write the word, a comma, and what it means."), number)
    if max(len(label), len(meaning)) > MOST_LETTERS:
        raise _wrong(N_("Line %(line)s: at most %(most)s letters each."), number, most=MOST_LETTERS)
    return label, meaning


def _wrong(message: str, line: int, **values: object) -> Invalid:
    return Invalid(message, field="words", line=line, **values)
