"""What a seeker sees: openings that fit, those they skipped, and why the others do not fit."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from jobfair.employers.models import Opening
from jobfair.fairs.queries.employers import openings_at_fair
from jobfair.matching import Explanation, Reason, with_crowding
from jobfair.suggestions.queries.fit import FairFit, Floats, explain_pairs, fair_fit
from jobfair.suggestions.queries.settings import matching_settings


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


def suggestions_for_seeker(
    session: Session, fair_id: int, seeker_id: int, *, first: int = 0, most: int | None = None
) -> Suggestions:
    """Openings for a seeker, best first (the employer's yes lifts, their no hides); ties by id.

    The person's own answers do not move an opening, so that the list stands still while they answer. Where
    the fair spreads people over the openings, what all others want counts for the order.

    Parameters
    ----------
    first, most : int
        Which part of the fitting openings to explain and return; all by default.
    """
    strength = matching_settings(session, fair_id).crowding_percent / 100
    table = fair_fit(session, fair_id, None if strength else seeker_id)
    row = next((row for row, seeker in enumerate(table.seekers) if seeker.id == seeker_id), None)
    if row is None or not table.openings:
        return Suggestions([], 0, [], [], {})
    fit = table.fit(("employer",))[row]
    ranks = _spread(table, row, strength) if strength else fit
    order = [int(column) for column in np.argsort(-ranks, kind="stable")]
    fitting = [column for column in order if fit[column] > 0 and table.says(row, column, "seeker") != "no"]
    skipped = [column for column in order if fit[column] > 0 and table.says(row, column, "seeker") == "no"]
    barred = [column for column in order if not table.eligibility.mask[row, column]]
    shown = fitting[first : None if most is None else first + most]
    rows = {opening.id: opening for opening in openings_at_fair(session, fair_id)}

    found = explain_pairs(table, [(seeker_id, table.openings[column].id) for column in shown])
    why = dict(zip(shown, found, strict=True))

    def all_of(columns: list[int]) -> list[Suggestion]:
        return [
            _suggestion(table, rows[table.openings[column].id], (row, column), fit[column], why.get(column))
            for column in columns
        ]

    return Suggestions(all_of(shown), len(fitting), all_of(skipped), all_of(barred), table.bars_of(row))


def _spread(table: FairFit, row: int, strength: float) -> Floats:
    """One person's ranks where everybody's wishes count, but for their own answers."""
    wants = table.fit()
    wants[row] = table.fit(("employer",))[row]
    ranks: Floats = with_crowding(wants, wants, strength)[row]
    return ranks


def _suggestion(
    table: FairFit, opening: Opening, pair: tuple[int, int], fit: float, found: Explanation | None
) -> Suggestion:
    return Suggestion(
        opening=opening,
        fit=float(fit),
        reason=found.reason if found else None,
        asks=found.missing if found else (),
        bars=table.eligibility.reasons(*pair),
        seeker_says=table.says(*pair, "seeker"),
        employer_says=table.says(*pair, "employer"),
    )
