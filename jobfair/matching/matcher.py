"""The matcher: openings in, scores and short lists for seekers out; texts go the same way."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

import joblib
import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from jobfair.matching.encoder import ConceptEncoder
from jobfair.matching.label_index import LabelIndex
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.vocabulary import Concept, SkillVocabulary

Floats = npt.NDArray[np.float64]

#: Seekers worked on at a time, which bounds memory to this many rows of scores.
SEEKERS_AT_ONCE = 256

#: A concept that carries less of the likeness than this is not worth naming.
LEAST_SHARED_CONCEPT = 0.03


class Top(NamedTuple):
    """The best openings of each seeker, best first.

    Attributes
    ----------
    openings : ndarray of int, shape (n, k)
        Positions in the fitted openings.
    scores : ndarray of float, shape (n, k)
    """

    openings: npt.NDArray[np.intp]
    scores: Floats


class Matcher(BaseEstimator):  # type: ignore[misc]
    """Score openings for seekers by work, skills and wishes alone.

    Parameters
    ----------
    encoder : ConceptEncoder or None
        Turns texts into vectors; a fresh one when None.
    n_jobs : int or None
        Chunks of `top` worked on at once, through joblib and whatever backend it is set to.

    Attributes
    ----------
    openings_ : tuple of OpeningRecord
        As fitted; columns of scores are in this order.
    vectors_ : sparse matrix, shape (m, features)

    Examples
    --------
    >>> openings = [OpeningRecord(1, 1, "Forklift operator"), OpeningRecord(2, 1, "Line cook")]
    >>> matcher = Matcher().fit(openings)
    >>> person = SeekerRecord(1, work=("drove forklif at the warehouse",))
    >>> matcher.top([person], k=1).openings.tolist()
    [[0]]
    """

    def __init__(self, encoder: ConceptEncoder | None = None, *, n_jobs: int | None = None) -> None:
        self.encoder = encoder
        self.n_jobs = n_jobs

    def fit(self, openings: Sequence[OpeningRecord], y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn the openings that seekers will be scored against."""
        texts = [opening_text(opening) for opening in openings]
        self.encoder_ = (self.encoder or ConceptEncoder()).fit(texts)
        self.openings_ = tuple(openings)
        self.vectors_ = self.encoder_.transform(texts)
        return self

    def score(self, seekers: Sequence[SeekerRecord]) -> Floats:
        """Return how well each opening fits each seeker.

        Parameters
        ----------
        seekers : sequence of SeekerRecord, length n

        Returns
        -------
        ndarray of float, shape (n, m)
            From 0 (nothing shared) to 1; rows follow the seekers, columns the fitted openings.

        Raises
        ------
        sklearn.exceptions.NotFittedError
            Before `fit`.
        """
        check_is_fitted(self)
        product = self._encode(seekers) @ self.vectors_.T
        scores: Floats = np.clip(np.asarray(product.todense(), dtype=float), 0.0, 1.0)
        return scores

    def top(self, seekers: Sequence[SeekerRecord], k: int = 10) -> Top:
        """Return each seeker's k best openings, best first; ties go to the earlier opening.

        Parameters
        ----------
        seekers : sequence of SeekerRecord, length n
        k : int
            At most this many; fewer when there are fewer openings.

        Returns
        -------
        Top
            Positions and scores, both of shape (n, min(k, m)).
        """
        check_is_fitted(self)
        turned = self.vectors_.T.tocsr()
        starts = range(0, len(seekers), SEEKERS_AT_ONCE)
        chunks = joblib.Parallel(n_jobs=self.n_jobs)(
            joblib.delayed(_chunk_top)(self.encoder_, seekers[start : start + SEEKERS_AT_ONCE], turned, k)
            for start in starts
        )
        width = min(k, len(self.openings_))
        none = Top(np.zeros((0, width), dtype=np.intp), np.zeros((0, width)))
        openings, scores = zip(none, *chunks, strict=True)
        return Top(np.concatenate(openings), np.concatenate(scores))

    def for_openings(self, openings: Sequence[OpeningRecord]) -> "Matcher":
        """Return a matcher with the same encoder that knows these openings alone."""
        check_is_fitted(self)
        few = Matcher(self.encoder)
        few.encoder_ = self.encoder_
        few.openings_ = tuple(openings)
        few.vectors_ = self.encoder_.transform([opening_text(opening) for opening in openings])
        return few

    def shared_concepts(self, said: Sequence[str], openings: Sequence[OpeningRecord]) -> list[Concept | None]:
        """Return for each of some words and openings, pair by pair, the concept that joins them most.

        Parameters
        ----------
        said : sequence of str, length p
        openings : sequence of OpeningRecord, length p

        Returns
        -------
        list of Concept or None
            None where no concept carries `LEAST_SHARED_CONCEPT` of the likeness.
        """
        check_is_fitted(self)
        texts = list(dict.fromkeys([*said, *map(opening_text, openings)]))
        rows = {text: row for row, text in enumerate(texts)}
        found = self.encoder_.concepts(texts)
        ours, theirs = [rows[text] for text in said], [rows[opening_text(opening)] for opening in openings]
        concepts: tuple[Concept, ...] = self.encoder_.index_.vocabulary.concepts
        return [
            _largest(found[one].multiply(found[other]).tocsr(), concepts)
            for one, other in zip(ours, theirs, strict=True)
        ]

    def _encode(self, seekers: Sequence[SeekerRecord]) -> scipy.sparse.csr_matrix:
        return self.encoder_.transform([seeker_text(seeker) for seeker in seekers])


