"""How often somebody may try: by account and device, by network, on the whole site, and letters."""

from datetime import timedelta

import pytest

from jobfair import outbox
from jobfair.accounts import actions
from jobfair.accounts.throttling import NETWORK_LIMIT, SITE_LIMIT, Client, count, has_room
from jobfair.errors import NotAllowed
from jobfair.seekers.actions import MOST_FAILURES, set_second_factor, sign_in_seeker
from tests.conftest import NOW
from tests.factories import make_seeker

PASSWORD = "orange tractor river seven"
DANA = "dana@example.org"
NETWORK = "203.0.113.7"
ANYBODY = Client()
HOME = Client(NETWORK, "phone")


def make_account(session):
    return actions.create_user(session, email=DANA, name="Dana", password=PASSWORD, now=NOW)


def sign_in(session, password=PASSWORD, client=ANYBODY, now=NOW, email=DANA):
    return actions.sign_in_user(session, email, password, now, client)


def counted(session, key, limit, times):
    for _ in range(times):
        count(session, key, limit, NOW)


def test_one_network_cannot_try_one_secret_with_every_account(session):
    make_account(session)
    counted(session, f"network:{NETWORK}", NETWORK_LIMIT, NETWORK_LIMIT.at_once - 1)
    assert sign_in(session, "wrong", Client(NETWORK), email="one@example.org") is None
    with pytest.raises(NotAllowed, match="just now"):
        sign_in(session, client=Client(NETWORK))
    assert sign_in(session, client=Client("203.0.113.8")), "another network is not concerned"
    later = NOW + NETWORK_LIMIT.then_each
    assert sign_in(session, "wrong", Client(NETWORK), later, "two@example.org") is None
    with pytest.raises(NotAllowed):
        sign_in(session, client=Client(NETWORK), now=later)


def test_many_networks_cannot_either(session):
    make_account(session)
    counted(session, "site", SITE_LIMIT, SITE_LIMIT.at_once - 1)
    assert sign_in(session, "wrong", email="one@example.org") is None
    with pytest.raises(NotAllowed, match="just now"):
        sign_in(session, client=Client("198.51.100.1"))
    assert sign_in(session, client=HOME), "a device that was here before gets in"
    assert sign_in(session, now=NOW + SITE_LIMIT.then_each)


def test_right_answers_are_not_counted(session):
    make_account(session)
    counted(session, f"network:{NETWORK}", NETWORK_LIMIT, NETWORK_LIMIT.at_once - 1)
    for _ in range(3):
        assert sign_in(session, client=Client(NETWORK))
    assert has_room(session, f"network:{NETWORK}", NETWORK_LIMIT, NOW)


def test_what_is_counted_fades(session):
    counted(session, "x", NETWORK_LIMIT, NETWORK_LIMIT.at_once)
    assert not has_room(session, "x", NETWORK_LIMIT, NOW)
    count(session, "x", NETWORK_LIMIT, NOW + timedelta(days=1))
    counted(session, "x", NETWORK_LIMIT, NETWORK_LIMIT.at_once - 2)
    assert has_room(session, "x", NETWORK_LIMIT, NOW + timedelta(days=1))


def test_a_stranger_does_not_lock_the_owner_out(session):
    seeker = make_seeker(session)
    set_second_factor(session, seeker, "pin", "4071", now=NOW, actor=("seeker", seeker.id))
    moment = NOW
    for _ in range(MOST_FAILURES):
        assert sign_in_seeker(session, seeker.code, "pin", "9999", moment) is None
        moment += timedelta(minutes=31)
    with pytest.raises(NotAllowed, match="help desk"):
        sign_in_seeker(session, seeker.code, "pin", "4071", moment)
    assert sign_in_seeker(session, seeker.code, "pin", "9999", moment, HOME) is None
    assert sign_in_seeker(session, seeker.code, "pin", "4071", moment, HOME)
    with pytest.raises(NotAllowed, match="help desk"):
        sign_in_seeker(session, seeker.code, "pin", "4071", moment)


def test_after_five_wrong_tries_a_known_device_is_like_any_other(session):
    make_account(session)
    for _ in range(10):
        assert sign_in(session, "wrong", HOME) is None
    with pytest.raises(NotAllowed, match="Try again in"):
        sign_in(session, client=HOME)
    later = NOW + timedelta(minutes=2)
    assert sign_in(session, client=HOME, now=later)
    for _ in range(5):
        sign_in(session, "wrong", now=later)
    assert sign_in(session, client=HOME, now=later), "after a right answer it has tries of its own again"


def ask(session, email=DANA, now=NOW, network=None):
    actions.ask_for_password_link(
        session, email, link_to=str, letter=("S", "%(link)s"), now=now, network=network
    )
    return len(outbox.unsent(session))


def test_few_letters_go_to_one_address(session):
    make_account(session)
    assert [ask(session) for _ in range(5)] == [1, 2, 3, 3, 3]
    assert ask(session, now=NOW + timedelta(minutes=20)) == 4


def test_few_letters_are_asked_for_from_one_network(session):
    make_account(session)
    for number in range(actions.LETTERS_FROM_NETWORK.at_once):
        assert ask(session, f"nobody{number}@example.org", network=NETWORK) == 0
    with pytest.raises(NotAllowed, match="Too many letters"):
        ask(session, network=NETWORK)
    assert ask(session, network="203.0.113.8") == 1
    assert ask(session, network=NETWORK, now=NOW + actions.LETTERS_FROM_NETWORK.then_each) == 2


def test_the_pages_know_a_device_again(client, new_client, database):
    with database.write() as session:
        make_account(session)
    right = {"email": DANA, "password": PASSWORD}
    client.post("/sign-in", right)
    client.post("/sign-out")
    stranger = new_client()
    for _ in range(5):
        stranger.post("/sign-in", {"email": DANA, "password": "wrong"})
    assert "Too many wrong tries" in stranger.post("/sign-in", right).text
    assert "Sign out" in client.post("/sign-in", right).text


def test_the_pages_know_the_network(client, database):
    elsewhere = {"REMOTE_ADDR": NETWORK}
    with database.write() as session:
        make_account(session)
        counted(session, f"network:{NETWORK}", NETWORK_LIMIT, NETWORK_LIMIT.at_once)
        counted(session, f"letters-from:{NETWORK}", actions.LETTERS_FROM_NETWORK, 20)
    right = {"email": DANA, "password": PASSWORD}
    assert "just now" in client.post("/sign-in", right, environ_base=elsewhere).text
    letter = client.post("/password/forgot", {"email": DANA}, environ_base=elsewhere)
    assert "Too many letters" in letter.text
    assert "Sign out" in client.post("/sign-in", right).text
