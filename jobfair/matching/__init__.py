"""Who fits which opening, and why: a pure library on NumPy, SciPy and scikit-learn."""

from jobfair.matching.eligibility import REACH_MILES, Eligibility, eligibility
from jobfair.matching.explain import Explanation, explain, explain_pairs
from jobfair.matching.interest import with_interest
from jobfair.matching.matcher import Matcher, Top, rank_texts
from jobfair.matching.reasons import MESSAGE_KEYS, MESSAGES, Message, Reason
from jobfair.matching.records import (
    DAY_WORDS,
    SHIFT_WORDS,
    TRAVEL_WORDS,
    InterestRecord,
    OpeningRecord,
    SeekerRecord,
)

__all__ = [
    "DAY_WORDS",
    "MESSAGES",
    "MESSAGE_KEYS",
    "REACH_MILES",
    "SHIFT_WORDS",
    "TRAVEL_WORDS",
    "Eligibility",
    "Explanation",
    "InterestRecord",
    "Matcher",
    "Message",
    "OpeningRecord",
    "Reason",
    "SeekerRecord",
    "Top",
    "eligibility",
    "explain",
    "explain_pairs",
    "rank_texts",
    "with_interest",
]
