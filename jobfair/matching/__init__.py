"""Who fits which opening, and why: a pure library on NumPy, SciPy and scikit-learn.

>>> from jobfair.matching import Matcher, OpeningRecord, SeekerRecord
>>> openings = [OpeningRecord(1, 1, "Forklift operator"), OpeningRecord(2, 1, "Line cook")]
>>> matcher = Matcher().fit(openings)
>>> person = SeekerRecord(1, work=("montacargas en una bodega",))
>>> openings[matcher.top([person], k=1).openings[0, 0]].title
'Forklift operator'
"""

from jobfair.matching.certificates import certificate_key
from jobfair.matching.crowding import CrowdingCosts, ListFigures, crowding_costs, with_crowding
from jobfair.matching.eligibility import REACH_MILES, Eligibility, eligibility
from jobfair.matching.encoder import ConceptEncoder
from jobfair.matching.explain import Explanation, explain, explain_pairs, fits_by_words
from jobfair.matching.hours import BusHours
from jobfair.matching.interest import with_interest
from jobfair.matching.label_index import LabelIndex
from jobfair.matching.matcher import Matcher, rank_texts
from jobfair.matching.nearest import Top
from jobfair.matching.reasons import CLOCK_VALUES, MESSAGE_KEYS, MESSAGES, Message, Reason
from jobfair.matching.records import (
    DAY_WORDS,
    SHIFT_WORDS,
    TRAVEL_WORDS,
    BusyTime,
    InterestRecord,
    OpeningRecord,
    SeekerRecord,
)
from jobfair.matching.sides import Sides, reciprocal, two_sides
from jobfair.matching.vocabulary import (
    Concept,
    SkillVocabulary,
    VocabularyError,
    glossary_forms,
    glossary_words,
    shipped_vocabulary,
    stems,
)
from jobfair.matching.words import as_typed, folded_text

__all__ = [
    "CLOCK_VALUES",
    "DAY_WORDS",
    "MESSAGES",
    "MESSAGE_KEYS",
    "REACH_MILES",
    "SHIFT_WORDS",
    "TRAVEL_WORDS",
    "BusHours",
    "BusyTime",
    "Concept",
    "ConceptEncoder",
    "CrowdingCosts",
    "Eligibility",
    "Explanation",
    "InterestRecord",
    "LabelIndex",
    "ListFigures",
    "Matcher",
    "Message",
    "OpeningRecord",
    "Reason",
    "SeekerRecord",
    "Sides",
    "SkillVocabulary",
    "Top",
    "VocabularyError",
    "as_typed",
    "certificate_key",
    "crowding_costs",
    "eligibility",
    "explain",
    "explain_pairs",
    "fits_by_words",
    "folded_text",
    "glossary_forms",
    "glossary_words",
    "rank_texts",
    "reciprocal",
    "shipped_vocabulary",
    "stems",
    "two_sides",
    "with_crowding",
    "with_interest",
]
