"""Own words lose the institution they were learnt in, and nothing else."""

import pytest

from jobfair.seekers.places import without_places


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cook in the state prison for 4 years", "cook for 4 years"),
        ("Welder (county jail)", "Welder"),
        ("kitchen, while incarcerated", "kitchen"),
        ("when I was inside I cooked", "I cooked"),
        ("worked in jail laundry", "worked laundry"),
        ("COOK AT THE CORRECTIONAL FACILITY", "COOK"),
        ("on parole", ""),
        ("ex-felon", ""),
        ("trabajé en la cocina de la prisión", "trabajé en la cocina"),
        ("cociné cuando estaba presa", "cociné"),
        ("lavé platos en el penal", "lavé platos"),
    ],
)
def test_what_gives_away_is_left_out(said, kept):
    assert without_places(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "inside sales",
        "correctional officer",
        "probation officer",
        "worked inside a warehouse",
        "time keeper",
        "presa de agua",
        "  two  blanks ; kept ",
        "unit clerk",
    ],
)
def test_work_that_only_sounds_like_it_stays(said):
    assert without_places(said) == said
