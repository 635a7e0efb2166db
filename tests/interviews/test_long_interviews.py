"""Interviews of several slots, and promised ones: planned, held against the clock, kept, changed, shown."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from jobfair.errors import Conflict
from jobfair.fairs.actions.slots import add_break, remove_slot
from jobfair.fairs.models import EmployerAttendance, Slot
from jobfair.fairs.queries.slots import slots_of
from jobfair.fairs.queries.standing import interviews_by_slot
from jobfair.interviews import actions, queries
from jobfair.interviews.letters import write_letter
from jobfair.interviews.models import Interview, InterviewChange
from jobfair.interviews.queries.free_seats import free_seats_instead_of
from tests.conftest import NOW
from tests.factories import make_employer, make_interview, make_opening, make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish

MOVE = {"now": NOW, "actor": SYSTEM, "by_whom": "helper"}


def long_fair(database, *, length=2, promised=0, interviewers=1, **values):
    """A small fair whose first employer has long interviews."""
    fair = make_small_fair(database, **values)
    with database.write() as session:
        row = attendance(session, fair.employers[0])
        row.slots_per_interview, row.promised_interviews = length, promised
        row.interviewers = interviewers
    return fair


def attendance(session, employer_id):
    return session.scalar(select(EmployerAttendance).filter_by(employer_id=employer_id))


def stored(session, fair, version=1):
    return queries.interviews_of(session, queries.schedule_by_version(session, fair.id, version).id)


def told(rows):
    return {(row.seeker_id, row.employer_id, row.starts_at, row.ends_at) for row in rows}


def refuse_overlaps(rows):
    """Hold a schedule against the clock alone, sharing no code with whoever made it."""
    moments = {}
    for row in rows:
        minutes = round((row.ends_at - row.slot.starts_at).total_seconds() / 60)
        for minute in range(minutes):
            now = row.slot.starts_at + timedelta(minutes=minute)
            for busy in (("person", row.seeker_id, now), ("seat", row.booth_id, row.seat, now)):
                assert moments.setdefault(busy, row) is row, f"two interviews at once: {busy}"


@pytest.mark.parametrize(("length", "interviewers"), [(2, 1), (3, 2), (4, 3)])
def test_a_plan_with_long_interviews_holds_against_the_clock(database, length, interviewers):
    fair = long_fair(database, length=length, interviewers=interviewers, seekers=8, slots=9)
    report = plan(database, fair.id).report
    with database.read() as session:
        rows = stored(session, fair)
        assert report["interviews"] == len(rows)
        assert report["violations"] == 0
        refuse_overlaps(rows)
        long = [row for row in rows if row.employer_id == fair.employers[0]]
        assert {row.slots for row in long} == {length}
        assert {row.ends_at - row.starts_at for row in long} == {timedelta(minutes=20 * length)}
        assert {row.seat for row in long} <= set(range(interviewers))
        assert {row.slots for row in rows if row not in long} == {1}


def test_no_interview_lasts_through_a_break(database):
    fair = long_fair(database, slots=5, seekers=5)
    with database.write() as session:
        row = fair_row(session, fair.id)
        remove_slot(session, row, row.slots[2])
        add_break(session, row, starts=time(11), ends=time(11, 30))
        starts = [slot.starts_at for slot in slots_of(session, fair.id)]
    plan(database, fair.id)
    with database.read() as session:
        long = [row for row in stored(session, fair) if row.employer_id == fair.employers[0]]
        assert sorted(row.starts_at for row in long) == [starts[0], starts[2]]
        assert {row.ends_at - row.starts_at for row in long} == {timedelta(minutes=40)}
        report = queries.schedule_by_version(session, fair.id, 1).report
        assert report["slots"] == 4


def test_a_promise_is_kept_before_others_get_more(database):
    """One person a slot fits both; the other employer's second interviews give way to the promise."""
    fair = make_small_fair(database, slots=3, seekers=3)
    with database.write() as session:
        attendance(session, fair.employers[1]).promised_interviews = 3
    report = plan(database, fair.id).report
    assert report["promises_missed"] == []
    assert "promises_missed" not in {one["key"] for one in report["proof"]}
    with database.read() as session:
        assert [row.employer_id for row in stored(session, fair)].count(fair.employers[1]) == 3


