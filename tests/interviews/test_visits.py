"""Visits to support desks: which times are free, one seat for one person, and plans that go around them."""

import threading
from datetime import time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from jobfair.errors import Conflict, NotFound
from jobfair.fairs.actions.slots import change_slots
from jobfair.fairs.models import Booth, Break, SeekerAttendance
from jobfair.interviews import actions, queries
from jobfair.interviews.actions.visiting import NOT_FREE, book_visit, take_back_visit
from jobfair.interviews.models import DeskVisit, Interview
from jobfair.interviews.queries.free_seats import free_seats_instead_of
from jobfair.interviews.queries.visits import desk_by_id, desks_for, visits_of_desk, visits_of_seeker
from tests.conftest import NOW
from tests.factories import make_employer, make_fair, make_interview, make_opening, make_seeker, make_visit
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish


@pytest.fixture
def fair(session):
    """A fair with slots of 20 minutes from 9:00 and desks at A2 and A3."""
    made = make_fair(session, booths=3)
    made.booths[1].support_desk, made.booths[2].support_desk = "ID desk", "Rides"
    session.flush()
    return made


def book(session, fair, seeker, number=0, desk=1):
    return book_visit(session, fair.booths[desk], seeker.id, fair.slots[number].id, now=NOW, actor=SYSTEM)


def free(session, fair, seeker, desk="A2", now=NOW):
    """Numbers of the slots that are free at a desk."""
    numbers = {slot.id: number for number, slot in enumerate(fair.slots)}
    found = {one.booth.label: one for one in desks_for(session, fair.id, seeker.id, now=now)}
    return [numbers[slot.id] for slot in found[desk].free]


def test_every_desk_of_the_fair_and_no_other_booth(session, fair):
    seeker = make_seeker(session, fair)
    found = desks_for(session, fair.id, seeker.id, now=NOW)
    assert [(one.booth.support_desk, one.visit) for one in found] == [("ID desk", None), ("Rides", None)]
    assert free(session, fair, seeker) == [0, 1, 2, 3, 4, 5]
    with pytest.raises(NotFound):
        desks_for(session, fair.id, make_seeker(session).id, now=NOW)
    with pytest.raises(NotFound):
        desk_by_id(session, fair.id, fair.booths[0].id)


def test_times_that_are_not_free(session, fair):
    seeker = make_seeker(session, fair, attendance={"arrives": time(9, 20)})
    make_visit(session, fair, make_seeker(session, fair), booth=fair.booths[1], slot=fair.slots[2])
    make_visit(session, fair, seeker, booth=fair.booths[2], slot=fair.slots[3])
    opening = make_opening(session, make_employer(session, fair, booth=fair.booths[0]))
    make_interview(session, fair, seeker, opening, state="published", slot_id=fair.slots[4].id)
    make_interview(session, fair, seeker, opening, state="draft", slot_id=fair.slots[1].id)
    assert free(session, fair, seeker) == [1, 5]
    assert free(session, fair, seeker, now=fair.slots[1].starts_at) == [5]
    fair.breaks.append(Break(starts=time(9, 20), ends=time(9, 30)))
    session.flush()
    assert free(session, fair, seeker) == [5]
    fair.booths[1].desk_seats = 2
    assert free(session, fair, seeker) == [2, 5]


def test_no_time_where_a_wheelchair_does_not_get(session, fair):
    seeker = make_seeker(session, fair, attendance={"needs": ["wheelchair"]})
    fair.booths[1].wheelchair_access = False
    found = desks_for(session, fair.id, seeker.id, now=NOW)
    assert [one.is_within_reach for one in found] == [False, True]
    with pytest.raises(Conflict):
        book(session, fair, seeker)


