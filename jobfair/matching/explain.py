"""Why a pair fits, in the person's own words, and what would help.

The named words are found by leaving them out: what lowers the score most when it is gone is what carried
it. So a reason is faithful by construction, whatever the encoder does inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from jobfair.matching.eligibility import eligibility
from jobfair.matching.matcher import Matcher
from jobfair.matching.reasons import Reason
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.words import phrases

#: Pairs explained together; bounds the memory.
PAIRS_AT_ONCE = 2000
#: Under this score there is nothing in common worth a sentence.
LEAST_SCORE = 0.05

Floats = npt.NDArray[np.float64]

_SAID_FIELDS = ("work", "skills", "wishes", "certificates")


@dataclass(frozen=True)
class Explanation:
    """Why a pair fits and what is missing.

    Attributes
    ----------
    score : float
        The matcher's score of the pair, from 0 to 1.
    reason : Reason
        One sentence; its value ``said``, when there is one, is in the person's own words.
    said : tuple of str
        The person's phrases without which the score is lower; empty when nothing is shared.
    missing : tuple of Reason
        Bars first, then what to ask, then what would help.
    """

    score: float
    reason: Reason
    said: tuple[str, ...]
    missing: tuple[Reason, ...]


def explain(seeker: SeekerRecord, opening: OpeningRecord, matcher: Matcher | None = None) -> Explanation:
    """Say in one sentence why an opening fits a seeker, and what is missing.

    Parameters
    ----------
    seeker : SeekerRecord
    opening : OpeningRecord
    matcher : Matcher, optional
        A fitted matcher whose scores are to be explained; else one that knows this opening alone.

    Returns
    -------
    Explanation

    References
    ----------
    M. Robnik-Sikonja and I. Kononenko, "Explaining Classifications for Individual Instances", IEEE
    TKDE 20 (2008): leave a part out and see what changes.

    Examples
    --------
    >>> found = explain(SeekerRecord(1, work=("ran a forklift",)), OpeningRecord(1, 1, "Forklift driver"))
    >>> found.reason.english()
    'You said “ran a forklift”, and the opening says “Forklift driver”.'
    """
    return explain_pairs([(seeker, opening)], matcher or Matcher().fit([opening]))[0]


def explain_pairs(pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], matcher: Matcher) -> list[Explanation]:
    """Explain many pairs at once: every text is encoded once, in a few large batches.

    Parameters
    ----------
    pairs : sequence of (SeekerRecord, OpeningRecord)
    matcher : Matcher
        A fitted matcher whose scores are to be explained.

    Returns
    -------
    list of Explanation
        As `explain` gives them one by one, in the same order.
    """
    found: dict[int, Explanation] = {}
    by_seeker = sorted(range(len(pairs)), key=lambda number: pairs[number][0].id)
    for start in range(0, len(by_seeker), PAIRS_AT_ONCE):
        numbers = by_seeker[start : start + PAIRS_AT_ONCE]
        chunk = [pairs[number] for number in numbers]
        found.update(zip(numbers, _explain_chunk(chunk, matcher), strict=True))
    return [found[number] for number in range(len(pairs))]


def _explain_chunk(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], matcher: Matcher
) -> list[Explanation]:
    seekers = list(dict.fromkeys(seeker for seeker, _ in pairs))
    openings = list(dict.fromkeys(opening for _, opening in pairs))
    phrases_of = {seeker: said_phrases(seeker) for seeker in seekers}
    left_out = [without(seeker, (phrase,)) for seeker in seekers for phrase in phrases_of[seeker]]
    judge = matcher.for_openings(openings)
    full = judge.score(seekers)
    left = judge.score(left_out)
    first_row = dict(
        zip(seekers, np.cumsum([0, *(len(phrases_of[seeker]) for seeker in seekers)]).tolist(), strict=False)
    )
    rows = {seeker: row for row, seeker in enumerate(seekers)}
    columns = {opening: column for column, opening in enumerate(openings)}
    explanations = []
    for seeker, opening in pairs:
        column, start = columns[opening], first_row[seeker]
        score = float(full[rows[seeker], column])
        without_each = left[start : start + len(phrases_of[seeker]), column]
        explanations.append(_explanation(seeker, opening, score, without_each, matcher))
    return explanations


def _explanation(
    seeker: SeekerRecord, opening: OpeningRecord, score: float, without_each: Floats, matcher: Matcher
) -> Explanation:
    """Put one pair into words; `without_each` are its scores with each said phrase left out."""
    pair = eligibility([seeker], [opening])
    missing = pair.reasons(0, 0) + pair.asks(0, 0)
    if score < LEAST_SCORE:
        return Explanation(score, Reason("matching.fits_unknown", {"opening": opening.title}), (), missing)
    best = int(without_each.argmin())
    if without_each[best] < score:
        said: tuple[str, ...] = (said_phrases(seeker)[best],)
    else:
        said = carrying_phrases(seeker, matcher.for_openings([opening]))
    words = {"said": ", ".join(said), "opening": opening.title}
    return Explanation(score, Reason("matching.fits_same_words", words), said, missing)


def carrying_phrases(seeker: SeekerRecord, judge: Matcher) -> tuple[str, ...]:
    """Return the fewest of the person's phrases, found greedily, without which the score is lower."""
    everything = said_phrases(seeker)
    full = float(judge.score([seeker])[0, 0])
    named: list[str] = []
    while True:
        rest = [phrase for phrase in everything if phrase not in named]
        left = [without(seeker, (*named, phrase)) for phrase in rest]
        scores = judge.score(left)[:, 0]
        best = int(scores.argmin())
        named.append(rest[best])
        if scores[best] < full:
            return tuple(named)


def said_phrases(seeker: SeekerRecord) -> list[str]:
    """Return every phrase the person gave, once each, in their order."""
    said = [text for name in _SAID_FIELDS for text in getattr(seeker, name)]
    return list(dict.fromkeys(phrase for text in said for phrase in phrases(text)))


def without(seeker: SeekerRecord, gone: Sequence[str]) -> SeekerRecord:
    """Return the same person not having said some phrases."""
    kept: dict[str, Any] = {
        name: tuple(
            phrase for text in getattr(seeker, name) for phrase in phrases(text) if phrase not in gone
        )
        for name in _SAID_FIELDS
    }
    return replace(seeker, **kept)
