"""Reasons in the person's own words, and faithful."""

import csv
import re
import sys
from dataclasses import replace
from datetime import time
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

import jobfair
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
from jobfair.matching.explain import PHRASES_TRIED, QUOTED_WORDS, carrying_phrases, said_phrases, without

SAMPLE = Path(jobfair.__file__).parent / "sample"

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
    ("words", "key"),
    [
        ((), "fits_nothing_said"),
        (("🔥",), "fits_nothing_said"),
        (("of the", "<b></b>"), "fits_nothing_said"),
        (("zzzz",), "fits_unknown"),
        (("dental hygienist",), "fits_unknown"),
    ],
)
def test_nothing_shared_is_said_for_what_it_is(words, key):
    found = explain(SeekerRecord(1, work=words), OPENING)
    assert found.reason.key == f"matching.{key}"
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


@pytest.mark.parametrize(
    ("said", "opening", "key", "part"),
    [
        (
            "trapear pisos",
            OpeningRecord(1, 1, "Houseman", skills=("carrying", "Mopping floors")),
            "fits_part",
            "Mopping floors",
        ),
        (
            "limpiar",
            OpeningRecord(1, 1, "Houseman", skills=("carrying", "cleaning")),
            "fits_part",
            "cleaning",
        ),
        ("quality check", OpeningRecord(1, 1, "Truck Helper", duties="Load furniture."), "fits_unknown", 0),
        (
            "washing and drying",
            OpeningRecord(1, 1, "Carpenter Helper", skills=("framing",)),
            "fits_unknown",
            0,
        ),
        ("Forklift operator", OpeningRecord(1, 1, "Truck Helper", skills=("lifting",)), "fits_unknown", 0),
        ("Cleaning", OpeningRecord(1, 1, "Houseman", skills=("hotel maid",)), "fits_unknown", 0),
        (
            "Forklift operator",
            OpeningRecord(1, 1, "Freezer Loader", skills=("pallet jack",)),
            "fits_part",
            "pallet jack",
        ),
        ("cook inside for 300", OpeningRecord(1, 1, "Line Cook"), "fits_same_words", 0),
        ("montacargas", OpeningRecord(1, 1, "Forklift Operator", duties="Pallets."), "fits_same_work", 0),
    ],
)
def test_no_more_is_claimed_than_can_be_shown(said, opening, key, part):
    found = explain(SeekerRecord(1, work=(said,)), opening)
    assert (found.reason.key, found.reason.values.get("part", 0)) == (f"matching.{key}", part)


def test_words_are_quoted_as_they_were_typed():
    seeker = SeekerRecord(1, skills=("<b>Jardinería</b>\u202e; 🔥 Montacargas",))
    assert explain(seeker, OPENING).reason.values["said"] == "🔥 Montacargas"
    garden = OpeningRecord(1, 1, "Jardinero")
    assert explain(seeker, garden).reason.values["said"] == "Jardinería"


def test_long_texts_are_quoted_in_runs_of_words():
    run_on = " ".join(["walked the dog and then"] * 12 + ["drove a forklift at the warehouse"])
    seeker = SeekerRecord(1, work=(run_on,), skills=tuple(f"skill number {n}" for n in range(PHRASES_TRIED)))
    found = explain(seeker, OPENING)
    (said,) = found.said
    assert "forklift" in said
    assert len(said.split()) <= QUOTED_WORDS
    assert Matcher().fit([OPENING]).score([without(seeker, found.said)])[0, 0] < found.score


def test_a_word_without_an_end_is_quoted_by_its_beginning():
    seeker = SeekerRecord(1, work=("forklift " + "x" * 500,))
    opening = OpeningRecord(1, 1, "forklift " + "x" * 500)
    assert len(explain(seeker, opening).reason.values["said"]) <= 160


class FlatEncoder(ConceptEncoder):
    """Likes everything the same, so that no words carry a score."""

    def transform(self, texts):
        return scipy.sparse.csr_matrix(np.ones((len(texts), 1)))


def test_where_no_words_carry_the_score_none_are_named():
    found = explain(PEOPLE["several jobs"], OPENING, Matcher(FlatEncoder()).fit([OPENING]))
    assert found.score == 1
    assert found.said == ()
    assert found.reason.key == "matching.fits_unknown"


def mistyped(text):
    """The third letter of each longer word is left out."""
    return re.sub(r"(\w{2})\w(\w{2,})", r"\1\2", text)


def sample_people():
    """What the people of the sample fair say, and the same with a typo a word."""
    rows = csv.DictReader((SAMPLE / "seekers.csv").read_text(encoding="utf-8").splitlines())
    people = []
    for number, row in enumerate(rows):
        said = [
            tuple(row[name].split("; ")) for name in ("Past work", "Skills", "Work wanted", "Certificates")
        ]
        people.append(SeekerRecord(2 * number, *said))
        people.append(SeekerRecord(2 * number + 1, *(tuple(map(mistyped, words)) for words in said)))
    return people


def sample_openings():
    rows = csv.DictReader((SAMPLE / "openings.csv").read_text(encoding="utf-8").splitlines())
    return [
        OpeningRecord(
            number, 1, row["Position"], duties=row["Duties"], skills=tuple(row["Skills"].split("; "))
        )
        for number, row in enumerate(rows)
    ]


def test_reasons_are_faithful_over_a_whole_fair():
    people, openings = sample_people(), sample_openings()
    matcher = Matcher().fit(openings)
    best = matcher.top(people, 3).openings
    pairs = [(person, openings[place]) for person, row in zip(people, best, strict=True) for place in row]
    columns = {opening: column for column, opening in enumerate(openings)}
    found = explain_pairs(pairs, matcher)
    named = [(pair, one) for pair, one in zip(pairs, found, strict=True) if one.said]
    assert len(named) > 0.7 * len(pairs)
    left = matcher.score([without(person, one.said) for (person, _), one in named])
    for row, ((person, opening), one) in enumerate(named):
        assert left[row, columns[opening]] < one.score, (person, opening.title, one.said)
        assert set(one.said) <= set(said_phrases(person))
    for (_, opening), one in named:
        part = one.reason.values.get("part")
        assert part is None or part in f"{opening.duties} {opening.skills}"


def test_a_gain_is_what_the_score_rises_by():
    opening = OpeningRecord(1, 1, "Warehouse worker", skills=("forklift", "packing"))
    seeker = SeekerRecord(1, work=("packing",))
    matcher = Matcher().fit([opening])
    (reason,) = [one for one in explain(seeker, opening, matcher).missing if "would_help" in one.key]
    after = matcher.score([replace(seeker, skills=("forklift",))])[0, 0]
    assert reason.values["skill"] == "forklift"
    assert reason.values["gain"] == round(after - matcher.score([seeker])[0, 0], 2)
    assert reason.english() == f"This would help: forklift (+{reason.values['gain']})."