def test_a_promise_nobody_can_keep_is_named_with_its_numbers(client, database):
    fair = long_fair(database, promised=3, slots=4, seekers=5)
    with database.write() as session:
        row = fair_row(session, fair.id)
        away = make_employer(session, row, name="Far Away", attendance={"promised_interviews": 2})
        make_opening(session, away)
        away_id = away.id
    report = plan(database, fair.id).report
    with database.read() as session:
        name = attendance(session, fair.employers[0]).employer.name
    assert report["promises_missed"] == [
        {"employer": fair.employers[0], "promised": 3, "given": 2},
        {"employer": away_id, "promised": 2, "given": 0},
    ]
    assert report["violations"] == 0
    page = client.sign_in_as("user", fair.organizer).get(f"/fairs/{fair.id}/schedules/1").text
    assert "Employers with fewer interviews than promised: 2." in page
    part = page[page.index("Promises this plan does not keep") : page.index("Without an interview")]
    assert f"<strong>{name}</strong>: 2 interviews, at least 3 promised" in part
    assert "<strong>Far Away</strong>: 0 interviews, at least 2 promised" in part
    publish(database, fair.id)


def test_told_times_of_long_interviews_are_kept(database):
    fair = long_fair(database, slots=8)
    plan(database, fair.id)
    publish(database, fair.id)
    with database.write() as session:
        before = told(stored(session, fair))
        make_seeker(session, fair_row(session, fair.id))
    report = plan(database, fair.id, keep=True).report
    with database.read() as session:
        rows = stored(session, fair, 2)
        refuse_overlaps(rows)
        assert before < told(rows)
    assert (report["kept"], report["not_kept"]) == (len(before), [])


def test_an_interview_that_got_longer_takes_no_other_ones_place(database):
    fair = make_small_fair(database, slots=8)
    plan(database, fair.id)
    publish(database, fair.id)
    with database.write() as session:
        longer = fair.employers[0]
        before = {one for one in told(stored(session, fair)) if one[1] != longer}
        attendance(session, longer).slots_per_interview = 2
    plan(database, fair.id, keep=True)
    with database.read() as session:
        after = told(stored(session, fair, 2))
        refuse_overlaps(stored(session, fair, 2))
    assert before
    assert before <= after


def test_what_is_published_keeps_its_length_and_a_draft_made_before_is_refused(client, database):
    fair = long_fair(database, slots=8)
    plan(database, fair.id)
    publish(database, fair.id)
    plan(database, fair.id)
    with database.write() as session:
        before = told(stored(session, fair))
        attendance(session, fair.employers[0]).slots_per_interview = 1
    with database.read() as session:
        assert told(stored(session, fair)) == before
    with pytest.raises(Conflict, match="cannot take place"):
        publish(database, fair.id, 2)
    plan(database, fair.id, keep=True)
    with database.read() as session:
        changes = queries.differences(session, queries.schedule_by_version(session, fair.id, 3))
        assert changes.changed, "whoever has a shorter interview is told"
    publish(database, fair.id, 3)
    with database.read() as session:
        shorter = session.scalars(select(InterviewChange)).first()
        assert (shorter.old.slots, shorter.new.slots) == (2, 1)


def published_long(database, **values):
    fair = long_fair(database, **{"slots": 6, "seekers": 2, **values})
    plan(database, fair.id)
    publish(database, fair.id)
    return fair


def long_one(session, fair):
    return next(row for row in stored(session, fair) if row.employer_id == fair.employers[0])


def test_other_times_leave_room_for_the_whole_interview(database):
    fair = published_long(database)
    with database.write() as session:
        interview = long_one(session, fair)
        seats = free_seats_instead_of(session, interview, now=NOW)
        assert seats.same, "six slots hold three interviews, and two people have two"
        busy = [row for row in stored(session, fair) if row is not interview]
        for seat in seats.same:
            assert seat.ends_at - seat.starts_at == timedelta(minutes=40)
            assert not seat.starts_at <= interview.starts_at < seat.ends_at
            for row in busy:
                if row.seeker_id == interview.seeker_id or row.employer_id == seat.employer_id:
                    assert row.ends_at <= seat.starts_at or seat.ends_at <= row.starts_at
        change = actions.change_time(session, interview, seats.same[0], **MOVE)
        refuse_overlaps(stored(session, fair))
        assert change.new.ends_at == seats.same[0].ends_at
        actions.undo_change(session, change, now=NOW, actor=SYSTEM)
        refuse_overlaps(stored(session, fair))


@pytest.mark.parametrize("same", ["booth_id", "seeker_id"])
def test_what_is_busy_in_the_second_slot_is_busy(database, same):
    """The indexes see first slots alone; the action sees the whole time, of the seat and of the person."""
    fair = published_long(database, seekers=3, slots=9)
    with database.write() as session:
        interview = long_one(session, fair)
        seat = free_seats_instead_of(session, interview, now=NOW).same[0]
        slots = slots_of(session, fair.id)
        second = slots[[slot.id for slot in slots].index(seat.slot_id) + 1]
        in_the_way = next(
            row
            for row in stored(session, fair)
            if row is not interview and getattr(row, same) == getattr(interview, same)
        )
        in_the_way.slot, in_the_way.seat = second, 0 if same == "booth_id" else 7
        interview_id = interview.id
    with database.write_session() as session, pytest.raises(Conflict, match="Somebody else just took"):
        actions.change_time(session, session.get_one(Interview, interview_id), seat, **MOVE)


