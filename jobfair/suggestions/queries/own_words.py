"""What employers read of a person's own words: lines that tell where somebody was are read as work alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jobfair.seekers.places import gives_away, mentions, without_places
from jobfair.seekers.work_cards import CARDS
from jobfair.suggestions.queries.understanding import understood

#: Lines kept in a process with what was understood of them.
KEPT_LINES = 4096

#: between the parts of a line: the work comes first, for whom and how long after it
_JOINTS = re.compile(r"\b(?:for|at|in|with|and|when|para|en|de|con|por|y|cuando|\d+)\b")

#: nobody is made more than they said
_HIGHER = re.compile(r"supervisor|manager", re.IGNORECASE)
_FAR = re.compile(r"officer|social worker", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A line employers do not read, and the kinds of work they read instead: none where nothing is sure."""

    said: str
    read: tuple[str, ...]


def shown_words(texts: Sequence[str]) -> tuple[str, ...]:
    """A person's lines as employers may read them, each once.

    A line that tells becomes the kind of work it means, by its English name as it is stored, or nothing.

    Examples
    --------
    >>> shown_words(["janitor", "laundry room inside", "on parole"])
    ('janitor', 'Laundry worker')
    """
    return tuple(dict.fromkeys(shown for text in texts for shown in _shown(text)))


def kept_back(texts: Iterable[str]) -> list[KeptBack]:
    """Those of a person's lines that employers do not read as they were written."""
    return [KeptBack(text, _shown(text)) for text in dict.fromkeys(texts) if _shown(text) != (text,)]


@lru_cache(maxsize=KEPT_LINES)
def _shown(text: str) -> tuple[str, ...]:
    if text in CARDS or not gives_away(text):
        return (text,)
    words = without_places(text)
    first = next(filter(None, (part.strip(" ,;.()") for part in _JOINTS.split(words))), "")
    for one in understood(None, [words, first]):
        kind = next((kind for kind in one.kinds if not _HIGHER.search(kind)), "")
        if one.is_sure and kind and not mentions(kind) and not _FAR.search(one.kinds[0]):
            return (kind,)
    return ()
