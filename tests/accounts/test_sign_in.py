"""Sign-in: what lets people in, what keeps them out, and that nothing tells the two apart from outside."""

from datetime import timedelta

import pytest

from jobfair import outbox
from jobfair.accounts import actions, queries
from jobfair.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import NOW
from tests.factories import make_user

PASSWORD = "orange tractor river seven"


def make_account(session, email="dana@example.org"):
    return actions.create_user(session, email=email, name="Dana", password=PASSWORD, now=NOW)


def test_signs_in_with_any_case_of_the_address(session):
    make_account(session)
    token = actions.sign_in_user(session, " DANA@example.org ", PASSWORD, NOW)
    assert queries.sign_in_by_token(session, token, NOW).subject_kind == "user"
    assert queries.sign_in_by_token(session, token, NOW + timedelta(hours=13)) is None


def test_locks_an_account_after_five_wrong_tries_and_a_helper_lifts_it(session):
    make_account(session)
    for _ in range(5):
        assert actions.sign_in_user(session, "dana@example.org", "wrong", NOW) is None
    with pytest.raises(NotAllowed, match="Too many wrong tries"):
        actions.sign_in_user(session, "dana@example.org", PASSWORD, NOW)
    actions.lift_lock(session, "user:dana@example.org")
    assert actions.sign_in_user(session, "dana@example.org", PASSWORD, NOW)


def test_locks_an_unknown_account_alike(session):
    for _ in range(5):
        assert actions.sign_in_user(session, "nobody@example.org", "wrong", NOW) is None
    with pytest.raises(NotAllowed):
        actions.sign_in_user(session, "nobody@example.org", "wrong", NOW)


def test_the_lock_grows_and_ends(session):
    make_account(session)
    moment = NOW
    for _ in range(5):
        actions.sign_in_user(session, "dana@example.org", "wrong", moment)
    for minutes in (1, 2, 4, 8, 16, 30, 30):
        with pytest.raises(NotAllowed) as caught:
            actions.sign_in_user(session, "dana@example.org", PASSWORD, moment)
        assert caught.value.values["minutes"] == minutes + 1
        moment += timedelta(minutes=minutes)
        assert actions.sign_in_user(session, "dana@example.org", "wrong", moment) is None
    moment += timedelta(minutes=30)
    assert actions.sign_in_user(session, "dana@example.org", PASSWORD, moment)


def test_a_second_account_for_an_address_is_refused(session):
    make_account(session)
    with pytest.raises(Conflict):
        make_account(session, "DANA@example.org")


@pytest.mark.parametrize("email", ["", "dana", "dana@", "a b@example.org"])
def test_refuses_what_is_no_address(session, email):
    with pytest.raises(Invalid):
        actions.create_user(session, email=email, name="", now=NOW)


@pytest.mark.parametrize("password", ["short", "a" * 300, "aaaaaaaaaaaaaaaaaaaa", "password 12345678"])
def test_refuses_weak_passwords(session, password):
    with pytest.raises(Invalid) as caught:
        actions.create_user(session, email="dana@example.org", name="Dana", password=password, now=NOW)
    assert caught.value.field == "password"


def test_a_password_link_works_once_and_ends_other_sign_ins(session):
    user = make_account(session)
    old = actions.sign_in_user(session, user.email, PASSWORD, NOW)
    sent = []
    actions.ask_for_password_link(
        session,
        user.email,
        link_to=lambda token: sent.append(token) or token,
        letter=("S", "L: %(link)s"),
        now=NOW,
    )
    assert outbox.read(session, outbox.unsent(session)[0]) == (user.email, f"S\n\nL: {sent[0]}")
    with pytest.raises(Invalid):
        actions.set_password(session, sent[0], "short", NOW)
    actions.set_password(session, sent[0], "green ladder window nine", NOW)
    assert queries.sign_in_by_token(session, old, NOW) is None
    assert actions.sign_in_user(session, user.email, "green ladder window nine", NOW)
    with pytest.raises(NotFound):
        actions.set_password(session, sent[0], "blue ladder window nine", NOW)


def test_a_new_password_ends_older_links(session):
    user, other = make_account(session), make_user(session)
    links = [
        actions.make_link(session, "password", ("user", who.id), lasts=timedelta(days=7), now=NOW)
        for who in (user, user, other)
    ]
    actions.set_password(session, links[1], "green ladder window nine", NOW)
    assert queries.usable_link(session, links[0], "password", NOW) is None
    assert queries.usable_link(session, links[2], "password", NOW)


def test_no_letter_goes_to_an_unknown_address(session):
    actions.ask_for_password_link(session, "x@example.org", link_to=str, letter=("S", "%(link)s"), now=NOW)
    assert outbox.unsent(session) == []


def test_a_sign_in_link_works_once_and_ends(session):
    user = make_account(session)
    token = actions.make_link(session, "sign-in", ("user", user.id), lasts=timedelta(hours=1), now=NOW)
    with pytest.raises(NotFound):
        actions.use_sign_in_link(session, token, NOW + timedelta(hours=2))
    assert queries.sign_in_by_token(session, actions.use_sign_in_link(session, token, NOW), NOW)
    with pytest.raises(NotFound):
        actions.use_sign_in_link(session, token, NOW)
