"""The people who could take an opening, as its employer sees them: by skill and interest, by code alone."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.fairs.models import SeekerAttendance
from jobfair.matching import Explanation, Reason
from jobfair.seekers.card import CandidateCard, card_of
from jobfair.seekers.models import Seeker
from jobfair.suggestions.queries.fit import FairFit, explain_pairs, fair_fit, people_by_words
from jobfair.suggestions.queries.own_words import shown_words

#: what an employer may be told to ask; nothing that leads to where a person lives
ASKS_FOR_EMPLOYERS = frozenset(
    {
        "matching.ask_certificate",
        "matching.ask_licence",
        "matching.ask_lift",
        "matching.ask_language",
        "matching.ask_experience",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A seeker as seen from an opening."""

    seeker_id: int
    card: CandidateCard
    fit: float
    reason: Reason
    asks: tuple[Reason, ...]
    seeker_says: str | None
    employer_says: str | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people who could take an opening."""

    #: best first; only the part that was asked for
    rows: list[Candidate]
    total: int
    #: of all, those whose own words show that it fits; the others could do the hours, and no more is known
    by_words: int


def candidates_for_opening(
    session: Session, fair_id: int, opening_id: int, *, first: int = 0, most: int | None = None
) -> Candidates:
    """People for an opening, best first, without those who said no; those the employer refused come last.

    Ranked by score and by the seeker's yes alone; ties by code, which is random. Empty where the opening is
    closed or at another fair.
    """
    table = fair_fit(session, fair_id)
    column = next((k for k, opening in enumerate(table.openings) if opening.id == opening_id), None)
    if column is None:
        return Candidates([], 0, 0)
    fit = table.fit(("seeker",))[:, column]
    codes = _codes(session, fair_id)
    rows = sorted(
        (int(row) for row in np.flatnonzero(fit > 0)),
        key=lambda row: (
            table.says(row, column, "employer") == "no",
            -fit[row],
            codes[table.seekers[row].id],
        ),
    )
    shown = rows[first : None if most is None else first + most]
    people = _people(session, [table.seekers[row].id for row in shown])
    found = explain_pairs(table, [(table.seekers[row].id, opening_id) for row in shown])
    listed = [
        _candidate(table, row, column, people[table.seekers[row].id], fit[row], why)
        for row, why in zip(shown, found, strict=True)
    ]
    return Candidates(listed, len(rows), people_by_words(table, rows, column))


def _candidate(
    table: FairFit, row: int, column: int, seeker: Seeker, fit: float, found: Explanation
) -> Candidate:
    return Candidate(
        seeker_id=seeker.id,
        card=card_of(seeker, shown_words),
        fit=float(fit),
        reason=found.reason,
        asks=tuple(ask for ask in found.missing if ask.key in ASKS_FOR_EMPLOYERS),
        seeker_says=table.says(row, column, "seeker"),
        employer_says=table.says(row, column, "employer"),
    )


def _codes(session: Session, fair_id: int) -> dict[int, str]:
    found = select(Seeker.id, Seeker.code).join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
    rows = session.execute(found.where(SeekerAttendance.fair_id == fair_id))
    return {row.id: row.code for row in rows}


def _people(session: Session, seeker_ids: list[int]) -> dict[int, Seeker]:
    return {seeker.id: seeker for seeker in session.scalars(select(Seeker).where(Seeker.id.in_(seeker_ids)))}
