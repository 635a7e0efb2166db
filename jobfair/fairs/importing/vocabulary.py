"""Words people use in spreadsheets for the things we have words for; folded, English and Spanish."""

import re

from jobfair.fairs.importing.cell_text import fold

LANGUAGES = {
    "en": ("en", "english", "eng", "ingles"),
    "es": ("es", "spanish", "espanol", "spa", "sp", "castellano"),
    "fr": ("fr", "french", "frances"),
    "ar": ("ar", "arabic", "arabe"),
    "vi": ("vi", "vietnamese", "vietnamita"),
    "so": ("so", "somali"),
    "sw": ("sw", "swahili"),
    "pt": ("pt", "portuguese", "portugues"),
    "ht": ("ht", "haitian creole", "creole"),
    "zh": ("zh", "chinese", "mandarin", "chino"),
}
BILINGUAL = ("bilingual", "bilingue", "both", "ambos")

SHIFTS = {
    "days": (
        "days",
        "day",
        "daytime",
        "in the daytime",
        "day shift",
        "dia",
        "dias",
        "de dia",
        "first shift",
        "1st",
    ),
    "mornings": ("mornings", "morning", "early mornings", "am", "manana", "mananas", "por la manana"),
    "evenings": ("evenings", "evening", "afternoons", "afternoon", "tarde", "tardes", "second shift", "2nd"),
    "nights": ("nights", "night", "overnight", "noche", "noches", "de noche", "third shift", "3rd"),
    "weekends": ("weekends", "weekend", "fines de semana", "fin de semana", "sat sun"),
}
DAYS = {
    "mon": ("mon", "monday", "lunes", "lun", "m"),
    "tue": ("tue", "tuesday", "tues", "martes", "mar", "tu"),
    "wed": ("wed", "wednesday", "miercoles", "mie", "w"),
    "thu": ("thu", "thursday", "thurs", "thur", "jueves", "jue", "th"),
    "fri": ("fri", "friday", "viernes", "vie", "f"),
    "sat": ("sat", "saturday", "sabado", "sab"),
    "sun": ("sun", "sunday", "domingo", "dom"),
}
WEEK = tuple(DAYS)
ANYTHING = (
    "any", "anything", "anytime", "any time", "all", "open", "flexible", "cualquiera", "cualquier cosa",
    "lo que sea", "todo",
)  # fmt: skip
TRAVEL = {
    "walk": ("walk", "walks", "walking", "on foot", "foot", "caminando", "a pie"),
    "bike": ("bike", "bicycle", "by bike", "bicicleta", "bici"),
    "bus": ("bus", "by bus", "public transit", "transit", "autobus", "camion", "transporte publico"),
    "ride": ("ride", "gets a ride", "rides", "somebody drives me", "family drives", "me llevan", "aventon"),
    "car": ("car", "by car", "drives", "own car", "carro", "coche", "auto", "en carro", "truck"),
}
NEEDS = {
    "asl_interpreter": (
        "asl", "asl interpreter", "sign language", "a sign language interpreter", "sign language interpreter",
        "deaf", "lenguaje de senas", "interprete de senas", "lengua de senas",
    ),
    "spanish_interpreter": (
        "interpreter", "spanish interpreter", "a spanish interpreter", "translator", "spanish", "interprete",
        "interprete de espanol", "traductor", "needs interpreter",
    ),
    "wheelchair": ("wheelchair", "room for a wheelchair", "wheel chair", "silla de ruedas"),
    "reading_help": (
        "reading help", "help with reading", "help reading", "reading", "cannot read", "ayuda para leer",
        "ayuda con la lectura",
    ),
    "brings_child": (
        "brings child", "i bring a child", "brings a child", "brings kids", "brings children", "child",
        "kids", "trae hijo", "trae ninos", "trae a su hijo", "con ninos",
    ),
}  # fmt: skip
HIRING = {
    "yes": ("yes", "y", "si", "true", "1", "x", "ok"),
    "case_by_case": ("case by case", "we look at each person", "caso por caso", "each person"),
    "depends_on_job": (
        "depends on job", "depends on the job", "it depends on the job", "depends", "depende",
        "depende del puesto",
    ),
    "no": ("no", "n", "false", "0"),
}  # fmt: skip
STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC",
    "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN",
    "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD",
    "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO",
    "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ",
    "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH",
    "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI",
    "south carolina": "SC", "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT",
    "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI",
    "wyoming": "WY",
}  # fmt: skip

RANGE = re.compile(r"\b(?P<first>[a-z]+)\s*(?:-|–|to|a|thru|through)\s*(?P<last>[a-z]+)\b")
WEEKDAYS_ONLY = (
    "weekdays", "weekdays only", "no weekends", "weekends no", "not weekends", "entre semana",
    "sin fines de semana",
)  # fmt: skip


def code_of(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """The code that a text means; None when it is no word for any.

    >>> code_of("Case-by-case", HIRING), code_of("ASL", NEEDS), code_of("later", HIRING)
    ('case_by_case', 'asl_interpreter', None)
    """
    plain = plain_words(text)
    for code, names in words.items():
        if plain == plain_words(code) or plain in names:
            return code
    return None


def plain_words(text: str) -> str:
    """A text folded, with blanks for everything that is no letter or digit."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def parts_of(text: str, marks: str = ";,\n/|") -> list[str]:
    """The pieces of a cell between any of these marks, without empty ones."""
    return [" ".join(part.split()) for part in re.split(f"[{re.escape(marks)}]", text) if part.strip()]


def list_of(text: str, *, commas: bool) -> list[str]:
    """A list in a cell: one a line or between semicolons, else (where it is usual) between commas.

    A comma inside brackets does not part.
    """
    if ";" in text or "\n" in text or not commas:
        return parts_of(text, ";\n")
    return [" ".join(part.split()) for part in re.split(r",(?![^()]*\))", text) if part.strip()]


def days_in(text: str) -> list[str] | None:
    """The days of the week a text names, as "M-F", "weekends" or "mon, wed"; None when it names none.

    >>> days_in("M-F"), days_in("Sat, Sun"), days_in("weekends no"), days_in("nights")
    (['mon', 'tue', 'wed', 'thu', 'fri'], ['sat', 'sun'], ['mon', 'tue', 'wed', 'thu', 'fri'], None)
    """
    plain = plain_words(text)
    if plain in WEEKDAYS_ONLY:
        return list(WEEK[:5])
    match = RANGE.search(fold(text))
    ends = [code_of(match[end], DAYS) for end in ("first", "last")] if match else []
    if len(ends) == 2 and ends[0] and ends[1]:
        first, last = WEEK.index(ends[0]), WEEK.index(ends[1])
        return [WEEK[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    found = {day for word in plain.split() if len(word) > 2 and (day := code_of(word, DAYS))}
    return [day for day in WEEK if day in found] or None
