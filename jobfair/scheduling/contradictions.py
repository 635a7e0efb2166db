"""Name everything in a problem that cannot be true at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from jobfair.scheduling.records import BoolArray, Employer, Facts, Resource, Seeker

#: More contradictions than this help nobody; the rest is cut off.
MOST_NAMED = 50


def find_contradictions(facts: Facts) -> list[str]:
    """Give one sentence for each contradiction, at most `MOST_NAMED`, in a stable order.

    Later groups of rules are looked at only when the earlier ones hold, since they rely on them.
    """
    for rules in ((_records,), (_pairs,), (_wishes, _lock_by_lock), (_locks_together,)):
        found = list(chain.from_iterable(rule(facts) for rule in rules))
        if found:
            return found[:MOST_NAMED]
    return []


def _records(facts: Facts) -> Iterator[str]:
    if facts.slot_count < 0 or facts.slot_minutes <= 0:
        yield f"a day of {facts.slot_count} slots of {facts.slot_minutes} minutes is no day"
    kinds: tuple[tuple[str, Iterable[Seeker] | Iterable[Employer] | Iterable[Resource]], ...] = (
        ("seeker", facts.seekers),
        ("employer", facts.employers),
        ("resource", facts.resources),
    )
    for kind, records in kinds:
        for record_id, times in Counter(record.id for record in records).items():
            if times > 1:
                yield f"{kind} {record_id} is listed {times} times"
    resource_ids = {resource.id for resource in facts.resources}
    yield from chain.from_iterable(_seeker(facts, seeker, resource_ids) for seeker in facts.seekers)
    yield from chain.from_iterable(_employer(facts, employer) for employer in facts.employers)
    for resource in facts.resources:
        if (
            len(resource.capacity_by_slot) != facts.slot_count
            or min(resource.capacity_by_slot, default=0) < 0
        ):
            yield f"resource {resource.id} needs a number, 0 or more, for each of {facts.slot_count} slots"


def _seeker(facts: Facts, seeker: Seeker, resource_ids: set[int]) -> Iterator[str]:
    if seeker.max_interviews < 0:
        yield f"seeker {seeker.id} wants {seeker.max_interviews} interviews"
    if seeker.resource is not None and seeker.resource not in resource_ids:
        yield f"seeker {seeker.id} needs resource {seeker.resource}, which does not exist"
    yield from _outside(facts, f"seeker {seeker.id}", seeker.free_slots)


def _employer(facts: Facts, employer: Employer) -> Iterator[str]:
    if employer.max_interviews < 0 or employer.interviewers < 0:
        yield f"employer {employer.id} has a negative number of interviews or interviewers"
    yield from _outside(facts, f"employer {employer.id}", employer.open_slots)


def _outside(facts: Facts, who: str, slots: frozenset[int]) -> Iterator[str]:
    outside = sorted(slot for slot in slots if not 0 <= slot < facts.slot_count)
    if outside:
        yield f"{who} has slots outside the day: {outside}"


def _pairs(facts: Facts) -> Iterator[str]:
    sizes = {len(facts.pair_seekers), len(facts.pair_employers), len(facts.pair_fits)}
    if len(sizes) > 1:
        yield f"the arrays of pairs have different lengths: {sorted(sizes)}"
        return
    unknown = ~np.isin(facts.pair_seekers, [seeker.id for seeker in facts.seekers])
    unknown |= ~np.isin(facts.pair_employers, [employer.id for employer in facts.employers])
    yield from _named_pairs(facts, unknown, "names somebody who is not listed")
    outside = ~((facts.pair_fits >= 0) & (facts.pair_fits <= 1))
    yield from _named_pairs(facts, outside, "has a fit outside 0 to 1")
    order = np.lexsort((facts.pair_employers, facts.pair_seekers))
    seekers, employers = facts.pair_seekers[order], facts.pair_employers[order]
    again = np.zeros(len(order), dtype=np.bool_)
    again[order[1:]] = (seekers[1:] == seekers[:-1]) & (employers[1:] == employers[:-1])
    yield from _named_pairs(facts, again, "is listed more than once")


def _named_pairs(facts: Facts, wrong: BoolArray, what: str) -> Iterator[str]:
    for place in np.flatnonzero(wrong)[:MOST_NAMED].tolist():
        pair = (int(facts.pair_seekers[place]), int(facts.pair_employers[place]))
        yield f"pair {pair} {what}"


def _listed(facts: Facts, wanted: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Give those of the wanted pairs that are eligible."""
    nearly = np.isin(facts.pair_seekers, [seeker for seeker, _ in wanted])
    pairs = zip(facts.pair_seekers[nearly].tolist(), facts.pair_employers[nearly].tolist(), strict=True)
    return wanted.intersection(pairs)


