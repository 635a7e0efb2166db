"""Every rule a schedule keeps, defined once: what it watches, how much of it there may be, and in words.

The checker asks the rules about a whole plan, the contradictions about the locks alone, and the
explanation what one more interview would break. The solver knows nothing of this module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from jobfair.scheduling.records import (
    BoolArray,
    Employer,
    Facts,
    IntArray,
    Interview,
    Resource,
    Seeker,
    called,
)

Kind = Literal[
    "unknown_interview",
    "pair_twice",
    "not_eligible",
    "forbidden",
    "seeker_away",
    "employer_away",
    "seeker_twice_in_slot",
    "seeker_over_cap",
    "employer_over_cap",
    "booth_over_interviewers",
    "resource_over_capacity",
    "no_rest",
    "too_far",
    "must_missing",
    "lock_broken",
]
Word = Literal["seeker", "employer", "resource", "slot"]
Case = tuple[int, ...]

#: More than a rule that sets no limit will ever see.
UNLIMITED = 1_000_000_000


class Violation(NamedTuple):
    """One broken rule: which rule, and the ids of everybody it touches.

    `ids` are in the order of the rule's `about`: (seeker, employer) for pairs, (seeker, slot) for days,
    (employer, slot) for booths, (resource, slot) for resources, one id for caps, and (seeker, employer,
    slot) for interviews nobody knows and for locks.
    """

    kind: Kind
    ids: Case


class Bookings:
    """Interviews of a fair, counted in the ways the rules ask for.

    Parameters
    ----------
    facts
        The fair.
    interviews
        Interviews of listed people and employers in slots of the day.
    hopeful
        Ids of seekers all of whose pairs are of interest; else only the pairs of the interviews are known.
    """

    def __init__(
        self, facts: Facts, interviews: Collection[Interview] = (), hopeful: Collection[int] = ()
    ) -> None:
        self.facts = facts
        self.seekers = {seeker.id: seeker for seeker in facts.seekers}
        self.employers = {employer.id: employer for employer in facts.employers}
        self.resources = {resource.id: resource for resource in facts.resources}
        self.fits = fits_of(facts, {interview[:2] for interview in interviews}, hopeful)
        self.of_pair: Counter[tuple[int, int]] = Counter()
        self.of_seeker: Counter[int] = Counter()
        self.of_employer: Counter[int] = Counter()
        self.at_booth: Counter[tuple[int, int]] = Counter()
        self.of_resource: Counter[tuple[int | None, int]] = Counter()
        self.hosts: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for interview in interviews:
            self.add(interview)

    def add(self, interview: Interview) -> None:
        """Book one more interview, whatever the rules say."""
        self._change(interview, 1)
        self.hosts[interview[0], interview[2]].append(interview[1])

    def remove(self, interview: Interview) -> None:
        """Take a booked interview out."""
        self._change(interview, -1)
        self.hosts[interview[0], interview[2]].remove(interview[1])

    def _change(self, interview: Interview, step: int) -> None:
        seeker, employer, slot = interview
        self.of_pair[seeker, employer] += step
        self.of_seeker[seeker] += step
        self.of_employer[employer] += step
        self.at_booth[employer, slot] += step
        self.of_resource[self.seekers[seeker].resource, slot] += step

    def hosts_of(self, seeker: int, slot: int) -> list[int]:
        """Give the employers whom a person meets in a slot."""
        return self.hosts.get((seeker, slot), [])

    def far_neighbours(self, seeker: int, slot: int) -> int:
        """Count the far booths a person meets one after the other in a slot and the next."""
        both = product(self.hosts_of(seeker, slot), self.hosts_of(seeker, slot + 1))
        zones = ((self.employers[first].zone, self.employers[second].zone) for first, second in both)
        return sum(self.facts.are_far(*two) for two in zones)

    def units(self, resource: int, slot: int) -> int:
        """Give how many of a resource there are in a slot; none outside the day."""
        units = self.resources[resource].capacity_by_slot
        return units[slot] if 0 <= slot < len(units) else 0


def fits_of(
    facts: Facts, pairs: Collection[tuple[int, int]], hopeful: Collection[int] = ()
) -> dict[tuple[int, int], float]:
    """Give the fits of those of the pairs that are eligible, and of every pair of the hopeful people."""
    if not pairs and not hopeful:
        return {}
    wanted = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    seekers = np.sort(np.array([seeker.id for seeker in facts.seekers], dtype=np.int64))
    employers = np.sort(np.array([employer.id for employer in facts.employers], dtype=np.int64))
    wanted = wanted[np.isin(wanted[:, 0], seekers) & np.isin(wanted[:, 1], employers)]

    def numbered(left: IntArray, right: IntArray) -> IntArray:
        number: IntArray = np.searchsorted(seekers, left) * len(employers) + np.searchsorted(employers, right)
        return number

    found: BoolArray = np.isin(
        numbered(facts.pair_seekers, facts.pair_employers), numbered(wanted[:, 0], wanted[:, 1])
    )
    if hopeful:
        found |= np.isin(facts.pair_seekers, list(hopeful))
    columns = (facts.pair_seekers[found], facts.pair_employers[found], facts.pair_fits[found])
    listed = zip(*(column.tolist() for column in columns), strict=True)
    return {(seeker, employer): fit for seeker, employer, fit in listed}


class Rule(NamedTuple):
    """A limit on something that interviews use up.

    Parameters
    ----------
    kind
        The rule's name.
    about
        What a case of the rule is: the kinds of ids in it.
    label
        The broken rule in words, with places for the ids, the `load` and the `limit`.
    load, limit
        Take `Bookings` and a case: how much of it is used, and how much may be.
    slots
        Slots that a case covers, the case's own slot first.
    """

    kind: Kind
    about: tuple[Word, ...]
    label: str
    load: Callable[..., int]
    limit: Callable[..., int]
    slots: int = 1


RULES: tuple[Rule, ...] = (
    Rule(
        "pair_twice",
        ("seeker", "employer"),
        "{seeker} meets {employer} {load} times",
        lambda booked, seeker, employer: booked.of_pair[seeker, employer],
        lambda _booked, _seeker, _employer: 1,
    ),
    Rule(
        "not_eligible",
        ("seeker", "employer"),
        "{seeker} and {employer} are not an eligible pair",
        lambda booked, seeker, employer: booked.of_pair[seeker, employer],
        lambda booked, seeker, employer: UNLIMITED if (seeker, employer) in booked.fits else 0,
    ),
    Rule(
        "forbidden",
        ("seeker", "employer"),
        "{seeker} and {employer} are forbidden to meet",
        lambda booked, seeker, employer: booked.of_pair[seeker, employer],
        lambda booked, seeker, employer: 0 if (seeker, employer) in booked.facts.forbidden else UNLIMITED,
    ),
    Rule(
        "seeker_away",
        ("seeker", "slot"),
        "{seeker} is away in {slot}",
        lambda booked, seeker, slot: len(booked.hosts_of(seeker, slot)),
        lambda booked, seeker, slot: UNLIMITED if slot in booked.seekers[seeker].free_slots else 0,
    ),
    Rule(
        "employer_away",
        ("employer", "slot"),
        "{employer} is away in {slot}",
        lambda booked, employer, slot: booked.at_booth[employer, slot],
        lambda booked, employer, slot: UNLIMITED if slot in booked.employers[employer].open_slots else 0,
    ),
    Rule(
        "seeker_twice_in_slot",
        ("seeker", "slot"),
        "{seeker} has {load} interviews in {slot}",
        lambda booked, seeker, slot: len(booked.hosts_of(seeker, slot)),
        lambda _booked, _seeker, _slot: 1,
    ),
    Rule(
        "seeker_over_cap",
        ("seeker",),
        "{seeker} has {load} interviews and takes at most {limit}",
        lambda booked, seeker: booked.of_seeker[seeker],
        lambda booked, seeker: booked.seekers[seeker].max_interviews,
    ),
    Rule(
        "employer_over_cap",
        ("employer",),
        "{employer} has {load} interviews and takes at most {limit}",
        lambda booked, employer: booked.of_employer[employer],
        lambda booked, employer: booked.employers[employer].max_interviews,
    ),
    Rule(
        "booth_over_interviewers",
        ("employer", "slot"),
        "{employer} has {load} interviews in {slot} and {limit} interviewers",
        lambda booked, employer, slot: booked.at_booth[employer, slot],
        lambda booked, employer, _slot: booked.employers[employer].interviewers,
    ),
    Rule(
        "resource_over_capacity",
        ("resource", "slot"),
        "{load} people need {resource} in {slot} and there are {limit}",
        lambda booked, resource, slot: booked.of_resource[resource, slot],
        lambda booked, resource, slot: booked.units(resource, slot),
    ),
    Rule(
        "no_rest",
        ("seeker", "slot"),
        "{seeker} needs rest and has interviews in {slot} and the next",
        lambda booked, seeker, slot: sum(bool(booked.hosts_of(seeker, when)) for when in (slot, slot + 1)),
        lambda booked, seeker, _slot: 1 if booked.seekers[seeker].needs_rest else UNLIMITED,
        slots=2,
    ),
    Rule(
        "too_far",
        ("seeker", "slot"),
        "{seeker} has interviews in far zones in {slot} and the next",
        lambda booked, seeker, slot: booked.far_neighbours(seeker, slot),
        lambda _booked, _seeker, _slot: 0,
        slots=2,
    ),
)

#: What the promises and the rest say when they are broken; their ids are (seeker, employer[, slot]).
PROMISES: dict[Kind, str] = {
    "unknown_interview": "the interview of {seeker} with {employer} in {slot} names somebody or a slot "
    "that is not listed",
    "must_missing": "{seeker} and {employer} have to meet and do not",
    "lock_broken": "the locked interview of {seeker} with {employer} in {slot} is missing",
}


def cases_of(rule: Rule, booked: Bookings, interview: Interview) -> Iterator[Case]:
    """Give the cases of a rule that an interview is part of."""
    seeker, employer, slot = interview
    resource = booked.seekers[seeker].resource
    if resource is None and "resource" in rule.about:
        return
    ids = {"seeker": seeker, "employer": employer, "slot": slot, "resource": resource or 0}
    for _ in range(rule.slots):
        yield tuple(ids[word] for word in rule.about)
        ids["slot"] -= 1


def broken_rules(booked: Bookings, interviews: Iterable[Interview]) -> Iterator[Violation]:
    """Give every rule broken where one of the booked interviews is."""
    listed = list(interviews)
    for rule in RULES:
        for case in {case for interview in listed for case in cases_of(rule, booked, interview)}:
            if rule.load(booked, *case) > rule.limit(booked, *case):
                yield Violation(rule.kind, case)


def barriers(booked: Bookings, interview: Interview) -> list[Violation]:
    """Give the rules that one more interview would break."""
    booked.add(interview)
    found = list(broken_rules(booked, [interview]))
    booked.remove(interview)
    return found


def broken_promises(facts: Facts, interviews: Collection[Interview]) -> Iterator[Violation]:
    """Give the must pairs that do not meet and the locked interviews that are missing."""
    met = {(seeker, employer) for seeker, employer, _ in interviews}
    for pair in facts.must - met:
        yield Violation("must_missing", pair)
    for interview in facts.locked - set(interviews):
        yield Violation("lock_broken", interview)


def in_words(booked: Bookings, violation: Violation) -> str:
    """Say a broken rule with the names of everybody it touches."""
    kind, ids = violation
    places: dict[str, object] = {}
    about: tuple[str, ...] = ("seeker", "employer", "slot")
    label = PROMISES.get(kind, "")
    for rule in RULES:
        if rule.kind == kind:
            about, label = rule.about, rule.label
            places = {"load": rule.load(booked, *ids), "limit": rule.limit(booked, *ids)}
    names = {word: _name(booked, word, one) for word, one in zip(about, ids, strict=False)}
    return label.format(**names, **places)


def _name(booked: Bookings, word: str, one: int) -> str:
    records: dict[str, Mapping[int, Seeker | Employer | Resource]] = {
        "seeker": booked.seekers,
        "employer": booked.employers,
        "resource": booked.resources,
    }
    return called(word, one, getattr(records.get(word, {}).get(one), "name", None))
