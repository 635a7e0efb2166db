"""The pages of schedules, used as an organizer, a helper, an employer and a seeker would."""

from datetime import UTC, datetime, time

from sqlalchemy import select

from jobfair import tasks
from jobfair.background import handlers
from jobfair.fairs.models import SeekerAttendance
from jobfair.interviews import queries
from tests.factories import make_employer, make_fair, make_seeker, make_team_member
from tests.interviews.planning import fair_row, make_small_fair, plan, publish


def test_plan_review_and_publish_on_the_pages(client, database):
    fair = make_small_fair(database)
    client.sign_in_as("user", fair.organizer)
    start = f"/fairs/{fair.id}/schedules/"
    assert "Nothing is planned yet." in client.get(start).text
    page = client.post(start + "run")
    assert "Waiting to start" in page.text
    assert page.headers["Refresh"] == "2"
    assert "A plan is being made." in client.get(start).text
    with database.read() as session:
        job_id = queries.unfinished_plan(session, fair.id).id
    assert tasks.run(database, handlers(), job_id)
    page = client.get(f"{start}runs/{job_id}").text
    assert "Schedule, version 1" in page
    assert "5 of 5 people have an interview. No other plan gives more people" in page
    assert all(code in page for code in fair.codes)
    page = client.get(start + "1/publish").text
    assert "Nothing is published yet." in page
    page = client.post(start + "1/publish", {"instead_of": "", "confirm": "1"}).text
    assert "Published" in page
    client.get(start + "1/publish", status=409)
    client.get(start + "1/delete", status=409)
    assert "Version 1" in client.get(start).text
    assert "Run sheets" in client.get(start + "1/print").text


def test_a_run_can_be_stopped(client, database):
    fair = make_small_fair(database)
    client.sign_in_as("user", fair.organizer).post(f"/fairs/{fair.id}/schedules/run")
    with database.read() as session:
        job_id = queries.unfinished_plan(session, fair.id).id
    address = f"/fairs/{fair.id}/schedules/runs/{job_id}"
    assert "The run was stopped." in client.post(address + "/cancel").text
    assert "Refresh" not in client.get(address).headers
    client.get(f"/fairs/{fair.id}/schedules/runs/{job_id + 9}", status=404)


def test_a_failed_run_says_why(client, database):
    fair = make_small_fair(database)
    client.sign_in_as("user", fair.organizer).post(f"/fairs/{fair.id}/schedules/run")
    with database.write() as session:
        job_id = queries.unfinished_plan(session, fair.id).id
        for row in session.scalars(select(SeekerAttendance)):
            session.delete(row)
    tasks.run(database, handlers(), job_id)
    page = client.get(f"/fairs/{fair.id}/schedules/runs/{job_id}").text
    assert "Nobody has signed up and agreed yet." in page


def test_what_is_missing_is_listed_and_running_is_refused(client, database):
    with database.write() as session:
        fair = make_fair(session, slots=0)
        organizer, fair_id = make_team_member(session, fair).id, fair.id
    client.sign_in_as("user", organizer)
    page = client.get(f"/fairs/{fair_id}/schedules/").text
    assert "The fair has no slots yet." in page
    client.post(f"/fairs/{fair_id}/schedules/run", status=400)


