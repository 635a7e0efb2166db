"""Forms of a label that need not be written by hand: the other gender in Spanish, the plural in English."""

_MASCULINE_TO_FEMININE = (
    ("or", "ora"),
    ("ero", "era"),
    ("ario", "aria"),
    ("ico", "ica"),
    ("ado", "ada"),
    ("ino", "ina"),
    ("ivo", "iva"),
    ("ano", "ana"),
    ("eno", "ena"),
    ("edo", "eda"),
    ("rto", "rta"),
    ("ogo", "oga"),
    ("afo", "afa"),
)


def spanish_variants(label: str) -> tuple[str, ...]:
    """Return a Spanish label and, where its first word is a person in the masculine, the feminine.

    Examples
    --------
    >>> spanish_variants("soldador de tubería")
    ('soldador de tubería', 'soldadora de tubería')
    >>> spanish_variants("recepcionista")
    ('recepcionista',)
    """
    head, _, rest = label.partition(" ")
    for masculine, feminine in _MASCULINE_TO_FEMININE:
        if head.endswith(masculine):
            return label, f"{head[: -len(masculine)]}{feminine} {rest}".strip()
    return (label,)


def english_variants(label: str) -> tuple[str, ...]:
    """Return an English label and, where its last word names a person at work, the plural.

    Examples
    --------
    >>> english_variants("line cook"), english_variants("warehouse associate")
    (('line cook', 'line cooks'), ('warehouse associate', 'warehouse associates'))
    >>> english_variants("roofing")
    ('roofing',)
    """
    if label.endswith(_PERSON_ENDINGS):
        return label, f"{label}s"
    return (label,)


_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "cook",
    "hand",
    "clerk",
    "aide",
    "tech",
    "technician",
    "mechanic",
    "attendant",
    "associate",
    "assistant",
    "apprentice",
    "agent",
    "worker",
    "mason",
    "member",
    "specialist",
    "lead",
    "host",
    "guard",
    "person",
    "trainee",
    "inspector",
    "guide",
    "handyman",
)
