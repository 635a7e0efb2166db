"""A newcomer on a phone of 390 px without scripts: from the first page to the own schedule, in each language.

Once by touch and once by keyboard alone. Pages and keys are counted, so that signing up stays short.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from jobfair.interviews import actions
from jobfair.interviews.models import Schedule
from tests.browser.looking import flaws, follow, violations
from tests.conftest import NOW

pytestmark = pytest.mark.browser

#: from the first page to the code; and keys in all, with each letter and each step from field to field
MOST_PAGES = 25
MOST_KEYS = 380
FARTHEST = 60

#: what the newcomer says on each page: ids to tick, and ids to fill in
ANSWERS: dict[str, tuple[list[str], dict[str, str]]] = {
    "name": ([], {"called_name": "María"}),
    "second-factor": ([], {"month": "J", "day": "3"}),
    "contact": (["phone_kind-2"], {"contact": "816 555 0171"}),
    "work": (["work-0", "work-3"], {}),
    "skills": (["skills-3", "skills-6"], {}),
    "inside": (["skills-1"], {}),
    "words": ([], {"work": "lavaplattos"}),
    "understood": ([], {}),
    "years": (["experience-2"], {}),
    "certificates": (["certificate_cards-1"], {}),
    "lifting": ([], {}),
    "languages": (["languages-0"], {}),
    "wishes": (["wish_cards-0"], {}),
    "when": (["shifts-0", "shifts-1"], {}),
    "elsewhere": ([], {}),
    "travel": (["travel-3"], {}),
    "distance": ([], {"zip_code": "64108"}),
    "fair": ([], {}),
    "needs": (["needs-3"], {}),
}


@dataclass
class Touch:
    """Fingers: every field is reached at once."""

    page: Page
    keys: int = 0

    def tick(self, name: str) -> None:
        self.page.locator(f"label[for='{name}']").click()
        self.keys += 1

    def fill(self, name: str, text: str) -> None:
        field = self.page.locator(f"#{name}")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(index=1)
        else:
            field.fill(text)
        self.keys += 1 + len(text)

    def press(self, selector: str) -> None:
        follow(self.page, selector)
        self.keys += 1


@dataclass
class Keyboard:
    """Keys alone: from field to field by Tab, and the pointer is never used."""

    page: Page
    keys: int = 0

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.keys += 1

    def reach(self, selector: str) -> None:
        """Step on until the focus is there, and see that it shows where it is."""
        wanted = self.page.locator(selector).first
        for _ in range(FARTHEST):
            if wanted.evaluate("e => e === document.activeElement"):
                assert wanted.evaluate("e => getComputedStyle(e).outlineStyle") != "none", selector
                return
            self.key("Tab")
        raise AssertionError(f"{selector} cannot be reached")

    def tick(self, name: str) -> None:
        box = self.page.locator(f"#{name}")
        if box.get_attribute("type") == "checkbox":
            self.reach(f"#{name}")
            self.key("Space")
            return
        group = f"input[name='{box.get_attribute('name')}']"
        self.reach(f"{group}:checked")
        for _ in range(FARTHEST):
            if box.is_checked():
                return
            self.key("ArrowDown")

    def fill(self, name: str, text: str) -> None:
        self.reach(f"#{name}")
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, selector: str) -> None:
        self.reach(selector)
        with self.page.expect_navigation():
            self.key("Enter")


def sign_up(hands, page: Page, fair_id: int) -> int:
    """Answer every question; returns how many pages were opened, the one with the code included."""
    page.goto(f"/fairs/{fair_id}/register")
    hands.press("main a.btn-primary")
    hands.press("main [type=submit]")
    pages = 2
    for step, (ticks, texts) in ANSWERS.items():
        assert page.url.endswith(f"/register/{step}"), page.url
        for name, text in texts.items():
            hands.fill(name, text)
        for name in ticks:
            hands.tick(name)
        hands.press("#submit")
        pages += 1
    assert page.url.endswith("/register/check")
    hands.press("main a.btn-primary")
    return pages + 2


def plan_and_publish(site) -> None:
    fair_id = site.world.ours.fair_id
    found = actions.plan_now(site.database, fair_id, now=NOW)
    with site.database.write() as session:
        published = session.query(Schedule).filter_by(fair_id=fair_id, state="published").one()
        schedule = session.get_one(Schedule, found.schedule_id)
        actions.publish(session, schedule, now=NOW, actor=("system", None), instead_of=published.id)


@pytest.mark.parametrize("hands_of", [Touch, Keyboard], ids=["touch", "keyboard"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_newcomer_signs_up_and_finds_the_way_to_an_interview(own_site, visit, lang, hands_of):
    page = visit(own_site, width=390, lang=lang, script=False)
    hands = hands_of(page)
    fair_id = own_site.world.ours.fair_id
    pages = sign_up(hands, page, fair_id)
    assert pages <= MOST_PAGES
    assert hands.keys <= MOST_KEYS, hands.keys
    code = page.locator(".slip-code").inner_text()
    assert page.locator(".slip svg").count() == 1
    plan_and_publish(own_site)
    come_back(hands, page, code)
    hands.press(f"a[href='/fairs/{fair_id}/my-schedule']")
    assert page.locator("html").get_attribute("lang") == lang
    assert code in page.content()
    assert re.search(r"Alder (Foods|Works)", page.locator("main").inner_text())


def come_back(hands, page: Page, code: str) -> None:
    """Sign out, and open the own page with the code alone and the birthday."""
    hands.press("form[action='/sign-out'] button")
    page.goto("/come-back")
    hands.fill("code", code.lower().replace("-", " "))
    hands.fill("month", "J")
    hands.fill("day", "3")
    hands.press("#submit")
    assert page.url.endswith("/me/")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_question_is_accessible_and_fits_the_screen(site, visit, lang):
    page = visit(site, "seeker", lang=lang)
    wrong = []
    for step in [*ANSWERS, "check", "done"]:
        page.goto(f"/fairs/{site.world.ours.fair_id}/register/{step}")
        assert page.url.endswith(f"/{step}"), page.url
        wrong += [f"{step}: {flaw}" for flaw in flaws(page)]
    assert not wrong, "\n".join(wrong)


def test_a_wrong_time_is_told_and_takes_the_focus(site, visit):
    page = visit(site, "seeker", width=390)
    page.goto(f"/fairs/{site.world.ours.fair_id}/register/elsewhere")
    page.locator("#home_by").fill("21:00")
    follow(page, "#submit")
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert violations(page) == []
