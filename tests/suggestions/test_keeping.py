"""Results kept in a process."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from jobfair.suggestions.keeping import Kept


def test_those_not_asked_for_the_longest_are_given_up_first():
    worked_out = []
    kept = Kept(lambda key: worked_out.append(key) or key, most=2)
    assert [kept(key) for key in "abacab"] == list("abacab")
    assert worked_out == ["a", "b", "c", "b"]
    assert len(kept) == 2


def test_whoever_asks_meanwhile_waits_for_the_same_result():
    begun, go_on, calls = Event(), Event(), []

    def work(key):
        calls.append(key)
        begun.set()
        assert go_on.wait(20)
        return object()

    kept = Kept(work, most=2)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(kept, "a")
        assert begun.wait(20)
        second = threads.submit(kept, "a")
        go_on.set()
        assert first.result(20) is second.result(20)
    assert calls == ["a"]


def test_what_fails_is_told_and_tried_again():
    answers = iter([ValueError("once")])

    def work():
        for error in answers:
            raise error
        return "well"

    kept = Kept(work, most=1)
    with pytest.raises(ValueError, match="once"):
        kept()
    assert kept() == "well"
