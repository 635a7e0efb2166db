"""What is understood of words of people's own: the kinds of work that are meant, by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobfair.matching import (
    Concept,
    ConceptEncoder,
    LabelIndex,
    SkillVocabulary,
    as_typed,
    folded_text,
    glossary_forms,
    glossary_words,
    shipped_vocabulary,
    stems,
)
from jobfair.seekers.places import gives_away
from jobfair.suggestions.word_index import word_index

Floats = npt.NDArray[np.float64]

#: kinds of work offered for each text, and how near they have to lie (0 to 1)
MOST_KINDS = 3
LEAST_CLOSENESS = 0.1
#: so near, and so many times nearer than the next, a kind of work is taken to be meant until the person says
#: otherwise
SURE_CLOSENESS = 0.5
SURE_LEAD = 1.3

#: kinds of work looked at for those to offer
KINDS_LOOKED_AT = 8

#: the first SOC group in which "10" stands for those who lead
FIRST_TRADES = "33"

#: words by which people say that they led
_LEADING_WORDS = """
    supervisor supervisora supervised manager managed lead leader head chief boss foreman chef director
    directora jefe jefa encargado encargada capataz mayordomo gerente dirigia
"""
_LEADING = frozenset(_LEADING_WORDS.split())

#: where a phrase names two things
_AND = re.compile(r"\s+(?:y|e|and|&)\s+", re.IGNORECASE)

#: how long and in what surroundings somebody worked, and the names of places
_NOT_WORK = re.compile(
    r"\b(?:(?:for|por|durante)\s+)?\d+\s*(?:años?|anos?|meses|mes|years?|yrs?|months?)\b"
    r"|\b(?:adentro|inside)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:en|in|at)(?:\s+[A-ZÁÉÍÓÚÑ][\w'’-]+)+")

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


def understood_apart(
    instance: Path | None, texts: Sequence[str], own_words: tuple[tuple[str, str], ...] = ()
) -> list[Understood]:
    """What each thing that the texts name may mean: cut at commas, new lines, and at "and" where it helps."""
    return read_apart(_encoder(word_index(instance), own_words), texts)


def read_apart(encoder: ConceptEncoder, texts: Sequence[str]) -> list[Understood]:
    """The same with an encoder at hand."""
    phrases = list(dict.fromkeys(part for text in texts for part in as_typed(text).values()))
    found = []
    for one in _understood(encoder, phrases):
        parts = _AND.split(one.said)
        found += [one] if one.is_sure or len(parts) == 1 else _understood(encoder, parts)
    return found


def name_in(language: str, text: str) -> str | None:
    """What a kind of work that is stored in English is called in a language; None for other words.

    >>> name_in("es", "Dishwasher"), name_in("es", "dishwasher at a school")
    ('Lavaplatos', None)
    """
    names = _names().get(text)
    return names[language] if names else None


def label_in(language: str, text: str) -> str | None:
    """What a word of the vocabulary is called in a language; None for words it does not have.

    "planting" and "planta" have one stem: only a word just as it is written is known to be of a language.

    >>> label_in("es", "Forklift"), label_in("en", "montacargas"), label_in("es", "xyz")
    ('montacargas', 'forklift', None)
    """
    place = 1 if language == "es" else 0
    folded, key = folded_text(text), stems(text)
    if folded in glossary_forms()[place]:
        return text
    into, own = glossary_words()[place], glossary_words()[1 - place]
    if key in into:
        return into[key]
    return text if key in own else _labels()[language].get(folded)


def _understood(encoder: ConceptEncoder, texts: Sequence[str]) -> list[Understood]:
    found = encoder.concepts([_work_alone(text, encoder) for text in texts]).toarray()
    concepts = encoder.index_.vocabulary.concepts
    return [_read(text, row, concepts) for text, row in zip(texts, found, strict=True)]


def _work_alone(text: str, encoder: ConceptEncoder) -> str:
    """The text without how long and where, unless the place is a word of the fair's own."""
    folded = f" {folded_text(text)} "
    if any(f" {label} " in folded for label, _ in encoder.own_words_):
        return text
    return _NOT_WORK.sub(" ", _PLACE.sub(" ", text))


def _read(text: str, closeness: Floats, concepts: Sequence[Concept]) -> Understood:
    """The nearest kinds of work; those who lead others come last where the words do not say so.

    A kind whose own name would be kept from employers ("institutional cook") is not offered.
    """
    near = [int(place) for place in np.argsort(-closeness, kind="stable")[:KINDS_LOOKED_AT]]
    near = [
        place
        for place in near
        if closeness[place] >= LEAST_CLOSENESS and not gives_away(concepts[place].name_en)
    ]
    order = sorted(near, key=lambda place: _leads(concepts[place]) and not _says(text, concepts[place]))
    kinds = tuple(_capital(concepts[place].name_en) for place in order[:MOST_KINDS])
    first, second = [*(float(closeness[place]) for place in order[:2]), 0.0, 0.0][:2]
    return Understood(text, kinds, first >= SURE_CLOSENESS and first >= SURE_LEAD * second)


def _leads(concept: Concept) -> bool:
    """Whether a kind of work is leading others, as SOC numbers managers and first-line supervisors."""
    code = concept.soc_code or ""
    return code.startswith("11-") or (code[:2] >= FIRST_TRADES and code[3:5] == "10")


def _says(text: str, concept: Concept) -> bool:
    """Whether a text says that somebody led: by a word for it, or by one of the work's own names."""
    folded = folded_text(text)
    return bool(_LEADING & set(folded.split())) or folded in map(folded_text, concept.labels)


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
