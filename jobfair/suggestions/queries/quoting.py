"""Reasons quote what a person gave: the words they typed, or the whole card they ticked.

What we understood of somebody's words is stored beside them by the name of the kind of work, which they never
said; and a card with a comma in its text is read as several phrases.
"""

from dataclasses import replace

from jobfair.matching import ConceptEncoder, Explanation, SeekerRecord, as_typed
from jobfair.seekers.work_cards import CARDS
from jobfair.suggestions.queries.understanding import name_in, read_apart


def in_own_words(found: Explanation, seeker: SeekerRecord, encoder: ConceptEncoder) -> Explanation:
    """The same explanation, its reason quoting what the person gave."""
    if len(found.said) != 1 or "said" not in found.reason.values:
        return found
    given = _given(found.said[0], seeker)
    if is_understood(given):
        given = _typed_for(given, seeker, encoder)
    if given not in CARDS and found.said[0] in as_typed(given):
        return found
    values = {**found.reason.values, "said": given}
    return replace(found, reason=replace(found.reason, values=values))


def is_understood(text: str) -> bool:
    """Whether a text is the name of a kind of work as we store what we understood."""
    return text not in CARDS and name_in("en", text) is not None


def _given(phrase: str, seeker: SeekerRecord) -> str:
    """The answer a folded phrase stands in, where that is a card or our name for it; else the phrase."""
    for text in (*seeker.work, *seeker.skills, *seeker.wishes, *seeker.certificates):
        if phrase in as_typed(text):
            return text if text in CARDS or is_understood(text) else phrase
    return phrase


def _typed_for(kind: str, seeker: SeekerRecord, encoder: ConceptEncoder) -> str:
    """The words that a kind of work was understood from; the kind itself where they are gone."""
    typed = [text for text in seeker.work if text not in CARDS]
    return next((one.said for one in read_apart(encoder, typed) if kind in one.kinds), kind)
