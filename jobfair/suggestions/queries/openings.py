"""What a seeker sees: openings that fit, those they skipped, and why the others do not fit."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.fairs.queries.employers import openings_at_fair
from jobfair.matching import Explanation, Reason, with_crowding
from jobfair.suggestions.queries.fit import FairFit, Floats, explain_pairs, fair_fit
from jobfair.suggestions.queries.settings import matching_settings
from jobfair.suggestions.queries.what_if import Change, changes_that_help


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An opening for a seeker.

    `reason` is why it fits and `asks` what to make sure of, of those that are shown in full; `bars` says why
    not.
    """

    opening: Opening
    fit: float
    reason: Reason | None
    asks: tuple[Reason, ...]
    bars: tuple[Reason, ...]
    #: how far away the work is; None where either place is not known
    miles: float | None
    seeker_says: str | None
    employer_says: str | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All openings of a fair as one seeker meets them; each of the lists is best first."""

    #: that fit, without the skipped ones; only the part that was asked for
    fitting: list[Suggestion]
    #: how many fit in all
    fitting_total: int
    #: that fit, and to which the person said no
    skipped: list[Suggestion]
    #: that do not fit, with the reasons
    barred: list[Suggestion]
    #: message keys of what stands in the way, with how many openings each; most first
    bars: dict[str, int]
    #: what the person could change, and how many openings each would open; most first
    changes: list[Change]
    #: ids of all that fit, in order
    order: tuple[int, ...]


def suggestions_for_seeker(
    session: Session,
    fair_id: int,
    seeker_id: int,
    *,
    first: int = 0,
    most: int | None = None,
    unanswered: bool = False,
) -> Suggestions:
    """Openings for a seeker, best first (the employer's yes lifts, their no hides); ties by id.

    The person's own answers do not move an opening, so that the list stands still while they answer. Where
    the fair spreads people over the openings, what all others want counts for the order.

    Parameters
    ----------
    first, most : int
        Which part of the fitting openings to explain and return; all by default.
    unanswered : bool
        Leave out of the fitting openings those the person has said anything about.
    """
    strength = matching_settings(session, fair_id).crowding_percent / 100
    table = fair_fit(session, fair_id, None if strength else seeker_id)
    row = next((row for row, seeker in enumerate(table.seekers) if seeker.id == seeker_id), None)
    if row is None or not table.openings:
        return Suggestions([], 0, [], [], {}, [], ())
    fit = table.fit(("employer",))[row]
    ranks = _spread(table, row, strength) if strength else fit
    order = [int(column) for column in np.argsort(-ranks, kind="stable")]
    said = {column: table.says(row, column, "seeker") for column in order if fit[column] > 0}
    skipped = [column for column, answer in said.items() if answer == "no"]
    fitting = [column for column, answer in said.items() if not answer or (answer != "no" and not unanswered)]
    barred = [column for column in order if not table.eligibility.mask[row, column]]
    shown = fitting[first : None if most is None else first + most]
    rows = {opening.id: opening for opening in openings_at_fair(session, fair_id)}

    pairs = [(seeker_id, table.openings[column].id) for column in shown]
    found = explain_pairs(table, pairs, with_wishes=True)
    why = dict(zip(shown, found, strict=True))

    def all_of(columns: list[int]) -> list[Suggestion]:
        return [
            _suggestion(table, rows[table.openings[column].id], (row, column), fit[column], why.get(column))
            for column in columns
        ]

    return Suggestions(
        all_of(shown),
        len(fitting),
        all_of(skipped),
        all_of(barred),
        table.bars_of(row),
        changes_that_help(table, row) if barred else [],
        tuple(table.openings[column].id for column in fitting),
    )


def reason_for(session: Session, fair_id: int, seeker_id: int, opening_id: int) -> Explanation | None:
    """Why an opening fits a person, as their list says it; None where it does not fit or is closed."""
    table = fair_fit(session, fair_id, seeker_id)
    columns = {opening.id: column for column, opening in enumerate(table.openings)}
    if not table.seekers or opening_id not in columns or not table.eligibility.mask[0, columns[opening_id]]:
        return None
    return explain_pairs(table, [(seeker_id, opening_id)], with_wishes=True)[0]


def _spread(table: FairFit, row: int, strength: float) -> Floats:
    """One person's ranks where everybody's wishes count, but for their own answers."""
    wants = table.fit()
    wants[row] = table.fit(("employer",))[row]
    ranks: Floats = with_crowding(wants, wants, strength)[row]
    return ranks


def _suggestion(
    table: FairFit, opening: Opening, pair: tuple[int, int], fit: float, found: Explanation | None
) -> Suggestion:
    miles = float(table.eligibility.miles[pair])
    return Suggestion(
        opening=opening,
        fit=float(fit),
        reason=found.reason if found else None,
        asks=found.missing if found else (),
        bars=table.eligibility.reasons(*pair),
        miles=None if np.isnan(miles) else miles,
        seeker_says=table.says(*pair, "seeker"),
        employer_says=table.says(*pair, "employer"),
    )
