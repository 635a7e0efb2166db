"""Places and the miles between them."""

import numpy as np
import pytest

from jobfair.matching.distance import centroid, miles_between

KANSAS_CITY = (39.1, -94.58)


@pytest.mark.parametrize(
    "place",
    [
        ("64108",),
        ("64108-1234",),
        (" 64108 ",),
        (None, "Kansas City", "MO"),
        ("99999x", "kansas city", "Missouri "),
    ],
)
def test_places_are_found_by_zip_or_by_town(place):
    assert centroid(*place) == pytest.approx(KANSAS_CITY, abs=0.2)


@pytest.mark.parametrize(
    "place",
    [(None,), ("",), ("sixty four",), (None, "Atlantis", "MO"), (None, "Lawrence"), (None, "Lawrence", "XX")],
)
def test_unknown_places_are_none(place):
    assert centroid(*place) is None


def test_saint_is_written_both_ways():
    assert centroid(None, "St. Louis", "Missouri") == centroid(None, "Saint Louis", "MO")


def test_miles_are_symmetric_and_nan_where_unknown():
    places = [KANSAS_CITY, None, (38.63, -90.2)]
    miles = miles_between(places, places)
    assert miles[0, 2] == pytest.approx(238, abs=5)
    assert miles[0, 2] == miles[2, 0]
    assert miles[0, 0] == 0
    assert np.isnan(miles[1]).all()
    assert np.isnan(miles[:, 1]).all()


def test_no_places_give_an_empty_table():
    assert miles_between([], [KANSAS_CITY]).shape == (0, 1)
