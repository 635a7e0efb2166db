"""The kiosk in a real browser: the warning comes in time, everything is wiped, and "back" shows nothing."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from jobfair.fairs.models import Fair, SeekerAttendance
from jobfair.seekers import actions
from jobfair.seekers.models import Seeker
from tests.browser.conftest import ARGUMENTS, program
from tests.browser.looking import SIDEWAYS, SMALL, follow, violations
from tests.conftest import NOW

pytestmark = pytest.mark.browser

PIN = "4071"
#: a browser needs a moment for a page of its own, such as the one that asks before a form is sent once more
LOOKS = 20


@pytest.fixture(scope="module")
def chromium(chromium):
    """A Chromium that keeps whole pages for the back button, as people's do."""
    browser = chromium.browser_type.launch(
        executable_path=program(), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture
def person(own_site):
    """Somebody of the world with a PIN: code and name."""
    own_site.app.config.update(KIOSK_QUIET_SECONDS=2, KIOSK_WARNING_SECONDS=2)
    with own_site.database.write() as session:
        seeker = session.get_one(Seeker, own_site.world.ours.values["seeker_id"])
        actions.set_second_factor(session, seeker, "pin", PIN, now=NOW, actor=("system", None))
        return seeker.code, seeker.called_name


@pytest.fixture
def the_day(own_site):
    """The fair is today."""
    with own_site.database.write() as session:
        session.get_one(Fair, own_site.world.ours.fair_id).date = NOW.date()


@pytest.fixture
def start(own_site, visit):
    """Opens a browser that an organizer turned into a kiosk."""

    def start_kiosk(**how):
        page = visit(own_site, "organizer", **how)
        page.goto(f"/fairs/{own_site.world.ours.fair_id}/kiosk/start")
        follow(page, "main form button")
        return page

    return start_kiosk


def first_screen(site):
    return re.compile(rf"/fairs/{site.world.ours.fair_id}/kiosk$")


def press(page, keys):
    for key in keys:
        if key != "-":
            page.click(f'button[name=key][value="{key}"]')


def come_back(page, person, *, by_keys):
    page.click("text=I have a code")
    if by_keys:
        press(page, person[0])
        page.click(".kiosk-next")
        press(page, PIN)
    else:
        page.fill("#typed", person[0])
        page.click(".kiosk-next")
        page.fill("#typed", PIN)
    page.click(".kiosk-next")
    page.wait_for_url(re.compile("/(me|my-schedule)"))


def shown(page):
    """What a page shows once it has come to rest."""
    for _ in range(LOOKS):
        with suppress(Error):
            page.wait_for_load_state()
            return page.content()
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} does not come to rest")


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_without_a_press_it_warns_and_then_wipes(own_site, start, person, script):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=6)
    page = start(script=script)
    come_back(page, person, by_keys=not script)
    private = page.url
    page.goto("/me/")
    assert person[1] in page.content()
    if script:
        page.wait_for_selector("#still-there[open]")
        assert violations(page) == []
    else:
        page.wait_for_url(re.compile("/still-there"))
    page.wait_for_url(first_screen(own_site))
    assert person[1] not in page.content()
    for _ in range(4):
        with suppress(Error):  # a page that a form led to: the browser asks before it sends that once more
            page.go_back(wait_until="load")
        assert not {fact for fact in person if fact in shown(page)}
    page.goto(private)
    assert person[1] not in page.content()
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    assert "device" not in cookies


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_what_somebody_new_typed_and_never_saved_is_wiped(own_site, start, person, script):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=4)
    page = start(script=script)
    page.click("text=I am new here")
    page.click("main .btn-primary")
    page.click("main [type=submit]")
    page.fill("[name=called_name]", "Half a name")
    page.wait_for_url(first_screen(own_site))
    addresses = []
    for _ in range(3):
        with suppress(Error):
            page.go_back(wait_until="load")
        assert "Half a name" not in shown(page)
        assert "Half a name" not in [one.input_value() for one in page.locator("input").all()]
        addresses.append(page.url)
    assert any("/register" in one for one in addresses), "no page of before was seen again"


def test_more_time_keeps_what_is_typed(own_site, start, person):
    own_site.app.config.update(KIOSK_WARNING_SECONDS=30)
    page = start()
    come_back(page, person, by_keys=False)
    page.goto("/me/profile")
    page.fill("#called_name", "Half a na")
    page.wait_for_selector("#still-there[open]")
    page.click("#still-there button")
    page.wait_for_selector("#still-there:not([open])", state="attached")
    assert page.input_value("#called_name") == "Half a na"
    page.wait_for_selector("#still-there[open]")


