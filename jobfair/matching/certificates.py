"""Cards and licences under one name, whatever people call them: "CNA", "c.n.a.", "auxiliar de enfermería"."""

import re
from functools import cache

from jobfair.matching.words import fold

#: One key a card, with folded names people write for it; matched on whole words, longest name first.
CERTIFICATE_NAMES: dict[str, tuple[str, ...]] = {
    "cdl a": ("cdl a", "class a cdl", "cdl class a", "class a", "licencia comercial clase a", "cdl clase a"),
    "cdl b": ("cdl b", "class b cdl", "cdl class b", "class b", "licencia comercial clase b", "cdl clase b"),
    "cdl": (
        "cdl",
        "commercial driver",
        "commercial drivers license",
        "commercial license",
        "licencia comercial",
    ),
    "hazmat": ("hazmat", "hazardous materials", "materiales peligrosos"),
    "twic": ("twic",),
    "forklift": (
        "forklift",
        "fork lift",
        "lift truck",
        "powered industrial truck",
        "montacargas",
        "carretilla",
    ),
    "scissor lift": ("scissor lift", "aerial lift", "boom lift", "plataforma elevadora"),
    "osha 10": ("osha 10", "osha10", "osha diez", "10 hour osha"),
    "osha 30": ("osha 30", "osha30", "osha treinta", "30 hour osha"),
    "hazwoper": ("hazwoper",),
    "servsafe manager": ("servsafe manager", "food protection manager", "food manager"),
    "food handler": (
        "food handler",
        "food handlers",
        "servsafe",
        "serv safe",
        "manipulador de alimentos",
        "manejo de alimentos",
        "tarjeta de comida",
    ),
    "cna": ("cna", "c n a", "certified nursing assistant", "certified nurse aide", "auxiliar de enfermeria"),
    "cma": ("cma", "certified medication aide", "medication aide", "certified medical assistant"),
    "phlebotomy": ("phlebotomy", "cpt phlebotomy", "flebotomia"),
    "cpr": ("cpr", "first aid", "bls", "primeros auxilios", "rcp"),
    "epa 608": ("epa 608", "epa universal", "epa"),
    "welding": ("aws", "welding", "welder", "soldadura", "soldador"),
    "nccer": ("nccer", "core curriculum"),
    "ase": ("ase",),
    "electrician": ("journeyman electrician", "electrician license", "electrical license", "electricista"),
    "plumber": ("journeyman plumber", "plumber license", "plumbing license", "plomero"),
    "cosmetology": ("cosmetology", "cosmetologist", "cosmetologia"),
    "barber": ("barber", "barbering", "barbero", "barberia"),
    "security guard": ("guard card", "security license", "security guard", "licencia de guardia"),
    "flagger": ("flagger", "traffic control", "banderero"),
    "chainsaw": ("chainsaw", "s 212", "motosierra"),
    "wildland fire": ("red card", "wildland", "s 130", "s 190", "tarjeta roja"),
    "pesticide": ("pesticide", "pesticida"),
    "asbestos": ("asbestos", "asbesto"),
    "lead": ("lead abatement", "lead renovator", "rrp"),
    "peer support": (
        "peer support",
        "peer specialist",
        "certified peer",
        "recovery coach",
        "apoyo entre pares",
    ),
    "ged": ("ged", "hiset", "high school diploma", "high school equivalency", "diploma de secundaria"),
    "driving licence": (
        "driver license",
        "drivers license",
        "driving licence",
        "licencia de conducir",
        "licencia de manejo",
    ),
}


@cache
def certificate_key(text: str) -> str:
    """Return one key for a card, however it is written.

    Parameters
    ----------
    text : str
        What a person or an employer wrote, such as ``"Forklift card (2021)"``.

    Returns
    -------
    str
        A key of `CERTIFICATE_NAMES`, or the folded text when no known name is in it.

    Examples
    --------
    >>> certificate_key("C.N.A.") == certificate_key("Certified Nursing Assistant")
    True
    >>> certificate_key("tarjeta de montacargas")
    'forklift'
    """
    folded = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
    for name, key in _names_longest_first():
        if f" {name} " in f" {folded} ":
            return key
    return folded


@cache
def _names_longest_first() -> tuple[tuple[str, str], ...]:
    pairs = [(name, key) for key, names in CERTIFICATE_NAMES.items() for name in names]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
