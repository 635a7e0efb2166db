"""How well the people of a fair fit its openings.

What was computed is kept under all that it was computed from, so nothing goes stale: any change to a person,
an opening, a setting or a word is another key.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import numpy.typing as npt
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobfair.db import instance_of
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries.employers import openings_at_fair
from jobfair.matching import (
    BusHours,
    ConceptEncoder,
    Eligibility,
    Explanation,
    InterestRecord,
    LabelIndex,
    Matcher,
    OpeningRecord,
    SeekerRecord,
    SkillVocabulary,
    eligibility,
    fits_by_words,
    with_interest,
)
from jobfair.matching import (
    explain_pairs as explain_all,
)
from jobfair.matching.explain import LEAST_SCORE
from jobfair.matching.records import Answer
from jobfair.seekers.models import Seeker
from jobfair.suggestions.keeping import Kept
from jobfair.suggestions.models import Interest
from jobfair.suggestions.queries.quoting import in_own_words
from jobfair.suggestions.queries.records import SEEKER_COLUMNS, opening_record, seeker_record
from jobfair.suggestions.queries.settings import bus_hours, matching_settings, words_of_fair
from jobfair.suggestions.word_index import word_index

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]

#: Fairs kept in a process: a matcher that knows the openings, and everybody judged against them.
FITTED_FAIRS = 8

#: Openings of which it is kept how many people fit by their words.
COUNTED_OPENINGS = 256

#: Pages whose reasons are kept in a process, and how many reasons a page may have; a plan has more.
EXPLAINED_PAGES = 256
PAIRS_OF_A_PAGE = 100

#: seeker id, opening id -> answer by side
Answers = dict[tuple[int, int], dict[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class FairFit:
    """Everybody asked for (n rows) against every open opening of the fair (m columns).

    `fit` is 0 where something speaks against a pair or somebody said no, else from 0.01 to 1.
    """

    seekers: tuple[SeekerRecord, ...]
    openings: tuple[OpeningRecord, ...]
    eligibility: Eligibility
    matcher: Matcher
    scores: Floats
    answers: Answers

    def fit(self, sides: tuple[str, ...] = ("seeker", "employer")) -> Floats:
        """Scores with the answers of some sides weighed in: shape (n, m)."""
        interests = [
            InterestRecord(
                seeker_id,
                opening_id,
                seeker_says=_says(said, "seeker", sides),
                employer_says=_says(said, "employer", sides),
            )
            for (seeker_id, opening_id), said in self.answers.items()
        ]
        return with_interest(self.scores, self.seekers, self.openings, interests, mask=self.eligibility.mask)

    def says(self, row: int, column: int, side: str) -> str | None:
        """ "yes", "maybe", "no", or None where that side said nothing about a pair."""
        return self.answers.get((self.seekers[row].id, self.openings[column].id), {}).get(side)

    def bars_of(self, row: int) -> dict[str, int]:
        """Message keys of what stands in one person's way, with how many openings each; most first."""
        found = Counter(
            reason.key
            for column in range(len(self.openings))
            for reason in self.eligibility.reasons(row, column)
        )
        return dict(found.most_common())


@dataclass(frozen=True, slots=True, eq=False)
class EmployerFit:
    """The fair-wide fit that a plan is made from: people (n) by employers (e).

    `fit[i, k]` is the best fit of person i among the open openings of employer k, and `opening_ids[i, k]`
    remembers which one; 0 and 0 where the two must not be planned.
    """

    seeker_ids: tuple[int, ...]
    employer_ids: tuple[int, ...]
    fit: Floats
    opening_ids: Ids
    #: (seeker id, employer id) where somebody said no and nothing else is left
    refused: frozenset[tuple[int, int]]
    by_opening: FairFit


def fair_fit(session: Session, fair_id: int, seeker_id: int | None = None) -> FairFit:
    """Scores of one person or of all at the fair (by id) against its open openings (by employer and id)."""
    seekers = _seekers(session, fair_id, seeker_id)
    openings = tuple(opening_record(opening) for opening in openings_at_fair(session, fair_id))
    words = words_of_fair(session, fair_id)
    matcher = _fitted(word_index(instance_of(session)), words, openings)
    buses = bus_hours(matching_settings(session, fair_id))
    judge = _judged if seeker_id is None else _judged.work  # one person would crowd out a fair
    possible, scores = judge(matcher, seekers, openings, buses)
    answers = answers_at_fair(session, fair_id, seeker_id)
    return FairFit(seekers, openings, possible, matcher, scores, answers)


def _seekers(session: Session, fair_id: int, seeker_id: int | None) -> tuple[SeekerRecord, ...]:
    """What matching may know of the people at a fair, by id; only the columns it may know are read.

    Who has not agreed, or agrees no longer, is left out here: nobody suggests, plans or publishes them.
    """
    people = select(*SEEKER_COLUMNS).join(SeekerAttendance, SeekerAttendance.seeker_id == Seeker.id)
    people = people.where(SeekerAttendance.fair_id == fair_id, Seeker.has_agreed)
    people = people.order_by(Seeker.id)
    if seeker_id is not None:
        people = people.where(Seeker.id == seeker_id)
    return tuple(seeker_record(row) for row in session.execute(people))


def _fit(
    index: SkillVocabulary | LabelIndex,
    words: tuple[tuple[str, str], ...],
    openings: tuple[OpeningRecord, ...],
) -> Matcher:
    return Matcher(ConceptEncoder(index, own_words=words)).fit(openings)


def _judge(
    matcher: Matcher,
    seekers: tuple[SeekerRecord, ...],
    openings: tuple[OpeningRecord, ...],
    buses: BusHours,
) -> tuple[Eligibility, Floats]:
    return eligibility(seekers, openings, buses=buses), matcher.score(seekers)


