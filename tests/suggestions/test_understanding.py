"""What is understood of people's own words: with typing mistakes and in two languages."""

import pytest

from jobfair.suggestions.queries.understanding import MOST_KINDS, name_in, understood, understood_apart


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("montacargas", "Forklift operator"),
        ("forklif driver", "Forklift operator"),
        ("weldr", "Welder"),
        ("lavaplatos", "Dishwasher"),
        ("cajera", "Cashier"),
        ("hung drywall", "Drywall installer"),
        ("cuidaba niños", "Childcare worker"),
    ],
)
def test_understands_plain_and_misspelt_words_in_two_languages(said, kind):
    (found,) = understood(None, [said])
    assert found.kinds[0] == kind
    assert found.is_sure
    assert len(found.kinds) <= MOST_KINDS


@pytest.mark.parametrize("said", ["", "🙂🙂", "asdfgh qwerty", "מלצר", "helped people"])
def test_is_never_sure_of_words_that_say_little(said):
    (found,) = understood(None, [said])
    assert not found.is_sure


def test_words_of_the_fair_are_understood():
    (found,) = understood(None, ["the Claycomo plant"], (("the Claycomo plant", "forklift operator"),))
    assert found.kinds[0] == "Forklift operator"


def test_kinds_of_work_are_named_in_both_languages():
    assert name_in("es", "Forklift operator") == "Montacarguista"
    assert name_in("en", "Forklift operator") == "Forklift operator"
    assert name_in("es", "drove a forklift") is None


def test_nothing_said_is_nothing_understood():
    assert understood(None, []) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("lavaba ropa", "Laundry worker"),
        ("lababa la ropa", "Laundry worker"),
        ("limpieza adentro", "Janitor"),
        ("limpiesa", "Janitor"),
        ("limpiaba", "Janitor"),
        ("cosina", "Restaurant cook"),
        ("cocinaba", "Restaurant cook"),
        ("cosina en Lansing 3 años", "Restaurant cook"),
        ("manejaba troca", "Truck driver"),
        ("soldaba", "Welder"),
        ("welded for 2 years", "Welder"),
        ("washed dishes", "Dishwasher"),
        ("cleaned", "Janitor"),
        ("drove", "Truck driver"),
    ],
)
def test_plain_words_lead_to_the_plain_worker(said, kind):
    (found,) = understood(None, [said])
    assert found.kinds[0] == kind


@pytest.mark.parametrize(
    ("said", "kind"), [("jefe de cocina", "Chef"), ("supervisor de limpieza", "Cleaning supervisor")]
)
def test_who_says_that_they_led_is_understood_so(said, kind):
    (found,) = understood(None, [said])
    assert found.kinds[0] == kind


def test_things_named_together_are_understood_one_by_one():
    found = understood_apart(None, ["limpiesa, cosina en Lansing 3 años", "limpiaba y soldaba"])
    assert [one.said for one in found] == ["limpiesa", "cosina en Lansing 3 años", "limpiaba", "soldaba"]
    assert [one.kinds[0] for one in found] == ["Janitor", "Restaurant cook", "Janitor", "Welder"]
