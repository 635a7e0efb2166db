"""What people say weighs more than what a machine thinks: yes lifts, maybe lifts less, no forbids."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jobfair.matching.records import InterestRecord, OpeningRecord, SeekerRecord

Floats = npt.NDArray[np.float64]

#: A possible pair never falls to 0, for 0 means forbidden.
LEAST_FIT = 0.01

#: How much of the way to 1 an answer of one side lifts a pair; those of both sides add up.
LIFT = {"yes": 0.4, "maybe": 0.2}


def with_interest(
    scores: Floats,
    seekers: Sequence[SeekerRecord],
    openings: Sequence[OpeningRecord],
    interests: Sequence[InterestRecord],
    *,
    mask: npt.NDArray[np.bool_] | None = None,
) -> Floats:
    """Weigh what seekers and employers said into the scores.

    A score s becomes 0.01 + 0.99 s. A yes lifts it 40 % of the way to 1, a maybe 20 %, and what both sides
    said adds up, so that two yes lift it 80 %. Silence lifts nothing. A no of either side makes it exactly 0:
    such a pair must not be planned.

    Parameters
    ----------
    scores : ndarray of float, shape (n, m)
        From 0 to 1.
    seekers : sequence of SeekerRecord, length n
    openings : sequence of OpeningRecord, length m
    interests : sequence of InterestRecord
        In any order; those of other people or openings are left out.
    mask : ndarray of bool, shape (n, m), optional
        Eligibility; where False the fit is 0.

    Returns
    -------
    ndarray of float, shape (n, m)
        Fit: 0 where forbidden, else from 0.01 to 1.

    Raises
    ------
    ValueError
        If the shape of the scores is not (n, m).

    Examples
    --------
    >>> people, work = [SeekerRecord(1)], [OpeningRecord(1, 1, "Cook"), OpeningRecord(2, 1, "Baker")]
    >>> said = [InterestRecord(1, 1, "yes", "yes"), InterestRecord(1, 2, "no", "yes")]
    >>> with_interest(np.array([[0.5, 0.9]]), people, work, said).round(3).tolist()
    [[0.901, 0.0]]
    """
    shape = (len(seekers), len(openings))
    if scores.shape != shape:
        raise ValueError(f"scores have shape {scores.shape}, not {shape}")
    rows = {seeker.id: row for row, seeker in enumerate(seekers)}
    columns = {opening.id: column for column, opening in enumerate(openings)}
    fit: Floats = LEAST_FIT + (1 - LEAST_FIT) * np.clip(scores, 0, 1)
    for interest in interests:
        if interest.seeker_id not in rows or interest.opening_id not in columns:
            continue
        cell = rows[interest.seeker_id], columns[interest.opening_id]
        answers = (interest.seeker_says, interest.employer_says)
        lift = sum(LIFT.get(answer or "", 0.0) for answer in answers)
        fit[cell] = 0.0 if "no" in answers else fit[cell] + lift * (1 - fit[cell])
    return fit if mask is None else np.where(mask, fit, 0.0)
