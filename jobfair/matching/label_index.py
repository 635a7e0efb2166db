"""Everything about a vocabulary that texts are compared with, worked out once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import HashingVectorizer

from jobfair.matching.sparse_rows import Rows, unit_rows
from jobfair.matching.stems import content_words, stem
from jobfair.matching.vocabulary import SkillVocabulary
from jobfair.matching.words import phrases

Floats = npt.NDArray[np.float64]

WORD_COLUMNS = 2**19
LETTER_COLUMNS = 2**18

#: Share of letter groups in the closeness of a phrase and a label; the rest is words.
LABEL_LETTER_SHARE = 0.6

_hash_words = FeatureHasher(WORD_COLUMNS, input_type="pair", alternate_sign=False)
_hash_letters = HashingVectorizer(
    analyzer="char_wb", ngram_range=(2, 4), n_features=LETTER_COLUMNS, norm=None, alternate_sign=False
)


class LabelIndex:
    """Labels, concept texts and glossary of one vocabulary as sparse tables.

    Parameters
    ----------
    vocabulary : SkillVocabulary

    Attributes
    ----------
    known : Counter
        Folded words of the vocabulary and how often each is met.
    labels : list of str
        Folded labels, once each.
    owners : sparse matrix, shape (labels, concepts)
        Each label's share in its concepts: 1 / sqrt(number of concepts that have it).
    word_counts : ndarray of float, shape (word columns,)
        In how many concepts each word feature occurs.
    concept_table : sparse matrix, shape (word columns, concepts)
    label_table : sparse matrix, shape (letter columns + word columns, labels)
    letter_idf : ndarray of float, shape (letter columns,)
    """

    def __init__(self, vocabulary: SkillVocabulary) -> None:
        self.vocabulary = vocabulary
        self.meanings = _meanings(vocabulary.glossary)
        self.longest_meaning = max((len(words) for words in self.meanings), default=0)
        folded = [[" ".join(phrases(label)) for label in concept.labels] for concept in vocabulary.concepts]
        self.labels = list(dict.fromkeys(label for labels in folded for label in labels if label))
        self.owners = _owners(self.labels, folded)
        self.concept_texts = [
            " ".join([*labels, *(phrase for task in concept.tasks for phrase in phrases(task))])
            for labels, concept in zip(folded, vocabulary.concepts, strict=True)
        ]
        glossary_words = (word for group in vocabulary.glossary for text in group for word in phrases(text))
        self.known = Counter(
            word for text in (*self.concept_texts, *glossary_words) for word in content_words(text)
        )
        concept_words = self.word_features(self.concept_texts, {})
        self.word_counts = column_counts(concept_words)
        word_idf = rarity(self.word_counts, len(self.concept_texts))
        self.concept_table = weighed(concept_words, word_idf).T.tocsr()
        self.letter_idf = rarity(column_counts(letter_features(self.labels)), len(self.labels))
        label_words = weighed(self.word_features(self.labels, {}), word_idf)
        self.label_table = self.label_features(self.labels, label_words).T.tocsr()

    def label_features(self, folded: Sequence[str], words: Rows) -> Rows:
        """Return the features labels are found by, letters beside words; single precision for speed."""
        letters = weighed(letter_features(folded), self.letter_idf)
        parts = [letters * LABEL_LETTER_SHARE**0.5, words * (1 - LABEL_LETTER_SHARE) ** 0.5]
        rows: Rows = scipy.sparse.hstack(parts, format="csr", dtype=np.float32)
        return rows

    def word_features(self, texts: Sequence[str], repairs: dict[str, str]) -> Rows:
        """Return stems and meanings of folded texts as damped counts: shape (len(texts), word columns)."""
        if not texts:
            return scipy.sparse.csr_matrix((0, WORD_COLUMNS))
        rows: Rows = _hash_words.transform(self._pairs(text, repairs) for text in texts)
        rows.sum_duplicates()
        rows.data = np.where(rows.data > 1, 1 + np.log(np.maximum(rows.data, 1)), rows.data)
        return rows

    def _pairs(self, text: str, repairs: dict[str, str]) -> list[tuple[str, float]]:
        stems = [stem(repairs.get(word, word)) for word in content_words(text)]
        pairs = [(word, 1.0) for word in stems]
        for start in range(len(stems)):
            for length in range(min(self.longest_meaning, len(stems) - start), 0, -1):
                meanings = self.meanings.get(tuple(stems[start : start + length]))
                if meanings:
                    weight = (1.0 if length == 1 else 1.5) / len(meanings) ** 0.5
                    pairs += [(meaning, weight) for meaning in meanings]
                    break
        return pairs


@lru_cache(maxsize=4)
def label_index(vocabulary: SkillVocabulary) -> LabelIndex:
    """Return the index of a vocabulary, worked out once a process."""
    return LabelIndex(vocabulary)


def letter_features(texts: Sequence[str]) -> Rows:
    """Return letter groups of folded texts as damped counts: shape (len(texts), letter columns)."""
    if not texts:
        return scipy.sparse.csr_matrix((0, LETTER_COLUMNS))
    rows: Rows = _hash_letters.transform(texts)
    rows.data = 1 + np.log(rows.data)
    return rows


def column_counts(rows: Rows) -> Floats:
    """Return in how many rows each column is filled."""
    return np.bincount(rows.indices, minlength=rows.shape[1]).astype(np.float64)


def rarity(counts: Floats, total: int) -> Floats:
    """Return the weight of each feature: the fewer texts have it, the more it says (smoothed IDF).

    References
    ----------
    K. Sparck Jones, "A statistical interpretation of term specificity", J. Documentation 28 (1972).
    """
    weights: Floats = np.log((1 + total) / (1 + counts)) + 1
    return weights


def weighed(rows: Rows, weights: Floats) -> Rows:
    """Return rows with each column weighed, scaled to length 1 (empty rows stay empty)."""
    scaled = rows.copy()
    scaled.data = scaled.data * weights[scaled.indices]
    return unit_rows(scaled)


def _meanings(glossary: Sequence[Sequence[str]]) -> dict[tuple[str, ...], list[str]]:
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for number, group in enumerate(glossary):
        keys = {tuple(stem(word) for word in content_words(" ".join(phrases(text)))) for text in group}
        for key in sorted(keys - {()}):
            found[key].append(f"#{number}")
    return dict(found)


def _owners(labels: list[str], folded: list[list[str]]) -> Rows:
    places = {label: row for row, label in enumerate(labels)}
    cells = sorted(
        {(places[label], column) for column, names in enumerate(folded) for label in names if label}
    )
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    table = scipy.sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(labels), len(folded)))
    shares = np.asarray(table.sum(axis=1)).ravel() ** -0.5
    table.data = np.repeat(shares, np.diff(table.indptr))
    return table
