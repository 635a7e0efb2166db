"""Lines that tell where somebody was are known as such; work that only sounds like it is not."""

import pytest

from jobfair.seekers.places import gives_away, mentions, without_places
from jobfair.seekers.work_cards import CARDS


@pytest.mark.parametrize(
    "said",
    [
        "laundry room inside",
        "cook inside for 300 men",
        "hospice volunteer inside",
        "grounds crew at the yard",
        "cosina en Lansing 3 años",
        "limpieza adentro",
        "en la cana trabaje de soldador",
        "en el bote lavaba ropa",
        "cocinaba en el tambo",
        "cook in the joint",
        "barber in the pen",
        "kitchen at El Dorado Correctional",
        "laundry at USP Leavenworth",
        "Lansing kitchen",
        "welder, KDOC",
        "worked for DOC",
        "cleaned the cell block",
        "dorm porter",
        "pod porter",
        "baker behind the wall",
        "forklift at lansing prison",
        "lababa la ropa del penal",
        "PRISION kitchen",
        "soldadura en la cárcel",
        "cociné cuando estaba presa",
        "ex-felon",
        "work-release, roofing",
        "on parole",
        "my probation officer found me a cook job",
        "burglary",
        "drug charge in 2009",
        "robo, asalto",
    ],
)
def test_a_line_that_tells_is_known(said):
    assert gives_away(said)


@pytest.mark.parametrize(
    "said",
    [
        "inside sales",
        "warehouse inside work",
        "worked inside a warehouse",
        "correctional officer",
        "probation officer",
        "time keeper",
        "presa de agua",
        "corte de caña",
        "botes de basura",
        "pintar casas por dentro y por fuera",
        "  two  blanks ; kept ",
        "unit clerk",
        "security unit",
        "yard driver",
        "lumber yard",
        "yard work",
        "cell phone repair",
        "joint compound and drywall",
        "behind the bar",
        "nursing facility aide",
        "facility maintenance",
        "in charge of 12 people",
        *sorted(CARDS),
    ],
)
def test_work_that_only_sounds_like_it_is_none(said):
    assert not gives_away(said)


def test_what_is_left_is_for_understanding_alone():
    assert without_places("Forklift at Lansing prison") == "forklift at"
    assert mentions("Correctional officer")
    assert not mentions("Forklift operator")
