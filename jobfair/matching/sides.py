"""Both sides of a pair: how much the seeker would want the opening, and how much it needs them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jobfair.matching.matcher import Matcher
from jobfair.matching.records import SeekerRecord

Floats = npt.NDArray[np.float64]


class Sides(NamedTuple):
    """Scores of both sides, each of shape (n, m) and from 0 to 1."""

    wants: Floats
    needs: Floats


def two_sides(matcher: Matcher, seekers: Sequence[SeekerRecord]) -> Sides:
    """Score openings by what people wish for, and people by what they can do.

    Parameters
    ----------
    matcher : Matcher
        Fitted to m openings.
    seekers : sequence of SeekerRecord, length n
        Who gave no wishes is taken to want what they have done; who gave wishes alone, to be able to do them.

    Returns
    -------
    Sides

    Examples
    --------
    >>> from jobfair.matching import OpeningRecord
    >>> matcher = Matcher().fit([OpeningRecord(1, 1, "Line cook"), OpeningRecord(2, 1, "Office clerk")])
    >>> wants, needs = two_sides(matcher, [SeekerRecord(1, work=("cook",), wishes=("office work",))])
    >>> int(wants.argmax()), int(needs.argmax())
    (1, 0)
    """
    return Sides(
        matcher.score([_wishing(one) for one in seekers]), matcher.score([_able(one) for one in seekers])
    )


def _wishing(seeker: SeekerRecord) -> SeekerRecord:
    return replace(seeker, work=(), skills=(), certificates=()) if seeker.wishes else seeker


def _able(seeker: SeekerRecord) -> SeekerRecord:
    able = seeker.work or seeker.skills or seeker.certificates
    return replace(seeker, wishes=()) if able else seeker


def reciprocal(wants: Floats, needs: Floats) -> Floats:
    """Return one score a pair that is high only where both sides gain: the geometric mean.

    Parameters
    ----------
    wants, needs : ndarray of float, shape (n, m)
        From 0 to 1.

    Returns
    -------
    ndarray of float, shape (n, m)
        From 0 (one side gains nothing) to 1.

    References
    ----------
    L. Pizzato et al., "RECON: a reciprocal recommender for online dating", RecSys (2010), who take the
    harmonic mean; the geometric one ranks as the product of both does.

    Examples
    --------
    >>> reciprocal(np.array([[0.9, 1.0]]), np.array([[0.4, 0.0]])).round(2).tolist()
    [[0.6, 0.0]]
    """
    both: Floats = np.sqrt(wants * needs)
    return both
