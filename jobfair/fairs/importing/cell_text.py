"""What any cell becomes before anybody reads it: plain text without tricks."""

import html
import re
import unicodedata
from datetime import date, datetime, time, timedelta

#: what a spreadsheet program would take for a formula, the wide signs in some countries; our exports put an
#: apostrophe before it
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6});", re.IGNORECASE)
MIDNIGHT = time(0)


def plain_cell(value: object) -> str:
    """A cell's value as text: numbers without a needless ".0", times as "09:30", dates as "2026-06-06".

    >>> plain_cell(64108.0), plain_cell(time(9, 30)), plain_cell("  d&eacute;cor "), plain_cell("'=1+1")
    ('64108', '09:30', 'décor', '=1+1')
    """
    if isinstance(value, str):
        return _plain_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    return _plain_date_or_time(value)


def safe_cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: such a cell gets an apostrophe in front.

    >>> safe_cell("=cmd|' /C calc'!A0"), safe_cell("816-555-0100"), safe_cell("-3")
    ("'=cmd|' /C calc'!A0", '816-555-0100', "'-3")
    """
    guarded = text.startswith(FORMULA_STARTS) or (
        text.startswith("'") and text[1:].startswith(("'", *FORMULA_STARTS))
    )
    return "'" + text if guarded else text


def fold(text: str) -> str:
    """Text in lower case, without accents and doubled blanks, to compare by.

    >>> fold("  Teléfono  / E-mail ")
    'telefono / e-mail'
    """
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _plain_date_or_time(value: object) -> str:
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, datetime):
        if value.year <= 1900:  # a time of day, as spreadsheets count days from 1900
            return f"{value:%H:%M}"
        return f"{value:%Y-%m-%d}" if value.time() == MIDNIGHT else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else _plain_text(str(value))


def _plain_text(text: str) -> str:
    if "&" in text:
        text = ENTITY.sub(lambda found: html.unescape(found.group()), text)
    text = text.replace("\xa0", " ").strip(" \ufeff\u200b")
    if text.startswith("'") and text[1:].startswith(("'", *FORMULA_STARTS)):
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
