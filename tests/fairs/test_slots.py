"""Slots from hours and breaks, by hand, and what holds them."""

from datetime import date, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from jobfair.errors import Conflict, Invalid, NotFound
from jobfair.fairs.actions import slots as actions
from jobfair.fairs.actions.fair import create_fair
from jobfair.fairs.queries.slots import break_by_id, breaks_of, slot_by_id, slots_of
from jobfair.fairs.queries.standing import INTERVIEW, SCHEDULE, interviews_by_slot, slots_in_use
from jobfair.fairs.slot_times import slot_times
from jobfair.interviews.models import Interview, Schedule
from tests.conftest import NOW
from tests.factories import make_fair
from tests.fairs.standing import make_standing_interview


def new_fair(session, **changes):
    given = {
        "name": "Westside Job Fair",
        "venue": "",
        "date": date(2026, 6, 6),
        "time_zone": "America/Chicago",
        "opens": time(9),
        "closes": time(11),
    } | changes
    return create_fair(session, **given, organizer_id=None, now=NOW)


def local_starts(fair):
    return [slot.starts_at.astimezone(ZoneInfo(fair.time_zone)).strftime("%H:%M") for slot in fair.slots]


@pytest.mark.parametrize(
    ("day", "hours", "slots"),
    [
        (date(2026, 3, 8), (time(1), time(4)), 6),  # an hour is skipped: two real hours
        (date(2026, 11, 1), (time(0), time(3)), 12),  # an hour comes twice: four real hours
        (date(2026, 6, 6), (time(1), time(4)), 9),
    ],
)
def test_days_on_which_the_clocks_change(day, hours, slots):
    times = slot_times(day, "America/Chicago", hours, 20)
    assert len(times) == slots
    assert all(end == start for (_, end), (start, _) in pairwise(times))


def test_what_does_not_fit_before_closing_is_left_out(session):
    fair = new_fair(session, slot_minutes=25)
    assert local_starts(fair) == ["09:00", "09:25", "09:50", "10:15"]


def test_a_break_of_an_untouched_fair_lays_the_slots_out_anew(session):
    fair = new_fair(session)
    actions.add_break(session, fair, starts=time(9, 30), ends=time(9, 45))
    assert local_starts(fair) == ["09:00", "09:45", "10:05", "10:25"]


def test_a_break_leaves_hand_made_slots_alone(session):
    fair = new_fair(session)
    actions.remove_slot(session, fair, fair.slots[-1])
    actions.add_break(session, fair, starts=time(9, 30), ends=time(9, 45))
    assert local_starts(fair) == ["09:00", "10:00", "10:20"]
    actions.remove_break(session, fair, breaks_of(session, fair.id)[0])
    assert local_starts(fair) == ["09:00", "09:20", "09:40", "10:00", "10:20", "10:40"]


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        (time(10), time(10), "ends"),
        (time(10), time(1), "ends"),
        (time(8), time(10), "starts"),
        (time(10), time(12), "starts"),
        (time(9, 30), time(9, 50), "starts"),
    ],
)
def test_refuses_breaks_that_cannot_be(session, starts, ends, field):
    fair = new_fair(session)
    actions.add_break(session, fair, starts=time(9, 40), ends=time(10))
    with pytest.raises((Invalid, Conflict)) as caught:
        actions.add_break(session, fair, starts=starts, ends=ends)
    assert caught.value.field == field


def test_refuses_a_break_that_leaves_no_slot(session):
    fair = new_fair(session)
    with pytest.raises(Invalid, match="leaves no time"):
        actions.add_break(session, fair, starts=time(9), ends=time(10, 50))


def test_a_break_does_not_push_published_interviews_away(session):
    fair = new_fair(session)
    make_standing_interview(session, fair, fair.slots[1], state="published")
    with pytest.raises(Conflict):
        actions.add_break(session, fair, starts=time(9, 20), ends=time(9, 40))
    assert breaks_of(session, fair.id) == []
    actions.add_break(session, fair, starts=time(10), ends=time(10, 10))
    assert local_starts(fair) == ["09:00", "09:20", "09:40", "10:20", "10:40"]


def test_adding_a_slot_by_hand(session):
    fair = new_fair(session, slot_minutes=25)
    actions.add_slot(session, fair, starts=time(10, 40), slot_minutes=20)
    assert local_starts(fair)[-1] == "10:40"
    for starts, minutes, field in (
        (time(10, 50), 5, "starts"),
        (time(8), 20, "starts"),
        (time(10, 59), 20, "starts"),
        (time(9), 3, "slot_minutes"),
    ):
        with pytest.raises((Invalid, Conflict)) as caught:
            actions.add_slot(session, fair, starts=starts, slot_minutes=minutes)
        assert caught.value.field == field


def test_a_slot_of_a_published_schedule_stays(session):
    fair = new_fair(session)
    make_standing_interview(session, fair, fair.slots[1], state="published")
    with pytest.raises(Conflict):
        actions.remove_slot(session, fair, fair.slots[1])
    actions.remove_slot(session, fair, fair.slots[0])
    assert len(slots_of(session, fair.id)) == 5


def test_who_stands_where_is_told_by_schedule(session):
    fair = new_fair(session)
    make_standing_interview(session, fair, fair.slots[1], state="superseded")
    make_standing_interview(session, fair, fair.slots[1], state="published", version=2)
    told = [(each.version, each.is_published, each.interviews) for each in slots_in_use(session, fair.id)]
    assert told == [(2, True, 1), (1, False, 1)]
    assert slots_in_use(session, fair.id, [fair.slots[0].id]) == []
    assert interviews_by_slot(session, fair.id) == {fair.slots[1].id: 1}


def test_the_named_columns_are_the_real_ones():
    for named, real in ((SCHEDULE, Schedule.__table__), (INTERVIEW, Interview.__table__)):
        assert named.name == real.name
        for column in named.columns:
            assert isinstance(column.type, type(real.columns[column.name].type).__mro__[0])


def test_slots_and_breaks_of_another_fair_are_not_found(session):
    fair, other = new_fair(session), make_fair(session)
    pause = actions.add_break(session, fair, starts=time(9, 20), ends=time(9, 40))
    with pytest.raises(NotFound):
        slot_by_id(session, other.id, fair.slots[0].id)
    with pytest.raises(NotFound):
        break_by_id(session, other.id, pause.id)
    assert slot_by_id(session, fair.id, fair.slots[0].id) is fair.slots[0]
    assert break_by_id(session, fair.id, pause.id) is pause


def test_making_the_slots_anew_restores_the_usual_ones(session):
    fair = new_fair(session)
    actions.remove_slot(session, fair, fair.slots[0])
    change = actions.generate_slots(session, fair)
    assert (len(change.kept), len(change.added)) == (5, 1)
    actions.record_slots(session, fair, now=NOW, actor_id=None)
