"""Shifts against buses and against the times people have to be elsewhere."""

from datetime import time

import pytest

from jobfair.matching import BusHours, BusyTime, OpeningRecord, SeekerRecord, eligibility
from jobfair.matching.hours import Shift, clash

WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri"})
RIDER = {"travel": "bus"}
CITY = BusHours(first=time(5), last=time(22, 40))


def shift(starts, ends):
    return Shift(time.fromisoformat(starts), time.fromisoformat(ends))


def judge(seeker, hours, days=frozenset(), buses=CITY, **work):
    known = dict(zip(("shift_starts", "shift_ends"), hours, strict=True)) if hours else {}
    opening = OpeningRecord(1, 1, "Cook", days=days, **known, **work)
    return eligibility([SeekerRecord(1, **seeker)], [opening], buses=buses)


def keys(reasons):
    return [reason.key.removeprefix("matching.") for reason in reasons]


@pytest.mark.parametrize(
    ("hours", "missed"),
    [
        (("08:00", "16:00"), []),
        (("15:00", "23:00"), ["not_last_bus"]),
        (("14:40", "22:40"), []),
        (("14:41", "22:41"), ["not_last_bus"]),
        (("23:00", "07:00"), []),  # comes with the last bus and waits twenty minutes
        (("20:00", "04:30"), []),  # waits half an hour for the first
        (("04:30", "12:30"), ["not_first_bus"]),
        (("05:00", "13:00"), []),
        (("00:30", "03:00"), ["not_last_bus", "not_first_bus"]),
    ],
)
def test_bus_riders_are_kept_from_shifts_no_bus_reaches(hours, missed):
    found = judge(RIDER, shift(*hours))
    assert keys(found.reasons(0, 0)) == missed
    assert found.mask[0, 0] == (not missed)
    assert found.asks(0, 0) == ()


def test_the_reason_names_both_clock_times():
    (late,) = judge(RIDER, shift("15:00", "23:00")).reasons(0, 0)
    assert late.english() == "The shift ends 23:00, and the last bus is 22:40."
    (early,) = judge(RIDER, shift("04:00", "12:00")).reasons(0, 0)
    assert early.english() == "The shift starts 04:00, and the first bus is 05:00."


@pytest.mark.parametrize(
    ("buses", "hours", "found"),
    [
        (BusHours(last=time(22, 40)), ("15:00", "23:00"), ["not_last_bus"]),
        (BusHours(last=time(22, 40)), ("22:00", "06:00"), ["ask_bus"]),
        (BusHours(last=time(22, 40)), ("18:00", "02:00"), ["ask_bus"]),
        (BusHours(last=time(0, 30)), ("15:00", "23:00"), ["ask_bus"]),
        (BusHours(last=time(0, 30)), ("08:00", "16:00"), []),
        (BusHours(first=time(5)), ("04:30", "12:30"), ["not_first_bus"]),
        (BusHours(first=time(5)), ("15:00", "23:00"), ["ask_bus"]),
        (BusHours(), ("15:00", "23:00"), ["ask_bus"]),
        (BusHours(), ("04:30", "12:30"), ["ask_bus"]),
        (BusHours(), ("08:00", "16:00"), []),
        (BusHours(time(0), time(23, 59)), ("18:00", "02:00"), []),
    ],
)
def test_a_bus_nobody_knows_is_asked_about_and_never_bars(buses, hours, found):
    judged = judge(RIDER, shift(*hours), buses=buses)
    assert keys(judged.reasons(0, 0) + judged.asks(0, 0)) == found


@pytest.mark.parametrize("travel", ["walk", "bike", "ride", "car", None])
def test_buses_concern_bus_riders_alone(travel):
    found = judge({"travel": travel}, shift("15:00", "23:00"))
    assert found.mask[0, 0]
    assert found.asks(0, 0) == ()


