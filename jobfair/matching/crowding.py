"""Rankings that do not send everyone to the same few openings, and what they cost.

Everyone who ranks by fit alone ranks alike. Here each seeker and each opening gets a price that rises with
how many want them, found from a matching market in which both sides choose; ranking by fit less price
spreads people over the openings.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobfair.matching.metrics import best_lists, coverage, expected_matches, exposure, gini, list_worth

Floats = npt.NDArray[np.float64]

#: Steps after which the prices are taken as they are; they settle in a few dozen.
MOST_STEPS = 1000

#: Prices have settled when a step changes none of them by a larger share.
SETTLED = 1e-6

#: A smaller spread would only round.
LEAST_SPREAD = 0.01


def with_crowding(wants: Floats, needs: Floats, strength: float = 0.75, spread: float = 0.1) -> Floats:
    """Return scores to rank by when seekers compete for openings and openings for seekers.

    Parameters
    ----------
    wants : ndarray of float, shape (n, m)
        How much each opening fits what each seeker wants, from 0 to 1.
    needs : ndarray of float, shape (n, m)
        How much each opening needs each seeker, from 0 to 1; pass ``wants`` again if unknown.
    strength : float
        From 0 (the seekers' own order, to the last bit) to 1 (the market's order).
    spread : float
        How freely people choose, from `LEAST_SPREAD` up: the smaller, the more a little more fit decides.

    Returns
    -------
    ndarray of float, shape (n, m)
        Ranks openings within a row; from 0 to the row's largest want. Pairs whose want or need is 0 stay 0.

    Raises
    ------
    ValueError
        If the shapes differ, or an entry, the strength or the spread is out of its range.

    References
    ----------
    E. Choo and A. Siow, "Who Marries Whom and Why", J. Political Economy 114 (2006); solved by alternating
    the two closed-form sides (iterative proportional fitting).

    Examples
    --------
    >>> fit = np.array([[0.9, 0.8], [0.9, 0.1]])
    >>> with_crowding(fit, fit, strength=1.0).argmax(axis=1).tolist()
    [1, 0]
    """
    _refuse_wrong(wants, needs, strength, spread)
    if not wants.size:
        return wants.copy()
    possible = (wants > 0) & (needs > 0)
    own = np.where(possible, wants, 0.0)
    affinity = np.where(possible, np.exp((wants + needs) / (2 * spread)), 0.0)
    seeker_price, opening_price = _prices(affinity)
    flow = affinity * seeker_price[:, None] * opening_price[None, :]
    mixed: Floats = (1 - strength) * own + strength * own.max(axis=1, keepdims=True) * _by_row(flow)
    return mixed


def _refuse_wrong(wants: Floats, needs: Floats, strength: float, spread: float) -> None:
    if wants.shape != needs.shape or wants.ndim != 2:
        raise ValueError(f"wants and needs must be tables of one shape, not {wants.shape} and {needs.shape}")
    if not 0 <= strength <= 1 or not spread >= LEAST_SPREAD:
        raise ValueError(f"strength must be from 0 to 1 and spread from {LEAST_SPREAD} up")
    for name, table in (("wants", wants), ("needs", needs)):
        if not ((table >= 0) & (table <= 1)).all():
            raise ValueError(f"{name} must be from 0 to 1")


def _prices(affinity: Floats) -> tuple[Floats, Floats]:
    seekers, openings = np.ones(affinity.shape[0]), np.ones(affinity.shape[1])
    for _ in range(MOST_STEPS):
        before = openings
        seekers = _clearing(affinity @ openings)
        openings = _clearing(affinity.T @ seekers)
        if (np.abs(openings - before) <= SETTLED * before).all():
            break
    return seekers, openings


def _clearing(demand: Floats) -> Floats:
    """Return the positive root of x^2 + demand x = 1: those matched and those left add up to one.

    Written as a quotient, for the difference of root and half loses all digits where demand is large.
    """
    half = demand / 2
    root: Floats = 1 / (np.sqrt(1 + half**2) + half)
    return root


def _by_row(scores: Floats) -> Floats:
    largest = scores.max(axis=1, keepdims=True)
    shares: Floats = np.divide(scores, largest, out=np.zeros_like(scores), where=largest > 0)
    return shares


@dataclass(frozen=True)
class ListFigures:
    """What short lists come to.

    Attributes
    ----------
    expected_matches : float
        Pairs in which both sides would say yes, as `metrics.expected_matches` has it.
    coverage : float
        Share of openings that stand on a list, from 0 to 1.
    gini : float
        How unevenly openings are looked at, from 0 (alike) to near 1.
    """

    expected_matches: float
    coverage: float
    gini: float


@dataclass(frozen=True)
class CrowdingCosts:
    """What a strength of crowding costs the seekers' own lists, and what it brings.

    Attributes
    ----------
    strength : float
    own_lists_lose : float
        Share of the worth of the seekers' own lists that is lost, from 0 to 1.
    before, after : ListFigures
        By the seekers' own order, and by this strength.
    """

    strength: float
    own_lists_lose: float
    before: ListFigures
    after: ListFigures


def crowding_costs(
    wants: Floats, needs: Floats, strength: float = 0.75, *, k: int = 10, spread: float = 0.1
) -> CrowdingCosts:
    """Say what ranking with crowding costs, and what it brings, so that people can choose the strength.

    Parameters
    ----------
    wants, needs, strength, spread
        As in `with_crowding`.
    k : int
        Length of the lists people look at.

    Returns
    -------
    CrowdingCosts

    Raises
    ------
    ValueError
        As `with_crowding`.

    Examples
    --------
    >>> fit = np.array([[0.9, 0.8], [0.9, 0.1]])
    >>> costs = crowding_costs(fit, fit, strength=1.0, k=1)
    >>> round(costs.own_lists_lose, 2), costs.before.coverage, costs.after.coverage
    (0.06, 0.5, 1.0)
    """
    own = best_lists(with_crowding(wants, needs, 0.0, spread), k)
    spread_out = best_lists(with_crowding(wants, needs, strength, spread), k)
    worth = float(list_worth(wants, own).sum())
    lost = 1 - float(list_worth(wants, spread_out).sum()) / worth if worth else 0.0
    before, after = (_figures(wants, needs, lists) for lists in (own, spread_out))
    return CrowdingCosts(strength, lost, before, after)


def _figures(wants: Floats, needs: Floats, lists: npt.NDArray[np.intp]) -> ListFigures:
    n_openings = wants.shape[1]
    return ListFigures(
        expected_matches(wants, needs, lists),
        coverage(lists, n_openings),
        gini(exposure(lists, n_openings)),
    )
