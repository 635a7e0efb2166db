"""Figures about short lists: who is seen, how evenly, and who would rather have another's list."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def examination(length: int) -> Floats:
    """Return how likely each place of a list is looked at: 1, .63, .5 … (1 / log2(place + 1)).

    References
    ----------
    K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation", ACM TOIS 20 (2002).
    """
    weights: Floats = 1 / np.log2(np.arange(length) + 2)
    return weights


def best_lists(scores: Floats, k: int) -> Places:
    """Return each seeker's k best openings, best first; ties go to the earlier, and 0 is left out.

    Parameters
    ----------
    scores : ndarray of float, shape (n, m)
    k : int

    Returns
    -------
    ndarray of int, shape (n, min(k, m))
        Positions of openings; -1 fills a list that is too short.

    Examples
    --------
    >>> best_lists(np.array([[0.2, 0.0, 0.7]]), 3).tolist()
    [[2, 0, -1]]
    """
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.where(np.take_along_axis(scores, order, axis=1) > 0, order, -1)


def exposure(lists: Places, n_openings: int) -> Floats:
    """Return how much each opening is looked at over all lists.

    Parameters
    ----------
    lists : ndarray of int, shape (n, k)
        Positions of openings, best first; -1 fills a list that is too short.
    n_openings : int
        m.

    Returns
    -------
    ndarray of float, shape (m,)
        Sum of `examination` over the places where the opening stands.

    Examples
    --------
    >>> exposure(np.array([[0, 1], [0, -1]]), 3).round(2).tolist()
    [2.0, 0.63, 0.0]
    """
    weights = np.broadcast_to(examination(lists.shape[1]), lists.shape)
    shown = lists >= 0
    seen = np.bincount(lists[shown], weights=weights[shown], minlength=n_openings)
    return seen.astype(np.float64)


def coverage(lists: Places, n_openings: int) -> float:
    """Return the share of openings that stand on at least one list; 1 when there are none.

    Examples
    --------
    >>> coverage(np.array([[0], [0]]), 4)
    0.25
    """
    return len(np.unique(lists[lists >= 0])) / n_openings if n_openings else 1.0


def gini(values: Floats) -> float:
    """Return how unevenly a good is spread: 0 when all have the same, near 1 when one has all.

    References
    ----------
    C. Gini, "Variabilità e mutabilità" (1912); here by the ordered-sum form.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 1.0]))
    (0.0, 0.5)
    """
    total = float(np.sum(values))
    if total == 0:
        return 0.0
    ordered = np.sort(values)
    places = np.arange(1, len(ordered) + 1)
    return float(2 * np.sum(places * ordered) / (len(ordered) * total) - (len(ordered) + 1) / len(ordered))


def list_worth(scores: Floats, lists: Places) -> Floats:
    """Return what each seeker's own list is worth to them: shape (n,), scores weighed by `examination`."""
    own = np.take_along_axis(scores, np.maximum(lists, 0), axis=1)
    worth: Floats = np.sum(np.where(lists >= 0, own, 0) * examination(lists.shape[1]), axis=1)
    return worth


def envy(scores: Floats, lists: Places) -> Floats:
    """Return how much more the best of the others' lists would be worth to each seeker.

    Parameters
    ----------
    scores : ndarray of float, shape (n, m)
    lists : ndarray of int, shape (n, k)
        As in `exposure`.

    Returns
    -------
    ndarray of float, shape (n,)
        0 for those who would not swap.

    References
    ----------
    N. Li et al., "FEIR: Quantifying and Reducing Envy and Inferiority for Fair Recommendation of
    Limited Resources", ACM TIST 15 (2024).

    Examples
    --------
    >>> envy(np.array([[0.9, 0.1], [0.8, 0.2]]), np.array([[0], [1]])).round(2).tolist()
    [0.0, 0.6]
    """
    others: Floats = _worth_of_lists(scores, lists).max(axis=1, initial=0)
    return np.maximum(others - list_worth(scores, lists), 0)


def inferiority(scores: Floats, lists: Places) -> Floats:
    """Return by how much better-fitting people stand before each seeker at the openings on their list.

    Parameters
    ----------
    scores : ndarray of float, shape (n, m)
    lists : ndarray of int, shape (n, k)

    Returns
    -------
    ndarray of float, shape (n,)
        Mean over the list of the best rival's score less one's own, never below 0; 0 for an empty list.

    References
    ----------
    N. Li et al. (2024), as for `envy`.

    Examples
    --------
    >>> inferiority(np.array([[0.9, 0.1], [0.4, 0.2]]), np.array([[0], [0]])).round(2).tolist()
    [0.0, 0.5]
    """
    best = np.zeros(scores.shape[1])
    rows, _ = np.nonzero(lists >= 0)
    np.maximum.at(best, lists[lists >= 0], scores[rows, lists[lists >= 0]])
    shown = lists >= 0
    places = np.maximum(lists, 0)
    gap = np.where(shown, best[places] - np.take_along_axis(scores, places, axis=1), 0)
    mean: Floats = gap.sum(axis=1) / np.maximum(shown.sum(axis=1), 1)
    return mean


def expected_matches(wants: Floats, needs: Floats, lists: Places) -> float:
    """Return how many pairs come about when people answer as they like, and look less the longer a list is.

    A seeker says yes to an opening as likely as they look at its place and want it; an opening says yes to
    whoever said so as likely as it looks at their place among all who did, best needed first, and needs them.

    Parameters
    ----------
    wants, needs : ndarray of float, shape (n, m)
        From 0 to 1, read as probabilities of a yes.
    lists : ndarray of int, shape (n, k)
        As in `exposure`.

    Returns
    -------
    float
        Expected pairs in which both said yes.

    References
    ----------
    Y. Su, M. Bayoumi and T. Joachims, "Optimizing Rankings for Recommendation in Matching Markets", WWW
    (2022), section 3; here the place among the others is the expected one.

    Examples
    --------
    >>> everyone = np.ones((2, 2))
    >>> expected_matches(everyone, everyone, np.array([[0], [1]]))
    2.0
    >>> round(expected_matches(everyone, everyone, np.array([[0], [0]])), 2)
    1.63
    """
    says_yes = np.zeros(wants.shape)
    rows, places = np.nonzero(lists >= 0)
    columns = lists[rows, places]
    says_yes[rows, columns] = examination(lists.shape[1])[places] * wants[rows, columns]
    order = np.argsort(-needs, axis=0, kind="stable")
    ordered = np.take_along_axis(says_yes, order, axis=0)
    before = np.cumsum(ordered, axis=0) - ordered
    return float(np.sum(ordered * np.take_along_axis(needs, order, axis=0) / np.log2(before + 2)))


def _worth_of_lists(scores: Floats, lists: Places) -> Floats:
    """Return what each list (column) is worth to each seeker (row): shape (n, n)."""
    looks = np.zeros((len(lists), scores.shape[1]))
    rows, places = np.nonzero(lists >= 0)
    looks[rows, lists[rows, places]] = examination(lists.shape[1])[places]
    worth: Floats = scores @ looks.T
    return worth
