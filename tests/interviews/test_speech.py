"""The words of a plan's report: every key has its sentence, every place its value."""

from typing import get_args

import pytest

from jobfair.interviews.sentences import CHANGES, PROOF, UNPLACED
from jobfair.interviews.speech import Speaker
from jobfair.scheduling.plan import Reason, StepKind

SPEAKER = Speaker(
    translate=str,
    seeker=lambda one: f"S{one}",
    employer=lambda one: f"E{one}",
    starts=lambda slot: f"{9 + slot}:00",
    ends=lambda slot: f"{10 + slot}:00",
    percent=lambda part: f"{part:.2%}",
)
IDS = {"seeker": 1, "employer": 7, "slot": 0, "new_slot": 2, "first_slot": 1, "last_slot": 2, "resource": 4}


def test_every_key_of_scheduling_has_its_sentence():
    assert set(get_args(Reason)) <= set(UNPLACED)
    assert set(get_args(StepKind)) == set(CHANGES)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (
            {"fitting_employers": 4, "free_slots": 2, "first_free_slot": 0, "last_free_slot": 1},
            "Free from 9:00 to 11:00. Booths that fit: 4.",
        ),
        (
            {"fitting_employers": 0, "free_slots": 2, "first_free_slot": 0, "last_free_slot": 3},
            "Free in 2 slots from 9:00 to 13:00.",
        ),
        ({}, ""),
    ],
)
def test_a_reason_comes_with_its_numbers(numbers, said):
    found = SPEAKER.reason({"reason": "never_free_when_open", "numbers": numbers})
    assert found == f"{UNPLACED['never_free_when_open']} {said}".strip()


def test_booths_that_are_full_in_several_ways_are_counted():
    numbers = {"fitting_employers": 3, "booths_full": 2, "employers_full": 0, "resource_full": 1}
    found = SPEAKER.reason({"reason": "full_in_several_ways", "numbers": numbers})
    assert found.endswith("Booths that fit: 3. With no seat left: 2. With a seat but no interpreter: 1.")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("interview_moves", "S1 moves to 11:00"),
        ("interview_given_up", "S1, who has more, gives up E7 at 9:00"),
        ("seeker_stays", "the person stays until 12:00"),
        ("seeker_comes", "the person comes at 10:00"),
        ("seeker_is_free", "the person is free from 10:00 to 12:00"),
        ("unit_more", "there is one more interpreter then"),
    ],
)
def test_a_change_names_people_booths_and_times(kind, said):
    places = {"interview": ("seeker", "employer", "slot", "new_slot"), "seeker": ("first_slot", "last_slot")}
    ids = {key: IDS[key] for key in places.get(kind.split("_")[0], ("resource", "slot"))}
    change = {"employer": 7, "slot": 1, "steps": [{"kind": kind, **ids}]}
    assert SPEAKER.change(change) == f"E7 at 10:00, if {said}."


def test_without_steps_the_seat_is_free_and_without_a_change_nothing_is_said():
    assert SPEAKER.change({"employer": 7, "slot": 1, "steps": []}) == "E7 at 10:00: the seat is free."
    assert SPEAKER.change(None) == ""


def test_the_proof_is_one_paragraph_with_its_numbers():
    numbers = {
        "placed": {"placed": 4, "people": 5},
        "musts_missed": {"pairs": 1},
        "promises_missed": {"employers": 1},
        "visits_missed": {"visits": 2},
        "counts_short": {"interviews": 2, "reached": 3, "bound": 4},
        "fit_within": {"gap": 0.0000001},
    }
    told = SPEAKER.proof([{"key": key, "numbers": numbers.get(key, {})} for key in PROOF])
    assert told.startswith("4 of 5 people have an interview.")
    assert "3 people have 2 or more interviews. At most 4 could" in told
    assert "within 0.01% of" in told
    assert "%(" not in told