def test_a_time_is_booked_moved_and_taken_back(session, fair):
    seeker = make_seeker(session, fair)
    visit = book(session, fair, seeker, 1)
    assert (visit.slot, visit.seat, visit.created_at) == (fair.slots[1], 0, NOW)
    assert free(session, fair, seeker) == [0, 2, 3, 4, 5]
    moved = book(session, fair, seeker, 2)
    assert (moved.id, moved.slot) == (visit.id, fair.slots[2])
    book(session, fair, seeker, 0, desk=2)
    assert [one.slot for one in visits_of_seeker(session, fair.id, seeker.id)] == fair.slots[:3:2]
    desk, late = fair.booths[1], moved.starts_at
    with pytest.raises(Conflict, match="already begun"):
        take_back_visit(session, desk, seeker.id, now=late, actor=SYSTEM)
    for _ in range(2):
        take_back_visit(session, desk, seeker.id, now=NOW, actor=SYSTEM)
        assert free(session, fair, seeker) == [1, 2, 3, 4, 5]


def test_what_is_not_free_cannot_be_booked(session, fair):
    seeker, other = make_seeker(session, fair), make_seeker(session, fair)
    book(session, fair, seeker)
    for who, desk in ((other, 1), (seeker, 1), (seeker, 2), (other, 0)):
        with pytest.raises(Conflict, match="not free any more"):
            book(session, fair, who, desk=desk)
    fair.booths[1].desk_seats = 2
    session.flush()
    assert book(session, fair, other).seat == 1
    with pytest.raises(Conflict, match="not free any more"):
        book_visit(
            session, fair.booths[2], other.id, fair.slots[1].id, now=fair.slots[1].starts_at, actor=SYSTEM
        )
    assert [one.seeker for one in visits_of_desk(session, fair.booths[1])] == [seeker, other]


