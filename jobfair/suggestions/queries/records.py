"""Rows to the frozen records that matching knows: what is not copied here can reach no score."""

from datetime import time
from typing import Any

from sqlalchemy import Row

from jobfair.employers.models import Opening
from jobfair.matching import BusyTime, OpeningRecord, SeekerRecord
from jobfair.seekers.models import Seeker
from jobfair.suggestions.queries.own_words import shown_words

MINUTES_PER_DAY = 24 * 60

#: first and last minute of the day of each shift word; nights pass midnight
BANDS = {"days": (360, 1020), "mornings": (300, 720), "evenings": (1020, 1320), "nights": (1320, 1800)}

#: a shift is called by a word when at least this share of its hours lies in the word's band
LEAST_SHARE = 0.4

WEEKEND = {"sat", "sun"}

#: all that matching may know of a person
SEEKER_COLUMNS = (
    Seeker.id,
    Seeker.work,
    Seeker.skills,
    Seeker.wishes,
    Seeker.certificates,
    Seeker.shifts,
    Seeker.days,
    Seeker.travel,
    Seeker.zip_code,
    Seeker.max_distance_miles,
    Seeker.crosses_state_line,
    Seeker.has_driving_licence,
    Seeker.max_lift_pounds,
    Seeker.languages,
    Seeker.busy,
)


def seeker_record(seeker: Seeker | Row[*tuple[Any, ...]]) -> SeekerRecord:
    """What matching may know of a person: no name, contact, needs, notes or age.

    Own words are those employers may read, since reasons quote them.

    Parameters
    ----------
    seeker : Seeker or Row
        A row of the table, or of `SEEKER_COLUMNS` alone.
    """
    return SeekerRecord(
        id=seeker.id,
        work=shown_words(seeker.work),
        skills=shown_words(seeker.skills),
        wishes=shown_words(seeker.wishes),
        certificates=shown_words(seeker.certificates),
        shifts=frozenset(seeker.shifts),
        days=frozenset(seeker.days),
        travel=seeker.travel,
        zip_code=seeker.zip_code,
        max_distance_miles=seeker.max_distance_miles,
        crosses_state_line=seeker.crosses_state_line,
        has_driving_licence=seeker.has_driving_licence,
        max_lift_pounds=seeker.max_lift_pounds,
        languages=frozenset(seeker.languages),
        busy=tuple(_busy_time(one) for one in seeker.busy),
    )


def _busy_time(stored: dict[str, Any]) -> BusyTime:
    starts, ends = (time.fromisoformat(stored[name]) for name in ("starts", "ends"))
    return BusyTime(starts, ends, frozenset(stored.get("days", ())))


def opening_record(opening: Opening) -> OpeningRecord:
    """What matching may know of an opening; its shift is derived from its hours and days."""
    return OpeningRecord(
        id=opening.id,
        employer_id=opening.employer_id,
        title=opening.title,
        duties=opening.duties,
        skills=tuple(opening.skills),
        soc_code=opening.soc_code,
        must_have_certificates=tuple(opening.must_have_certificates),
        shift=shift_words(opening.shift_starts, opening.shift_ends, opening.days),
        shift_starts=opening.shift_starts,
        shift_ends=opening.shift_ends,
        days=frozenset(opening.days),
        zip_code=opening.zip_code,
        city=opening.city,
        state=opening.state,
        needs_driving_licence=opening.needs_driving_licence,
        lift_pounds=opening.lift_pounds,
        languages=frozenset(opening.languages),
        experience_months=opening.experience_months,
    )


def shift_words(starts: time | None, ends: time | None, days: list[str] | None = None) -> frozenset[str]:
    """Call a shift by the words people use for it; empty where its hours are not known.

    Parameters
    ----------
    starts, ends : time or None
        Local times; an end that is not after the start is on the next day.
    days : list of str or None
        Work on Saturdays and Sundays alone is weekend work as well.

    Examples
    --------
    >>> sorted(shift_words(time(7), time(15)))
    ['days', 'mornings']
    >>> sorted(shift_words(time(22), time(6)))
    ['nights']
    """
    if starts is None or ends is None or starts == ends:
        return frozenset()
    first, last = _minute(starts), _minute(ends)
    if last < first:
        last += MINUTES_PER_DAY
    shares = {word: _shared_minutes(first, last, *band) / (last - first) for word, band in BANDS.items()}
    most = max(shares.values())
    words = {word for word, share in shares.items() if share >= min(LEAST_SHARE, most)}
    return frozenset(words | ({"weekends"} if days and set(days) <= WEEKEND else set()))


def _minute(value: time) -> int:
    return value.hour * 60 + value.minute


def _shared_minutes(first: int, last: int, band_first: int, band_last: int) -> int:
    """Minutes of a shift inside a band, yesterday's and tomorrow's band included."""
    return sum(
        max(0, min(last, band_last + day) - max(first, band_first + day))
        for day in (-MINUTES_PER_DAY, 0, MINUTES_PER_DAY)
    )
