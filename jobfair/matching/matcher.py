"""The matcher: openings in, scores and short lists for seekers out; texts go the same way."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import joblib
import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from jobfair.matching.encoder import ConceptEncoder
from jobfair.matching.kept_rows import KeptRows
from jobfair.matching.label_index import LabelIndex
from jobfair.matching.nearest import Top, largest_products
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.sparse_rows import Rows
from jobfair.matching.vocabulary import SkillVocabulary

Floats = npt.NDArray[np.float64]

#: Texts encoded at a time: one piece of work for joblib.
TEXTS_AT_ONCE = 1024


class Matcher(BaseEstimator):  # type: ignore[misc]
    """Score openings for seekers by work, skills and wishes alone.

    Parameters
    ----------
    encoder : ConceptEncoder or None
        Turns texts into vectors; a fresh one when None.
    n_jobs : int or None
        Chunks worked on at once, through joblib and whatever backend it is set to.
    kept_rows : int
        Rows of texts kept, at most, so that only people who changed are encoded again.

    Attributes
    ----------
    encoder_ : ConceptEncoder
        Fitted to the openings.
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

    def __init__(
        self,
        encoder: ConceptEncoder | None = None,
        *,
        n_jobs: int | None = None,
        kept_rows: int = 20_000,
    ) -> None:
        self.encoder = encoder
        self.n_jobs = n_jobs
        self.kept_rows = kept_rows

    def fit(self, openings: Sequence[OpeningRecord], y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn the openings that seekers will be scored against.

        How rare and how spelt words are is learnt from the openings, so rows kept before are given up.
        """
        texts = [opening_text(opening) for opening in openings]
        self.encoder_ = (self.encoder or ConceptEncoder()).fit(texts)
        self.openings_ = tuple(openings)
        self._kept = KeptRows(self.kept_rows)
        self.vectors_ = self._encode(texts)
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
        product = self._seeker_rows(seekers) @ self.vectors_.T
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
        return largest_products(self._seeker_rows(seekers), self.vectors_, k, n_jobs=self.n_jobs)

    def for_openings(self, openings: Sequence[OpeningRecord]) -> "Matcher":
        """Return a matcher with the same encoder that knows these openings alone."""
        check_is_fitted(self)
        few = Matcher(self.encoder, n_jobs=self.n_jobs, kept_rows=self.kept_rows)
        few.encoder_, few._kept = self.encoder_, self._kept
        few.openings_ = tuple(openings)
        few.vectors_ = self._rows([opening_text(opening) for opening in openings])
        return few

    def __sklearn_tags__(self) -> Any:
        """Say that this estimator reads records and no table of numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        return tags

    def _seeker_rows(self, seekers: Sequence[SeekerRecord]) -> Rows:
        return self._rows([seeker_text(seeker) for seeker in seekers])

    def _rows(self, texts: Sequence[str]) -> Rows:
        return self._kept.rows(texts, self._encode)

    def _encode(self, texts: Sequence[str]) -> Rows:
        """Encode texts in chunks, which is work for joblib where there is more than one."""
        if len(texts) <= TEXTS_AT_ONCE:
            return self.encoder_.transform(texts)
        encoder = _Carried(self.encoder_)
        chunks = joblib.Parallel(n_jobs=self.n_jobs)(
            joblib.delayed(_encode_chunk)(encoder, texts[start : start + TEXTS_AT_ONCE])
            for start in range(0, len(texts), TEXTS_AT_ONCE)
        )
        rows: Rows = scipy.sparse.vstack(chunks, format="csr")
        return rows


class _Carried:
    """An encoder on its way to workers, as heavy as its largest tables: Dask sends heavy things once."""

    def __init__(self, encoder: ConceptEncoder) -> None:
        self.encoder = encoder

    def __sizeof__(self) -> int:
        index = self.encoder.index_
        return int(index.label_table.data.nbytes + index.label_rows.data.nbytes)


def _encode_chunk(carried: _Carried, texts: Sequence[str]) -> Rows:
    return carried.encoder.transform(texts)


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