@pytest.mark.parametrize("seats", [1, 2])
def test_many_who_press_at_once_get_the_seats_there_are(database, seats):
    with database.write() as session:
        fair = make_fair(session, booths=1)
        fair.booths[0].support_desk, fair.booths[0].desk_seats = "ID desk", seats
        desk_id, slot_id = fair.booths[0].id, fair.slots[0].id
        people = [make_seeker(session, fair).id for _ in range(4)]
    told, start = [], threading.Barrier(len(people))

    def press(seeker_id):
        start.wait()
        try:
            with database.write() as session:
                desk = session.get_one(Booth, desk_id)
                told.append(book_visit(session, desk, seeker_id, slot_id, now=NOW, actor=SYSTEM).seat)
        except Exception as error:  # noqa: BLE001 - looked at below
            told.append(error)

    threads = [threading.Thread(target=press, args=(seeker_id,)) for seeker_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got = [one for one in told if isinstance(one, int)]
    assert sorted(got) == list(range(seats))
    assert [str(one) for one in told if not isinstance(one, int)] == [NOT_FREE] * (len(people) - seats)
    with database.read() as session:
        assert session.scalar(select(func.count(DeskVisit.id))) == seats


@pytest.mark.parametrize(
    "twice", [{"who": 1, "slot": 1}, {"who": 1, "desk": 2}, {"slot": 0}], ids=["desk", "time", "seat"]
)
def test_the_walls_behind_it_hold(session, fair, twice):
    people = [make_seeker(session, fair), make_seeker(session, fair)]
    make_visit(session, fair, people[1], booth=fair.booths[1], slot=fair.slots[0])
    booth, slot = fair.booths[twice.get("desk", 1)], fair.slots[twice.get("slot", 0)]
    with pytest.raises(IntegrityError):
        make_visit(session, fair, people[twice.get("who", 0)], booth=booth, slot=slot)
    session.rollback()


@pytest.fixture
def planned(database):
    """A small fair whose third booth is a desk."""
    made = make_small_fair(database)
    with database.write() as session:
        fair_row(session, made.id).booths[2].support_desk = "ID desk"
    return made


def desk_and_slots(session, planned):
    fair = fair_row(session, planned.id)
    return fair.booths[2], list(fair.slots)


def test_a_plan_goes_around_visits(database, planned):
    with database.write() as session:
        desk, slots = desk_and_slots(session, planned)
        desk.desk_seats = 5
        for seeker_id in planned.seekers:
            for slot in slots[1:2]:
                book_visit(session, desk, seeker_id, slot.id, now=NOW, actor=SYSTEM)
        visited = slots[1].id
    plan(database, planned.id)
    publish(database, planned.id)
    with database.read() as session:
        interviews = session.scalars(select(Interview)).all()
        assert {one.seeker_id for one in interviews} == set(planned.seekers)
        assert visited not in {one.slot_id for one in interviews}
        assert session.scalar(select(func.count(DeskVisit.id))) == len(planned.seekers)


def test_a_draft_that_clashes_with_a_visit_is_not_published(database, planned):
    plan(database, planned.id)
    with database.write() as session:
        desk, _ = desk_and_slots(session, planned)
        one = session.scalars(select(Interview)).first()
        book_visit(session, desk, one.seeker_id, one.slot_id, now=NOW, actor=SYSTEM)
        code = one.seeker.code
    with pytest.raises(Conflict, match="1 of its interviews cannot take place") as refused:
        publish(database, planned.id)
    assert refused.value.values["codes"] == code
    plan(database, planned.id)
    publish(database, planned.id, version=2)


def test_after_publishing_visits_and_interviews_never_meet(database, planned):
    plan(database, planned.id)
    publish(database, planned.id)
    with database.write() as session:
        desk, _ = desk_and_slots(session, planned)
        mine = queries.interviews_of_seeker(session, planned.id, planned.seekers[0])
        busy = {one.slot_id for one in mine}
        with pytest.raises(Conflict, match="not free any more"):
            book_visit(session, desk, planned.seekers[0], mine[0].slot_id, now=NOW, actor=SYSTEM)
        offered = free_seats_instead_of(session, mine[0], now=NOW)
        seats = [*offered.same, *offered.others]
        seat = seats[0]
        assert seat.slot_id not in busy
        book_visit(session, desk, planned.seekers[0], seat.slot_id, now=NOW, actor=SYSTEM)
        again = free_seats_instead_of(session, mine[0], now=NOW)
        assert seat.slot_id not in {one.slot_id for one in [*again.same, *again.others]}
        move = {"now": NOW, "actor": SYSTEM, "by_whom": "seeker"}
        with pytest.raises(Conflict):
            actions.change_time(session, mine[0], seat, **move)


def test_a_visit_and_an_interview_pressed_at_once_are_never_both_had(database, planned):
    plan(database, planned.id)
    publish(database, planned.id)
    with database.read() as session:
        mine = queries.interviews_of_seeker(session, planned.id, planned.seekers[0])[0]
        found = free_seats_instead_of(session, mine, now=NOW)
        seat, interview_id = [*found.same, *found.others][0], mine.id
        desk_id = desk_and_slots(session, planned)[0].id
    told, start = [], threading.Barrier(2)

    def visit(session):
        desk = session.get_one(Booth, desk_id)
        book_visit(session, desk, planned.seekers[0], seat.slot_id, now=NOW, actor=SYSTEM)

    def move(session):
        interview = session.get_one(Interview, interview_id)
        actions.change_time(session, interview, seat, now=NOW, actor=SYSTEM, by_whom="seeker")

    def press(what):
        start.wait()
        try:
            with database.write() as session:
                what(session)
            told.append("done")
        except Exception as error:  # noqa: BLE001 - looked at below
            told.append(type(error))

    threads = [threading.Thread(target=press, args=(what,)) for what in (visit, move)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told, key=str) == [Conflict, "done"]


def test_visits_go_with_their_slot_and_their_desk(session, fair):
    seeker = make_seeker(session, fair)
    book(session, fair, seeker, 0, desk=1)
    book(session, fair, seeker, 1, desk=2)
    change_slots(session, fair, [(one.starts_at, one.ends_at) for one in fair.slots[1:]])
    assert [one.booth.label for one in visits_of_seeker(session, fair.id, seeker.id)] == ["A3"]
    session.delete(fair.booths[2])
    session.flush()
    session.expire_all()
    assert visits_of_seeker(session, fair.id, seeker.id) == []


def test_who_comes_later_is_offered_what_is_left_of_the_day(session, fair):
    seeker = make_seeker(session, fair)
    row = session.scalars(select(SeekerAttendance).where(SeekerAttendance.seeker_id == seeker.id)).one()
    row.leaves = time(9, 40)
    session.flush()
    assert free(session, fair, seeker) == [0, 1]
    assert free(session, fair, seeker, now=fair.slots[1].starts_at - timedelta(minutes=1)) == [1]
