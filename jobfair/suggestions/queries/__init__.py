"""Reading suggestions: rows to records, fit, and the ranked lists people see."""

from jobfair.suggestions.queries.candidates import Candidate, Candidates, candidates_for_opening
from jobfair.suggestions.queries.fit import (
    EmployerFit,
    FairFit,
    answers_at_fair,
    explain_pairs,
    fair_fit,
    fit_matrix,
    impossible_pairs,
)
from jobfair.suggestions.queries.openings import (
    Suggestion,
    Suggestions,
    reason_for,
    suggestions_for_seeker,
)
from jobfair.suggestions.queries.records import opening_record, seeker_record, shift_words

__all__ = [
    "Candidate",
    "Candidates",
    "EmployerFit",
    "FairFit",
    "Suggestion",
    "Suggestions",
    "answers_at_fair",
    "candidates_for_opening",
    "explain_pairs",
    "fair_fit",
    "fit_matrix",
    "impossible_pairs",
    "opening_record",
    "reason_for",
    "seeker_record",
    "shift_words",
    "suggestions_for_seeker",
]
