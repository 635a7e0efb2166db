"""A person's own schedule: the way, other times, back again, what changed, the calendar and the slip."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from jobfair.errors import Conflict
from jobfair.fairs.models import Slot
from jobfair.interviews import actions, queries
from jobfair.interviews.models import Interview, InterviewChange
from jobfair.interviews.queries.free_seats import free_seats_instead_of
from tests.conftest import NOW
from tests.factories import make_employer, make_opening, make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish


@pytest.fixture
def fair(database):
    """A published fair."""
    made = make_small_fair(database)
    plan(database, made.id)
    publish(database, made.id)
    return made


def own(session, fair, seeker=0):
    return queries.interviews_of_seeker(session, fair.id, fair.seekers[seeker])


def address(fair, rest=""):
    return f"/fairs/{fair.id}/my-schedule{rest}"


def offered(page):
    """Keys of the seats on the page."""
    return re.findall(r'value="(\d+-\d+)"', page)


def sign_in(client, fair, seeker=0):
    return client.sign_in_as("seeker", fair.seekers[seeker])


def test_what_does_not_show_yet_whether_it_fits_is_not_called_a_match(client, fair, database):
    with database.write() as session:
        for row in session.scalars(select(Interview)):
            row.reason = {"key": "matching.fits_unknown", "values": {"opening": "Cook"}}
    page = sign_in(client, fair).get(address(fair)).text
    assert "You could try “Cook”." in page
    assert "Why this match" not in page


def test_the_next_interview_comes_with_the_way_there(client, fair, database):
    page = sign_in(client, fair).get(address(fair)).text
    assert page.count("Why this match:") == 1
    assert "The way to booth" in page
    assert "Start at the door." in page
    assert 'viewBox="' in page
    assert "style=" not in page
    assert "Add to my calendar" in page
    assert len(page.encode()) < 20_000


def test_another_time_is_chosen_and_taken_back(client, fair, database, clock):
    with database.read() as session:
        before = own(session, fair)[0]
        taken = {(one.booth_id, one.slot_id) for k in range(5) for one in own(session, fair, k)}
    change = address(fair, f"/{before.id}/change")
    page = sign_in(client, fair).get(change).text
    seats = offered(page)
    assert seats, "six slots and five people leave one free"
    page = client.post(change, {"seat": seats[0]}).text
    assert "Done." in page
    assert "Take the change back" in page
    with database.read() as session:
        now = own(session, fair)
        assert seats[0] in {f"{one.employer_id}-{one.slot_id}" for one in now}
        assert before.id not in {one.id for one in now}
        moved = session.scalar(select(InterviewChange))
        assert (moved.new.booth_id, moved.new.slot_id) not in taken
        assert (moved.by_whom, moved.seen_at) == ("seeker", NOW)
        change_id = moved.id
    assert "Your interviews changed" not in page, "they know what they did"
    page = client.post(address(fair, f"/changes/{change_id}/undo")).text
    assert "You have your old time back." in page
    assert "Take the change back" not in page
    with database.read() as session:
        assert before.id in {one.id for one in own(session, fair)}
    assert "cannot be taken back" in client.post(address(fair, f"/changes/{change_id}/undo")).text


def test_an_interview_is_given_up_and_the_time_to_undo_ends(client, fair, database, clock):
    with database.read() as session:
        mine = own(session, fair)
    sign_in(client, fair)
    for one in mine:
        page = client.post(address(fair, f"/{one.id}/change"), {"seat": "none"}).text
    assert "You have no interview now." in page
    assert client.get(address(fair, f"/{mine[0].id}/change"), status=409)
    with database.read() as session:
        change_id = session.scalars(select(InterviewChange.id)).all()[-1]
    clock.time = NOW + timedelta(minutes=16)
    assert "Take the change back" not in client.get(address(fair)).text
    assert "cannot be taken back" in client.post(address(fair, f"/changes/{change_id}/undo")).text


def test_where_no_time_is_free_none_is_promised_and_the_button_says_what_it_does(client, database):
    full = make_small_fair(database, seekers=6)
    plan(database, full.id)
    publish(database, full.id)
    with database.read() as session:
        mine = own(session, full)[0].id
    page = sign_in(client, full).get(address(full, f"/{mine}/change")).text
    assert "No other time is free for you" in page
    assert "These times are free" not in page
    assert 'value="Give this interview up"' in page


def test_what_was_given_up_is_not_said_to_stand(client, fair, database):
    with database.write() as session:
        before = own(session, fair)[0]
        seat = free_seats_instead_of(session, before, now=NOW).same[0]
        actions.change_time(session, before, seat, now=NOW, actor=SYSTEM, by_whom="helper")
    page = sign_in(client, fair).get(address(fair)).text
    assert "Now:" in page
    with database.read() as session:
        moved = session.scalar(select(InterviewChange)).new_interview_id
    page = client.post(address(fair, f"/{moved}/change"), {"seat": "none"}).text
    assert "Your interviews changed" in page
    assert "Now:" not in page


def test_nothing_is_changed_without_a_choice_or_for_somebody_else(client, fair, database):
    with database.read() as session:
        mine, theirs = own(session, fair)[0].id, own(session, fair, 1)[0].id
    sign_in(client, fair)
    assert "Please choose one." in client.post(address(fair, f"/{mine}/change")).text
    client.get(address(fair, f"/{theirs}/change"), status=404)
    client.post(address(fair, "/changes/999/undo"), status=404)
    assert "just took this time" in client.post(address(fair, f"/{mine}/change"), {"seat": "1-99999"}).text
    with database.read() as session:
        assert session.scalar(select(InterviewChange)) is None


def test_a_started_interview_stays(client, fair, database, clock):
    with database.read() as session:
        mine = own(session, fair)[0]
    clock.time = mine.slot.starts_at + timedelta(minutes=1)
    client.sign_in_as("seeker", fair.seekers[0])
    assert f"/{mine.id}/change" not in client.get(address(fair)).text
    assert "has started" in client.get(address(fair, f"/{mine.id}/change"), status=409).text


def seats_of(session, fair, seeker, which=0):
    interview = own(session, fair, seeker)[which]
    found = free_seats_instead_of(session, interview, now=NOW)
    return interview, [*found.same, *found.others]


def test_two_people_cannot_have_one_seat(fair, database):
    with database.read() as session:
        seen = {}
        for seeker in range(5):
            interview, seats = seats_of(session, fair, seeker)
            for seat in seats:
                seen.setdefault(seat.key, []).append((interview.id, seat))
    (first, seat), (second, same_seat) = next(each[:2] for each in seen.values() if len(each) > 1)
    move = {"now": NOW, "actor": SYSTEM, "by_whom": "seeker"}
    with database.write() as session:
        actions.change_time(session, session.get_one(Interview, first), seat, **move)
    with database.write_session() as session, pytest.raises(Conflict, match="Somebody else just took"):
        actions.change_time(session, session.get_one(Interview, second), same_seat, **move)
    with database.read() as session:
        assert session.get_one(Interview, second).status == "planned"


def test_the_old_seat_can_be_taken_by_then(fair, database):
    move = {"now": NOW, "actor": SYSTEM, "by_whom": "seeker"}
    with database.write() as session:
        interview = own(session, fair)[0]
        place, change_id = (
            (interview.employer_id, interview.slot_id),
            actions.give_up(session, interview, **move).id,
        )
    with database.write() as session:
        for seeker in range(1, 5):
            other, seats = seats_of(session, fair, seeker)
            wanted = [seat for seat in seats if (seat.employer_id, seat.slot_id) == place]
            if wanted:
                actions.change_time(session, other, wanted[0], **move)
                break
        else:
            pytest.fail("nobody could take it")
    with database.write_session() as session, pytest.raises(Conflict, match="Your old time is taken"):
        actions.undo_change(session, session.get_one(InterviewChange, change_id), now=NOW, actor=SYSTEM)


def test_free_seats_are_free_for_this_person(fair, database):
    with database.write() as session:
        row = fair_row(session, fair.id)
        make_opening(session, make_employer(session, row, booth=row.booths[2], name="New Bakery"))
        for seeker in range(5):
            interview, seats = seats_of(session, fair, seeker)
            mine = {one.slot_id for one in own(session, fair, seeker) if one.id != interview.id}
            assert not mine & {seat.slot_id for seat in seats}
            assert interview.slot_id not in {seat.slot_id for seat in seats}
            assert "New Bakery" in {seat.employer_name for seat in seats}
        late = session.get_one(Slot, interview.slot_id).starts_at + timedelta(hours=9)
        found = free_seats_instead_of(session, interview, now=late)
        assert (found.same, found.others) == ([], [])


def republish_changed(database, fair):
    """A second version in which one person has another time and one has nothing."""
    plan(database, fair.id)
    with database.write() as session:
        second = queries.schedule_by_version(session, fair.id, 2)
        rows = queries.interviews_of(session, second.id)
        used = {
            row.slot_id
            for row in rows
            if row.seeker_id == fair.seekers[0] or row.booth_id == rows[0].booth_id
        }
        lost = [row for row in rows if row.seeker_id == fair.seekers[1]]
        moved = next(row for row in rows if row.seeker_id == fair.seekers[0])
        for row in lost:
            session.delete(row)
        session.flush()
        slots = [slot.id for slot in fair_row(session, fair.id).slots]
        busy = {(row.booth_id, row.slot_id) for row in rows if row not in lost}
        own_slots = {row.slot_id for row in rows if row.seeker_id == fair.seekers[0]}
        moved.slot_id = next(
            slot for slot in slots if (moved.booth_id, slot) not in busy and slot not in own_slots
        )
    assert used
    publish(database, fair.id, 2)


def test_changes_are_shown_until_they_are_seen(client, fair, database, new_client):
    republish_changed(database, fair)
    page = sign_in(client, fair).get(address(fair)).text
    assert "Your interviews changed" in page
    assert page.index("Before:") < page.index("Now:")
    team = new_client().sign_in_as("user", fair.helper)
    assert "2 people have not seen" in team.get(f"/fairs/{fair.id}/schedules/").text
    unseen = team.get(f"/fairs/{fair.id}/schedules/unseen").text
    assert fair.codes[0] in unseen
    assert "This interview is off." in unseen
    assert "not seen yet" in team.get(f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule").text
    last = re.search(r'name="last" value="(\d+)"', page)[1]
    assert "Your interviews changed" in client.post(address(fair, "/seen"), {"last": "0"}).text
    assert "Your interviews changed" not in client.post(address(fair, "/seen"), {"last": last}).text
    unseen = team.get(f"/fairs/{fair.id}/schedules/unseen").text
    assert fair.codes[0] not in unseen
    last = re.search(r'name="last" value="(\d+)"', unseen)[1]
    page = team.post(f"/fairs/{fair.id}/people/{fair.seekers[1]}/schedule/seen", {"last": last}).text
    assert "Everybody has seen their changes." in page


def test_a_second_version_without_changes_tells_nobody(fair, database):
    plan(database, fair.id)
    publish(database, fair.id, 2)
    with database.read() as session:
        changes = session.scalars(select(InterviewChange)).all()
        assert not [one for one in changes if one.old and one.new and one.old.slot_id == one.new.slot_id]


def test_the_calendar_keeps_its_events_and_counts_changes(client, fair, database):
    file = sign_in(client, fair).get(address(fair, ".ics"))
    assert file.mimetype == "text/calendar"
    text = file.text
    assert "SUMMARY:Westside Job Fair\r\n" in text
    assert "Employer" not in text
    uids = set(re.findall(r"UID:(\S+)", text))
    assert "SEQUENCE:0" in text
    with database.read() as session:
        mine = own(session, fair)
    for one in mine:
        client.post(address(fair, f"/{one.id}/change"), {"seat": "none"})
    text = client.get(address(fair, ".ics")).text
    assert "METHOD:CANCEL" in text
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:1" in text
    assert set(re.findall(r"UID:(\S+)", text)) == uids


def test_no_calendar_before_anything_is_published(client, database):
    fair = make_small_fair(database)
    sign_in(client, fair).get(address(fair, ".ics"), status=404)


def test_the_slip_speaks_two_languages(client, fair, database):
    page = sign_in(client, fair).get(address(fair, "/slip")).text
    assert "Booth" in page
    assert "Mesa" in page
    assert '<section lang="es">' in page
    assert page.count(fair.codes[0]) >= 2
    with database.write() as session:
        late = make_seeker(session, fair_row(session, fair.id)).id
    page = client.sign_in_as("user", fair.helper).get(f"/fairs/{fair.id}/people/{late}/schedule/slip").text
    assert "No interview yet." in page
    person = client.get(f"/fairs/{fair.id}/people/{late}/schedule").text
    assert f'href="/fairs/{fair.id}/people/{late}/schedule/slip"' in person


def test_the_desk_changes_and_takes_back_for_a_person(client, fair, database):
    with database.read() as session:
        mine = own(session, fair)[0].id
    person = f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule"
    page = client.sign_in_as("user", fair.helper).get(person).text
    assert "Other time" in page
    seats = offered(client.get(f"{person}/{mine}/change").text)
    page = client.post(f"{person}/{mine}/change", {"seat": seats[0]}).text
    assert "Changed, and not seen yet" in page
    change_id = re.search(r"/changes/(\d+)/undo", page)[1]
    assert "You have your old time back." in client.post(f"{person}/changes/{change_id}/undo").text
    client.get(f"/fairs/{fair.id}/people/{fair.seekers[1]}/schedule/{mine}/change", status=404)


def test_a_day_that_is_over(client, fair, clock):
    clock.time = datetime(2026, 6, 6, 23, 0, tzinfo=UTC)
    page = sign_in(client, fair).get(address(fair)).text
    assert "The way to booth" not in page
    assert "Add to my calendar" not in page
