"""What rules of law may mean for somebody: a pure function of answers, rules and the day.

A year that somebody remembers roughly is a span of days; so is everything counted from it. Where the sources
leave the day itself open (“within seven years”), the day counts as closed: the careful reading costs one day.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jobfair.law.rules import Rule

LONG_AGO = date(1900, 1, 1)
NEAR_THE_END_OF_TIME = 9000

State = Literal["until", "over", "always", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some day from the first to the last."""

    first: date
    last: date

    @classmethod
    def of(cls, year: int, month: int | None = None) -> "Span":
        """A year, or a month of it."""
        last_month = month or 12
        return cls(
            date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
        )

    def later(self, *, years: int = 0, months: int = 0) -> "Span":
        """The same span some time later."""
        return Span(later(self.first, years, months), later(self.last, years, months))


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says about one case; None means not said."""

    categories: frozenset[str]
    happened: Span | None = None
    #: when the court decided
    decided: Span | None = None
    was_inside: bool | None = None
    released: Span | None = None
    #: 21 or younger when it happened
    was_young: bool | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An opening as rules look at it."""

    title: str
    employer: str
    #: title, duties, skills, certificates and employer, to look for words in
    text: str
    soc_code: str | None
    #: two letters; None when nobody said
    state: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule may mean for the answers.

    "until": closed until `ends` at the latest; "over": its last day was `ends`; "always": until it is waived;
    "unknown": the answers or the rule do not tell.
    """

    rule: Rule
    state: State
    ends: date | None
    #: what was said fits with a time that is over already; the exact date decides
    may_be_over: bool
    #: openings this rule may cover
    works: tuple[Work, ...]
    #: openings of that kind in a state whose rules we do not have
    elsewhere: tuple[Work, ...]


def later(day: date, years: int = 0, months: int = 0) -> date:
    """The day some time later; one that is not in the calendar becomes the next day.

    >>> later(date(2024, 2, 29), years=1), later(date(2024, 2, 29), years=4), later(date(2023, 8, 31), months=30)
    (datetime.date(2025, 3, 1), datetime.date(2028, 2, 29), datetime.date(2026, 3, 1))
    """  # noqa: E501 - one example
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    if year > NEAR_THE_END_OF_TIME:
        return date.max
    if day.day <= calendar.monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return date(year, month + 2, 1)


def findings(
    answers: Answers, rules: Sequence[Rule], works: Sequence[Work], today: date
) -> tuple[Finding, ...]:
    """What each rule in force may mean, in the order of the rules.

    A rule that looks at none of the categories says nothing. “Something else” may be anything: every rule
    then answers that we cannot tell.
    """
    found = []
    for rule in rules:
        if rule.kind == "bar" and rule.is_in_force(today):
            state, span = _state_of(rule, answers, today)
            if state is not None:
                here, elsewhere = _covered(rule, works)
                ends = span.last if span else None
                may_be_over = span is not None and span.first < today <= span.last
                found.append(Finding(rule, state, ends, may_be_over, here, elsewhere))
    return tuple(found)


def covers(rule: Rule, work: Work) -> bool:
    """Whether work is of the kind a rule is about, wherever it is."""
    if work.soc_code and any(work.soc_code.startswith(code) for code in rule.soc_codes):
        return True
    text = work.text.casefold()
    return any(re.search(rf"\b{re.escape(word.casefold())}\b", text) for word in rule.work_words)


def _covered(rule: Rule, works: Sequence[Work]) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    kind = [work for work in works if covers(rule, work)]
    here = tuple(work for work in kind if rule.place == "US" or work.state in {rule.place, None})
    return here, tuple(work for work in kind if work not in here)


def _state_of(rule: Rule, answers: Answers, today: date) -> tuple[State | None, Span | None]:
    if not answers.categories & set(rule.categories):
        return ("unknown" if "other" in answers.categories else None), None
    if rule.lasts != "years":
        return rule.lasts, None
    span = _later_end(rule, answers) if rule.counts == "later" else _sooner_end(rule, answers)
    if span is None:
        return "unknown", None
    return ("over" if today > span.last else "until"), span


def _later_end(rule: Rule, answers: Answers) -> Span | None:
    """All the times have to be over: the last of them counts, and an unknown one leaves it open."""
    ends = _ends(rule, answers)
    if not ends or None in ends:
        return None
    known = [end for end in ends if end is not None]
    return Span(max(end.first for end in known), max(end.last for end in known))


def _sooner_end(rule: Rule, answers: Answers) -> Span | None:
    """One of the times has to be over: the first of them counts, and an unknown one may make it sooner."""
    ends = _ends(rule, answers)
    known = [end for end in ends if end is not None]
    if not known:
        return None
    first = LONG_AGO if None in ends else min(end.first for end in known)
    return Span(first, min(end.last for end in known))


def _ends(rule: Rule, answers: Answers) -> list[Span | None]:
    """When each time of a rule that has to do with this person is over; None where the answers do not say."""
    ends: list[Span | None] = []
    if rule.years_after_offence is not None:
        ends.append(_after(_happened(answers), years=rule.years_after_offence))
    if rule.years_after_decision is not None:
        ends.append(_after(answers.decided, years=rule.years_after_decision))
    if rule.years_after_release is not None and answers.was_inside is not False:
        ends.append(_after(answers.released, years=rule.years_after_release))
    if rule.months_if_young is not None and answers.was_young is not False:
        decided = answers.decided if answers.was_young else None
        ends.append(_after(decided, months=rule.months_if_young))
    return ends


def _after(span: Span | None, *, years: int = 0, months: int = 0) -> Span | None:
    return span.later(years=years, months=months) if span else None


def _happened(answers: Answers) -> Span | None:
    """When it happened: not after the court decided."""
    if answers.happened:
        return answers.happened
    return Span(LONG_AGO, answers.decided.last) if answers.decided else None
