"""Messages and reasons."""

import string

import pytest

from jobfair.matching import MESSAGE_KEYS, MESSAGES, Reason


@pytest.mark.parametrize("key", MESSAGES)
def test_english_names_only_values_that_come_with_the_key(key):
    named = {name for _, name, _, _ in string.Formatter().parse(MESSAGES[key].english) if name}
    assert named <= set(MESSAGE_KEYS[key])


@pytest.mark.parametrize("key", MESSAGES)
def test_every_message_can_be_said(key):
    said = Reason(key, dict.fromkeys(MESSAGE_KEYS[key], ("a", "b"))).english()
    assert "{" not in said
    assert said.endswith((".", "\u201d.", ")."))


def test_an_unknown_key_is_refused():
    with pytest.raises(KeyError):
        Reason("matching.because")


def test_values_that_do_not_belong_are_refused():
    with pytest.raises(ValueError, match="comes with"):
        Reason("matching.not_lift", {"pounds": 3})


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("not_distance", {"miles": 2, "max_miles": 1}, "It is 2 miles away; this person can go 1 mile."),
        (
            "not_travel",
            {"miles": 1, "travel": "walk", "max_miles": 0.5},
            "It is 1 mile away; by walk people can go about 0.5 miles.",
        ),
        ("ask_lift", {"needed_pounds": 1}, "Ask whether they can lift 1 pound."),
        ("ask_experience", {"months": 1}, "Ask about 1 month of experience."),
        ("ask_experience", {"months": 12}, "Ask about 12 months of experience."),
    ],
)
def test_one_is_said_as_one(key, values, said):
    assert Reason(f"matching.{key}", values).english() == said
