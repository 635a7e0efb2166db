"""What the matching library knows of a person and of an opening: frozen, plain, nothing else.

There is no field for a name, a language preference, a record, an age or a need at the fair, so none of
them can reach a score. A ZIP code is read by the rules of distance and state alone.
"""

from dataclasses import dataclass
from datetime import time
from typing import Literal

#: Words a shift may be called by; an empty set means unknown, or any.
SHIFT_WORDS = ("days", "mornings", "evenings", "nights", "weekends")

#: Days of the week in the order used everywhere in the library.
DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: How a person gets to work, from the shortest reach to the longest.
TRAVEL_WORDS = ("walk", "bike", "bus", "ride", "car")

Answer = Literal["yes", "maybe", "no"]


@dataclass(frozen=True)
class BusyTime:
    """A time of the week in which a person cannot work; why is nobody's business.

    Parameters
    ----------
    starts, ends : time
        Local times; an end that is not after the start is on the next day.
    days : frozenset of str
        Of `DAY_WORDS`, the days it starts on; empty means every day.

    Examples
    --------
    >>> BusyTime(time(21), time(6)).days
    frozenset()
    """

    starts: time
    ends: time
    days: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SeekerRecord:
    """A person looking for work, as far as matching may know them.

    Parameters
    ----------
    id : int
        The caller's own number for this person.
    work : tuple of str
        Past work in the person's own words, one entry a job.
    skills, wishes, certificates : tuple of str
        What they can do, would like to do, and hold a card for, in their own words.
    shifts, days : frozenset of str
        Of `SHIFT_WORDS` and `DAY_WORDS`; empty means unknown, or any.
    travel : str or None
        One of `TRAVEL_WORDS`; None means unknown.
    zip_code : str or None
        Five digits; used for distance alone.
    max_distance_miles : float or None
        The farthest they said they would go, in miles.
    crosses_state_line : bool or None
        Whether they can work in another state than they live in; None means unknown.
    has_driving_licence : bool or None
        None means unknown.
    max_lift_pounds : int or None
        The heaviest load they can lift, in pounds.
    languages : frozenset of str
        Two-letter codes of languages they can work in; empty means unknown.
    busy : tuple of BusyTime
        When they have to be elsewhere; empty means that nobody said.

    Examples
    --------
    >>> SeekerRecord(1, work=("forklift at a warehouse",), shifts=frozenset({"nights"})).work
    ('forklift at a warehouse',)
    """

    id: int
    work: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    shifts: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    travel: str | None = None
    zip_code: str | None = None
    max_distance_miles: float | None = None
    crosses_state_line: bool | None = None
    has_driving_licence: bool | None = None
    max_lift_pounds: int | None = None
    languages: frozenset[str] = frozenset()
    busy: tuple[BusyTime, ...] = ()


@dataclass(frozen=True)
class OpeningRecord:
    """A posted position, as far as matching may know it.

    Parameters
    ----------
    id, employer_id : int
        The caller's own numbers.
    title, duties : str
        In the employer's words.
    skills : tuple of str
        Skills the employer asks for, in their words.
    soc_code : str or None
        O*NET-SOC or SOC code, such as ``53-7051`` or ``53-7051.00``.
    must_have_certificates : tuple of str
        Cards without which nobody may start.
    shift, days : frozenset of str
        Of `SHIFT_WORDS` and `DAY_WORDS`; empty means unknown. Several shifts mean that any will do.
    shift_starts, shift_ends : time or None
        Local times, read only where both are known; an end that is not after the start is on the next day.
    zip_code, city, state : str or None
        Where the work is: the ZIP code, or else the town and state (``MO`` or ``Missouri``).
    needs_driving_licence : bool
        Whether the work cannot be done without one.
    lift_pounds : int or None
        The heaviest load that comes up, in pounds.
    languages : frozenset of str
        Two-letter codes, all of them needed; empty means unknown.
    experience_months : int or None
        Experience asked for, in months.

    Examples
    --------
    >>> OpeningRecord(7, employer_id=2, title="Forklift Operator", lift_pounds=50).lift_pounds
    50
    """

    id: int
    employer_id: int
    title: str
    duties: str = ""
    skills: tuple[str, ...] = ()
    soc_code: str | None = None
    must_have_certificates: tuple[str, ...] = ()
    shift: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    shift_starts: time | None = None
    shift_ends: time | None = None
    zip_code: str | None = None
    city: str | None = None
    state: str | None = None
    needs_driving_licence: bool = False
    lift_pounds: int | None = None
    languages: frozenset[str] = frozenset()
    experience_months: int | None = None


@dataclass(frozen=True)
class InterestRecord:
    """What a seeker and an employer said about each other; None means not said.

    Examples
    --------
    >>> InterestRecord(seeker_id=1, opening_id=7, seeker_says="yes", employer_says=None).seeker_says
    'yes'
    """

    seeker_id: int
    opening_id: int
    seeker_says: Answer | None = None
    employer_says: Answer | None = None
