"""Text as people type it, made comparable: accents, case, mark-up, dotted abbreviations, phrases, stems."""

import html
import re
import unicodedata

_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_PHRASE_END = re.compile(r"[,;:!?•|\n\r\t()\[\]{}/]+|\.(?=\s|$)|\s[-–—]+\s")
_SPACES = re.compile(r"[ \u00a0]+")
_NOT_WORD = re.compile(r"[^a-z0-9&+#' ]+")


def fold(text: str) -> str:
    """Return the text in lower case without accents, mark-up, or dots in abbreviations.

    Parameters
    ----------
    text : str
        Anything a person typed.

    Returns
    -------
    str
        The folded text; phrase marks such as commas stay.

    Examples
    --------
    >>> fold("<b>Jardinería</b> &amp; C.N.A.")
    'jardineria & cna'
    """
    plain = _TAG.sub(" ", html.unescape(text))
    decomposed = unicodedata.normalize("NFKD", plain.lower())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    joined = _DOTTED.sub(lambda found: found.group().replace(".", ""), bare)
    return _SPACES.sub(" ", joined).strip()


def phrases(text: str) -> list[str]:
    """Cut a text into folded phrases of words.

    Parameters
    ----------
    text : str
        Anything a person typed.

    Returns
    -------
    list of str
        Phrases in their order, without empty ones or repeats.

    Examples
    --------
    >>> phrases("Cook / dishwasher; ran the line, 2 yrs. Montacargas!")
    ['cook', 'dishwasher', 'ran the line', '2 yrs', 'montacargas']
    """
    cut = (" ".join(_NOT_WORD.sub(" ", part).split()) for part in _PHRASE_END.split(fold(text)))
    return list(dict.fromkeys(phrase for phrase in cut if phrase))


def as_typed(text: str) -> dict[str, str]:
    """Return the folded phrases of a text, each with how it was typed, fit to be quoted.

    Parameters
    ----------
    text : str
        Anything a person typed.

    Returns
    -------
    dict of str to str
        Keys as `phrases` cuts them. Marks that cannot be printed, such as those that turn the direction of
        writing, are taken out; a phrase that folding put together is quoted as it was folded.

    Examples
    --------
    >>> as_typed("<b>Jardinería</b>, C.N.A. card")
    {'jardineria': 'Jardinería', 'cna card': 'cna card'}
    """
    typed = {}
    for part in _PHRASE_END.split(_TAG.sub(" ", html.unescape(text))):
        printable = "".join(letter for letter in part if letter.isprintable() or letter.isspace())
        typed[" ".join(phrases(printable))] = " ".join(printable.split())
    return {phrase: typed.get(phrase, phrase) for phrase in phrases(text)}


def folded_text(text: str) -> str:
    """Return the folded phrases of a text as one.

    Examples
    --------
    >>> folded_text("Cook / dishwasher")
    'cook dishwasher'
    """
    return " ".join(phrases(text))
