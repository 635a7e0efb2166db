"""Text to sparse vectors that can be compared by a dot product."""

from collections.abc import Iterable
from typing import Self

import scipy.sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from jobfair.matching.words import phrases


class TextEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Words and letter groups, weighted by how rare they are.

    Parameters
    ----------
    letter_weight : float
        Weight of letter groups beside whole words, from 0 to 1. They carry misspelt words.

    Attributes
    ----------
    words_, letters_ : TfidfVectorizer
        Fitted on the texts given to `fit`.

    Examples
    --------
    >>> encoder = TextEncoder().fit(["forklift operator", "line cook"])
    >>> near = (encoder.transform(["forklif"]) @ encoder.transform(["forklift operator", "line cook"]).T)
    >>> int(near.toarray().argmax())
    0
    """

    def __init__(self, letter_weight: float = 0.6) -> None:
        self.letter_weight = letter_weight

    def fit(self, texts: Iterable[str], y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn the words and letter groups of some texts, and how rare each is."""
        folded = [_plain(text) for text in texts] or [""]
        folded.append("work")  # so that texts of nothing but marks still leave a word to learn
        self.words_ = TfidfVectorizer(sublinear_tf=True, tokenizer=str.split, token_pattern=None).fit(folded)
        self.letters_ = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 4)).fit(folded)
        return self

    def transform(self, texts: Iterable[str]) -> scipy.sparse.csr_matrix:
        """Return one row of length at most 1 a text: shape (len(texts), features)."""
        folded = [_plain(text) for text in texts]
        if not folded:
            return scipy.sparse.csr_matrix((0, len(self.words_.idf_) + len(self.letters_.idf_)))
        words = self.words_.transform(folded) * (1 - self.letter_weight) ** 0.5
        letters = self.letters_.transform(folded) * self.letter_weight**0.5
        rows: scipy.sparse.csr_matrix = normalize(scipy.sparse.hstack([words, letters], format="csr"))
        return rows


def _plain(text: str) -> str:
    return " ".join(phrases(text))