def test_one_interviewer_has_to_be_free_all_the_while(database):
    """Two interviewers, busy by turns: a seat for each slot, and none for an interview of two."""
    fair = published_long(database, interviewers=2, seekers=4, slots=6)
    with database.write() as session:
        rows = stored(session, fair)
        for row in rows:
            if row.employer_id != fair.employers[0]:
                session.delete(row)
        slots = slots_of(session, fair.id)
        moving, *others = (row for row in rows if row.employer_id == fair.employers[0])
        for row, seat, number in zip([moving, *others], (0, 0, 1, 1), (4, 0, 3, 5), strict=True):
            row.seat, row.slot, row.slots = seat, slots[number], 1 if number == 5 else 2
        session.flush()
        found = free_seats_instead_of(session, moving, now=NOW).same
        starts = {[slot.id for slot in slots].index(seat.slot_id) for seat in found}
    assert starts == {0, 1, 2}, "the second interviewer is free until slot 3, the first from slot 2 on"


def test_the_end_of_a_long_interview_is_said_everywhere(client, database, clock):
    fair = published_long(database)
    with database.read() as session:
        one = long_one(session, fair)
        person, starts, code = one.seeker_id, one.starts_at, one.seeker.code
        letter = write_letter("interviews", fair_row(session, fair.id), "en", code, [one])
    local = starts - timedelta(hours=5)
    end = local + timedelta(minutes=40)
    times = f"{local.hour}:{local:%M}\u202fAM–{end.hour}:{end:%M}\u202fAM"
    assert f"{local.hour}:{local:%M}am-{end.hour}:{end:%M}am booth" in letter
    client.sign_in_as("seeker", person)
    assert times in client.get(f"/fairs/{fair.id}/my-schedule").text
    assert times in client.get(f"/fairs/{fair.id}/my-schedule/slip").text
    assert (
        f"DTEND:{starts + timedelta(minutes=40):%Y%m%dT%H%M%SZ}"
        in client.get(f"/fairs/{fair.id}/my-schedule.ics").text
    )
    clock.time = starts + timedelta(minutes=30)
    client.sign_in_as("seeker", person)
    assert ">Now<" in client.get(f"/fairs/{fair.id}/my-schedule").text, "it is not over in its second slot"
    client.sign_in_as("user", fair.organizer)
    for page in (
        f"people/{person}/schedule",
        f"employers/{fair.employers[0]}/schedule",
        "schedules/1/print",
    ):
        assert times in client.get(f"/fairs/{fair.id}/{page}").text, page
    board = client.get(f"/fairs/{fair.id}/schedules/1").text
    assert f">…{code}<" in board
    assert "goes on" in board


def test_a_slot_stays_while_a_published_interview_goes_on_in_it(database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = fair_row(session, fair.id)
        seeker = make_seeker(session, row)
        opening = make_opening(session, attendance(session, fair.employers[0]).employer)
        one = make_interview(session, row, seeker, opening, state="published", slots=2)
        ids = [slot.id for slot in slots_of(session, fair.id)]
        assert interviews_by_slot(session, fair.id) == {ids[0]: 1, ids[1]: 1}
        with pytest.raises(Conflict, match="published schedule"):
            remove_slot(session, row, session.get_one(Slot, ids[1]))
        remove_slot(session, row, session.get_one(Slot, ids[2]))
        one.schedule.state = "draft"
        remove_slot(session, row, session.get_one(Slot, ids[1]))
        assert session.scalars(select(Interview.id)).all() == []


def test_the_board_shows_a_free_seat_where_a_whole_interview_fits(database):
    fair = long_fair(database, slots=5)
    with database.write() as session:
        row, employer = fair_row(session, fair.id), attendance(session, fair.employers[0])
        opening, seeker = make_opening(session, employer.employer), make_seeker(session, row)
        second = slots_of(session, fair.id)[1]
        where = {"booth_id": employer.booth_id, "slot_id": second.id, "slots": 2}
        interview = make_interview(session, row, seeker, opening, state="draft", **where)
        board = queries.board_of(session, interview.schedule)
    free = {
        each.employer_id: [cell.free for cell in each.cells] for rows in board.rows.values() for each in rows
    }
    assert free[fair.employers[0]] == [0, 0, 0, 1, 1]
    assert free[fair.employers[1]] == [1] * 5
