"""Languages: which one a page speaks, and dates, times, numbers and money said in it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask, request, session
from flask_babel import Babel, get_locale, gettext
from werkzeug.datastructures import LanguageAccept

from jobfair.errors import JobFairError
from jobfair.web.addresses import this_page

#: language code -> its own name
LANGUAGES = {"en": "English", "es": "Español"}

#: language code -> how it writes times, numbers and money here: a fair of the United States in both languages
HABITS = {"en": "en_US", "es": "es_US"}


def init_app(app: Flask) -> None:
    """English and Spanish: asked for in the address, remembered in the cookie, else the browser's."""
    Babel(app, locale_selector=_select_language, default_translation_directories="translations")
    app.before_request(_remember_language)
    app.jinja_env.globals.update(
        language=language,
        other_languages=_other_languages,
        clock_time=clock_time,
        slot_time=slot_time,
        moment=moment,
        number=number,
        long_date=long_date,
        wage=wage,
    )


def language() -> str:
    """Code of the language this page is in."""
    return str(get_locale() or "en")[:2]


def use_language(code: str) -> None:
    """Speak this language from the next page on."""
    session["lang"] = code if code in LANGUAGES else "en"


def say(error: JobFairError) -> str:
    """An error's sentence in the language of the page."""
    return said(error.message, error.values)


def said(message: str, values: dict[str, object]) -> str:
    """A marked sentence with its values, in the language of the page."""
    text = str(gettext(message))
    return text % values if values else text


def clock_time(value: time) -> str:
    """A local time of day, such as "9:40 AM" or "9:40 a.m."."""
    return str(format_time(value, "short", locale=HABITS[language()]))


def slot_time(value: datetime, time_zone: str) -> str:
    """A moment as the fair's local time of day."""
    return clock_time(value.astimezone(ZoneInfo(time_zone)).time())


def moment(value: datetime, time_zone: str) -> str:
    """A moment as the fair's local date and time of day."""
    local = value.astimezone(ZoneInfo(time_zone))
    return f"{format_date(local.date(), 'medium', locale=HABITS[language()])}, {clock_time(local.time())}"


def long_date(value: date) -> str:
    """A date with its weekday, such as "Saturday, June 6, 2026"."""
    return str(format_date(value, "full", locale=HABITS[language()]))


def wage(cents_per_hour: int) -> str:
    """Pay an hour in dollars."""
    return str(format_currency(cents_per_hour / 100, "USD", locale=HABITS[language()]))


def number(value: float, form: str) -> str:
    """A number in a form such as "0.00", with a decimal point as money has."""
    return str(format_decimal(value, form, locale=HABITS[language()]))


def percent(share: float, form: str) -> str:
    """A share of one as a percentage, in a form such as "0.##%"."""
    return str(format_percent(share, form, locale=HABITS[language()]))


def _select_language() -> str:
    remembered = session.get("lang")
    if remembered in LANGUAGES:
        return str(remembered)
    accepted: LanguageAccept = request.accept_languages
    return accepted.best_match(LANGUAGES) or "en"


def _remember_language() -> None:
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        session["lang"] = asked


def _other_languages() -> list[tuple[str, str, str]]:
    """Code, own name and address of this page for every other language."""
    return [(code, name, this_page(lang=code)) for code, name in LANGUAGES.items() if code != language()]
