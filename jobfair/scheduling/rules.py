"""Every rule a schedule keeps, defined once: what it watches, how much of it there may be, and in words.

The checker asks the rules about a whole plan, the contradictions about the locks alone, and the
explanation what one more interview would break. The solver knows nothing of this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from jobfair.scheduling.bookings import Bookings
from jobfair.scheduling.records import Employer, Facts, Interview, Resource, Seeker, called

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
    "past_day",
    "desk_first",
    "must_missing",
    "visit_missing",
    "employer_below_promise",
    "lock_broken",
]
Word = Literal["seeker", "employer", "resource", "slot"]
Case = tuple[int, ...]

#: More than a rule that sets no limit will ever see.
UNLIMITED = 1_000_000_000


class Violation(NamedTuple):
    """One broken rule: which rule, and the ids of everybody it touches.

    `ids` are in the order of the rule's `about`: (seeker, employer) for pairs and visits, (seeker, slot) for
    days, (employer, slot) for booths, (resource, slot) for resources, one id for caps and promises, and
    (seeker, employer, slot) for interviews nobody knows and for locks.
    """

    kind: Kind
    ids: Case


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
        lambda booked, seeker, employer: UNLIMITED if booked.is_wanted(seeker, employer) else 0,
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
        lambda booked, seeker, slot: len(booked.neighbours(seeker, slot)),
        lambda booked, seeker, _slot: 0 if booked.seekers[seeker].needs_rest else UNLIMITED,
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
    Rule(
        "past_day",
        ("employer", "slot"),
        "{employer} has interviews in {slot}, past the end of the day",
        lambda booked, employer, slot: booked.at_booth[employer, slot],
        lambda booked, _employer, slot: UNLIMITED if slot < booked.facts.slot_count else 0,
    ),
    Rule(
        "desk_first",
        ("seeker", "employer"),
        "{seeker} meets {employer} before the end of a visit to a desk that has to come first",
        lambda booked, seeker, employer: booked.too_early(seeker, employer),
        lambda _booked, _seeker, _employer: 0,
    ),
)

PAIR: tuple[Word, ...] = ("seeker", "employer")
INTERVIEW: tuple[Word, ...] = ("seeker", "employer", "slot")
#: What the promises and the rest are about and say when they are broken.
PROMISES: dict[Kind, tuple[tuple[Word, ...], str]] = {
    "unknown_interview": (
        INTERVIEW,
        "the interview of {seeker} with {employer} in {slot} names somebody or a slot that is not listed",
    ),
    "must_missing": (PAIR, "{seeker} and {employer} have to meet and do not"),
    "visit_missing": (PAIR, "{seeker} has no visit to {employer}"),
    "employer_below_promise": (("employer",), "{employer} has fewer interviews than it was promised"),
    "lock_broken": (INTERVIEW, "the locked interview of {seeker} with {employer} in {slot} is missing"),
}


def cases_of(rule: Rule, booked: Bookings, interview: Interview) -> Iterator[Case]:
    """Give the cases of a rule that an interview is part of."""
    seeker, employer, slot = interview
    resource = booked.seekers[seeker].resource
    if resource is None and "resource" in rule.about:
        return
    ids = {"seeker": seeker, "employer": employer, "slot": slot, "resource": resource or 0}
    covered = booked.covers(interview)
    for when in range(covered.start - rule.slots + 1, covered.stop):
        ids["slot"] = when
        yield tuple(ids[word] for word in rule.about)


def broken_rules(
    booked: Bookings, interviews: Iterable[Interview], rules: tuple[Rule, ...] = RULES
) -> Iterator[Violation]:
    """Give every rule broken where one of the booked interviews is."""
    listed = list(interviews)
    for rule in rules:
        for case in {case for interview in listed for case in cases_of(rule, booked, interview)}:
            if rule.load(booked, *case) > rule.limit(booked, *case):
                yield Violation(rule.kind, case)


def barriers(booked: Bookings, interview: Interview, rules: tuple[Rule, ...] = RULES) -> list[Violation]:
    """Give the rules that one more interview would break."""
    booked.add(interview)
    found = list(broken_rules(booked, [interview], rules))
    booked.remove(interview)
    return found


def broken_promises(facts: Facts, interviews: Collection[Interview]) -> Iterator[Violation]:
    """Give must pairs, visits, promised interviews and locked interviews that are missing."""
    met = {(seeker, employer) for seeker, employer, _ in interviews}
    for pair in facts.must - met:
        yield Violation("must_missing", pair)
    for pair in {(seeker.id, desk) for seeker in facts.seekers for desk in seeker.needs_desks} - met:
        yield Violation("visit_missing", pair)
    held = Counter(employer for _, employer, _ in interviews)
    for employer in facts.employers:
        if held[employer.id] < employer.min_interviews:
            yield Violation("employer_below_promise", (employer.id,))
    for interview in facts.locked - set(interviews):
        yield Violation("lock_broken", interview)


def in_words(booked: Bookings, violation: Violation) -> str:
    """Say a broken rule with the names of everybody it touches."""
    kind, ids = violation
    places: dict[str, object] = {}
    about, label = PROMISES.get(kind, (INTERVIEW, ""))
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
