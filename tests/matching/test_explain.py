"""Reasons in the person's own words, and faithful."""

import sys
from dataclasses import replace
from datetime import time

import pytest
import scipy.sparse

from jobfair.matching import (
    BusHours,
    ConceptEncoder,
    Explanation,
    Matcher,
    OpeningRecord,
    SeekerRecord,
    eligibility,
    explain,
    explain_pairs,
)
from jobfair.matching.explain import carrying_phrases, said_phrases, without

PEOPLE = {
    "one phrase": SeekerRecord(1, work=("forklift driver",)),
    "several jobs": SeekerRecord(
        2, work=("dishwasher; roofer", "drove forklift, packed boxes"), skills=("cleaning",)
    ),
    "near repeats": SeekerRecord(3, work=("lift truck", "truck lift")),
    "card only": SeekerRecord(4, certificates=("forklift card",)),
}
OPENING = OpeningRecord(1, 1, "Forklift operator", duties="Move pallets in a warehouse with a lift truck.")


@pytest.mark.parametrize("who", PEOPLE)
def test_taking_the_named_words_away_lowers_the_score(who):
    seeker = PEOPLE[who]
    matcher = Matcher().fit([OPENING, OpeningRecord(2, 1, "Cook")])
    found = explain(seeker, OPENING, matcher)
    assert found.said
    assert set(found.said) <= set(said_phrases(seeker))
    assert matcher.score([without(seeker, found.said)])[0, 0] < found.score
    assert found.score == matcher.score([seeker])[0, 0]


def test_the_words_that_carried_it_are_the_ones_named():
    found = explain(PEOPLE["several jobs"], OPENING)
    assert found.said == ("drove forklift",)
    assert found.reason.values["said"] == "drove forklift"
    assert "drove forklift" in found.reason.english()


@pytest.mark.parametrize(
    "seeker", [SeekerRecord(1), SeekerRecord(1, work=("🔥",)), SeekerRecord(1, work=("zzzz",))]
)
def test_nothing_shared_is_said_kindly(seeker):
    found = explain(seeker, OPENING)
    assert found.reason.key == "matching.fits_unknown"
    assert found.said == ()
    assert found.score < 0.05


def test_bars_and_questions_are_missing():
    work = OpeningRecord(1, 1, "Cook", lift_pounds=50, shift=frozenset({"nights"}))
    seeker = SeekerRecord(1, work=("cook",), shifts=frozenset({"days"}))
    keys = [reason.key for reason in explain(seeker, work).missing]
    assert keys == ["matching.not_shift", "matching.ask_lift"]


def test_bars_are_those_the_caller_found():
    work = OpeningRecord(1, 1, "Cook", shift_starts=time(15), shift_ends=time(23))
    rider = SeekerRecord(1, work=("cook",), travel="bus")
    matcher = Matcher().fit([work])
    judged = eligibility([PEOPLE["card only"], rider], [OPENING, work], buses=BusHours(last=time(22, 40)))
    (found,) = explain_pairs([(rider, work)], matcher, judged)
    assert [reason.key for reason in found.missing] == ["matching.not_last_bus"]
    assert [reason.key for reason in explain(rider, work, matcher).missing] == ["matching.ask_bus"]


def test_many_pairs_at_once_are_explained_as_one_by_one(monkeypatch):
    monkeypatch.setattr(sys.modules[Explanation.__module__], "PAIRS_AT_ONCE", 3)
    openings = [OPENING, OpeningRecord(2, 1, "Cook"), OpeningRecord(3, 2, "Roofer", lift_pounds=50)]
    matcher = Matcher().fit(openings)
    pairs = [(seeker, opening) for opening in openings for seeker in (*PEOPLE.values(), SeekerRecord(9))]
    assert explain_pairs(pairs, matcher) == [explain(*pair, matcher) for pair in pairs]
    assert explain_pairs([], matcher) == []


def test_the_kind_of_work_is_named_when_no_word_is_shared():
    found = explain(SeekerRecord(1, work=("montacargas",)), OPENING)
    assert found.reason.key == "matching.fits_same_work"
    assert found.reason.values["concept_es"] == "montacarguista"
    assert "same kind of work" in found.reason.english()


def test_what_would_help_is_named_with_its_gain():
    work = OpeningRecord(
        1,
        1,
        "Warehouse",
        skills=("forklift operation", "cleaning", "cleanings"),
        must_have_certificates=("forklift",),
    )
    seeker = SeekerRecord(1, work=("cleaning",))
    helpful = [reason for reason in explain(seeker, work).missing if "would_help" in reason.key]
    assert helpful[0].key == "matching.would_help_certificate"
    assert helpful[0].values["certificate"] == "forklift"
    assert all(reason.values["gain"] >= 0.05 for reason in helpful)
    assert "cleaning" not in [reason.values.get("skill") for reason in helpful]


def test_cards_people_hold_are_not_asked_for_again():
    work = OpeningRecord(1, 1, "Forklift operator", must_have_certificates=("Forklift card",))
    assert explain(SeekerRecord(1, certificates=("montacargas",)), work).missing == ()


class PresenceEncoder(ConceptEncoder):
    """Sees whether a forklift is named at all, so that no single phrase carries the score."""

    def transform(self, texts):
        return scipy.sparse.csr_matrix([[float("forklift" in text)] for text in texts]).reshape(len(texts), 1)


def test_when_no_phrase_alone_carries_the_score_all_that_do_are_named():
    seeker = SeekerRecord(1, work=("forklift", "old forklift", "cook"))
    matcher = Matcher(PresenceEncoder()).fit([OPENING, replace(OPENING, title="forklift")])
    found = explain(seeker, replace(OPENING, title="forklift"), matcher)
    assert sorted(found.said) == ["forklift", "old forklift"]
    assert carrying_phrases(seeker, matcher.for_openings([replace(OPENING, title="forklift")])) == found.said
