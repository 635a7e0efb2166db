"""Sending: a real mail server and a real web address take messages; retries, quiet hours, STOP, and once."""

import json
import socketserver
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from jobfair import outbox, tasks
from jobfair.carriers import CarrierError, Carriers
from jobfair.outbox import SEND, Message
from jobfair.quiet_hours import QuietHours
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import address_for
from jobfair.sending import BACK_OFF, LETTERS_KEPT, LOST_AFTER, Post, work_on_messages
from jobfair.tasks import Job
from tests.factories import make_fair, make_seeker
from tests.interviews.planning import give_contact

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # by apprise
pytest.importorskip("apprise", reason="the extra `messages` is not installed")

NOON = datetime(2026, 6, 5, 17, 0, tzinfo=UTC)
NIGHT = datetime(2026, 6, 6, 3, 0, tzinfo=UTC)
ZONE = "America/Chicago"
LOUD = QuietHours(time(0), time(0))


class Mailbox(socketserver.StreamRequestHandler):
    """Enough of a mail server (RFC 5321) to take letters."""

    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                letter = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    letter += part
                self.server.letters.append(letter.decode())
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            elif word == b"RCPT":
                self.server.receivers.append(line.decode().strip())
                self.say("250 fine")
            else:
                self.say("250 fine")

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class Inbox(BaseHTTPRequestHandler):
    """Takes what is posted, or refuses it while `refuse` is set."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.refuse:
            self.server.taken.append((self.path, json.loads(body)))
        self.send_response(503 if self.server.refuse else 200)
        self.end_headers()

    def log_message(self, *_):
        """Be silent."""


@contextmanager
def served(server):
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def inbox():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    server.taken, server.refuse = [], False
    with served(server):
        yield server


@pytest.fixture
def mailbox():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox)
    server.daemon_threads = True
    server.letters, server.receivers = [], []
    with served(server):
        yield server


@pytest.fixture
def person(database):
    """A seeker who wants messages, and a fair; ids."""
    with database.write() as session:
        fair = make_fair(session)
        seeker = make_seeker(session, fair)
        give_contact(session, seeker.id, "816 555 0171")
        return seeker.id, fair.id


def texts_to(inbox):
    return Carriers(text=f"json://127.0.0.1:{inbox.server_port}/{{to}}")


def put(database, person=None, **values):
    given = {
        "carrier": "text",
        "kind": "interviews",
        "address": "+18165550171",
        "subject": "Westside Job Fair",
        "body": "Westside Job Fair: 9:40am booth A1.",
        "now": NOON,
    }
    if person:
        given |= {"seeker_id": person[0], "fair_id": person[1], "time_zone": ZONE}
    with database.write() as session:
        return outbox.send(session, **(given | values)).id


def work(database, carriers, now=NOON, quiet=QuietHours()):  # noqa: B008 - frozen
    """Run every waiting job of sending that is due."""
    post = Post(carriers, quiet, address_for, clock=lambda: now)
    results = []
    with database.read() as session:
        due = (Job.kind == SEND, Job.state == "waiting")
        waiting = [job.id for job in session.scalars(select(Job).where(*due)) if (job.due_at or now) <= now]
    for job_id in waiting:
        with database.write() as session:
            session.get_one(Job, job_id).due_at = None  # the worker's own clock is another one
        assert tasks.run(database, {SEND: partial(work_on_messages, post=post)}, job_id)
        with database.read() as session:
            results.append(session.get_one(Job, job_id).result)
    return results


def message(database, message_id):
    with database.read() as session:
        found = session.get_one(Message, message_id)
        session.expunge(found)
        return found


def next_go(database):
    with database.read() as session:
        return session.scalar(select(Job.due_at).where(Job.kind == SEND, Job.state == "waiting"))


def test_a_text_goes_out_once(database, inbox, person):
    sent = put(database, person)
    assert work(database, texts_to(inbox)) == [{"sent": 1, "failed": 0}]
    ((path, body),) = inbox.taken
    assert path in {"/+18165550171", "/%2B18165550171"}
    assert body["message"] == "Westside Job Fair: 9:40am booth A1. STOP: no more/no mas."
    assert body["title"] == ""
    found = message(database, sent)
    assert (found.state, found.sent_at, found.tries) == ("sent", NOON, 1)
    assert next_go(database) is None
    assert work(database, texts_to(inbox)) == []
    assert len(inbox.taken) == 1


def test_a_letter_goes_through_a_mail_server(database, mailbox, person):
    with database.write() as session:
        give_contact(session, person[0], "Ana <ana@example.org>")
    sent = put(database, person, carrier="mail", address="ana@example.org", body="9:40am mesa A1")
    port = mailbox.server_address[1]
    work(
        database,
        Carriers(
            mail=f"mailto://127.0.0.1:{port}?from=fair@example.org&to={{to}}&mode=insecure",
            stop_page="https://fair.example.org/stop",
        ),
    )
    assert message(database, sent).state == "sent"
    assert "ana@example.org" in mailbox.receivers[0]
    assert "Subject: Westside Job Fair" in mailbox.letters[0]
    assert "STOP: https://fair.example.org/stop" in mailbox.letters[0]


def test_what_is_refused_is_tried_later_and_later(database, inbox, person, caplog):
    sent = put(database, person)
    inbox.refuse, now = True, NOON
    for tries, pause in enumerate(BACK_OFF, start=1):
        assert work(database, texts_to(inbox), now, LOUD) == [{"sent": 0, "failed": 1}]
        found = message(database, sent)
        assert (found.state, found.tries, found.due_at) == ("queued", tries, now + pause)
        assert next_go(database) == now + pause
        now += pause
    work(database, texts_to(inbox), now, LOUD)
    assert message(database, sent).state == "failed"
    assert next_go(database) is None
    assert "booth A1" not in caplog.text
    assert "555" not in caplog.text


def test_nobody_is_woken(database, inbox, person):
    sent = put(database, person, now=NIGHT)
    asked = put(database, address="+18165550172", now=NIGHT)
    assert work(database, texts_to(inbox), NIGHT) == [{"sent": 1, "failed": 0}]
    assert message(database, asked).state == "sent", "who asked just now is awake"
    morning = datetime(2026, 6, 6, 13, 0, tzinfo=UTC)
    assert (message(database, sent).state, next_go(database)) == ("queued", morning)
    work(database, texts_to(inbox), morning)
    assert message(database, sent).state == "sent"


def test_stop_counts_at_the_last_moment(database, inbox, person):
    sent = put(database, person)
    with database.write() as session:
        session.get_one(Seeker, person[0]).wants_messages = False
    work(database, texts_to(inbox))
    assert message(database, sent).state == "stopped"
    assert inbox.taken == []


def test_a_number_that_somebody_gave_up_gets_nothing(database, inbox, person):
    sent = put(database, person)
    with database.write() as session:
        give_contact(session, person[0], "ana@example.org")
    work(database, texts_to(inbox))
    assert (message(database, sent).state, inbox.taken) == ("stopped", [])
    sent = put(database, person)
    with database.write() as session:
        give_contact(session, person[0], "816 555 0199")
    work(database, texts_to(inbox))
    assert message(database, sent).state == "sent"
    assert "8165550199" in inbox.taken[0][0]


def test_what_is_too_late_is_not_sent(database, inbox, person):
    late = put(database, person, good_until=NOON)
    work(database, texts_to(inbox))
    assert (message(database, late).state, inbox.taken) == ("stopped", [])
    soon = put(database, person, good_until=NOON + BACK_OFF[0])
    inbox.refuse = True
    work(database, texts_to(inbox))
    failed = message(database, soon)
    assert (failed.state, failed.tries, failed.is_doubtful) == ("failed", 1, False), (
        "the team is told in time"
    )


def test_old_letters_to_users_are_forgotten(database, inbox, person):
    old, told = put(database, person=None), put(database, person)
    with database.write() as session:
        for one in (old, told):
            session.get_one(Message, one).created_at = NOON - LETTERS_KEPT - timedelta(seconds=1)
    work(database, texts_to(inbox))
    with database.read() as session:
        assert session.get(Message, old) is None
    assert message(database, told).state == "sent"


def test_all_that_failed_is_tried_again_but_for_what_may_have_arrived(database, inbox, person):
    failed, lost, late = (put(database, person, good_until=end) for end in (None, None, NOON))
    with database.write() as session:
        for one in (failed, lost, late):
            session.get_one(Message, one).state = "failed"
        session.get_one(Message, lost).due_at = NOON
        assert outbox.try_all_again(session, NOON, fair_id=person[1]) == 1
        assert outbox.try_all_again(session, NOON) == 0
    work(database, texts_to(inbox))
    assert [message(database, one).state for one in (failed, lost, late)] == ["sent", "failed", "failed"]


def test_without_a_carrier_messages_wait(database, inbox):
    texts, paper = put(database), put(database, carrier="paper", address="")
    assert work(database, Carriers()) == [{"sent": 0, "failed": 0}]
    assert next_go(database) is None
    assert [message(database, one).state for one in (texts, paper)] == ["queued", "queued"]


def test_a_message_lost_with_its_worker_is_not_sent_again(database, inbox, person):
    sent = put(database, person)
    with database.write() as session:
        row = session.get_one(Message, sent)
        row.state, row.due_at = "sending", NOON - LOST_AFTER - timedelta(seconds=1)
    work(database, texts_to(inbox))
    assert message(database, sent).is_doubtful
    assert inbox.taken == []


def test_one_job_is_enough_for_many_messages(database):
    for number in range(3):
        put(database, address=f"+1816555017{number}")
    with database.read() as session:
        assert len(session.scalars(select(Job).where(Job.kind == SEND)).all()) == 1


def test_a_carrier_nobody_knows_says_so_without_its_secrets():
    with pytest.raises(CarrierError, match="not one that apprise knows") as raised:
        Carriers(text="nosuch://secret@{to}").carry("text", "+18165550171", "", "Hello")
    assert "secret" not in str(raised.value)
    assert Carriers(mail="x").names() == {"mail"}
    assert "secret" not in repr(Carriers(text="nosuch://secret@{to}"))
