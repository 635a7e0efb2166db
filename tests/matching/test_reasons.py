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
