"""Concepts with their labels, and words that mean the same in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self


class VocabularyError(ValueError):
    """A vocabulary file that cannot be read; names the file and the line."""


@dataclass(frozen=True)
class Concept:
    """One kind of work or one skill.

    Parameters
    ----------
    key : str
        Unique in a vocabulary, such as an O*NET-SOC code or an ESCO address.
    name_en, name_es : str
        What it is called in a sentence.
    labels : tuple of str
        What people call it, in either language.
    tasks : tuple of str
        What is done in it and with what, in either language.
    soc_code : str or None
        O*NET-SOC code, for kinds of work.
    used_in : tuple of str
        For a skill, the keys of the kinds of work it is used in: its labels lead there.
    """

    key: str
    name_en: str
    name_es: str
    labels: tuple[str, ...]
    tasks: tuple[str, ...] = ()
    soc_code: str | None = None
    used_in: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SkillVocabulary:
    """Concepts, and groups of words that mean the same.

    Parameters
    ----------
    concepts : tuple of Concept
    glossary : tuple of tuple of str
        Each group holds words or short phrases of both languages with one meaning.
    attribution : tuple of str
        Sources to be named where the program names its sources.

    Raises
    ------
    VocabularyError
        If two concepts share a key.

    Examples
    --------
    >>> roofer = Concept("47-2181.00", "roofer", "techador", ("roofer", "techador"))
    >>> vocabulary = SkillVocabulary((roofer,), glossary=(("roof", "techo"),))
    >>> len(vocabulary.concepts), vocabulary.label_count
    (1, 2)
    """

    concepts: tuple[Concept, ...]
    glossary: tuple[tuple[str, ...], ...] = ()
    attribution: tuple[str, ...] = ()
    label_count: int = field(init=False)

    def __post_init__(self) -> None:
        """Refuse repeated keys, for a concept's key is its identity."""
        keys = [concept.key for concept in self.concepts]
        repeated = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else []
        if repeated:
            raise VocabularyError(f"concepts repeat the keys {', '.join(repeated)}")
        object.__setattr__(self, "label_count", sum(len(concept.labels) for concept in self.concepts))

    def merged(self, others: Iterable["SkillVocabulary"]) -> Self:
        """Return a vocabulary of all concepts; one that comes later under the same key adds its words."""
        concepts: dict[str, Concept] = {}
        everything: list[SkillVocabulary] = [self, *others]
        for concept in (concept for vocabulary in everything for concept in vocabulary.concepts):
            known = concepts.get(concept.key)
            concepts[concept.key] = _joined(known, concept) if known else concept
        return type(self)(
            tuple(concepts.values()),
            tuple(group for vocabulary in everything for group in vocabulary.glossary),
            tuple(dict.fromkeys(line for vocabulary in everything for line in vocabulary.attribution)),
        )


def _joined(first: Concept, second: Concept) -> Concept:
    labels = tuple(dict.fromkeys(first.labels + second.labels))
    tasks = tuple(dict.fromkeys(first.tasks + second.tasks))
    used_in = tuple(dict.fromkeys((*first.used_in, *second.used_in)))
    soc_code = first.soc_code or second.soc_code
    return Concept(first.key, first.name_en, first.name_es, labels, tasks, soc_code, used_in)
