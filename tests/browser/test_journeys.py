"""The main ways of a seeker, an employer and an organizer, clicked through with and without scripts."""

from datetime import timedelta

import pytest

from jobfair.accounts import actions
from tests.browser.looking import follow
from tests.conftest import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def script(request):
    return request.param


def link_for(site, role):
    """A single-use link that signs somebody in."""
    with site.database.write() as session:
        from jobfair.accounts.queries import sign_in_by_token  # noqa: PLC0415

        row = sign_in_by_token(session, site.world.ours.tokens[role], NOW)
        subject = (row.subject_kind, row.subject_id)
        token = actions.make_link(session, "sign-in", subject, lasts=timedelta(hours=1), now=NOW)
    return f"/link/{token}"


def enter(page, site, role):
    page.goto(link_for(site, role))
    assert page.locator("form[action='/sign-out']").count() == 1
    return page


def link(name):
    return f"a:has-text('{name}')"


def button(name):
    return f"button:has-text('{name}')"


def test_an_organizer_looks_around(own_site, visit, script):
    page = enter(visit(own_site, script=script), own_site, "organizer")
    follow(page, link("Alder Fair"))
    for index in range(page.locator("nav.tabs a").count()):
        follow(page, f"nav.tabs a >> nth={index}")
        assert page.locator("h1").count() == 1
        assert page.locator("nav.tabs a[aria-current]").count() == 1, page.url
    assert "Birch" not in page.content()


def test_language_changes_and_stays(own_site, visit, script):
    page = visit(own_site, script=script, width=390)
    page.goto("/sign-in")
    follow(page, link("Español"))
    assert page.url.endswith("/sign-in?lang=es")
    assert page.locator("html").get_attribute("lang") == "es"
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "es"


def test_signing_out_ends_it(own_site, visit, script):
    page = enter(visit(own_site, script=script, width=390), own_site, "employer")
    follow(page, "form[action='/sign-out'] button")
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/hall")
    assert "/sign-in" in page.url


def test_the_keyboard_reaches_the_page_first(own_site, visit):
    page = visit(own_site)
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "email"


def test_the_language_changes_in_the_middle_of_an_answer(own_site, visit, script):
    page = visit(own_site, "seeker", script=script, width=390)
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/register/words")
    page.fill("#work", "lavaplatos")
    follow(page, button("Español"))
    assert page.url.endswith("/register/words?lang=es")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.input_value("#work") == "lavaplatos"
    follow(page, button("English"))
    assert page.input_value("#work") == "lavaplatos"
    follow(page, "#submit")
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/register/words")
    assert "lavaplatos" in page.input_value("#work")


def test_enter_saves_and_does_not_change_the_language(own_site, visit, script):
    page = visit(own_site, "seeker", script=script, width=390)
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/register/name")
    page.fill("#called_name", "Maple")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/name"))
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"/fairs/{own_site.world.ours.fair_id}/register/name")
    assert page.input_value("#called_name") == "Maple"
