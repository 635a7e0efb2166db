"""Light stems for English and Spanish work words, and the words that say nothing.

One list of endings serves both languages, because people mix them in one line. A stem keeps at least four
letters; letter groups carry what it cuts badly.
"""

from functools import lru_cache

_ENDINGS = """
    ings ing ers ors er or ed ies ied s ment ments tion tions ations ation ive ively ly y
    adoras adores adora ador aduras adura edoras edores edora edor idoras idores idora idor
    aciones acion amientos amiento imientos imiento ando iendo
    eros eras ero era istas ista arios arias ario aria ados adas ado ada idos idas ido ida
    ar ir os as es o a e
"""

#: Longest first, so that "adora" goes before "a".
ENDINGS = tuple(sorted(_ENDINGS.split(), key=lambda ending: (-len(ending), ending)))

SHORTEST_STEM = 4

_STOP_WORDS = """
    a an and or of the to in for on at by with from as is be are was were other etc any all each such their
    them they who which that than into onto per not no new my i we our you your it its this these those do
    did does done been have has had having im ive
    el la los las un una unos unas de del y o u e en al por para con sin su sus lo le les se que como mas
    otros otras otro otra muy mi mis yo es son ser era fue ha han he sobre entre desde hasta segun
"""

#: Words too common in either language to tell one kind of work from another.
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a folded word without its ending.

    Parameters
    ----------
    word : str
        Folded, as `jobfair.matching.words.phrases` leaves it.

    Returns
    -------
    str

    Examples
    --------
    >>> [stem(word) for word in ("welder", "welding", "soldador", "soldadura", "cook")]
    ['weld', 'weld', 'sold', 'sold', 'cook']
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word


def content_words(phrase: str) -> list[str]:
    """Return the words of a folded phrase that say something, in their order.

    Examples
    --------
    >>> content_words("i worked on the line")
    ['worked', 'line']
    """
    return [word for word in phrase.replace("'", " ").split() if word not in STOP_WORDS]
