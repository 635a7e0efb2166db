"""What links somebody's words to an opening, as one sentence that claims no more than can be shown.

The words are held against each part of the opening: its title, its skills, its duties. A link is named only
where the words come near enough to a part, and one kind of work only where it is what both chiefly mean.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from jobfair.matching.encoder import ConceptEncoder
from jobfair.matching.label_index import WORD_COLUMNS
from jobfair.matching.reasons import Reason
from jobfair.matching.records import OpeningRecord, SeekerRecord
from jobfair.matching.sparse_rows import Rows
from jobfair.matching.stems import content_words, stem
from jobfair.matching.vocabulary import Concept
from jobfair.matching.words import as_typed, phrases

#: Words less like every part of an opening than this, in kinds of work and words, show no link that a person
#: would see. Letter groups are left out: "forklift" and "lifting" share letters.
LEAST_LIKENESS = 0.2

#: What a text chiefly means is the kinds of work that weigh this much, and this share of the heaviest.
LEAST_WEIGHT, CHIEF_SHARE = 0.2, 0.5

#: Longer phrases are quoted by their beginning.
QUOTED_LETTERS = 160

Pair: TypeAlias = tuple[SeekerRecord, OpeningRecord]


def links(
    pairs: Sequence[Pair], said: Sequence[tuple[str, ...]], encoder: ConceptEncoder
) -> list[Reason | None]:
    """Say for each pair what links the words that carried its score to the opening.

    Parameters
    ----------
    pairs : sequence of (SeekerRecord, OpeningRecord), length p
    said : sequence of tuple of str, length p
        Folded phrases of each seeker; a pair without any has no link.
    encoder : ConceptEncoder
        Fitted.

    Returns
    -------
    list of Reason or None
        None where no link can be shown.
    """
    texts = _Texts(encoder, pairs, said)
    return [
        texts.link(", ".join(words), seeker, opening) if words else None
        for (seeker, opening), words in zip(pairs, said, strict=True)
    ]


class _Texts:
    """Rows of all words and all parts of openings, encoded once each."""

    def __init__(
        self, encoder: ConceptEncoder, pairs: Sequence[Pair], said: Sequence[tuple[str, ...]]
    ) -> None:
        self.parts = {opening: opening_parts(opening) for _, opening in pairs}
        heard = [", ".join(words) for words in said]
        texts = dict.fromkeys([*heard, *(part for parts in self.parts.values() for part in parts)])
        self.places = {text: place for place, text in enumerate(texts)}
        self.concepts: tuple[Concept, ...] = encoder.index_.vocabulary.concepts
        self.rows: Rows = encoder.transform(list(texts))[:, : len(self.concepts) + WORD_COLUMNS]

    def link(self, heard: str, seeker: SeekerRecord, opening: OpeningRecord) -> Reason | None:
        """Return the link between some words of a seeker and an opening."""
        parts = self.parts[opening]
        likeness = self._likeness(heard, list(parts))
        values = {"said": _typed(heard, seeker), "opening": opening.title}
        concept = self._same_work(heard, opening.title)
        if likeness[0] >= LEAST_LIKENESS and _stems(heard) & _stems(opening.title):
            return Reason("matching.fits_same_words", values)
        if concept is not None:
            names = {"concept_en": concept.name_en, "concept_es": concept.name_es}
            return Reason("matching.fits_same_work", values | names)
        likeness = likeness * [self._mean_alike(heard, part) for part in parts]
        nearest = int(likeness.argmax())
        if likeness[nearest] < LEAST_LIKENESS:
            return None
        if nearest == 0:
            return Reason("matching.fits_same_words", values)
        return Reason("matching.fits_part", values | {"part": list(parts.values())[nearest]})

    def _likeness(self, heard: str, parts: list[str]) -> np.typing.NDArray[np.float64]:
        product = self._row(heard) @ self.rows[[self.places[part] for part in parts]].T
        likeness: np.typing.NDArray[np.float64] = np.asarray(product.todense(), dtype=float)[0]
        return likeness

    def _mean_alike(self, heard: str, part: str) -> bool:
        """Say whether two texts share a word's meaning or what they chiefly mean, not letters alone."""
        first, second = (self._row(text)[:, len(self.concepts) :] for text in (heard, part))
        return bool(first.multiply(second).nnz) or self._same_work(heard, part) is not None

    def _same_work(self, heard: str, title: str) -> Concept | None:
        """Return the kind of work that both texts chiefly mean."""
        shared = self._chief(heard).multiply(self._chief(title)).tocsr()
        return self.concepts[int(shared.indices[shared.data.argmax()])] if shared.nnz else None

    def _chief(self, text: str) -> Rows:
        row = self._row(text)[:, : len(self.concepts)].tocsr()
        row.data[row.data < max(LEAST_WEIGHT, CHIEF_SHARE * row.data.max(initial=0.0))] = 0
        row.eliminate_zeros()
        return row

    def _row(self, text: str) -> Rows:
        return self.rows[self.places[text]]


def opening_parts(opening: OpeningRecord) -> dict[str, str]:
    """Return what an opening says, each part with how it was typed: title first, then skills and duties."""
    parts = {opening.title: opening.title}
    for text in (*opening.skills, *opening.must_have_certificates, opening.duties):
        for phrase, typed in as_typed(text).items():
            parts.setdefault(phrase, typed)
    return parts


def _typed(heard: str, seeker: SeekerRecord) -> str:
    """Return folded phrases as the person typed them."""
    typed: dict[str, str] = {}
    for text in (*seeker.work, *seeker.skills, *seeker.wishes, *seeker.certificates):
        typed = as_typed(text) | typed
    return ", ".join(typed.get(phrase, phrase)[:QUOTED_LETTERS] for phrase in heard.split(", "))


def _stems(text: str) -> set[str]:
    return {stem(word) for phrase in phrases(text) for word in content_words(phrase)}