_fitted = Kept(_fit, most=FITTED_FAIRS)
_judged = Kept(_judge, most=FITTED_FAIRS)


def fit_matrix(session: Session, fair_id: int) -> EmployerFit:
    """Everybody at the fair (by id) against every employer with an open opening (by id)."""
    table = fair_fit(session, fair_id)
    fit = table.fit()
    owners = np.array([opening.employer_id for opening in table.openings], dtype=np.int64)
    opening_ids = np.array([opening.id for opening in table.openings], dtype=np.int64)
    employer_ids = tuple(sorted(set(owners.tolist())))
    best = np.zeros((len(table.seekers), len(employer_ids)))
    chosen = np.zeros(best.shape, dtype=np.int64)
    for k, employer_id in enumerate(employer_ids):
        columns = np.flatnonzero(owners == employer_id)
        top = columns[fit[:, columns].argmax(axis=1)]
        best[:, k] = fit[np.arange(len(top)), top]
        chosen[:, k] = np.where(best[:, k] > 0, opening_ids[top], 0)
    seeker_ids = tuple(seeker.id for seeker in table.seekers)
    refused = _refused(table, seeker_ids, employer_ids, best)
    return EmployerFit(seeker_ids, employer_ids, best, chosen, refused, table)


def explain_pairs(
    table: FairFit, pairs: Sequence[tuple[int, int]], *, with_wishes: bool = False
) -> list[Explanation]:
    """Why each pair (seeker id, opening id) of the table fits and what to ask, in the same order.

    The work somebody wishes for is quoted only when asked for: employers, who read the reasons of interviews
    and candidates, never see it.
    """
    seekers = {one.id: one if with_wishes else replace(one, wishes=()) for one in table.seekers}
    openings = {opening.id: opening for opening in table.openings}
    wanted = tuple((seekers[seeker_id], openings[opening_id]) for seeker_id, opening_id in pairs)
    explained = _explained if len(wanted) <= PAIRS_OF_A_PAGE else _explained.work
    return explained(table.matcher, wanted, table.eligibility.buses)


def _explain(
    matcher: Matcher, pairs: tuple[tuple[SeekerRecord, OpeningRecord], ...], buses: BusHours
) -> list[Explanation]:
    seekers = list(dict.fromkeys(seeker for seeker, _ in pairs))
    openings = list(dict.fromkeys(opening for _, opening in pairs))
    found = explain_all(pairs, matcher, eligibility(seekers, openings, buses=buses))
    return [
        in_own_words(one, seeker, matcher.encoder_) for one, (seeker, _) in zip(found, pairs, strict=True)
    ]


_explained = Kept(_explain, most=EXPLAINED_PAGES)


def people_by_words(table: FairFit, rows: Sequence[int], column: int) -> int:
    """How many of these people an opening fits by what employers read of them, not by hours alone."""
    near = tuple(
        replace(table.seekers[row], wishes=())
        for row in sorted(rows)
        if table.scores[row, column] >= LEAST_SCORE
    )
    return _counted(table.matcher, near, table.openings[column]) if near else 0


def _count(matcher: Matcher, seekers: tuple[SeekerRecord, ...], opening: OpeningRecord) -> int:
    return sum(fits_by_words([(seeker, opening) for seeker in seekers], matcher))


_counted = Kept(_count, most=COUNTED_OPENINGS)


def answers_at_fair(session: Session, fair_id: int, seeker_id: int | None = None) -> Answers:
    """What people said at a fair, about one person or about all, by pair and side."""
    columns = Interest.seeker_id, Interest.opening_id, Interest.side, Interest.answer
    found = select(*columns).where(Interest.fair_id == fair_id)
    if seeker_id is not None:
        found = found.where(Interest.seeker_id == seeker_id)
    answers: Answers = {}
    for row in session.execute(found):
        answers.setdefault((row.seeker_id, row.opening_id), {})[row.side] = row.answer
    return answers


def _says(said: dict[str, str], side: str, sides: tuple[str, ...]) -> Answer | None:
    return cast("Answer | None", said.get(side)) if side in sides else None


def _refused(
    table: FairFit, seeker_ids: tuple[int, ...], employer_ids: tuple[int, ...], best: Floats
) -> frozenset[tuple[int, int]]:
    rows = {seeker_id: row for row, seeker_id in enumerate(seeker_ids)}
    columns = {employer_id: column for column, employer_id in enumerate(employer_ids)}
    owner = {opening.id: opening.employer_id for opening in table.openings}
    said_no = {pair for pair, said in table.answers.items() if "no" in said.values()}
    pairs = {(s, owner[o]) for s, o in said_no if s in rows and o in owner}
    return frozenset((s, e) for s, e in pairs if best[rows[s], columns[e]] == 0)


def impossible_pairs(
    session: Session, fair_id: int, pairs: set[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Of these pairs (seeker id, opening id) those that may not meet: gone, closed, barred, refused."""
    wanted = {seeker_id for seeker_id, _ in pairs}
    seekers = [seeker for seeker in _seekers(session, fair_id, None) if seeker.id in wanted]
    openings = [opening_record(opening) for opening in openings_at_fair(session, fair_id)]
    buses = bus_hours(matching_settings(session, fair_id))
    mask = eligibility(seekers, openings, buses=buses).mask
    rows = {seeker.id: row for row, seeker in enumerate(seekers)}
    columns = {opening.id: column for column, opening in enumerate(openings)}
    answers = answers_at_fair(session, fair_id)
    return frozenset(
        (seeker_id, opening_id)
        for seeker_id, opening_id in pairs
        if seeker_id not in rows
        or opening_id not in columns
        or not mask[rows[seeker_id], columns[opening_id]]
        or "no" in answers.get((seeker_id, opening_id), {}).values()
    )
