"""Names of fairs that say too much: who carries one on a phone or a paper should give nothing away."""

import re

#: words that tell what kind of fair it is, in both languages; a hint, never a refusal
TELLING = re.compile(
    r"\b(felons?|felony|ex[- ]?(offenders?|felons?|cons?|convicts?|inmates?|prisoners?|reos?|convictos?)"
    r"|offenders?|re-?entry|second[- ]chances?|fair[- ]chance|returning citizens?|justice[- ]involved"
    r"|formerly incarcerated|incarcerated|prison|jail|inmates?|convicts?|convicted|criminal|parole|probation"
    r"|background[- ]friendly"
    r"|segundas? oportunidad(es)?|reinserci[oó]n|reingreso|reintegraci[oó]n|antecedentes|c[aá]rcel|prisi[oó]n"
    r"|presos?|presas?|libertad condicional|delincuentes?)\b",
    re.IGNORECASE,
)


def telling_word(name: str) -> str | None:
    """The first word of a name that gives away what kind of fair it is; None for a neutral name.

    >>> telling_word("Second Chance Job Fair"), telling_word("Westside Job Fair")
    ('Second Chance', None)
    """
    found = TELLING.search(name)
    return found[0] if found else None
