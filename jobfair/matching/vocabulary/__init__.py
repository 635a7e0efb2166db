"""What kinds of work there are and what people call them: our own words, and others' by import."""

from jobfair.matching.vocabulary.concepts import Concept, SkillVocabulary, VocabularyError
from jobfair.matching.vocabulary.shipped import glossary_forms, glossary_words, shipped_vocabulary, stems

__all__ = [
    "Concept",
    "SkillVocabulary",
    "VocabularyError",
    "glossary_forms",
    "glossary_words",
    "shipped_vocabulary",
    "stems",
]
