"""Why a pair fits, in the person's own words, and what would help.

The named words are found by leaving them out: what lowers the score most when it is gone is what carried
it. So a reason is faithful by construction, whatever the encoder does inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from jobfair.matching.eligibility import eligibility
from jobfair.matching.matcher import Matcher
from jobfair.matching.reasons import Reason
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.words import phrases

#: Under this score there is nothing in common worth a sentence.
LEAST_SCORE = 0.05

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
    judge = (matcher or Matcher().fit([opening])).for_opening(opening)
    score = float(judge.score([seeker])[0, 0])
    pair = eligibility([seeker], [opening])
    missing = pair.reasons(0, 0) + pair.asks(0, 0)
    if score < LEAST_SCORE:
        return Explanation(score, Reason("matching.fits_unknown", {"opening": opening.title}), (), missing)
    said = carrying_phrases(seeker, judge)
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
