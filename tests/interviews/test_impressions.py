"""How did it go? Three questions about an interview, by the person or at the desk; and the team's counts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobfair.accounts.models import AuditEntry
from jobfair.interviews import queries
from jobfair.interviews.actions.impressions import tell
from jobfair.interviews.models import Interview, InterviewImpression
from jobfair.interviews.queries.impressions import ANSWERS
from tests.interviews.planning import SYSTEM, make_small_fair, plan, publish

TOLD = {"took_place": True, "went": "badly", "next_step": "they_call"}


@pytest.fixture
def fair(database, clock):
    """A published fair whose interviews have all begun."""
    made = make_small_fair(database)
    plan(database, made.id)
    publish(database, made.id)
    with database.read() as session:
        clock.time = max(one.slot.starts_at for one in own(session, made) + own(session, made, 1))
    return made


@pytest.fixture
def mine(database, fair):
    """Ids of the interviews of the first person, by time."""
    with database.read() as session:
        return [one.id for one in own(session, fair)]


@pytest.fixture
def me(client, fair):
    return client.sign_in_as("seeker", fair.seekers[0])


def own(session, fair, seeker=0):
    return queries.interviews_of_seeker(session, fair.id, fair.seekers[seeker])


def address(fair, interview_id, rest=""):
    return f"/fairs/{fair.id}/my-schedule/{interview_id}/how-it-went{rest}"


def at_the_desk(fair, interview_id, rest=""):
    return f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule/{interview_id}/how-it-went{rest}"


def kept(database):
    """All that is kept, by interview."""
    with database.read() as session:
        rows = session.scalars(select(InterviewImpression).order_by(InterviewImpression.id))
        return [(one.interview_id, one.took_place, one.went, one.next_step) for one in rows]


def press(client, answer, said):
    """Press a button of a page, as a browser does: a form without an address goes to its own."""
    assert f'name="said" value="{said}"' in answer.text
    return client.post(answer.request.path, {"said": said})


def test_three_taps_tell_it_and_lead_to_the_next_interview(me, fair, mine, database, clock):
    assert len(mine) == 2
    page = me.get(f"/fairs/{fair.id}/my-schedule")
    assert page.text.count("How did it go?") == 2
    page = me.get(address(fair, mine[0]))
    for said in ("yes", "badly", "they_call"):
        assert "Only the team of the fair sees this. Employers never see it." in page.text
        page = press(me, page, said)
    assert kept(database) == [(mine[0], *TOLD.values())]
    assert "Thank you" in page.text
    assert "It took place · How it went: Badly · Said to come next: They will call" in page.text
    assert "help desk" not in page.text
    assert f'href="{address(fair, mine[1])}"' in page.text
    page = me.get(f"/fairs/{fair.id}/my-schedule").text
    assert (page.count("How did it go?"), page.count("Change what was said")) == (1, 1)
    me.post(address(fair, mine[1]), {"said": "no"})
    assert "How did it go at" not in me.get(address(fair, mine[0], "/done")).text, "all are told of"


def test_who_was_not_seen_is_led_to_the_help_desk(me, fair, mine, database):
    page = me.post(address(fair, mine[0]), {"said": "no"})
    assert page.request.path == address(fair, mine[0], "/done")
    assert "Please tell the help desk." in page.text
    assert kept(database) == [(mine[0], False, None, None)]


def test_nobody_has_to_say_anything(me, fair, mine, database):
    page = me.get(address(fair, mine[0]))
    for _ in ANSWERS:
        page = press(me, page, "rather_not")
    assert "Would rather not say" in page.text
    assert kept(database) == [(mine[0], None, None, None)]


def test_an_answer_is_shown_and_can_be_changed(me, fair, mine, database):
    me.post(address(fair, mine[0]), {"said": "yes"})
    me.post(address(fair, mine[0], "/went"), {"said": "well"})
    assert "You said: Well" in me.get(address(fair, mine[0], "/went")).text
    assert "You said" not in me.get(address(fair, mine[0], "/next-step")).text
    me.post(address(fair, mine[0], "/went"), {"said": "so_so"})
    assert kept(database) == [(mine[0], True, "so_so", None)]
    me.post(address(fair, mine[0]), {"said": "no"})
    assert kept(database) == [(mine[0], False, None, None)]


def test_back_leads_through_the_questions_to_the_schedule(me, fair, mine):
    page, seen = me.get(address(fair, mine[0], "/next-step")).text, []
    while "how-it-went" in (seen or [address(fair, mine[0])])[-1]:
        seen.append(re.search(r'class="back" href="([^"]*)"', page)[1])
        page = me.get(seen[-1]).text
    assert seen == [
        address(fair, mine[0], "/went"),
        address(fair, mine[0]),
        f"/fairs/{fair.id}/my-schedule",
    ]


def test_a_button_pressed_twice_and_a_second_tab_do_no_harm(me, fair, mine, database):
    for _ in range(2):
        me.post(address(fair, mine[0]), {"said": "yes"})
    me.post(address(fair, mine[0]), {"said": "no"})
    me.post(address(fair, mine[0], "/went"), {"said": "rather_not"})
    assert kept(database) == [(mine[0], False, None, None)]
    me.post(address(fair, mine[0], "/next-step"), {"said": "offer"})
    assert kept(database) == [(mine[0], True, None, "offer")], "who has an offer was there"


def test_what_is_no_answer_is_refused(me, fair, mine, database):
    for said in ("", "well", "🙂" * 5000, "YES"):
        me.post(address(fair, mine[0]), {"said": said}, status=400)
    me.post(address(fair, mine[0]), status=400)
    me.get(address(fair, mine[0], "/took_place"), status=404)
    me.get(address(fair, mine[0], "/other"), status=404)
    assert me.get(address(fair, mine[0], "/done")).request.path == address(fair, mine[0])
    assert kept(database) == []


def test_only_ones_own_interview_and_only_once_it_has_begun(me, fair, mine, database, clock):
    with database.read() as session:
        theirs = own(session, fair, 1)[0].id
        starts_at = session.get_one(Interview, mine[0]).slot.starts_at
    me.get(address(fair, theirs), status=404)
    me.post(address(fair, theirs), {"said": "yes"}, status=404)
    clock.time = starts_at - timedelta(seconds=1)
    assert "How did it go?" not in me.get(f"/fairs/{fair.id}/my-schedule").text
    assert "has not begun" in me.get(address(fair, mine[0]), status=409).text
    me.post(address(fair, mine[0]), {"said": "yes"}, status=409)
    clock.time = starts_at
    assert me.get(f"/fairs/{fair.id}/my-schedule").text.count("How did it go?") == 1
    assert "How did it go at" not in me.post(address(fair, mine[0]), {"said": "no"}).text
    assert kept(database) == [(mine[0], False, None, None)]


def test_an_interview_that_was_given_up_is_not_told_of(me, fair, mine, database):
    with database.write() as session:
        session.get_one(Interview, mine[0]).status = "cancelled"
    me.get(address(fair, mine[0]), status=409)
    me.post(address(fair, mine[0]), {"said": "yes"}, status=409)
    assert kept(database) == []


def test_the_desk_tells_it_for_a_person(client, fair, mine, database):
    client.sign_in_as("user", fair.helper)
    person = f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule"
    assert client.get(person).text.count("How did it go?") == 2
    page = client.get(at_the_desk(fair, mine[0]))
    for said in ("yes", "badly", "they_call"):
        page = press(client, page, said)
    assert kept(database) == [(mine[0], *TOLD.values())]
    assert f'href="{at_the_desk(fair, mine[1])}"' in page.text
    page = client.get(person).text
    assert "It took place · How it went: Badly · Said to come next: They will call" in page
    with database.read() as session:
        told = select(AuditEntry).where(AuditEntry.action == "interview.tell")
        entries = session.scalars(told).all()
    assert [(one.actor_kind, one.object_id) for one in entries] == [("user", mine[0])] * 3
    client.get(f"/fairs/{fair.id}/people/{fair.seekers[1]}/schedule/{mine[0]}/how-it-went", status=404)


def test_what_was_said_stays_with_an_interview_that_is_published_again(fair, mine, database, clock):
    with database.write() as session:
        for which, interview_id in enumerate(mine):
            interview = session.get_one(Interview, interview_id)
            tell(session, interview, "went", ("well", "so_so")[which], now=clock.time, actor=SYSTEM)
    plan(database, fair.id)
    with database.write() as session:
        second = queries.schedule_by_version(session, fair.id, 2)
        session.delete(own_in(session, second, fair)[1])
    publish(database, fair.id, 2)
    with database.read() as session:
        new = own(session, fair)[0].id
    assert new not in mine
    assert {(row[0], row[2]) for row in kept(database)} == {(new, "well"), (mine[1], "so_so")}


def own_in(session, schedule, fair):
    return queries.interviews_of(session, schedule.id, Interview.seeker_id == fair.seekers[0])


def test_the_team_counts_by_employer_what_was_said(client, fair, mine, database, clock):
    with database.write() as session:
        for seeker, said in enumerate(({"took_place": "yes", "next_step": "offer"}, {"took_place": "no"})):
            for question, word in said.items():
                tell(session, own(session, fair, seeker)[0], question, word, now=clock.time, actor=SYSTEM)
        tell(session, own(session, fair, 2)[0], "went", "rather_not", now=clock.time, actor=SYSTEM)
    page = client.sign_in_as("user", fair.helper).get(f"/fairs/{fair.id}/schedules/how-it-went").text
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in page.split("<tr>")[2:]]
    begun, told, took_place, not_so = (sum(int(row[column]) for row in rows) for column in range(2, 6))
    assert (told, took_place, not_so) == (2, 1, 1)
    assert begun >= 8
    assert page.count("You got the job: 1") == 1
    assert "What people say of interviews" in client.get(f"/fairs/{fair.id}/schedules/").text
    client.sign_in_as("user", fair.representative).get(f"/fairs/{fair.id}/schedules/how-it-went", status=403)


def test_before_the_first_interview_there_is_nothing_to_count(client, database):
    fair = make_small_fair(database)
    page = client.sign_in_as("user", fair.organizer).get(f"/fairs/{fair.id}/schedules/how-it-went").text
    assert "No interview has begun yet." in page


@pytest.mark.parametrize("question", ANSWERS)
def test_every_answer_there_is_can_be_given(fair, mine, database, clock, question):
    for said in ANSWERS[question]:
        with database.write() as session:
            told = tell(
                session, session.get_one(Interview, mine[0]), question, said, now=clock.time, actor=SYSTEM
            )
            assert queries.impressions.said_to(question, told) == said
    assert len(kept(database)) == 1


def test_leaving_the_fair_takes_it_along(me, fair, mine, database):
    me.post(address(fair, mine[0]), {"said": "yes"})
    me.post(f"/me/fairs/{fair.id}/leave")
    assert kept(database) == []
