"""What people are told about their times, short, in their language, under the fair's neutral name."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from babel.support import NullTranslations, Translations

from jobfair.errors import N_
from jobfair.fairs.models import Fair
from jobfair.interviews.models import Interview
from jobfair.text_length import as_text

Kind = Literal["interviews", "changed", "off", "tomorrow", "soon"]

#: `times` is one `TIME` after the other; none says what kind of fair it is, asks anything or has a link
SENTENCES: dict[str, str] = {
    "interviews": N_("%(fair)s, %(date)s: %(times)s. Your code: %(code)s. STOP ends these texts."),
    "changed": N_("%(fair)s: your times changed. Now: %(times)s. Your code: %(code)s."),
    "off": N_("%(fair)s: your times are off. The help desk has others. Your code: %(code)s."),
    "tomorrow": N_("%(fair)s is tomorrow, %(date)s: %(times)s. Your code: %(code)s."),
    "soon": N_("%(fair)s today: %(times)s. Your code: %(code)s."),
}
TIME = N_("%(time)s booth %(booth)s")
TRANSLATIONS = Path(__file__).parent.parent / "translations"


def write_letter(kind: Kind, fair: Fair, locale: str, code: str, interviews: Sequence[Interview]) -> str:
    """The text of a message, in the alphabet of texts where that is possible.

    Parameters
    ----------
    interviews
        Those to name, by time.
    """
    translate = _translations(locale).gettext
    times = ", ".join(
        translate(TIME) % {"time": _clock(one.slot.starts_at, fair.time_zone), "booth": one.booth.label}
        for one in interviews
    )
    places = {
        "fair": fair.name,
        "date": format_skeleton("MMMd", fair.date, locale=locale),
        "times": times,
        "code": code,
    }
    return as_text(translate(SENTENCES[kind]) % places)


@cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), [locale])


def _clock(value: datetime, time_zone: str) -> str:
    """A time as short as it can be read in both languages, such as "9:40am"."""
    local = value.astimezone(ZoneInfo(time_zone))
    return f"{local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"
