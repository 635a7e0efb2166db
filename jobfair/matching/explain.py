"""Why a pair fits, in the person's own words, and what would help.

The named words are found by leaving them out: what lowers the score most when it is gone is what carried
it. So a reason is faithful by construction, whatever the encoder does inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jobfair.matching.certificates import certificate_key
from jobfair.matching.eligibility import Eligibility, eligibility
from jobfair.matching.links import links
from jobfair.matching.matcher import Matcher
from jobfair.matching.reasons import Reason
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.stems import content_words
from jobfair.matching.words import phrases

#: Pairs explained together; bounds the memory.
PAIRS_AT_ONCE = 2000

#: Under this score there is nothing in common worth a sentence.
LEAST_SCORE = 0.05

#: Words of a phrase that are quoted at once, and phrases of a person that are left out in turn; whoever wrote
#: more is quoted in runs of words, of those that come nearest to the openings.
QUOTED_WORDS = 12
PHRASES_TRIED = 24

#: A card or skill that lifts the score by less is not worth a sentence.
LEAST_GAIN = 0.05

#: A skill this like somebody's words, in kinds of work, is one they have.
HAD_LIKENESS = 0.25

_SAID_FIELDS = ("work", "skills", "wishes", "certificates")


@dataclass(frozen=True)
class Explanation:
    """Why a pair fits and what is missing.

    Attributes
    ----------
    score : float
        The matcher's score of the pair, from 0 to 1.
    reason : Reason
        One sentence; its value ``said``, when there is one, is in the person's own words, as typed.
    said : tuple of str
        The person's folded phrases without which the score is lower; empty where no link can be shown.
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


def explain_pairs(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]],
    matcher: Matcher,
    possible: Eligibility | None = None,
) -> list[Explanation]:
    """Explain many pairs at once: every text is encoded once, in a few large batches.

    Parameters
    ----------
    pairs : sequence of (SeekerRecord, OpeningRecord)
    matcher : Matcher
        A fitted matcher whose scores are to be explained.
    possible : Eligibility, optional
        Of all these people and openings, as the caller judged them: with the buses of the area, for one.

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
        found.update(zip(numbers, _explain_chunk(chunk, matcher, possible), strict=True))
    return [found[number] for number in range(len(pairs))]


def fits_by_words(pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], matcher: Matcher) -> list[bool]:
    """Say for each pair whether the person's own words show that the opening fits.

    This is what "fits" means wherever people are counted: the same link that `explain` names, at a part of
    its cost. Who is only not barred could do the hours, and no more is known.

    Parameters
    ----------
    pairs : sequence of (SeekerRecord, OpeningRecord)
    matcher : Matcher
        A fitted matcher.

    Returns
    -------
    list of bool
        In the same order.

    Examples
    --------
    >>> driver, cook = SeekerRecord(1, work=("forklift",)), SeekerRecord(2, work=("cook",))
    >>> opening = OpeningRecord(1, 1, "Forklift driver")
    >>> fits_by_words([(driver, opening), (cook, opening)], Matcher().fit([opening]))
    [True, False]
    """
    judge = matcher.for_openings(list(dict.fromkeys(opening for _, opening in pairs)))
    _, said = _carried(pairs, judge)
    return [link is not None for link in links(pairs, said, judge.encoder_)]


def _explain_chunk(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], matcher: Matcher, possible: Eligibility | None
) -> list[Explanation]:
    judge = matcher.for_openings(list(dict.fromkeys(opening for _, opening in pairs)))
    scores, said = _carried(pairs, judge)
    helpful = would_help(pairs, judge)
    found = links(pairs, said, judge.encoder_)
    limits = _limits(pairs, possible)
    return [
        Explanation(score, link or _no_link(*pair), words if link else (), limit + help_)
        for pair, score, words, link, limit, help_ in zip(
            pairs, scores, said, found, limits, helpful, strict=True
        )
    ]


def _limits(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], possible: Eligibility | None
) -> list[tuple[Reason, ...]]:
    """Return what bars each pair, and what is to be asked."""
    if possible is None:
        seekers, openings = (dict.fromkeys(side) for side in zip(*pairs, strict=True))
        possible = eligibility(list(seekers), list(openings))
    rows = {seeker: row for row, seeker in enumerate(possible.seekers)}
    columns = {opening: column for column, opening in enumerate(possible.openings)}
    cells = [(rows[seeker], columns[opening]) for seeker, opening in pairs]
    return [possible.reasons(*cell) + possible.asks(*cell) for cell in cells]


def _carried(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], judge: Matcher
) -> tuple[list[float], list[tuple[str, ...]]]:
    """Return each pair's score and the phrases that carried it, none where there is too little to name."""
    seekers = list(dict.fromkeys(seeker for seeker, _ in pairs))
    phrases_of = {seeker: _nearest_phrases(seeker, judge) for seeker in seekers}
    full = judge.score(seekers)
    left = judge.score([without(seeker, (phrase,)) for seeker in seekers for phrase in phrases_of[seeker]])
    ends = np.cumsum([len(phrases_of[seeker]) for seeker in seekers]).tolist()
    rows = {seeker: row for row, seeker in enumerate(seekers)}
    columns = {opening: column for column, opening in enumerate(judge.openings_)}
    scores: list[float] = []
    said: list[tuple[str, ...]] = []
    for seeker, opening in pairs:
        row, column = rows[seeker], columns[opening]
        score = float(full[row, column])
        without_each = left[ends[row] - len(phrases_of[seeker]) : ends[row], column]
        scores.append(score)
        if score < LEAST_SCORE:
            said.append(())
        elif without_each.min() < score:
            said.append((phrases_of[seeker][int(without_each.argmin())],))
        else:
            said.append(carrying_phrases(seeker, judge.for_openings([opening])))
    return scores, said


