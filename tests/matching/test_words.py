"""Folding and cutting what people type."""

import pytest

from jobfair.matching.certificates import CERTIFICATE_NAMES, certificate_key
from jobfair.matching.words import fold, phrases


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Jardinería y Niños", "jardineria y ninos"),
        ("C.N.A. & c.d.l.", "cna & cdl"),
        ("<p>Cook</p>&nbsp;<br>", "cook"),
        ("ＦＯＲＫＬＩＦＴ", "forklift"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("", ""),
    ],
)
def test_fold(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("cook, cook ; COOK", ["cook"]),
        ("🔥🔥 grill 🔥", ["grill"]),
        ("... !!! ,,,", []),
        ("helpers--brickmasons", ["helpers brickmasons"]),
        ("plumber - helper", ["plumber", "helper"]),
        ("semi-truck driver", ["semi truck driver"]),
        ("drove 3.5 ton truck. loaded it", ["drove 3 5 ton truck", "loaded it"]),
    ],
)
def test_phrases(typed, cut):
    assert phrases(typed) == cut


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CDL - Class A", "cdl a"),
        ("OSHA-10 card", "osha 10"),
        ("licencia comercial clase B", "Class B CDL"),
        ("ServSafe", "manipulador de alimentos"),
        ("first-aid", "primeros auxilios"),
        ("Notary!", "notary"),
    ],
)
def test_cards_have_one_key_however_they_are_written(one, other):
    assert certificate_key(one) == certificate_key(other)


def test_different_cards_stay_apart():
    assert (
        len({certificate_key(name) for name in ("cdl a", "cdl b", "osha 10", "osha 30", "cna", "cma")}) == 6
    )


def test_card_names_are_folded_and_belong_to_one_card():
    names = [name for known in CERTIFICATE_NAMES.values() for name in known]
    assert len(names) == len(set(names))
    assert all(name == " ".join(phrases(name)) for name in names)
