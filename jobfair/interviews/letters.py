"""What people are told about their times, short, in their language, under the fair's neutral name."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from babel.support import NullTranslations, Translations

from jobfair.errors import N_
from jobfair.fairs.models import Fair
from jobfair.fairs.slot_times import moment
from jobfair.interviews.models import Interview
from jobfair.text_length import as_text, segments

Kind = Literal["interviews", "changed", "off", "tomorrow", "soon"]

#: `times` is one `TIME` after the other; none says what kind of fair it is, asks anything or has a link
SENTENCES: dict[Kind, str] = {
    "interviews": N_("%(fair)s, %(date)s: %(times)s. Your code: %(code)s."),
    "changed": N_("%(fair)s: your new times: %(times)s. Your code: %(code)s."),
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
    return _write(
        kind, fair, locale, code, [(_times(one, fair.time_zone), one.booth.label) for one in interviews]
    )


def example_letter(fair: Fair, locale: str, code: str) -> str:
    """What somebody would get at a fair, with a made-up time and booth."""
    opens = moment(fair.date, fair.opens, fair.time_zone)
    return _write("interviews", fair, locale, code, [(_clock(opens, fair.time_zone), "A1")])


def _write(kind: Kind, fair: Fair, locale: str, code: str, places: Iterable[tuple[str, str]]) -> str:
    translate = _translations(locale).gettext
    times = ", ".join(translate(TIME) % {"time": time, "booth": label} for time, label in places)
    values = {
        "fair": fair.name,
        "date": format_skeleton("MMMd", fair.date, locale=locale),
        "times": times,
        "code": code,
    }
    return as_text(translate(SENTENCES[kind]) % values)


class Sample(NamedTuple):
    """A message as it may look, and how many segments of a text it takes."""

    kind: Kind
    locale: str
    text: str
    segments: int


def sample_letters(
    fair: Fair, code: str, interviews: Sequence[Interview], locales: Iterable[str], end: Callable[[str], str]
) -> list[Sample]:
    """What somebody with these interviews would get, of each kind in each language.

    Parameters
    ----------
    end
        Adds how messages are ended.
    """
    samples = []
    for kind, locale in product(SENTENCES, locales):
        text = end(write_letter(kind, fair, locale, code, interviews[:1] if kind == "soon" else interviews))
        samples.append(Sample(kind, locale, text, segments(text)))
    return samples


@cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), [locale])


def _times(one: Interview, time_zone: str) -> str:
    starts = _clock(one.starts_at, time_zone)
    return starts if one.slots == 1 else f"{starts}-{_clock(one.ends_at, time_zone)}"


def _clock(value: datetime, time_zone: str) -> str:
    """A time as short as it can be read in both languages, such as "9:40am"."""
    local = value.astimezone(ZoneInfo(time_zone))
    return f"{local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"
