"""Who may take which opening at all: a mask with reasons, before any taste.

Unknown is never a silent no: a shift, ZIP code, bus, card, weight or language that nobody gave leaves the
pair possible, and `Eligibility.asks` says what to ask. What a person did say is believed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from jobfair.matching.certificates import certificate_key
from jobfair.matching.distance import centroid, miles_between, state_of
from jobfair.matching.hours import BusHours, Clash, Shift, clash, said_clock, shift_of
from jobfair.matching.reasons import Reason, Value
from jobfair.matching.records import DAY_WORDS, SHIFT_WORDS, OpeningRecord, SeekerRecord

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

#: Usual one-way reach by way of travel, in miles; asked about, and a bar only when the caller says so.
REACH_MILES: Mapping[str, float] = {"walk": 3, "bike": 8, "bus": 20, "ride": 40, "car": 60}

#: Nobody is asked for more days a week than this, however many days an opening runs.
WORKING_DAYS_PER_WEEK = 5

#: Rules in the order in which their reasons are given.
RULES = (
    "shift",
    "days",
    "busy",
    "last_bus",
    "first_bus",
    "distance",
    "state",
    "travel",
    "licence",
    "certificate",
    "lift",
    "language",
)

#: Where neither the first nor the last bus is known.
NO_BUS_KNOWN = BusHours()


def eligibility(
    seekers: Sequence[SeekerRecord],
    openings: Sequence[OpeningRecord],
    *,
    reach_miles: Mapping[str, float] | None = None,
    buses: BusHours = NO_BUS_KNOWN,
) -> "Eligibility":
    """Say who may take which opening, and why not.

    Parameters
    ----------
    seekers : sequence of SeekerRecord, length n
    openings : sequence of OpeningRecord, length m
    reach_miles : mapping of travel word to miles, optional
        Makes a usual reach such as `REACH_MILES` a bar. Left out, only the distance a person named bars,
        and a far way is something to ask about.
    buses : BusHours, optional
        The first and last bus of the area; bars bus riders from shifts that start before or end after.

    Returns
    -------
    Eligibility
        With ``mask`` (n, m), ``reasons(i, j)`` and ``asks(i, j)``.

    Examples
    --------
    >>> people = [SeekerRecord(1, shifts=frozenset({"nights"}))]
    >>> work = [OpeningRecord(1, 1, "Cook", shift=frozenset({"days"})), OpeningRecord(2, 1, "Baker")]
    >>> found = eligibility(people, work)
    >>> found.mask.tolist()
    [[False, True]]
    >>> found.reasons(0, 0)[0].english()
    'The shift is days; this person can work nights.'
    """
    return Eligibility(tuple(seekers), tuple(openings), dict(reach_miles or {}), buses)


class Eligibility:
    """The mask of possible pairs, and the reasons behind it; made by `eligibility`.

    Attributes
    ----------
    mask : ndarray of bool, shape (n, m)
        True where nothing that is known speaks against the pair.
    miles : ndarray of float, shape (n, m)
        Distance in miles; NaN where unknown.
    """

    def __init__(
        self,
        seekers: tuple[SeekerRecord, ...],
        openings: tuple[OpeningRecord, ...],
        reach_miles: Mapping[str, float],
        buses: BusHours,
    ) -> None:
        self.seekers = seekers
        self.openings = openings
        self.reach_miles = reach_miles
        self.buses = buses

    @cached_property
    def miles(self) -> Floats:
        """Miles between each seeker and each opening; NaN where unknown."""
        homes = [centroid(seeker.zip_code) for seeker in self.seekers]
        places = [centroid(opening.zip_code, opening.city, opening.state) for opening in self.openings]
        return miles_between(homes, places)

    @cached_property
    def bars(self) -> dict[str, Mask]:
        """For each rule, where it bars: shape (n, m)."""
        shape = (len(self.seekers), len(self.openings))
        masks = (
            self._shift_bars(),
            self._day_bars(),
            self._busy_bars(),
            self._bus_bars(self.buses.misses_last),
            self._bus_bars(self.buses.misses_first),
            self._farther_than([seeker.max_distance_miles for seeker in self.seekers]),
            self._state_bars(),
            self._farther_than([self._reach(seeker) for seeker in self.seekers]),
            self._licence_bars(),
            self._certificate_bars(),
            self._lift_bars(),
            self._language_bars(),
        )
        return {rule: np.broadcast_to(mask, shape) for rule, mask in zip(RULES, masks, strict=True)}

    @cached_property
    def mask(self) -> Mask:
        """Pairs that nothing known speaks against: shape (n, m)."""
        possible: Mask = ~np.logical_or.reduce([self.bars[rule] for rule in RULES])
        return possible

    def reasons(self, i: int, j: int) -> tuple[Reason, ...]:
        """Say why seeker i cannot take opening j; empty where ``mask[i, j]``."""
        return tuple(self._reason(rule, i, j) for rule in RULES if self.bars[rule][i, j])

    def asks(self, i: int, j: int) -> tuple[Reason, ...]:
        """Say what is not known of the pair and should be asked before anyone counts on it."""
        return self._time_asks(i, j) + self._place_asks(i, j) + self._ability_asks(i, j)

    def _time_asks(self, i: int, j: int) -> tuple[Reason, ...]:
        """Say what to ask about hours and days that one side limits and the other did not give."""
        seeker, opening = self.seekers[i], self.openings[j]
        shift, struck = self._shifts.get(j), self._clashes.get((i, j))
        rides = seeker.travel == "bus"
        minds_hours = seeker.shifts or (rides and self.buses != NO_BUS_KNOWN)
        barred = self.bars["last_bus"][i, j] or self.bars["first_bus"][i, j]
        found = []
        if shift is None and (seeker.busy or (minds_hours and not opening.shift)):
            found.append(Reason("matching.ask_hours"))
        if seeker.days and not opening.days:
            found.append(Reason("matching.ask_days", {"offered": _ordered(seeker.days, DAY_WORDS)}))
        if struck and not struck.every_day:
            found.append(Reason("matching.ask_busy", _said_clash(struck) | {"days": struck.days}))
        if shift and rides and not barred and self.buses.unknown_for(shift):
            found.append(Reason("matching.ask_bus", _said_hours(shift)))
        return tuple(found)

    def _place_asks(self, i: int, j: int) -> tuple[Reason, ...]:
        """Say what to ask about the way: how far, where nobody knows, and how, where it is far."""
        limit = self.seekers[i].max_distance_miles
        if self._homes[i] and not self._places[j]:
            return (Reason("matching.ask_state"),)
        if limit is not None and np.isnan(self.miles[i, j]):
            return (Reason("matching.ask_distance", {"max_miles": round(limit)}),)
        if self._is_far(i, j):
            return (self._far_reason("matching.ask_travel", i, j, REACH_MILES),)
        return ()

    def _ability_asks(self, i: int, j: int) -> tuple[Reason, ...]:
        seeker, opening = self.seekers[i], self.openings[j]
        found = []
        if opening.needs_driving_licence and seeker.has_driving_licence is None:
            found.append(Reason("matching.ask_licence"))
        if not seeker.certificates:
            found += [
                Reason("matching.ask_certificate", {"certificate": card})
                for card in opening.must_have_certificates
            ]
        if opening.lift_pounds and seeker.max_lift_pounds is None:
            found.append(Reason("matching.ask_lift", {"needed_pounds": opening.lift_pounds}))
        if opening.languages and not seeker.languages:
            found.append(Reason("matching.ask_language", {"languages": tuple(sorted(opening.languages))}))
        if opening.experience_months:
            found.append(Reason("matching.ask_experience", {"months": opening.experience_months}))
        return tuple(found)

    def _is_far(self, i: int, j: int) -> bool:
        """Say whether the way is beyond the usual reach and nobody has ruled on it yet."""
        seeker = self.seekers[i]
        if seeker.max_distance_miles is not None or self._reach(seeker) is not None:
            return False
        return bool(self.miles[i, j] > REACH_MILES.get(seeker.travel or "", np.inf))

    def _reach(self, seeker: SeekerRecord) -> float | None:
        """Return the barring reach; a distance they named themselves comes first."""
        return self.reach_miles.get(seeker.travel or "") if seeker.max_distance_miles is None else None

    def _farther_than(self, limits: Sequence[float | None]) -> Mask:
        most = np.array([np.inf if limit is None else limit for limit in limits])[:, None]
        if np.isinf(most).all():
            return np.zeros((len(limits), 1), dtype=bool)
        farther: Mask = self.miles > most  # NaN, an unknown place, is never farther
        return farther

    @cached_property
    def _homes(self) -> list[str]:
        """The states of those who have to stay in theirs; empty for others and where it is not known."""
        return [state_of(one.zip_code) if one.crosses_state_line is False else "" for one in self.seekers]

    @cached_property
    def _places(self) -> list[str]:
        return [state_of(opening.zip_code, opening.state) for opening in self.openings]

    def _state_bars(self) -> Mask:
        homes, places = np.array(self._homes, dtype=str)[:, None], np.array(self._places, dtype=str)[None, :]
        return np.asarray((homes != "") & (places != "") & (homes != places))

    def _shift_bars(self) -> Mask:
        offered = _bits([_wide_shifts(seeker.shifts) for seeker in self.seekers], SHIFT_WORDS)[:, None]
        needed = _bits([opening.shift for opening in self.openings], SHIFT_WORDS)[None, :]
        bars: Mask = (offered > 0) & (needed > 0) & (offered & needed == 0)
        return bars

    def _day_bars(self) -> Mask:
        offered = _bits([seeker.days for seeker in self.seekers], DAY_WORDS)[:, None]
        needed = _bits([opening.days for opening in self.openings], DAY_WORDS)[None, :]
        asked = np.minimum(np.bitwise_count(needed), WORKING_DAYS_PER_WEEK)
        bars: Mask = (offered > 0) & (np.bitwise_count(offered & needed) < asked)
        return bars

    def _busy_bars(self) -> Mask:
        bars = np.zeros((len(self.seekers), len(self.openings)), dtype=bool)
        for pair, struck in self._clashes.items():
            bars[pair] = struck.every_day
        return bars

    @cached_property
    def _shifts(self) -> dict[int, Shift]:
        """The known hours, by position of their opening."""
        shifts = {j: shift_of(opening) for j, opening in enumerate(self.openings)}
        return {j: shift for j, shift in shifts.items() if shift}

    @cached_property
    def _clashes(self) -> dict[tuple[int, int], Clash]:
        """Shifts that fall into busy times, by the positions of a pair."""
        found = {
            (i, j): clash(seeker.busy, shift, self.openings[j].days)
            for i, seeker in enumerate(self.seekers)
            if seeker.busy
            for j, shift in self._shifts.items()
        }
        return {pair: struck for pair, struck in found.items() if struck}

    def _bus_bars(self, misses: Callable[[Shift], bool]) -> Mask:
        riders = np.array([seeker.travel == "bus" for seeker in self.seekers], dtype=bool)
        missed = np.zeros(len(self.openings), dtype=bool)
        missed[[j for j, shift in self._shifts.items() if misses(shift)]] = True
        bars: Mask = np.logical_and.outer(riders, missed)
        return bars

    def _licence_bars(self) -> Mask:
        without = np.array([seeker.has_driving_licence is False for seeker in self.seekers], dtype=bool)
        needs = np.array([opening.needs_driving_licence for opening in self.openings], dtype=bool)
        bars: Mask = np.logical_and.outer(without, needs)
        return bars

    def _certificate_bars(self) -> Mask:
        held = [frozenset(map(certificate_key, seeker.certificates)) for seeker in self.seekers]
        needed = [frozenset(map(certificate_key, o.must_have_certificates)) for o in self.openings]
        return _lacks_any(held, needed)

    def _lift_bars(self) -> Mask:
        able = np.array(
            [np.inf if s.max_lift_pounds is None else s.max_lift_pounds for s in self.seekers], dtype=float
        )
        load = np.array([opening.lift_pounds or 0 for opening in self.openings], dtype=float)
        bars: Mask = able[:, None] < load[None, :]
        return bars

    def _language_bars(self) -> Mask:
        return _lacks_any([s.languages for s in self.seekers], [o.languages for o in self.openings])

    def _reason(self, rule: str, i: int, j: int) -> Reason:
        write = {
            "shift": self._shift_reason,
            "days": self._days_reason,
            "busy": self._busy_reason,
            "last_bus": self._last_bus_reason,
            "first_bus": self._first_bus_reason,
            "distance": self._distance_reason,
            "state": lambda _i, j: Reason("matching.not_state", {"state": self._places[j]}),
            "travel": self._travel_reason,
            "licence": self._licence_reason,
            "certificate": self._certificate_reason,
            "lift": self._lift_reason,
            "language": self._language_reason,
        }
        return write[rule](i, j)

    def _shift_reason(self, i: int, j: int) -> Reason:
        needed = _ordered(self.openings[j].shift, SHIFT_WORDS)
        offered = _ordered(self.seekers[i].shifts, SHIFT_WORDS)
        return Reason("matching.not_shift", {"needed": needed, "offered": offered})

    def _days_reason(self, i: int, j: int) -> Reason:
        needed = _ordered(self.openings[j].days, DAY_WORDS)
        offered = _ordered(self.seekers[i].days, DAY_WORDS)
        return Reason("matching.not_days", {"needed": needed, "offered": offered})

    def _busy_reason(self, i: int, j: int) -> Reason:
        return Reason("matching.not_busy", _said_clash(self._clashes[i, j]))

    def _last_bus_reason(self, _i: int, j: int) -> Reason:
        ends, last_bus = said_clock(self._shifts[j].ends), said_clock(self.buses.last)
        return Reason("matching.not_last_bus", {"ends": ends, "last_bus": last_bus})

    def _first_bus_reason(self, _i: int, j: int) -> Reason:
        starts, first_bus = said_clock(self._shifts[j].starts), said_clock(self.buses.first)
        return Reason("matching.not_first_bus", {"starts": starts, "first_bus": first_bus})

    def _distance_reason(self, i: int, j: int) -> Reason:
        limit = round(self.seekers[i].max_distance_miles or 0)
        return Reason("matching.not_distance", {"miles": round(float(self.miles[i, j])), "max_miles": limit})

    def _travel_reason(self, i: int, j: int) -> Reason:
        return self._far_reason("matching.not_travel", i, j, self.reach_miles)

    def _licence_reason(self, _i: int, _j: int) -> Reason:
        return Reason("matching.not_licence")

    def _certificate_reason(self, i: int, j: int) -> Reason:
        held = set(map(certificate_key, self.seekers[i].certificates))
        lacking = [
            card for card in self.openings[j].must_have_certificates if certificate_key(card) not in held
        ]
        return Reason("matching.not_certificate", {"certificate": ", ".join(lacking)})

    def _lift_reason(self, i: int, j: int) -> Reason:
        needed, able = self.openings[j].lift_pounds or 0, self.seekers[i].max_lift_pounds or 0
        return Reason("matching.not_lift", {"needed_pounds": needed, "able_pounds": able})

    def _language_reason(self, i: int, j: int) -> Reason:
        missing = tuple(sorted(self.openings[j].languages - self.seekers[i].languages))
        return Reason("matching.not_language", {"languages": missing})

    def _far_reason(self, key: str, i: int, j: int, reach_miles: Mapping[str, float]) -> Reason:
        travel = self.seekers[i].travel or ""
        miles = round(float(self.miles[i, j]))
        return Reason(key, {"miles": miles, "travel": travel, "max_miles": round(reach_miles[travel])})


def _said_hours(shift: Shift) -> dict[str, Value]:
    return {"starts": said_clock(shift.starts), "ends": said_clock(shift.ends)}


def _said_clash(struck: Clash) -> dict[str, Value]:
    busy = {"busy_starts": said_clock(struck.busy.starts), "busy_ends": said_clock(struck.busy.ends)}
    return _said_hours(struck.shift) | busy


def _wide_shifts(shifts: frozenset[str]) -> frozenset[str]:
    """Let "days" and "mornings" stand for each other: people use both for work that starts early."""
    early = {"days", "mornings"}
    return shifts | early if shifts & early else shifts


def _ordered(words: frozenset[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: order.index(word) if word in order else len(order)))


def _bits(sets: Sequence[frozenset[str]], order: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return a bit for each known word; words that are not in the order say nothing."""
    return np.array(
        [sum(1 << position for position, word in enumerate(order) if word in words) for words in sets],
        dtype=np.uint8,
    )


def _lacks_any(held: Sequence[frozenset[str]], needed: Sequence[frozenset[str]]) -> Mask:
    """Return where a known holding misses something needed: shape (n, m)."""
    words = {word: column for column, word in enumerate(sorted(set(chain.from_iterable(needed))))}
    has = np.zeros((len(held), len(words)), dtype=np.float32)
    needs = np.zeros((len(needed), len(words)), dtype=np.float32)
    for row, items in enumerate(held):
        has[row, [words[word] for word in items if word in words]] = 1
    for row, items in enumerate(needed):
        needs[row, [words[word] for word in items]] = 1
    known = np.array([bool(items) for items in held], dtype=bool)[:, None]
    bars: Mask = known & (has @ needs.T < needs.sum(axis=1)[None, :])
    return bars
