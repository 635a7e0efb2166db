"""The pages of accounts, used as a person would."""

import re

from jobfair import outbox
from jobfair.accounts import actions
from tests.conftest import NOW
from tests.factories import make_user

PASSWORD = "orange tractor river seven"


def make_account(database, locale="en"):
    with database.write() as session:
        return actions.create_user(
            session, email="dana@example.org", name="Dana", password=PASSWORD, now=NOW, locale=locale
        ).id


def test_signing_in_and_out(client, database):
    make_account(database)
    page = client.post("/sign-in?next=/", {"email": "dana@example.org", "password": PASSWORD})
    assert "Your fairs" in page.text
    assert "Sign out" in page.text
    cookie = client.flask.get_cookie("session").value
    client.post("/sign-out")
    client.flask.set_cookie("session", cookie)
    assert "Sign out" not in client.get("/").text, "a cookie copied before signing out must be worth nothing"


def test_wrong_password_keeps_the_address_and_says_what_is_wrong(client, database):
    make_account(database)
    page = client.post("/sign-in", {"email": "dana@example.org", "password": "no"})
    assert "do not fit together" in page.text
    assert 'value="dana@example.org"' in page.text
    assert "<title>Error:" in page.text


def test_empty_form_names_both_fields(client):
    page = client.post("/sign-in", {})
    assert page.text.count("Please answer this.") == 4, "each in the summary and at its field"


def test_never_sends_people_to_another_site(client, database):
    make_account(database)
    for target in ("https://example.com", "//example.com", "/\\example.com"):
        answer = client.post(
            f"/sign-in?next={target}",
            {"email": "dana@example.org", "password": PASSWORD},
            status=302,
            follow=False,
        )
        assert answer.headers["Location"] == "/"


def test_password_by_link_in_spanish(client, database):
    make_account(database, "es")
    client.post("/password/forgot", {"email": "dana@example.org"})
    with database.read() as session:
        _, text = outbox.read(session, outbox.unsent(session)[0])
    link = re.search(r"http://127.0.0.1:5000(/password/\S+)", text).group(1)
    assert "contraseña" in client.get(link + "?lang=es").text
    client.post(link, {"password": "short"})
    client.post(link, {"password": "green ladder window nine"})
    client.get(link, status=404)
    client.post("/sign-in", {"email": "dana@example.org", "password": "green ladder window nine"})


def test_sign_in_link_is_not_used_up_by_a_look_ahead(client, database, clock):
    with database.write() as session:
        user = make_user(session)
        token = actions.make_link(
            session, "sign-in", ("user", user.id), lasts=actions.RESET_LINK_LASTS, now=clock()
        )
    assert client.flask.head(f"/link/{token}").status_code == 405
    assert client.flask.get(f"/link/{token}", headers={"Sec-Purpose": "prefetch"}).status_code == 405
    assert "Your fairs" in client.get(f"/link/{token}").text
    client.get(f"/link/{token}", status=404)


def test_forgery_is_refused(app, client, database):
    make_account(database)
    app.config["WTF_CSRF_ENABLED"] = True
    page = client.post("/sign-in", {"email": "dana@example.org", "password": PASSWORD}, status=400)
    assert "open for too long" in page.text


def test_an_address_with_a_null_byte_is_only_unknown(client):
    page = client.post("/sign-in", {"email": "dana\0@example.org", "password": "x\0"})
    assert "E-mail and password do not fit together." in page.text
