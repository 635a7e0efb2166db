"""Messages about people's times: who gets which, in what words, once, and no more after STOP."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from jobfair import outbox, tasks
from jobfair.accounts.models import AuditEntry
from jobfair.carriers import Carriers
from jobfair.fairs.models import Fair
from jobfair.interviews import queries
from jobfair.interviews.actions.telling import REMIND, work_on_reminders
from jobfair.interviews.actions.wishes import STOPS_FROM_NETWORK
from jobfair.interviews.letters import write_letter
from jobfair.outbox import Message
from jobfair.seekers.models import Seeker
from jobfair.tasks import Job
from jobfair.text_length import segments
from tests.conftest import NOW
from tests.factories import make_fair, make_seeker
from tests.interviews.planning import give_contact, make_small_fair, plan, publish


@pytest.fixture
def fair(database):
    """A planned fair; the first wants texts, the second e-mails in Spanish, the third said no."""
    made = make_small_fair(database)
    with database.write() as session:
        give_contact(session, made.seekers[0], "(816) 555-0171")
        give_contact(session, made.seekers[1], "ana@example.org", locale="es")
        give_contact(session, made.seekers[2], "816 555 0173", wants=False)
    plan(database, made.id)
    return made


def messages(database, fair, seeker=None):
    """(carrier, kind, state, address, body) of a fair's messages, oldest first."""
    with database.read() as session:
        rows = session.scalars(select(Message).where(Message.fair_id == fair.id).order_by(Message.id))
        found = []
        for row in rows:
            if seeker is None or row.seeker_id == fair.seekers[seeker]:
                address, text = outbox.read(session, row)
                found.append((row.carrier, row.kind, row.state, address, text.partition("\n\n")[2]))
        return found


def test_publishing_tells_everybody_in_their_way_and_language(client, database, fair):
    client.sign_in_as("user", fair.organizer)
    page = client.get(f"/fairs/{fair.id}/schedules/1/publish").text
    counts = re.findall(r"<strong>(\d+)</strong>(?:person|people) by (\w+)", page)
    assert counts == [("1", "text"), ("1", "e"), ("3", "you")]
    assert "have no carrier here" in page
    assert "Westside Job Fair, Jun 6: " in page
    assert 'lang="es">Westside Job Fair, 6 jun: ' in page
    assert page.count("it counts as 1 text.") == 2
    publish(database, fair.id)
    told = messages(database, fair)
    assert sorted(one[0] for one in told) == ["mail", "paper", "paper", "paper", "text"]
    by_carrier = {one[0]: one for one in told}
    assert by_carrier["text"][3] == "+18165550171"
    assert "booth A1" in by_carrier["text"][4] or "booth A2" in by_carrier["text"][4]
    assert fair.codes[0] in by_carrier["text"][4]
    assert "mesa A" in by_carrier["mail"][4]
    assert messages(database, fair, 2)[0][:1] == ("paper",)


def test_texts_take_one_segment_in_both_languages(database, fair):
    with database.read() as session:
        row = session.get_one(Fair, fair.id)
        schedule = queries.schedule_by_version(session, fair.id, 1)
        four = (queries.interviews_of(session, schedule.id) * 4)[:4]
        for kind in ("interviews", "changed", "off", "tomorrow", "soon"):
            for locale in ("en", "es"):
                text = write_letter(kind, row, locale, "K7-MAPLE", four[:1] if kind == "soon" else four)
                text = Carriers().with_stop("text", text)
                longer = "1A" * (1 if kind == "soon" else 4)  # at 10:40, booth B10
                assert segments(text + longer) == 1, (len(text), text)
                assert not re.search(r"http|record|second chance|antecedentes", text, re.IGNORECASE)


def places(session, fair, version):
    """Where each person of a version goes when."""
    found = {}
    for row in queries.interviews_of(session, queries.schedule_by_version(session, fair.id, version).id):
        found.setdefault(row.seeker_id, set()).add((row.employer_id, row.booth_id, row.slot_id))
    return found


