"""Free times for who has no interview in a published schedule: who is offered what, and who gets it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.errors import Conflict
from jobfair.fairs.models import SeekerAttendance
from jobfair.interviews import actions, queries
from jobfair.interviews.models import InterviewChange
from jobfair.interviews.queries.free_seats import seats_to_take
from jobfair.seekers.models import Seeker
from jobfair.suggestions.actions import answer
from tests.conftest import NOW
from tests.factories import make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish

MOVE = {"now": NOW, "actor": SYSTEM, "by_whom": "seeker"}


@pytest.fixture
def fair(database):
    """A published fair; six slots and five people leave one free at each of two booths."""
    made = make_small_fair(database)
    plan(database, made.id)
    publish(database, made.id)
    return made


@pytest.fixture
def late(database, fair):
    """Two who signed up after it was published."""
    with database.write() as session:
        row = fair_row(session, fair.id)
        people = [make_seeker(session, row, created_at=NOW + timedelta(minutes=1)) for _ in range(2)]
        return [person.id for person in people]


def offered(page):
    return re.findall(r'name="seat" value="(\d+-\d+)"', page)


def seats_of(session, fair, seeker_id, now=NOW):
    return seats_to_take(session, queries.published_schedule(session, fair.id), seeker_id, now=now)


def own(database, fair, seeker_id):
    with database.read() as session:
        return queries.interviews_of_seeker(session, fair.id, seeker_id)


def test_who_signed_up_late_takes_a_free_time_by_one_press_and_gives_it_back(client, database, fair, late):
    address = f"/fairs/{fair.id}/my-schedule"
    page = client.sign_in_as("seeker", late[0]).get(address).text
    assert "The interviews were planned before you signed up." in page
    assert "But these times are free right now." in page
    keys = offered(page)
    assert len(keys) == 2, "one at each booth"
    assert page.count("Why this match:") == 2
    page = client.post(f"{address}/free", {"seat": keys[0]}).text
    assert "Done. You can take it back for some minutes." in page
    assert "Taken by mistake? Your new time is" in page
    (taken,) = own(database, fair, late[0])
    assert f"{taken.employer_id}-{taken.slot_id}" == keys[0]
    with database.read() as session:
        change = session.scalars(select(InterviewChange)).one()
        assert (change.old_interview_id, change.new_interview_id) == (None, taken.id)
        assert (change.by_whom, change.seen_at) == ("seeker", NOW)
        actions_done = session.scalars(select(AuditEntry.action)).all()
    assert "interview.take" in actions_done
    page = client.post(f"{address}/changes/{change.id}/undo").text
    assert "This time is free again." in page
    assert own(database, fair, late[0]) == []
    assert keys[0] in offered(page)
    assert "cannot be taken back" in client.post(f"{address}/changes/{change.id}/undo").text


def test_a_second_interview_is_a_link_away_until_there_are_as_many_as_one_may_have(
    client, database, fair, late
):
    address = f"/fairs/{fair.id}/my-schedule"
    page = client.sign_in_as("seeker", late[0]).get(address).text
    page = client.post(f"{address}/free", {"seat": offered(page)[0]}).text
    assert "One more interview: see free times" in page
    (first,) = own(database, fair, late[0])
    with database.write() as session:
        published = queries.published_schedule(session, fair.id)
        others = [
            one
            for one in queries.interviews_of(session, published.id)
            if one.employer_id != first.employer_id
        ]
        gone = next(one for one in others if one.slot_id != first.slot_id)
        gone.status = "cancelled"
        busy = {first.slot_id} | {one.slot_id for one in others if one is not gone}
        slot_id = next(slot.id for slot in fair_row(session, fair.id).slots if slot.id not in busy)
        key = f"{gone.employer_id}-{slot_id}"
    assert offered(client.get(f"{address}/free").text) == [key], "neither the same employer nor the same time"
    with database.write() as session:
        fair_row(session, fair.id).max_interviews_per_seeker = 1
    assert "One more interview" not in client.get(address).text
    assert offered(client.get(f"{address}/free").text) == []
    (kept,) = own(database, fair, late[0])
    assert (kept.id, kept.status) == (first.id, "planned")


def test_of_two_who_press_for_one_time_one_gets_it(database, fair, late):
    with database.read() as session:
        seat, same = (seats_of(session, fair, person)[0] for person in late)
    assert seat.key == same.key
    with database.write() as session:
        actions.take_seat(session, queries.published_schedule(session, fair.id), late[0], seat, **MOVE)
    with database.write_session() as session, pytest.raises(Conflict, match="Somebody else just took"):
        actions.take_seat(session, queries.published_schedule(session, fair.id), late[1], same, **MOVE)
    assert own(database, fair, late[1]) == []


def test_who_was_too_slow_is_told_and_sees_what_is_left(client, database, fair, late):
    with database.write() as session:
        seat = seats_of(session, fair, late[1])[0]
        actions.take_seat(session, queries.published_schedule(session, fair.id), late[1], seat, **MOVE)
    client.sign_in_as("seeker", late[0])
    page = client.post(f"/fairs/{fair.id}/my-schedule/free", {"seat": seat.key}).text
    assert "Somebody else just took this time." in page
    assert seat.key not in offered(page)
    assert offered(page)


def test_nobody_is_offered_what_they_skipped_or_before_they_agreed(client, database, fair, late):
    with database.write() as session:
        answer(
            session,
            fair_id=fair.id,
            seeker_id=late[0],
            opening_id=fair.openings[0],
            side="seeker",
            said="no",
            now=NOW,
            actor=SYSTEM,
        )
        assert {seat.employer_id for seat in seats_of(session, fair, late[0])} == {fair.employers[1]}
        seat = seats_of(session, fair, late[1])[0]
        who = session.get_one(Seeker, late[1])
        who.consent_version = who.consent_at = None
        session.flush()
        assert seats_of(session, fair, late[1]) == []
    schedule = f"/fairs/{fair.id}/my-schedule"
    page = client.sign_in_as("seeker", late[1]).get(schedule).text
    assert "You have not agreed here yet" in page
    assert f'href="/me/agreement?next=/fairs/{fair.id}/my-schedule"' in page
    with database.write_session() as session, pytest.raises(Conflict):
        actions.take_seat(session, queries.published_schedule(session, fair.id), late[1], seat, **MOVE)


def test_nothing_is_given_that_has_begun_or_that_is_not_published_any_more(database, fair, late):
    with database.read() as session:
        seat = seats_of(session, fair, late[0])[0]
        published = queries.published_schedule(session, fair.id)
        assert seats_of(session, fair, late[0], seat.starts_at + timedelta(hours=9)) == []
        too_late = MOVE | {"now": seat.starts_at}
        with pytest.raises(Conflict):
            actions.take_seat(session, published, late[0], seat, **too_late)
    plan(database, fair.id)
    publish(database, fair.id, 2)
    with database.write_session() as session:
        old = queries.schedule_by_version(session, fair.id, 1)
        with pytest.raises(Conflict):
            actions.take_seat(session, old, late[0], seat, **MOVE)


def test_where_nothing_is_free_the_page_says_who_helps(client, database):
    full = make_small_fair(database, seekers=6)
    plan(database, full.id)
    publish(database, full.id)
    with database.write() as session:
        row = fair_row(session, full.id)
        row.booths[2].support_desk = "Birth certificates"
        late = make_seeker(session, row, created_at=NOW + timedelta(minutes=1)).id
    schedule = f"/fairs/{full.id}/my-schedule"
    page = client.sign_in_as("seeker", late).get(schedule).text
    assert "No time is free for you right now." in page
    assert "Birth certificates" in page
    assert offered(page) == []
    assert "No time is free for you right now." in client.get(f"{schedule}/free").text


def test_after_the_fair_nobody_is_told_to_come(client, fair, late, clock):
    clock.time = datetime(2026, 6, 7, 12, 0, tzinfo=UTC)
    page = client.sign_in_as("seeker", late[0]).get(f"/fairs/{fair.id}/my-schedule").text
    assert "This fair is over." in page
    assert "Come anyway" not in page


def test_the_desk_takes_a_time_for_a_person(client, database, fair, late):
    person = f"/fairs/{fair.id}/people/{late[0]}/schedule"
    page = client.sign_in_as("user", fair.helper).get(person).text
    assert f'href="{person}/free"' in page
    keys = offered(client.get(f"{person}/free").text)
    page = client.post(f"{person}/free", {"seat": keys[0]}).text
    assert "Changed, and not seen yet" in page
    (taken,) = own(database, fair, late[0])
    assert f"{taken.employer_id}-{taken.slot_id}" == keys[0]
    change = re.search(r"/changes/(\d+)/undo", page)[1]
    assert "This time is free again." in client.post(f"{person}/changes/{change}/undo").text
    with database.write() as session:
        session.query(SeekerAttendance).filter_by(seeker_id=late[0]).delete()
    client.get(f"{person}/free", status=404)


def test_who_signs_up_when_all_is_planned_is_led_to_what_is_free(client, database, fair, late):
    page = client.sign_in_as("seeker", late[0]).get(f"/fairs/{fair.id}/register/done").text
    assert "The interviews are planned already." in page
    assert f'href="/fairs/{fair.id}/my-schedule"' in page
    unplanned = make_small_fair(database)
    page = client.sign_in_as("seeker", unplanned.seekers[0]).get(f"/fairs/{unplanned.id}/register/done").text
    assert "The interviews are planned already." not in page
