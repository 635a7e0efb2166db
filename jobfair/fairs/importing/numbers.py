"""Whole numbers, money and ZIP codes as people write them."""

import re

from jobfair.fairs.importing.cell_text import fold

NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2}(?!\d))?|\d+")
ZIP = re.compile(r"(?P<zip>\d{5})(?:[-\s]?\d{4})?")
YES = {"yes", "y", "x", "true", "1", "si", "s", "✓", "✔", "ok", "t"}
NO = {"no", "n", "false", "0", "none", "-", "f", "ninguno", "ninguna"}


def read_numbers(text: str) -> list[float]:
    """The numbers in a text, in order.

    >>> read_numbers("$1,250.50 to 14,52 or 5 yrs")
    [1250.5, 14.52, 5.0]
    """
    return [_number(found) for found in NUMBER.findall(text)]


def read_whole(text: str) -> int | None:
    """The only whole number in a text; None when there is none, several, or a broken one.

    >>> read_whole("5 yrs"), read_whole("3-4"), read_whole("few")
    (5, None, None)
    """
    found = read_numbers(text)
    if len(found) != 1 or not found[0].is_integer():
        return None
    return int(found[0])


def read_zip(text: str) -> str | None:
    """The five digits of a ZIP or ZIP+4 code; None for anything else. A zero lost in front is put back.

    >>> read_zip("64108-1234"), read_zip("2134"), read_zip("sixty four")
    ('64108', '02134', None)
    """
    plain = text.strip()
    match = ZIP.fullmatch(plain)
    if match:
        return match["zip"]
    return "0" + plain if re.fullmatch(r"[1-9]\d{3}", plain, re.ASCII) else None


def read_answer(text: str) -> bool | None:
    """Yes or no, in English or Spanish or as a mark; None when it is neither.

    >>> read_answer("x"), read_answer("Sí"), read_answer("no"), read_answer("maybe")
    (True, True, False, None)
    """
    word = fold(text).strip(" .!")
    return True if word in YES else False if word in NO or text.strip() == "-" else None


def _number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))
