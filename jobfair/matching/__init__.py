"""Who fits which opening, and why: a pure library on NumPy, SciPy and scikit-learn."""

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
    "SHIFT_WORDS",
    "TRAVEL_WORDS",
    "InterestRecord",
    "Message",
    "OpeningRecord",
    "Reason",
    "SeekerRecord",
]
