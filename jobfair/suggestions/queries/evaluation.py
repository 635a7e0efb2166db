"""How a fair's suggestions come out for everybody: who is seen, how evenly, and at what price."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from jobfair.matching import CrowdingCosts, crowding_costs, metrics, with_crowding
from jobfair.suggestions.queries.fit import FairFit, fair_fit

#: Less envy than this is the noise of adding numbers up.
LEAST_ENVY = 1e-9
#: Openings on a person's first page.
LIST_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of everybody's first openings at one fair, ranked with some share of spreading."""

    crowding_percent: int
    #: share of the worth of people's own lists that is lost, from 0 to 1
    own_lists_lose: float
    #: share of openings on somebody's list
    coverage: float
    #: opening id -> how much it is looked at, over all lists
    exposure: dict[int, float]
    #: how unevenly openings are looked at: 0 all alike, near 1 one has all
    gini: float
    #: mean of how much more the best of the others' lists would be worth to a person
    envy: float
    #: share of people who would rather have another's list
    envious: float
    #: mean of how far better-fitting people stand before a person at the openings on their list
    inferiority: float


def spreading_costs(session: Session, fair_id: int, percents: Sequence[int]) -> list[CrowdingCosts]:
    """What each share of spreading costs people's own lists and brings the openings; none without pairs."""
    fit = fair_fit(session, fair_id).fit()
    if not fit.any():
        return []
    return [crowding_costs(fit, fit, percent / 100, k=LIST_LENGTH) for percent in percents]


def evaluate(session: Session, fair_id: int, percents: Sequence[int]) -> list[Evaluation]:
    """Figures of a fair's suggestions for each share of spreading, in the order asked for."""
    table = fair_fit(session, fair_id)
    return [_evaluation(table, percent) for percent in percents]


def _evaluation(table: FairFit, percent: int) -> Evaluation:
    fit, n_openings = table.fit(), len(table.openings)
    lists = metrics.best_lists(with_crowding(fit, fit, percent / 100), LIST_LENGTH)
    seen = metrics.exposure(lists, n_openings)
    envy = metrics.envy(fit, lists)
    return Evaluation(
        crowding_percent=percent,
        own_lists_lose=crowding_costs(fit, fit, percent / 100, k=LIST_LENGTH).own_lists_lose,
        coverage=metrics.coverage(lists, n_openings),
        exposure={opening.id: float(value) for opening, value in zip(table.openings, seen, strict=True)},
        gini=metrics.gini(seen),
        envy=_mean(envy),
        envious=envious_share(envy),
        inferiority=_mean(metrics.inferiority(fit, lists)),
    )


def envious_share(envy: np.ndarray) -> float:
    """Share of people with envy worth the name, of how much each has: shape (people,)."""
    return _mean(envy > LEAST_ENVY)


def _mean(values: np.ndarray) -> float:
    return float(np.mean(values)) if values.size else 0.0