def _chunk_top(
    encoder: ConceptEncoder, seekers: Sequence[SeekerRecord], turned: scipy.sparse.csr_matrix, k: int
) -> Top:
    """Return the best of a chunk of seekers: the k largest of each row, then those in order."""
    rows = encoder.transform([seeker_text(seeker) for seeker in seekers]) @ turned
    scores = np.clip(np.asarray(rows.todense(), dtype=float), 0.0, 1.0)
    places = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    if k < scores.shape[1]:
        places = np.sort(np.argpartition(-scores, k, axis=1)[:, :k], axis=1)
    order = np.argsort(-np.take_along_axis(scores, places, axis=1), axis=1, kind="stable")
    places = np.take_along_axis(places, order, axis=1)
    return Top(places, np.take_along_axis(scores, places, axis=1))


def _largest(row: scipy.sparse.csr_matrix, concepts: tuple[Concept, ...]) -> Concept | None:
    if row.nnz == 0 or row.max() < LEAST_SHARED_CONCEPT:
        return None
    return concepts[int(row.indices[row.data.argmax()])]


def seeker_text(seeker: SeekerRecord) -> str:
    """Return all that matching reads of a seeker, as one text."""
    return "; ".join((*seeker.work, *seeker.skills, *seeker.wishes, *seeker.certificates))


def opening_text(opening: OpeningRecord) -> str:
    """Return all that matching reads of an opening, as one text."""
    return "; ".join((opening.title, opening.duties, *opening.skills, *opening.must_have_certificates))


def rank_texts(
    documents: Sequence[Mapping[str, str]],
    queries: Sequence[Mapping[str, str]],
    top: int = 100,
    vocabulary: SkillVocabulary | LabelIndex | None = None,
) -> list[tuple[str, list[str]]]:
    """Rank documents for queries through the code that ranks openings for people.

    Parameters
    ----------
    documents : sequence of mappings with ``id``, ``text`` and perhaps ``title``
    queries : sequence of mappings with ``id`` and ``text``
    top : int
        Documents a query, at most.
    vocabulary : SkillVocabulary or LabelIndex, optional
        Another than the shipped one.

    Returns
    -------
    list of (query id, document ids best first)
        One entry a query, in the order given.

    Examples
    --------
    >>> work = [{"id": "a", "text": "baker"}, {"id": "b", "text": "roofer"}]
    >>> rank_texts(work, [{"id": "q", "text": "bakers"}], top=1)
    [('q', ['a'])]
    """
    openings = [
        OpeningRecord(number, employer_id=0, title=row.get("title", ""), duties=row["text"])
        for number, row in enumerate(documents)
    ]
    seekers = [SeekerRecord(number, work=(row["text"],)) for number, row in enumerate(queries)]
    best = Matcher(ConceptEncoder(vocabulary)).fit(openings).top(seekers, top)
    names = [row["id"] for row in documents]
    return [
        (row["id"], [names[position] for position in positions])
        for row, positions in zip(queries, best.openings, strict=True)
    ]
