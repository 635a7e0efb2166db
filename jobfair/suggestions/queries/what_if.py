"""What a person could change, and how many more openings each change would open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jobfair.matching import DAY_WORDS, SHIFT_WORDS, OpeningRecord, SeekerRecord, eligibility
from jobfair.suggestions.queries.fit import FairFit

#: miles more that are tried one after the other, until one opens something
MORE_MILES = (5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Change:
    """One limit changed: its key in `sentences.CHANGES`, values of the sentence, openings it opens."""

    key: str
    values: dict[str, Any]
    openings: int


def changes_that_help(table: FairFit, row: int) -> list[Change]:
    """Single changes of one person's limits that open at least one more opening, most first.

    Each is tried alone: an opening that two limits close is counted by neither. Openings whose employer said
    no stay closed.
    """
    seeker = table.seekers[row]
    tries = list(_tries(seeker, table.openings))
    if not tries:
        return []
    refused = [table.says(row, column, "employer") == "no" for column in range(len(table.openings))]
    closed = ~table.eligibility.mask[row] & ~np.array(refused)
    variants = [variant for _, _, variant in tries]
    opened = eligibility(variants, table.openings, buses=table.eligibility.buses).mask & closed
    counts = opened.sum(axis=1).tolist()
    found = [
        Change(key, values, count) for (key, values, _), count in zip(tries, counts, strict=True) if count
    ]
    return sorted(_nearest_distance(found), key=lambda change: -change.openings)


def _nearest_distance(changes: list[Change]) -> list[Change]:
    """Of the distances that open something the shortest alone."""
    distances = [change for change in changes if change.key == "miles"]
    return [change for change in changes if change.key != "miles" or change is distances[0]]


def _tries(
    seeker: SeekerRecord, openings: tuple[OpeningRecord, ...]
) -> Iterator[tuple[str, dict[str, Any], SeekerRecord]]:
    """Each limit that was named, loosened one step: key, values of the sentence, and the person then."""
    if seeker.shifts:
        for word in SHIFT_WORDS:
            if word not in seeker.shifts:
                yield "shift", {"shift": word}, replace(seeker, shifts=seeker.shifts | {word})
    if seeker.days and len(seeker.days) < len(DAY_WORDS):
        yield "days", {}, replace(seeker, days=frozenset())
    if seeker.busy:
        yield "busy", {}, replace(seeker, busy=())
    if seeker.travel == "bus":
        yield "ride", {}, replace(seeker, travel="ride")
    if seeker.max_distance_miles is not None:
        for more in MORE_MILES:
            limit = seeker.max_distance_miles + more
            yield "miles", {"miles": round(limit)}, replace(seeker, max_distance_miles=limit)
    if seeker.has_driving_licence is False:
        yield "licence", {}, replace(seeker, has_driving_licence=True)
    yield from _ability_tries(seeker, openings)


def _ability_tries(
    seeker: SeekerRecord, openings: tuple[OpeningRecord, ...]
) -> Iterator[tuple[str, dict[str, Any], SeekerRecord]]:
    if seeker.certificates:
        for card in sorted({card for opening in openings for card in opening.must_have_certificates}):
            held = (*seeker.certificates, card)
            yield "certificate", {"certificate": card}, replace(seeker, certificates=held)
    if seeker.max_lift_pounds is not None:
        heavier = {opening.lift_pounds or 0 for opening in openings}
        for pounds in sorted(load for load in heavier if load > seeker.max_lift_pounds):
            yield "lift", {"pounds": pounds}, replace(seeker, max_lift_pounds=pounds)
    if seeker.languages:
        spoken = {language for opening in openings for language in opening.languages}
        for code in sorted(spoken - seeker.languages):
            yield "language", {"languages": [code]}, replace(seeker, languages=seeker.languages | {code})
