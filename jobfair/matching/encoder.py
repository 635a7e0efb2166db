"""Text to sparse vectors in a space of concepts, words and letter groups.

A text is cut into phrases. Each phrase, and the whole text, goes to its nearest labels of the vocabulary;
their closeness, sharpened, is shared among the concepts that own the labels. Words that occur in a
concept's labels and tasks add to it. How near the nearest labels are says how far the concepts can be
trusted, and scales them. Beside the concepts a vector holds the text's own words (with the
meanings they share over both languages) and letter groups, for what the vocabulary does not know.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from jobfair.matching.label_index import (
    LabelIndex,
    column_counts,
    label_features,
    label_index,
    letter_features,
    rarity,
    weighed,
)
from jobfair.matching.nearest_labels import nearest_labels
from jobfair.matching.sparse_rows import Rows, keep_largest, powered, unit_rows
from jobfair.matching.spelling import Speller
from jobfair.matching.stems import content_words
from jobfair.matching.vocabulary import SkillVocabulary, shipped_vocabulary
from jobfair.matching.words import folded_text, phrases

Floats = npt.NDArray[np.float64]

#: What closeness is raised to, so that the nearest counts for more than many far ones.
LABEL_SHARPNESS, WORD_SHARPNESS = 6, 2.5

#: Concepts a text's words are compared with.
NEAREST_CONCEPTS = 240

#: Weights of the three ways from a text to concepts, each of length 1.
PHRASE_WEIGHT, WHOLE_WEIGHT, CONCEPT_WORD_WEIGHT = 0.5, 0.5, 1.3

#: Concepts kept a text.
CONCEPTS_KEPT = 60

#: What the closeness of the nearest labels is raised to, to say how far the concepts can be trusted.
SURENESS_SHARPNESS = 1.5


class ConceptEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Encode texts as sparse vectors whose dot product is their likeness, from 0 to 1.

    Parameters
    ----------
    vocabulary : SkillVocabulary, LabelIndex or None
        The shipped one when None; a `LabelIndex` that was kept spares working it out.
    concept_weight, word_weight, letter_weight : float
        Share of each kind of feature in the likeness.
    own_words : tuple of (str, str)
        Words of a place, each with its meaning: where a text says the first, it is read as saying both.

    Attributes
    ----------
    index_ : LabelIndex
    speller_ : Speller
    word_idf_ : ndarray of float, shape (word columns,)
    n_concepts_ : int

    Examples
    --------
    >>> encoder = ConceptEncoder().fit(["forklift operator", "line cook"])
    >>> openings = encoder.transform(["forklift operator", "line cook"])
    >>> int((encoder.transform(["montacarguista"]) @ openings.T).toarray().argmax())
    0
    """

    def __init__(
        self,
        vocabulary: SkillVocabulary | LabelIndex | None = None,
        *,
        concept_weight: float = 1.0,
        word_weight: float = 0.05,
        letter_weight: float = 0.15,
        own_words: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.vocabulary = vocabulary
        self.concept_weight = concept_weight
        self.word_weight = word_weight
        self.letter_weight = letter_weight
        self.own_words = own_words

    def fit(self, texts: Iterable[str], y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn the words of the texts that will be ranked: how they are spelt and how rare they are."""
        vocabulary = shipped_vocabulary() if self.vocabulary is None else self.vocabulary
        self.index_: LabelIndex = (
            vocabulary if isinstance(vocabulary, LabelIndex) else label_index(vocabulary)
        )
        self.own_words_ = [(folded_text(label), folded_text(meaning)) for label, meaning in self.own_words]
        folded = [" ".join(self._cut(text)) for text in texts]
        counts = Counter(word for text in folded for word in content_words(text))
        often = (
            1 if len(folded) < 500 else 3
        )  # in a large heap of texts a word met once is often a misspelling
        known = self.index_.known + Counter({word: n for word, n in counts.items() if n >= often})
        self.speller_ = Speller(known)
        seen = self.index_.word_counts + column_counts(self.index_.word_features(folded, {}))
        self.word_idf_ = rarity(seen, self.index_.kinds_of_work + len(folded))
        self.n_concepts_ = len(self.index_.vocabulary.concepts)
        return self

    def transform(self, texts: Sequence[str]) -> Rows:
        """Return a row of length 1 for each text that says anything, and an empty row for the rest.

        Parameters
        ----------
        texts : sequence of str, length n

        Returns
        -------
        sparse matrix, shape (n, concepts + word columns + letter columns)

        Raises
        ------
        sklearn.exceptions.NotFittedError
            Before `fit`.
        """
        check_is_fitted(self)
        cut = [self._cut(text) for text in texts]
        folded = [" ".join(parts) for parts in cut]
        repairs = self.speller_.repairs([word for text in folded for word in content_words(text)])
        # by the alphabet, so that a text's phrases are added up in one order whatever texts are beside it
        said = sorted({phrase for parts in (*cut, folded) for phrase in parts})
        places = {phrase: place for place, phrase in enumerate(said)}
        words = weighed(self.index_.word_features(said, repairs), self.word_idf_)
        letters = weighed(letter_features(said), self.index_.letter_idf)
        phrases_of = [[places[phrase] for phrase in parts] for parts in cut]
        whole = [places[text] for text in folded]
        parts = [
            self._concepts(phrases_of, whole, words, letters) * self.concept_weight**0.5,
            words[whole] * self.word_weight**0.5,
            letters[whole] * self.letter_weight**0.5,
        ]
        return unit_rows(scipy.sparse.hstack(parts, format="csr"))

    def concepts(self, texts: Sequence[str]) -> Rows:
        """Return only the concepts of each text, as `transform` weighs them: shape (n, concepts)."""
        found: Rows = self.transform(texts)[:, : self.n_concepts_]
        return found

    def __sklearn_tags__(self) -> Any:
        """Say that this estimator reads texts, one a row."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags

    def _cut(self, text: str) -> list[str]:
        """Return the folded phrases of a text that say something, and what those of the place mean."""
        said = [phrase for phrase in phrases(text) if content_words(phrase)]
        meant = (
            meaning
            for label, meaning in self.own_words_
            if any(f" {label} " in f" {phrase} " for phrase in said)
        )
        return [*said, *meant]

    def _concepts(self, phrases_of: list[list[int]], whole: list[int], words: Rows, letters: Rows) -> Rows:
        """Return the concepts of texts: shape (texts, concepts).

        `words` and `letters` have a row for each phrase and each whole text; `phrases_of` and `whole` say
        which rows a text has.
        """
        near, closeness = self._near_concepts(words, letters)
        rows = [row for row, places in enumerate(phrases_of) for _ in places]
        columns = [place for places in phrases_of for place in places]
        said = scipy.sparse.csr_matrix(
            (np.ones(len(rows)), (rows, columns)), shape=(len(whole), words.shape[0])
        )
        by_phrase = unit_rows(said) @ near
        by_whole = near[whole]
        by_word = words[whole] @ self.index_.concept_table
        by_word = powered(keep_largest(by_word, NEAREST_CONCEPTS), WORD_SHARPNESS)
        mixed = (
            unit_rows(by_phrase) * PHRASE_WEIGHT
            + unit_rows(by_whole) * WHOLE_WEIGHT
            + unit_rows(by_word) * CONCEPT_WORD_WEIGHT
        )
        with_kin = keep_largest(mixed, CONCEPTS_KEPT) @ self.index_.kin
        concepts = unit_rows(keep_largest(with_kin, CONCEPTS_KEPT))
        sure = np.array([closeness[places].mean() if places else 0.0 for places in phrases_of])
        concepts.data *= np.repeat(sure**SURENESS_SHARPNESS, np.diff(concepts.indptr))
        return concepts

    def _near_concepts(self, words: Rows, letters: Rows) -> tuple[Rows, Floats]:
        """Return the concepts of the labels nearest to each phrase, and how near the nearest label is.

        Shapes (phrases, concepts) and (phrases,).
        """
        features = label_features(letters, words)
        # in double precision: powers of singles are rounded by their place, that is, by the texts beside them
        near = nearest_labels(features, self.index_.label_rows, self.index_.label_table).astype(np.float64)
        concepts: Rows = powered(near, LABEL_SHARPNESS) @ self.index_.owners
        return concepts, near.max(axis=1).toarray().ravel()
