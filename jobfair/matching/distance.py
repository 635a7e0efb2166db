"""Miles between ZIP centroids; the library `zipcodes` carries the data, so nothing is fetched."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]

EARTH_RADIUS_MILES = 3958.8

STATE_CODES = {
    "alabama": "AL",
    "alaska": "AK",
    "arizona": "AZ",
    "arkansas": "AR",
    "california": "CA",
    "colorado": "CO",
    "connecticut": "CT",
    "delaware": "DE",
    "district of columbia": "DC",
    "florida": "FL",
    "georgia": "GA",
    "hawaii": "HI",
    "idaho": "ID",
    "illinois": "IL",
    "indiana": "IN",
    "iowa": "IA",
    "kansas": "KS",
    "kentucky": "KY",
    "louisiana": "LA",
    "maine": "ME",
    "maryland": "MD",
    "massachusetts": "MA",
    "michigan": "MI",
    "minnesota": "MN",
    "mississippi": "MS",
    "missouri": "MO",
    "montana": "MT",
    "nebraska": "NE",
    "nevada": "NV",
    "new hampshire": "NH",
    "new jersey": "NJ",
    "new mexico": "NM",
    "new york": "NY",
    "north carolina": "NC",
    "north dakota": "ND",
    "ohio": "OH",
    "oklahoma": "OK",
    "oregon": "OR",
    "pennsylvania": "PA",
    "puerto rico": "PR",
    "rhode island": "RI",
    "south carolina": "SC",
    "south dakota": "SD",
    "tennessee": "TN",
    "texas": "TX",
    "utah": "UT",
    "vermont": "VT",
    "virginia": "VA",
    "washington": "WA",
    "west virginia": "WV",
    "wisconsin": "WI",
    "wyoming": "WY",
}


@cache
def _gazetteer() -> tuple[dict[str, Point], dict[tuple[str, str], Point]]:
    """Return centroids by ZIP code and by (town, state); reading them takes most of a second, once."""
    import zipcodes  # noqa: PLC0415 - reads its data on import, which callers without a ZIP need not pay for

    by_zip: dict[str, Point] = {}
    by_place: dict[tuple[str, str], list[Point]] = {}
    for row in zipcodes.list_all():  # type: ignore[no-untyped-call]
        point = (float(row["lat"]), float(row["long"]))
        by_zip[row["zip_code"]] = point
        by_place.setdefault((row["city"].casefold(), row["state"]), []).append(point)
    means = {place: _mean(points) for place, points in by_place.items()}
    return by_zip, means


@cache
def _states() -> dict[str, str]:
    import zipcodes  # noqa: PLC0415 - as above

    return {row["zip_code"]: row["state"] for row in zipcodes.list_all()}  # type: ignore[no-untyped-call]


def state_of(zip_code: str | None, state: str | None = None) -> str:
    """Return the code of a state, as it is given or else by the ZIP code; empty where neither is known.

    Examples
    --------
    >>> state_of("64108"), state_of("66101", "Missouri"), state_of(None)
    ('MO', 'MO', '')
    """
    if state and state.strip():
        return STATE_CODES.get(state.strip().casefold(), state.strip().upper())
    return _states().get(zip_code.strip()[:5], "") if zip_code else ""


def _mean(points: Sequence[Point]) -> Point:
    latitude, longitude = np.mean(points, axis=0)
    return float(latitude), float(longitude)


def centroid(zip_code: str | None, city: str | None = None, state: str | None = None) -> Point | None:
    """Return the centroid of a ZIP code, or else of a town, in degrees.

    Parameters
    ----------
    zip_code : str or None
        Five digits, or nine with a hyphen.
    city, state : str or None
        Used when the ZIP code is missing or unknown; the state as a code or a name.

    Returns
    -------
    tuple of float or None
        Latitude and longitude in degrees; None when the place is unknown.

    Examples
    --------
    >>> [round(degrees) for degrees in centroid("64108")]
    [39, -95]
    >>> centroid("sixty four") is None
    True
    """
    if not zip_code and not city:
        return None
    by_zip, by_place = _gazetteer()
    point = by_zip.get((zip_code or "").strip()[:5])
    if point is not None or not city or not state:
        return point
    code = state_of(None, state)
    town = city.strip().casefold().replace("st. ", "saint ")
    return by_place.get((town, code))


def miles_between(origins: Sequence[Point | None], places: Sequence[Point | None]) -> Floats:
    """Return great-circle miles between every origin and every place.

    Parameters
    ----------
    origins, places : sequence of (latitude, longitude) or None
        n and m points in degrees; None where unknown.

    Returns
    -------
    ndarray of float, shape (n, m)
        Miles; NaN where either end is unknown.

    References
    ----------
    R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159.

    Examples
    --------
    >>> miles_between([(39.1, -94.6), None], [(38.6, -90.2)]).round().tolist()
    [[239.0], [nan]]
    """
    unknown = (np.nan, np.nan)
    first = np.radians([point or unknown for point in origins]).reshape(-1, 2)
    second = np.radians([point or unknown for point in places]).reshape(-1, 2)
    half = np.sin((first[:, None, :] - second[None, :, :]) / 2) ** 2
    chord = half[..., 0] + np.cos(first[:, None, 0]) * np.cos(second[None, :, 0]) * half[..., 1]
    miles: Floats = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return miles