@pytest.mark.parametrize(
    ("seeker", "work", "asked"),
    [
        ({}, {}, []),
        (RIDER, {}, ["ask_hours"]),
        (RIDER, {"shift": frozenset({"days"})}, []),
        ({"shifts": frozenset({"days"})}, {}, ["ask_hours"]),
        ({"shifts": frozenset({"days"})}, {"shift": frozenset({"days"})}, []),
        ({"busy": (BusyTime(time(21), time(6)),)}, {"shift": frozenset({"days"})}, ["ask_hours"]),
        ({"days": frozenset({"mon"})}, {}, ["ask_days"]),
        ({"max_distance_miles": 5.0}, {"zip_code": "64108"}, ["ask_distance"]),
    ],
)
def test_limits_of_a_person_ask_for_what_the_opening_does_not_say(seeker, work, asked):
    found = judge(seeker, None, **work)
    assert found.mask[0, 0]
    assert keys(found.asks(0, 0)) == asked


def test_one_known_hour_is_no_shift():
    found = eligibility([SeekerRecord(1, travel="bus")], [OpeningRecord(1, 1, "Cook", shift_ends=time(23))])
    assert found.mask[0, 0]


HOME_BY_NINE = BusyTime(time(21), time(6))
TUESDAY_AT_TEN = BusyTime(time(10), time(11), frozenset({"tue"}))
SUNDAY_NIGHT = BusyTime(time(20), time(4), frozenset({"sun"}))


@pytest.mark.parametrize(
    ("busy", "hours", "days", "struck"),
    [
        ((HOME_BY_NINE,), ("13:00", "21:00"), WEEKDAYS, None),
        ((HOME_BY_NINE,), ("13:00", "21:01"), WEEKDAYS, ("mon", "tue", "wed", "thu", "fri")),
        ((HOME_BY_NINE,), ("06:00", "14:00"), WEEKDAYS, None),
        ((HOME_BY_NINE,), ("05:00", "13:00"), frozenset({"mon"}), ("mon",)),
        ((HOME_BY_NINE,), ("22:00", "23:00"), frozenset({"sun"}), ("sun",)),
        ((TUESDAY_AT_TEN,), ("08:00", "16:00"), WEEKDAYS, ("tue",)),
        ((TUESDAY_AT_TEN,), ("12:00", "16:00"), WEEKDAYS, None),
        ((TUESDAY_AT_TEN,), ("22:00", "10:30"), frozenset({"mon", "tue"}), ("mon",)),
        ((SUNDAY_NIGHT,), ("02:00", "08:00"), WEEKDAYS, ("mon",)),
        ((SUNDAY_NIGHT,), ("22:00", "06:00"), frozenset({"sat"}), None),
        ((TUESDAY_AT_TEN, SUNDAY_NIGHT), ("09:00", "10:30"), frozenset(), ("tue",)),
        ((TUESDAY_AT_TEN,), ("08:00", "08:00"), frozenset({"tue"}), ("tue",)),
        ((), ("08:00", "16:00"), WEEKDAYS, None),
        ((TUESDAY_AT_TEN,), ("08:00", "16:00"), frozenset({"someday"}), None),
    ],
)
def test_a_shift_clashes_on_the_days_it_meets_a_busy_time(busy, hours, days, struck):
    found = clash(busy, shift(*hours), days)
    assert (found and found.days) == struck


def test_every_day_struck_bars_and_some_days_are_asked_about():
    late = judge({"busy": (HOME_BY_NINE,)}, shift("15:00", "23:00"), WEEKDAYS)
    (reason,) = late.reasons(0, 0)
    assert reason.english() == "The shift is 15:00 to 23:00; this person is not free 21:00 to 06:00."
    assert late.asks(0, 0) == ()
    one_day = judge({"busy": (TUESDAY_AT_TEN,)}, shift("08:00", "16:00"), WEEKDAYS)
    assert one_day.mask[0, 0]
    (ask,) = one_day.asks(0, 0)
    assert ask.values["days"] == ("tue",)
    assert ask.values["busy_starts"] == "10:00"