def test_nobody_is_told_twice(database, fair):
    publish(database, fair.id)
    plan(database, fair.id)
    with database.write() as session:
        again = queries.schedule_by_version(session, fair.id, 2)
        gone = queries.interviews_of(session, again.id)[0]
        loser = gone.seeker_id
        session.delete(gone)
    publish(database, fair.id, 2)
    with database.read() as session:
        before, after = places(session, fair, 1), places(session, fair, 2)
    told = [len(messages(database, fair, row)) for row in range(5)]
    assert told == [1 + (before.get(who) != after.get(who)) for who in fair.seekers]
    assert told[fair.seekers.index(loser)] == 2


def test_what_changed_at_the_desk_is_told_and_replaces_what_waits(client, database, fair):
    publish(database, fair.id)
    with database.read() as session:
        mine = queries.interviews_of_seeker(session, fair.id, fair.seekers[0])
    client.sign_in_as("user", fair.helper)
    for one in mine:
        address = f"/fairs/{fair.id}/people/{fair.seekers[0]}/schedule/{one.id}/change"
        client.post(address, {"seat": "none"})
    told = messages(database, fair, 0)
    assert [one[2] for one in told] == ["stopped"] * len(mine) + ["queued"]
    assert told[-1][1] == "off"
    assert "times are off" in told[-1][4]


def test_ones_own_change_stops_what_is_not_so_any_more(client, database, fair):
    publish(database, fair.id)
    with database.read() as session:
        mine = queries.interviews_of_seeker(session, fair.id, fair.seekers[0])[0].id
    client.sign_in_as("seeker", fair.seekers[0])
    client.post(f"/fairs/{fair.id}/my-schedule/{mine}/change", {"seat": "none"})
    assert [one[2] for one in messages(database, fair, 0)] == ["stopped"]


def jobs(database, kind):
    with database.read() as session:
        return list(session.scalars(select(Job).where(Job.kind == kind).order_by(Job.due_at)))


def remind(database, job, now):
    """Run a job at a moment."""
    works = {REMIND: lambda attempt: work_on_reminders(attempt, lambda: now)}
    with database.write() as session:
        session.get_one(Job, job.id).due_at = None
    assert tasks.run(database, works, job.id)
    with database.read() as session:
        return session.get_one(Job, job.id).result


def test_reminders_come_the_day_before_and_an_hour_before(database, fair):
    publish(database, fair.id)
    before, soon = jobs(database, REMIND)
    assert before.due_at == datetime(2026, 6, 5, 21, 0, tzinfo=UTC)
    with database.read() as session:
        starts = {
            seeker: queries.interviews_of_seeker(session, fair.id, seeker)[0].slot.starts_at
            for seeker in fair.seekers
        }
    assert soon.due_at == min(starts.values()) - timedelta(hours=1)
    assert remind(database, before, before.due_at) == {"reminded": 2}, "nobody is reminded on paper"
    moment = starts[fair.seekers[0]] - timedelta(hours=1)
    remind(database, soon, moment)
    told = messages(database, fair, 0)
    assert [one[1] for one in told] == ["interviews", "tomorrow", "soon"]
    assert [one[2] for one in told] == ["stopped", "stopped", "queued"]
    later = [job for job in jobs(database, REMIND) if job.state == "waiting"]
    assert all(job.due_at > moment for job in later)
    assert len(later) <= 1


def test_reminders_of_a_fair_that_moved_or_is_gone_say_nothing(database, fair):
    publish(database, fair.id)
    before, soon = jobs(database, REMIND)
    assert remind(database, before, before.due_at - timedelta(days=3)) == {"reminded": 0}
    with database.write() as session:
        session.get_one(Job, soon.id).payload = {"fair_id": 999, "when": "soon"}
    assert remind(database, soon, soon.due_at) == {"reminded": 0}


