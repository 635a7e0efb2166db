"""A helper enters three people by keyboard alone, without scripts; keys and pages are counted."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from jobfair.fairs.models import SeekerAttendance
from jobfair.seekers.actions import CONSENT_VERSION
from jobfair.seekers.models import Seeker
from jobfair.seekers.queries import consents_of

pytestmark = pytest.mark.browser

PEOPLE = (
    ("Marisol", "816-555-0121", "cook\nclean rooms"),
    ("DeShawn", "ask for me at the shelter", "forklift"),
    ("Ngoc", "816-555-0122", "sew"),
)
#: beside the letters that are typed
MOST_OTHER_KEYS_A_PERSON = 20


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.letters, self.others = page, 0, 0

    def type(self, text):
        """Type letters where the focus is."""
        self.page.keyboard.type(text)
        self.letters += len(text)

    def press(self, key):
        """Press one key."""
        self.page.keyboard.press(key)
        self.others += 1

    def tab_to(self, name):
        """Go on with the Tab key to the field of this name."""
        for _ in range(MOST_OTHER_KEYS_A_PERSON):
            if self.page.locator(f"[name={name}]:focus").count():
                return
            self.press("Tab")
        raise AssertionError(f"{name} is too far away for the Tab key")


def enter(keyboard, name, contact, work):
    keyboard.tab_to("called_name")
    keyboard.type(name)
    keyboard.tab_to("contact")
    keyboard.type(contact)
    keyboard.tab_to("work")
    keyboard.type(work)
    keyboard.tab_to("consent")
    keyboard.press("Space")
    keyboard.tab_to("pin")
    keyboard.type("4071")
    keyboard.press("Enter")


def test_three_people_by_keyboard_without_scripts(own_site, visit):
    page, fair_id = visit(own_site, "helper", script=False), own_site.world.ours.fair_id
    page.goto(f"/fairs/{fair_id}/people/new")
    pages = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    keyboard = Keyboard(page)
    for count, person in enumerate(PEOPLE, start=1):
        before = keyboard.others
        enter(keyboard, *person)
        page.get_by_text(f"{person[0]} has the code ").wait_for()
        expect(page.locator("[name=called_name]"), "ready for the next name").to_be_focused()
        assert len(pages) == count, "one page a person"
        assert keyboard.others - before <= MOST_OTHER_KEYS_A_PERSON
    with own_site.database.read() as session:
        for name, _, work in PEOPLE:
            seeker = session.scalar(select(Seeker).where(Seeker.called_name == name))
            assert [one.casefold() for one in seeker.work] == work.split("\n")
            assert seeker.second_factor_kind == "pin"
            assert [one.version for one, _ in consents_of(session, seeker.id)] == [CONSENT_VERSION]
            assert session.scalar(
                select(SeekerAttendance.id).where(
                    SeekerAttendance.seeker_id == seeker.id, SeekerAttendance.fair_id == fair_id
                )
            )
    print(f"{keyboard.others} keys beside {keyboard.letters} letters, {len(pages)} pages")  # noqa: T201 - the measure


def test_a_double_is_named_before_it_is_saved_and_the_keyboard_says_what_it_is(own_site, visit):
    page, fair_id = visit(own_site, "helper", script=False), own_site.world.ours.fair_id
    page.goto(f"/fairs/{fair_id}/people/new")
    keyboard = Keyboard(page)
    enter(keyboard, *PEOPLE[0])
    page.get_by_text("Marisol has the code ").wait_for()
    enter(keyboard, "Mari", "(816) 555 0121", "cook")
    page.get_by_text("Look whether this is the same person:").wait_for()
    expect(page).to_have_title(re.compile("^Error:"))
    keyboard.tab_to("is_another_person")
    keyboard.press("Space")
    keyboard.press("Enter")
    page.get_by_text("Mari has the code ").wait_for()
