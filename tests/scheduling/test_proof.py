from dataclasses import replace

import pytest

from jobfair.scheduling import Certificate, Plan, Unplaced
from jobfair.scheduling.proof import explain_proof

PLAN = Plan(
    interviews=((1, 9, 0), (1, 8, 1), (2, 9, 1)),
    status="feasible",
    counts=(2, 1),
    fit=1.8,
    certificate=Certificate(counts=(2, 1), fit=2.0, gap=0.1, counts_reached=True, relaxation="flow"),
    unplaced=(Unplaced(3, "never_free"),),
)
PROVEN = Certificate(counts=(2, 1), fit=1.8, gap=0.0, counts_reached=True)
SHORT = Certificate(counts=(2, 2), fit=1.8, gap=0.0, counts_reached=False)


@pytest.mark.parametrize(
    ("plan", "keys"),
    [
        (PLAN, ["placed", "counts_proven", "fit_within", "times_left_out"]),
        (replace(PLAN, certificate=PROVEN), ["placed", "counts_proven", "fit_proven"]),
        (
            replace(PLAN, certificate=SHORT),
            ["placed", "first_proven", "counts_short", "fit_proven", "times_left_out"],
        ),
        (
            replace(PLAN, certificate=replace(SHORT, relaxation="exact"), status="cancelled"),
            ["placed", "stopped", "first_proven", "counts_short", "fit_proven"],
        ),
        (
            replace(PLAN, certificate=replace(SHORT, counts=(3, 1))),
            ["placed", "counts_short", "fit_proven", "times_left_out"],
        ),
        (
            replace(PLAN, certificate=PROVEN, missed_musts=((3, 9),)),
            ["placed", "musts_missed", "counts_proven", "fit_proven"],
        ),
        (
            replace(PLAN, certificate=PROVEN, missed_promises=(9,), missed_visits=((3, 5),)),
            ["placed", "promises_missed", "visits_missed", "counts_proven", "fit_proven"],
        ),
    ],
)
def test_the_paragraph_says_what_is_proven_and_owns_up_to_the_rest(plan: Plan, keys: list[str]) -> None:
    assert [one.key for one in explain_proof(plan)] == keys


def test_the_sentences_have_their_numbers() -> None:
    told = explain_proof(replace(PLAN, certificate=replace(SHORT, gap=0.1), missed_musts=((3, 9),)))
    assert [one.numbers for one in told] == [
        {"placed": 2, "people": 3},
        {"pairs": 1},
        {},
        {"interviews": 2, "reached": 1, "bound": 2},
        {"gap": 0.1},
        {},
    ]


def test_a_fair_without_people_is_proven_too() -> None:
    nobody = Plan((), "optimal", (), 0.0, Certificate((), 0.0, 0.0, True), ())
    assert explain_proof(nobody)[0].numbers == {"placed": 0, "people": 0}