def test_the_team_tells_whom_no_carrier_reaches(client, database, fair):
    publish(database, fair.id)
    client.sign_in_as("user", fair.helper)
    start = f"/fairs/{fair.id}/messages/"
    page = client.get(start).text
    assert page.count("Told<") == 5
    assert "+18165550171" in page
    assert 'lang="es"' in page
    told = re.findall(rf"{start}(\d+)/told", page)
    assert client.post(f"{start}{told[0]}/told").text.count("Told<") == 4
    client.post(f"{start}{told[0]}/told", status=409)
    client.post(f"{start}{told[1]}/again", status=409)
    client.post(f"{start}999/told", status=404)
    with database.write() as session:
        session.get_one(Message, int(told[1])).state = "failed"
    page = client.get(start).text
    assert "could not be sent" in page
    assert "It is tried again." in client.post(f"{start}{told[1]}/again").text


def test_stop_counts_for_everybody_with_the_number(client, database, fair):
    publish(database, fair.id)
    with database.write() as session:
        give_contact(session, fair.seekers[3], "816.555.0171")
    client.sign_in_as("user", fair.helper)
    start = f"/fairs/{fair.id}/messages/"
    assert "Noted for 2 people." in client.post(start, {"typed": "+1 816 555 0171", "stop": "1"}).text
    assert [one[2] for one in messages(database, fair, 0)] == ["stopped"]
    with database.read() as session:
        assert not session.get_one(Seeker, fair.seekers[0]).wants_messages
    assert "Noted for 1 person." in client.post(start, {"typed": fair.codes[0], "start": "1"}).text
    with database.read() as session:
        assert session.get_one(Seeker, fair.seekers[0]).wants_messages
    assert "Nobody here has this" in client.post(start, {"typed": "nobody", "stop": "1"}).text


def test_a_team_starts_messages_of_its_own_people_alone(client, database, fair):
    with database.write() as session:
        other = make_fair(session, name="Eastside Job Fair")
        stranger = make_seeker(session, other)
        give_contact(session, stranger.id, "816 555 0199")
        strange_id, code = stranger.id, stranger.code
    client.sign_in_as("user", fair.helper)
    start = f"/fairs/{fair.id}/messages/"
    assert "Nobody here has this" in client.post(start, {"typed": code, "stop": "1"}).text
    client.post(start, {"typed": "816 555 0199", "stop": "1"})
    for typed in (code, "816 555 0199"):
        assert "Nobody here has this" in client.post(start, {"typed": typed, "start": "1"}).text
    with database.read() as session:
        assert not session.get_one(Seeker, strange_id).wants_messages, "a STOP counts at every fair"


def test_a_stop_tells_no_team_who_takes_part_in_other_fairs(client, database, fair):
    with database.write() as session:
        other = make_fair(session, name="Eastside Job Fair")
        for contact in ("816 555 0199", "816 555 0198"):
            give_contact(session, make_seeker(session, other).id, contact)
        give_contact(session, fair.seekers[1], "816 555 0198")
    client.sign_in_as("user", fair.helper)

    def told(typed):
        page = client.post(f"/fairs/{fair.id}/messages/", {"typed": typed, "stop": "1"}).text
        return re.search(r'id="main".*?<h1', page, re.DOTALL)[0]

    assert "Nobody at this fair has this. Messages go there only if" in told("816 555 0199")
    assert told("816 555 0199") == told("816 555 0197"), "somebody's elsewhere, and nobody's"
    assert "Noted for 1 person." in told("816 555 0198"), "two share it, one is here"
    with database.read() as session:
        stops = select(AuditEntry).where(AuditEntry.action == "seeker.messages_stop")
        found = {(one.object_id, one.fair_id, one.actor_kind) for one in session.scalars(stops)}
    assert {row[1:] for row in found if row[0] == fair.seekers[1]} == {(fair.id, "user")}
    assert {row[1:] for row in found if row[0] != fair.seekers[1]} == {(None, "system")}


