"""Planning again: what people were told stands, as far as it can; what cannot is named."""

from datetime import time

from sqlalchemy import select

from jobfair import sample, tasks
from jobfair.background import handlers
from jobfair.employers.models import Opening
from jobfair.fairs.models import EmployerAttendance
from jobfair.interviews import actions, queries
from jobfair.interviews.models import Interview
from tests.conftest import NOW
from tests.factories import make_seeker
from tests.interviews.planning import SYSTEM, fair_row, make_small_fair, plan, publish


def planned_and_published(database, **values):
    fair = make_small_fair(database, **values)
    plan(database, fair.id)
    publish(database, fair.id)
    return fair


def add_person(database, fair_id, **values):
    with database.write() as session:
        return make_seeker(session, fair_row(session, fair_id), **values).code


def changes_of(database, fair_id, version):
    with database.read() as session:
        return queries.differences(session, queries.schedule_by_version(session, fair_id, version))


def interviews_of(session, fair_id, version):
    schedule = queries.schedule_by_version(session, fair_id, version)
    return queries.interviews_of(session, schedule.id)


def test_one_more_person_of_the_sample_moves_nobody(database):
    fair_id = sample.load(database, NOW)
    code = add_person(database, fair_id, work=["baker"])
    report = plan(database, fair_id, keep=True).report
    changes = changes_of(database, fair_id, 2)
    assert (changes.changed, changes.lost, report["not_kept"]) == ([], [], [])
    assert set(changes.new) <= {code, *report_codes(database, fair_id)}
    assert report["kept"] > 300
    anew = plan(database, fair_id)
    assert anew.report["kept"] == 0
    assert len(changes_of(database, fair_id, 3).changed) > 50, "else there is nothing to keep"


def report_codes(database, fair_id):
    """Codes of people who had no interview in the published version."""
    with database.read() as session:
        found = queries.schedule_by_version(session, fair_id, 1).report["unplaced"]
        people = queries.seekers_by_id(session, [one["seeker"] for one in found])
        return {one.code for one in people.values()}


def test_the_opening_that_people_were_told_stands_too(database):
    fair = planned_and_published(database)
    with database.write() as session:
        before = {row.seeker_id: row.opening_id for row in interviews_of(session, fair.id, 1)}
    plan(database, fair.id, keep=True)
    with database.read() as session:
        assert {row.seeker_id: row.opening_id for row in interviews_of(session, fair.id, 2)} == before


def test_what_cannot_take_place_any_more_is_dropped_and_named(client, database):
    fair = planned_and_published(database)
    with database.write() as session:
        row = session.scalar(select(EmployerAttendance).filter_by(employer_id=fair.employers[0]))
        row.arrives = time(9, 20)
        gone = [
            one
            for one in interviews_of(session, fair.id, 1)
            if one.employer_id == fair.employers[0] and one.slot == min_slot(session, fair.id)
        ]
        code = gone[0].seeker.code
    report = plan(database, fair.id, keep=True).report
    assert [one["employer"] for one in report["not_kept"]] == [fair.employers[0]]
    assert report["kept"] == 9
    page = client.sign_in_as("user", fair.organizer).get(f"/fairs/{fair.id}/schedules/2").text
    part = page[page.index("Could not be kept") : page.index("Without an interview")]
    assert code in part
    assert "9 published interviews keep their time." in page


def min_slot(session, fair_id):
    return min((row.slot for row in interviews_of(session, fair_id, 1)), key=lambda slot: slot.starts_at)


def test_what_somebody_gave_up_is_not_planned_for_them_again(database):
    fair = planned_and_published(database)
    with database.write() as session:
        row = interviews_of(session, fair.id, 1)[0]
        pair = (row.seeker_id, row.employer_id)
        actions.give_up(session, row, now=NOW, actor=SYSTEM, by_whom="seeker")
    report = plan(database, fair.id, keep=True).report
    assert report["kept"] == report["interviews"] == 9
    with database.read() as session:
        assert pair not in {(r.seeker_id, r.employer_id) for r in interviews_of(session, fair.id, 2)}


def test_the_page_offers_to_keep_once_something_is_published(client, database):
    fair = make_small_fair(database)
    client.sign_in_as("user", fair.organizer)
    address = f"/fairs/{fair.id}/schedules/"
    plan(database, fair.id)
    assert "Keep the times people were told" not in client.get(address).text
    publish(database, fair.id)
    assert "Keep the times people were told" in client.get(address).text
    kept = [run_and_count(client, database, address, sent) for sent in ({"times": "keep"}, {})]
    assert kept == [10, 10]
    assert run_and_count(client, database, address, {"times": "anew"}) == 0
    add_person(database, fair.id)
    run_and_count(client, database, address, {})
    page = client.get(address + "5/publish").text
    assert "people keep everything" in page
    assert "<strong>0</strong>people get other times" in page


def run_and_count(client, database, address, sent):
    """Plan as the page does; gives how many interviews were kept."""
    client.post(address + "run", sent)
    fair_id = int(address.split("/")[2])
    with database.read() as session:
        job_id = queries.unfinished_plan(session, fair_id).id
    tasks.run(database, handlers(), job_id)
    with database.read() as session:
        return queries.schedules_of(session, fair_id)[0].report["kept"]


def test_nobody_is_promised_anything_before_the_first_is_published(database):
    fair = make_small_fair(database)
    report = plan(database, fair.id, keep=True).report
    assert (report["kept"], report["not_kept"], report["interviews"]) == (0, [], 10)
    with database.read() as session:
        assert session.query(Interview).count() == 10


def test_who_fits_nothing_is_shown_with_what_would_open_more(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        for opening_id in fair.openings:
            session.get_one(Opening, opening_id).lift_pounds = 60
        make_seeker(session, fair_row(session, fair.id), called_name="Winona", max_lift_pounds=10)
    plan(database, fair.id)
    page = client.sign_in_as("user", fair.organizer).get(f"/fairs/{fair.id}/schedules/1").text
    assert "No opening fits what this person asked for" in page
    assert "If you could lift 60 pounds: 2 openings" in page
    assert "Change their answers" in page


def test_the_fairs_page_says_who_came_after_the_plan(client, database):
    fair = planned_and_published(database)
    client.sign_in_as("user", fair.organizer)
    assert "All is ready" in client.get(f"/fairs/{fair.id}/").text
    add_person(database, fair.id)
    page = client.get(f"/fairs/{fair.id}/").text
    assert "All is ready" not in page
    assert "1 person has no interview." in page
