"""Reasons said in the language of the page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import cache
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext

from jobfair.matching import CLOCK_VALUES, certificate_key
from jobfair.seekers.work_cards import CARDS, CERTIFICATES
from jobfair.suggestions.queries.understanding import label_in, name_in
from jobfair.suggestions.sentences import CHANGES, SENTENCES, WHOLE_DAY
from jobfair.web.choices import DAYS, SHIFTS, TRAVEL, labels_of
from jobfair.web.i18n import clock_time, language

#: any of these will do, so they are joined by "or"
ANY_WILL_DO = {"matching.not_shift"}

#: values that are said with their unit
AMOUNTS = frozenset({"miles", "max_miles", "pounds", "needed_pounds", "able_pounds", "months"})


def spoken(key: str, values: Mapping[str, Any], voice: str = "you") -> str:
    """A reason as one sentence, to the person ("you") or about them ("they").

    Parameters
    ----------
    key : str
        A message key of matching; one that is not known any more says nothing.
    values : mapping
        As matching gave them, or as they were stored (lists for tuples).
    voice : str
        "you" or "they".
    """
    is_whole_day = key in WHOLE_DAY and values["busy_starts"] == values["busy_ends"]
    sentence = WHOLE_DAY[key] if is_whole_day else SENTENCES.get(key)
    if sentence is None:
        return ""
    said = {name: _spoken_value(key, name, value) for name, value in values.items()}
    said["concept"] = said.get(f"concept_{language()}", "")
    return str(gettext(getattr(sentence, voice))) % said


def spoken_skills(texts: Iterable[str]) -> list[str]:
    """Cards and kinds of work in the language of the page; other words as they were written."""
    return [gettext(text) if text in CARDS else name_in(language(), text) or text for text in texts]


def spoken_change(key: str, values: Mapping[str, Any]) -> str:
    """What would have to change for more openings, from a `what_if.Change`."""
    said = {name: _amount(name, value) if name in AMOUNTS else value for name, value in values.items()}
    if "certificate" in said:
        said["certificate"] = _certificate(said["certificate"])
    if "shift" in said:
        said["shift"] = _in_a_sentence(labels_of([said["shift"]], SHIFTS))[0]
    if "languages" in said:
        said["languages"] = _joined([_language_name(code) for code in said["languages"]], "standard")
    return str(gettext(CHANGES[key])) % said


def _amount(name: str, value: int) -> str:
    if name.endswith("miles"):
        return str(ngettext("%(num)s mile", "%(num)s miles", value))
    if name.endswith("pounds"):
        return str(ngettext("%(num)s pound", "%(num)s pounds", value))
    return str(ngettext("%(num)s month", "%(num)s months", value))


def _spoken_value(key: str, name: str, value: Any) -> str:
    if name in CLOCK_VALUES:
        return clock_time(time.fromisoformat(str(value)))
    if name in AMOUNTS:
        return _amount(name, value)
    if name in _WORDS:
        return _WORDS[name](str(value))
    if not isinstance(value, list | tuple):
        return str(value)
    words = [str(word) for word in value]
    if name == "languages":
        return _joined([_language_name(word) for word in words], "standard")
    labels = SHIFTS if key == "matching.not_shift" else DAYS
    named = labels_of(words, labels)
    if labels is SHIFTS:
        named = _in_a_sentence(named)
    return _joined(named, "or" if key in ANY_WILL_DO else "standard")


def _certificate(text: str) -> str:
    """An employer's word for a card as the cards people tick are called, where it is one of those."""
    card = _cards_by_key().get(certificate_key(text))
    return gettext(card) if card else text


def _skill(text: str) -> str:
    """An employer's word for a skill in the language of the page, where the vocabulary has one."""
    return label_in(language(), text) or spoken_skills([text])[0]


@cache
def _cards_by_key() -> dict[str, str]:
    return {certificate_key(card): card for card in CERTIFICATES}


#: values that are words, of people (which may be cards) or ours, and how each is said
_WORDS: dict[str, Callable[[str], str]] = {
    "said": lambda text: spoken_skills([text])[0],
    "certificate": _certificate,
    "skill": _skill,
    "travel": lambda text: labels_of([text], TRAVEL)[0].lower(),
}


def _in_a_sentence(words: list[str]) -> list[str]:
    return [word[0].lower() + word[1:] for word in words]


def _joined(words: list[str], style: str) -> str:
    return str(format_list(words, style=style, locale=get_locale() or "en"))  # type: ignore[arg-type]


def _language_name(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name(get_locale()) or code
    except (ValueError, UnknownLocaleError):
        return code
