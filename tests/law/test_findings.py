"""What rules may mean for answers: dates at the boundary, leap days, rough years, kinds of work, places."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobfair.law.findings import Answers, Span, Work, covers, findings, later
from jobfair.law.rules import CATEGORIES, Rule, row_of, rule_of, shipped_rules

TODAY = date(2026, 6, 6)
RULE = replace(
    shipped_rules()[0],
    key="test",
    place="US",
    work_words=("bank",),
    soc_codes=("43-3071",),
    categories=("theft",),
    lasts="years",
    counts="later",
    years_after_offence=None,
    years_after_decision=7,
    years_after_release=5,
    months_if_young=None,
    in_force_from=date(2020, 1, 1),
    in_force_to=None,
)


def day(*parts):
    return Span(date(*parts), date(*parts))


def answers(*categories, **said):
    return Answers(frozenset(categories or {"theft"}), **said)


def only(rule, told, today=TODAY, works=()):
    (found,) = findings(told, [rule], works, today)
    return found


@pytest.mark.parametrize(
    ("start", "years", "months", "end"),
    [
        (date(2019, 6, 6), 7, 0, date(2026, 6, 6)),
        (date(2024, 2, 29), 1, 0, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, 0, date(2028, 2, 29)),
        (date(1896, 2, 29), 4, 0, date(1900, 3, 1)),
        (date(2023, 8, 31), 0, 30, date(2026, 3, 1)),
        (date(2023, 12, 31), 0, 2, date(2024, 3, 1)),
        (date(2023, 10, 31), 0, 2, date(2023, 12, 31)),
    ],
)
def test_years_and_months_later(start, years, months, end):
    assert later(start, years, months) == end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 99), st.integers(0, 99))
def test_later_never_comes_before_and_keeps_the_order(start, years, months):
    end = later(start, years, months)
    assert end >= start
    assert later(start + timedelta(days=1), years, months) >= end


def test_a_time_beyond_the_calendar_does_not_end():
    assert later(date(9990, 1, 1), 20) == date.max


def test_the_last_day_counts_as_closed():
    told = answers(decided=day(2019, 6, 6), was_inside=False)
    assert only(RULE, told, date(2026, 6, 5)).state == "until"
    on_the_day = only(RULE, told, date(2026, 6, 6))
    assert (on_the_day.state, on_the_day.ends) == ("until", date(2026, 6, 6))
    assert not on_the_day.may_be_over
    assert only(RULE, told, date(2026, 6, 7)).state == "over"


def test_a_leap_day_ends_on_the_first_of_march():
    told = answers(decided=day(2016, 2, 29), was_inside=False)
    assert only(RULE, told, date(2023, 3, 1)).state == "until"
    assert only(RULE, told, date(2023, 3, 2)).state == "over"


def test_both_times_must_be_over_where_the_later_counts():
    told = answers(decided=day(2010, 1, 1), was_inside=True, released=day(2023, 2, 3))
    assert only(RULE, told).ends == date(2028, 2, 3)
    told = answers(decided=day(2020, 1, 1), was_inside=True, released=day(2020, 2, 3))
    assert only(RULE, told).ends == date(2027, 1, 1)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"was_inside": False},
        {"decided": day(2000, 1, 1)},
        {"decided": day(2000, 1, 1), "was_inside": True},
        {"released": day(2000, 1, 1), "was_inside": True},
    ],
)
def test_what_is_not_said_leaves_the_later_end_open(said):
    found = only(RULE, answers(**said))
    assert (found.state, found.ends) == ("unknown", None)


def test_one_time_is_enough_where_the_sooner_counts():
    rule = replace(
        RULE, counts="sooner", years_after_decision=None, years_after_offence=7, months_if_young=30
    )
    told = answers(
        happened=day(2023, 1, 1),
        decided=day(2024, 1, 31),
        was_inside=True,
        released=day(2024, 6, 1),
        was_young=True,
    )
    assert only(rule, told).ends == date(2026, 7, 31), "30 months after the sentence"
    assert only(rule, replace(told, was_young=False)).ends == date(2029, 6, 1), "5 years after release"
    assert only(rule, replace(told, was_young=False, was_inside=False)).ends == date(2030, 1, 1)


def test_an_unknown_time_may_make_it_sooner_but_never_later():
    rule = replace(RULE, counts="sooner", years_after_decision=None, years_after_offence=7)
    found = only(rule, answers(decided=day(2024, 1, 1)))
    assert (found.state, found.ends, found.may_be_over) == ("until", date(2031, 1, 1), True)
    assert only(rule, answers(decided=day(2019, 1, 1))).state == "over"
    assert only(rule, answers()).state == "unknown"


def test_it_happened_at_the_latest_when_the_court_decided():
    rule = replace(RULE, years_after_decision=None, years_after_release=None, years_after_offence=5)
    found = only(rule, answers(decided=day(2023, 1, 1)))
    assert (found.ends, found.may_be_over) == (date(2028, 1, 1), True)


def test_a_rough_year_gives_the_latest_end_and_says_that_it_may_be_over():
    told = answers(decided=Span.of(2019), was_inside=False)
    found = only(RULE, told)
    assert (found.state, found.ends, found.may_be_over) == ("until", date(2026, 12, 31), True)
    assert not only(RULE, told, date(2026, 1, 1)).may_be_over
    assert Span.of(2024, 2).last == date(2024, 2, 29)
    assert only(RULE, answers(decided=Span.of(2019, 5), was_inside=False)).state == "over"


def test_some_rules_have_no_end_and_some_cannot_tell():
    told = answers(decided=day(1950, 1, 1), was_inside=False)
    for lasts in ("always", "unknown"):
        assert only(replace(RULE, lasts=lasts), told).state == lasts


def test_only_rules_that_look_at_the_case_speak_and_something_else_may_be_anything():
    assert findings(answers("driving"), [RULE], [], TODAY) == ()
    found = only(RULE, answers("other", decided=day(2019, 6, 6), was_inside=False))
    assert (found.state, found.ends) == ("unknown", None)
    both = only(RULE, answers("other", "theft", decided=day(2019, 6, 6), was_inside=False))
    assert both.state == "until"


def test_only_rules_in_force_speak():
    told = answers()
    for rule in (
        replace(RULE, in_force_from=TODAY + timedelta(days=1)),
        RULE.ending(TODAY - timedelta(days=1)),
        replace(RULE, kind="asking"),
    ):
        assert findings(told, [rule], [], TODAY) == ()
    assert len(findings(told, [replace(RULE, in_force_from=TODAY), RULE.ending(TODAY)], [], TODAY)) == 2


def work(text, soc_code=None, state="MO"):
    return Work(text, "Employer", text, soc_code, state)


def test_finds_work_by_whole_words_and_by_code():
    for text in ("Bank teller", "a BANK, downtown"):
        assert covers(RULE, work(text))
    for text in ("Embankment worker", "Banker"):
        assert not covers(RULE, work(text))
    assert covers(RULE, work("Teller", "43-3071.00"))
    assert not covers(RULE, work("Teller", "43-3072.00"))
    assert not covers(replace(RULE, work_words=("c++",)), work("c"))


def test_a_rule_of_a_state_covers_its_openings_and_names_those_next_door():
    rule = replace(RULE, place="MO")
    works = [work("bank", state=state) for state in ("MO", "KS", None)] + [work("cook")]
    found = only(rule, answers(), works=works)
    assert [one.state for one in found.works] == ["MO", None]
    assert [one.state for one in found.elsewhere] == ["KS"]
    assert len(only(RULE, answers(), works=works).works) == 3


def test_shipped_rules_are_whole_sourced_and_in_both_languages():
    rules = shipped_rules()
    assert len({rule.key for rule in rules}) == len(rules) >= 8
    for rule in rules:
        assert rule_of(row_of(rule)) == rule
        for name in ("title_en", "title_es", "says_en", "says_es", "ask_en", "ask_es", "source"):
            assert getattr(rule, name), f"{rule.key}: {name}"
        assert bool(rule.waiver_en) == bool(rule.waiver_es), rule.key
        assert rule.checked_on >= date(2026, 11, 1), f"{rule.key}: read the source again"
        assert set(rule.categories) <= set(CATEGORIES) - {"other"}
        if rule.kind == "bar":
            assert rule.categories, rule.key
            assert rule.work_words or rule.soc_codes, rule.key


def test_shipped_rules_use_person_first_words():
    banned = ("felon", "ex-con", "convict", "offender", "inmate", "criminal", "delincuente")
    for rule in shipped_rules():
        text = " ".join(row_of(rule).values()).lower()
        assert not [word for word in banned if word in text], rule.key


def shipped(key) -> Rule:
    return next(rule for rule in shipped_rules() if rule.key == key)


def test_the_shipped_numbers_are_those_of_the_sources():
    """12 USC 1829(c), 49 CFR 1572.103(b), 45 CFR 98.43(c)."""
    came_home = answers(
        "fraud", happened=day(2022, 3, 1), decided=day(2022, 9, 1), was_inside=True, released=day(2023, 9, 1)
    )
    bank = only(shipped("fdic-section-19"), replace(came_home, was_young=False))
    assert bank.ends == date(2028, 9, 1), "5 years after release comes before 7 after the case"
    assert only(shipped("fdic-section-19"), replace(came_home, was_young=True)).ends == date(2025, 3, 1)
    assert only(shipped("tsa-interim"), came_home).ends == date(2029, 9, 1), "7 after the decision comes last"
    drugs = answers("drug_sale", happened=day(2022, 3, 1))
    assert only(shipped("child-care-drug-cases"), drugs).ends == date(2027, 3, 1)
    assert only(shipped("tsa-no-end"), answers("murder")).state == "always"