def test_who_could_not_be_placed_is_named_with_the_reason(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = fair_row(session, fair.id)
        make_seeker(session, row, called_name="Winona", attendance={"arrives": time(12, 50)})
        make_employer(session, row, name="Boothless Bakery")
    plan(database, fair.id)
    page = client.sign_in_as("user", fair.helper).get(f"/fairs/{fair.id}/schedules/1").text
    assert "Winona" in page
    assert "hold no whole slot" in page
    assert "Boothless Bakery" in page
    assert "Publish…" not in page, "a helper looks only"
    client.post(f"/fairs/{fair.id}/schedules/run", status=403)


def test_publishing_against_something_that_changed_says_so(client, database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    plan(database, fair.id)
    client.sign_in_as("user", fair.organizer)
    publish(database, fair.id, 1)
    page = client.post(f"/fairs/{fair.id}/schedules/2/publish", {"instead_of": "x", "confirm": "1"}).text
    assert "Somebody else published another version." in page
    assert "people keep everything" in page
    client.post(f"/fairs/{fair.id}/schedules/2/delete", {"confirm": "1"})
    client.get(f"/fairs/{fair.id}/schedules/2", status=404)


def test_a_seeker_sees_the_next_interview_first(client, database, clock):
    fair = make_small_fair(database)
    address = f"/fairs/{fair.id}/my-schedule"
    client.sign_in_as("seeker", fair.seekers[0])
    assert "not planned yet" in client.get(address).text
    plan(database, fair.id)
    assert "not planned yet" in client.get(address).text, "a draft is nobody's business"
    publish(database, fair.id)
    page = client.get(address).text
    assert "Next" in page
    assert "Why this match: You said" in page
    assert fair.codes[0] in page
    clock.time = datetime(2026, 6, 6, 23, 0, tzinfo=UTC)
    assert (
        "The times of your interviews are over"
        in client.sign_in_as("seeker", fair.seekers[0]).get(address).text
    )


def test_a_seeker_without_an_interview_is_told_what_to_do(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        late = make_seeker(session, fair_row(session, fair.id), attendance={"arrives": time(12, 50)}).id
    plan(database, fair.id)
    publish(database, fair.id)
    page = client.sign_in_as("seeker", late).get(f"/fairs/{fair.id}/my-schedule").text
    assert "You have no interview now." in page
    with database.write() as session:
        fair_now = fair_row(session, fair.id)
        newcomer = make_seeker(session, fair_now, created_at=datetime(2026, 6, 2, tzinfo=UTC)).id
    page = client.sign_in_as("seeker", newcomer).get(f"/fairs/{fair.id}/my-schedule").text
    assert "planned before you signed up" in page


def test_the_help_desk_finds_where_a_person_goes_next(client, database):
    fair = make_small_fair(database)
    address = f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule"
    client.sign_in_as("user", fair.organizer)
    assert "not published yet" in client.get(address).text
    plan(database, fair.id)
    publish(database, fair.id)
    page = client.get(address).text
    assert "Dishwasher" in page
    assert "booth=" in page
    assert address in client.get(f"/fairs/{fair.id}/people/{fair.seekers[0]}").text
    with database.write() as session:
        newcomer = make_seeker(session, fair_row(session, fair.id)).id
    assert "No interview is planned" in client.get(f"/fairs/{fair.id}/people/{newcomer}/schedule").text
    client.get(f"/fairs/{fair.id}/people/{newcomer + 99}/schedule", status=404)


def test_a_seekers_page_leads_to_the_schedule_first_once_it_is_published(client, database):
    fair = make_small_fair(database)
    client.sign_in_as("seeker", fair.seekers[0])
    page = client.get("/me/").text
    assert page.index("Openings for me") < page.index("My schedule")
    plan(database, fair.id)
    publish(database, fair.id)
    page = client.get("/me/").text
    assert page.index("My schedule") < page.index("Openings for me")


def test_an_employer_sees_names_only_once_published_and_only_their_own(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        name = session.get_one(SeekerAttendance, 1).seeker.called_name
    address = f"/fairs/{fair.id}/employers/{fair.employers[0]}/schedule"
    client.sign_in_as("user", fair.representative)
    plan(database, fair.id)
    page = client.get(address).text
    assert "not published yet" in page
    assert name not in page
    publish(database, fair.id)
    page = client.get(address).text
    assert "5 interviews." in page
    assert "They said" in page
    client.get(f"/fairs/{fair.id}/employers/{fair.employers[1]}/schedule", status=404)
    client.get(f"/fairs/{fair.id}/schedules/1", status=403)
    client.sign_in_as("user", fair.helper).get(address)
    client.get(f"/fairs/{fair.id}/employers/{fair.employers[1] + 99}/schedule", status=404)


def test_another_fairs_version_is_not_there(client, database):
    fair, other = make_small_fair(database), make_small_fair(database)
    plan(database, other.id)
    client.sign_in_as("user", fair.organizer)
    for page in ("", "/print", "/publish", "/delete"):
        client.get(f"/fairs/{fair.id}/schedules/1{page}", status=404)


def test_an_employer_without_interviews_and_an_empty_version(client, database):
    fair = make_small_fair(database)
    with database.write() as session:
        row = fair_row(session, fair.id)
        idle = make_employer(session, row, booth=row.booths[2]).id
    plan(database, fair.id)
    publish(database, fair.id)
    client.sign_in_as("user", fair.organizer)
    page = client.get(f"/fairs/{fair.id}/employers/{idle}/schedule").text
    assert "No interview is planned at this booth." in page


def test_a_version_is_set_beside_a_plan_by_score_alone(client, database):
    fair = make_small_fair(database)
    plan(database, fair.id)
    client.sign_in_as("user", fair.helper)
    assert "How even is it?" in client.get(f"/fairs/{fair.id}/schedules/1").text
    page = client.get(f"/fairs/{fair.id}/schedules/1/fairness").text
    assert "People with an interview" in page
    assert "Unevenness among employers" in page
    with database.write() as session:
        schedule = queries.schedule_by_version(session, fair.id, 1)
        names = [row.employer.name for row in queries.interviews_of(session, schedule.id)]
        schedule.report = schedule.report | {"fairness": {"seekers_without": 0}}
    assert all(name in page for name in names)
    page = client.get(f"/fairs/{fair.id}/schedules/1/fairness").text
    assert "Plan again to see it." in page