def test_all_that_failed_is_tried_again_by_one_press(client, database, fair):
    publish(database, fair.id)
    client.sign_in_as("user", fair.helper)
    start = f"/fairs/{fair.id}/messages/"
    assert "Try all again" not in client.get(start).text
    with database.write() as session:
        for number, message in enumerate(session.scalars(select(Message).order_by(Message.id))):
            message.state, message.due_at = "failed", NOW if number == 0 else None
    page = client.get(start).text
    assert page.count("perhaps not sent") == 1
    assert "4 messages are tried again." in client.post(f"{start}again").text
    assert sorted(one[2] for one in messages(database, fair)) == ["failed"] + ["queued"] * 4


def test_after_the_fair_nobody_is_left_to_tell(client, database, fair, clock):
    publish(database, fair.id)
    client.sign_in_as("user", fair.helper)
    clock.time = datetime(2026, 6, 7, 12, 0, tzinfo=UTC)
    client.sign_in_as("user", fair.helper)
    page = client.get(f"/fairs/{fair.id}/messages/").text
    assert "Nobody is left to tell." in page
    assert "<strong>5</strong>stopped" in page


def test_the_team_sees_what_is_sent_in_both_languages(client, database, fair):
    client.sign_in_as("user", fair.helper)
    page = client.get(f"/fairs/{fair.id}/messages/").text
    assert page.count("it counts as 1 text.") == 10
    assert "is tomorrow" in page
    assert "no mas." in page


def test_anybody_ends_messages_to_their_number(client, database, fair, new_client):
    publish(database, fair.id)
    stranger = new_client()
    assert "Give a phone number" in stranger.post("/stop", {"typed": fair.codes[0]}).text
    known = stranger.post("/stop", {"typed": "816.555.0171"}).text
    unknown = stranger.post("/stop", {"typed": "816.555.0999"}).text
    assert "Nothing more is sent there." in known
    assert "Nothing more is sent there." in unknown
    assert [one[2] for one in messages(database, fair, 0)] == ["stopped"]
    assert [one[2] for one in messages(database, fair, 1)] == ["queued"]
    mine = client.sign_in_as("seeker", fair.seekers[0])
    mine.post("/me/messages", {"wants": "yes"})
    with database.read() as session:
        assert session.get_one(Seeker, fair.seekers[0]).wants_messages


def test_a_network_cannot_stop_everybody(client, fair):
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    for _ in range(STOPS_FROM_NETWORK.at_once):
        client.post("/stop", {"typed": "816 555 0999"}, environ_base=elsewhere)
    page = client.post("/stop", {"typed": "816 555 0171"}, environ_base=elsewhere).text
    assert "Too many tries" in page


def test_a_person_reads_exactly_what_would_come(client, database, fair):
    client.sign_in_as("seeker", fair.seekers[0])
    page = client.get("/me/messages").text
    assert f"Westside Job Fair, Jun 6: 9:00am booth A1. Your code: {fair.codes[0]}. STOP" in page
    assert "6 jun: 9:00am mesa A1" in client.get("/me/messages?lang=es").text


def test_a_person_says_yes_and_no_by_themselves(client, database, fair):
    client.sign_in_as("seeker", fair.seekers[3])
    assert "Messages about my times" in client.get("/me/").text
    client.post("/me/messages", {"wants": "yes"})
    assert "no phone number or e-mail" in client.get("/me/messages").text
    with database.read() as session:
        assert session.get_one(Seeker, fair.seekers[3]).wants_messages
    client.post("/me/messages", {"wants": "no"})
    with database.read() as session:
        assert not session.get_one(Seeker, fair.seekers[3]).wants_messages
    data = client.sign_in_as("seeker", fair.seekers[0]).get("/me/data.json").text
    assert "_sealed" not in data


def test_nothing_of_a_message_is_logged(database, fair, caplog):
    caplog.set_level("DEBUG")
    logging.getLogger(__name__).debug("heard")
    publish(database, fair.id)
    assert "heard" in caplog.text
    assert fair.codes[0] not in caplog.text
    assert "5550171" not in caplog.text
