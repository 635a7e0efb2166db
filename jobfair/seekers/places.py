"""Own words without the institution they were learnt in: an employer reads what was done, not where.

People write "cook in the prison kitchen". What they can do is cooking; the rest would tell every employer
what no page of ours tells. Only words that leave no doubt are taken out: "inside sales" and "correctional
officer" are work.
"""

import re

#: institutions and states that are somebody's past, in both languages
_PLACE = r"""
    (?:(?:state|federal|county|city|women'?s|men'?s|prisión|carcel|cárcel)\s+)?
    (?:prisons?|jails?|penitentiar(?:y|ies)|correctional\s+(?:facility|institution|cent(?:er|re))|
       detention\s+cent(?:er|re)|halfway\s+house|work\s+release|lock-?up|
       c[aá]rcel(?:es)?|prisi[oó]n(?:es)?|penitenciar[ií]as?|penal(?:es)?|reclusorios?|
       centro\s+penitenciario|centro\s+de\s+detenci[oó]n)
    (?:\s+(?:estatal|federal|del\s+condado))?
"""
_STATE = r"""
    (?:when|while|cuando|mientras)\s+(?:i\s+was\s+|estaba\s+|estuve\s+)?
    (?:inside|locked\s+up|incarcerated|in\s+custody|doing\s+time|adentro|pres[oa]|encarcelad[oa]|encerrad[oa])
    | on\s+the\s+inside | doing\s+time | locked\s+up | incarcerated | incarceration | encarcelad[oa]
    | (?:on|under|en)\s+(?:parole|probation|libertad\s+condicional)
    | (?:ex-?|former\s+)?(?:inmates?|felons?|convicts?|offenders?|prisoners?|reclus[oa]s?|pres[oa]s)
"""
_LEADING = r"""
    (?:(?:in|at|from|inside|for|during|while\s+in|en|de|desde|dentro\s+de)\s+)?
    (?:(?:the|a|an|my|la|el|una|un|mi)\s+)?
"""
_GIVES_AWAY = re.compile(rf"\b(?:{_STATE}|{_LEADING}{_PLACE})\b", re.IGNORECASE | re.VERBOSE)
_LEFT_OVER = re.compile(r"\(\s*\)|\s+(?=[,;.)])|(?<=\()\s+")


def without_places(text: str) -> str:
    """The text without words that say that somebody was locked up; other texts come back as they are.

    >>> without_places("cook in the state prison for 4 years"), without_places("prison kitchen")
    ('cook for 4 years', 'kitchen')
    >>> without_places("cocinero en la cárcel"), without_places("inside sales; correctional officer")
    ('cocinero', 'inside sales; correctional officer')
    """
    found, count = _GIVES_AWAY.subn(" ", text)
    if not count:
        return text
    return " ".join(_LEFT_OVER.sub("", found).split()).strip(" ,;.-–")
