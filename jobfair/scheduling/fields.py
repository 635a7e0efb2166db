"""Take values out of JSON by type; whatever is not as described is refused with the place where it stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from jobfair.scheduling.problem import ProblemError
from jobfair.scheduling.records import FloatArray, IntArray

#: Whole numbers beyond this are not exact in every program that reads JSON.
MOST_EXACT = 2**53


def fields_of(value: Any, place: str, required: Collection[str], optional: Collection[str] = ()) -> Any:
    """Give an object that has all the required fields and no unknown one."""
    if not isinstance(value, dict):
        raise _wrong(place, "an object", value)
    missing = [field for field in required if field not in value]
    if missing:
        raise ProblemError((f"{place} lacks {_listed(missing)}",))
    unknown = [field for field in value if field not in required and field not in optional]
    if unknown:
        raise ProblemError((f"{place} has the unknown {_listed(unknown)}",))
    return value


def whole(value: Any, place: str) -> int:
    """Give a whole number."""
    if type(value) is not int or abs(value) > MOST_EXACT:
        raise _wrong(place, "a whole number", value)
    return value


def wholes(value: Any, place: str, length: int | None = None) -> list[int]:
    """Give a list of whole numbers, as many as asked for."""
    numbers = [whole(one, f"{place}[{index}]") for index, one in enumerate(listed(value, place))]
    if length is not None and len(numbers) != length:
        raise _wrong(place, f"{length} whole numbers", value)
    return numbers


def listed(value: Any, place: str) -> list[Any]:
    """Give a list."""
    if not isinstance(value, list):
        raise _wrong(place, "a list", value)
    return value


def truth(value: Any, place: str) -> bool:
    """Give true or false."""
    if not isinstance(value, bool):
        raise _wrong(place, "true or false", value)
    return value


def label(value: Any, place: str) -> str:
    """Give a text; a whole number counts as one."""
    if type(value) is not str and type(value) is not int:
        raise _wrong(place, "text", value)
    return str(value)


def whole_column(value: Any, place: str) -> IntArray:
    """Give a long list of whole numbers as an array."""
    if not set(map(type, listed(value, place))) <= {int}:
        wholes(value, place)
    try:
        return np.array(value, dtype=np.int64)
    except OverflowError:
        raise _too_large(place) from None


def number_column(value: Any, place: str) -> FloatArray:
    """Give a long list of numbers as an array."""
    for index, one in enumerate(listed(value, place)):
        if type(one) is not float and type(one) is not int:
            raise _wrong(f"{place}[{index}]", "a number", one)
    try:
        return np.array(value, dtype=np.float64)
    except OverflowError:
        raise _too_large(place) from None


def _too_large(place: str) -> ProblemError:
    return ProblemError((f"{place} has a number that is too large",))


def _wrong(place: str, wanted: str, value: Any) -> ProblemError:
    said = repr(value)
    return ProblemError((f"{place} has to be {wanted}, not {said if len(said) <= 40 else said[:40] + '…'}",))


def _listed(fields: Collection[str]) -> str:
    return f"field{'s' if len(fields) > 1 else ''} {', '.join(fields)}"