def _no_link(seeker: SeekerRecord, opening: OpeningRecord) -> Reason:
    """Say that the words show nothing, or that there are none."""
    key = "unknown" if any(map(content_words, said_phrases(seeker))) else "nothing_said"
    return Reason(f"matching.fits_{key}", {"opening": opening.title})


def would_help(
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]], judge: Matcher
) -> list[tuple[Reason, ...]]:
    """Say which cards and skills the openings name would lift the scores, and by how much.

    A skill whose meaning somebody's words come near to is one they have, by whatever name.

    Parameters
    ----------
    pairs : sequence of (SeekerRecord, OpeningRecord)
    judge : Matcher
        A fitted matcher that knows these openings.

    Returns
    -------
    list of tuple of Reason
        For each pair those that lift its score by `LEAST_GAIN` or more, in the opening's order.
    """
    columns = {opening: column for column, opening in enumerate(judge.openings_)}
    wanted = [(place, kind, name) for place, pair in enumerate(pairs) for kind, name in _lacking(*pair)]
    wanted = _not_had(wanted, pairs, judge)
    before = judge.score([pairs[place][0] for place, _, _ in wanted])
    after = judge.score([_with(pairs[place][0], kind, name) for place, kind, name in wanted])
    found: list[tuple[Reason, ...]] = [()] * len(pairs)
    for row, (place, kind, name) in enumerate(wanted):
        column = columns[pairs[place][1]]
        gain = round(float(after[row, column] - before[row, column]), 2)
        if gain >= LEAST_GAIN:
            found[place] += (Reason(f"matching.would_help_{kind}", {kind: name, "gain": gain}),)
    return found


def _lacking(seeker: SeekerRecord, opening: OpeningRecord) -> list[tuple[str, str]]:
    """Return the cards and skills the opening names and the seeker did not, each with its kind."""
    held = set(map(certificate_key, seeker.certificates))
    said = set(said_phrases(seeker))
    cards = [card for card in opening.must_have_certificates if certificate_key(card) not in held]
    skills = [skill for skill in opening.skills if not said.issuperset(phrases(skill))]
    return [("certificate", card) for card in cards] + [("skill", skill) for skill in skills]


def _not_had(
    wanted: list[tuple[int, str, str]],
    pairs: Sequence[tuple[SeekerRecord, OpeningRecord]],
    judge: Matcher,
) -> list[tuple[int, str, str]]:
    """Leave out the skills that a person has under another name."""
    said = {pair[0]: said_phrases(pair[0]) for pair in pairs}
    texts = dict.fromkeys(phrase for phrases_of in said.values() for phrase in phrases_of)
    skills = dict.fromkeys(name for _, kind, name in wanted if kind == "skill")
    if not texts or not skills:
        return wanted
    rows, columns = ({text: place for place, text in enumerate(side)} for side in (texts, skills))
    encoder = judge.encoder_
    likeness = np.asarray((encoder.concepts(list(texts)) @ encoder.concepts(list(skills)).T).todense())
    return [
        (place, kind, name)
        for place, kind, name in wanted
        if kind != "skill"
        or likeness[[rows[phrase] for phrase in said[pairs[place][0]]], columns[name]].max(initial=0.0)
        < HAD_LIKENESS
    ]


def _with(seeker: SeekerRecord, kind: str, name: str) -> SeekerRecord:
    if kind == "certificate":
        return replace(seeker, certificates=(*seeker.certificates, name))
    return replace(seeker, skills=(*seeker.skills, name))


def carrying_phrases(seeker: SeekerRecord, judge: Matcher) -> tuple[str, ...]:
    """Return the fewest of the person's phrases, found greedily, without which the score is lower.

    Empty where no few of them carry it alone.
    """
    rest = _nearest_phrases(seeker, judge)
    full = float(judge.score([seeker])[0, 0])
    named: list[str] = []
    while rest:
        scores = judge.score([without(seeker, (*named, phrase)) for phrase in rest])[:, 0]
        best = int(scores.argmin())
        named.append(rest.pop(best))
        if scores[best] < full:
            return tuple(named)
    return ()


def _nearest_phrases(seeker: SeekerRecord, judge: Matcher) -> list[str]:
    """Return at most `PHRASES_TRIED` phrases: those that come nearest to any of the openings."""
    said = said_phrases(seeker)
    if len(said) <= PHRASES_TRIED:
        return said
    nearness = judge.score([SeekerRecord(0, work=(phrase,)) for phrase in said]).max(axis=1)
    return [said[place] for place in np.argsort(-nearness, kind="stable")[:PHRASES_TRIED]]


def said_phrases(seeker: SeekerRecord) -> list[str]:
    """Return every phrase the person gave, once each, in their order; long ones in runs of `QUOTED_WORDS`."""
    said = [text for name in _SAID_FIELDS for text in getattr(seeker, name)]
    return list(dict.fromkeys(run for text in said for phrase in phrases(text) for run in _runs(phrase)))


def _runs(phrase: str) -> list[str]:
    words = phrase.split()
    return [" ".join(words[start : start + QUOTED_WORDS]) for start in range(0, len(words), QUOTED_WORDS)]


def without(seeker: SeekerRecord, gone: Sequence[str]) -> SeekerRecord:
    """Return the same person not having said some phrases."""
    kept: dict[str, Any] = {
        name: tuple(
            " ".join(run for run in _runs(phrase) if run not in gone)
            for text in getattr(seeker, name)
            for phrase in phrases(text)
        )
        for name in _SAID_FIELDS
    }
    return replace(seeker, **kept)
