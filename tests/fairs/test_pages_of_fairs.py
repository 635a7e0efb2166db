"""Pages of a fair, its slots, booths, hall and team, and the first page, used as a person would."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from jobfair import outbox
from jobfair.accounts.actions import create_user
from jobfair.accounts.models import User
from jobfair.employers.models import Employer
from jobfair.fairs import queries
from jobfair.fairs.models import Booth, Break, EmployerAttendance, Fair, Slot, TeamMember
from tests.conftest import NOW
from tests.factories import (
    make_employer,
    make_fair,
    make_opening,
    make_representative,
    make_seeker,
    make_team_member,
    make_user,
    make_visit,
)
from tests.fairs.standing import make_standing_interview

FAIR = {
    "name": "Westside Job Fair",
    "venue": "Civic Hall",
    "date": "2026-06-06",
    "time_zone": "America/Chicago",
    "opens": "09:00",
    "closes": "13:00",
    "slot_minutes": "20",
    "max_interviews_per_seeker": "4",
}


@pytest.fixture
def fair_id(database, client):
    """A fair with nothing but slots and booths; the client is its organizer."""
    with database.write() as session:
        fair = make_fair(session, slots=12)
        user = make_team_member(session, fair)
        ids = fair.id, user.id
    client.sign_in_as("user", ids[1])
    return ids[0]


def rows(database, model):
    with database.read() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def test_starting_a_fair(client, database):
    with database.write() as session:
        user_id = make_user(session, may_create_fairs=True).id
    client.sign_in_as("user", user_id)
    assert "Start a fair" in client.get("/").text
    page = client.post("/fairs/new", FAIR | {"closes": "08:00", "name": "Kept"})
    assert "Past midnight is a second fair" in page.text
    assert 'value="Kept"' in page.text
    assert "This date is past" in client.post("/fairs/new", FAIR | {"date": "2026-05-01"}).text
    assert "Please answer this" in client.post("/fairs/new", FAIR | {"opens": ""}).text
    assert "Write a time" in client.post("/fairs/new", FAIR | {"opens": "soon"}).text
    assert "5 to 120" in client.post("/fairs/new", FAIR | {"slot_minutes": ""}).text
    assert rows(database, Fair) == []
    page = client.post("/fairs/new", FAIR)
    assert "12 slots" in page.text
    assert "No employer is at this fair yet" in page.text
    with database.read() as session:
        assert queries.team_role(session, rows(database, Fair)[0].id, user_id) == "organizer"


def test_nobody_else_starts_a_fair(client, database):
    with database.write() as session:
        user_id = make_user(session).id
    client.sign_in_as("user", user_id).get("/fairs/new", status=403)
    assert "Ask the organizer to invite you" in client.get("/").text


def test_the_overview_leads_from_step_to_step(client, database, fair_id):
    page = client.get(f"/fairs/{fair_id}/")
    assert "First there must be employers" in page.text
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        employer_id = make_employer(session, fair).id
    assert "1 employer has no opening." in client.get(f"/fairs/{fair_id}/").text
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_opening(session, session.get_one(Employer, employer_id))
        make_seeker(session, fair)
    assert "1 employer has no booth." in client.get(f"/fairs/{fair_id}/").text
    client.post(f"/fairs/{fair_id}/booths/assign")
    assert "No schedule is made yet." in client.get(f"/fairs/{fair_id}/").text
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[0], state="draft")
    assert "Look the draft over" in client.get(f"/fairs/{fair_id}/").text
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[0], state="published", version=2)
    page = client.get(f"/fairs/{fair_id}/").text
    assert "Published, but not for everybody" in page, "the interview is not of all who signed up"
    assert "No schedule is made yet." not in page


def test_an_edit_that_drops_slots_asks_first(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[-1], state="draft")
    address = f"/fairs/{fair_id}/edit"
    page = client.post(address, FAIR | {"closes": "12:00"})
    assert "1 interview of the draft, version 1" in page.text
    assert len(rows(database, Slot)) == 12
    given = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    assert given["closes"] == "12:00"
    client.post(address, given)
    assert len(rows(database, Slot)) == 9


def test_an_edit_does_not_drop_published_slots(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[-1], state="published")
    address = f"/fairs/{fair_id}/edit"
    page = client.post(address, FAIR | {"closes": "12:00"})
    assert "so these slots stay" in page.text
    page = client.post(address, FAIR | {"closes": "12:00", "agreed": "yes"})
    assert "stand in slots that would go (1)" in page.text
    assert len(rows(database, Slot)) == 12
    assert "Saved" in client.post(address, FAIR | {"name": "Another name"}).text
    assert "Check the year" in client.post(address, FAIR | {"date": "1926-06-06"}).text


def test_deleting_a_fair(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[-1], state="published")
    page = client.get(f"/fairs/{fair_id}/delete")
    assert "Employers, with their openings: 1 of 1" in page.text
    assert "type its name" in client.post(f"/fairs/{fair_id}/delete", {"typed_name": "x"}).text
    client.post(f"/fairs/{fair_id}/delete", {"typed_name": "Westside Job Fair"})
    assert rows(database, Fair) == []


def test_deleting_a_fair_nobody_was_told_about(client, database, fair_id):
    client.get(f"/fairs/{fair_id}/delete")
    assert "The fair is deleted" in client.post(f"/fairs/{fair_id}/delete").text


def test_slots_and_breaks(client, database, fair_id):
    address = f"/fairs/{fair_id}/slots/"
    assert "No break." in client.get(address).text
    client.get(address + "breaks/new")
    assert "same day" in client.post(address + "breaks/new", {"starts": "12:00", "ends": "11:00"}).text
    page = client.post(address + "breaks/new", {"starts": "11:00", "ends": "11:30"})
    assert "Slots that went: 6, new ones: 4" in page.text
    pause = rows(database, Break)[0].id
    page = client.post(f"{address}breaks/{pause}/delete")
    assert "The break is removed" in page.text
    assert "changed by hand" in page.text
    assert "Slots that go" in client.get(address + "regenerate").text
    client.post(address + "regenerate")
    assert len(rows(database, Slot)) == 12
    slot = rows(database, Slot)[0].id
    client.get(f"{address}{slot}/delete")
    client.post(f"{address}{slot}/delete")
    assert "overlaps" in client.post(address + "new", {"starts": "9:30", "slot_minutes": "20"}).text
    client.get(address + "new")
    client.post(address + "new", {"starts": "9:00", "slot_minutes": "20"})
    assert len(rows(database, Slot)) == 12


def test_breaks_and_removals_name_the_interviews_they_cost(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_standing_interview(session, fair, fair.slots[0], state="draft")
        make_standing_interview(session, fair, fair.slots[1], state="published", version=2)
        kept = fair.slots[1].id
    address = f"/fairs/{fair_id}/slots/"
    given = {"starts": "9:00", "ends": "9:20"}
    assert "1 interview of the draft" in client.post(address + "breaks/new", given).text
    assert "The break is added" in client.post(address + "breaks/new", given | {"agreed": "yes"}).text
    taken = {"starts": "9:20", "ends": "9:40", "agreed": "yes"}
    assert "so the slots stay" in client.post(address + "breaks/new", taken).text
    assert "so these slots stay" in client.post(f"{address}{kept}/delete").text
    assert "so these slots stay" not in client.post(address + "regenerate").text


def test_a_break_that_takes_visits_to_desks_away_asks_first(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        booth = fair.booths[0]
        make_visit(session, fair, make_seeker(session, fair), booth=booth, slot=fair.slots[0])
    address = f"/fairs/{fair_id}/slots/breaks/new"
    given = {"starts": "9:00", "ends": "9:20"}
    asked = client.post(address, given).text
    assert "1 visit to a support desk goes with its slot." in asked
    assert "btn-danger" in asked
    assert len(rows(database, Slot)) == 12
    assert "The break is added" in client.post(address, given | {"agreed": "yes"}).text


def test_regenerating_is_refused_under_a_published_schedule(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        fair.slot_minutes = 30
        make_standing_interview(session, fair, fair.slots[1], state="published")
    page = client.post(f"/fairs/{fair_id}/slots/regenerate")
    assert "so these slots stay" in page.text


def test_booths_from_rows_to_the_last_one(client, database, fair_id):
    address = f"/fairs/{fair_id}/booths/"
    assert "letter" in client.post(address + "rows", {"first_row": "1", "last_row": "B", "places": "2"}).text
    client.get(address + "rows")
    page = client.post(address + "rows", {"first_row": "B", "last_row": "C", "places": "2"})
    assert "4 booths are added" in page.text
    client.get(address + "new")
    assert "already a booth A1" in client.post(address + "new", {"label": "a1", "place": "1"}).text
    desk = {"support_desk": "ID desk", "desk_about": "Bring a letter.", "desk_seats": "3"}
    client.post(address + "new", {"label": "D9", "row": "D", "place": "9"} | desk)
    page = client.get(address).text
    assert "Bring a letter." in page
    assert "3 people at once" in page
    booth = rows(database, Booth)[-1]
    assert (booth.label, booth.support_desk, booth.wheelchair_access) == ("D9", "ID desk", False)
    assert "D9" in client.get(f"{address}{booth.id}/edit").text
    assert "label" in client.post(f"{address}{booth.id}/edit", {"label": "A1", "place": "1"}).text
    client.post(f"{address}{booth.id}/edit", {"label": "D1", "row": "D", "place": "1"})
    client.get(f"{address}{booth.id}/delete")
    assert "is deleted" in client.post(f"{address}{booth.id}/delete").text
    assert len(rows(database, Booth)) == 7


def test_without_employers_no_page_says_that_all_have_a_booth(client, fair_id):
    page = client.get(f"/fairs/{fair_id}/booths/assign").text
    assert "No employer is at this fair yet." in page
    assert "Every employer has a booth." not in page


def test_giving_out_booths(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        employers = [
            make_employer(session, fair, attendance={"needs_power": n == 0}, name=f"Employer {n}").id
            for n in range(4)
        ]
        booths = [booth.id for booth in fair.booths]
    address = f"/fairs/{fair_id}/booths/"
    assert "4 employers have no booth yet" in client.get(address).text
    give = f"{address}give/{employers[0]}"
    assert "with power" in client.get(give).text
    client.post(give, {"booth": str(booths[0])})
    assert "Not a valid choice" in client.post(give, {"booth": "999999"}).text
    assert "3 employers have no booth" in client.get(address + "assign").text
    page = client.post(address + "assign")
    assert "2 employers got a booth. 1 could not get one." in page.text
    assert "Every booth is taken." in page.text
    client.post(give, {"booth": ""})
    assert "1 booth is free" in client.get(address + "assign").text
    client.get(f"{address}give/999999", status=404)
    client.post(f"{address}{booths[0]}/delete")
    with database.read() as session:
        assert session.scalars(select(EmployerAttendance.booth_id)).all().count(None) == 2


def test_booths_with_published_interviews_stay(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        interview = make_standing_interview(session, fair, fair.slots[0], state="published")
        booth, employer = interview.booth_id, interview.employer_id
    assert "so it stays" in client.post(f"/fairs/{fair_id}/booths/{booth}/delete").text
    assert "stays there" in client.post(f"/fairs/{fair_id}/booths/give/{employer}", {"booth": ""}).text


def test_the_way_to_a_booth(client, new_client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_employer(session, fair, booth=fair.booths[2], name="Blue Heron <Foods>")
        seeker = make_seeker(session, fair).id
        acting = make_representative(session, make_employer(session, fair)).id
    for kind, someone in (("seeker", seeker), ("user", acting)):
        other = new_client().sign_in_as(kind, someone)
        page = other.get(f"/fairs/{fair_id}/hall?booth=a3")
        assert "Go to booth A3" in page.text
        assert "Turn right. Booth A3 is number 1 from the middle." in page.text
        assert "Blue Heron &lt;Foods&gt;" in page.text
        assert "There is no booth Q7" in other.get(f"/fairs/{fair_id}/hall?booth=Q7").text
        other.get(f"/fairs/{fair_id}/booths/", status=403)
    assert "Turn left" in client.get(f"/fairs/{fair_id}/hall?booth=A1").text


def test_a_hall_without_booths(client, database):
    with database.write() as session:
        fair = make_fair(session, booths=0, slots=0)
        user_id, address = make_team_member(session, fair, "helper").id, f"/fairs/{fair.id}/"
    client.sign_in_as("user", user_id)
    assert "no booths yet" in client.get(address + "hall").text
    assert "There are no booths yet" in client.get(address + "booths/").text
    assert "There are no slots yet" in client.get(address + "slots/").text
    assert "What is missing" in client.get(address).text
    client.get(address + "edit", status=403)
    client.get(address + "team/", status=403)


def test_the_team(client, database, fair_id):
    address = f"/fairs/{fair_id}/team/"
    given = {"email": "kim@example.org", "name": "Kim", "role": "helper"}
    client.get(address + "invite")
    assert "not an e-mail address" in client.post(address + "invite", given | {"email": "kim"}).text
    assert "Kim is on the team" in client.post(address + "invite", given).text
    assert "on the team already" in client.post(address + "invite", given).text
    with database.read() as session:
        message = outbox.unsent(session)[0]
        assert "/password/" in outbox.read(session, message)[1]
    client.post(address + "invite", given | {"role": "organizer"})
    assert "has not set a password yet" in client.get(address).text
    first, kim = (member.id for member in rows(database, TeamMember))
    client.get(f"{address}{kim}/remove")
    assert "Kim is no longer" in client.post(f"{address}{kim}/remove").text
    assert "needs an organizer" in client.post(f"{address}{first}/remove").text
    client.get(f"{address}{kim}/remove", status=404)


def test_leaving_a_team(client, database, fair_id):
    with database.write() as session:
        make_team_member(session, session.get_one(Fair, fair_id))
    mine = rows(database, TeamMember)[0].id
    assert "Your fairs" in client.post(f"/fairs/{fair_id}/team/{mine}/remove").text
    client.get(f"/fairs/{fair_id}/", status=404)


def test_somebody_with_a_password_is_told_to_sign_in(client, database, fair_id):
    with database.write() as session:
        create_user(session, email="kim@example.org", name="Kim", password="orange tractor river", now=NOW)
    client.post(
        f"/fairs/{fair_id}/team/invite", {"email": "Kim@example.org", "name": "Kim", "role": "helper"}
    )
    with database.read() as session:
        text = outbox.read(session, outbox.unsent(session)[0])[1]
    assert text.endswith("/sign-in")


def test_somebody_new_gets_the_language_of_the_page_they_were_invited_on(client, database, fair_id):
    client.post(
        f"/fairs/{fair_id}/team/invite?lang=es", {"email": "kim@example.org", "name": "Kim", "role": "helper"}
    )
    assert next(user.locale for user in rows(database, User) if user.email == "kim@example.org") == "es"


def test_a_free_booth_is_given_from_the_list(client, database, fair_id):
    with database.write() as session:
        fair = session.get_one(Fair, fair_id)
        make_employer(session, fair, name="Oak Foods")
        booth_id = fair.booths[0].id
    address = f"/fairs/{fair_id}/booths/{booth_id}/give"
    assert address in client.get(f"/fairs/{fair_id}/booths/").text
    assert "Oak Foods" in client.get(address).text
    assert "Please answer this." in client.post(address, {"employer": ""}).text
    employer_id = rows(database, EmployerAttendance)[0].employer_id
    page = client.post(address, {"employer": str(employer_id)})
    assert rows(database, EmployerAttendance)[0].booth_id == booth_id
    assert address not in page.text
    client.get(f"/fairs/{fair_id}/booths/{booth_id + 99}/give", status=404)


def test_the_first_page_signed_out(client, database):
    assert "No fair is planned" in client.get("/").text
    with database.write() as session:
        make_fair(session)
        make_fair(session, name="Long past", date=date(2025, 6, 6))
    page = client.get("/")
    assert "Westside Job Fair" in page.text
    assert "Long past" not in page.text


def test_the_first_page_of_somebody_with_two_hats(client, database, fair_id):
    with database.write() as session:
        user = session.get_one(type(make_user(session)), rows(database, TeamMember)[0].user_id)
        make_representative(session, make_employer(session, make_fair(session, name="Other Fair")), user)
        fair = make_fair(session, name="Third Fair")
        make_representative(session, make_employer(session, fair), user)
    page = client.get("/")
    assert "Fairs you work on" in page.text
    assert "Third Fair" in page.text
