"""The outbox: messages wait in the transaction that caused them, sealed, and once only."""

from sqlalchemy import select

from jobfair import outbox
from jobfair.outbox import Message
from tests.conftest import NOW


def put(session, **values):
    given = {
        "carrier": "mail",
        "kind": "test",
        "address": "dana@example.org",
        "subject": "Hello",
        "body": "Open http://fair/x",
        "now": NOW,
    }
    return outbox.send(session, **(given | values))


def test_keeps_messages_sealed_and_in_order(session):
    first, second = put(session), put(session, address="eli@example.org")
    assert outbox.unsent(session) == [first, second]
    assert outbox.read(session, second) == ("eli@example.org", "Hello\n\nOpen http://fair/x")
    stored = session.execute(select(Message.address_sealed, Message.text_sealed)).all()
    assert not any(b"example.org" in part or b"http" in part for row in stored for part in row)
    first.state = "sent"
    assert outbox.unsent(session) == [second]


def test_stores_the_same_message_once(session):
    assert put(session, idempotency_key="plan-1:seeker-2")
    assert put(session, idempotency_key="plan-1:seeker-2") is None
    assert len(outbox.unsent(session)) == 1


def test_nothing_is_left_when_the_transaction_is_undone(session):
    put(session)
    session.rollback()
    assert outbox.unsent(session) == []
