"""Rankings that do not send everyone to the same few openings.

Everyone who ranks by fit alone ranks alike. Here each seeker and each opening gets a price that rises with
how many want them, found from a matching market in which both sides choose; ranking by fit less price
spreads people over the openings.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Steps after which the prices are taken as they are; they settle to 1e-9 in far fewer.
MOST_STEPS = 500


def with_crowding(wants: Floats, needs: Floats, strength: float = 0.75, spread: float = 0.1) -> Floats:
    """Return scores to rank by when seekers compete for openings and openings for seekers.

    Parameters
    ----------
    wants : ndarray of float, shape (n, m)
        How much each opening fits what each seeker wants, from 0 to 1.
    needs : ndarray of float, shape (n, m)
        How much each opening needs each seeker, from 0 to 1; pass ``wants`` again if unknown.
    strength : float
        From 0 (the seekers' own order) to 1 (the market's order).
    spread : float
        How freely people choose: the smaller, the more a little more fit decides.

    Returns
    -------
    ndarray of float, shape (n, m)
        Ranks openings within a row; from 0 to 1 in each row. Pairs whose want or need is 0 stay 0.

    Raises
    ------
    ValueError
        If the shapes differ, strength is not from 0 to 1, or spread is not above 0.

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
    if wants.shape != needs.shape or not 0 <= strength <= 1 or spread <= 0:
        raise ValueError("wants and needs must have one shape, strength be from 0 to 1, spread above 0")
    if not wants.size:
        return wants.copy()
    affinity = np.exp((wants + needs) / (2 * spread))
    affinity[(wants <= 0) | (needs <= 0)] = 0
    seeker_price, opening_price = _prices(affinity)
    flow = affinity * seeker_price[:, None] * opening_price[None, :]
    mixed: Floats = (1 - strength) * _by_row(wants) + strength * _by_row(flow)
    mixed[affinity == 0] = 0
    return mixed


def _prices(affinity: Floats) -> tuple[Floats, Floats]:
    seekers, openings = np.ones(affinity.shape[0]), np.ones(affinity.shape[1])
    for _ in range(MOST_STEPS):
        before = seekers
        seekers = _clearing(affinity @ openings)
        openings = _clearing(affinity.T @ seekers)
        if np.abs(seekers - before).max() < 1e-9:
            break
    return seekers, openings


def _clearing(demand: Floats) -> Floats:
    """Return the positive root of x^2 + demand x = 1: those matched and those left add up to one."""
    half = demand / 2
    root: Floats = np.sqrt(1 + half**2) - half
    return root


def _by_row(scores: Floats) -> Floats:
    largest = scores.max(axis=1, keepdims=True)
    shares: Floats = np.divide(scores, largest, out=np.zeros_like(scores), where=largest > 0)
    return shares
