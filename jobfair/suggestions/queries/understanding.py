"""What is understood of words of people's own: the kinds of work that are meant, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobfair.matching import (
    ConceptEncoder,
    LabelIndex,
    SkillVocabulary,
    folded_text,
    glossary_words,
    shipped_vocabulary,
    stems,
)
from jobfair.suggestions.word_index import word_index

Floats = npt.NDArray[np.float64]

#: kinds of work offered for each text, and how near they have to lie (0 to 1)
MOST_KINDS = 3
LEAST_CLOSENESS = 0.1
#: so near, and so many times nearer than the next, a kind of work is taken to be meant until the person says
#: otherwise
SURE_CLOSENESS = 0.5
SURE_LEAD = 1.3

KEPT_ENCODERS = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as somebody wrote it, and the kinds of work it may mean, in English, nearest first."""

    said: str
    kinds: tuple[str, ...]
    is_sure: bool


def understood(
    instance: Path | None, texts: Sequence[str], own_words: tuple[tuple[str, str], ...] = ()
) -> list[Understood]:
    """What each text may mean, with typing mistakes and in English or Spanish.

    Parameters
    ----------
    instance : Path or None
        Folder of this installation, for the words it imported.
    own_words : tuple of (str, str)
        Words of a fair's own and what they mean.
    """
    return _understood(_encoder(word_index(instance), own_words), texts)


def kinds_meant(encoder: ConceptEncoder, texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The kinds of work each text may mean to an encoder, in English, nearest first."""
    return [one.kinds for one in _understood(encoder, texts)]


def name_in(language: str, text: str) -> str | None:
    """What a kind of work that is stored in English is called in a language; None for other words.

    >>> name_in("es", "Dishwasher"), name_in("es", "dishwasher at a school")
    ('Lavaplatos', None)
    """
    names = _names().get(text)
    return names[language] if names else None


def label_in(language: str, text: str) -> str | None:
    """What a word of the vocabulary is called in a language; None for words it does not have.

    >>> label_in("es", "Forklift"), label_in("en", "montacargas"), label_in("es", "xyz")
    ('montacargas', 'forklift', None)
    """
    into_english, into_spanish = glossary_words()
    into, own = (into_spanish, into_english) if language == "es" else (into_english, into_spanish)
    key = stems(text)
    if key in own:
        return text
    return into.get(key) or _labels()[language].get(folded_text(text))


def _understood(encoder: ConceptEncoder, texts: Sequence[str]) -> list[Understood]:
    found = encoder.concepts(list(texts)).toarray()
    concepts = encoder.index_.vocabulary.concepts
    return [
        _read(text, row, [concept.name_en for concept in concepts])
        for text, row in zip(texts, found, strict=True)
    ]


def _read(text: str, closeness: Floats, names: list[str]) -> Understood:
    order = [int(place) for place in np.argsort(-closeness, kind="stable")[:MOST_KINDS]]
    near = tuple(_capital(names[place]) for place in order if closeness[place] >= LEAST_CLOSENESS)
    first, second = closeness[order[0]], closeness[order[1]]
    return Understood(text, near, bool(first >= SURE_CLOSENESS and first >= SURE_LEAD * second))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=KEPT_ENCODERS)
def _encoder(index: SkillVocabulary | LabelIndex, own_words: tuple[tuple[str, str], ...]) -> ConceptEncoder:
    return ConceptEncoder(index, own_words=own_words).fit([])


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    """Names of the shipped kinds of work, by the English one as it is stored."""
    return {
        _capital(concept.name_en): {"en": _capital(concept.name_en), "es": _capital(concept.name_es)}
        for concept in shipped_vocabulary().concepts
    }


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    """Folded labels of the shipped kinds of work, and what the first of those is called, by language."""
    concepts = shipped_vocabulary().concepts
    return {
        "en": {folded_text(label): one.name_en for one in reversed(concepts) for label in one.labels},
        "es": {folded_text(label): one.name_es for one in reversed(concepts) for label in one.labels},
    }
