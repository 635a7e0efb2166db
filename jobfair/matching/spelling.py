"""Misspelt words, put right against the words of the vocabulary and of the openings.

Edits are letters put in, taken out, changed, or swapped with their neighbour.

References
----------
F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964); here in
its restricted form (no pair of letters is touched twice).
"""

from collections.abc import Mapping

import numpy as np
from rapidfuzz.distance import OSA
from sklearn.feature_extraction.text import TfidfVectorizer

#: Shorter words are left alone: too many others are one letter away.
SHORTEST_WORD = 4

#: Nearest known words by letter groups that are then compared letter by letter.
CANDIDATES = 8

#: Words looked up at a time, which bounds memory.
CHUNK = 256


class Speller:
    """Known words, and the nearest of them to a word that is not known.

    Parameters
    ----------
    known : mapping of str to int
        Folded words and how often each was met.

    Examples
    --------
    >>> Speller({"forklift": 3, "roofer": 2}).repairs(["forklif", "rooofer", "xylophone"])
    {'forklif': 'forklift', 'rooofer': 'roofer'}
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self.known = dict(known)
        self._words = [word for word in self.known if len(word) >= SHORTEST_WORD - 1]
        self._found: dict[str, str | None] = {}
        if self._words:
            self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), dtype=np.float32)
            self._table = self._letters.fit_transform(self._words).T.tocsr()

    def repairs(self, words: list[str]) -> dict[str, str]:
        """Return the known word for each word that is not known but near one.

        Words with digits and words under `SHORTEST_WORD` letters are left alone, as are words more than two
        letters (one, under six letters) away from every known word.
        """
        if not self._words:
            return {}
        new = [word for word in dict.fromkeys(words) if self._is_unknown(word) and word not in self._found]
        for start in range(0, len(new), CHUNK):
            self._look_up(new[start : start + CHUNK])
        found = {word: self._found.get(word) for word in words}
        return {word: right for word, right in found.items() if right is not None}

    def _is_unknown(self, word: str) -> bool:
        return word not in self.known and len(word) >= SHORTEST_WORD and word.isalpha()

    def _look_up(self, words: list[str]) -> None:
        near = (self._letters.transform(words) @ self._table).toarray()
        last = min(CANDIDATES, near.shape[1]) - 1
        for word, row in zip(words, np.argpartition(-near, last, axis=1)[:, : last + 1], strict=True):
            most = 1 if len(word) < 6 else 2
            alike = [self._words[column] for column in row]
            ranked = (
                (OSA.distance(word, known, score_cutoff=most), -self.known[known], known) for known in alike
            )
            edits, _, right = min(ranked)
            self._found[word] = right if edits <= most else None