def test_more_time_without_scripts_leads_back(own_site, start, person):
    own_site.app.config.update(KIOSK_WARNING_SECONDS=30)
    page = start(script=False)
    come_back(page, person, by_keys=False)
    page.goto("/me/data")
    page.wait_for_url(re.compile("/still-there"))
    page.click("main form button >> nth=0")
    page.wait_for_url(re.compile("/me/data"))


@pytest.mark.parametrize(("lang", "width"), [("en", 390), ("es", 1280)])
def test_its_pages_are_accessible_and_large(own_site, start, person, lang, width):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=600, KIOSK_WARNING_SECONDS=600)
    page, wrong = start(lang=lang, width=width), []
    kiosk = f"/fairs/{own_site.world.ours.fair_id}/kiosk"
    for address in (kiosk, f"{kiosk}/code?lang={lang}", f"{kiosk}/still-there?lang={lang}", "secret"):
        if address == "secret":
            page.goto(f"{kiosk}/code?lang={lang}")
            page.fill("#typed", person[0])
            follow(page, ".kiosk-next")
        else:
            page.goto(address)
        wrong += [f"{address}: {one}" for one in violations(page) + page.evaluate(SMALL)]
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{address}: scrolls sideways")
    assert not wrong, "\n".join(wrong)


def came(site):
    with site.database.read() as session:
        return (
            session.query(SeekerAttendance.checked_in_at)
            .filter_by(seeker_id=site.world.ours.values["seeker_id"])
            .one()[0]
        )


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.usefixtures("the_day")
def test_somebody_checks_in_with_big_keys_and_nothing_stays(own_site, start, person, script):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=600)
    page = start(script=script)
    follow(page, "text=I am here: check in")
    press(page, person[0])
    follow(page, ".kiosk-next")
    assert "You are checked in" in page.inner_text("h1")
    assert person[0] in page.inner_text("main")
    assert person[1] not in page.content()
    assert came(own_site) == NOW
    follow(page, "main form:not(#answers) button")
    assert first_screen(own_site).search(page.url)
    for _ in range(4):
        with suppress(Error):  # a page that a form led to: the browser asks before it sends that once more
            page.go_back(wait_until="load")
        assert not {fact for fact in person if fact in shown(page)}
        assert not {one.input_value() for one in page.locator("#typed").all()} - {""}


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.usefixtures("the_day")
def test_from_checking_in_on_to_the_times(own_site, start, person, script):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=600)
    page = start(script=script)
    follow(page, "text=I am here: check in")
    page.fill("#typed", person[0].lower())
    follow(page, ".kiosk-next")
    follow(page, "#answers button")
    press(page, PIN)
    follow(page, ".kiosk-next")
    page.wait_for_url(re.compile("/my-schedule"))
    assert person[1] in page.inner_text("h1")


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.usefixtures("the_day")
def test_who_checks_in_and_walks_away_is_wiped(own_site, start, person, script):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=3)
    page = start(script=script)
    follow(page, "text=I am here: check in")
    page.fill("#typed", person[0])
    follow(page, ".kiosk-next")
    assert person[0] in page.inner_text("main")
    page.wait_for_url(first_screen(own_site))
    assert person[0] not in page.content()


@pytest.mark.parametrize(("lang", "width"), [("en", 390), ("es", 1280), ("es", 390), ("en", 1280)])
@pytest.mark.usefixtures("the_day")
def test_checking_in_is_accessible_and_large(own_site, start, person, lang, width):
    own_site.app.config.update(KIOSK_QUIET_SECONDS=600)
    page, wrong = start(lang=lang, width=width), []
    kiosk = f"/fairs/{own_site.world.ours.fair_id}/kiosk"
    for state in (None, "", "Z9-ZEBRU", person[0]):
        page.goto(kiosk if state is None else f"{kiosk}/check-in?lang={lang}")
        if state is not None:
            page.fill("#typed", state)
            follow(page, ".kiosk-next")
        wrong += [f"{state}: {one}" for one in violations(page) + page.evaluate(SMALL)]
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{state}: scrolls sideways")
    assert not wrong, "\n".join(wrong)
    follow(page, "header button[lang]")
    assert page.locator("#answers input[name=code]").input_value() == person[0], "the language keeps the page"
