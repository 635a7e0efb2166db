"""Pages of support desks: booking with one press, the team for somebody, and who comes."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobfair.fairs.models import Fair, SeekerAttendance, Slot
from jobfair.interviews.models import DeskVisit, Interview, Schedule
from jobfair.interviews.queries import interviews_of_seeker, published_schedule, unfinished_plan
from jobfair.interviews.queries.visits import visits_of_seeker
from jobfair.seekers.models import Seeker
from tests.factories import (
    make_employer,
    make_fair,
    make_representative,
    make_seeker,
    make_team_member,
    make_visit,
)
from tests.interviews.planning import fair_row, make_small_fair, plan, publish

ABOUT = "Help with a state ID. Bring any letter with your name."


class Place:
    """Ids of a fair with two desks, two people, an organizer and an employer."""

    def __init__(self, session):
        fair = make_fair(session, booths=3)
        self.fair, self.slots = fair.id, [slot.id for slot in fair.slots]
        for booth, name in zip(fair.booths[1:], ("ID desk", "Rides"), strict=True):
            booth.support_desk = name
        fair.booths[1].desk_about = ABOUT
        self.booth, self.desk, self.rides = (booth.id for booth in fair.booths)
        self.me, self.other = make_seeker(session, fair).id, make_seeker(session, fair).id
        self.helper = make_team_member(session, fair, "helper").id
        self.employer = make_representative(session, make_employer(session, fair)).id

    def address(self, rest=""):
        return f"/fairs/{self.fair}/desks{rest}"

    def of_person(self, rest=""):
        return f"/fairs/{self.fair}/people/{self.me}/desks{rest}"


@pytest.fixture
def place(database):
    with database.write() as session:
        return Place(session)


@pytest.fixture
def me(client, place):
    return client.sign_in_as("seeker", place.me)


def press(client, place, number=0, desk=None):
    return client.post(place.address(f"/{desk or place.desk}/book"), {"slot": place.slots[number]}).text


def offered(page):
    return [int(one) for one in re.findall(r'name="slot" value="(\d+)"', page)]


def booked(database):
    with database.read() as session:
        return [(one.seeker_id, one.booth_id, one.slot_id) for one in session.scalars(select(DeskVisit))]


def test_each_desk_says_what_it_helps_with_and_where_it_is(me, place):
    page = me.get(place.address()).text
    for part in ("ID desk", ABOUT, "booth=A2", "Rides", "The way to booth A3", "Employers do not."):
        assert part in page
    assert "booth=A1" not in page
    assert offered(page) == place.slots * 2


def test_one_press_books_another_changes_and_one_takes_back(me, place, database):
    page = press(me, place)
    assert "Booked: ID desk at 9:00" in page
    assert "Booked: 9:00" in page
    assert "Choose another time" in page
    assert place.slots[0] not in offered(page)
    assert "Booked: 9:20" in press(me, place, 1)
    assert booked(database) == [(place.me, place.desk, place.slots[1])]
    page = me.post(place.address(f"/{place.desk}/take-back")).text
    assert "The time at ID desk is free again." in page
    assert booked(database) == []
    me.post(place.address(f"/{place.desk}/take-back"))


def test_who_comes_second_hears_it_and_keeps_what_they_had(me, new_client, place, database):
    press(new_client().sign_in_as("seeker", place.other), place)
    press(me, place, 1)
    page = press(me, place, 0)
    assert "This time is not free any more. Nothing changed." in page
    assert (place.me, place.desk, place.slots[1]) in booked(database)
    for wrong in ({}, {"slot": "x"}, {"slot": "999999"}):
        assert "not free any more" in me.post(place.address(f"/{place.desk}/book"), wrong).text


def test_only_desks_of_this_fair(me, place, database):
    with database.write() as session:
        other = Place(session)
    for booth in (place.booth, other.desk):
        me.post(place.address(f"/{booth}/book"), {"slot": place.slots[0]}, status=404)
        me.post(place.address(f"/{booth}/take-back"), status=404)
    me.get(other.address(), status=404)
    assert booked(database) == []


def test_no_desk_no_time_and_a_fair_that_is_over(me, place, database, clock):
    with database.write() as session:
        quiet = make_fair(session).id
        session.add(SeekerAttendance(fair_id=quiet, seeker_id=place.me))
        start = session.get_one(Slot, place.slots[-1]).starts_at
    assert "This fair has no support desks yet." in me.get(f"/fairs/{quiet}/desks").text
    clock.time = start
    me.sign_in_as("seeker", place.me)
    page = me.get(place.address()).text
    assert page.count("Ask at the desk: a time may become free.") == 2
    clock.time = start + timedelta(hours=8)
    page = me.get(place.address()).text
    assert "This fair is over." in page
    assert "Come by" not in page


def test_a_time_that_began_is_not_taken_back_by_accident(me, place, database, clock):
    press(me, place)
    with database.read() as session:
        clock.time = session.get_one(Slot, place.slots[0]).starts_at
    me.sign_in_as("seeker", place.me)
    page = me.get(place.address()).text
    assert "Booked: 9:00" in page
    assert "/take-back" not in page
    pressed = me.post(place.address(f"/{place.desk}/take-back")).text
    assert "This time has already begun, so it stays." in pressed
    assert booked(database) == [(place.me, place.desk, place.slots[0])]
    clock.time += timedelta(minutes=20)
    assert "The time was 9:00" in me.get(place.address()).text


def test_the_team_books_for_somebody(client, place, database):
    helper = client.sign_in_as("user", place.helper)
    assert offered(helper.get(place.of_person()).text) == place.slots * 2
    page = helper.post(place.of_person(f"/{place.desk}/book"), {"slot": place.slots[2]}).text
    assert "Booked: ID desk at 9:40" in page
    assert booked(database) == [(place.me, place.desk, place.slots[2])]
    helper.post(place.of_person(f"/{place.desk}/take-back"))
    assert booked(database) == []


def test_the_team_sees_who_comes_and_employers_do_not(me, new_client, place):
    helper = new_client().sign_in_as("user", place.helper)
    visits = place.address(f"/{place.desk}/visits")
    assert "Nobody booked a time here yet." in helper.get(visits).text
    press(me, place)
    page = helper.get(visits).text
    assert re.search(r"9:00.*T\d+-MAPLE.*Person \d+", page, re.DOTALL)
    helper.get(place.address(f"/{place.booth}/visits"), status=404)
    assert f"/desks/{place.desk}/visits" in helper.get(f"/fairs/{place.fair}/booths/").text
    employer = new_client().sign_in_as("user", place.employer)
    for address in (visits, place.address(), place.of_person()):
        employer.get(address, status=403)
    me.get(visits, status=403)


def test_visits_stand_among_the_interviews_in_order_of_time(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = fair_row(session, fair.id)
        person = session.get_one(Seeker, fair.seekers[0])
        row.booths[2].support_desk = "ID desk"
        make_visit(session, row, person, slot=row.slots[1])
    plan(database, fair.id)
    publish(database, fair.id)
    with database.read() as session:
        interviews = interviews_of_seeker(session, fair.id, fair.seekers[0])
        visits = visits_of_seeker(session, fair.id, fair.seekers[0])
        times = sorted((one.starts_at, one.booth.label) for one in [*interviews, *visits])
    assert len(interviews) > 0
    assert [one.booth.label for one in visits] == ["A3"]
    client.sign_in_as("seeker", fair.seekers[0])
    page = client.get(f"/fairs/{fair.id}/my-schedule").text
    stops = re.findall(r'<li class="stop.*?</li>', page, re.DOTALL)
    assert [re.search(r"Booth <strong>(\w+)", stop)[1] for stop in stops] == [label for _, label in times]
    assert ": ID desk</span>" in page
    assert "A visit, not an interview" in page
    with database.read() as session:
        booth = session.scalars(select(DeskVisit)).one().booth_id
    page = client.post(f"/fairs/{fair.id}/desks/{booth}/take-back?from=schedule")
    assert page.request.path.endswith("/my-schedule")
    assert "A visit, not an interview" not in page.text


def test_visits_before_anything_is_planned(me, place):
    press(me, place)
    page = me.get(f"/fairs/{place.fair}/my-schedule").text
    assert "Your interviews are not planned yet." in page
    assert "A visit, not an interview" in page
    assert "Add to my calendar" in page


def test_calendar_and_paper_name_no_desk(me, new_client, place, clock):
    press(me, place)
    page = me.get(f"/fairs/{place.fair}/my-schedule").text
    assert '<h2>Support desk<span class="no-print">: ID desk</span></h2>' in page
    first = me.get(f"/fairs/{place.fair}/my-schedule.ics").text
    assert "A2" in first
    slip = me.get(f"/fairs/{place.fair}/my-schedule/slip").text
    for part in ("A2", "Support desk", "Mesa de ayuda", "No interview yet."):
        assert part in slip
    assert "ID desk" not in first + slip
    clock.time += timedelta(seconds=1)
    press(me, place, 1)
    moved = me.get(f"/fairs/{place.fair}/my-schedule.ics").text
    uid, sequence = (re.compile(rf"{name}:(\S+)") for name in ("UID", "SEQUENCE"))
    assert uid.findall(first) == uid.findall(moved)
    assert int(sequence.search(moved)[1]) > int(sequence.search(first)[1])
    helper = new_client().sign_in_as("user", place.helper)
    page = helper.get(f"/fairs/{place.fair}/people/{place.me}/schedule").text
    assert "Visits to support desks" in page
    assert "ID desk" in page


def test_who_takes_a_slot_or_a_desk_away_reads_whom_to_tell(me, new_client, place, database):
    press(me, place)
    with database.write() as session:
        organizer = make_team_member(session, session.get_one(Fair, place.fair)).id
    organizer = new_client().sign_in_as("user", organizer)
    slot = organizer.get(f"/fairs/{place.fair}/slots/{place.slots[0]}/delete").text
    assert "1 visit to a support desk goes with its slot." in slot
    assert "support desk goes" not in organizer.get(f"/fairs/{place.fair}/slots/{place.slots[1]}/delete").text
    desk = organizer.get(f"/fairs/{place.fair}/booths/{place.desk}/delete").text
    assert "1 person booked a time at this support desk." in desk
    organizer.post(f"/fairs/{place.fair}/booths/{place.desk}/delete")
    assert booked(database) == []


def test_publishing_names_who_visits_a_desk_instead_and_plans_again_by_one_press(client, database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    publish(database, fair.id)
    plan(database, fair.id)
    with database.write() as session:
        row = fair_row(session, fair.id)
        row.booths[2].support_desk = "ID desk"
        one = session.scalars(select(Interview).join(Schedule).where(Schedule.state == "draft")).first()
        code, compared = one.seeker.code, published_schedule(session, fair.id).id
        make_visit(session, row, one.seeker, slot=one.slot)
        organizer = make_team_member(session, row).id
    client.sign_in_as("user", organizer)
    address = f"/fairs/{fair.id}/schedules/"
    assert "Plan again" not in client.get(address + "2/publish").text
    page = client.post(address + "2/publish", {"instead_of": compared, "confirm": "1"}).text
    assert f"at the time of an interview: {code}." in page
    assert "Plan again, and keep the times people were told" in page
    assert f'action="{address}run"' in page
    client.post(address + "run")
    with database.read() as session:
        assert unfinished_plan(session, fair.id).payload["keep"] is True
