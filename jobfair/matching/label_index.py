"""Everything about a vocabulary that texts are compared with, worked out once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import HashingVectorizer

from jobfair.matching.kinship import kinship
from jobfair.matching.sparse_rows import Rows, unit_rows
from jobfair.matching.stems import content_words, stem
from jobfair.matching.vocabulary import Concept, SkillVocabulary
from jobfair.matching.words import folded_text, phrases

Floats = npt.NDArray[np.float64]

WORD_COLUMNS = 2**19
LETTER_COLUMNS = 2**18

#: Share of letter groups in the closeness of a phrase and a label; the rest is words.
LABEL_LETTER_SHARE = 0.6

#: How far a skill's label leads to a kind of work, beside a label of the work itself.
SKILL_SHARE = 0.5

_hash_words = FeatureHasher(WORD_COLUMNS, input_type="pair", alternate_sign=False)
_hash_letters = HashingVectorizer(
    analyzer="char_wb", ngram_range=(3, 4), n_features=LETTER_COLUMNS, norm=None, alternate_sign=False
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
        Each label's share in its concepts: 1 / sqrt(number of kinds of work that have it). A skill's label
        leads, for `SKILL_SHARE`, to the kinds of work the skill is used in.
    kin : sparse matrix, shape (concepts, concepts)
        What each concept is read as (`kinship`).
    kinds_of_work : int
        Concepts that are no skills.
    word_counts : ndarray of float, shape (word columns,)
        In how many kinds of work each word feature occurs.
    concept_table : sparse matrix, shape (word columns, concepts)
    label_rows : sparse matrix, shape (labels, letter columns + word columns)
    label_table : sparse matrix, shape (letter columns + word columns, labels)
        The same turned.
    letter_idf : ndarray of float, shape (letter columns,)
    """

    def __init__(self, vocabulary: SkillVocabulary) -> None:
        self.vocabulary = vocabulary
        self.meanings = _meanings(vocabulary.glossary)
        self.longest_meaning = max((len(words) for words in self.meanings), default=0)
        concepts = vocabulary.concepts
        folded = [[folded_text(label) for label in concept.labels] for concept in concepts]
        self.labels = list(dict.fromkeys(label for labels in folded for label in labels if label))
        self.kinds_of_work = sum(not concept.used_in for concept in concepts)
        texts = [
            " ".join([*labels, *(phrase for task in concept.tasks for phrase in phrases(task))])
            for labels, concept in zip(folded, concepts, strict=True)
        ]
        glossary_words = (word for group in vocabulary.glossary for text in group for word in phrases(text))
        self.known = Counter(word for text in (*texts, *glossary_words) for word in content_words(text))
        work = ["" if concept.used_in else text for text, concept in zip(texts, concepts, strict=True)]
        concept_words = self.word_features(work, {})
        self.word_counts = column_counts(concept_words)
        word_idf = rarity(self.word_counts, self.kinds_of_work)
        self.concept_table = weighed(concept_words, word_idf).T.tocsr()
        label_letters, label_words = letter_features(self.labels), self.word_features(self.labels, {})
        self.letter_idf = rarity(column_counts(label_letters), len(self.labels))
        self.label_rows = label_features(
            weighed(label_letters, self.letter_idf), weighed(label_words, word_idf)
        )
        self.label_table = self.label_rows.T.tocsr()
        self._join(folded)

    def _join(self, folded: list[list[str]]) -> None:
        """Join labels to concepts, and concepts without a code to those that have one."""
        concepts = self.vocabulary.concepts
        places = {label: row for row, label in enumerate(self.labels)}
        self.owners = _owners([[places[label] for label in labels if label] for labels in folded], concepts)
        names = [
            []
            if concept.soc_code or concept.used_in
            else sorted({places[name] for name in map(folded_text, _names(concept)) if name in places})
            for concept in concepts
        ]
        coded = [concept.soc_code is not None for concept in concepts]
        self.kin = kinship(coded, names, self.label_table, self.owners, self.concept_table)

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


def label_features(letters: Rows, words: Rows) -> Rows:
    """Return the features labels are found by, letters beside words; single precision for speed."""
    parts = [letters * LABEL_LETTER_SHARE**0.5, words * (1 - LABEL_LETTER_SHARE) ** 0.5]
    rows: Rows = scipy.sparse.hstack(parts, format="csr", dtype=np.float32)
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
        keys = {tuple(stem(word) for word in content_words(folded_text(text))) for text in group}
        for key in sorted(keys - {()}):
            found[key].append(f"#{number}")
    return dict(found)


def _names(concept: Concept) -> tuple[str, str]:
    return concept.name_en, concept.name_es


def _owners(labels: Sequence[Sequence[int]], concepts: Sequence[Concept]) -> Rows:
    """Return which concepts each label leads to, and how far: shape (labels, concepts)."""
    columns = {concept.key: column for column, concept in enumerate(concepts)}
    work: set[tuple[int, int]] = set()
    skills: set[tuple[int, int]] = set()
    for column, (rows, concept) in enumerate(zip(labels, concepts, strict=True)):
        work.update((row, column) for row in rows if not concept.used_in)
        used_in = [columns[key] for key in concept.used_in if key in columns]
        skills.update((row, place) for row in rows for place in used_in)
    shape = (1 + max((row for rows in labels for row in rows), default=-1), len(concepts))
    owners: Rows = _shares(work, shape) + _shares(skills, shape) * SKILL_SHARE
    return owners.tocsr()


def _shares(cells: set[tuple[int, int]], shape: tuple[int, int]) -> Rows:
    rows, columns = zip(*sorted(cells), strict=True) if cells else ((), ())
    table = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    lengths = np.diff(table.indptr)
    table.data = np.repeat(np.maximum(lengths, 1) ** -0.5, lengths)
    return table
