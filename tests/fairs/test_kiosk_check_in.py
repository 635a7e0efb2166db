"""Checking in at a kiosk: the code alone, on the day of the fair; opens nothing and tells no name."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from jobfair.accounts.models import AuditEntry, SignIn
from jobfair.accounts.throttling import Limit
from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.seekers.models import Seeker
from tests.factories import make_seeker
from tests.fairs.kiosk import address, fair_of_two, made_a_kiosk, open_page, without_tokens


@pytest.fixture
def fair(database):
    return fair_of_two(database)


@pytest.fixture
def kiosk(client, fair):
    return made_a_kiosk(client, fair)


@pytest.fixture
def on_the_day(clock):
    """The morning of the fair."""
    clock.time = datetime(2026, 6, 6, 14, 5, tzinfo=UTC)
    return clock


def check_in(kiosk, fair, code="K7-MAPLE"):
    return kiosk.post(address(fair, "/check-in"), {"code": code}).text


def times_here(database):
    with database.read() as session:
        rows = session.query(SeekerAttendance).join(Seeker).order_by(Seeker.code)
        return {row.seeker.code: row.checked_in_at for row in rows}


def test_the_code_alone_checks_in_once_and_tells_no_name(kiosk, fair, on_the_day, database):
    assert "Check in: type your code" in kiosk.get(address(fair, "/check-in")).text
    first = on_the_day.time
    page = check_in(kiosk, fair, " k7maple ")
    assert "You are checked in" in page
    assert "It is 9:05\u202fAM. Welcome!" in page
    assert "K7-MAPLE" in page
    assert "Ana" not in page
    on_the_day.time += timedelta(minutes=20)
    assert "You checked in at 9:05\u202fAM. You are all set." in check_in(kiosk, fair)
    assert times_here(database) == {"B2-RIVER": None, "K7-MAPLE": first}
    with database.read() as session:
        noted = [entry for entry in session.query(AuditEntry) if entry.action == "seeker.check_in"]
        assert [(one.actor_kind, one.object_kind, one.fair_id) for one in noted] == [
            ("seeker", "seeker", fair["id"])
        ]
        assert session.query(SignIn).count() == 0, "a code alone opens nothing"
    assert "I have a code" in kiosk.get("/me/").text


def test_who_has_just_come_is_welcomed_though_the_clock_goes_on(kiosk, fair, on_the_day):
    ticks = count()
    kiosk.app.extensions["jobfair.clock"] = lambda: on_the_day.time + timedelta(milliseconds=next(ticks))
    assert "It is 9:05\u202fAM. Welcome!" in check_in(kiosk, fair)
    assert "You checked in at 9:05\u202fAM. You are all set." in check_in(kiosk, fair)


def test_no_code_is_no_wrong_try(kiosk, fair, on_the_day, monkeypatch):
    monkeypatch.setattr("jobfair.accounts.throttling.SITE_LIMIT", Limit(1, timedelta(minutes=1)))
    for typed in ("", "  ", ""):
        assert "Type your code." in check_in(kiosk, fair, typed)
    assert "This did not work." in check_in(kiosk, fair, "B2-RIVAR")
    assert "Too many wrong tries just now." in check_in(kiosk, fair, "B2-RIVER")
    assert "Type your code." in check_in(kiosk, fair, "")


def test_checking_in_leads_on_to_the_times_or_back_to_the_first_screen(kiosk, fair, on_the_day):
    page = check_in(kiosk, fair)
    assert re.search(r'action="[^"]*/kiosk/code".*name="code" value="K7-MAPLE"', page, re.DOTALL)
    assert "Now your PIN or birthday" in kiosk.post(address(fair, "/code"), {"code": "K7-MAPLE"}).text
    done = kiosk.post(address(fair, "/finish")).text
    assert "I have a code" in done
    assert "K7-MAPLE" not in done


def test_every_key_of_checking_in_works_without_scripts_and_languages_keep_the_page(kiosk, fair, on_the_day):
    page = kiosk.post(address(fair, "/check-in"), {"code": "K7MAPL", "key": "E"}).text
    assert 'value="K7MAPLE"' in page
    assert f'action="{address(fair, "/check-in")}"' in page
    spanish = kiosk.post(address(fair, "/check-in?lang=es"), {"code": "K7MAPLE", "switch-language": ""}).text
    assert "Escriba su código" in spanish
    assert 'value="K7MAPLE"' in spanish
    assert "Su llegada quedó registrada" in kiosk.post(address(fair, "/check-in"), {"code": "K7MAPLE"}).text


def test_a_wrong_code_one_of_another_fair_and_a_locked_one_tell_nothing(kiosk, fair, on_the_day, database):
    with database.write() as session:
        make_seeker(session, session.get_one(Fair, fair["elsewhere"]), code="C3-STONE")
    assert "Type your code." in check_in(kiosk, fair, " ")
    unknown, elsewhere = check_in(kiosk, fair, "C3-STOVE"), check_in(kiosk, fair, "C3-STONE")
    assert "This did not work. Look at your code again, or ask the help desk." in unknown
    assert without_tokens(unknown).replace("C3-STOVE", "C3-STONE") == without_tokens(elsewhere)
    for _ in range(5):
        open_page(kiosk, fair, "B2-RIVER", "0704")
    assert "Too many wrong tries" in check_in(kiosk, fair, "B2-RIVER")
    assert set(times_here(database).values()) == {None}


def test_wrong_codes_lock_nobody_out_and_stop_who_tries_many(kiosk, fair, on_the_day, monkeypatch):
    for _ in range(8):
        check_in(kiosk, fair, "B2-RIVAR")
        check_in(kiosk, fair, "K7-MAPEL")
    assert "You are checked in" in check_in(kiosk, fair)
    assert "Hello Ana" in open_page(kiosk, fair).text
    kiosk.post(address(fair, "/finish"))
    monkeypatch.setattr("jobfair.accounts.throttling.SITE_LIMIT", Limit(20, timedelta(minutes=1)))
    for _ in range(4):
        assert "This did not work." in check_in(kiosk, fair, "B2-RIVAR")
    assert "Too many wrong tries just now." in check_in(kiosk, fair, "B2-RIVER")
    on_the_day.time += timedelta(minutes=1)
    assert "You are checked in" in check_in(kiosk, fair, "B2-RIVER")


def test_a_right_code_forgets_no_wrong_pin(kiosk, fair, on_the_day):
    for _ in range(4):
        open_page(kiosk, fair, "B2-RIVER", "0704")
    assert "You are checked in" in check_in(kiosk, fair, "B2-RIVER")
    open_page(kiosk, fair, "B2-RIVER", "0704")
    assert "Too many wrong tries" in open_page(kiosk, fair, "B2-RIVER", "0703").text


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (datetime(2026, 6, 6, 4, 59, tzinfo=UTC), "On the day of the fair you can check in here: Saturday"),
        (datetime(2026, 6, 7, 5, 0, tzinfo=UTC), "This fair is over."),
    ],
    ids=["the evening before", "the night after"],
)
def test_nobody_checks_in_on_another_day(kiosk, fair, clock, database, moment, sentence):
    clock.time = moment
    first = kiosk.get(address(fair)).text
    assert sentence in first
    assert "I am here: check in" not in first
    assert sentence in kiosk.get(address(fair, "/check-in")).text
    assert sentence in check_in(kiosk, fair)
    assert set(times_here(database).values()) == {None}


def test_the_first_screen_offers_it_in_both_languages_on_the_day(kiosk, fair, on_the_day):
    first = kiosk.get(address(fair)).text
    assert "I am here: check in" in first
    assert "Ya llegué" in first
    assert "On the day of the fair" not in first


def test_checking_in_warns_and_wipes_like_the_other_pages(kiosk, fair, on_the_day):
    page = kiosk.post(address(fair, "/check-in"), {"code": "K7-MAPLE"})
    assert page.headers["Cache-Control"] == "no-store"
    assert '<noscript><meta http-equiv="refresh" content="120; url=' in page.text
    assert 'value="K7-MAPLE"' in page.text
    assert (
        'value="K7-MAPLE"' not in kiosk.post(address(fair, f"/stay?next={address(fair, '/check-in')}")).text
    )
