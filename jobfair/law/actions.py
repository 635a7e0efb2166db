"""Changing the rules of law of a fair; every change is a new row with its time, and is audited."""

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from jobfair.accounts import audit
from jobfair.accounts.audit import Actor
from jobfair.errors import N_, Conflict, Invalid
from jobfair.law.models import LegalRule
from jobfair.law.queries import rule_at_fair, rules_of_fair
from jobfair.law.rules import Rule, row_of, rule_of

LONGEST_TEXT = 1000
#: what nobody can be told anything without
NEEDED = (
    "title_en",
    "title_es",
    "says_en",
    "says_es",
    "ask_en",
    "ask_es",
    "source",
    "checked_on",
    "in_force_from",
)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add_rule(
    session: Session, fair_id: int, fields: dict[str, Any], *, now: datetime, actor: Actor
) -> LegalRule:
    """Add a rule of this fair's own.

    Raises
    ------
    Invalid
        A field cannot be right; the error names it.
    Conflict
        There is a rule with this key.
    """
    rule = _checked(Rule(**fields))
    if not _KEY.fullmatch(rule.key):
        raise Invalid(N_("Use small letters, digits and dashes, such as “city-code-12”."), field="key")
    if any(other.key == rule.key for other in rules_of_fair(session, fair_id)):
        raise Conflict(N_("There is a rule with this short name already."), field="key")
    return _store(session, fair_id, rule, "law.add", now, actor)


def change_rule(
    session: Session, fair_id: int, key: str, fields: dict[str, Any], *, now: datetime, actor: Actor
) -> LegalRule | None:
    """Change a rule at this fair; None when nothing is different.

    Raises
    ------
    NotFound
        There is no such rule.
    Invalid
        A field cannot be right; the error names it.
    """
    before = rule_at_fair(session, fair_id, key)
    rule = _checked(Rule(**{**fields, "key": key}))
    return None if rule == before else _store(session, fair_id, rule, "law.change", now, actor)


def retire_rule(session: Session, fair_id: int, key: str, *, now: datetime, actor: Actor) -> LegalRule | None:
    """Let a rule end with yesterday; None when it is over already."""
    rule = rule_at_fair(session, fair_id, key)
    yesterday = now.date() - timedelta(days=1)
    if rule.in_force_to is not None and rule.in_force_to <= yesterday:
        return None
    return _store(session, fair_id, rule.ending(yesterday), "law.retire", now, actor)


def _store(session: Session, fair_id: int, rule: Rule, action: str, now: datetime, actor: Actor) -> LegalRule:
    row = LegalRule(fair_id=fair_id, key=rule.key, content=row_of(rule), changed_at=now)
    session.add(row)
    session.flush()
    audit.record(session, action, now=now, actor=actor, on=("legal_rule", row.id), fair_id=fair_id)
    return row


def _checked(rule: Rule) -> Rule:
    """The rule as it will be read back, when nothing is wrong with it."""
    for name in NEEDED:
        if not getattr(rule, name):
            raise Invalid(N_("Please answer this."), field=name)
    for name, text in row_of(rule).items():
        if len(text) > LONGEST_TEXT:
            raise Invalid(N_("Use at most %(count)s characters."), field=name, count=LONGEST_TEXT)
    if bool(rule.waiver_en) != bool(rule.waiver_es):
        raise Invalid(N_("Write it in both languages."), field="waiver_es" if rule.waiver_en else "waiver_en")
    if rule.in_force_to is not None and rule.in_force_to < rule.in_force_from:
        raise Invalid(N_("The last day must not be before the first."), field="in_force_to")
    if rule.kind == "bar":
        _check_bar(rule)
    return rule_of(row_of(rule))


def _check_bar(rule: Rule) -> None:
    times = (rule.years_after_offence, rule.years_after_decision, rule.years_after_release)
    if not rule.categories:
        raise Invalid(N_("Tick at least one."), field="categories")
    if not rule.work_words and not rule.soc_codes:
        raise Invalid(N_("Give words or codes of the work it covers."), field="work_words")
    if rule.lasts == "years" and not any(time is not None for time in (*times, rule.months_if_young)):
        raise Invalid(N_("Give at least one number of years."), field="years_after_decision")
    if any(time is not None and not 0 <= time <= 99 for time in times):
        raise Invalid(N_("Give a number from 0 to %(most)s."), field="years_after_decision", most=99)
