"""Own words that tell where they were learnt: which lines an employer must not read as they were written.

People write "cook in the prison kitchen" and "laundry room inside". What they can do is cooking and laundry;
the rest would tell every employer what no page of ours tells. Words are not cut out of a line, since what is
left still tells ("forklift at Lansing"): the whole line is kept back, and employers read what was understood
of it (`suggestions.queries.own_words`). Where words leave a doubt, the line is kept back; "inside sales" and
"correctional officer" are work.
"""

import re
import unicodedata

from jobfair.seekers.telling_words import HARMLESS, STRONG_CAPITALS, TELLING

_HARMLESS = re.compile(HARMLESS, re.VERBOSE)
_TELLING = re.compile(TELLING, re.VERBOSE)
_CAPITALS = re.compile(STRONG_CAPITALS)


def gives_away(text: str) -> bool:
    """Whether a line says that somebody was locked up, or where, or for what.

    >>> gives_away("laundry room inside"), gives_away("cosina en Lansing"), gives_away("inside sales")
    (True, True, False)
    """
    return bool(_CAPITALS.search(text) or _TELLING.search(_HARMLESS.sub(" | ", _folded(text))))


def mentions(text: str) -> bool:
    """Whether a text has a word that tells, even where it is work: for names that we choose ourselves."""
    return bool(_TELLING.search(_folded(text)))


def without_places(text: str) -> str:
    """The folded words of a line without those that tell: for understanding, never to be shown.

    >>> without_places("Cook at the prison, lababa la ropa del penal")
    'cook at the , lababa la ropa del'
    """
    return " ".join(_TELLING.sub(" ", _folded(_CAPITALS.sub(" ", text))).split())


def _folded(text: str) -> str:
    """Lower case without accents and signs within words; ñ stays, for a caña is no cana."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("ñ", "\0")
    letters = unicodedata.normalize("NFD", plain)
    kept = "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(re.sub(r"[’'`´.]", "", kept).replace("-", " ").replace("\0", "ñ").split())