def _wishes(facts: Facts) -> Iterator[str]:
    locked = {(seeker, employer) for seeker, employer, _ in facts.locked}
    for kind, wanted in (("must", set(facts.must)), ("locked", locked)):
        listed = _listed(facts, wanted)
        for pair in sorted(wanted):
            if pair not in listed:
                yield f"{kind} pair {pair} is not an eligible pair"
            elif pair in facts.forbidden:
                yield f"{kind} pair {pair} is forbidden"
    wanted = locked | facts.must
    by_seeker = Counter(seeker for seeker, _ in wanted)
    by_employer = Counter(employer for _, employer in wanted)
    yield from _over_caps("seeker", facts.seekers, by_seeker)
    yield from _over_caps("employer", facts.employers, by_employer)


def _over_caps(
    kind: str, records: tuple[Seeker, ...] | tuple[Employer, ...], wanted: Counter[int]
) -> Iterator[str]:
    for record in records:
        if wanted[record.id] > record.max_interviews:
            yield (
                f"{kind} {record.id} has {wanted[record.id]} must and locked interviews "
                f"and takes at most {record.max_interviews}"
            )


def _lock_by_lock(facts: Facts) -> Iterator[str]:
    seekers = {seeker.id: seeker for seeker in facts.seekers}
    employers = {employer.id: employer for employer in facts.employers}
    for lock in sorted(facts.locked):
        seeker, employer = seekers.get(lock[0]), employers.get(lock[1])
        if seeker is not None and lock[2] not in seeker.free_slots:
            yield f"locked interview {lock}: the seeker is away in this slot"
        if employer is not None and lock[2] not in employer.open_slots:
            yield f"locked interview {lock}: the employer is away in this slot"


def _locks_together(facts: Facts) -> Iterator[str]:
    employers = {employer.id: employer for employer in facts.employers}
    for pair, times in Counter((seeker, employer) for seeker, employer, _ in facts.locked).items():
        if times > 1:
            yield f"pair {pair} is locked {times} times"
    for (employer, slot), times in Counter((employer, slot) for _, employer, slot in facts.locked).items():
        if times > employers[employer].interviewers:
            yield (
                f"employer {employer} has {times} locked interviews in slot {slot} "
                f"and {employers[employer].interviewers} interviewers"
            )
    yield from _locked_days(facts, employers)
    yield from _locked_resources(facts)


def _locked_days(facts: Facts, employers: dict[int, Employer]) -> Iterator[str]:
    days: dict[int, dict[int, int]] = {}
    for seeker, employer, slot in sorted(facts.locked):
        day = days.setdefault(seeker, {})
        if slot in day:
            yield f"seeker {seeker} is locked with employers {day[slot]} and {employer} in slot {slot}"
        day[slot] = employer
    rests = {seeker.id for seeker in facts.seekers if seeker.needs_rest}
    for seeker, day in days.items():
        for slot in sorted(day.keys() & {slot - 1 for slot in day}):
            if seeker in rests:
                yield f"seeker {seeker} needs rest and is locked in slots {slot} and {slot + 1}"
            elif facts.are_far(employers[day[slot]].zone, employers[day[slot + 1]].zone):
                yield f"seeker {seeker} is locked in far zones in slots {slot} and {slot + 1}"


def _locked_resources(facts: Facts) -> Iterator[str]:
    needs = {seeker.id: seeker.resource for seeker in facts.seekers}
    used = Counter((needs[seeker], slot) for seeker, _, slot in facts.locked)
    for resource in facts.resources:
        for slot, capacity in enumerate(resource.capacity_by_slot):
            if used[resource.id, slot] > capacity:
                yield (
                    f"resource {resource.id} has {used[resource.id, slot]} locked uses "
                    f"in slot {slot} and there are {capacity}"
                )
