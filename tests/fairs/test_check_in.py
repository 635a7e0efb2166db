"""Who is here: what the team notes and sees of it, and what the person does."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, event

from jobfair.accounts.models import AuditEntry
from jobfair.errors import Conflict, NotFound
from jobfair.fairs.actions.people import check_in, take_back_check_in
from jobfair.fairs.models import SeekerAttendance
from jobfair.fairs.queries.overview import overview_of
from jobfair.fairs.queries.people import Wanted, people_of_fair
from tests.factories import make_employer, make_fair, make_representative, make_seeker, make_team_member

#: 9:05 at the fair
MORNING = datetime(2026, 6, 6, 14, 5, tzinfo=UTC)
HERE_SINCE = "Here since 9:05\u202fAM"
BY = ("system", None)


@pytest.fixture
def place(session):
    fair = make_fair(session)
    ana, ben = (make_seeker(session, fair, called_name=name) for name in ("Ana", "Ben"))
    return fair, ana, ben


def codes(session, fair, only):
    return [one.seeker.called_name for one in session.scalars(people_of_fair(fair.id, Wanted("", only)))]


def test_the_first_time_stays_until_it_is_taken_back(session, place):
    fair, ana, ben = place
    check_in(session, fair.id, ana.id, now=MORNING, actor=BY)
    later = check_in(session, fair.id, ana.id, now=MORNING + timedelta(hours=1), actor=BY)
    assert later.checked_in_at == MORNING
    assert (codes(session, fair, "checked_in"), codes(session, fair, "not_here")) == (["Ana"], ["Ben"])
    assert overview_of(session, fair.id).seekers_here == 1
    for one in (ana, ana, ben):
        take_back_check_in(session, fair.id, one.id, now=MORNING, actor=BY)
    assert later.checked_in_at is None
    assert overview_of(session, fair.id).seekers_here == 0
    noted = [entry.action for entry in session.query(AuditEntry) if "check_in" in entry.action]
    assert noted == ["seeker.check_in", "seeker.take_back_check_in"], "nothing is noted twice"


@pytest.mark.parametrize("day", [-1, 1])
def test_on_another_day_nobody_is_checked_in_but_it_can_be_taken_back(session, place, day):
    fair, ana, ben = place
    check_in(session, fair.id, ana.id, now=MORNING, actor=BY)
    with pytest.raises(Conflict):
        check_in(session, fair.id, ben.id, now=MORNING + timedelta(days=day), actor=BY)
    take_back_check_in(session, fair.id, ana.id, now=MORNING + timedelta(days=day), actor=BY)
    assert codes(session, fair, "checked_in") == []


def test_people_of_another_fair_are_not_there(session, place):
    ana, elsewhere = place[1], make_fair(session)
    for action in (check_in, take_back_check_in):
        with pytest.raises(NotFound):
            action(session, elsewhere.id, ana.id, now=MORNING, actor=BY)


def test_who_is_removed_meanwhile_is_a_conflict(session, place):
    fair, ana, _ = place
    session.flush()
    session.expunge_all()

    @event.listens_for(session, "loaded_as_persistent")
    def remove(session, row):
        """What somebody else does between looking and writing."""
        if isinstance(row, SeekerAttendance):
            gone = delete(SeekerAttendance).where(SeekerAttendance.seeker_id == ana.id)
            session.execute(gone, execution_options={"synchronize_session": False})

    with pytest.raises(Conflict, match="Somebody else removed this"):
        check_in(session, fair.id, ana.id, now=MORNING, actor=BY)


@pytest.fixture
def site(client, database, clock):
    """A site on the morning of the fair, with a way to the pages of its people."""
    clock.time = MORNING
    with database.write() as session:
        fair = make_fair(session)
        ana = make_seeker(session, fair, called_name="Ana", code="K7-MAPLE")
        make_seeker(session, fair, called_name="Ben", code="B2-RIVER")
        helper = make_team_member(session, fair, "helper")
        person = make_representative(session, make_employer(session, fair))
        client.ids = {"ana": ana.id, "helper": helper.id, "employer": person.id}
        client.people = f"/fairs/{fair.id}/people/"
        client.overview = f"/fairs/{fair.id}/"
        client.page_of_ana = f"/fairs/{fair.id}/people/{ana.id}/"
    return client


def test_a_helper_checks_somebody_in_and_takes_it_back(site, clock):
    site.sign_in_as("user", site.ids["helper"])
    assert "here already" not in site.get(site.overview).text
    assert HERE_SINCE not in site.get(site.page_of_ana).text
    shown = site.post(f"{site.page_of_ana}check-in").text
    assert "Ana is checked in." in shown
    assert HERE_SINCE in shown
    assert HERE_SINCE in site.get(site.people).text
    here, missing = (site.get(f"{site.people}?only={only}").text for only in ("checked_in", "not_here"))
    assert ("K7-MAPLE" in here, "B2-RIVER" in here) == (True, False)
    assert ("K7-MAPLE" in missing, "B2-RIVER" in missing) == (False, True)
    assert "<strong>1</strong>" in site.get(site.overview).text
    assert "here already" in site.get(site.overview).text
    assert "Ana is not checked in any more." in site.post(f"{site.page_of_ana}take-back-check-in").text
    clock.time += timedelta(days=1)
    site.sign_in_as("user", site.ids["helper"])
    assert f"{site.page_of_ana}check-in" not in site.get(site.page_of_ana).text
    assert "on the day of the fair" in site.post(f"{site.page_of_ana}check-in", status=409).text


def test_an_employer_may_not_and_the_person_reads_it(site, database):
    site.sign_in_as("user", site.ids["employer"])
    site.post(f"{site.page_of_ana}check-in", status=403)
    with database.write() as session:
        session.query(SeekerAttendance).filter_by(seeker_id=site.ids["ana"]).one().checked_in_at = MORNING
    site.sign_in_as("seeker", site.ids["ana"])
    assert "You checked in: Jun 6, 2026, 9:05\u202fAM" in site.get("/me/data/all").text
    assert "2026-06-06" in str(site.get("/me/data.json").json["seeker_attendance"][0]["checked_in_at"])
