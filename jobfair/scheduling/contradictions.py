"""Name everything in a problem that cannot be true at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain

import numpy as np

from jobfair.scheduling.bookings import Bookings, fits_of
from jobfair.scheduling.records import BoolArray, Employer, Facts, Resource, Seeker, called
from jobfair.scheduling.rules import Violation, broken_rules, in_words

#: More contradictions than this help nobody; the rest is cut off.
MOST_NAMED = 50
#: A day of more slots is a mistake, and a costly one.
MOST_SLOTS = 10_000
#: So is a person with more interviews on earlier days.
MOST_BEFORE = 1_000


def find_contradictions(facts: Facts) -> list[str]:
    """Give one sentence for each contradiction, at most `MOST_NAMED`, in a stable order.

    Later groups are looked at only when the earlier ones hold, since they rely on them. Locks are a plan of
    their own, which has to keep every rule of `rules.py`.
    """
    for rules in ((_records,), (_pairs, _desks), (_wishes,), (_locks,)):
        found = list(chain.from_iterable(rule(facts) for rule in rules))
        if found:
            return found[:MOST_NAMED]
    return []


def _records(facts: Facts) -> Iterator[str]:
    if not 0 <= facts.slot_count <= MOST_SLOTS or facts.slot_minutes <= 0:
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
        units = resource.capacity_by_slot
        if len(units) != facts.slot_count or min(units, default=0) < 0:
            who = called("resource", resource.id, resource.name)
            yield f"{who} needs a number, 0 or more, for each of {facts.slot_count} slots"


def _seeker(facts: Facts, seeker: Seeker, resource_ids: set[int]) -> Iterator[str]:
    who = called("seeker", seeker.id, seeker.name)
    if seeker.max_interviews < 0:
        yield f"{who} wants {seeker.max_interviews} interviews"
    if not 0 <= seeker.interviews_before <= MOST_BEFORE:
        yield f"{who} had {seeker.interviews_before} interviews before"
    if seeker.resource is not None and seeker.resource not in resource_ids:
        yield f"{who} needs resource {seeker.resource}, which does not exist"
    yield from _outside(facts, who, seeker.free_slots)


def _employer(facts: Facts, employer: Employer) -> Iterator[str]:
    who = called("employer", employer.id, employer.name)
    if employer.max_interviews < 0 or employer.interviewers < 0:
        yield f"{who} has a negative number of interviews or interviewers"
    if not 1 <= employer.slots_per_interview <= MOST_SLOTS:
        yield f"{who} has interviews of {employer.slots_per_interview} slots"
    elif not 0 <= employer.min_interviews <= (0 if employer.is_desk else employer.seats()):
        yield f"{who} was promised {employer.min_interviews} interviews and can hold {employer.seats()}"
    yield from _outside(facts, who, employer.open_slots)


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


def _desks(facts: Facts) -> Iterator[str]:
    desks = {employer.id for employer in facts.employers if employer.is_desk}
    with_desk = np.isin(facts.pair_employers, list(desks))
    yield from _named_pairs(facts, with_desk, "is with a desk, which is visited by those who need it")
    for seeker in facts.seekers:
        who = called("seeker", seeker.id, seeker.name)
        for desk in sorted(seeker.needs_desks):
            if desk not in desks:
                yield f"{who} needs desk {desk}, which does not exist"
            elif (seeker.id, desk) in facts.forbidden:
                yield f"{who} needs desk {desk} and is forbidden to visit it"
    listed = {employer.id for employer in facts.employers}
    for pair in sorted(facts.before):
        if pair[0] not in desks or pair[1] not in listed:
            yield f"desk and employer {pair}, one before the other, are not a desk and an employer"
    order = TopologicalSorter[int]()
    for desk, employer in facts.before:
        order.add(employer, desk)
    try:
        order.prepare()
    except CycleError as error:
        yield f"these desks come before each other: {sorted(set(error.args[1]))}"


def _named_pairs(facts: Facts, wrong: BoolArray, what: str) -> Iterator[str]:
    for place in np.flatnonzero(wrong)[:MOST_NAMED].tolist():
        pair = (int(facts.pair_seekers[place]), int(facts.pair_employers[place]))
        yield f"pair {pair} {what}"


def _wishes(facts: Facts) -> Iterator[str]:
    locked = {(seeker, employer) for seeker, employer, _ in facts.locked}
    booked = Bookings(facts)
    for kind, wanted in (("must pair", facts.must), ("locked pair", locked)):
        eligible = fits_of(facts, wanted)
        for pair in sorted(wanted):
            if pair not in eligible and not (kind == "locked pair" and booked.needs(*pair)):
                yield f"{kind}: {in_words(booked, Violation('not_eligible', pair))}"
            elif pair in facts.forbidden:
                yield f"{kind}: {in_words(booked, Violation('forbidden', pair))}"
    promised = locked | facts.must
    desks = {employer.id for employer in facts.employers if employer.is_desk}
    met = Counter(seeker for seeker, employer in promised if employer not in desks)
    yield from _over_caps("seeker", facts.seekers, met)
    yield from _over_caps("employer", facts.employers, Counter(employer for _, employer in promised))
    yield from _over_pairs(facts)


def _over_pairs(facts: Facts) -> Iterator[str]:
    """Name employers who were promised more interviews than there are people they may meet."""
    if not any(employer.min_interviews for employer in facts.employers):
        return
    may = Counter(facts.pair_employers.tolist())
    may.subtract(employer for _, employer in fits_of(facts, facts.forbidden))
    for employer in facts.employers:
        if employer.min_interviews > may[employer.id]:
            who = called("employer", employer.id, employer.name)
            people = may[employer.id]
            yield f"{who} was promised {employer.min_interviews} interviews and may meet {people} people"


def _over_caps(
    word: str, records: tuple[Seeker, ...] | tuple[Employer, ...], promised: Counter[int]
) -> Iterator[str]:
    for record in records:
        number, most = promised[record.id], record.max_interviews
        if number > most:
            who = called(word, record.id, record.name)
            yield f"{who} has {number} must and locked interviews and takes at most {most}"


def _locks(facts: Facts) -> Iterator[str]:
    booked = Bookings(facts, facts.locked)
    for violation in sorted(broken_rules(booked, facts.locked)):
        yield f"locked interviews: {in_words(booked, violation)}"
    visits = {(seeker, desk) for seeker, desk, _ in facts.locked}
    for seeker, employer, slot in sorted(facts.locked):
        for desk in sorted(booked.desks_of(seeker, employer)):
            free = booked.seekers[seeker].free_slots & booked.employers[desk].open_slots
            if (seeker, desk) not in visits and not any(
                free.issuperset(when) and when.stop <= slot
                for when in (booked.covers((seeker, desk, first)) for first in free)
            ):
                who = called("seeker", seeker, booked.seekers[seeker].name)
                yield f"locked interviews: {who} cannot visit desk {desk} before slot {slot}"
